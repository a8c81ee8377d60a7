//! Places with a school, or buildings, that are no candidates, each with the reason: nothing is passed over in silence.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::building::Building;
use crate::model::facility::Facility;
use crate::model::town_data::TownData;
use crate::study::community_school::places::{CandidatePlace, areas_of, is_education};

/// A school for 16 years and older.
const VOCATIONAL: &str = "MBO";
/// What candidates would become.
const COMMUNITY_SCHOOL: &str = "BUURTSCHOOL";

/// Why a place is no candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutReason {
    /// A community school stands there already.
    CommunitySchool,
    /// Its only education is for 16 years and older.
    Vocational,
    /// A building in which no school for children is known.
    NoEducation,
    /// The study has buildings, and none of them houses this school.
    NoBuilding,
    /// It lies outside the area that the study plans for.
    Outside,
}

/// A place that is no candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutPlace {
    /// The id of the building or school.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Everything that could have been a candidate and is none, by reason; each list in the order of the ids.
pub fn left_out(
    town: &TownData,
    places: &[CandidatePlace],
) -> BTreeMap<LeftOutReason, Vec<LeftOutPlace>> {
    let candidates: BTreeSet<&str> = places.iter().map(|place| place.id.as_str()).collect();
    let mut found: BTreeMap<LeftOutReason, Vec<LeftOutPlace>> = BTreeMap::new();
    let buildings = town.planning.buildings.iter();
    for building in buildings.filter(|building| !candidates.contains(building.id.0.as_str())) {
        let place = LeftOutPlace {
            id: building.id.0.clone(),
            name: building.name.clone(),
        };
        found
            .entry(reason_of_building(town, building))
            .or_default()
            .push(place);
    }
    let housed: BTreeSet<usize> = places
        .iter()
        .flat_map(|place| place.facilities.iter().copied())
        .chain(in_buildings(town))
        .collect();
    for (number, facility) in town.facilities.iter().enumerate() {
        let Some(reason) = reason_of_school(town, facility).filter(|_| !housed.contains(&number))
        else {
            continue;
        };
        let place = LeftOutPlace {
            id: facility.id.0.clone(),
            name: facility.name.clone(),
        };
        found.entry(reason).or_default().push(place);
    }
    for places in found.values_mut() {
        places.sort_by(|one, other| one.id.cmp(&other.id));
    }
    found
}

fn in_buildings(town: &TownData) -> impl Iterator<Item = usize> {
    let housed: BTreeSet<&str> = town
        .planning
        .buildings
        .iter()
        .flat_map(|building| building.facilities.iter().map(|id| id.0.as_str()))
        .collect();
    let facilities = town.facilities.iter().enumerate();
    facilities
        .filter(move |(_, facility)| housed.contains(facility.id.0.as_str()))
        .map(|(number, _)| number)
}

fn reason_of_building(town: &TownData, building: &Building) -> LeftOutReason {
    let houses = |code: &str| {
        town.facilities
            .iter()
            .any(|facility| building.facilities.contains(&facility.id) && has_kind(facility, code))
    };
    if houses(COMMUNITY_SCHOOL) {
        LeftOutReason::CommunitySchool
    } else if houses(VOCATIONAL) {
        LeftOutReason::Vocational
    } else {
        LeftOutReason::NoEducation
    }
}

/// Why a facility in no building of the study is no candidate; nothing when it is no school.
fn reason_of_school(town: &TownData, facility: &Facility) -> Option<LeftOutReason> {
    let teaches = is_education(facility);
    let (is_community, is_vocational) = (
        has_kind(facility, COMMUNITY_SCHOOL),
        has_kind(facility, VOCATIONAL),
    );
    if !(teaches || is_community || is_vocational) {
        return None;
    }
    let (neighbourhood, _) = areas_of(town, facility.position);
    Some(if neighbourhood.is_none() {
        LeftOutReason::Outside
    } else if teaches {
        LeftOutReason::NoBuilding
    } else if is_community {
        LeftOutReason::CommunitySchool
    } else {
        LeftOutReason::Vocational
    })
}

fn has_kind(facility: &Facility, code: &str) -> bool {
    facility.kinds.iter().any(|kind| kind.code() == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::community_school_question::CommunitySchoolQuestion;
    use crate::study::community_school::places::candidate_places;
    use crate::study::community_school::worked_planning::{building, kind, planned_town};

    /// Reasons with the ids that have them.
    fn reasons(town: &TownData, others: bool) -> Vec<(LeftOutReason, Vec<String>)> {
        let mut question = CommunitySchoolQuestion::proposal(&town.weights);
        question.other_buildings = others;
        let places = candidate_places(town, &question).expect("candidates");
        let found = left_out(town, &places).into_iter();
        let ids = |places: Vec<LeftOutPlace>| places.into_iter().map(|place| place.id).collect();
        found
            .map(|(reason, places)| (reason, ids(places)))
            .collect()
    }

    fn town() -> TownData {
        let mut town = planned_town();
        // C teaches 16 years and older, and D, the library in no building, becomes a primary school.
        town.facilities[2].kinds = vec![kind("MBO")];
        town.facilities[3].kinds = vec![kind("PO")];
        town.planning.buildings.push(building("g9", &[]));
        town
    }

    #[test]
    fn every_school_and_building_is_a_candidate_or_left_out_with_a_reason() {
        assert_eq!(
            reasons(&town(), false),
            [
                (LeftOutReason::Vocational, vec!["g3".to_owned()]),
                (LeftOutReason::NoEducation, vec!["g9".to_owned()]),
                (LeftOutReason::NoBuilding, vec!["D".to_owned()]),
            ]
        );
        assert_eq!(
            reasons(&town(), true),
            [(LeftOutReason::NoBuilding, vec!["D".to_owned()])]
        );
    }

    #[test]
    fn without_buildings_schools_outside_and_for_older_pupils_are_told() {
        let mut town = town();
        town.planning.buildings.clear();
        town.facilities[0].position.x = 90_000.0;
        town.facilities[3].kinds = vec![kind("BUURTSCHOOL")];
        assert_eq!(
            reasons(&town, false),
            [
                (LeftOutReason::CommunitySchool, vec!["D".to_owned()]),
                (LeftOutReason::Vocational, vec!["C".to_owned()]),
                (LeftOutReason::Outside, vec!["A".to_owned()]),
            ]
        );
    }
}
