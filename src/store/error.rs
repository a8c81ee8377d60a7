//! Why something was not kept or not found.

use crate::model::bilingual::Bilingual;
use crate::store::clashes::Clash;
use crate::store::revision::Revision;

/// Why a store gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else changed it meanwhile, or the version that was read never was.
    #[error("another version is in force: {}", .current.as_ref().map_or(0, |current| current.version))]
    Conflict {
        /// What is in force; nothing when there is no such entry.
        current: Option<Box<Revision>>,
        /// What was sent instead; nothing when it was to be withdrawn.
        sent: Option<String>,
    },
    /// Another entry stands in the way.
    #[error("{} stands in the way", .other.name())]
    Clash {
        /// The other entry.
        other: Box<Revision>,
        /// What was sent.
        sent: Option<String>,
    },
    /// Of a copy, records about the same as others that hold here: both of each.
    #[error("{}", .0.iter().map(Clash::sentence).collect::<Vec<_>>().join("; "))]
    Clashes(Vec<Clash>),
    /// Somebody else holds what is needed, and went on with that for longer than anybody waits.
    #[error("the store is held by somebody else: {0}")]
    Busy(String),
    /// The store cannot be reached at the moment.
    #[error("the store cannot be reached: {0}")]
    Unreachable(String),
    /// There is no room left.
    #[error("the store is full: {0}")]
    Full(String),
    /// The store may only be read.
    #[error("the store may only be read: {0}")]
    ReadOnly(String),
    /// The store is of another study.
    #[error("the store is of the study \"{found}\", expected \"{expected}\"")]
    OtherStudy {
        /// Of which study it is.
        found: String,
        /// Which study is open.
        expected: String,
    },
    /// There is no store there.
    #[error("there is no store of nabij: {found}")]
    NoStore {
        /// What the database says.
        found: String,
    },
    /// The file is of another program.
    #[error(
        "the file has tables of another program ({found}), expected a store of nabij, or a file that is not there yet"
    )]
    OtherTables {
        /// What they are called.
        found: String,
    },
    /// A newer program made the store.
    #[error("the store has form {found}, expected {known} or less: a newer nabij made it")]
    Newer {
        /// The form it has.
        found: i64,
        /// The newest form that is known here.
        known: i64,
    },
    /// What is kept is not what was entered.
    #[error("{entry}: found another content than was sealed")]
    Damaged {
        /// Which entry, as kind/id/version.
        entry: String,
    },
    /// A text is not one that both databases hold.
    #[error("found a text with a character that is no text (U+0000), expected readable text")]
    NoText,
    /// A copy that cannot be taken back.
    #[error("line {line}: found {found}, expected {expected}")]
    Copy {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        found: Bilingual,
        /// What should stand there.
        expected: Bilingual,
    },
    /// Anything else that the database says.
    #[error("the store failed: {0}")]
    Database(String),
}

impl StoreError {
    /// Whether it may go well when it is tried again later, without anything being changed in the question.
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::Busy(_) | Self::Unreachable(_) | Self::Full(_) | Self::ReadOnly(_) => true,
            Self::Conflict { .. }
            | Self::Clash { .. }
            | Self::Clashes(_)
            | Self::OtherStudy { .. }
            | Self::NoStore { .. }
            | Self::OtherTables { .. }
            | Self::Newer { .. }
            | Self::Damaged { .. }
            | Self::NoText
            | Self::Copy { .. }
            | Self::Database(_) => false,
        }
    }
}
