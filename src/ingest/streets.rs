//! The streets of a study from all its street tables: OpenStreetMap extracts and layers of lines.

use std::collections::BTreeMap;

use geo::{CoordsIter, Geometry};

use crate::ingest::line_streets::LineTag;
use crate::ingest::study_file::StreetTable;
use crate::ingest::table::{Row, Table};
use crate::model::streets::{SquareHole, StreetNodeId, Streets, TagSetId, Way};

/// Whether the file is an OpenStreetMap extract rather than a layer of lines.
pub fn is_osm(spec: &StreetTable) -> bool {
    spec.file.to_ascii_lowercase().ends_with(".pbf")
}

/// What the study file says of the tags of lines.
pub fn line_tags(spec: &StreetTable) -> Vec<LineTag> {
    let from_columns = spec.tags.iter().map(|(tag, column)| LineTag::Column {
        tag: tag.clone(),
        column: column.clone(),
        values: spec.values.get(column).cloned().unwrap_or_default(),
    });
    let fixed = spec.fixed_tags.iter().map(|(tag, value)| LineTag::Fixed {
        tag: tag.clone(),
        value: value.clone(),
    });
    from_columns.chain(fixed).collect()
}

/// How many rows of a layer have a line with a length.
pub fn rows_with_lines(table: &Table) -> u64 {
    let has_line = |row: &&Row| match &row.geometry {
        Some(geometry @ (Geometry::LineString(_) | Geometry::MultiLineString(_))) => {
            let mut places = geometry.coords_iter();
            let first = places.next();
            places.any(|place| Some(place) != first)
        }
        Some(_) | None => false,
    };
    table.rows.iter().filter(has_line).count() as u64
}

/// One set of streets after another. Streets of different sources do not meet.
pub fn append(streets: &mut Streets, more: Streets) {
    // The numbers of nodes and tag sets of both together fit, or memory would have ended first.
    let nodes = streets.nodes.len() as u32;
    let node = |id: StreetNodeId| StreetNodeId(id.0 + nodes);
    let mut sets: BTreeMap<_, TagSetId> = (0..)
        .map(TagSetId)
        .zip(&streets.tag_sets)
        .map(|(id, tags)| (tags.clone(), id))
        .collect();
    let mut renumbered = Vec::with_capacity(more.tag_sets.len());
    for tags in more.tag_sets {
        let next = TagSetId(streets.tag_sets.len() as u32);
        let id = *sets.entry(tags.clone()).or_insert(next);
        if id == next {
            streets.tag_sets.push(tags);
        }
        renumbered.push(id);
    }
    let tags = |id: TagSetId| renumbered.get(id.0 as usize).copied().unwrap_or(id);
    let ways = streets.ways.len();
    streets.nodes.extend(more.nodes);
    streets.ways.extend(more.ways.into_iter().map(|way| Way {
        nodes: way.nodes.into_iter().map(node).collect(),
        tags: tags(way.tags),
    }));
    streets.barriers.extend(
        more.barriers
            .into_iter()
            .map(|(at, set)| (node(at), tags(set))),
    );
    streets
        .holes
        .extend(more.holes.into_iter().map(|hole| SquareHole {
            square: hole.square + ways,
            ring: hole.ring + ways,
        }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::position::Planar;
    use crate::model::streets::Tags;

    fn one_way(x: f64, highway: &str) -> Streets {
        Streets {
            nodes: vec![
                Planar { x, y: 0.0 },
                Planar {
                    x: x + 10.0,
                    y: 0.0,
                },
            ],
            ways: vec![Way {
                nodes: vec![StreetNodeId(0), StreetNodeId(1)],
                tags: TagSetId(0),
            }],
            tag_sets: vec![Tags::from([("highway".to_owned(), highway.to_owned())])],
            barriers: vec![(StreetNodeId(1), TagSetId(0))],
            holes: vec![SquareHole { square: 0, ring: 0 }],
        }
    }

    #[test]
    fn the_second_source_keeps_its_own_nodes_and_shares_equal_tags() {
        let mut streets = one_way(0.0, "footway");
        append(&mut streets, one_way(100.0, "footway"));
        append(&mut streets, one_way(200.0, "steps"));
        let tags: Vec<u32> = streets.ways.iter().map(|way| way.tags.0).collect();
        assert_eq!((tags, streets.tag_sets.len()), (vec![0, 0, 1], 2));
        assert_eq!(streets.ways[2].nodes, [StreetNodeId(4), StreetNodeId(5)]);
        assert_eq!(streets.barriers[1], (StreetNodeId(3), TagSetId(0)));
        assert_eq!(streets.holes[1], SquareHole { square: 1, ring: 1 });
    }
}
