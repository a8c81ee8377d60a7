//! Which barriers a study knows of: the lines that people make detours around.

use geo::LinesIter;

use crate::model::basemap::BasemapClass;
use crate::model::streets::Tags;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, TravelMode};

/// What sort of barrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BarrierSort {
    /// A railway.
    Rail,
    /// A canal, river or lake.
    Water,
    /// A motorway, or a road like it.
    Motorway,
    /// A line that the study calls a barrier.
    Declared,
}

impl BarrierSort {
    /// The Dutch name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rail => "spoor",
            Self::Water => "water",
            Self::Motorway => "snelweg",
            Self::Declared => "barriere",
        }
    }
}

/// A barrier as people know it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedBarrier {
    /// What sort.
    pub sort: BarrierSort,
    /// Its name, if it has one.
    pub name: Option<String>,
}

/// A barrier with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownBarrier {
    /// What it is.
    pub named: NamedBarrier,
    /// Whom it stops, in ascending order.
    pub stops: Vec<TravelMode>,
    /// A line or a surface, in planar metres.
    pub shape: geo::Geometry<f64>,
}

/// At D2 the barriers of the study; at D3 the water and the railways of its background, and the motorways among its
/// streets. At D0 and D1 nobody goes round by anything.
pub fn known_barriers(town: &TownData) -> Vec<KnownBarrier> {
    match town.distance_level {
        DistanceLevel::D0 | DistanceLevel::D1 => Vec::new(),
        DistanceLevel::D2 => declared(town),
        DistanceLevel::D3 => {
            let mut known = of_background(town);
            known.extend(motorways(town));
            known
        }
    }
}

/// Whether a way with these tags is a motorway, or a road like it.
pub fn is_motorway(tags: &Tags) -> bool {
    matches!(
        tags.get("highway").map(String::as_str),
        Some("motorway" | "motorway_link" | "trunk" | "trunk_link")
    )
}

fn declared(town: &TownData) -> Vec<KnownBarrier> {
    let known = |barrier: &crate::model::barrier::Barrier| KnownBarrier {
        named: NamedBarrier {
            sort: BarrierSort::Declared,
            name: barrier.name.clone(),
        },
        stops: barrier.stops.clone(),
        shape: geo::Geometry::MultiLineString(barrier.lines.clone()),
    };
    town.barriers.iter().map(known).collect()
}

fn of_background(town: &TownData) -> Vec<KnownBarrier> {
    let features = town.basemap.iter();
    let known = features.filter_map(|feature| {
        let sort = match feature.class {
            BasemapClass::Water => BarrierSort::Water,
            BasemapClass::Rail => BarrierSort::Rail,
            BasemapClass::Meadow
            | BasemapClass::Park
            | BasemapClass::Building
            | BasemapClass::Bridge => return None,
        };
        Some(KnownBarrier {
            named: NamedBarrier {
                sort,
                name: feature.name.clone(),
            },
            stops: TravelMode::EVERY.to_vec(),
            shape: feature.geometry.clone(),
        })
    });
    known.collect()
}

fn motorways(town: &TownData) -> Vec<KnownBarrier> {
    let Some(streets) = &*town.streets else {
        return Vec::new();
    };
    let known = streets.ways.iter().filter_map(|way| {
        let tags = streets.tag_sets.get(way.tags.0 as usize)?;
        if !is_motorway(tags) {
            return None;
        }
        let nodes = way.nodes.iter();
        let places = nodes.filter_map(|node| streets.nodes.get(node.0 as usize));
        let line: geo::LineString<f64> = places.map(|&place| geo::Coord::from(place)).collect();
        Some(KnownBarrier {
            named: NamedBarrier {
                sort: BarrierSort::Motorway,
                name: tags.get("ref").or_else(|| tags.get("name")).cloned(),
            },
            stops: vec![
                TravelMode::Foot,
                TravelMode::Wheelchair,
                TravelMode::Bicycle,
            ],
            shape: line.into(),
        })
    });
    known.collect()
}

/// The edges of a line or a surface; points have none, and a background holds no collections.
pub fn lines_of(shape: &geo::Geometry<f64>) -> Vec<geo::Line<f64>> {
    match shape {
        geo::Geometry::Line(line) => vec![*line],
        geo::Geometry::LineString(line) => line.lines_iter().collect(),
        geo::Geometry::MultiLineString(lines) => lines.lines_iter().collect(),
        geo::Geometry::Polygon(polygon) => polygon.lines_iter().collect(),
        geo::Geometry::MultiPolygon(polygons) => polygons.lines_iter().collect(),
        geo::Geometry::Rect(rectangle) => rectangle.lines_iter().collect(),
        geo::Geometry::Triangle(triangle) => triangle.lines_iter().collect(),
        _ => Vec::new(),
    }
}
