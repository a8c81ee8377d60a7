//! The sites that open, what they cost, and how sure that is.

use std::time::Duration;

use crate::model::cost_table::{DemandIndex, SiteIndex};

/// The answer to a question about sites.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The value of the plan, as its model counts it.
    pub objective: f64,
    /// No plan can be better than this: below the objective where less is better, above it for covered weight.
    pub bound: f64,
    /// Whether no plan is better; never true when the search was stopped early.
    pub proven_optimal: bool,
    /// The sites that open, ascending.
    pub sites: Vec<SiteIndex>,
    /// For each demand point, in the table's order, its cheapest open site, the smaller id at equal cost; within the
    /// radius where the model has one. `None` is not covered.
    pub assignment: Vec<Option<SiteIndex>>,
    /// How the weight is shared out where sites have limited room, by demand point, then site; empty elsewhere.
    /// `assignment` then has the site that gets most of a point.
    pub shares: Vec<Share>,
    /// How long the search took.
    pub time: Duration,
}

/// The part of a demand point that one site serves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The demand point.
    pub demand: DemandIndex,
    /// The site.
    pub site: SiteIndex,
    /// How much of the point's weight.
    pub weight: f64,
    /// What it costs to go there.
    pub cost: f64,
}

impl Answer {
    /// The distance between bound and objective, as a share of the larger of the two; 0 when proven, never above 1.
    pub fn gap(&self) -> f64 {
        let difference = (self.objective - self.bound).abs();
        if difference == 0.0 {
            0.0
        } else {
            difference / self.objective.max(self.bound)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_is_a_share_even_when_nothing_is_covered_yet() {
        let answer = |objective, bound| Answer {
            objective,
            bound,
            proven_optimal: objective == bound,
            sites: Vec::new(),
            assignment: Vec::new(),
            shares: Vec::new(),
            time: Duration::ZERO,
        };
        assert_eq!(answer(0.0, 50.0).gap(), 1.0);
        assert_eq!(answer(100.0, 75.0).gap(), 0.25);
        assert_eq!(answer(0.0, 0.0).gap(), 0.0);
    }
}
