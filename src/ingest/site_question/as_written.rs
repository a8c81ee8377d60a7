//! The fields of a question as they are written: a value of the wrong kind is refused by its field, in plain words.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::one_of_words;
use crate::model::bilingual::Bilingual;

/// What serde expects, and how people call it in Dutch and in English.
const IN_PLAIN_WORDS: [(&str, (&str, &str)); 17] = [
    ("usize", WHOLE),
    ("u64", WHOLE),
    ("u32", WHOLE),
    ("u16", WHOLE),
    ("u8", WHOLE),
    ("i64", ("een heel getal", "a whole number")),
    ("i32", ("een heel getal", "a whole number")),
    ("f64", ("een getal", "a number")),
    ("f32", ("een getal", "a number")),
    ("a string", TEXT),
    ("a borrowed string", TEXT),
    ("a boolean", ("true of false", "true or false")),
    ("a sequence", LIST),
    (
        "an array of length 2",
        ("een lijst van twee", "a list of two"),
    ),
    ("a map", FIELDS),
    ("unit", ("niets", "nothing")),
    ("struct", FIELDS),
];
const WHOLE: (&str, &str) = ("een heel getal, 0 of meer", "a whole number, 0 or more");
const TEXT: (&str, &str) = ("een tekst", "a text");
const LIST: (&str, &str) = ("een lijst", "a list");
const FIELDS: (&str, &str) = ("een groep velden", "a group of fields");

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
pub fn in_words(value: &Value) -> Bilingual {
    match value {
        Value::Null => Bilingual::new("niets", "nothing"),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Bilingual::same(value),
        Value::Array(_) => Bilingual::new(LIST.0, LIST.1),
        Value::Object(_) => Bilingual::new(FIELDS.0, FIELDS.1),
    }
}

/// A field that is not there.
pub fn no_such_field() -> Bilingual {
    Bilingual::new("niet zo'n veld", "no such field")
}

/// The value at a path such as `extra_plekken[0].naam`.
fn at<'a>(fields: &'a Value, path: &str) -> Option<&'a Value> {
    let pointer = path.replace(['.', '['], "/").replace(']', "");
    fields.pointer(&format!("/{pointer}"))
}

/// What serde says about a path, as field, found and expected.
fn refused(path: &str, found: Option<&Value>, message: &str) -> QuestionRefused {
    let named: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let field = named.first().copied().unwrap_or("");
    if message.starts_with("unknown field ") {
        return QuestionRefused {
            field: within(path, field),
            found: Bilingual::new("een onbekend veld", "an unknown field"),
            expected: match named.get(1..) {
                None | Some([]) => no_such_field(),
                Some(known) => one_of_words(known),
            },
        };
    }
    if message.starts_with("missing field ") {
        return QuestionRefused {
            field: within(path, field),
            found: no_such_field(),
            expected: Bilingual::new(format!("het veld {field}"), format!("the field {field}")),
        };
    }
    let expected = message.split_once(", expected ").map(|(_, rest)| rest);
    QuestionRefused {
        field: path.to_owned(),
        found: found.map_or_else(
            || Bilingual::new("een andere waarde", "another value"),
            in_words,
        ),
        expected: plain(expected.unwrap_or_default()),
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

fn plain(expected: &str) -> Bilingual {
    let word = |(theirs, _): &&(&str, (&str, &str))| {
        expected == *theirs || expected.split(' ').next() == Some(*theirs)
    };
    let known = IN_PLAIN_WORDS.iter().find(word);
    known.map_or_else(
        || Bilingual::new("een waarde van een andere soort", "another kind of value"),
        |&(_, (dutch, english))| Bilingual::new(dutch, english),
    )
}
