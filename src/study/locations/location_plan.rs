//! One plan of a location question, and how often its sites occur.

use crate::siting::stability::Stability;
use crate::study::locations::deeds::Deed;
use crate::study::locations::outcome::Outcome;

/// One plan.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationPlan {
    /// The sites that are open, ascending: candidates, and facilities with which something may be done.
    pub sites: Vec<usize>,
    /// What the plan does, place by place.
    pub deeds: Vec<Deed>,
    /// The value of the plan as its model counts it, with the homes that no site changes.
    pub value: f64,
    /// No plan can be better than this.
    pub bound: f64,
    /// Whether no plan is better.
    pub proven: bool,
    /// The distance between value and bound as a share of the larger.
    pub gap: f64,
    /// How people travel then.
    pub after: Outcome,
}

impl LocationPlan {
    /// What it costs, in cents.
    pub fn cost(&self) -> u64 {
        self.deeds.iter().map(|deed| deed.cost).sum()
    }
}

/// How often a site occurs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Occurrence {
    /// The site.
    pub site: usize,
    /// In how many of the plans.
    pub plans: usize,
    /// How firm that makes it; one plan alone says nothing.
    pub by_plans: Option<Stability>,
    /// The share of the draws that have it in their best plan; nothing where nothing was drawn.
    pub drawn: Option<f64>,
}

impl Occurrence {
    /// How firm the site is by the draws; nothing where nothing was drawn.
    pub fn stability(&self) -> Option<Stability> {
        self.drawn.map(Stability::of)
    }
}
