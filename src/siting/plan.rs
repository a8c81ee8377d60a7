//! What a search hands back: a set of sites with its value and a bound.

/// A set of sites with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The sites that open, ascending.
    pub sites: Vec<u32>,
    /// Its value, as the model counts it.
    pub objective: f64,
    /// No plan is better than this.
    pub bound: f64,
    /// Whether it was proven that no plan is better.
    pub proven: bool,
}
