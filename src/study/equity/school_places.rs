//! The places of the community schools of a report: those there are, and the sites that would open.

use crate::model::facility_kind::FacilityKind;
use crate::model::town_data::TownData;
use crate::model::weight_set::SpaceNorm;
use crate::siting::community_school::space_need::pupils_that_fit;
use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::community_school::places::is_education;

/// A community school with its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPlaces {
    /// Its name.
    pub name: String,
    /// Its places; `None` is not known.
    pub places: Option<u32>,
}

/// The community schools there are, in the order of the facilities, and then the sites, in their order.
pub fn school_places(
    town: &TownData,
    judged: &JudgedCandidates<'_>,
    sites: &[usize],
) -> Vec<NamedPlaces> {
    let existing = town.facilities.iter();
    let existing = existing
        .filter(|facility| facility.kinds.contains(&judged.tables.norm.kind))
        .map(|facility| NamedPlaces {
            name: facility.name.clone(),
            places: facility.capacity,
        });
    let new = sites.iter().map(|&site| NamedPlaces {
        name: judged.answer.candidates[site].place.name.clone(),
        places: places_of_site(town, judged, site),
    });
    existing.chain(new).collect()
}

/// The places of the schools in a building; of one school whose places are not known, what fits into the floor area.
fn places_of_site(town: &TownData, judged: &JudgedCandidates<'_>, site: usize) -> Option<u32> {
    let place = &judged.answer.candidates[site].place;
    let schools = place
        .facilities
        .iter()
        .filter_map(|&facility| town.facilities.get(facility))
        .filter(|facility| is_education(facility));
    let capacities: Vec<Option<u32>> = schools.clone().map(|school| school.capacity).collect();
    let known = capacities.iter().copied().sum::<Option<u32>>();
    if let Some(places) = known.filter(|_| !capacities.is_empty()) {
        return Some(places);
    }
    let kinds: Vec<&FacilityKind> = schools.flat_map(|school| &school.kinds).collect();
    let norms = &judged.question.rules.space_norms;
    let norms: Vec<&SpaceNorm> = norms
        .iter()
        .filter(|norm| kinds.contains(&&norm.kind))
        .collect();
    let building = town.planning.buildings.get(place.building?)?;
    match norms[..] {
        [norm] => Some(pupils_that_fit(norm, building.floor_area?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::community_school_question::CommunitySchoolQuestion;
    use crate::study::community_school::worked_planning::planned_study;

    /// The places of g1, with the capacity of its school and whether its floor area is known.
    fn places(capacity: Option<u32>, area: bool) -> Vec<Option<u32>> {
        let study = planned_study(|town| {
            town.facilities[0].capacity = capacity;
            if !area {
                town.planning.buildings[0].floor_area = None;
            }
        });
        let question = CommunitySchoolQuestion::proposal(&study.town().weights);
        let judged = study.community_schools(&question, &[]).expect("answered");
        let found = school_places(study.town(), &judged, &[0]).into_iter();
        found.map(|school| school.places).collect()
    }

    #[test]
    fn places_are_those_of_the_school_or_else_what_fits_in() {
        assert_eq!(places(Some(240), true), [Some(240)]);
        // (2,000 − 200) / 5.03 = 357.9.
        assert_eq!(places(None, true), [Some(357)]);
        assert_eq!(places(None, false), [None]);
    }
}
