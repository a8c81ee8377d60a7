//! The fields of a question as they are written: a value of the wrong kind is refused by its field, in plain words.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::one_of_words;
use crate::model::bilingual::{Bilingual, beginning};

/// What serde expects, and how people call it in Dutch and in English.
const IN_PLAIN_WORDS: [(&str, (&str, &str)); 20] = [
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
    (A_PLACE, PLACE),
    ("an array of length 2", TWO),
    ("fewer elements in array", TWO),
    ("string or map", TEXT),
    ("a map", FIELDS),
    ("unit", ("niets", "nothing")),
    ("struct", FIELDS),
];
const WHOLE: (&str, &str) = ("een heel getal, 0 of meer", "a whole number, 0 or more");
const TEXT: (&str, &str) = ("een tekst", "a text");
const TWO: (&str, &str) = ("een lijst van twee", "a list of two");
const PLACE: (&str, &str) = (
    "een plaats: twee getallen [x, y]",
    "a place: two numbers [x, y]",
);
const LIST: (&str, &str) = ("een lijst", "a list");
const FIELDS: (&str, &str) = ("een groep velden", "a group of fields");

/// What a reader of a place says that it expects.
pub const A_PLACE: &str = "a place";
/// The largest of the whole numbers that a number with a decimal point tells apart from its neighbours: 2^53 - 1.
const LARGEST_EXACT: f64 = 9_007_199_254_740_991.0;

/// The question as it is written. A whole number may be written as 300.0, as JSON Schema has it.
///
/// # Errors
/// Names the field, what was found there and what was expected.
pub fn raw<T: DeserializeOwned>(fields: Value) -> Result<T, QuestionRefused> {
    raw_beside(&[], fields)
}

/// As [`raw`], of the fields that stand beside those that were read already.
///
/// # Errors
/// The same.
pub fn raw_beside<T: DeserializeOwned>(
    beside: &[&str],
    fields: Value,
) -> Result<T, QuestionRefused> {
    if !fields.is_object() {
        return Err(QuestionRefused {
            field: "(vraag)".to_owned(),
            found: in_words(&fields),
            expected: Bilingual::new(
                "een object: velden tussen { en }",
                "an object: fields between { and }",
            ),
        });
    }
    read(beside, fields)
}

/// As [`raw`], also of what is no object.
///
/// # Errors
/// The same.
pub fn raw_value<T: DeserializeOwned>(fields: Value) -> Result<T, QuestionRefused> {
    read(&[], fields)
}

fn read<T: DeserializeOwned>(beside: &[&str], mut fields: Value) -> Result<T, QuestionRefused> {
    without_zero_decimals(&mut fields);
    let mut track = serde_path_to_error::Track::new();
    let read = serde_path_to_error::Deserializer::new(&fields, &mut track);
    T::deserialize(read).map_err(|error| {
        let path = track.path().to_string();
        refused(&path, at(&fields, &path), (&error.to_string(), beside))
    })
}

/// Writes 300.0 as 300 everywhere.
fn without_zero_decimals(value: &mut Value) {
    match value {
        Value::Number(number) => {
            let exact = number.as_f64().filter(|exact| {
                number.is_f64() && exact.fract() == 0.0 && exact.abs() <= LARGEST_EXACT
            });
            if let Some(exact) = exact {
                *number = Number::from(exact as i64);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(without_zero_decimals),
        Value::Object(fields) => fields.values_mut().for_each(without_zero_decimals),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// A value in plain words; a long text by its beginning.
pub fn in_words(value: &Value) -> Bilingual {
    match value {
        Value::Null => Bilingual::new("niets", "nothing"),
        Value::Bool(_) | Value::Number(_) => Bilingual::same(value),
        Value::String(text) => Bilingual::same(Value::from(beginning(text))),
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

/// What serde says about a path, as field, found and expected. `beside` are the fields of the whole that serde does not know.
fn refused(
    path: &str,
    found: Option<&Value>,
    (message, beside): (&str, &[&str]),
) -> QuestionRefused {
    let named: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let field = named.first().copied().unwrap_or("");
    if message.starts_with("unknown field ") {
        let place = within(path, field);
        let beside = if place == field { beside } else { &[] };
        let known: Vec<&str> = beside.iter().chain(named.iter().skip(1)).copied().collect();
        return QuestionRefused {
            field: place,
            found: Bilingual::new("een onbekend veld", "an unknown field"),
            expected: match &known[..] {
                [] => no_such_field(),
                known => one_of_words(known),
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
    let told = found.map_or_else(
        || Bilingual::new("een andere waarde", "another value"),
        in_words,
    );
    let expected = message.rsplit_once(", expected ").map(|(_, rest)| rest);
    let expected = expected.unwrap_or_default();
    QuestionRefused {
        field: path.to_owned(),
        found: match found {
            Some(Value::Array(values)) if message.starts_with("invalid length ") => {
                of_length(values)
            }
            Some(_) | None => told,
        },
        expected: match named.get(1..) {
            Some(words @ [_, ..]) if message.starts_with("unknown variant ") => one_of_words(words),
            _ => beyond_most(expected, found).unwrap_or_else(|| plain(expected)),
        },
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

fn of_length(values: &[Value]) -> Bilingual {
    let length = values.len();
    Bilingual::new(
        format!("een lijst van {length}"),
        format!("a list of {length}"),
    )
}

/// What is expected in the place of a number that is too large for the whole numbers that are expected.
fn beyond_most(expected: &str, found: Option<&Value>) -> Option<Bilingual> {
    let found = found?.as_f64()?;
    let most: f64 = match expected {
        "u8" => u8::MAX.into(),
        "u16" => u16::MAX.into(),
        "u32" => u32::MAX.into(),
        // What such a field is about has a limit that is far smaller.
        "u64" | "usize" => {
            let smaller = || Bilingual::new("een kleiner heel getal", "a smaller whole number");
            return (found > LARGEST_EXACT).then(smaller);
        }
        _ => return None,
    };
    (found > most).then(|| {
        Bilingual::new(
            format!("een heel getal van 0 tot en met {most}"),
            format!("a whole number from 0 to {most}"),
        )
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Word {
        Een,
        Twee,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sent {
        aantal: Option<u32>,
        ver: Option<f64>,
        woord: Option<Word>,
        twee: Option<[u8; 2]>,
        versie: Option<u64>,
    }

    #[test]
    fn what_cannot_be_read_is_told_in_dutch_with_its_limit_or_its_words() {
        let said = |sent: Value| raw::<Sent>(sent).expect_err("refused").sentence().dutch;
        for (sent, expected) in [
            (
                json!(["a"]),
                "(vraag): gevonden een lijst, verwacht een object: velden tussen { en }",
            ),
            (
                json!({ "aantal": 99_999_999_999_u64 }),
                "aantal: gevonden 99999999999, verwacht een heel getal van 0 tot en met 4294967295",
            ),
            (
                json!({ "aantal": 2.5 }),
                "aantal: gevonden 2.5, verwacht een heel getal, 0 of meer",
            ),
            (
                json!({ "aantal": "a, expected b" }),
                "aantal: gevonden \"a, expected b\", verwacht een heel getal, 0 of meer",
            ),
            (
                json!({ "woord": "drie" }),
                "woord: gevonden \"drie\", verwacht een van een, twee",
            ),
            (
                json!({ "woord": 3 }),
                "woord: gevonden 3, verwacht een tekst",
            ),
            (
                json!({ "twee": [1, 2, 3] }),
                "twee: gevonden een lijst van 3, verwacht een lijst van twee",
            ),
        ] {
            assert_eq!(said(sent), expected);
        }
        let huge = said(json!({ "versie": 1e30 }));
        assert!(huge.ends_with("verwacht een kleiner heel getal"), "{huge}");
        let long = said(json!({ "aantal": "é".repeat(5_000) }));
        assert!(long.chars().count() < 200, "{long}");
    }

    #[test]
    fn of_an_unknown_field_all_that_are_known_are_told() {
        let sent = json!({ "kleur": 1 });
        let said = |refused: QuestionRefused| refused.expected.dutch;
        let alone = raw::<Sent>(sent.clone()).map_err(said);
        let known = "aantal, ver, woord, twee, versie";
        assert_eq!(alone, Err(format!("een van {known}")));
        let beside = raw_beside::<Sent>(&["id"], sent).map_err(said);
        assert_eq!(beside, Err(format!("een van id, {known}")));
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_zero_behind_the_point() {
        let read = |sent: Value| raw::<Sent>(sent).expect("read");
        assert_eq!(
            read(json!({ "aantal": 300.0, "ver": 300.0, "twee": [1.0, -0.0] })),
            read(json!({ "aantal": 300, "ver": 300, "twee": [1, 0] }))
        );
    }
}
