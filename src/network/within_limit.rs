//! What reaches one facility within a limit: nodes, homes, and the exact pieces of street.
//! It touches nothing beyond the limit, so it is cheap however large the town is.

use crate::model::position::Planar;
use crate::network::entrance::{Entrance, Entrances, way_to_begin, way_to_end};
use crate::network::graph::{EdgeId, NodeId};
use crate::network::length::Millimetres;
use crate::network::nearest_facility::NOT_REACHED;
use crate::network::position::Position;
use crate::network::rows::Rows;
use crate::network::spreading::{Labels, Spreading, distance_of};
use crate::network::street_graph::StreetGraph;

/// Memory for searches in one graph, used again for every search.
#[derive(Debug, Clone)]
pub struct LimitedSearch<'a, G: StreetGraph> {
    graph: &'a G,
    labels: LimitedLabels,
    spreading: Spreading,
    entrances: Entrances,
}

#[derive(Debug, Clone)]
struct LimitedLabels {
    labels: Vec<u64>,
    touched: Vec<u32>,
    limit: Millimetres,
}

/// What one search found.
#[derive(Debug, Clone, Copy)]
pub struct WithinLimit<'a, G: StreetGraph> {
    graph: &'a G,
    labels: &'a LimitedLabels,
    entrances: &'a Entrances,
}

/// A piece of an edge that is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReachedPiece {
    /// The edge.
    pub edge: EdgeId,
    /// Where the piece begins.
    pub from: Millimetres,
    /// Where it ends.
    pub to: Millimetres,
}

/// Positions by the nodes at the ends of their edges, so that those around reached nodes are found at once.
#[derive(Debug, Clone)]
pub struct PositionsByNode {
    positions: Vec<Option<Position>>,
    by_node: Rows<u32>,
}

impl PositionsByNode {
    /// Prepares positions; what has no place is never reached.
    pub fn new<G: StreetGraph>(graph: &G, positions: Vec<Option<Position>>) -> Self {
        let mut cells: Vec<(u32, u32)> = Vec::with_capacity(2 * positions.len());
        // Homes are counted in 32 bits.
        for (index, position) in (0u32..).zip(&positions) {
            if let Some(position) = position {
                let edge = graph.edge(position.edge);
                cells.extend([(edge.from.0, index), (edge.to.0, index)]);
            }
        }
        cells.sort_unstable();
        cells.dedup();
        Self {
            by_node: Rows::from_sorted(graph.node_count(), cells),
            positions,
        }
    }
}

impl Labels for LimitedLabels {
    fn improve(&mut self, node: u32, label: u64) -> bool {
        let known = &mut self.labels[node as usize];
        let better = label < *known && distance_of(label) <= self.limit;
        if better {
            if *known == NOT_REACHED {
                self.touched.push(node);
            }
            *known = label;
        }
        better
    }

    fn holds(&self, node: u32, label: u64) -> bool {
        self.labels[node as usize] == label
    }
}

impl<'a, G: StreetGraph> LimitedSearch<'a, G> {
    /// Sets memory apart for a graph.
    pub fn new(graph: &'a G) -> Self {
        Self {
            graph,
            labels: LimitedLabels {
                labels: vec![NOT_REACHED; graph.node_count()],
                touched: Vec::new(),
                limit: Millimetres::ZERO,
            },
            spreading: Spreading::new(graph),
            entrances: Entrances::default(),
        }
    }

    /// Everything from which one of these positions is at most `limit` away, legs and all.
    pub fn within(&mut self, positions: &[Position], limit: Millimetres) -> WithinLimit<'_, G> {
        for node in self.labels.touched.drain(..) {
            self.labels.labels[node as usize] = NOT_REACHED;
        }
        self.labels.limit = limit;
        let entrances: Vec<Entrance> = positions
            .iter()
            .map(|&position| Entrance {
                facility: 0,
                position,
            })
            .collect();
        self.entrances = Entrances::new(&entrances);
        let seeds = self.entrances.seeds(self.graph);
        self.spreading.spread(self.graph, seeds, &mut self.labels);
        self.labels.touched.sort_unstable();
        WithinLimit {
            graph: self.graph,
            labels: &self.labels,
            entrances: &self.entrances,
        }
    }
}

impl<G: StreetGraph> WithinLimit<'_, G> {
    /// Every node within the limit with its distance, in ascending order.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, Millimetres)> + '_ {
        let touched = self.labels.touched.iter().copied().map(NodeId);
        touched.filter_map(|node| Some((node, self.from_node(node)?)))
    }

    /// The distance from a node, if it is within the limit.
    pub fn from_node(&self, node: NodeId) -> Option<Millimetres> {
        let label = self.labels.labels[node.0 as usize];
        (label != NOT_REACHED).then(|| distance_of(label))
    }

    /// The distance from a position, legs and all, if it is within the limit.
    pub fn from_position(&self, position: &Position) -> Option<Millimetres> {
        let edge = self.graph.edge(position.edge);
        let over_begin = way_to_begin(&edge, position.offset)
            .and_then(|way| self.from_node(edge.from)?.plus(way));
        let over_end =
            way_to_end(&edge, position.offset).and_then(|way| self.from_node(edge.to)?.plus(way));
        let along = self
            .entrances
            .along_edge(position, &edge)
            .min()
            .map(distance_of);
        let shortest = [over_begin, over_end, along].into_iter().flatten().min()?;
        shortest
            .plus(position.leg)
            .filter(|distance| *distance <= self.labels.limit)
    }

    /// Every position within the limit with its distance, by index.
    pub fn positions<'b>(&'b self, homes: &'b PositionsByNode) -> Vec<(u32, Millimetres)> {
        let edges = self
            .entrances
            .all()
            .iter()
            .map(|entrance| self.graph.edge(entrance.position.edge).from.0);
        let mut nodes: Vec<u32> = self.labels.touched.iter().copied().chain(edges).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let mut found: Vec<u32> = nodes
            .iter()
            .flat_map(|&node| homes.by_node.row(node))
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        let distance = |home: u32| {
            let position = homes.positions[home as usize]?;
            Some((home, self.from_position(&position)?))
        };
        found.into_iter().filter_map(distance).collect()
    }

    /// The exact pieces of all edges from which the limit is kept, by edge; pieces that touch are one.
    pub fn pieces(&self) -> Vec<ReachedPiece> {
        // Edges are counted in 32 bits.
        let edges = (0..self.graph.edge_count() as u32).map(EdgeId);
        edges
            .filter(|&edge| self.graph.is_open(edge))
            .flat_map(|edge| self.pieces_of(edge))
            .collect()
    }

    fn pieces_of(&self, id: EdgeId) -> Vec<ReachedPiece> {
        let edge = self.graph.edge(id);
        let left =
            |distance: Millimetres| Millimetres(self.labels.limit.0.saturating_sub(distance.0));
        let mut spans: Vec<(u32, u32)> = Vec::new();
        if let Some(left) = self
            .from_node(edge.from)
            .map(left)
            .filter(|_| edge.directions.backward())
        {
            spans.push((0, left.0.min(edge.length.0)));
        }
        if let Some(left) = self
            .from_node(edge.to)
            .map(left)
            .filter(|_| edge.directions.forward())
        {
            spans.push((edge.length.0.saturating_sub(left.0), edge.length.0));
        }
        for entrance in self
            .entrances
            .all()
            .iter()
            .filter(|entrance| entrance.position.edge == id)
        {
            let Position { offset, leg, .. } = entrance.position;
            let left = left(leg).0;
            let back = if edge.directions.forward() {
                offset.0.saturating_sub(left)
            } else {
                offset.0
            };
            let ahead = if edge.directions.backward() {
                (offset.0 + left).min(edge.length.0)
            } else {
                offset.0
            };
            if leg <= self.labels.limit {
                spans.push((back, ahead));
            }
        }
        joined(spans)
            .into_iter()
            .map(|(from, to)| ReachedPiece {
                edge: id,
                from: Millimetres(from),
                to: Millimetres(to),
            })
            .collect()
    }
}

fn joined(mut spans: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    spans.retain(|(from, to)| from < to);
    spans.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            Some(_) | None => joined.push((from, to)),
        }
    }
    joined
}

/// The line of a piece.
pub fn line_of<G: StreetGraph>(graph: &G, piece: &ReachedPiece) -> geo::LineString<f64> {
    let shape = graph.shape(piece.edge);
    let at = |offset: Millimetres| {
        let after = shape
            .partition_point(|point| point.offset < offset)
            .clamp(1, shape.len() - 1);
        let (before, after) = (shape[after - 1], shape[after]);
        let long = f64::from(after.offset.0.saturating_sub(before.offset.0));
        let share = if long > 0.0 {
            f64::from(offset.0.saturating_sub(before.offset.0)) / long
        } else {
            0.0
        };
        Planar {
            x: before.place.x + share * (after.place.x - before.place.x),
            y: before.place.y + share * (after.place.y - before.place.y),
        }
    };
    let bends = shape
        .iter()
        .filter(|point| point.offset > piece.from && point.offset < piece.to);
    let places = std::iter::once(at(piece.from))
        .chain(bends.map(|bend| bend.place))
        .chain([at(piece.to)]);
    geo::LineString::new(places.map(geo::Coord::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::drawn_town::{Town, place_all};
    use crate::network::entrance::Entrance;
    use crate::network::nearest_facility::FacilitySearch;
    use crate::network::oracle::random_town;
    use proptest::prelude::*;

    fn metres_reached(drawing: &str, limit: u32) -> Vec<(u32, u32)> {
        let town = Town::from_ascii(drawing, 10.0);
        let graph = town.graph();
        let site = place_all(&graph, &town.facilities)[0].expect("on a street");
        let mut search = LimitedSearch::new(&graph);
        let found = search.within(&[site], Millimetres(limit * 1000));
        found
            .pieces()
            .iter()
            .map(|piece| (piece.from.0 / 1000, piece.to.0 / 1000))
            .collect()
    }

    #[test]
    fn pieces_end_exactly_where_the_limit_does() {
        // A is 10 m above a street of 100 m, at 30 m: 30 m of limit leave 20 m each way.
        assert_eq!(metres_reached("   A\n+---------+", 30), [(10, 50)]);
        // Against a one-way street nobody comes from the east: from x 10 one may come, from x 50 one may not.
        assert_eq!(metres_reached("   A\n+---->----+", 30), [(10, 30)]);
    }

    #[test]
    fn a_place_reached_from_both_sides_has_two_pieces_or_one() {
        // A round of 200 m: from A at one corner 70 m each way leave 60 m in the middle of the far side unreached.
        let square = "A+----+\n |    |\n |    |\n |    |\n |    |\n +----+";
        let reached: u32 = metres_reached(square, 80)
            .iter()
            .map(|(from, to)| to - from)
            .sum();
        assert_eq!(reached, 140);
        let all: u32 = metres_reached(square, 200)
            .iter()
            .map(|(from, to)| to - from)
            .sum();
        assert_eq!(all, 200);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        #[test]
        fn homes_within_the_limit_are_those_of_the_whole_search(seed in 0u64..1_000_000, limit in 0u32..600_000) {
            let town = random_town(seed);
            let graph = town.graph();
            let homes: Vec<_> = place_all(&graph, &town.homes).into_iter().map(Result::ok).collect();
            let by_node = PositionsByNode::new(&graph, homes.clone());
            let mut limited = LimitedSearch::new(&graph);
            for site in place_all(&graph, &town.facilities).into_iter().flatten() {
                let mut whole = FacilitySearch::new(&graph);
                let whole = whole.nearest(&[Entrance { facility: 0, position: site }]);
                let expected = (0u32..).zip(&homes).filter_map(|(index, home)| {
                    let distance = whole.from_position(home.as_ref()?)?.distance;
                    (distance.0 <= limit).then_some((index, distance))
                });
                let expected: Vec<_> = expected.collect();
                prop_assert_eq!(limited.within(&[site], Millimetres(limit)).positions(&by_node), expected);
            }
        }
    }
}
