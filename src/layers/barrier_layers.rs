//! Barriers as a layer of lines, and the places where they can be crossed as one of points.

use std::sync::Arc;

use geo::{Geometry, MultiLineString, Point};

use crate::access::crossing_places::{CrossingPlace, crossing_places};
use crate::access::known_barriers::{KnownBarrier, NamedBarrier, known_barriers, lines_of};
use crate::layers::error::LayerError;
use crate::layers::fields::barrier_columns::{BARRIER_COLUMNS, CROSSING_COLUMNS};
use crate::layers::layer::Layer;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::barrier::BarrierFree;
use crate::model::town_data::TownData;
use crate::model::travel_mode::TravelMode;

/// The name of the layer of barriers.
pub const BARRIERS: &str = "barrieres";
/// The name of the layer of crossings.
pub const CROSSINGS: &str = "oversteken";

/// The barriers that people make detours around; those that stop nobody (any more) are left out.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn barrier_layer(town: &TownData) -> Result<Layer, LayerError> {
    let mut known = known_barriers(town);
    known.retain(|barrier| !barrier.stops.is_empty());
    let lines = known.iter().map(|barrier| outline(&barrier.shape));
    Ok(Layer {
        name: BARRIERS,
        columns: BARRIER_COLUMNS,
        shapes: Arc::new(Shapes::project(lines.collect(), &town.crs)?),
        ids: numbered(BARRIERS, known.len()),
        properties: known.iter().map(of_barrier).collect(),
    })
}

/// The places where barriers can be crossed.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn crossing_layer(town: &TownData) -> Result<Layer, LayerError> {
    let crossings = crossing_places(town);
    let places = crossings
        .iter()
        .map(|crossing| Geometry::Point(Point::from(crossing.place)));
    Ok(Layer {
        name: CROSSINGS,
        columns: CROSSING_COLUMNS,
        shapes: Arc::new(Shapes::project(places.collect(), &town.crs)?),
        ids: numbered(CROSSINGS, crossings.len()),
        properties: crossings.iter().map(of_crossing).collect(),
    })
}

fn numbered(name: &str, count: usize) -> Vec<String> {
    (1..=count)
        .map(|number| format!("{name}-{number}"))
        .collect()
}

/// Water stops people at its banks. All features are of one type, as files for GIS want it.
fn outline(shape: &Geometry<f64>) -> Geometry<f64> {
    let lines = match shape {
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        Geometry::Polygon(polygon) => rings(polygon),
        Geometry::MultiPolygon(polygons) => polygons.iter().flat_map(rings).collect(),
        other => lines_of(other).into_iter().map(Into::into).collect(),
    };
    Geometry::MultiLineString(MultiLineString::new(lines))
}

fn rings(polygon: &geo::Polygon<f64>) -> Vec<geo::LineString<f64>> {
    let holes = polygon.interiors().iter();
    std::iter::once(polygon.exterior())
        .chain(holes)
        .cloned()
        .collect()
}

fn of_barrier(barrier: &KnownBarrier) -> Properties {
    vec![
        ("naam", Property::text(barrier.named.name.as_deref())),
        (
            "soort",
            Property::Text(barrier.named.sort.code().to_owned()),
        ),
        ("houdt_tegen", Property::Text(in_words(&barrier.stops))),
    ]
}

fn of_crossing(crossing: &CrossingPlace) -> Properties {
    let over = crossing.over.as_ref();
    let name = over.and_then(|over: &NamedBarrier| over.name.as_deref());
    let free = match crossing.barrier_free {
        BarrierFree::Yes => "ja",
        BarrierFree::No => "nee",
        BarrierFree::Unknown => "onbekend",
    };
    vec![
        ("naam", Property::text(crossing.name.as_deref())),
        ("soort", Property::text(crossing.passage.code())),
        ("over", Property::text(over.map(|over| over.sort.code()))),
        ("over_naam", Property::text(name)),
        ("vervoer", Property::Text(in_words(&crossing.modes))),
        ("drempelvrij", Property::Text(free.to_owned())),
        ("wachttijd_s", Property::Number(crossing.wait.value())),
    ]
}

/// As scenarios name them: "lopen, fiets".
fn in_words(modes: &[TravelMode]) -> String {
    let codes = modes.iter().map(|mode| mode.public_code());
    codes.collect::<Vec<_>>().join(", ")
}
