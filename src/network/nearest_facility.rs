//! For every place: which facility is nearest over the streets, and how far it is.
//! One search answers for all homes: it starts at all facilities at once and runs against the direction of travel,
//! because trips go from home to facility.

use crate::network::bucket_queue::BucketQueue;
use crate::network::graph::{Edge, EdgeId, Graph, NodeId};
use crate::network::length::Millimetres;
use crate::network::position::Position;

/// An entrance of a facility on the streets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entrance {
    /// The facility; of equally near ones the smaller number counts.
    pub facility: u32,
    /// Where the entrance is.
    pub position: Position,
}

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
pub struct FacilitySearch<'a> {
    graph: &'a Graph,
    labels: Vec<u64>,
    queue: BucketQueue,
    batch: Vec<(u64, u32)>,
    seeds: Vec<(u64, u32)>,
    by_edge: Vec<Entrance>,
}

/// What one search found.
#[derive(Debug, Clone, Copy)]
pub struct NearestFacilities<'a> {
    graph: &'a Graph,
    labels: &'a [u64],
    by_edge: &'a [Entrance],
}

/// The label of a node from which no facility is reached. A real label is a distance in millimetres in the
/// upper 32 bits and a facility in the lower: the smaller label is the better answer, ties and all.
const NOT_REACHED: u64 = u64::MAX;

impl<'a> FacilitySearch<'a> {
    /// Sets memory apart for a graph.
    pub fn new(graph: &'a Graph) -> Self {
        Self {
            graph,
            labels: vec![NOT_REACHED; graph.nodes().len()],
            queue: BucketQueue::new(graph.longest_arc().0),
            batch: Vec::new(),
            seeds: Vec::new(),
            by_edge: Vec::new(),
        }
    }

    /// Finds the nearest facility from everywhere, for trips towards the facilities.
    ///
    /// # Cost
    /// Each node is handled about once: some 10 ms for 200,000 nodes.
    pub fn nearest(&mut self, entrances: &[Entrance]) -> NearestFacilities<'_> {
        self.by_edge.clear();
        self.by_edge.extend_from_slice(entrances);
        self.by_edge.sort_unstable_by_key(|entrance| {
            let Position { edge, offset, leg } = entrance.position;
            (edge, offset, leg, entrance.facility)
        });
        self.seed();
        self.spread();
        NearestFacilities {
            graph: self.graph,
            labels: &self.labels,
            by_edge: &self.by_edge,
        }
    }

    /// Lists the ends of the facilities' edges with the way from there, farthest first.
    fn seed(&mut self) {
        self.labels.fill(NOT_REACHED);
        self.queue.restart();
        self.seeds.clear();
        for entrance in &self.by_edge {
            let Position { edge, offset, leg } = entrance.position;
            let edge = self.graph.edges()[edge.0 as usize];
            let from_ends = [
                (edge.from, way_from_begin(&edge, offset)),
                (edge.to, way_from_end(&edge, offset)),
            ];
            for (node, way) in from_ends {
                if let Some(distance) = way.and_then(|way| way.plus(leg)) {
                    self.seeds
                        .push((label(distance, entrance.facility), node.0));
                }
            }
        }
        self.seeds.sort_unstable_by(|one, other| other.cmp(one));
    }

    fn spread(&mut self) {
        loop {
            let next_seeds = self
                .seeds
                .last()
                .map(|&(label, _)| BucketQueue::bucket(label));
            if self.queue.take_bucket(next_seeds, &mut self.batch) {
                self.settle_batch();
            } else if let Some(bucket) = next_seeds {
                self.plant(bucket);
            } else {
                return;
            }
        }
    }

    /// Puts the seeds of a bucket into the queue.
    fn plant(&mut self, bucket: u64) {
        while let Some((label, node)) = self
            .seeds
            .pop_if(|(label, _)| BucketQueue::bucket(*label) == bucket)
        {
            improve(&mut self.labels, &mut self.queue, label, node);
        }
    }

    fn settle_batch(&mut self) {
        while let Some((label, node)) = self.batch.pop() {
            if self.labels[node as usize] != label {
                continue;
            }
            for arc in self.graph.incoming(NodeId(node)) {
                // Too long to say is as good as not reached.
                if let Some(further) = label.checked_add(u64::from(arc.length.0) << 32) {
                    improve(&mut self.labels, &mut self.queue, further, arc.node.0);
                }
            }
        }
    }
}

fn improve(labels: &mut [u64], queue: &mut BucketQueue, label: u64, node: u32) {
    let known = &mut labels[node as usize];
    if label < *known {
        *known = label;
        queue.push(label, node);
    }
}

impl NearestFacilities<'_> {
    /// The nearest facility from a node; nothing when none is reached.
    pub fn from_node(&self, node: NodeId) -> Option<FacilityDistance> {
        let label = self.labels[node.0 as usize];
        // The halves of a label.
        let found = FacilityDistance {
            distance: Millimetres((label >> 32) as u32),
            facility: label as u32,
        };
        (label != NOT_REACHED).then_some(found)
    }

    /// The nearest facility from a position on a street; nothing when none is reached.
    pub fn from_position(&self, position: &Position) -> Option<FacilityDistance> {
        let edge = self.graph.edges()[position.edge.0 as usize];
        let over_begin =
            way_to_begin(&edge, position.offset).and_then(|way| self.beyond(edge.from, way));
        let over_end = way_to_end(&edge, position.offset).and_then(|way| self.beyond(edge.to, way));
        let along = self.along_edge(position, &edge);
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

    /// The nearest facility on the same edge that needs no node.
    fn along_edge(&self, position: &Position, edge: &Edge) -> Option<FacilityDistance> {
        let ahead = |entrance: &&Entrance| {
            let offset = entrance.position.offset;
            (edge.directions.forward() && offset >= position.offset)
                || (edge.directions.backward() && offset <= position.offset)
                || offset == position.offset
        };
        let here = self
            .entrances_on(position.edge)
            .iter()
            .filter(ahead)
            .filter_map(|entrance| {
                let way = Millimetres(entrance.position.offset.0.abs_diff(position.offset.0));
                let distance = way.plus(entrance.position.leg)?;
                Some(FacilityDistance {
                    distance,
                    facility: entrance.facility,
                })
            });
        here.min()
    }

    fn entrances_on(&self, edge: EdgeId) -> &[Entrance] {
        let start = self
            .by_edge
            .partition_point(|entrance| entrance.position.edge < edge);
        let rest = &self.by_edge[start..];
        &rest[..rest.partition_point(|entrance| entrance.position.edge == edge)]
    }
}

const fn label(distance: Millimetres, facility: u32) -> u64 {
    ((distance.0 as u64) << 32) | facility as u64
}

/// From a place on an edge to its begin, when the direction allows it; who stands there is there.
fn way_to_begin(edge: &Edge, offset: Millimetres) -> Option<Millimetres> {
    (edge.directions.backward() || offset == Millimetres::ZERO).then_some(offset)
}

fn way_to_end(edge: &Edge, offset: Millimetres) -> Option<Millimetres> {
    (edge.directions.forward() || offset == edge.length).then(|| rest_of(edge, offset))
}

fn way_from_begin(edge: &Edge, offset: Millimetres) -> Option<Millimetres> {
    (edge.directions.forward() || offset == Millimetres::ZERO).then_some(offset)
}

fn way_from_end(edge: &Edge, offset: Millimetres) -> Option<Millimetres> {
    (edge.directions.backward() || offset == edge.length).then(|| rest_of(edge, offset))
}

fn rest_of(edge: &Edge, offset: Millimetres) -> Millimetres {
    Millimetres(edge.length.0.saturating_sub(offset.0))
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
