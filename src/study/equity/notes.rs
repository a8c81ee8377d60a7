//! What should be known with a report on community schools: where its places come from, and of whom too little is known.

use serde::Serialize;

use crate::access::area_tree::AreaTree;
use crate::model::area::AreaLevel;
use crate::model::town_data::TownData;
use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::equity::school_places::school_places;
use crate::study::equity::site_equity::{CHILDREN, indexes};
use crate::study::equity::unknown_people::UnknownPeople;
use crate::study::error::StudyError;
use crate::study::language::Language;

/// The notes, which hold for every profile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EquityNotes {
    plaatsen_uitleg: String,
    kinderen_onbekend: Option<UnknownDocument>,
}

/// Homes of which the children are not known of all ages.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct UnknownDocument {
    woonplekken: usize,
    buurten: Vec<String>,
    uitleg: &'static str,
}

/// The notes on a report of some sites.
///
/// # Errors
/// When an id is not that of a candidate.
pub fn equity_notes(
    judged: &JudgedCandidates<'_>,
    ids: &[String],
    language: Language,
) -> Result<EquityNotes, StudyError> {
    let sites = indexes(judged, ids)?;
    let unknown: Vec<String> = school_places(judged.town, judged, &sites)
        .into_iter()
        .filter(|school| school.places.is_none())
        .map(|school| school.name)
        .collect();
    Ok(EquityNotes {
        plaatsen_uitleg: places_note(&unknown, language),
        kinderen_onbekend: unknown_children(judged, language),
    })
}

/// How many homes there are of which the children are not known of all ages; nothing where there are none.
pub fn unknown_children_remark(town: &TownData, language: Language) -> Option<String> {
    let homes = UnknownPeople::of(town, &CHILDREN).homes();
    (homes > 0).then(|| match language {
        Language::Dutch => format!(
            "Van {homes} woonplekken is het aantal kinderen niet of niet van elke leeftijd bekend. Zij tellen mee met \
             wat bekend is."
        ),
        Language::English => format!(
            "Of {homes} homes the number of children is not known, or not of every age. They count with what is known."
        ),
    })
}

fn places_note(unknown: &[String], language: Language) -> String {
    let (how, lacking) = match language {
        Language::Dutch => (
            "plaatsen_per_kind: de plaatsen van een buurtschool (die van de school in het gebouw, of anders wat er \
             volgens de ruimtenorm in past), gedeeld door de kinderen van 0 tot 18 jaar die er kunnen komen; wie dichtbij \
             woont telt het zwaarst",
            "Leeg voor groepen die kunnen kiezen voor een plek waarvan het aantal plaatsen nog niet bekend is",
        ),
        Language::English => (
            "plaatsen_per_kind: the places of a community school (those of the school in the building, or else what \
             fits in by the space norm), shared by the children of 0 to 18 who can reach it, those near by for most",
            "Empty for groups that reach a site whose number of places is not known yet",
        ),
    };
    match unknown {
        [] => format!("{how}."),
        names => format!("{how}. {lacking}: {}.", names.join(", ")),
    }
}

fn unknown_children(judged: &JudgedCandidates<'_>, language: Language) -> Option<UnknownDocument> {
    let town = judged.town;
    let unknown = UnknownPeople::of(town, &CHILDREN);
    let areas = unknown.areas(&AreaTree::of(town));
    let areas = areas.into_iter().filter_map(|area| town.areas.get(area));
    let neighbourhoods = areas.filter(|area| area.level == AreaLevel::Neighbourhood);
    (unknown.homes() > 0).then(|| UnknownDocument {
        woonplekken: unknown.homes(),
        buurten: neighbourhoods.map(|area| area.code.0.clone()).collect(),
        uitleg: match language {
            Language::Dutch => {
                "Van deze woonplekken is het aantal kinderen niet of niet van elke leeftijd bekend. Zij tellen mee met \
                 wat bekend is: in deze buurten, en in wat er een deel van is, zijn het er ten minste zoveel."
            }
            Language::English => {
                "Of these homes the number of children is not known, or not of every age. They count with what is \
                 known: in these neighbourhoods, and in what holds them, there are at least so many."
            }
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::age_group::AgeGroup;
    use crate::model::community_school_question::CommunitySchoolQuestion;
    use crate::model::site_question::SiteQuestion;
    use crate::study::community_school::worked_planning::planned_study;
    use crate::study::open_study::Study;
    use serde_json::Value;

    /// The report on the first set of one site.
    fn report(study: &Study) -> Value {
        let mut question = CommunitySchoolQuestion::proposal(&study.town().weights);
        question.sites = 1;
        let question = SiteQuestion::CommunitySchools(Box::new(question));
        let answer = study.site_answer(&question, Language::Dutch);
        answer.expect("answered").document["verdeling_eerste_set"][0].take()
    }

    fn area<'a>(report: &'a Value, code: &str) -> &'a Value {
        let areas = report["gebieden"].as_array().expect("areas");
        let found = areas.iter().find(|area| area["groep"] == code);
        found.expect("the area")
    }

    #[test]
    fn a_neighbourhood_without_known_children_is_unknown_and_not_empty() {
        let study = planned_study(|town| {
            for age in AgeGroup::EVERY {
                town.demand[4].residents[age] = None;
            }
            town.demand[0].residents[AgeGroup::From0To4] = None;
        });
        let report = report(&study);
        let unknown = &report["kinderen_onbekend"];
        assert!(unknown["woonplekken"].as_u64() >= Some(2), "{unknown}");
        let codes = unknown["buurten"].as_array().expect("codes");
        assert!(codes.contains(&Value::from("BU4")), "{unknown}");
        let blank = area(&report, "BU4");
        assert_eq!(blank["personen"], Value::Null);
        assert_eq!(blank["gaan_vooruit"], Value::Null);
        assert_eq!(blank["na"]["gedekt"], Value::Null);
    }

    #[test]
    fn places_for_each_child_are_told_or_the_site_that_lacks_them_is_named() {
        let known = report(&planned_study(|town| {
            town.facilities[1].capacity = Some(340)
        }));
        let everybody = known["groepen"]
            .as_array()
            .expect("groups")
            .last()
            .expect("all")
            .clone();
        assert_eq!(everybody["voor"]["plaatsen_per_kind"], 0.0);
        // g2 has 340 places and 170 of the 210 children within its norm, the others beyond its limit: all 340 are
        // shared by 170, and the mean over 210 is 340 / 210.
        assert_eq!(everybody["na"]["plaatsen_per_kind"], 1.62);
        let lacking = report(&planned_study(|town| {
            town.planning.buildings[1].floor_area = None
        }));
        let everybody = lacking["groepen"]
            .as_array()
            .expect("groups")
            .last()
            .expect("all")
            .clone();
        assert_eq!(everybody["na"]["plaatsen_per_kind"], Value::Null);
        let words = lacking["plaatsen_uitleg"].as_str().expect("text");
        assert!(words.ends_with("nog niet bekend is: Gebouw g2."), "{words}");
    }
}
