//! Of which study a scenario is a variant: it never changes, so that the scenario means the same for ever.

/// A study as it was read, with the norms and weights in force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScenarioBase {
    /// The study's name.
    pub study: String,
    /// SHA-256 of all that was read for it, in hexadecimal.
    pub inputs: String,
    /// The name of the norm set.
    pub norms: String,
    /// The name of the weight set.
    pub weights: String,
}
