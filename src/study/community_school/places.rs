//! Which places are candidates: the buildings that the study knows, or else the places where its schools stand.

use std::collections::BTreeSet;

use geo::{Coord, Intersects};

use crate::access::straight::entrances;
use crate::model::area::AreaLevel;
use crate::model::building::Building;
use crate::model::community_school_question::{CommunitySchoolQuestion, ExtraSite};
use crate::model::facility::Facility;
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::siting::community_school::refusal::CandidateRefusal;

/// Kinds of education: a place with one of them is a candidate.
pub const EDUCATION: [&str; 7] = ["PO", "VO", "SBO", "SO", "VSO", "SCHOOL_10_14", "TAALSCHOOL"];
/// Schools so near to each other are taken to share a building, in metres.
const ONE_BUILDING: f64 = 25.0;

/// What a candidate was found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A building of the study.
    Building,
    /// Schools that stand together; nothing is known of their building.
    Schools,
    /// A place that the question adds.
    Asked,
}

impl Origin {
    /// The word on screen.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Building => "gebouw",
            Self::Schools => "plek van scholen, gebouw nog onbekend",
            Self::Asked => "plek uit de vraag",
        }
    }
}

/// A place that could house a community school.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidatePlace {
    /// Its id, unique among the candidates.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub position: Planar,
    /// How it was found.
    pub origin: Origin,
    /// Its building, as an index of the study's buildings.
    pub building: Option<usize>,
    /// The facilities in it, as indexes, ascending.
    pub facilities: Vec<usize>,
    /// The neighbourhood it lies in, as an index of the study's areas.
    pub neighbourhood: Option<usize>,
    /// The district it lies in.
    pub district: Option<usize>,
}

impl CandidatePlace {
    /// Where it can be entered: at its own place, and where its facilities can.
    pub fn doors(&self, town: &TownData) -> Vec<Planar> {
        let facilities = self.facilities.iter();
        let facilities = facilities.filter_map(|&facility| town.facilities.get(facility));
        let doors = facilities.flat_map(entrances);
        let further = doors.filter(|door| *door != self.position);
        std::iter::once(self.position).chain(further).collect()
    }
}

/// The candidates, in the order of their ids.
///
/// # Errors
/// When there are none, or two have the same id.
pub fn candidate_places(
    town: &TownData,
    question: &CommunitySchoolQuestion,
) -> Result<Vec<CandidatePlace>, CandidateRefusal> {
    let mut places = if town.planning.buildings.is_empty() {
        places_of_schools(town)
    } else {
        buildings(town, question.other_buildings)
    };
    places.extend(question.extra_sites.iter().map(asked));
    for place in &mut places {
        (place.neighbourhood, place.district) = areas_of(town, place.position);
    }
    // Schools outside the municipality are others' to plan; a building that the study lists is shown with its tick.
    places.retain(|place| place.origin != Origin::Schools || place.neighbourhood.is_some());
    places.sort_by(|left, right| left.id.cmp(&right.id));
    if let Some(pair) = places.windows(2).find(|pair| pair[0].id == pair[1].id) {
        return Err(CandidateRefusal::RepeatedSite {
            field: "extra_plekken",
            found: pair[0].id.clone(),
        });
    }
    if places.is_empty() {
        return Err(CandidateRefusal::NoCandidates);
    }
    Ok(places)
}

/// Whether a facility offers education.
pub fn is_education(facility: &Facility) -> bool {
    facility
        .kinds
        .iter()
        .any(|kind| EDUCATION.contains(&kind.code()))
}

fn buildings(town: &TownData, others_too: bool) -> Vec<CandidatePlace> {
    let place = |(index, building): (usize, &Building)| {
        let inside = |(index, facility): (usize, &Facility)| {
            building.facilities.contains(&facility.id).then_some(index)
        };
        let facilities: Vec<usize> = town
            .facilities
            .iter()
            .enumerate()
            .filter_map(inside)
            .collect();
        let teaches = facilities
            .iter()
            .any(|&facility| is_education(&town.facilities[facility]));
        (teaches || others_too).then(|| CandidatePlace {
            id: building.id.0.clone(),
            name: building.name.clone(),
            position: building.position,
            origin: Origin::Building,
            building: Some(index),
            facilities,
            neighbourhood: None,
            district: None,
        })
    };
    town.planning
        .buildings
        .iter()
        .enumerate()
        .filter_map(place)
        .collect()
}

/// Schools within 25 m of each other, or of one between them, make one place; it has the smallest id among them.
fn places_of_schools(town: &TownData) -> Vec<CandidatePlace> {
    let mut left: BTreeSet<usize> = (0..town.facilities.len())
        .filter(|&facility| is_education(&town.facilities[facility]))
        .collect();
    let mut places = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut group = vec![first];
        let mut next = 0;
        while let Some(&from) = group.get(next) {
            let here = town.facilities[from].position;
            let near: Vec<usize> = left
                .iter()
                .copied()
                .filter(|&other| town.facilities[other].position.distance(here) <= ONE_BUILDING)
                .collect();
            near.iter().for_each(|other| {
                left.remove(other);
            });
            group.extend(near);
            next += 1;
        }
        group.sort_unstable();
        places.push(place_of_group(town, group));
    }
    places
}

fn place_of_group(town: &TownData, group: Vec<usize>) -> CandidatePlace {
    // A group holds the facility it was begun with, and facilities are sorted by id.
    let first = &town.facilities[group[0]];
    let mut names: Vec<&str> = group
        .iter()
        .map(|&facility| town.facilities[facility].name.as_str())
        .collect();
    names.dedup();
    CandidatePlace {
        id: first.id.0.clone(),
        name: names.join(" / "),
        position: first.position,
        origin: Origin::Schools,
        building: None,
        facilities: group,
        neighbourhood: None,
        district: None,
    }
}

fn asked(site: &ExtraSite) -> CandidatePlace {
    CandidatePlace {
        id: site.id.clone(),
        name: site.name.clone(),
        position: site.position,
        origin: Origin::Asked,
        building: None,
        facilities: Vec::new(),
        neighbourhood: None,
        district: None,
    }
}

/// The neighbourhood and district that a place lies in; on a border the first by code.
pub fn areas_of(town: &TownData, place: Planar) -> (Option<usize>, Option<usize>) {
    let holds = |level: AreaLevel| {
        let mut areas = town.areas.iter();
        areas.position(|area| area.level == level && area.shape.intersects(&Coord::from(place)))
    };
    let neighbourhood = holds(AreaLevel::Neighbourhood);
    let parent = neighbourhood
        .and_then(|area| town.areas[area].parent)
        .map(|parent| parent.0 as usize)
        .filter(|&parent| {
            town.areas
                .get(parent)
                .is_some_and(|area| area.level == AreaLevel::District)
        });
    (neighbourhood, parent.or_else(|| holds(AreaLevel::District)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facility::FacilityId;
    use crate::model::facility_kind::FacilityKind;
    use crate::study::community_school::worked_planning::{building, planned_town};

    fn places(town: &TownData, question: &CommunitySchoolQuestion) -> Vec<(String, Vec<usize>)> {
        let found = candidate_places(town, question)
            .expect("candidates")
            .into_iter();
        found.map(|place| (place.id, place.facilities)).collect()
    }

    fn question(town: &TownData) -> CommunitySchoolQuestion {
        CommunitySchoolQuestion::proposal(&town.weights)
    }

    fn without_buildings() -> TownData {
        let mut town = planned_town();
        town.planning.buildings.clear();
        town
    }

    #[test]
    fn without_buildings_schools_that_stand_together_are_one_place() {
        let mut town = without_buildings();
        // B at 500 has a neighbour at 20 m, and that one another at 20 m.
        for (id, x) in [("B1", 520.0), ("B2", 540.0)] {
            let mut school = town.facilities[1].clone();
            school.id = FacilityId(id.to_owned());
            school.position.x = x;
            town.facilities.push(school);
        }
        town.facilities
            .sort_by(|left, right| left.id.cmp(&right.id));
        let found = places(&town, &question(&town));
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], ("B".to_owned(), vec![1, 2, 3]));
    }

    #[test]
    fn a_library_and_a_school_outside_the_municipality_are_no_candidates() {
        let mut town = without_buildings();
        town.facilities[0].kinds = vec![FacilityKind::new("BIBLIOTHEEK").expect("a code")];
        town.facilities[1].position.x = 90_000.0;
        let found = places(&town, &question(&town));
        assert_eq!(
            found
                .iter()
                .map(|place| place.0.as_str())
                .collect::<Vec<_>>(),
            ["C"]
        );
        town.facilities.clear();
        assert_eq!(
            candidate_places(&town, &question(&town)),
            Err(CandidateRefusal::NoCandidates)
        );
    }

    #[test]
    fn buildings_without_education_and_other_places_come_when_asked_for() {
        let mut town = planned_town();
        town.planning.buildings.push(building("g9", &[]));
        let mut asked = question(&town);
        let ids = |asked: &CommunitySchoolQuestion| -> Vec<String> {
            places(&town, asked)
                .into_iter()
                .map(|place| place.0)
                .collect()
        };
        assert_eq!(ids(&asked), ["g1", "g2", "g3"]);
        asked.other_buildings = true;
        asked.extra_sites.push(ExtraSite {
            id: "kavel".to_owned(),
            name: "Kavel".to_owned(),
            position: Planar { x: 100.0, y: 0.0 },
        });
        assert_eq!(ids(&asked), ["g1", "g2", "g3", "g9", "kavel"]);
        asked.extra_sites[0].id = "g1".to_owned();
        let refusal = candidate_places(&town, &asked)
            .expect_err("twice")
            .to_string();
        assert!(refusal.starts_with("extra_plekken: found \"g1\" more than once"));
    }
}
