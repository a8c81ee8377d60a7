//! The parameters of a request: each one known, given once, and of the right kind.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;

use crate::api::problem::Problem;

/// The parameters as they were given, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = parts.uri.query().unwrap_or_default().to_owned();
        match Query::<Vec<(String, String)>>::from_request_parts(parts, state).await {
            Ok(Query(pairs)) => Ok(Self(pairs)),
            Err(_unreadable) => Err(Problem::parameter(
                "(alle)",
                &found,
                "parameters als naam=waarde&naam=waarde",
            )),
        }
    }
}

impl Parameters {
    /// Refuses a parameter that this address does not know, and one that is given twice.
    ///
    /// # Errors
    /// 400, naming the parameter and those that are known.
    pub fn only(self, known: &[&str]) -> Result<Self, Problem> {
        for (index, (name, value)) in self.0.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                let expected = match known {
                    [] => "hier geen parameters".to_owned(),
                    known => format!("een van de parameters {}", known.join(", ")),
                };
                return Err(Problem::parameter(name, value, &expected));
            }
            if self
                .0
                .iter()
                .take(index)
                .any(|(earlier, _)| earlier == name)
            {
                return Err(Problem::parameter(name, value, "deze parameter één keer"));
            }
        }
        Ok(self)
    }

    /// The text of a parameter, if it was given.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a parameter, if it was given.
    ///
    /// # Errors
    /// 400 with the value and what was expected.
    pub fn value<T: FromStr>(&self, name: &str, expected: &str) -> Result<Option<T>, Problem> {
        self.text(name)
            .map(|text| {
                text.parse()
                    .map_err(|_refused: T::Err| Problem::parameter(name, text, expected))
            })
            .transpose()
    }

    /// Four numbers: west, south, east, north in WGS84 degrees.
    ///
    /// # Errors
    /// 400 when there are not four, when they are no degrees, or when south lies above north.
    pub fn bounding_box(&self, name: &str) -> Result<Option<[f64; 4]>, Problem> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        let refusal = || {
            let expected =
                "vier getallen west,zuid,oost,noord in graden (WGS84, lengtegraad eerst)";
            Problem::parameter(name, text, expected)
        };
        let numbers: Result<Vec<f64>, _> = text
            .split(',')
            .map(|part| part.trim().parse::<f64>())
            .collect();
        let Ok([west, south, east, north]) = <[f64; 4]>::try_from(numbers.unwrap_or_default())
        else {
            return Err(refusal());
        };
        let degrees = |value: f64, most: f64| (-most..=most).contains(&value);
        let sound = degrees(west, 180.0)
            && degrees(east, 180.0)
            && degrees(south, 90.0)
            && degrees(north, 90.0);
        if sound && west <= east && south <= north {
            Ok(Some([west, south, east, north]))
        } else {
            Err(refusal())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(pairs: &[(&str, &str)]) -> Parameters {
        Parameters(
            pairs
                .iter()
                .map(|&(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    #[test]
    fn an_unknown_or_repeated_parameter_is_refused_by_name() {
        let refusal = given(&[("vooriening", "PO")])
            .only(&["voorziening"])
            .expect_err("a typing error");
        assert_eq!(
            refusal,
            Problem::parameter("vooriening", "PO", "een van de parameters voorziening")
        );
        assert!(
            given(&[("limit", "1"), ("limit", "2")])
                .only(&["limit"])
                .is_err()
        );
    }

    #[test]
    fn a_bounding_box_is_four_degrees_in_order() {
        let bounds = |text| given(&[("bbox", text)]).bounding_box("bbox");
        assert_eq!(bounds("5,52,5.2,52.2"), Ok(Some([5.0, 52.0, 5.2, 52.2])));
        for refused in [
            "",
            "5,52,5.2",
            "5,52,5.2,52.2,1,2",
            "5,53,5.2,52.2",
            "NaN,52,5.2,53",
            "130000,450000,140000,460000",
        ] {
            assert!(bounds(refused).is_err(), "{refused}");
        }
        assert_eq!(given(&[]).bounding_box("bbox"), Ok(None));
    }
}
