//! What a search hands back: a set of sites with its value and a bound.

use crate::siting::answer::Share;

/// A set of sites with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The sites that open, ascending.
    pub sites: Vec<u32>,
    /// How the weight is shared out where sites have limited room; empty elsewhere.
    pub shares: Vec<Share>,
    /// Its value, as the model counts it.
    pub objective: f64,
    /// No plan is better than this.
    pub bound: f64,
    /// Whether it was proven that no plan is better.
    pub proven: bool,
}
