//! Other weights than the weight set has, chosen by a scenario: the set as it then holds for every question about where to
//! build under it, and whose weights an answer rests on. What a question names itself goes first.

use serde_json::{Map, Value};

use crate::model::chosen_weights::{ChosenWeights, WeightGroup};
use crate::model::need_question::NeedQuestion;
use crate::model::site_question::SiteQuestion;
use crate::model::weight_set::WeightSet;

/// A weight set that says of itself which weights a scenario chose; the same set where it chose none.
pub fn with_chosen(set: &WeightSet, chosen: &ChosenWeights) -> WeightSet {
    let mut weights = set.clone();
    if chosen.is_empty() {
        return weights;
    }
    let school = &mut weights.community_school;
    school.criteria = chosen.criteria.unwrap_or(school.criteria);
    school.rebuilding = chosen.rebuilding.unwrap_or(school.rebuilding);
    school.added_value = chosen.added_value.unwrap_or(school.added_value);
    weights.need.chosen = chosen.need.clone().unwrap_or_default();
    let groups = chosen.named().into_iter();
    weights.chosen = groups.map(|(group, _)| group).collect();
    let codes: Vec<&str> = weights.chosen.iter().map(|group| group.code()).collect();
    WeightSet {
        name: format!("{} (anders voor {})", set.name, codes.join(", ")),
        label_nl: "eigen keuze van het plan, geen vastgestelde gewichten".to_owned(),
        label_en: "own choice of the plan, not adopted weights".to_owned(),
        ..weights
    }
}

/// Whose weights an answer rests on, group by group: `vraag`, `scenario` or `gewichtenset`. Groups on which the question does
/// not depend are left out; `weights` are those that hold where the question is asked.
pub fn weights_used(question: &SiteQuestion, weights: &WeightSet) -> Value {
    let groups = groups_of(question, weights).into_iter();
    let told = groups.map(|(group, of_question)| {
        let whose = match (of_question, weights.chosen.contains(&group)) {
            (true, _) => "vraag",
            (false, true) => "scenario",
            (false, false) => "gewichtenset",
        };
        (group.code().to_owned(), Value::from(whose))
    });
    Value::Object(told.collect::<Map<_, _>>())
}

/// The groups on which a question depends, and whether it names other weights itself.
fn groups_of(question: &SiteQuestion, weights: &WeightSet) -> Vec<(WeightGroup, bool)> {
    match question {
        SiteQuestion::Need(need) => vec![of_need(need, weights)],
        SiteQuestion::OpportunityPlaces(places) => vec![of_need(&places.need, weights)],
        SiteQuestion::CommunitySchools(schools) => {
            let (asked, set) = (&schools.rules, &weights.community_school);
            vec![
                (WeightGroup::Criteria, asked.criteria != set.criteria),
                (WeightGroup::Rebuilding, asked.rebuilding != set.rebuilding),
                (
                    WeightGroup::AddedValue,
                    asked.added_value != set.added_value,
                ),
                (WeightGroup::Need, false),
            ]
        }
        SiteQuestion::Clusters(_) | SiteQuestion::Locations(_) => vec![(WeightGroup::Need, false)],
        SiteQuestion::SchoolLibraries(_) => Vec::new(),
    }
}

fn of_need(question: &NeedQuestion, weights: &WeightSet) -> (WeightGroup, bool) {
    let is_own = question.preset.is_some() || question.domains != weights.need.chosen;
    (WeightGroup::Need, is_own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::site_question::document::question_in_json;
    use crate::model::indicator::Domain;
    use crate::model::worked_weights::worked_weights;
    use serde_json::json;

    fn chosen() -> WeightSet {
        let chosen = ChosenWeights {
            criteria: Some([0.6, 0.2, 0.2]),
            need: Some(vec![(Domain::Language, 0.75), (Domain::Cohesion, 0.25)]),
            ..ChosenWeights::default()
        };
        with_chosen(&worked_weights(), &chosen)
    }

    fn asked(question: &Value, weights: &WeightSet) -> SiteQuestion {
        question_in_json(&question.to_string(), weights).expect("sound")
    }

    #[test]
    fn the_set_says_what_was_chosen_and_keeps_the_rest() {
        let (set, weights) = (worked_weights(), chosen());
        assert_eq!(
            weights.name,
            format!("{} (anders voor criteria, inzet)", set.name)
        );
        assert_ne!(weights.label_nl, set.label_nl);
        assert_eq!(
            weights.community_school.rebuilding,
            set.community_school.rebuilding
        );
        assert_eq!(weights.cluster, set.cluster);
        assert_eq!(with_chosen(&set, &ChosenWeights::default()), set);
    }

    #[test]
    fn what_a_question_names_goes_before_the_scenario_and_the_scenario_before_the_set() {
        let weights = chosen();
        let own = json!({ "vraag": "buurtschool", "criteria": { "noodzaak": 0.2, "ambitie": 0.2, "meerwaarde": 0.6 } });
        let own = asked(&own, &weights);
        let SiteQuestion::CommunitySchools(schools) = &own else {
            unreachable!("a community school was asked for")
        };
        assert_eq!(schools.rules.criteria, [0.2, 0.2, 0.6]);
        let told = json!({ "criteria": "vraag", "noodzaak": "gewichtenset", "meerwaarde": "gewichtenset", "inzet": "scenario" });
        assert_eq!(weights_used(&own, &weights), told);
        let proposed = asked(&json!({ "vraag": "buurtschool" }), &weights);
        assert_eq!(weights_used(&proposed, &weights)["criteria"], "scenario");
        let set = worked_weights();
        let of_set = asked(&json!({ "vraag": "buurtschool" }), &set);
        assert_eq!(weights_used(&of_set, &set)["criteria"], "gewichtenset");
    }

    #[test]
    fn need_is_weighed_by_the_question_else_by_the_scenario_else_by_the_preset() {
        let weights = chosen();
        let whose = |question: &Value, weights: &WeightSet| {
            let question = asked(question, weights);
            let SiteQuestion::Need(need) = &question else {
                unreachable!("need was asked for")
            };
            let whose = weights_used(&question, weights)["inzet"].clone();
            (need.domains.first().copied(), whose)
        };
        let proposed = json!({ "vraag": "inzetprofiel" });
        let of_scenario = (Some((Domain::Language, 0.75)), json!("scenario"));
        assert_eq!(whose(&proposed, &weights), of_scenario);
        let own = json!({ "vraag": "inzetprofiel", "gewichten": { "bestaanszekerheid": 1.0 } });
        let of_question = (Some((Domain::Livelihood, 1.0)), json!("vraag"));
        assert_eq!(whose(&own, &weights), of_question);
        let preset = json!({ "vraag": "inzetprofiel", "preset": "breed" });
        assert_eq!(whose(&preset, &weights), (None, json!("vraag")));
        let of_set = (None, json!("gewichtenset"));
        assert_eq!(whose(&proposed, &worked_weights()), of_set);
        let none = asked(&json!({ "vraag": "dbos" }), &weights);
        assert_eq!(weights_used(&none, &weights), json!({}));
    }
}
