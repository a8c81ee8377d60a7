//! The further measures of every kind of a study, its facilities, and from where each can be reached.

use std::collections::BTreeSet;
use std::sync::Arc;

use geo::Geometry;
use rayon::prelude::*;

use crate::access::analysis::{KindTravel, published_by_kind};
use crate::access::barrier_lines::BarrierLines;
use crate::access::closure_report::{ClosureRow, closure_report};
use crate::access::day_part_access::{DayPartAccess, day_part_access};
use crate::access::detours_by_barrier::{DetourRow, detours_by_barrier};
use crate::access::equity_by_need::{EquityGiven, equity_by_need};
use crate::access::isochrone::{Isochrone, isochrone};
use crate::access::measures::{AreaMeasure, MeasuredPoints, area_measures};
use crate::access::places::{Placed, Unplaced};
use crate::access::point_measures::{PointMeasures, point_measures};
use crate::access::publication::Published;
use crate::access::supply_report::{SupplyRow, supply_report};
use crate::access::suppression::SmallNumbers;
use crate::access::travel::TravelIndex;
use crate::access::travel_tables::kind_trips;
use crate::layers::fields::reach_columns::REACH_COLUMNS;
use crate::layers::layer::Layer;
use crate::layers::measure_tables::KindMeasures;
use crate::layers::property::Property;
use crate::layers::shapes::Shapes;
use crate::model::age_group::PerAge;
use crate::model::need_question::NeedQuestion;
use crate::model::town_data::TownData;
use crate::model::travel_mode::TravelMode;
use crate::model::work::Work;
use crate::need::need_profile::need_profile;
use crate::need::need_terms::NeedInput;
use crate::study::counted_areas::counted_areas;
use crate::study::error::StudyError;

/// Everything further that is known of one kind.
#[derive(Debug)]
pub struct MeasuredKind<'a> {
    travel: &'a KindTravel,
    points: PointMeasures,
    areas: Vec<AreaMeasure>,
    day_parts: Vec<DayPartAccess>,
    unknown_hours: usize,
    detours: Vec<DetourRow>,
    closures: Vec<ClosureRow>,
    supply: Vec<(SupplyRow, Option<f64>)>,
    unplaced: BTreeSet<usize>,
    reached: Vec<(usize, Isochrone)>,
}

impl MeasuredKind<'_> {
    /// What the tables show of it.
    pub fn measures(&self) -> KindMeasures<'_> {
        KindMeasures {
            travel: self.travel,
            points: &self.points,
            areas: &self.areas,
            day_parts: &self.day_parts,
            unknown_hours: self.unknown_hours,
            detours: &self.detours,
            closures: &self.closures,
            supply: &self.supply,
            unplaced: &self.unplaced,
        }
    }

    /// From where each facility can be reached within the norm; nothing without streets.
    ///
    /// # Errors
    /// Passes on that a coordinate has no place on the map.
    pub fn reach_layer(&self, town: &TownData) -> Result<Option<Layer>, StudyError> {
        if self.reached.is_empty() {
            return Ok(None);
        }
        let land = self
            .reached
            .iter()
            .map(|(_, reached)| Geometry::MultiPolygon(reached.land.clone()))
            .collect();
        let facilities = self
            .reached
            .iter()
            .filter_map(|(facility, reached)| Some((town.facilities.get(*facility)?, reached)));
        let norm = &self.travel.norm;
        let described = facilities.map(|(facility, reached)| {
            let properties = vec![
                ("voorziening_id", Property::Text(facility.id.0.clone())),
                ("naam", Property::Text(facility.name.clone())),
                ("voorziening", Property::Text(norm.kind.code().to_owned())),
                ("profiel", Property::Text(norm.profile.clone())),
                ("norm_s", Property::Number(norm.norm.value())),
                (
                    "loopbereik_pct",
                    Property::Number((1000.0 * reached.shed).round() / 10.0),
                ),
            ];
            (facility.id.0.clone(), properties)
        });
        let (ids, properties) = described.unzip();
        let shapes = Arc::new(Shapes::project(land, &town.crs)?);
        Ok(Some(Layer {
            name: "bereik",
            columns: REACH_COLUMNS,
            shapes,
            ids,
            properties,
        }))
    }
}

/// Measures every kind, in the order given.
///
/// # Errors
/// When a norm's mode of travel was not prepared, or the work is ended.
pub fn measured_kinds<'a>(
    (town, index): (&TownData, &TravelIndex),
    travel: &'a [KindTravel],
    small_numbers: SmallNumbers,
    work: &Work,
) -> Result<Vec<MeasuredKind<'a>>, StudyError> {
    let published = published_by_kind(town, travel, small_numbers);
    let lines = BarrierLines::of(town);
    let need = proposed_need(town);
    let unplaced = index.unplaced();
    let of_kind = |(travel, published): (&'a KindTravel, &PerAge<Vec<Published>>)| {
        let Some(&age) = travel.norm.ages.first() else {
            return Ok(MeasuredKind {
                travel,
                points: PointMeasures::default(),
                areas: Vec::new(),
                day_parts: Vec::new(),
                unknown_hours: 0,
                detours: Vec::new(),
                closures: Vec::new(),
                supply: Vec::new(),
                unplaced: BTreeSet::new(),
                reached: Vec::new(),
            });
        };
        work.go_on()?;
        let trips = kind_trips(index, &travel.norm.kind, &travel.profile, travel.norm.limit)?;
        let table = trips.table(town, age);
        work.go_on()?;
        let points = point_measures(town, travel, &table);
        work.go_on()?;
        let of = MeasuredPoints {
            town,
            travel,
            table: &table,
            points: &points,
            published: &published[age],
        };
        let mut areas = area_measures(&of, small_numbers);
        if let Some(need_of_areas) = &need {
            let given = EquityGiven {
                published: &published[age],
                need_of_areas,
                small_numbers,
            };
            areas.extend(equity_by_need(town, travel, &trips, &given));
            areas.sort_by_key(|row| row.area);
        }
        work.go_on()?;
        let hours = trips.hours(town);
        let day_parts = day_part_access(&of, &hours, small_numbers);
        let detours = detours_by_barrier(&of, &lines, small_numbers);
        work.go_on()?;
        let closures = closure_report(&of, &trips.facilities, small_numbers);
        let supply = supply_report(town, travel, &trips, small_numbers);
        work.go_on()?;
        let unplaced = unplaced_facilities(&unplaced, travel.profile.mode);
        let mut reached = reached_by_facility((town, index), travel, work)?;
        reached.retain(|(facility, _)| !unplaced.contains(facility));
        let shed = |facility: usize| {
            let found = reached.iter().find(|(reached, _)| *reached == facility);
            found.map(|(_, reached)| reached.shed)
        };
        let supply = supply
            .into_iter()
            .map(|row| {
                let shed = shed(row.facility);
                (row, shed)
            })
            .collect();
        Ok(MeasuredKind {
            travel,
            points,
            areas,
            day_parts,
            detours,
            closures,
            unknown_hours: hours.iter().filter(|hours| hours.is_none()).count(),
            supply,
            unplaced,
            reached,
        })
    };
    travel.par_iter().zip(&published).map(of_kind).collect()
}

/// The index of need of each area by the weights in force; nothing when the study cannot measure it.
fn proposed_need(town: &TownData) -> Option<Vec<Option<f64>>> {
    let areas = counted_areas(town);
    let input = NeedInput {
        areas: &areas,
        indicators: &town.planning.indicators,
        rules: &town.weights.need,
        accessibility: None,
    };
    let profile = need_profile(&input, &NeedQuestion::proposed(&town.weights.need)).ok()?;
    let need = profile.index_by_area(town.areas.len());
    need.iter().any(Option::is_some).then_some(need)
}

fn unplaced_facilities(unplaced: &[Unplaced], mode: TravelMode) -> BTreeSet<usize> {
    let of_mode = unplaced.iter().filter(|unplaced| unplaced.mode == mode);
    let facility = |unplaced: &Unplaced| match unplaced.what {
        Placed::Facility(facility) => Some(facility),
        Placed::Home(_) | Placed::Entrance(_) => None,
    };
    of_mode.filter_map(facility).collect()
}

fn reached_by_facility(
    (town, index): (&TownData, &TravelIndex),
    travel: &KindTravel,
    work: &Work,
) -> Result<Vec<(usize, Isochrone)>, StudyError> {
    let (profile, norm) = (&travel.profile, travel.norm.norm);
    let longest = profile.speed.length_in(norm);
    let of_facility = |&facility: &usize| {
        work.go_on()?;
        let streets = index.streets_within(facility, profile, norm)?;
        let drawn = streets.map(|streets| isochrone(streets, longest, &town.basemap, work));
        Ok(drawn.transpose()?.map(|drawn| (facility, drawn)))
    };
    let found: Result<Vec<_>, StudyError> = index
        .facilities(&travel.norm.kind)
        .par_iter()
        .map(of_facility)
        .collect();
    Ok(found?.into_iter().flatten().collect())
}
