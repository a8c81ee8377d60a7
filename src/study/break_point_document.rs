//! A break point of weights in the words of the public interface.

use serde::Serialize;

/// The smallest move of weight between two things that are weighed at which what comes first changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BreakPointDocument {
    /// From what the weight goes.
    pub van: &'static str,
    /// To what it goes.
    pub naar: &'static str,
    /// How much goes, in percentage points of all weight.
    pub procentpunt: f64,
    /// The id of what leaves the first places.
    pub verdwijnt: String,
    /// The id of what enters them.
    pub verschijnt: String,
    /// The same as a sentence.
    pub zin: String,
}
