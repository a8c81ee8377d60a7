//! A break point of weights in the words of the public interface.

use serde::Serialize;

/// The smallest move of weight between two things that are weighed at which what comes first changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BreakPointDocument {
    /// From what the weight goes: its key, the same in both languages.
    pub van: &'static str,
    /// The same in words.
    pub van_woord: &'static str,
    /// To what it goes, as a key.
    pub naar: &'static str,
    /// The same in words.
    pub naar_woord: &'static str,
    /// How much goes, in percentage points of all weight.
    pub procentpunt: f64,
    /// The id of what leaves the first places.
    pub verdwijnt: String,
    /// The id of what enters them.
    pub verschijnt: String,
    /// The same as a sentence.
    pub zin: String,
}
