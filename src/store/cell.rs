//! What goes to a database and comes back: cells, or the reason why not.

use crate::ingest::readable_text::is_readable;
use crate::store::error::StoreError;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A whole number.
    Number(i64),
    /// Text.
    Text(String),
    /// Nothing.
    Empty,
}

impl Cell {
    /// The number in it, 0 when it holds none.
    pub fn number(&self) -> i64 {
        match self {
            Self::Number(number) => *number,
            Self::Text(_) | Self::Empty => 0,
        }
    }

    /// Whether a text in it is one that both databases hold.
    pub fn is_readable(&self) -> bool {
        match self {
            Self::Text(text) => is_readable(text),
            Self::Number(_) | Self::Empty => true,
        }
    }

    /// The text in it, empty when it holds none.
    pub fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(_) | Self::Empty => String::new(),
        }
    }
}

/// Why a statement did not work.
#[derive(Debug)]
pub enum Refusal {
    /// A rule of the table does not allow it: somebody else was first.
    Rule,
    /// Anything else.
    Failed(StoreError),
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Rule => Self::Database("a rule of the table does not allow it".to_owned()),
            Refusal::Failed(error) => error,
        }
    }
}
