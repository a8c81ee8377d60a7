//! The words for what becomes of sites in a plan.

use crate::model::cost_table::SiteIndex;
use crate::siting::answer::Answer;

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
