//! Whom to ask about a study.

use thiserror::Error;

/// Who answers for a study, for people who use its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    name: String,
    url: String,
    email: String,
}

/// Why something is no contact: the field, what was found there, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field}: found \"{found}\", expected {expected}")]
pub struct NoContact {
    /// The field.
    pub field: &'static str,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: &'static str,
}

impl Contact {
    /// A contact with a name, a page and an address for letters.
    ///
    /// # Errors
    /// Names the field that is empty or cannot be used.
    pub fn new(name: &str, url: &str, email: &str) -> Result<Self, NoContact> {
        let refused = |field, found: &str, expected| {
            let found = found.to_owned();
            Err(NoContact {
                field,
                found,
                expected,
            })
        };
        if name.trim().is_empty() {
            return refused("name", name, "who answers for the data");
        }
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|start| url.strip_prefix(start));
        if !rest.is_some_and(|rest| {
            !rest.is_empty() && rest.chars().all(|letter| letter.is_ascii_graphic())
        }) {
            return refused(
                "url",
                url,
                "an address that begins with https:// or http://",
            );
        }
        let parts = email.split_once('@');
        let whole = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|letter| letter.is_ascii_graphic() && letter != '@')
        };
        if !parts.is_some_and(|(mailbox, host)| whole(mailbox) && whole(host)) {
            return refused("email", email, "an address such as geo@gemeente.nl");
        }
        Ok(Self {
            name: name.to_owned(),
            url: url.to_owned(),
            email: email.to_owned(),
        })
    }

    /// Who.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where on the web.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where letters go.
    pub fn email(&self) -> &str {
        &self.email
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_whole_or_names_what_is_wrong() {
        let url = "https://stad.example/geo";
        assert!(Contact::new("Geo-informatie", url, "geo@stad.example").is_ok());
        for (name, url, email, field) in [
            (" ", url, "geo@stad.example", "name"),
            ("Geo", "stad.example", "geo@stad.example", "url"),
            ("Geo", "https://", "geo@stad.example", "url"),
            ("Geo", url, "geo", "email"),
            ("Geo", url, "geo@@stad", "email"),
        ] {
            assert_eq!(
                Contact::new(name, url, email).map_err(|no| no.field),
                Err(field)
            );
        }
    }
}
