//! The language of prose: Dutch, or English on request.

use std::str::FromStr;

use thiserror::Error;

use crate::layers::number_text::{decimal, decimal_en, minutes_with, thousands, thousands_en};
use crate::model::bilingual::Bilingual;
use crate::model::units::Seconds;

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

    /// A number with one decimal: "11,5", "11.5".
    pub fn decimal(self, number: f64) -> String {
        match self {
            Self::Dutch => decimal(number),
            Self::English => decimal_en(number),
        }
    }

    /// A whole number with a mark between thousands: "1.234", "1,234".
    pub fn thousands(self, number: u64) -> String {
        match self {
            Self::Dutch => thousands(number),
            Self::English => thousands_en(number),
        }
    }

    /// A time in minutes with their name: "10 minuten", "1 minuut", "7½ minutes".
    pub fn minutes(self, time: Seconds) -> String {
        let (mark, [one, more]) = match self {
            Self::Dutch => (',', ["minuut", "minuten"]),
            Self::English => ('.', ["minute", "minutes"]),
        };
        let number = minutes_with(time.value(), mark);
        match number.as_str() {
            "¼" | "½" | "¾" | "1" => format!("{number} {one}"),
            _ => format!("{number} {more}"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_has_them_and_one_minute_is_not_minutes() {
        let both = [Language::Dutch, Language::English];
        assert_eq!(both.map(|language| language.decimal(1.1)), ["1,1", "1.1"]);
        let euros = both.map(|language| language.thousands(500_000));
        assert_eq!(euros, ["500.000", "500,000"]);
        let minutes = |seconds: f64| {
            let time = Seconds::new(seconds).expect("a time");
            both.map(|language| language.minutes(time))
        };
        assert_eq!(minutes(60.0), ["1 minuut", "1 minute"]);
        assert_eq!(minutes(450.0), ["7½ minuten", "7½ minutes"]);
        assert_eq!(minutes(912.0), ["15,2 minuten", "15.2 minutes"]);
    }
}
