//! A JSON document in which every field stands once: of two values for one field, nobody knows which one was meant.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Why a text is no document in which every field stands once.
#[derive(Debug)]
pub enum NotOnce {
    /// A field stands twice; its path, such as `criteria.ambitie`.
    Twice(String),
    /// The text is no JSON.
    NoJson(serde_json::Error),
}

/// Reads a JSON document.
///
/// # Errors
/// Names the field that stands twice; or says why the text is no JSON.
pub fn each_field_once(text: &str) -> Result<Value, NotOnce> {
    let twice = RefCell::new(None);
    let place = Place {
        path: String::new(),
        twice: &twice,
    };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = place
        .deserialize(&mut reader)
        .and_then(|document| reader.end().map(|()| document));
    read.map_err(|error| {
        twice
            .into_inner()
            .map_or(NotOnce::NoJson(error), NotOnce::Twice)
    })
}

/// A place in the document, and where the first field is told that stands twice.
struct Place<'a> {
    path: String,
    twice: &'a RefCell<Option<String>>,
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

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
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
                self.twice.replace(Some(place.path));
                return Err(A::Error::custom("a field twice"));
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
        assert!(matches!(refused, NotOnce::Twice(_)), "{refused:?}");
        match refused {
            NotOnce::Twice(path) => path,
            NotOnce::NoJson(_) => String::new(),
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
    fn what_is_no_json_or_has_more_behind_it_is_not_read() {
        for text in ["", "{", "{} {}", "{'a': 1}", "[1,]", "1e999"] {
            assert!(
                matches!(each_field_once(text), Err(NotOnce::NoJson(_))),
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
            ".{0,6}".prop_map(Value::from),
        ];
        leaves.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(".{0,4}", inner, 0..4)
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
