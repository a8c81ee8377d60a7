//! One text in the two languages of the service, for what is told below the room that knows which one was asked.

use std::borrow::Cow;
use std::fmt;

/// So many letters of what somebody wrote are told again.
const TOLD_LETTERS: usize = 100;

/// A text in Dutch and in English. It is shown in English, as messages of the program are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bilingual {
    /// In Dutch.
    pub dutch: String,
    /// In English.
    pub english: String,
}

impl Bilingual {
    /// The two texts.
    pub fn new(dutch: impl Into<String>, english: impl Into<String>) -> Self {
        Self {
            dutch: dutch.into(),
            english: english.into(),
        }
    }

    /// What is the same in both languages: a number, a code, what somebody wrote.
    pub fn same(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        Self {
            dutch: text.clone(),
            english: text,
        }
    }

    /// What somebody wrote, between quotes; only its beginning when it is long.
    pub fn quoted(text: &str) -> Self {
        Self::same(format_args!("\"{}\"", beginning(text)))
    }
}

impl fmt::Display for Bilingual {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.english)
    }
}

/// A text as it is told again: only its beginning when it is long.
pub fn beginning(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(TOLD_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// The sentence of a refusal: field, what was found in it, and what was expected.
pub fn refusal_sentence(field: &str, found: &Bilingual, expected: &Bilingual) -> Bilingual {
    Bilingual {
        dutch: format!(
            "{field}: gevonden {}, verwacht {}",
            found.dutch, expected.dutch
        ),
        english: format!(
            "{field}: found {}, expected {}",
            found.english, expected.english
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_told_again_by_its_beginning() {
        let text = "é".repeat(100);
        assert_eq!(beginning(&text), text);
        let told = Bilingual::quoted(&format!("{text}a")).dutch;
        assert_eq!(told, format!("\"{text}…\""));
    }
}
