//! Why a filter cannot be read.

use thiserror::Error;

/// A filter that cannot be read or asked of this layer: where, what was found, and what was expected, in Dutch.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("op plaats {place}: gevonden {found}, verwacht {expected}")]
pub struct FilterError {
    /// The letter at which it goes wrong, from 1.
    pub place: usize,
    /// What stands there.
    pub found: String,
    /// What could be there.
    pub expected: String,
}

impl FilterError {
    /// A refusal at a letter, counted from 0.
    pub fn at(place: usize, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            place: place + 1,
            found: found.into(),
            expected: expected.into(),
        }
    }
}
