//! Who lives on a closed street still gets off it, and who must be there still gets to it: only going through is over.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::network::entrance::way_along;
use crate::network::graph::{EdgeId, NodeId};
use crate::network::length::Millimetres;
use crate::network::position::Position;
use crate::network::street_graph::StreetGraph;

/// Which end of trips a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TripEnd {
    /// They begin there: a home.
    Begin,
    /// They end there: an entrance of a facility.
    End,
}

/// Where a place on a closed street meets the open ones, nearest first: on every open street at every crossing with those that
/// are closed and hang together with its own. The way to there is in the leg.
///
/// All of it could be gone before any closure, so that no closure makes a way shorter than it was. Where all around is closed it
/// is the place itself, from which no way leads on.
pub fn ways_out<G: StreetGraph>(graph: &G, place: &Position, end: TripEnd) -> Vec<Position> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = BinaryHeap::new();
    let begin = ends(graph, place.edge, place.offset, place.leg, end);
    waiting.extend(begin.map(Reverse));
    while let Some(Reverse((leg, node))) = waiting.pop() {
        if !seen.insert(node) {
            continue;
        }
        let mut edges: Vec<EdgeId> = graph.edges_at(node).collect();
        edges.dedup();
        for edge in edges {
            let offset = offset_of(graph, edge, node);
            if graph.is_open(edge) {
                found.push(Position { edge, offset, leg });
            } else if graph.is_closed(edge) {
                waiting.extend(ends(graph, edge, offset, leg, end).map(Reverse));
            }
        }
    }
    if found.is_empty() {
        found.push(*place);
    }
    found
}

/// The ends of an edge that are reached from a place on it, or from which it is reached, each with the whole way to there.
fn ends<G: StreetGraph>(
    graph: &G,
    edge: EdgeId,
    offset: Millimetres,
    leg: Millimetres,
    end: TripEnd,
) -> impl Iterator<Item = (Millimetres, NodeId)> {
    let edge = graph.edge(edge);
    let ends = [(Millimetres::ZERO, edge.from), (edge.length, edge.to)];
    ends.into_iter().filter_map(move |(there, node)| {
        let way = match end {
            TripEnd::Begin => way_along(&edge, offset, there),
            TripEnd::End => way_along(&edge, there, offset),
        };
        Some((way?.plus(leg)?, node))
    })
}

/// Where an edge has a node of its ends.
fn offset_of<G: StreetGraph>(graph: &G, edge: EdgeId, node: NodeId) -> Millimetres {
    let edge = graph.edge(edge);
    match edge.from == node {
        true => Millimetres::ZERO,
        false => edge.length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::units::Metres;
    use crate::network::drawn_town::Town;
    use crate::network::edited_graph::EditedGraph;
    use crate::network::snapping::StreetIndex;

    /// Where the home of a drawn town gets off the streets at its height when these are closed: metres to there, and how many
    /// open streets meet there.
    fn gets_off(drawing: &str, end: TripEnd) -> Vec<(u32, usize)> {
        let town = Town::from_ascii(drawing, 10.0);
        let graph = town.graph();
        let index = StreetIndex::new(&graph);
        let limit = Metres::new(100.0).expect("positive");
        let place = index.position(&graph, town.homes[0], limit);
        let place = place.expect("near");
        let top = graph
            .nodes()
            .iter()
            .map(|node| node.y)
            .fold(f64::MIN, f64::max);
        let is_at_top = |edge: &EdgeId| {
            let edge = graph.edges()[edge.0 as usize];
            [edge.from, edge.to].map(|node| graph.nodes()[node.0 as usize].y) == [top, top]
        };
        let edges = (0..graph.edges().len() as u32).map(EdgeId);
        let closed: Vec<EdgeId> = edges.filter(is_at_top).collect();
        let mut edited = EditedGraph::new(&graph);
        edited.close(&closed, 0);
        let mut found: Vec<(u32, usize)> = Vec::new();
        let all = ways_out(&edited, &place, end);
        for position in all.iter().filter(|place| edited.is_open(place.edge)) {
            let metres = position.leg.0 / 1000;
            match found.last_mut() {
                Some((known, streets)) if *known == metres => *streets += 1,
                _ => found.push((metres, 1)),
            }
        }
        found
    }

    #[test]
    fn a_home_gets_off_at_both_ends_of_what_is_closed() {
        // A leg of 10 m, and 40 m to the west or 50 m to the east.
        let drawing = "    a\n+--+--+--+\n|        |\n+--------+";
        assert_eq!(gets_off(drawing, TripEnd::Begin), [(50, 1), (60, 1)]);
    }

    #[test]
    fn every_crossing_on_the_way_is_one_to_get_off_at() {
        let drawing = "    a\n+--+--+--+\n|  |     |\n+--+-----+";
        assert_eq!(
            gets_off(drawing, TripEnd::Begin),
            [(20, 1), (50, 1), (60, 1)]
        );
    }

    #[test]
    fn one_way_streets_are_left_and_reached_in_their_direction() {
        let drawing = "    a\n+->+->+->+\n|        |\n+--------+";
        assert_eq!(gets_off(drawing, TripEnd::Begin), [(60, 1)]);
        assert_eq!(gets_off(drawing, TripEnd::End), [(50, 1)]);
    }

    #[test]
    fn where_all_is_closed_there_is_no_way_out() {
        assert_eq!(gets_off("    a\n+--+--+--+", TripEnd::Begin), []);
    }
}
