//! The background of the map from OpenStreetMap data: water, green, rails and buildings. Ways only:
//! large lakes and woods in several pieces are relations, which a study gives as a layer of its own.

use std::path::Path;

use geo::{Coord, Geometry, LineString, Polygon};

use crate::ingest::error::IngestError;
use crate::ingest::osm_file::{OsmFile, OsmNode, OsmWay};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::read_streets::{node_numbers, planar_nodes, position_of};
use crate::ingest::valid_geometry::{Validity, validity};
use crate::model::basemap::{BasemapClass, BasemapFeature};
use crate::model::position::Planar;
use crate::model::streets::Tags;

/// The keys that tell what a way is.
const KEYS: [&str; 8] = [
    "building", "landuse", "leisure", "name", "natural", "railway", "tunnel", "waterway",
];

/// Reads the background in the study's system, in file order. None at all is no error.
///
/// # Errors
/// A missing, damaged or cut off file, or one of another country than the study's system.
pub fn read_osm_basemap(
    path: &Path,
    file: &str,
    study_crs: &str,
    problems: &mut Vec<Problem>,
) -> Result<Vec<BasemapFeature>, IngestError> {
    let source = OsmFile { path, file };
    let ways = source.ways(&KEYS, |tags| shape_of(tags).is_some())?;
    let nodes = source.nodes(&node_numbers(ways.iter()), &[])?;
    let (nodes, places) = planar_nodes(nodes, file, study_crs)?;
    let mut tally = ProblemTally::new(file, problems);
    let features = ways
        .iter()
        .flat_map(|way| features_of(way, &nodes, &places, &mut tally))
        .collect();
    tally.finish();
    Ok(features)
}

/// Whether something is drawn as a surface or as a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Surface(BasemapClass),
    Line(BasemapClass),
}

/// What a way is drawn as, if at all. What lies under the ground is not drawn.
fn shape_of(tags: &Tags) -> Option<Shape> {
    let tag = |key: &str| tags.get(key).map(String::as_str);
    if tag("tunnel").is_some_and(|value| value != "no") {
        return None;
    }
    if tag("building").is_some_and(|value| value != "no") {
        return Some(Shape::Surface(BasemapClass::Building));
    }
    match (
        tag("natural"),
        tag("landuse"),
        tag("leisure"),
        tag("waterway"),
        tag("railway"),
    ) {
        (Some("water"), ..)
        | (_, Some("basin" | "reservoir"), ..)
        | (.., Some("riverbank" | "dock"), _) => Some(Shape::Surface(BasemapClass::Water)),
        (.., Some("river" | "canal" | "stream" | "ditch"), _) => {
            Some(Shape::Line(BasemapClass::Water))
        }
        (.., Some("rail" | "light_rail" | "narrow_gauge" | "tram")) => {
            Some(Shape::Line(BasemapClass::Rail))
        }
        (_, Some("meadow" | "farmland"), ..) => Some(Shape::Surface(BasemapClass::Meadow)),
        (Some("wood"), ..)
        | (_, Some("grass" | "forest" | "village_green" | "recreation_ground" | "cemetery"), ..)
        | (_, _, Some("park" | "garden"), ..) => Some(Shape::Surface(BasemapClass::Park)),
        _ => None,
    }
}

/// A line with missing nodes is drawn in stretches; a surface with missing nodes is left out.
fn features_of(
    way: &OsmWay,
    nodes: &[OsmNode],
    places: &[Planar],
    tally: &mut ProblemTally<'_>,
) -> Vec<BasemapFeature> {
    let place = |&id: &i64| {
        position_of(id, nodes)
            .and_then(|index| places.get(index))
            .map(|&place| Coord::from(place))
    };
    let known: Vec<Option<Coord<f64>>> = way.nodes.iter().map(place).collect();
    let (class, geometries) = match shape_of(&way.tags) {
        Some(Shape::Line(class)) => (class, stretches(&known)),
        Some(Shape::Surface(class)) => (class, surface(way, known, tally).into_iter().collect()),
        None => return Vec::new(),
    };
    let name = way.tags.get("name").cloned();
    geometries
        .into_iter()
        .map(|geometry| BasemapFeature {
            class,
            name: name.clone(),
            geometry,
        })
        .collect()
}

fn stretches(known: &[Option<Coord<f64>>]) -> Vec<Geometry<f64>> {
    let stretches = known
        .split(Option::is_none)
        .filter(|stretch| stretch.len() >= 2);
    stretches
        .map(|stretch| LineString(stretch.iter().flatten().copied().collect()).into())
        .collect()
}

fn surface(
    way: &OsmWay,
    known: Vec<Option<Coord<f64>>>,
    tally: &mut ProblemTally<'_>,
) -> Option<Geometry<f64>> {
    let mut leave_out = |found: &'static str| {
        let place = RowPlace::without_row(Severity::LeftOut);
        tally.of_row(
            place,
            found,
            format!("way {} with {found}", way.id),
            "a closed ring of known nodes",
        );
        None
    };
    let Some(ring) = known.into_iter().collect::<Option<Vec<_>>>() else {
        return leave_out("missing nodes");
    };
    if way.nodes.first() != way.nodes.last() {
        return leave_out("an open ring");
    }
    match validity(Polygon::new(LineString(ring), Vec::new()).into()) {
        Validity::Valid(geometry) | Validity::Mended(geometry, _) => Some(geometry),
        Validity::Beyond(_) => leave_out("no surface"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::{real_data, said};
    use geo::Area;

    fn shape(pairs: &[(&str, &str)]) -> Option<Shape> {
        shape_of(
            &pairs
                .iter()
                .map(|&(key, value)| (key.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    #[test]
    fn what_is_drawn_follows_from_the_tags() {
        assert_eq!(
            shape(&[("natural", "water")]),
            Some(Shape::Surface(BasemapClass::Water))
        );
        assert_eq!(
            shape(&[("waterway", "canal")]),
            Some(Shape::Line(BasemapClass::Water))
        );
        assert_eq!(
            shape(&[("railway", "rail")]),
            Some(Shape::Line(BasemapClass::Rail))
        );
        assert_eq!(
            shape(&[("leisure", "park")]),
            Some(Shape::Surface(BasemapClass::Park))
        );
        assert_eq!(
            shape(&[("landuse", "meadow")]),
            Some(Shape::Surface(BasemapClass::Meadow))
        );
        assert_eq!(
            shape(&[("building", "school")]),
            Some(Shape::Surface(BasemapClass::Building))
        );
        assert_eq!(shape(&[("building", "no")]), None);
        assert_eq!(shape(&[("railway", "rail"), ("tunnel", "yes")]), None);
        assert_eq!(shape(&[("name", "Neude")]), None);
    }

    #[test]
    fn open_rings_and_missing_nodes_are_named() {
        let nodes = [1, 2, 3, 4].map(|id| OsmNode {
            id,
            place: Coord::default(),
            tags: Tags::new(),
        });
        let places =
            [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)].map(|(x, y)| Planar { x, y });
        let pond = Tags::from([("natural".to_owned(), "water".to_owned())]);
        let canal = Tags::from([("waterway".to_owned(), "canal".to_owned())]);
        let mut problems = Vec::new();
        let mut tally = ProblemTally::new("town.osm.pbf", &mut problems);
        let mut read = |id: i64, tags: &Tags, refs: &[i64]| {
            let way = OsmWay {
                id,
                nodes: refs.to_vec(),
                tags: tags.clone(),
            };
            features_of(&way, &nodes, &places, &mut tally)
        };
        let whole = read(7, &pond, &[1, 2, 3, 4, 1]);
        assert_eq!(
            whole
                .first()
                .map(|feature| feature.geometry.unsigned_area()),
            Some(100.0)
        );
        assert_eq!(read(8, &pond, &[1, 2, 3]), []);
        assert_eq!(read(9, &pond, &[1, 2, 5, 1]), []);
        assert_eq!(read(10, &canal, &[1, 2, 5, 3, 4]).len(), 2);
        tally.finish();
        let found: Vec<&str> = problems
            .iter()
            .map(|problem| problem.found.as_str())
            .collect();
        assert_eq!(
            found,
            ["way 8 with an open ring", "way 9 with missing nodes"]
        );
    }

    #[test]
    fn monaco_has_buildings_and_parks() {
        let file = "networks/monaco.osm.pbf";
        let Some(path) = real_data(file) else { return };
        let mut problems = Vec::new();
        let features =
            read_osm_basemap(&path, file, "EPSG:32632", &mut problems).expect("a whole file");
        let count = |class: BasemapClass| {
            features
                .iter()
                .filter(|feature| feature.class == class)
                .count()
        };
        assert!(count(BasemapClass::Building) > 500, "{}", features.len());
        assert!(count(BasemapClass::Park) > 20, "{:?}", said(&problems));
    }
}
