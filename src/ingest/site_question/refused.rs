//! A question that cannot be read: which field is wrong, and what was expected there.

use thiserror::Error;

use crate::model::bilingual::{Bilingual, refusal_sentence};

/// Why a question cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.sentence())]
pub struct QuestionRefused {
    /// The field, or what reads the whole document.
    pub field: String,
    /// What was found.
    pub found: Bilingual,
    /// What was expected.
    pub expected: Bilingual,
}

impl QuestionRefused {
    /// The same of a field inside another one.
    pub fn inside(mut self, field: &str) -> Self {
        self.field = format!("{field}.{}", self.field);
        self
    }

    /// The whole refusal.
    pub fn sentence(&self) -> Bilingual {
        refusal_sentence(&self.field, &self.found, &self.expected)
    }
}
