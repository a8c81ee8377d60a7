//! The score K of a candidate from the three criteria of A14, and the word that goes with it.

use crate::model::estimate::{Term, Weighted, weighted};
use crate::model::weight_set::CommunitySchoolRules;
use crate::siting::community_school::part::Criterion;

/// The formula of the score, with its version.
pub const FORMULA: &str = "buurtschool-1";

/// The three criteria with the score they make.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateScore {
    /// Rebuilding, ambition and added value.
    pub criteria: [Criterion; 3],
    /// K, with the points that each criterion brings.
    pub total: Weighted,
}

/// `K = w_B·B + w_A·A + w_M·M`, over what is known; bounds and evidence over all.
///
/// # Source
/// DOMAIN §C.4, score.
pub fn candidate_score(criteria: [Criterion; 3], weights: [f64; 3]) -> CandidateScore {
    let terms: Vec<Term> = criteria
        .iter()
        .zip(weights)
        .map(|(criterion, weight)| Term {
            weight,
            score: criterion.score,
        })
        .collect();
    CandidateScore {
        total: weighted(&terms),
        criteria,
    }
}

/// Sums of parts of weights are off by less than this.
const ROUNDING: f64 = 1e-9;

/// Whether enough of the weight has data to rank a candidate.
pub fn has_evidence(total: &Weighted, rules: &CommunitySchoolRules) -> bool {
    total.score.value.is_some() && total.score.evidence >= rules.smallest_evidence - ROUNDING
}

/// What is said of a candidate; never that it was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// Enough is known, and it scores high.
    Promising,
    /// Enough is known to look further.
    Explore,
    /// Too little is known.
    NotYetKnown,
}

impl Label {
    /// The word on screen: `kansrijk`, `verkennen`, `nog onvoldoende bekend`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Promising => "kansrijk",
            Self::Explore => "verkennen",
            Self::NotYetKnown => "nog onvoldoende bekend",
        }
    }

    /// The label of a score.
    pub fn of(total: &Weighted, rules: &CommunitySchoolRules) -> Self {
        match total.score.value {
            Some(_) if !has_evidence(total, rules) => Self::NotYetKnown,
            Some(value) if value >= rules.promising_score => Self::Promising,
            Some(_) => Self::Explore,
            None => Self::NotYetKnown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::Estimate;
    use crate::model::worked_weights::worked_weights;
    use crate::siting::community_school::part::{PartName, criterion};
    use proptest::prelude::*;

    fn scored(values: [Option<f64>; 3], weights: [f64; 3]) -> CandidateScore {
        let criteria = values.map(|value| {
            let score = value.map_or(Estimate::UNKNOWN, Estimate::known);
            criterion(&[(PartName::Ambition, 1.0, score)])
        });
        candidate_score(criteria, weights)
    }

    #[test]
    fn the_two_sites_of_the_worked_example() {
        let thirds = [1.0 / 3.0; 3];
        let value = |values: [f64; 3]| {
            scored(values.map(Some), thirds)
                .total
                .score
                .value
                .expect("known")
        };
        assert!((value([80.0, 50.0, 60.0]) - 190.0 / 3.0).abs() < 1e-9);
        assert!((value([60.0, 70.0, 65.0]) - 65.0).abs() < 1e-9);
    }

    #[test]
    fn an_unknown_ambition_is_no_ambition_of_zero() {
        let total = scored([Some(90.0), None, Some(60.0)], [1.0 / 3.0; 3]).total;
        assert_eq!(total.score.value, Some(75.0));
        assert!(
            (total.score.low - 50.0).abs() < 1e-9 && (total.score.high - 250.0 / 3.0).abs() < 1e-9
        );
        assert_eq!(total.points, [Some(45.0), None, Some(30.0)]);
    }

    #[test]
    fn labels_go_by_score_and_evidence() {
        let rules = worked_weights().community_school;
        let label = |values| Label::of(&scored(values, rules.criteria).total, &rules).code();
        assert_eq!(label([Some(60.0); 3]), "kansrijk");
        assert_eq!(label([Some(59.0); 3]), "verkennen");
        assert_eq!(label([Some(90.0), None, Some(90.0)]), "kansrijk");
        assert_eq!(label([None, None, Some(90.0)]), "nog onvoldoende bekend");
        assert_eq!(label([None; 3]), "nog onvoldoende bekend");
    }

    proptest! {
        #[test]
        fn points_sum_to_the_score_inside_its_bounds(
            values in prop::array::uniform3(prop::option::of(0.0f64..=100.0)),
            weights in prop::array::uniform3(0.01f64..1.0),
        ) {
            let total = scored(values, weights).total;
            let sum: f64 = total.points.iter().flatten().sum();
            if let Some(value) = total.score.value {
                prop_assert_eq!(sum.to_bits(), value.to_bits());
                prop_assert!(total.score.low <= value + 1e-9 && value <= total.score.high + 1e-9);
            }
        }
    }
}
