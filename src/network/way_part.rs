//! Which parts of which edges are a part of a way: ways can be long, and only a stretch of one may be closed.

use std::ops::Range;

use crate::model::position::Planar;
use crate::model::units::Metres;
use crate::network::drawn_edges::ShapePoint;
use crate::network::edited_graph::EdgePart;
use crate::network::graph::{EdgeId, Graph};
use crate::network::length::Millimetres;
use crate::network::position::TooFar;
use crate::network::shape::nearest_along;

/// The part of a line between the places on it that are nearest to two others, whichever comes first along it.
///
/// # Errors
/// When one of the two is farther than `limit` from the line.
pub fn part_between(
    line: &[ShapePoint],
    ends: [Planar; 2],
    limit: Metres,
) -> Result<Range<Millimetres>, TooFar> {
    let along = |place| match nearest_along(line, place) {
        Some((offset, distance)) if distance <= limit => Ok(offset),
        nearest => Err(TooFar {
            nearest: nearest.map(|(_, distance)| distance),
        }),
    };
    let [one, other] = [along(ends[0])?, along(ends[1])?];
    Ok(one.min(other)..one.max(other))
}

/// The parts of edges that lie in a part of the line they are stretches of.
///
/// An edge that is no stretch of the line, as the lines over a square are not, has no part in it.
pub fn parts_of_edges(
    graph: &Graph,
    edges: &[EdgeId],
    line: &[ShapePoint],
    part: &Range<Millimetres>,
) -> Vec<EdgePart> {
    let within = |&edge: &EdgeId| {
        let shape = graph.shape(edge);
        let (first, length) = (begin_on(line, shape)?, shape.last()?.offset);
        let from_begin = |offset: Millimetres| Millimetres(offset.0.saturating_sub(first.0));
        let [from, to] = [part.start, part.end].map(|offset| from_begin(offset).min(length));
        (from < to).then_some(EdgePart { edge, from, to })
    };
    edges.iter().filter_map(within).collect()
}

/// How far along a line another one begins that is a stretch of it.
fn begin_on(line: &[ShapePoint], stretch: &[ShapePoint]) -> Option<Millimetres> {
    let same = |window: &&[ShapePoint]| {
        let mut pairs = window.iter().zip(stretch);
        pairs.all(|(one, other)| one.place == other.place)
    };
    let found = line.windows(stretch.len()).find(same)?;
    found.first().map(|begin| begin.offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::drawn_town::Town;
    use crate::network::shape::shape_over;

    fn metres(metres: f64) -> Metres {
        Metres::new(metres).expect("positive")
    }

    /// One way of 90 m in three edges: side streets join it at 30 m and 60 m.
    fn town() -> Town {
        let mut town = Town::without_streets();
        town.streets.nodes = [
            (0.0, 0.0),
            (30.0, 0.0),
            (60.0, 0.0),
            (90.0, 0.0),
            (30.0, 9.0),
            (60.0, 9.0),
        ]
        .map(|(x, y)| Planar { x, y })
        .to_vec();
        town.add_way(&[0, 1, 2, 3], false);
        town.add_way(&[1, 4], false);
        town.add_way(&[2, 5], false);
        town
    }

    fn parts(from: f64, to: f64) -> Vec<(u32, u32)> {
        let town = town();
        let graph = town.graph();
        let line = shape_over(&town.streets.nodes[..4]).expect("a line");
        let ends = [from, to].map(|x| Planar { x, y: 2.0 });
        let part = part_between(&line, ends, metres(5.0)).expect("near");
        let mut parts: Vec<(u32, u32)> =
            parts_of_edges(&graph, &graph.edges_of_way(0), &line, &part)
                .iter()
                .map(|part| {
                    let first = graph.shape(part.edge)[0].place.x as u32 * 1000;
                    let last = part.to.0.min(graph.edges()[part.edge.0 as usize].length.0);
                    (first + part.from.0, first + last)
                })
                .collect();
        parts.sort_unstable();
        parts
    }

    #[test]
    fn a_part_of_a_way_is_made_of_parts_of_its_edges_whichever_end_is_named_first() {
        assert_eq!(parts(10.0, 20.0), [(10_000, 20_000)]);
        assert_eq!(
            parts(75.0, 20.0),
            [(20_000, 30_000), (30_000, 60_000), (60_000, 75_000)]
        );
        assert_eq!(parts(30.0, 60.0), [(30_000, 60_000)]);
        assert_eq!(parts(40.0, 40.0), []);
    }

    #[test]
    fn a_place_far_from_the_way_is_told_how_far() {
        let line = shape_over(&town().streets.nodes[..4]).expect("a line");
        let ends = [Planar { x: 10.0, y: 8.0 }, Planar { x: 20.0, y: 0.0 }];
        let refusal = part_between(&line, ends, metres(5.0)).expect_err("8 m away");
        assert_eq!(refusal.nearest.map(Metres::value), Some(8.0));
    }
}
