//! Squares that OpenStreetMap has as multipolygons: outlines of several ways, with holes such as ponds and buildings.
//! Each ring becomes a way; that a hole cannot be crossed is noted beside it.

use std::collections::BTreeMap;

use geo::{Coord, Intersects, LineString, Point, Polygon};

use crate::ingest::osm_file::{OsmNode, OsmRelation, OsmWay};
use crate::ingest::problem::Severity;
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::street_builder::{StreetBuilder, node_id};
use crate::model::position::Planar;
use crate::model::streets::{SquareHole, StreetNodeId, Tags};

/// What is known of the ways that multipolygons are made of.
#[derive(Debug)]
pub struct Outlines<'study> {
    ways: BTreeMap<i64, Vec<i64>>,
    nodes: &'study [OsmNode],
    places: &'study [Planar],
}

impl<'study> Outlines<'study> {
    /// `nodes` ascend by number, and `places` are theirs.
    pub fn new(ways: Vec<OsmWay>, nodes: &'study [OsmNode], places: &'study [Planar]) -> Self {
        Self {
            ways: ways.into_iter().map(|way| (way.id, way.nodes)).collect(),
            nodes,
            places,
        }
    }
}

/// Whether a relation with these tags is a square or another surface for people: a multipolygon is an area.
pub fn is_square_relation(tags: &Tags) -> bool {
    tags.contains_key("highway") && tags.get("type").is_some_and(|kind| kind == "multipolygon")
}

/// The numbers of the ways that relations are made of, ascending, each once.
pub fn member_numbers(relations: &[OsmRelation]) -> Vec<i64> {
    let members = relations.iter().flat_map(|relation| &relation.members);
    let mut numbers: Vec<i64> = members.map(|(way, _)| *way).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Adds the rings of a square as ways, and its holes. One of which a ring is not whole is left out and named.
pub fn add_square(
    relation: OsmRelation,
    known: &Outlines<'_>,
    builder: &mut StreetBuilder,
    tally: &mut ProblemTally<'_>,
) {
    let id = relation.id;
    let rings = |inner: bool| rings_of(&relation, inner, known);
    let (outer, inner) = match (rings(false), rings(true)) {
        (Ok(outer), Ok(inner)) if !outer.is_empty() => (outer, inner),
        (Ok(_), Ok(_)) => return left_out(tally, id, "no outer ring"),
        (Err(why), _) | (_, Err(why)) => return left_out(tally, id, why),
    };
    let mut outline = relation.tags;
    outline.remove("type");
    let around_hole = outline.clone();
    outline.insert("area".to_owned(), "yes".to_owned());
    for ring in outer {
        let square = builder.ways();
        let polygon = Polygon::new(line(&ring, known.places), Vec::new());
        builder.add_way(ring, outline.clone());
        let inside = |hole: &&Vec<StreetNodeId>| lies_in(hole, &polygon, known.places);
        for hole in inner.iter().filter(inside) {
            let ring = builder.ways();
            builder.add_way(hole.clone(), around_hole.clone());
            builder.add_hole(SquareHole { square, ring });
        }
    }
}

fn left_out(tally: &mut ProblemTally<'_>, id: i64, why: &str) {
    let place = RowPlace::without_row(Severity::LeftOut);
    let found = format!("multipolygon {id} with {why}");
    let expected = "closed rings of ways and nodes that are in the file";
    tally.of_row(place, "no whole rings", found, expected);
}

/// The closed rings of the members that are holes, or of the others.
fn rings_of(
    relation: &OsmRelation,
    inner: bool,
    known: &Outlines<'_>,
) -> Result<Vec<Vec<StreetNodeId>>, &'static str> {
    let members = relation
        .members
        .iter()
        .filter(|(_, role)| (role == "inner") == inner);
    let ways: Option<Vec<Vec<i64>>> = members
        .map(|(way, _)| known.ways.get(way).cloned())
        .collect();
    let rings = closed_rings(ways.ok_or("a way that is not in the file")?)
        .ok_or("a ring that is not closed")?;
    let number = |id: &i64| {
        let found = known.nodes.binary_search_by_key(id, |node| node.id);
        found.map(node_id)
    };
    rings
        .iter()
        .map(|ring| ring.iter().map(number).collect::<Result<_, _>>())
        .collect::<Result<_, _>>()
        .map_err(|_position| "a node that is not in the file")
}

/// Joins ways end to end until all rings are closed; nothing when that cannot be done.
fn closed_rings(mut ways: Vec<Vec<i64>>) -> Option<Vec<Vec<i64>>> {
    ways.reverse();
    let mut rings = Vec::new();
    while let Some(mut ring) = ways.pop() {
        while ring.len() < 2 || ring.first() != ring.last() {
            let end = *ring.last()?;
            let next = ways
                .iter()
                .rposition(|way| way.first() == Some(&end) || way.last() == Some(&end))?;
            let mut way = ways.remove(next);
            if way.first() != Some(&end) {
                way.reverse();
            }
            ring.extend(way.into_iter().skip(1));
        }
        rings.push(ring);
    }
    Some(rings)
}

fn line(ring: &[StreetNodeId], places: &[Planar]) -> LineString<f64> {
    let place = |node: &StreetNodeId| places.get(node.0 as usize).copied().map(Coord::from);
    LineString::new(ring.iter().filter_map(place).collect())
}

fn lies_in(hole: &[StreetNodeId], polygon: &Polygon<f64>, places: &[Planar]) -> bool {
    let first = line(hole, places).0.first().copied();
    first.is_some_and(|first| polygon.intersects(&Point::from(first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::osm_file::OsmFile;
    use crate::ingest::read_streets::read_osm_streets;
    use crate::ingest::trial::{real_data, said};
    use crate::model::position::LonLat;
    use crate::model::streets::Streets;

    fn tag(key: &'static str, value: &str) -> (&'static str, String) {
        (key, value.to_owned())
    }

    /// A square of two ways around a pond of one, and a street that ends at a corner; and a second square of which
    /// one way is not there.
    fn drawn() -> (Streets, Vec<String>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("square.osm.pbf");
        let corner = |x: f64, y: f64| LonLat {
            longitude: 5.1 + x * 1e-4,
            latitude: 52.1 + y * 1e-4,
        };
        let mut file =
            OsmFile::create(&path, corner(-9.0, -9.0), corner(9.0, 9.0)).expect("a file");
        let places = [
            (0.0, 0.0),
            (6.0, 0.0),
            (6.0, 6.0),
            (0.0, 6.0),
            (2.0, 2.0),
            (4.0, 2.0),
            (4.0, 4.0),
            (-3.0, 0.0),
        ];
        for (id, (x, y)) in (1..).zip(places) {
            file.node(id, corner(x, y), Vec::new()).expect("written");
        }
        // The second way runs against the first.
        file.way(10, vec![1, 2, 3], Vec::new()).expect("written");
        file.way(11, vec![1, 4, 3], Vec::new()).expect("written");
        file.way(12, vec![5, 6, 7, 5], Vec::new()).expect("written");
        file.way(13, vec![8, 1], vec![tag("highway", "footway")])
            .expect("written");
        let tags = [tag("type", "multipolygon"), tag("highway", "pedestrian")];
        let members = [(10, "outer"), (12, "inner"), (11, "outer")];
        file.relation(20, &members, &tags).expect("written");
        file.relation(21, &[(10, "outer"), (99, "outer")], &tags)
            .expect("written");
        file.relation(22, &[(11, "outer")], &tags).expect("written");
        file.relation(
            23,
            &members,
            &[tag("type", "multipolygon"), tag("landuse", "grass")],
        )
        .expect("written");
        file.finish().expect("written");
        let mut problems = Vec::new();
        let streets = read_osm_streets(&path, "square.osm.pbf", "EPSG:28992", &mut problems);
        (streets.expect("it has a street"), said(&problems))
    }

    #[test]
    fn a_square_of_several_ways_is_read_with_its_hole() {
        let (streets, problems) = drawn();
        let rings: Vec<Vec<u32>> = streets
            .ways
            .iter()
            .map(|way| way.nodes.iter().map(|node| node.0).collect())
            .collect();
        assert_eq!(rings, [vec![7, 0], vec![0, 1, 2, 3, 0], vec![4, 5, 6, 4]]);
        assert_eq!(streets.holes, [SquareHole { square: 1, ring: 2 }]);
        let area = |way: usize| {
            streets.tag_sets[streets.ways[way].tags.0 as usize]
                .get("area")
                .cloned()
        };
        assert_eq!(
            [area(0), area(1), area(2)],
            [None, Some("yes".to_owned()), None]
        );
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(
            problems[0].contains("multipolygon 21 with a way that is not in the file"),
            "{problems:?}"
        );
        assert!(
            problems[1].contains("multipolygon 22 with a ring that is not closed"),
            "{problems:?}"
        );
    }

    #[test]
    fn the_squares_of_monaco_and_helsinki_are_read() {
        // Of Helsinki's 29 six have ways beyond the edge of the file.
        for (file, crs, squares, holes) in [
            ("networks/monaco.osm.pbf", "EPSG:32632", 2, 3),
            ("networks/helsinki_centre.osm.pbf", "EPSG:3067", 23, 50),
        ] {
            let Some(path) = real_data(file) else { return };
            let mut problems = Vec::new();
            let streets = read_osm_streets(&path, file, crs, &mut problems).expect("a whole file");
            let relations = crate::ingest::osm_file::OsmFile { path: &path, file };
            let keys = ["type", "highway", "area"];
            let (_, relations) = relations
                .ways_and_relations(&keys, |_| false, is_square_relation)
                .expect("a whole file");
            let left_out = said(&problems)
                .iter()
                .filter(|said| said.contains("multipolygon"))
                .count();
            assert_eq!(
                (relations.len() - left_out, streets.holes.len()),
                (squares, holes),
                "{file}: {left_out} left out, {relations:?}"
            );
        }
    }
}
