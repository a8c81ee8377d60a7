//! A question that opens a given number of sites, as the search for the cheapest set takes it.

use crate::siting::rules::SiteRules;
use crate::siting::shortlists::Shortlists;

/// A question that opens a given number of sites.
#[derive(Debug, Clone)]
pub struct OpeningQuestion<'a> {
    /// Choices and fallbacks, in scaled units.
    pub lists: Shortlists,
    /// Sites that may open, ascending, without the required ones.
    pub candidates: Vec<u32>,
    /// Sites that open in any case.
    pub required: Vec<u32>,
    /// How many sites open in all.
    pub to_open: usize,
    /// How many of the cheapest sets are asked for, 1 or more.
    pub keep: usize,
    /// Sets that cost more than this are of no interest.
    pub dearest: i64,
    /// The costs of any two sets differ by a multiple of this, 1 or more.
    pub unit: i64,
    /// Sites to begin with, where a first set is known that serves everyone; may be empty or fewer than `to_open`.
    pub first_set: Vec<u32>,
    /// Which sets are allowed.
    pub rules: &'a SiteRules,
    /// What a whole set of sites costs where that is more than its choices say; `None` when they say all.
    pub whole_set: Option<&'a dyn SetCost>,
}

/// What a set of sites costs with everything counted, such as full sites: never less than its choices say.
pub trait SetCost: std::fmt::Debug {
    /// The cost of a set, ascending, in scaled units, when its choices say `listed`; `None` when it cannot serve
    /// everyone or costs too much money.
    fn set_cost(&self, sites: &[u32], listed: i64) -> Option<i64>;
}
