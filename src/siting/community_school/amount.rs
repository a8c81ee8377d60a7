//! An amount that is partly known, before it is brought to a scale of 0 to 100.

/// An amount with bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// What the data say.
    pub value: f64,
    /// If everything that is missing were at its lowest.
    pub low: f64,
    /// If everything that is missing were at its highest.
    pub high: f64,
    /// The share of it that has data, 0 to 1.
    pub evidence: f64,
}

impl Amount {
    /// An amount that is known.
    pub const fn known(value: f64) -> Self {
        Self {
            value,
            low: value,
            high: value,
            evidence: 1.0,
        }
    }
}
