//! A JSON document in which every field stands once: of two values for one field, nobody knows which one was meant. Its texts are
//! readable.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::ingest::no_json::no_json;
use crate::ingest::readable_text::{is_readable, not_readable};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;

/// Why a text is no document in which every field stands once.
#[derive(Debug)]
pub enum DocumentRefused {
    /// A field stands twice; its path, such as `criteria.ambitie`.
    Twice(String),
    /// A text or the name of a field is not readable; its path.
    NoText(String),
    /// The text is no JSON.
    NoJson(serde_json::Error),
}

impl DocumentRefused {
    /// The refusal of a document; `whole` is what a field is called that is all of it, and `expected` what it should be.
    pub fn refused(self, whole: &str, expected: Bilingual) -> QuestionRefused {
        match self {
            Self::Twice(field) => QuestionRefused {
                field,
                found: Bilingual::new("dit veld twee keer", "this field twice"),
                expected: Bilingual::new("elk veld één keer", "each field once"),
            },
            // All of the document.
            Self::NoText(path) if path.is_empty() => not_readable(whole),
            Self::NoText(path) => not_readable(&path),
            Self::NoJson(cause) => QuestionRefused {
                field: whole.to_owned(),
                found: no_json(&cause),
                expected,
            },
        }
    }
}

/// Reads a JSON document.
///
/// # Errors
/// Names the field that stands twice or is not readable; or says why the text is no JSON.
pub fn each_field_once(text: impl AsRef<[u8]>) -> Result<Value, DocumentRefused> {
    let refused = RefCell::new(None);
    let place = Place {
        path: String::new(),
        refused: &refused,
    };
    let mut reader = serde_json::Deserializer::from_slice(text.as_ref());
    let read = place
        .deserialize(&mut reader)
        .and_then(|document| reader.end().map(|()| document));
    read.map_err(|error| {
        let refused = refused.into_inner();
        refused.unwrap_or(DocumentRefused::NoJson(error))
    })
}

/// Reads a JSON document that was sent as a whole request.
///
/// # Errors
/// As [`each_field_once`], in words.
pub fn sent_document(body: &[u8]) -> Result<Value, QuestionRefused> {
    let expected = || Bilingual::new("een document in JSON", "a document in JSON");
    each_field_once(body).map_err(|cause| cause.refused("(vraag)", expected()))
}

/// A place in the document, and where is told what is refused first.
struct Place<'a> {
    path: String,
    refused: &'a RefCell<Option<DocumentRefused>>,
}

impl<'a> Place<'a> {
    fn of_field(&self, field: &str) -> Place<'a> {
        let path = match self.path.as_str() {
            "" => field.to_owned(),
            path => format!("{path}.{field}"),
        };
        Place { path, ..*self }
    }

    fn of_entry(&self, number: usize) -> Place<'a> {
        let path = format!("{}[{number}]", self.path);
        Place { path, ..*self }
    }

    /// Tells what is refused here; the error only stops the reader.
    fn refuse<E: Error>(self, why: fn(String) -> DocumentRefused) -> E {
        self.refused.replace(Some(why(self.path)));
        E::custom("a field that is refused")
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let number =
            Number::from_f64(value).ok_or_else(|| E::custom("a number that is not finite"));
        number.map(Value::Number)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        match is_readable(value) {
            true => Ok(Value::String(value.to_owned())),
            false => Err(self.refuse(DocumentRefused::NoText)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut found = Vec::new();
        while let Some(entry) = entries.next_element_seed(self.of_entry(found.len()))? {
            found.push(entry);
        }
        Ok(Value::Array(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut found = Map::new();
        while let Some(field) = fields.next_key::<String>()? {
            let place = self.of_field(&field);
            if found.contains_key(&field) {
                return Err(place.refuse(DocumentRefused::Twice));
            }
            if !is_readable(&field) {
                return Err(place.refuse(DocumentRefused::NoText));
            }
            found.insert(field, fields.next_value_seed(place)?);
        }
        Ok(Value::Object(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn twice(text: &str) -> String {
        let refused = each_field_once(text).expect_err("refused");
        assert!(matches!(refused, DocumentRefused::Twice(_)), "{refused:?}");
        match refused {
            DocumentRefused::Twice(path) => path,
            DocumentRefused::NoText(_) | DocumentRefused::NoJson(_) => String::new(),
        }
    }

    #[test]
    fn a_field_that_stands_twice_is_named_by_its_path() {
        assert_eq!(twice(r#"{"a": 1, "b": 2, "a": 1}"#), "a");
        assert_eq!(twice(r#"{"a": {"b": 1, "b": 2}}"#), "a.b");
        assert_eq!(twice(r#"{"a": [{"b": 1}, {"b": 1, "b": 2}]}"#), "a[1].b");
        // However it is written.
        assert_eq!(twice(r#"{"a": 1, "\u0061": 1}"#), "a");
    }

    #[test]
    fn a_text_or_a_name_that_is_not_readable_is_named_by_its_path() {
        let said = |text: &str| {
            let refused = each_field_once(text).expect_err("refused");
            let refused = refused.refused("(vraag)", Bilingual::same("iets anders"));
            refused.sentence()
        };
        for (text, field) in [
            (r#"{"waarom": "x\u0000y"}"#, "waarom"),
            (r#"{"a": [{"b": "c"}, {"b": "\u0000"}]}"#, "a[1].b"),
            (r#"{"a": {"\u0000b": 1}}"#, r"a.\u0000b"),
            (r#""\u0000""#, "(vraag)"),
        ] {
            let Bilingual { dutch, english } = said(text);
            assert_eq!(
                dutch,
                format!(
                    "{field}: gevonden een teken dat geen tekst is (U+0000), verwacht leesbare tekst"
                )
            );
            assert_eq!(
                english,
                format!(
                    "{field}: found a character that is no text (U+0000), expected readable text"
                )
            );
        }
        // A text about that character is a text.
        assert!(each_field_once(r#"{"a": "\\u0000"}"#).is_ok());
    }

    #[test]
    fn what_is_no_json_or_has_more_behind_it_is_not_read() {
        for text in ["", "{", "{} {}", "{'a': 1}", "[1,]", "1e999"] {
            assert!(
                matches!(each_field_once(text), Err(DocumentRefused::NoJson(_))),
                "{text}"
            );
        }
    }

    fn documents() -> impl Strategy<Value = Value> {
        let leaves = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            (-1e9..1e9).prop_map(Value::from),
            "[^\\x00]{0,6}".prop_map(Value::from),
        ];
        leaves.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[^\\x00]{0,4}", inner, 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn other_documents_are_read_as_they_always_are(document in documents()) {
            let text = document.to_string();
            let plain: Value = serde_json::from_str(&text).expect("JSON");
            prop_assert_eq!(each_field_once(&text).expect("each field once"), plain);
        }
    }
}
