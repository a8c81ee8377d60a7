//! Why the study was not replaced, as it is remembered until another one is put in place.

use jiff::Timestamp;

/// Why the study was not replaced when that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReloadFailed {
    /// When.
    pub time: Timestamp,
    /// For whom it was read.
    pub read_for: ReadFor,
    /// What is wrong with the files, or that they are others than were read.
    pub reason: String,
}

/// For whom the study is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadFor {
    /// Who asks for its files as they are now.
    Asked,
    /// What people entered.
    Records,
}
