//! Criterion B: how much a building needs rebuilding or renovating.

use std::collections::BTreeMap;

use crate::model::building::{HousingPhase, RebuildNeed};
use crate::model::estimate::Estimate;
use crate::model::units::SquareMetres;
use crate::model::weight_set::{CommunitySchoolRules, SpaceNorm};
use crate::siting::community_school::part::{Criterion, PartName, criterion};
use crate::siting::community_school::space_need::{RoomBalance, room_balance, room_score};

/// What is known of a building; everything may be missing.
#[derive(Debug, Clone, Default)]
pub struct RebuildingFacts<'a> {
    /// The year it was built.
    pub built: Option<u16>,
    /// The year of its last major renovation.
    pub renovated: Option<u16>,
    /// Technical condition by NEN 2767, 1 to 6.
    pub condition: Option<f64>,
    /// Gross floor area.
    pub floor_area: Option<SquareMetres>,
    /// The space norms of the kinds of school in it.
    pub space_norms: Vec<&'a SpaceNorm>,
    /// Pupils by years from now.
    pub pupils: BTreeMap<u16, u32>,
    /// Its phase in the housing plan.
    pub housing_phase: Option<HousingPhase>,
    /// The need as its owner set it.
    pub by_hand: Option<&'a RebuildNeed>,
}

/// The criterion with what it was computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebuilding {
    /// Score and parts.
    pub criterion: Criterion,
    /// Years since building or renovation.
    pub age: Option<u16>,
    /// Room needed and left over.
    pub balance: RoomBalance,
    /// The owner's reason, where the score was set by hand.
    pub reason: Option<String>,
    /// Whether a score set by hand was passed over, because the building is not in phase `nu`.
    pub passed_over: bool,
}

/// `B = 0.4·b_age + 0.4·b_cond + 0.2·b_cap` (the weights of the rules), or the owner's own score in phase `nu`.
///
/// # Source
/// DOMAIN §C.4, B.
pub fn rebuilding(
    facts: &RebuildingFacts<'_>,
    rules: &CommunitySchoolRules,
    year: u16,
) -> Rebuilding {
    let age = facts
        .renovated
        .max(facts.built)
        .map(|since| year.saturating_sub(since));
    let balance = room_balance(&facts.space_norms, &facts.pupils, facts.floor_area);
    let now = facts.housing_phase == Some(HousingPhase::Now);
    let by_hand = facts.by_hand.filter(|_| now);
    let [of_age, of_condition, of_room] = rules.rebuilding;
    let known = |score: Option<f64>| score.map_or(Estimate::UNKNOWN, Estimate::known);
    let criterion = match by_hand {
        Some(need) => criterion(&[(PartName::ByHand, 1.0, Estimate::known(need.score))]),
        None => criterion(&[
            (
                PartName::Age,
                of_age,
                known(age.map(|age| age_score(age, rules.age_years))),
            ),
            (
                PartName::Condition,
                of_condition,
                known(facts.condition.map(condition_score)),
            ),
            (
                PartName::Room,
                of_room,
                room_score(&balance, facts.floor_area),
            ),
        ]),
    };
    Rebuilding {
        criterion,
        age,
        balance,
        reason: by_hand.map(|need| need.reason.clone()),
        passed_over: facts.by_hand.is_some() && !now,
    }
}

/// `b_age = 100 · clamp((age − from) / (full − from), 0, 1)`, with 15 and 40 years as proposal.
///
/// # Units
/// Age in years; output 0 to 100, never falls with age.
pub fn age_score(age: u16, (from, full): (f64, f64)) -> f64 {
    let part = (f64::from(age) - from) / (full - from);
    100.0 * part.clamp(0.0, 1.0)
}

/// `b_cond = 100 · (NEN 2767 − 1) / 5`.
///
/// # Units
/// Condition 1 (as new) to 6; output 0 to 100.
pub fn condition_score(condition: f64) -> f64 {
    (100.0 * (condition - 1.0) / 5.0).clamp(0.0, 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::worked_weights::worked_weights;

    fn rules() -> CommunitySchoolRules {
        worked_weights().community_school
    }

    #[test]
    fn a_building_of_1984_in_condition_4_that_is_a_little_short_of_room() {
        // Age 40: 100. Condition 4: 60. 400 pupils ask for 2,212 m² of 2,000: 42.4.
        // B = 0.4·100 + 0.4·60 + 0.2·42.4 = 72.48.
        let rules = rules();
        let facts = RebuildingFacts {
            built: Some(1984),
            condition: Some(4.0),
            floor_area: SquareMetres::new(2_000.0).ok(),
            space_norms: rules.space_norms.iter().collect(),
            pupils: BTreeMap::from([(0, 400)]),
            ..RebuildingFacts::default()
        };
        let found = rebuilding(&facts, &rules, 2024);
        let points: Vec<f64> = found
            .criterion
            .parts
            .iter()
            .filter_map(|part| part.points)
            .collect();
        let value = found.criterion.score.value.expect("all is known");
        assert!((value - 72.48).abs() < 1e-9);
        assert_eq!(points.iter().sum::<f64>(), value);
    }

    #[test]
    fn age_counts_from_the_last_renovation_and_from_15_to_40_years() {
        let scores = [10, 15, 20, 40, 90].map(|age| age_score(age, (15.0, 40.0)));
        assert_eq!(scores, [0.0, 0.0, 20.0, 100.0, 100.0]);
        let renovated = RebuildingFacts {
            built: Some(1950),
            renovated: Some(2004),
            ..RebuildingFacts::default()
        };
        let found = rebuilding(&renovated, &rules(), 2024);
        assert_eq!(
            (found.age, found.criterion.score.value),
            (Some(20), Some(20.0))
        );
        // 0.4 of the weight: the bounds are 8 and 68.
        assert!((found.criterion.score.low - 8.0).abs() < 1e-9);
        assert!((found.criterion.score.high - 68.0).abs() < 1e-9);
    }

    #[test]
    fn condition_runs_from_1_to_6() {
        assert_eq!([1.0, 3.5, 6.0].map(condition_score), [0.0, 50.0, 100.0]);
    }

    #[test]
    fn nothing_known_is_anything_between_0_and_100() {
        let found = rebuilding(&RebuildingFacts::default(), &rules(), 2024);
        assert_eq!(found.criterion.score, Estimate::UNKNOWN);
    }

    #[test]
    fn an_owner_sets_the_need_by_hand_only_in_phase_now() {
        let need = RebuildNeed {
            score: 90.0,
            reason: "funderingsschade".to_owned(),
        };
        let in_phase = |phase| RebuildingFacts {
            built: Some(2014),
            housing_phase: Some(phase),
            by_hand: Some(&need),
            ..RebuildingFacts::default()
        };
        let now = rebuilding(&in_phase(HousingPhase::Now), &rules(), 2024);
        assert_eq!(now.criterion.score, Estimate::known(90.0));
        assert_eq!(now.reason.as_deref(), Some("funderingsschade"));
        let later = rebuilding(&in_phase(HousingPhase::Later), &rules(), 2024);
        assert_eq!(later.criterion.score.value, Some(0.0));
        assert!(later.passed_over && later.reason.is_none());
    }
}
