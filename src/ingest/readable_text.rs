//! Text that every store can hold: `SQLite` keeps U+0000 and `PostgreSQL` does not, so neither of them is asked to.

use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;

/// Whether a text holds letters and signs only.
pub fn is_readable(text: &str) -> bool {
    !text.contains('\0')
}

/// The refusal of a field of which the text or the name is not readable.
pub fn not_readable(field: &str) -> QuestionRefused {
    QuestionRefused {
        field: field.replace('\0', "\\u0000"),
        found: Bilingual::new(
            "een teken dat geen tekst is (U+0000)",
            "a character that is no text (U+0000)",
        ),
        expected: Bilingual::new("leesbare tekst", "readable text"),
    }
}
