//! A question that cannot be read: which field is wrong, and what was expected there.

use thiserror::Error;

/// Why a question cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field}: found {found}, expected {expected}")]
pub struct QuestionRefused {
    /// The field, or what reads the whole document.
    pub field: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}
