//! For every place: which facility is nearest over the streets, and how far it is.
//! One search answers for all homes: it starts at all facilities at once and runs against the direction of travel,
//! because trips go from home to facility.

use crate::network::entrance::{Entrance, Entrances, way_to_begin, way_to_end};
use crate::network::graph::NodeId;
use crate::network::length::Millimetres;
use crate::network::position::Position;
use crate::network::spreading::{Labels, Spreading, distance_of, facility_of};
use crate::network::street_graph::StreetGraph;

/// The nearest facility and the way to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FacilityDistance {
    /// The travelled distance, legs and all.
    pub distance: Millimetres,
    /// The facility.
    pub facility: u32,
}

/// Memory for searches in one graph, used again for every search.
#[derive(Debug, Clone)]
pub struct FacilitySearch<'a, G: StreetGraph> {
    graph: &'a G,
    nearest: NodeLabels,
    spreading: Spreading,
    entrances: Entrances,
}

/// What one search found.
#[derive(Debug)]
pub struct NearestFacilities<'a, G: StreetGraph> {
    graph: &'a G,
    labels: &'a [u64],
    entrances: &'a Entrances,
}

/// The label of the nearest facility of every node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeLabels(pub Vec<u64>);

/// The label of a node from which no facility is reached.
pub const NOT_REACHED: u64 = u64::MAX;

impl Labels for NodeLabels {
    fn improve(&mut self, node: u32, label: u64) -> bool {
        let known = &mut self.0[node as usize];
        let better = label < *known;
        if better {
            *known = label;
        }
        better
    }

    fn holds(&self, node: u32, label: u64) -> bool {
        self.0[node as usize] == label
    }
}

impl<'a, G: StreetGraph> FacilitySearch<'a, G> {
    /// Sets memory apart for a graph.
    pub fn new(graph: &'a G) -> Self {
        Self {
            graph,
            nearest: NodeLabels(vec![NOT_REACHED; graph.node_count()]),
            spreading: Spreading::new(graph),
            entrances: Entrances::default(),
        }
    }

    /// Finds the nearest facility from everywhere, for trips towards the facilities.
    ///
    /// # Cost
    /// Each node is handled about once: some 10 ms for 200,000 nodes.
    pub fn nearest(&mut self, entrances: &[Entrance]) -> NearestFacilities<'_, G> {
        self.entrances = Entrances::new(entrances);
        self.nearest.0.fill(NOT_REACHED);
        let seeds = self.entrances.seeds(self.graph);
        self.spreading.spread(self.graph, seeds, &mut self.nearest);
        NearestFacilities::new(self.graph, &self.nearest.0, &self.entrances)
    }
}

impl<'a, G: StreetGraph> NearestFacilities<'a, G> {
    /// What is known when the nodes of a graph have these labels.
    pub fn new(graph: &'a G, labels: &'a [u64], entrances: &'a Entrances) -> Self {
        Self {
            graph,
            labels,
            entrances,
        }
    }

    /// The label of every node, to be kept.
    pub fn labels(&self) -> &[u64] {
        self.labels
    }

    /// The nearest facility from a node; nothing when none is reached.
    pub fn from_node(&self, node: NodeId) -> Option<FacilityDistance> {
        let label = self.labels[node.0 as usize];
        (label != NOT_REACHED).then(|| found(label))
    }

    /// The nearest facility from a position on a street; nothing when none is reached.
    pub fn from_position(&self, position: &Position) -> Option<FacilityDistance> {
        let edge = self.graph.edge(position.edge);
        let over_begin =
            way_to_begin(&edge, position.offset).and_then(|way| self.beyond(edge.from, way));
        let over_end = way_to_end(&edge, position.offset).and_then(|way| self.beyond(edge.to, way));
        let along = self.entrances.along_edge(position, &edge).min().map(found);
        let nearest = [over_begin, over_end, along].into_iter().flatten().min()?;
        Some(FacilityDistance {
            distance: nearest.distance.plus(position.leg)?,
            ..nearest
        })
    }

    fn beyond(&self, node: NodeId, way: Millimetres) -> Option<FacilityDistance> {
        let found = self.from_node(node)?;
        Some(FacilityDistance {
            distance: found.distance.plus(way)?,
            ..found
        })
    }
}

fn found(label: u64) -> FacilityDistance {
    FacilityDistance {
        distance: distance_of(label),
        facility: facility_of(label),
    }
}

#[cfg(test)]
mod tests {
    use crate::network::drawn_town::Town;

    /// Distances in whole metres.
    fn answers(drawing: &str) -> Vec<Option<(u32, u32)>> {
        let answers = Town::from_ascii(drawing, 10.0).answers();
        answers
            .into_iter()
            .map(|found| found.map(|(facility, distance)| (facility, distance / 1000)))
            .collect()
    }

    #[test]
    fn the_legs_and_the_parts_of_edges_count() {
        // a: 10 m down, 20 m east, 20 m up; A is 10 m above the street.
        // From a at x = 10 to A at x = 50: 10 + 40 + 10 m.
        let town = " a   A\n+------+";
        assert_eq!(answers(town), [Some((0, 60))]);
    }

    #[test]
    fn a_one_way_street_is_walked_round_even_to_the_next_door() {
        // From b west to A is against the arrow: 10 leg + 20 east to the corner, 20 down, 60 west, 20 up,
        // 20 east to below A, 10 leg = 160 m. From a it is 10 + 10 + 10 m.
        let town = " aA b\n+-->--+\n|     |\n+-----+";
        assert_eq!(answers(town), [Some((0, 30)), Some((0, 160))]);
    }

    #[test]
    fn of_two_equally_near_facilities_the_first_counts() {
        let town = " B a A\n+-----+";
        assert_eq!(answers(town), [Some((0, 40))]);
    }

    #[test]
    fn a_facility_behind_the_railway_is_not_the_nearest_one() {
        // A is 50 m from a in a straight line, but the railway lies between: 10 m leg, 110 m east to the
        // bridge, 30 m over it, 110 m back west, 10 m leg: 270 m. B is 10 + 60 + 10 m away.
        let town = " A
+-----------+
            |
            |
+-----------+
 a     B";
        assert_eq!(answers(town), [Some((1, 80))]);
        let without_b = town.replace('B', " ");
        assert_eq!(answers(&without_b), [Some((0, 270))]);
    }

    #[test]
    fn a_bridge_out_makes_the_far_bank_unreachable() {
        let town = " A\n+---+\n\n\n\n+---+\n a";
        assert_eq!(answers(town), [None]);
    }

    #[test]
    fn without_streets_or_facilities_nothing_is_reached() {
        assert_eq!(answers(" a  A"), [None]);
        assert_eq!(answers(" a\n+--+"), [None]);
    }
}
