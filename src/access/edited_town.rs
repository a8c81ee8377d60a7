//! Changes of facilities, barriers and crossings in the data of a study itself.
//! Nothing that is there changes its index: what is closed stays and offers nothing, what is new comes last.

use crate::access::error::{AccessError, NO_SUCH_FACILITY};
use crate::model::barrier_edit::BarrierEdit;
use crate::model::bilingual::Bilingual;
use crate::model::facility::{Facility, FacilityId};
use crate::model::facility_edit::FacilityEdit;
use crate::model::position::Planar;
use crate::model::street_edit::Which;
use crate::model::town_data::TownData;

/// Changes a facility of a study, and gives its index.
///
/// # Errors
/// When the facility is not there, one with the id is already, it is of no kind of the study, or stands nowhere.
pub fn edit_facility(town: &mut TownData, edit: &FacilityEdit) -> Result<usize, AccessError> {
    match edit {
        FacilityEdit::Open(facility) => return open(town, facility),
        FacilityEdit::Close(id) => facility(town, id)?.kinds.clear(),
        FacilityEdit::Move { facility: id, to } => {
            check_places("a facility", &[*to])?;
            let facility = facility(town, id)?;
            facility.position = *to;
            facility.entrances.clear();
        }
        FacilityEdit::SetCapacity {
            facility: id,
            capacity,
        } => facility(town, id)?.capacity = *capacity,
        FacilityEdit::SetOpeningHours {
            facility: id,
            hours,
        } => facility(town, id)?.opening_hours.clone_from(hours),
        FacilityEdit::SetEntrances {
            facility: id,
            entrances,
        } => {
            check_places("a facility", entrances)?;
            facility(town, id)?.entrances.clone_from(entrances);
        }
    }
    index_of(town, edit.facility())
}

fn open(town: &mut TownData, facility: &Facility) -> Result<usize, AccessError> {
    if index_of(town, &facility.id).is_ok() {
        return Err(AccessError::FacilityId {
            found: facility.id.0.clone(),
            expected: "an id that no facility has, also none that was closed",
        });
    }
    let unknown = facility
        .kinds
        .iter()
        .find(|kind| !town.kinds.contains(kind));
    if let Some(kind) = unknown {
        let known: Vec<&str> = town.kinds.iter().map(|kind| kind.code()).collect();
        return Err(AccessError::UnknownKind {
            found: kind.clone(),
            known: known.join(", "),
        });
    }
    check_places("a facility", &[facility.position])?;
    check_places("a facility", &facility.entrances)?;
    town.facilities.push(facility.clone());
    Ok(town.facilities.len() - 1)
}

fn facility<'a>(town: &'a mut TownData, id: &FacilityId) -> Result<&'a mut Facility, AccessError> {
    let index = index_of(town, id)?;
    Ok(&mut town.facilities[index])
}

fn index_of(town: &TownData, id: &FacilityId) -> Result<usize, AccessError> {
    let found = town.facilities.iter().position(|known| known.id == *id);
    found.ok_or_else(|| AccessError::FacilityId {
        found: id.0.clone(),
        expected: NO_SUCH_FACILITY,
    })
}

/// Changes a barrier or crossing of a study; `of_study` is how many barriers and crossings it had before all edits.
///
/// # Errors
/// When what is to be closed or taken away is not there, or something new has no sound line.
pub fn edit_barriers(
    town: &mut TownData,
    edit: &BarrierEdit,
    of_study: [usize; 2],
) -> Result<(), AccessError> {
    let [barriers, crossings] = of_study;
    match edit {
        BarrierEdit::AddCrossing(crossing) => {
            check_places("a crossing", &[crossing.begin, crossing.end])?;
            town.crossings.push(crossing.clone());
        }
        BarrierEdit::CloseCrossing(which) => {
            let there_are = [crossings, town.crossings.len() - crossings];
            let index = index_among(*which, there_are, ["a crossing", "an added crossing"])?;
            town.crossings[index].modes.clear();
        }
        BarrierEdit::AddBarrier(barrier) => {
            let places = barrier.lines.iter().flat_map(|line| line.coords());
            let places: Vec<Planar> = places.map(|&place| Planar::from(place)).collect();
            check_places("a barrier", &places)?;
            town.barriers.push(barrier.clone());
        }
        BarrierEdit::RemoveBarrier(which) => {
            let there_are = [barriers, town.barriers.len() - barriers];
            let index = index_among(*which, there_are, ["a barrier", "an added barrier"])?;
            town.barriers[index].stops.clear();
        }
    }
    Ok(())
}

/// The index of something among those of the study followed by those added; of both how many there are, and how
/// they are called.
///
/// # Errors
/// When it is not there.
pub fn index_among(
    which: Which,
    there_are: [usize; 2],
    names: [&'static str; 2],
) -> Result<usize, AccessError> {
    let (number, side) = match which {
        Which::OfStudy(number) => (number, 0),
        Which::Added(number) => (number, 1),
    };
    if number < there_are[side] {
        Ok(number + side * there_are[0])
    } else {
        Err(AccessError::NotThere {
            what: names[side],
            number,
            there_are: there_are[side],
        })
    }
}

/// Refuses places that are nowhere.
///
/// # Errors
/// When a coordinate is not a finite number.
pub fn check_places(what: &'static str, places: &[Planar]) -> Result<(), AccessError> {
    let nowhere = places
        .iter()
        .find(|place| !(place.x.is_finite() && place.y.is_finite()));
    nowhere.map_or(Ok(()), |place| {
        Err(AccessError::NoLine {
            what,
            found: Bilingual::same(format_args!("({}, {})", place.x, place.y)),
            expected: "finite numbers of metres",
        })
    })
}
