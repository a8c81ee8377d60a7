//! Entrances of facilities on the streets, ordered by edge so that those on one edge are found at once.

use crate::network::graph::{Edge, EdgeId};
use crate::network::length::Millimetres;
use crate::network::position::Position;
use crate::network::spreading::label;
use crate::network::street_graph::StreetGraph;

/// An entrance of a facility on the streets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entrance {
    /// The facility; of equally near ones the smaller number counts.
    pub facility: u32,
    /// Where the entrance is.
    pub position: Position,
}

/// Entrances in the order of their edges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entrances(Vec<Entrance>);

impl Entrances {
    /// Brings entrances in order.
    pub fn new(entrances: &[Entrance]) -> Self {
        let mut sorted = entrances.to_vec();
        sorted.sort_unstable_by_key(|entrance| {
            let Position { edge, offset, leg } = entrance.position;
            (edge, offset, leg, entrance.facility)
        });
        Self(sorted)
    }

    /// All entrances.
    pub fn all(&self) -> &[Entrance] {
        &self.0
    }

    /// The labels that the entrances give to the ends of their edges, for trips towards them.
    pub fn seeds<'a, G: StreetGraph>(
        &'a self,
        graph: &'a G,
    ) -> impl Iterator<Item = (u64, u32)> + 'a {
        self.0.iter().flat_map(|entrance| {
            let Position { edge, offset, leg } = entrance.position;
            let edge = graph.edge(edge);
            let from_ends = [
                (edge.from, way_from_begin(&edge, offset)),
                (edge.to, way_from_end(&edge, offset)),
            ];
            from_ends.into_iter().filter_map(move |(node, way)| {
                let distance = way?.plus(leg)?;
                Some((label(distance, entrance.facility), node.0))
            })
        })
    }

    /// Labels of the entrances on the same edge as a position, over the edge alone.
    pub fn along_edge<'a>(
        &'a self,
        position: &'a Position,
        edge: &'a Edge,
    ) -> impl Iterator<Item = u64> + 'a {
        self.on_edge(position.edge).iter().filter_map(|entrance| {
            let there = entrance.position;
            let way = way_along(edge, position.offset, there.offset)?;
            Some(label(way.plus(there.leg)?, entrance.facility))
        })
    }

    fn on_edge(&self, edge: EdgeId) -> &[Entrance] {
        let start = self
            .0
            .partition_point(|entrance| entrance.position.edge < edge);
        let rest = &self.0[start..];
        &rest[..rest.partition_point(|entrance| entrance.position.edge == edge)]
    }
}

/// From one place on an edge to another over the edge alone, when the direction allows it.
pub fn way_along(edge: &Edge, from: Millimetres, to: Millimetres) -> Option<Millimetres> {
    let open = from == to
        || (edge.directions.forward() && to > from)
        || (edge.directions.backward() && to < from);
    open.then(|| Millimetres(from.0.abs_diff(to.0)))
}

/// From a place on an edge to its begin, when the direction allows it; who stands there is there.
pub fn way_to_begin(edge: &Edge, offset: Millimetres) -> Option<Millimetres> {
    way_along(edge, offset, Millimetres::ZERO)
}

/// From a place on an edge to its end.
pub fn way_to_end(edge: &Edge, offset: Millimetres) -> Option<Millimetres> {
    way_along(edge, offset, edge.length)
}

fn way_from_begin(edge: &Edge, offset: Millimetres) -> Option<Millimetres> {
    way_along(edge, Millimetres::ZERO, offset)
}

fn way_from_end(edge: &Edge, offset: Millimetres) -> Option<Millimetres> {
    way_along(edge, edge.length, offset)
}
