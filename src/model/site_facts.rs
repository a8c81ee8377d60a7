//! What is known of a candidate site beside the table of costs.

use crate::model::position::Planar;

/// What is known of a candidate site; what is not known is `None`, never zero.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SiteFacts {
    /// The district in which it lies.
    pub district: Option<String>,
    /// What it costs to open, in cents.
    pub fixed_cost: Option<u64>,
    /// What it costs for each unit of weight that it serves, in cents.
    pub variable_cost: Option<u64>,
    /// How much weight it has room for.
    pub capacity: Option<f64>,
    /// Where it lies.
    pub place: Option<Planar>,
}
