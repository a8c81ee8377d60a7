//! What a facility offers: the kinds the service knows by itself, and those a study adds.

use std::fmt;
use std::sync::Arc;

use thiserror::Error;

/// The code of a kind of facility, such as `PO` or `BIBLIOTHEEK`.
///
/// A code and not an enum, because a study may add kinds of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacilityKind(Arc<str>);

/// A text that cannot be the code of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "found \"{0}\", expected a code of capitals, digits and underscores such as PO or SCHOOL_10_14"
)]
pub struct NotAKindCode(pub String);

impl FacilityKind {
    /// Accepts a code of capitals, digits and underscores that begins with a capital.
    ///
    /// # Errors
    /// Refuses every other text.
    pub fn new(code: &str) -> Result<Self, NotAKindCode> {
        let allowed =
            |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_';
        if code.starts_with(|first: char| first.is_ascii_uppercase()) && code.chars().all(allowed) {
            Ok(Self(code.into()))
        } else {
            Err(NotAKindCode(code.to_owned()))
        }
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FacilityKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// How a kind is named and drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindDescription {
    /// The kind.
    pub kind: FacilityKind,
    /// One of it, in Dutch, in lower case: "basisschool".
    pub singular_nl: String,
    /// Several of it, in Dutch.
    pub plural_nl: String,
    /// One of it, in English.
    pub singular_en: String,
    /// Several of it, in English.
    pub plural_en: String,
    /// The Dutch article: "de" or "het".
    pub article_nl: String,
    /// The letter in its symbol on the map.
    pub letter: char,
    /// The shape of its symbol on the map.
    pub shape: SymbolShape,
}

/// The outline of a kind's symbol, so that colour is never the only sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolShape {
    /// Primary school.
    Circle,
    /// Childcare.
    RoundedSquare,
    /// Secondary school.
    Hexagon,
    /// Special education.
    Pentagon,
    /// Library.
    Bookmark,
    /// Care point.
    Cross,
    /// Youth work.
    Triangle,
    /// Meeting place.
    Dome,
    /// Sport.
    Stadium,
    /// Community school.
    House,
}

impl SymbolShape {
    /// All shapes.
    pub const EVERY: [Self; 10] = [
        Self::Circle,
        Self::RoundedSquare,
        Self::Hexagon,
        Self::Pentagon,
        Self::Bookmark,
        Self::Cross,
        Self::Triangle,
        Self::Dome,
        Self::Stadium,
        Self::House,
    ];

    /// The name in files: `circle`, `rounded-square`, ...
    pub const fn code(self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::RoundedSquare => "rounded-square",
            Self::Hexagon => "hexagon",
            Self::Pentagon => "pentagon",
            Self::Bookmark => "bookmark",
            Self::Cross => "cross",
            Self::Triangle => "triangle",
            Self::Dome => "dome",
            Self::Stadium => "stadium",
            Self::House => "house",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_capitals_digits_and_underscores() {
        assert!(FacilityKind::new("SCHOOL_10_14").is_ok());
        for refused in ["", "po", "_PO", "P O", "10_14"] {
            assert_eq!(
                FacilityKind::new(refused),
                Err(NotAKindCode(refused.to_owned()))
            );
        }
    }
}
