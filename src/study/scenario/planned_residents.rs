//! The people of planned homes: where they will live, and how many of each age group by the user's own table.

use geo::{Intersects, Point};

use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::{Area, AreaId, Count};
use crate::model::demand::DemandPoint;
use crate::model::position::Planar;
use crate::model::scenario::change::{Change, ChangeOf};
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::scenario::planned_homes::PlannedHomes;
use crate::model::source::SourceId;
use crate::model::town_data::TownData;
use crate::model::units::Metres;

/// The year that a scenario is about: what it says, or else the first year in which all its homes are ready; nothing
/// when neither is told.
pub fn year_of(scenario: &Scenario) -> Option<u16> {
    let ready = scenario.changes().iter().filter_map(planned);
    scenario
        .year()
        .or_else(|| ready.map(|homes| homes.year).max())
}

/// The homes that a change builds, if it builds any.
pub const fn planned(change: &Change) -> Option<&PlannedHomes> {
    match &change.what {
        ChangeOf::BuildHomes(homes) => Some(homes),
        ChangeOf::OpenFacility(_)
        | ChangeOf::CloseFacility(_)
        | ChangeOf::MoveFacility { .. }
        | ChangeOf::SetCapacity { .. }
        | ChangeOf::SetOpeningHours { .. }
        | ChangeOf::SetEntrances { .. }
        | ChangeOf::AddStreet { .. }
        | ChangeOf::CloseStreet { .. }
        | ChangeOf::AddCrossing(_)
        | ChangeOf::CloseCrossing(_)
        | ChangeOf::AddBarrier(_)
        | ChangeOf::RemoveBarrier(_) => None,
    }
}

/// The place where the people of planned homes live in a scenario's year; nothing when they are not ready by then.
///
/// Without a table of people for each home their number is not known, which is not nobody.
pub fn place_of_homes(
    town: &TownData,
    scenario: &Scenario,
    change: &Change,
    homes: &PlannedHomes,
) -> Option<DemandPoint> {
    let year = year_of(scenario)?;
    (homes.year <= year).then(|| DemandPoint {
        id: format!("plan:{}", change.id),
        position: homes.position,
        area: neighbourhood_at(town, homes.position),
        residents: residents(scenario, homes, year),
        half_diagonal: Metres::ZERO,
        source: residents_source(town, scenario),
    })
}

/// The planned homes that are ready in a scenario's year.
pub fn ready_homes(scenario: &Scenario) -> impl Iterator<Item = &PlannedHomes> {
    let ready = |year| ready_by(scenario, year);
    year_of(scenario).into_iter().flat_map(ready)
}

/// The planned homes that are ready, and lie in no area of the study: their people are counted nowhere.
pub fn homes_outside<'a>(
    town: &'a TownData,
    scenario: &'a Scenario,
) -> impl Iterator<Item = &'a PlannedHomes> {
    ready_homes(scenario).filter(|homes| neighbourhood_at(town, homes.position).is_none())
}

/// The planned homes that are ready, and of which is not known how many people of an age group live in them.
pub fn homes_of_unknown_people(
    scenario: &Scenario,
    age: AgeGroup,
) -> impl Iterator<Item = &PlannedHomes> {
    let unknown = move |year: u16| {
        let ready = ready_by(scenario, year);
        ready.filter(move |homes| residents(scenario, homes, year)[age].is_none())
    };
    year_of(scenario).into_iter().flat_map(unknown)
}

/// How many homes these are together.
pub fn number_of<'a>(homes: impl Iterator<Item = &'a PlannedHomes>) -> u64 {
    homes.map(|homes| u64::from(homes.number)).sum()
}

fn ready_by(scenario: &Scenario, year: u16) -> impl Iterator<Item = &PlannedHomes> {
    let homes = scenario.changes().iter().filter_map(planned);
    homes.filter(move |homes| homes.year <= year)
}

fn residents(scenario: &Scenario, homes: &PlannedHomes, year: u16) -> PerAge<Option<Count>> {
    match scenario.yields() {
        Some(yields) => yields.residents(homes, year),
        None => PerAge::default(),
    }
}

/// The number that a plan gets as a source: it follows on those of the study.
pub fn planned_source(town: &TownData) -> SourceId {
    // A study file names far fewer sources than 16 bits can count.
    SourceId(town.sources.len() as u16)
}

/// The number of the source of who lives in planned homes: the user's table follows on the plan; without one it is the plan.
fn residents_source(town: &TownData, scenario: &Scenario) -> SourceId {
    let SourceId(plan) = planned_source(town);
    SourceId(plan + u16::from(scenario.yields().is_some()))
}

/// The smallest area in which a place lies.
pub fn neighbourhood_at(town: &TownData, place: Planar) -> Option<AreaId> {
    let point = Point::from(place);
    let holds = |(_, area): &(u32, &Area)| area.shape.intersects(&point);
    let areas = (0u32..).zip(&town.areas).filter(holds);
    let smallest = areas.min_by_key(|(_, area)| area.level);
    smallest.map(|(index, _)| AreaId(index))
}
