//! The words for what may become of a site: closed, or open in one of some ways, each with its price and room.

/// What may become of one site.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SiteActions {
    /// What it costs when it is closed; `None` when it has to stay open.
    pub closed: Option<u64>,
    /// The ways in which it can be open, one or more.
    pub open: Vec<OpenState>,
}

/// A way to be open.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenState {
    /// How people call it: as it is, extended.
    pub name: String,
    /// What it costs, in the smallest unit of money.
    pub cost: u64,
    /// What it costs for each unit of weight that it serves.
    pub cost_per_weight: u64,
    /// How much weight it has room for; `None` has room for all.
    pub capacity: Option<f64>,
}
