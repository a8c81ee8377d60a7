//! Where people live, with whether the norm is met there, and the white spots where it is not.

use std::sync::Arc;

use geo::{Geometry, Point};

use crate::access::judged_travel::{JudgedTravel, band};
use crate::access::reach::Reach;
use crate::access::suppression::rounded_persons;
use crate::layers::error::LayerError;
use crate::layers::fields::coverage_columns::{COVERAGE_COLUMNS, GAP_COLUMNS};
use crate::layers::gaps::{Beyond, Gap, gaps};
use crate::layers::layer::Layer;
use crate::layers::norm_classes::class_of;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::age_group::AgeGroup;
use crate::model::demand::DemandPoint;
use crate::model::town_data::TownData;
use crate::model::units::Seconds;

/// People of a white spot are always rounded to fives: exact ones could be subtracted from the figures of an area.
const ROUNDED_TO: u32 = 5;
/// How many times as long a norm is by which is told how firm a white spot is.
///
/// # Source
/// DOMAIN §C.10, 3: T + 20 %.
const LONGER_NORM: f64 = 1.2;

impl JudgedTravel<'_> {
    /// `zeker`, `mogelijk` or `niet` within the norm; `onbekend` when no street is near enough to tell.
    pub fn status(&self, home: usize, reach: Reach, point: &DemandPoint) -> &'static str {
        let spread = band(point.half_diagonal, self.level, self.profile);
        let norm = self.norm.norm.value();
        let shortest = self
            .with_unknown
            .and_then(|reaches| reaches.get(home))
            .map_or(reach.time(), |reach| reach.time());
        match reach {
            Reach::Reached(nearest) if nearest.time.value() + spread <= norm => "zeker",
            _ if shortest.is_some_and(|time| time.value() - spread <= norm) => "mogelijk",
            Reach::NoPlace => "onbekend",
            Reach::Reached(_) | Reach::NoRoute | Reach::NoFacility => "niet",
        }
    }

    /// Whether the trip is longer than the norm, or cannot be made.
    pub fn is_beyond(&self, reach: Reach) -> bool {
        self.is_beyond_norm_times(reach, 1.0)
    }

    /// The same for a norm that is so many times as long.
    fn is_beyond_norm_times(&self, reach: Reach, factor: f64) -> bool {
        match reach {
            Reach::Reached(nearest) => nearest.time.value() > factor * self.norm.norm.value(),
            Reach::NoRoute | Reach::NoFacility => true,
            Reach::NoPlace => false,
        }
    }
}

/// Where a study's residents live.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn home_shapes(town: &TownData) -> Result<Arc<Shapes>, LayerError> {
    let places = town
        .demand
        .iter()
        .map(|point| Geometry::Point(Point::from(point.position)))
        .collect();
    Ok(Arc::new(Shapes::project(places, &town.crs)?))
}

/// The places where people live with the answer for each; without numbers of people, as these are small.
pub fn coverage_layer(
    town: &TownData,
    shapes: &Arc<Shapes>,
    judgement: &JudgedTravel<'_>,
) -> Layer {
    let homes = town.demand.iter().zip(judgement.reaches);
    Layer {
        name: "dekking",
        columns: COVERAGE_COLUMNS,
        shapes: Arc::clone(shapes),
        ids: town.demand.iter().map(|point| point.id.clone()).collect(),
        properties: homes
            .enumerate()
            .map(|(home, (point, &reach))| home_properties(town, judgement, (home, point), reach))
            .collect(),
    }
}

fn home_properties(
    town: &TownData,
    judgement: &JudgedTravel<'_>,
    (home, point): (usize, &DemandPoint),
    reach: Reach,
) -> Properties {
    let area = point.area.and_then(|area| town.areas.get(area.0 as usize));
    let facility = reach
        .nearest()
        .and_then(|nearest| town.facilities.get(nearest.facility));
    let tenth = |time: Seconds| (time.value() * 10.0).round() / 10.0;
    vec![
        (
            "gebiedscode",
            Property::text(area.map(|area| area.code.0.as_str())),
        ),
        (
            "voorziening",
            Property::Text(judgement.norm.kind.code().to_owned()),
        ),
        (
            "voorziening_id",
            Property::text(facility.map(|facility| facility.id.0.as_str())),
        ),
        (
            "status",
            Property::Text(judgement.status(home, reach, point).to_owned()),
        ),
        (
            "klasse",
            Property::Whole(i64::from(class_of(reach.time(), judgement.norm))),
        ),
        ("t_s", Property::number(reach.time().map(tenth))),
        (
            "reden",
            Property::text(Some(reach.reason()).filter(|reason| !reason.is_empty())),
        ),
    ]
}

/// The white spots of one age group, each with the number of people beyond the norm.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn gap_layer(
    town: &TownData,
    judgement: &JudgedTravel<'_>,
    age: AgeGroup,
) -> Result<Layer, LayerError> {
    let homes = town.demand.iter().zip(judgement.reaches);
    let beyond = homes.filter(|(_, reach)| judgement.is_beyond(**reach));
    let found = gaps(beyond.filter_map(|(point, reach)| {
        Some(Beyond {
            place: point.position,
            people: point.residents[age]?.people,
            stays: judgement.is_beyond_norm_times(*reach, LONGER_NORM),
        })
    }));
    let properties = |gap: &Gap| {
        let people = rounded_persons(gap.people, ROUNDED_TO);
        vec![
            (
                "voorziening",
                Property::Text(judgement.norm.kind.code().to_owned()),
            ),
            ("leeftijd", Property::Text(age.code().to_owned())),
            ("norm_s", Property::Number(judgement.norm.norm.value())),
            ("personen", Property::Number(people.value())),
            ("vakken", Property::Whole(gap.squares as i64)),
            (
                "stabiliteit",
                Property::Text(gap.stability().code().to_owned()),
            ),
        ]
    };
    Ok(Layer {
        name: "witte_vlekken",
        columns: GAP_COLUMNS,
        ids: (1..=found.len())
            .map(|number| format!("{}-{}-{number}", judgement.norm.kind, age))
            .collect(),
        properties: found.iter().map(properties).collect(),
        shapes: Arc::new(Shapes::project(
            found
                .into_iter()
                .map(|gap| Geometry::MultiPolygon(gap.outline))
                .collect(),
            &town.crs,
        )?),
    })
}
