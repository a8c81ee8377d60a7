//! How firm a place in a list is: the words that stand beside every list.

/// Whether an answer holds when its inputs move within their bounds.
///
/// # Source
/// DOMAIN §C.10, labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stability {
    /// It holds.
    Robust,
    /// A small change would make it different.
    Sensitive,
    /// The data allow almost anything.
    Uncertain,
}

impl Stability {
    /// The Dutch word: `robuust`, `gevoelig`, `onzeker`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Robust => "robuust",
            Self::Sensitive => "gevoelig",
            Self::Uncertain => "onzeker",
        }
    }
}
