//! The fields of a question as they are written: a value of the wrong kind is refused by its field, in plain words.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ingest::site_question::refused::QuestionRefused;

/// What serde expects, and how people call it.
const IN_PLAIN_WORDS: [(&str, &str); 18] = [
    ("usize", WHOLE),
    ("u64", WHOLE),
    ("u32", WHOLE),
    ("u16", WHOLE),
    ("u8", WHOLE),
    ("i64", "a whole number"),
    ("i32", "a whole number"),
    ("f64", "a number"),
    ("f32", "a number"),
    ("a string", "a text"),
    ("a borrowed string", "a text"),
    ("a boolean", "true or false"),
    ("a sequence", "a list"),
    ("an array of length 2", "a list of two"),
    ("a map", FIELDS),
    ("there are no fields", "no such field"),
    ("unit", "nothing"),
    ("struct", FIELDS),
];
const WHOLE: &str = "a whole number, 0 or more";
const FIELDS: &str = "a group of fields";

/// The question as it is written.
///
/// # Errors
/// Names the field, what was found there and what was expected.
pub fn raw<T: DeserializeOwned>(fields: Value) -> Result<T, QuestionRefused> {
    let mut track = serde_path_to_error::Track::new();
    let read = serde_path_to_error::Deserializer::new(&fields, &mut track);
    T::deserialize(read).map_err(|error| {
        let path = track.path().to_string();
        refused(&path, at(&fields, &path), &error.to_string())
    })
}

/// A value in plain words.
pub fn in_words(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => FIELDS.to_owned(),
    }
}

/// The value at a path such as `extra_plekken[0].naam`.
fn at<'a>(fields: &'a Value, path: &str) -> Option<&'a Value> {
    let pointer = path.replace(['.', '['], "/").replace(']', "");
    fields.pointer(&format!("/{pointer}"))
}

/// What serde says about a path, as field, found and expected.
fn refused(path: &str, found: Option<&Value>, message: &str) -> QuestionRefused {
    let named = |rest: &str| rest.split('`').nth(1).unwrap_or("").to_owned();
    let expected = message.split_once(", expected ").map(|(_, rest)| rest);
    if message.starts_with("unknown field ") {
        return QuestionRefused {
            field: within(path, &named(message)),
            found: "an unknown field".to_owned(),
            expected: expected.unwrap_or("no such field").replace('`', ""),
        };
    }
    if message.starts_with("missing field ") {
        let field = named(message);
        return QuestionRefused {
            expected: format!("the field {field}"),
            field: within(path, &field),
            found: "no such field".to_owned(),
        };
    }
    QuestionRefused {
        field: path.to_owned(),
        found: found.map_or_else(|| "another value".to_owned(), in_words),
        expected: plain(expected.unwrap_or("another kind of value")),
    }
}

/// A field of the group at a path; serde's path may name the field itself already.
fn within(path: &str, field: &str) -> String {
    if path == "." || path == field {
        field.to_owned()
    } else if path.ends_with(&format!(".{field}")) {
        path.to_owned()
    } else {
        format!("{path}.{field}")
    }
}

fn plain(expected: &str) -> String {
    let word = |(theirs, _): &&(&str, &str)| {
        expected == *theirs || expected.split(' ').next() == Some(*theirs)
    };
    let known = IN_PLAIN_WORDS.iter().find(word);
    known.map_or(expected, |(_, ours)| ours).to_owned()
}
