//! The sets of candidates that no other one betters in money, in children reached, and in those of them who live where
//! surroundings ask for most support.

use crate::need::quintiles::quintiles;
use crate::siting::community_school::reach_of_need::{NeedLevel, NeedyHome};
use crate::siting::community_school::refusal::CandidateRefusal;
use crate::siting::set_front::{FrontSet, NoFront, Reachable, set_front};
use crate::siting::uncertain_front::FrontPlace;
use crate::study::community_school::answer::set_lists;
use crate::study::community_school::cost_bounds::CostBounds;
use crate::study::community_school::judged_candidates::JudgedCandidates;

/// The fifth of the children with most need.
const MOST_NEED: u8 = 5;

/// The front of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateFront {
    /// The sets, by cost.
    pub sets: Vec<FrontSet>,
    /// The children of 0 to 18 in the fifth with most need; `None` where need is not known.
    pub with_most_need: Option<f64>,
    /// What the sites cost.
    pub costs: CostBounds,
    /// How costs that are not known were compared.
    pub unknown_costs: UnknownCosts,
}

/// How costs that are not known were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownCosts {
    /// As anything between their bounds.
    WithinBounds,
    /// As one reservation each, as too many sets would be left otherwise.
    AsReservation,
}

impl JudgedCandidates<'_> {
    /// All sets that meet the question's constraints and that no other one betters; nothing where there are too many
    /// sets to walk through.
    ///
    /// # Errors
    /// When an id of the question is unknown.
    ///
    /// # Cost
    /// One step for each allowed set.
    pub fn front(&self) -> Result<Option<CandidateFront>, CandidateRefusal> {
        let lists = set_lists(&self.tables, &self.question, &self.answer.candidates)?;
        let homes = &self.tables.homes;
        let people: Vec<f64> = homes
            .iter()
            .map(|home| home.people.unwrap_or(0.0))
            .collect();
        let most_need = with_most_need(homes, &people);
        let reachable = Reachable {
            people: &people,
            most_need: &most_need,
            homes: &lists.near,
        };
        let is_known = self.tables.level != NeedLevel::WithoutProfile;
        let candidates = self.answer.candidates.iter();
        let costs = CostBounds::of(candidates.map(|candidate| &candidate.budget));
        let asked = lists.asked(&self.question);
        let (sets, unknown_costs) = match set_front(&asked, reachable, &costs.of_sites) {
            Err(NoFront::TooManyOnFront) => {
                let mut sets = set_front(&asked, reachable, &costs.counted).ok();
                // By other costs another set may be as good.
                let sets_of = sets.iter_mut().flatten();
                sets_of.for_each(|set| set.place = FrontPlace::Possible);
                (sets, UnknownCosts::AsReservation)
            }
            found => (found.ok(), UnknownCosts::WithinBounds),
        };
        Ok(sets.map(|sets| CandidateFront {
            sets,
            costs,
            unknown_costs,
            with_most_need: is_known.then(|| most_need.iter().sum()),
        }))
    }
}

/// The children of homes in the fifth with most need; nobody elsewhere.
fn with_most_need(homes: &[NeedyHome], people: &[f64]) -> Vec<f64> {
    let need: Vec<Option<f64>> = homes.iter().map(|home| home.need).collect();
    let fifths = quintiles(&need, people).into_iter().zip(people);
    fifths
        .map(|(fifth, &people)| {
            if fifth == Some(MOST_NEED) {
                people
            } else {
                0.0
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::community_school_question::CommunitySchoolQuestion;
    use crate::study::community_school::choice_document::front_document;
    use crate::study::community_school::worked_planning::planned_study;
    use crate::study::language::Language;

    /// The front of sets of one site, and the same in the public words.
    fn front(need: &[Option<f64>]) -> (CandidateFront, serde_json::Value) {
        let study = planned_study(|_| ());
        let mut question = CommunitySchoolQuestion::proposal(&study.town().weights);
        question.sites = 1;
        question.rules.smallest_evidence = 0.0;
        let judged = study.community_schools(&question, need).expect("answered");
        let front = judged.front().expect("known ids").expect("few sets");
        let document = front_document(&judged, Some(&front), Language::Dutch);
        (front, serde_json::to_value(document).expect("JSON"))
    }

    #[test]
    fn who_reaches_most_and_who_reaches_most_need_are_both_on_the_front() {
        // All cost one reservation. g2 has 170 children within its norm, g1 fewer of the same; g3 has the 40 of h4, who
        // have most need.
        let need = [Some(10.0), Some(10.0), Some(10.0), None, Some(90.0)];
        let (front, document) = front(&need);
        let found: Vec<(usize, f64, f64)> = (front.sets.iter())
            .map(|set| (set.sites[0], set.covered, set.most_need))
            .collect();
        assert_eq!(found, [(1, 170.0, 0.0), (2, 40.0, 40.0)]);
        assert_eq!(document["sets"][0]["kinderen_binnen_norm"], 170);
        assert_eq!(document["sets"][1]["meeste_inzet_binnen_norm_pct"], 100.0);
        assert_eq!(
            document["kosten_aangenomen"],
            serde_json::json!(["g2", "g3"])
        );
    }

    #[test]
    fn without_need_the_front_says_that_it_does_not_count() {
        let (front, document) = front(&[]);
        assert_eq!((front.sets.len(), front.with_most_need), (1, None));
        assert_eq!(
            document["sets"][0]["meeste_inzet_binnen_norm_pct"],
            serde_json::Value::Null
        );
        assert!(
            document["uitleg"]
                .as_str()
                .expect("text")
                .contains("Zonder inzetprofiel")
        );
    }
}
