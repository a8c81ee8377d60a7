//! The words for what may become of sites, and for what becomes of them.

use crate::model::cost_table::SiteIndex;
use crate::siting::answer::Answer;

/// What may become of one site.
#[derive(Debug, Clone, PartialEq)]
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

/// A plan of actions.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionPlan {
    /// The plan, in the sites of the table.
    pub answer: Answer,
    /// How each open site is open, in the order of the answer's sites; `None` for a site without actions.
    pub states: Vec<Option<String>>,
    /// The sites with actions that are closed, ascending.
    pub closed: Vec<SiteIndex>,
}
