//! Sites without an estimate: each counts as one reservation, and the answer says so.

use crate::model::units::Euros;
use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::language::Language;

/// The sites whose cost was assumed, for want of an estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct AssumedCosts {
    /// Their ids, in the order in which the sites were named.
    pub sites: Vec<String>,
    /// What each counts for.
    pub each: Euros,
}

impl AssumedCosts {
    /// Those of some sites, by index of the candidates.
    pub fn of(judged: &JudgedCandidates<'_>, sites: &[usize]) -> Self {
        let sites = sites.iter().map(|&site| &judged.answer.candidates[site]);
        let assumed = sites.filter(|candidate| candidate.budget.is_assumed());
        Self {
            sites: assumed
                .map(|candidate| candidate.place.id.clone())
                .collect(),
            each: judged.question.rules.reservation,
        }
    }

    /// One sentence; nothing where every cost is an estimate.
    pub fn sentence(&self, language: Language) -> Option<String> {
        // Never negative; a cast of a number to an integer holds at its largest value.
        let euros = language.thousands(self.each.value().round() as u64);
        (!self.sites.is_empty()).then(|| match language {
            Language::Dutch => format!(
                "Van een deel van de locaties is nog geen raming. Elk daarvan telt als één reservering van {euros} euro."
            ),
            Language::English => format!(
                "Some sites have no estimate yet. Each of these counts as one reservation of {euros} euros."
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::community_school_question::CommunitySchoolQuestion;
    use crate::study::community_school::document::candidates_document;
    use crate::study::community_school::worked_planning::planned_study;

    /// The sets of one site each; g2 is the only ranked candidate.
    fn sets(estimate: Option<f64>) -> serde_json::Value {
        let study = planned_study(|town| {
            town.planning.buildings[1].estimate = estimate.and_then(|euros| Euros::new(euros).ok());
        });
        let mut question = CommunitySchoolQuestion::proposal(&study.town().weights);
        question.sites = 1;
        let judged = study.community_schools(&question, &[]).expect("answered");
        let document = candidates_document(&judged, &[], Language::English);
        serde_json::to_value(document).expect("JSON")["sets"].take()
    }

    #[test]
    fn the_sets_name_the_sites_whose_cost_is_assumed_and_say_so() {
        let assumed = sets(None);
        assert_eq!(assumed["sets"][0]["kosten_eur"], 500_000.0);
        assert_eq!(assumed["kosten_aangenomen"], serde_json::json!(["g2"]));
        assert_eq!(
            assumed["kosten_uitleg"],
            "Some sites have no estimate yet. Each of these counts as one reservation of 500,000 euros."
        );
        let known = sets(Some(400_000.0));
        assert_eq!(known["sets"][0]["kosten_eur"], 400_000.0);
        assert_eq!(known["kosten_aangenomen"], serde_json::json!([]));
        assert_eq!(known["kosten_uitleg"], serde_json::Value::Null);
    }
}
