//! A study's order of schools for a library at school (dBos): from its records and walks to the order.

use std::collections::BTreeSet;

use crate::access::distances_between::{Wanted, distances_between};
use crate::access::facility_distances::FacilityDistances;
use crate::access::places::Placed;
use crate::access::suppression::carries_percentages;
use crate::layers::layer::Layer;
use crate::layers::school_library_layer::school_library_layer;
use crate::model::facility_kind::FacilityKind;
use crate::model::people::People;
use crate::model::record::SchoolReading;
use crate::model::school_library_question::SchoolLibraryQuestion;
use crate::model::town_data::TownData;
use crate::model::travel_mode::TravelMode;
use crate::model::units::Metres;
use crate::siting::clusters::town::Lies;
use crate::siting::language_need::LanguageFigure;
use crate::siting::school_library_order::{
    LibrarySchool, LibraryWalk, SchoolLibraryOrder, library_budget, school_library_order,
};
use crate::study::error::StudyError;
use crate::study::facility_walks::{facilities_of, facility_places, walking};
use crate::study::open_study::Study;

/// A library farther than this is as good as none, in metres.
const FARTHEST_LIBRARY: f64 = 20_000.0;

/// The order with what the list shows beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolLibraries {
    /// The schools of the study area without a library at school, by id.
    pub schools: Vec<LibrarySchool>,
    /// The same schools by index of the study's facilities.
    pub facilities: Vec<usize>,
    /// The childcare near each of them.
    pub childcare: Vec<NearbyChildcare>,
    /// The order, by places in `schools`.
    pub order: SchoolLibraryOrder,
    /// What the study lacks.
    pub missing: Vec<Missing>,
}

/// Childcare that belongs to the same line of reading as a school, by index of the study's facilities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NearbyChildcare {
    /// Those of which it is recorded that they have no Boekstart corner.
    pub without_corner: Vec<usize>,
    /// Those of which that is not known.
    pub not_known: Vec<usize>,
}

/// What a study lacks for the whole answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No school has this language figure.
    Figure(LanguageFigure),
    /// There is no source for public libraries.
    Libraries,
    /// There is no source for childcare.
    Childcare,
    /// It is recorded of no school whether it has a library.
    LibrariesAtSchool,
}

/// Puts the schools of a study in order.
///
/// The walk is measured in metres at the study's distance level and taken at the speed of an adult.
///
/// # Errors
/// A question without the cost of a library at one school; or distances that cannot be measured.
pub fn study_school_libraries(
    study: &Study,
    question: &SchoolLibraryQuestion,
) -> Result<SchoolLibraries, StudyError> {
    library_budget(question)?;
    let town = study.town();
    let (with_library, facilities) = schools(town, question);
    let walks = library_walks(study, question, &with_library, &facilities)?;
    let schools: Vec<LibrarySchool> = facilities
        .iter()
        .zip(walks)
        .map(|(&facility, walk)| library_school(town, facility, walk))
        .collect();
    let order = school_library_order(&schools, question)?;
    Ok(SchoolLibraries {
        missing: missing(town, question, &order),
        childcare: nearby_childcare(study, question, &facilities)?,
        order,
        schools,
        facilities,
    })
}

/// The list on the map.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn school_libraries_layer(
    study: &Study,
    answer: &SchoolLibraries,
) -> Result<Layer, StudyError> {
    let (schools, facilities) = (&answer.schools, &answer.facilities);
    let layer = school_library_layer(study.town(), schools, facilities, &answer.order)?;
    Ok(layer)
}

/// What is recorded of reading at a facility.
pub fn reading_at(town: &TownData, facility: usize) -> Option<&SchoolReading> {
    let id = &town.facilities.get(facility)?.id;
    let reading = &town.planning.reading;
    reading.iter().find(|reading| reading.facility == *id)
}

/// The schools that have a library, wherever they are, and those of the study area that have none or may have none.
fn schools(town: &TownData, question: &SchoolLibraryQuestion) -> (Vec<usize>, Vec<usize>) {
    let has_library = |facility: &usize| {
        reading_at(town, *facility).and_then(|reading| reading.library_at_school) == Some(true)
    };
    let places = facility_places(town);
    let all = facilities_of(town, &[&question.schools]);
    let (with_library, mut without): (Vec<usize>, Vec<usize>) =
        all.into_iter().partition(has_library);
    without.retain(|&facility| match places.get(facility) {
        Some(Lies::Inside { .. }) => true,
        Some(Lies::Outside) | None => false,
    });
    (with_library, without)
}

fn library_school(town: &TownData, facility: usize, walk: LibraryWalk) -> LibrarySchool {
    let found = &town.facilities[facility];
    // Of fewer than ten pupils no percentage is shown, and none may be found from a place in the order.
    let few = found
        .pupils
        .is_some_and(|pupils| !carries_percentages(People::whole(pupils)));
    let reading = reading_at(town, facility).filter(|_| !few);
    LibrarySchool {
        id: found.id.clone(),
        language: LanguageFigure::EVERY.map(|figure| figure.of(reading?)),
        walk,
        pupils: found.pupils,
    }
}

/// The walk from each school to the nearest public library or school with a library.
fn library_walks(
    study: &Study,
    question: &SchoolLibraryQuestion,
    with_library: &[usize],
    schools: &[usize],
) -> Result<Vec<LibraryWalk>, StudyError> {
    let town = study.town();
    if !has_source(town, &question.libraries) {
        return Ok(vec![LibraryWalk::Unknown; schools.len()]);
    }
    let mut libraries = facilities_of(town, &[&question.libraries]);
    libraries.extend(with_library);
    let longest = Metres::new(FARTHEST_LIBRARY).unwrap_or(Metres::ZERO);
    let table = walks(study, &libraries, schools, longest)?;
    let speed = walking(town)?.speed;
    let unplaced = unplaced_on_foot(study);
    let nearest = |&school: &usize| {
        let walks = libraries
            .iter()
            .filter_map(|&library| table.between(library, school));
        match walks.min() {
            Some(walk) => LibraryWalk::Takes(speed.time_over(walk)),
            None if unplaced.contains(&school) => LibraryWalk::Unknown,
            None => LibraryWalk::NoWay,
        }
    };
    Ok(schools.iter().map(nearest).collect())
}

fn unplaced_on_foot(study: &Study) -> BTreeSet<usize> {
    let unplaced = study.index().unplaced().into_iter();
    unplaced
        .filter(|unplaced| unplaced.mode == TravelMode::Foot)
        .filter_map(|unplaced| match unplaced.what {
            Placed::Facility(facility) => Some(facility),
            Placed::Home(_) | Placed::Entrance(_) => None,
        })
        .collect()
}

fn nearby_childcare(
    study: &Study,
    question: &SchoolLibraryQuestion,
    schools: &[usize],
) -> Result<Vec<NearbyChildcare>, StudyError> {
    let town = study.town();
    let childcare = facilities_of(town, &[&question.childcare]);
    let table = walks(study, schools, &childcare, question.childcare_distance)?;
    let around = |&school: &usize| {
        let mut nearby = NearbyChildcare::default();
        for &place in &childcare {
            if table.between(school, place).is_none() {
                continue;
            }
            match reading_at(town, place).and_then(|reading| reading.boekstart_corner) {
                Some(true) => {}
                Some(false) => nearby.without_corner.push(place),
                None => nearby.not_known.push(place),
            }
        }
        nearby
    };
    Ok(schools.iter().map(around).collect())
}

fn walks(
    study: &Study,
    from: &[usize],
    to: &[usize],
    limit: Metres,
) -> Result<FacilityDistances, StudyError> {
    let town = study.town();
    let wanted = Wanted { from, to, limit };
    Ok(distances_between(
        town,
        study.index(),
        walking(town)?,
        wanted,
    )?)
}

fn has_source(town: &TownData, kinds: &[FacilityKind]) -> bool {
    kinds.iter().any(|kind| town.kinds.contains(kind))
}

fn missing(
    town: &TownData,
    question: &SchoolLibraryQuestion,
    order: &SchoolLibraryOrder,
) -> Vec<Missing> {
    let figures = LanguageFigure::EVERY
        .into_iter()
        .filter(|figure| !order.figures.contains(figure))
        .map(Missing::Figure);
    let recorded = facilities_of(town, &[&question.schools])
        .into_iter()
        .any(|school| {
            reading_at(town, school).is_some_and(|reading| reading.library_at_school.is_some())
        });
    let others = [
        (Missing::Libraries, has_source(town, &question.libraries)),
        (Missing::Childcare, has_source(town, &question.childcare)),
        (Missing::LibrariesAtSchool, recorded),
    ];
    let others = others.into_iter().filter(|(_, is_there)| !is_there);
    figures.chain(others.map(|(missing, _)| missing)).collect()
}
