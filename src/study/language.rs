//! The language of prose: Dutch, or English on request.

use std::str::FromStr;

use thiserror::Error;

use crate::model::bilingual::Bilingual;

/// A language that the service speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Nederlands.
    #[default]
    Dutch,
    /// English.
    English,
}

/// A language that the service does not speak.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("found \"{0}\", expected nl or en")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// Its code, as in `language=`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// The text in this language.
    pub fn of(self, text: Bilingual) -> String {
        match self {
            Self::Dutch => text.dutch,
            Self::English => text.english,
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "nl" => Ok(Self::Dutch),
            "en" => Ok(Self::English),
            other => Err(UnknownLanguage(other.to_owned())),
        }
    }
}
