//! The parameters of a request: each one known, given once, and of the right kind.

use std::collections::BTreeSet;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Query};
use axum::http::Uri;
use axum::http::request::Parts;

use crate::api::problem::Problem;
use crate::ingest::readable_text::{is_readable, not_readable};
use crate::study::language::Language;

/// The parameters as they were given, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        Self::of(&parts.uri)
    }
}

impl Parameters {
    /// The parameters of an address.
    ///
    /// # Errors
    /// 400 when they cannot be read, naming the first that is not readable.
    pub fn of(uri: &Uri) -> Result<Self, Problem> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri);
        let Query(pairs) = pairs.map_err(|_unreadable| {
            Problem::parameter(
                "(alle)",
                uri.query().unwrap_or_default(),
                "parameters als naam=waarde&naam=waarde",
            )
        })?;
        let mut given = pairs.iter();
        match given.find(|(name, value)| !is_readable(name) || !is_readable(value)) {
            None => Ok(Self(pairs)),
            Some((name, _)) => Err(Problem::refused_parameter(&not_readable(name))),
        }
    }

    /// The language asked for; Dutch when nothing is said.
    ///
    /// # Errors
    /// 400 when it is not one there is.
    pub fn language(&self) -> Result<Language, Problem> {
        Ok(self.value("taal", "nl of en")?.unwrap_or_default())
    }

    /// Refuses a parameter that this address does not know, and one that is given twice.
    ///
    /// # Errors
    /// 400, naming the parameter and those that are known.
    pub fn only(self, known: &[&str]) -> Result<Self, Problem> {
        let unknown = self.pairs().find(|(name, _)| !known.contains(name));
        if let Some((name, value)) = unknown {
            let expected = match known {
                [] => "hier geen parameters".to_owned(),
                known => format!("een van de parameters {}", known.join(", ")),
            };
            return Err(Problem::parameter(name, value, &expected));
        }
        self.once()
    }

    /// Refuses a parameter that is given twice.
    ///
    /// # Errors
    /// 400, naming the parameter.
    pub fn once(self) -> Result<Self, Problem> {
        let mut seen = BTreeSet::new();
        if let Some((name, value)) = self.pairs().find(|(name, _)| !seen.insert(*name)) {
            return Err(Problem::parameter(name, value, "deze parameter één keer"));
        }
        Ok(self)
    }

    /// Without those that have no value: a form sends every field, also those that were left open.
    #[must_use]
    pub fn filled_in(self) -> Self {
        Self(
            self.0
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .collect(),
        )
    }

    /// Name and value of each, in the order in which they were given.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The text of a parameter, if it was given.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The fingerprint of the scenario under which is asked, if one was given.
    pub fn scenario(&self) -> Option<&str> {
        self.text("scenario")
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
}
