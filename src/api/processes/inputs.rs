//! The inputs of an execute request, read one by one: each known, given once, and of the right kind.

use serde_json::{Map, Value};

use crate::api::problem::Problem;

/// So much of a wrong value is shown.
const SHOWN: usize = 80;
/// The members of a value that comes with a word on its form.
const QUALIFIED: [&str; 4] = ["value", "mediaType", "encoding", "schema"];

/// The inputs that were not read yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Inputs(Map<String, Value>);

impl Inputs {
    /// The inputs as they are given, each by value: bare, or as `{"value": ...}`.
    ///
    /// # Errors
    /// 400 for an input by reference: the server fetches nothing from elsewhere.
    pub fn of(given: Map<String, Value>) -> Result<Self, Problem> {
        let mut inputs = Map::new();
        for (name, value) in given {
            let value = match value {
                Value::Object(fields) if fields.contains_key("href") => {
                    let expected = "de waarde zelf; de server haalt niets elders op";
                    return Err(wrong(&name, &Value::Object(fields), expected));
                }
                Value::Object(mut fields) if is_qualified(&fields) => {
                    fields.remove("value").unwrap_or_default()
                }
                bare => bare,
            };
            inputs.insert(name, value);
        }
        Ok(Self(inputs))
    }

    /// Refuses an input that the process does not have.
    ///
    /// # Errors
    /// 400, naming the input and those that are known.
    pub fn only(&self, known: &[&str]) -> Result<(), Problem> {
        let unknown = self
            .0
            .iter()
            .find(|(name, _)| !known.contains(&name.as_str()));
        match unknown {
            None => Ok(()),
            Some((name, value)) => {
                let expected = format!("een van de inputs {}", known.join(", "));
                Err(wrong(name, value, &expected))
            }
        }
    }

    /// An input that may be left out; null counts as left out.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !value.is_null())
    }

    /// An input that must be there.
    ///
    /// # Errors
    /// 400, naming the input.
    pub fn needed(&mut self, name: &str, expected: &str) -> Result<Value, Problem> {
        self.take(name)
            .ok_or_else(|| Problem::parameter(&path(name), "niets", expected))
    }

    /// A text.
    ///
    /// # Errors
    /// 400 when it is none.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Problem> {
        self.read(name, "een tekst", |value| {
            value.as_str().map(ToOwned::to_owned)
        })
    }

    /// A number within bounds.
    ///
    /// # Errors
    /// 400 when it is none.
    pub fn number(&mut self, name: &str, low: f64, high: f64) -> Result<Option<f64>, Problem> {
        let expected = format!("een getal van {low} tot en met {high}");
        self.read(name, &expected, |value| {
            value
                .as_f64()
                .filter(|number| (low..=high).contains(number))
        })
    }

    /// A whole number within bounds.
    ///
    /// # Errors
    /// 400 when it is none.
    pub fn whole(&mut self, name: &str, low: u64, high: u64) -> Result<Option<usize>, Problem> {
        let expected = format!("een heel getal van {low} tot en met {high}");
        self.read(name, &expected, |value| {
            let number = value
                .as_u64()
                .filter(|number| (low..=high).contains(number));
            number.and_then(|number| usize::try_from(number).ok())
        })
    }

    /// A list of texts, or one text.
    ///
    /// # Errors
    /// 400 when it is none.
    pub fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>, Problem> {
        self.read(name, "een lijst van teksten", |value| {
            let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
            match value {
                Value::Array(values) => values.iter().map(text).collect(),
                one => text(one).map(|one| vec![one]),
            }
        })
    }

    /// One number or a list of some, each from 1 to `high`.
    ///
    /// # Errors
    /// 400 when it is none.
    pub fn numbers(
        &mut self,
        name: &str,
        most: usize,
        high: f64,
    ) -> Result<Option<Vec<f64>>, Problem> {
        let expected = format!("hoogstens {most} getallen, elk van 1 tot en met {high}");
        self.read(name, &expected, |value| {
            let number = |value: &Value| value.as_f64().filter(|one| (1.0..=high).contains(one));
            let found: Option<Vec<f64>> = match value {
                Value::Array(values) => values.iter().map(number).collect(),
                one => number(one).map(|one| vec![one]),
            };
            found.filter(|found| (1..=most).contains(&found.len()))
        })
    }

    /// An input as `as_wanted` reads it.
    ///
    /// # Errors
    /// 400 when it reads nothing in it.
    pub fn read<T>(
        &mut self,
        name: &str,
        expected: &str,
        as_wanted: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(value) = self.take(name) else {
            return Ok(None);
        };
        match as_wanted(&value) {
            Some(read) => Ok(Some(read)),
            None => Err(wrong(name, &value, expected)),
        }
    }
}

/// An input that cannot be answered, by its name or the way into it, such as `costs[3].cost`.
pub fn wrong(name: &str, found: &Value, expected: &str) -> Problem {
    let mut found = match found {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if let Some((end, _)) = found.char_indices().nth(SHOWN) {
        found.truncate(end);
        found.push('…');
    }
    Problem::parameter(&path(name), &found, expected)
}

/// The name of an input in a refusal.
pub fn path(name: &str) -> String {
    format!("inputs.{name}")
}

fn is_qualified(fields: &Map<String, Value>) -> bool {
    let mut names = fields.keys();
    fields.contains_key("value") && names.all(|name| QUALIFIED.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn inputs(given: &Value) -> Result<Inputs, Problem> {
        Inputs::of(given.as_object().expect("an object").clone())
    }

    #[test]
    fn a_value_may_be_bare_or_qualified_and_nothing_is_fetched() {
        let mut read = inputs(&json!({ "a": 3, "b": { "value": { "c": 1 } }, "d": null }));
        let read = read.as_mut().expect("by value");
        assert_eq!(read.whole("a", 1, 9), Ok(Some(3)));
        assert_eq!(read.take("b"), Some(json!({ "c": 1 })));
        assert_eq!(read.take("d"), None);
        assert!(inputs(&json!({ "a": { "href": "http://localhost/" } })).is_err());
    }

    #[test]
    fn a_wrong_value_is_named_and_a_long_one_is_cut() {
        let mut read = inputs(&json!({ "n": "é".repeat(200), "m": [1, 0] })).expect("by value");
        let refused = read.number("n", 0.0, 1.0).expect_err("a text");
        let shown = "é".repeat(SHOWN) + "…";
        assert_eq!(
            refused,
            Problem::parameter("inputs.n", &shown, "een getal van 0 tot en met 1")
        );
        assert!(read.numbers("m", 5, 10.0).is_err());
    }
}
