//! Streets from OpenStreetMap data. Who may use them is not decided here: what a way says of itself is kept.

use std::path::Path;

use geo::{Coord, Geometry, Point};

use crate::ingest::coordinate_system::{CoordinateSystem, WGS84};
use crate::ingest::error::IngestError;
use crate::ingest::misplacement::Whereabouts;
use crate::ingest::osm_file::{OsmFile, OsmNode, OsmWay};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::projection::Projection;
use crate::ingest::square_relations::{Outlines, add_square, is_square_relation, member_numbers};
use crate::ingest::street_builder::{StreetBuilder, node_id};
use crate::model::position::Planar;
use crate::model::streets::{StreetNodeId, Streets, Tags};

/// What a way says of who may use it, how easily, and how it is drawn.
const WAY_KEYS: [&str; 31] = [
    "type",
    "highway",
    "foot",
    "access",
    "bicycle",
    "vehicle",
    "motor_vehicle",
    "motorcar",
    "oneway",
    "oneway:foot",
    "oneway:bicycle",
    "cycleway",
    "cycleway:left",
    "cycleway:right",
    "cycleway:both",
    "junction",
    "area",
    "wheelchair",
    "kerb",
    "surface",
    "smoothness",
    "width",
    "incline",
    "bridge",
    "tunnel",
    "layer",
    "name",
    "crossing",
    "service",
    "sidewalk",
    "footway",
];

/// What a barrier says of who may pass.
const NODE_KEYS: [&str; 6] = ["barrier", "foot", "access", "bicycle", "wheelchair", "kerb"];

/// Reads all ways with `highway`, and the barriers on them, in the study's system.
///
/// Node numbers ascend with the numbers of OpenStreetMap; ways stand in file order.
/// A way over nodes that are not in the file keeps its other stretches. Squares that are drawn as multipolygons
/// follow after the ways, each ring as a way of its own.
///
/// # Errors
/// A missing, damaged or cut off file, a file without streets, or one of another country than the study's system.
pub fn read_osm_streets(
    path: &Path,
    file: &str,
    study_crs: &str,
    problems: &mut Vec<Problem>,
) -> Result<Streets, IngestError> {
    let source = OsmFile { path, file };
    let is_street = |tags: &Tags| tags.contains_key("highway");
    let (ways, relations) = source.ways_and_relations(&WAY_KEYS, is_street, is_square_relation)?;
    if ways.is_empty() {
        return Err(IngestError::of_file(
            file,
            "no ways with highway",
            "streets",
        ));
    }
    let outlines = source.ways_numbered(&member_numbers(&relations))?;
    let nodes = source.nodes(&node_numbers(ways.iter().chain(&outlines)), &NODE_KEYS)?;
    let (nodes, places) = planar_nodes(nodes, file, study_crs)?;
    let mut tally = ProblemTally::new(file, problems);
    let mut builder = StreetBuilder::with_nodes(places.clone());
    for way in ways {
        add_way(way, &nodes, &mut builder, &mut tally);
    }
    let known = Outlines::new(outlines, &nodes, &places);
    for relation in relations {
        add_square(relation, &known, &mut builder, &mut tally);
    }
    for (index, node) in nodes.into_iter().enumerate() {
        if node.tags.contains_key("barrier") {
            builder.add_barrier(node_id(index), node.tags);
        }
    }
    tally.finish();
    if builder.ways() == 0 {
        return Err(IngestError::of_file(
            file,
            "streets of which no nodes are in the file",
            "ways with their nodes",
        ));
    }
    Ok(builder.finish())
}

/// The numbers of all nodes of the ways, ascending, each once.
pub fn node_numbers<'ways>(ways: impl Iterator<Item = &'ways OsmWay>) -> Vec<i64> {
    let mut numbers: Vec<i64> = ways.flat_map(|way| way.nodes.iter().copied()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The nodes that exist in the study's system, with their places there.
///
/// # Errors
/// None of them lies where the study's system is meant for.
pub fn planar_nodes(
    nodes: Vec<OsmNode>,
    file: &str,
    study_crs: &str,
) -> Result<(Vec<OsmNode>, Vec<Planar>), IngestError> {
    let world = CoordinateSystem::named(WGS84)?;
    let study = CoordinateSystem::named(study_crs)?.require_metric()?;
    let degrees: Vec<Coord<f64>> = nodes.iter().map(|node| node.place).collect();
    let moved = Projection::of_systems(&world, &study)?.each(&degrees)?;
    let whereabouts = Whereabouts::new(&world, &study)?;
    let point = |place: Coord<f64>| Geometry::Point(Point(place));
    let fits = |(&from, to): (&Coord<f64>, &Option<Coord<f64>>)| {
        whereabouts
            .misplacement(&point(from), to.map(point).as_ref())
            .is_none()
    };
    if let Some(first) = degrees.first()
        && !degrees.iter().zip(&moved).any(fits)
    {
        let found = format!(
            "nodes such as ({}, {}), none of them in {}",
            first.x,
            first.y,
            study.name()
        );
        return Err(IngestError::of_file(file, found, whereabouts.expected()));
    }
    let known = nodes
        .into_iter()
        .zip(moved)
        .filter_map(|(node, place)| Some((node, Planar::from(place?))));
    Ok(known.unzip())
}

/// Adds the stretches of a way whose nodes are known.
fn add_way(
    way: OsmWay,
    nodes: &[OsmNode],
    builder: &mut StreetBuilder,
    tally: &mut ProblemTally<'_>,
) {
    let known: Vec<Option<StreetNodeId>> = way
        .nodes
        .iter()
        .map(|&id| position_of(id, nodes).map(node_id))
        .collect();
    let missing = known.iter().filter(|node| node.is_none()).count();
    let stretches = stretches(&known);
    let id = way.id;
    let severity = if stretches.is_empty() {
        Severity::LeftOut
    } else {
        Severity::Warning
    };
    if missing > 0 {
        let found = format!(
            "way {id} over {missing} of {} nodes that are not in the file",
            known.len()
        );
        let place = RowPlace::without_row(severity);
        tally.of_row(
            place,
            "missing nodes",
            found,
            "all nodes of every way; the other stretches were kept",
        );
    } else if stretches.is_empty() {
        let found = format!("way {id} of fewer than two nodes");
        tally.of_row(
            RowPlace::without_row(severity),
            "fewer than two nodes",
            found,
            "two or more nodes",
        );
    }
    for stretch in stretches {
        builder.add_way(stretch, way.tags.clone());
    }
}

/// Runs of two or more known nodes.
fn stretches(known: &[Option<StreetNodeId>]) -> Vec<Vec<StreetNodeId>> {
    let runs = known.split(Option::is_none).map(|run| {
        let mut run: Vec<StreetNodeId> = run.iter().flatten().copied().collect();
        run.dedup();
        run
    });
    runs.filter(|run| run.len() >= 2).collect()
}

/// Where a node stands in a list by ascending number.
pub fn position_of(id: i64, nodes: &[OsmNode]) -> Option<usize> {
    nodes.binary_search_by_key(&id, |node| node.id).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::{real_data, said};

    fn monaco() -> Option<(std::path::PathBuf, &'static str)> {
        let file = "networks/monaco.osm.pbf";
        real_data(file).map(|path| (path, file))
    }

    fn tags_of(streets: &Streets, way: usize) -> &Tags {
        &streets.tag_sets[streets.ways[way].tags.0 as usize]
    }

    #[test]
    fn monaco_has_all_its_ways_and_the_five_rings_of_two_squares() {
        let Some((path, file)) = monaco() else { return };
        let mut problems = Vec::new();
        let streets =
            read_osm_streets(&path, file, "EPSG:32632", &mut problems).expect("a whole file");
        let count = |value: &str| {
            (0..streets.ways.len())
                .filter(|&way| tags_of(&streets, way)["highway"] == value)
                .count()
        };
        assert_eq!(
            (streets.ways.len(), count("footway"), count("steps")),
            (2_832 + 5, 1_348, 346),
            "{:?}",
            said(&problems)
        );
        assert!(streets.tag_sets.len() < streets.ways.len());
        assert!(!streets.barriers.is_empty() && streets.barriers.is_sorted());
        // Monaco is some three kilometres long.
        let west = streets
            .nodes
            .iter()
            .map(|node| node.x)
            .fold(f64::INFINITY, f64::min);
        let east = streets
            .nodes
            .iter()
            .map(|node| node.x)
            .fold(f64::NEG_INFINITY, f64::max);
        assert!(
            (2_000.0..10_000.0).contains(&(east - west)),
            "{west} {east}"
        );
    }

    #[test]
    fn helsinki_is_read_the_same_every_time() {
        let file = "networks/helsinki_centre.osm.pbf";
        let Some(path) = real_data(file) else { return };
        let read = || {
            let mut problems = Vec::new();
            (
                read_osm_streets(&path, file, "EPSG:3067", &mut problems).expect("a whole file"),
                problems,
            )
        };
        let (streets, problems) = read();
        // The file has 2,650 streets and some hundred rings of squares; it was cut out of a larger one, so that some
        // lost nodes at its edge.
        assert!(
            (2_500..2_750).contains(&streets.ways.len()),
            "{}",
            streets.ways.len()
        );
        let left_out = problems
            .iter()
            .filter(|problem| problem.severity == Severity::LeftOut);
        let left_out = left_out.count();
        assert!(
            (1..problems.len()).contains(&left_out),
            "some streets lost a stretch, some are lost: {left_out}"
        );
        assert_eq!((streets, problems), read());
    }

    #[test]
    fn streets_of_another_country_are_refused() {
        let Some((path, file)) = monaco() else { return };
        let error = read_osm_streets(&path, file, "EPSG:28992", &mut Vec::new())
            .expect_err("not in the Netherlands");
        assert!(
            error
                .to_string()
                .starts_with("networks/monaco.osm.pbf: found nodes such as (7."),
            "{error}"
        );
    }

    #[test]
    fn a_cut_off_or_damaged_file_is_refused_with_one_message() {
        let Some((path, _)) = monaco() else { return };
        let whole = std::fs::read(&path).expect("the file is there");
        let folder = tempfile::tempdir().expect("a folder");
        let cut = folder.path().join("cut.osm.pbf");
        let refused = |bytes: &[u8]| {
            std::fs::write(&cut, bytes).expect("a file");
            let mut problems = Vec::new();
            let error = read_osm_streets(&cut, "cut.osm.pbf", "EPSG:32632", &mut problems)
                .expect_err("it is damaged");
            assert_eq!(problems, []);
            error.to_string()
        };
        assert!(
            refused(&whole[..whole.len() / 2])
                .starts_with("cut.osm.pbf: found a damaged or cut off file (")
        );
        assert!(refused(b"").contains("an empty file"));
        assert!(refused(b"id;name\n1;street\n").contains("a damaged or cut off file"));
        let mut hurt = whole.clone();
        hurt[whole.len() / 3..whole.len() / 3 + 64].fill(0xFF);
        assert!(refused(&hurt).contains("a damaged or cut off file"));
    }

    #[test]
    fn a_missing_file_is_named() {
        let missing = Path::new("/nowhere/town.osm.pbf");
        let error = read_osm_streets(missing, "town.osm.pbf", "EPSG:28992", &mut Vec::new())
            .expect_err("not there");
        assert_eq!(
            error.to_string(),
            "town.osm.pbf: found no such file, expected whole OpenStreetMap data (.osm.pbf)"
        );
    }

    fn node(id: i64) -> OsmNode {
        OsmNode {
            id,
            place: Coord { x: 0.0, y: 0.0 },
            tags: Tags::new(),
        }
    }

    #[test]
    fn a_way_over_missing_nodes_keeps_its_other_stretches() {
        let nodes = [1, 2, 4, 5, 6, 9].map(node);
        let mut builder = StreetBuilder::with_nodes(vec![Planar { x: 0.0, y: 0.0 }; 6]);
        let mut problems = Vec::new();
        let mut tally = ProblemTally::new("town.osm.pbf", &mut problems);
        let way = |id: i64, nodes: &[i64]| OsmWay {
            id,
            nodes: nodes.to_vec(),
            tags: Tags::new(),
        };
        add_way(
            way(70, &[1, 2, 3, 4, 5, 6, 7, 9]),
            &nodes,
            &mut builder,
            &mut tally,
        );
        add_way(way(71, &[3, 7]), &nodes, &mut builder, &mut tally);
        add_way(way(72, &[1, 1]), &nodes, &mut builder, &mut tally);
        tally.finish();
        let ways: Vec<Vec<u32>> = builder
            .finish()
            .ways
            .iter()
            .map(|way| way.nodes.iter().map(|node| node.0).collect())
            .collect();
        assert_eq!(ways, [vec![0, 1], vec![2, 3, 4]]);
        assert_eq!(problems[0].severity, Severity::Warning);
        assert_eq!(problems[1].severity, Severity::LeftOut);
        assert_eq!(
            problems[0].found,
            "way 70 over 2 of 8 nodes that are not in the file"
        );
        assert_eq!(problems[2].found, "way 72 of fewer than two nodes");
    }
}
