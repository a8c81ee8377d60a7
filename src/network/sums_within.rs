//! What lies within a distance of every node, summed: a small search from each, side by side on all threads.
//! Where what is summed stands in few places, a search from each of those is far cheaper
//! ([`crate::network::within_limit`]); this one is for values that are everywhere, such as residents.

use rayon::prelude::*;

use crate::network::graph::NodeId;
use crate::network::length::Millimetres;
use crate::network::street_graph::StreetGraph;

/// Bucket width as a power of two: some 16 m.
const WIDTH: u32 = 14;

/// A node that no search has come to.
const UNTOUCHED: u32 = u32::MAX;

/// The sum of the values of all nodes that are no farther than `limit` from each node, itself included.
///
/// # Shape
/// `values` has one value for each node, and so has the answer. Values are added in the order in which a search
/// comes to them, so that the same call gives the same bits.
///
/// # Cost
/// The nodes within the limit of every node: some seconds for 200,000 nodes and 2 km.
pub fn sums_within<G: StreetGraph>(graph: &G, values: &[f64], limit: Millimetres) -> Vec<f64> {
    // Nodes are counted in 32 bits.
    (0..graph.node_count() as u32)
        .into_par_iter()
        .map_init(
            || Scratch::new(graph.node_count(), limit),
            |scratch, node| scratch.sum(graph, values, node),
        )
        .collect()
}

struct Scratch {
    distances: Vec<u32>,
    touched: Vec<u32>,
    buckets: Vec<Vec<(u32, u32)>>,
    limit: u32,
}

impl Scratch {
    fn new(nodes: usize, limit: Millimetres) -> Self {
        Self {
            distances: vec![UNTOUCHED; nodes],
            touched: Vec::new(),
            buckets: vec![Vec::new(); (limit.0 >> WIDTH) as usize + 1],
            limit: limit.0.min(UNTOUCHED - 1),
        }
    }

    fn sum<G: StreetGraph>(&mut self, graph: &G, values: &[f64], start: u32) -> f64 {
        self.reach(0, start);
        for bucket in 0..self.buckets.len() {
            while let Some((distance, node)) = self.buckets[bucket].pop() {
                if self.distances[node as usize] != distance {
                    continue;
                }
                for arc in graph.outgoing(NodeId(node)) {
                    let further = distance.saturating_add(arc.length.0);
                    if further <= self.limit {
                        self.reach(further, arc.node.0);
                    }
                }
            }
        }
        let mut sum = 0.0;
        for node in self.touched.drain(..) {
            sum += values[node as usize];
            self.distances[node as usize] = UNTOUCHED;
        }
        sum
    }

    fn reach(&mut self, distance: u32, node: u32) {
        let known = &mut self.distances[node as usize];
        if distance < *known {
            if *known == UNTOUCHED {
                self.touched.push(node);
            }
            *known = distance;
            self.buckets[(distance >> WIDTH) as usize].push((distance, node));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::drawn_town::Town;
    use crate::network::entrance::Entrance;
    use crate::network::graph::EdgeId;
    use crate::network::nearest_facility::FacilitySearch;
    use crate::network::oracle::random_town;
    use crate::network::position::Position;
    use proptest::prelude::*;

    #[test]
    fn a_street_of_three_nodes_adds_up_what_is_near() {
        // Nodes at 0, 30 and 100 m: within 30 m the first two have each other, the last has itself.
        let graph = Town::from_ascii("+--+------+", 10.0).graph();
        let mut sums = sums_within(&graph, &[1.0, 1.0, 1.0], Millimetres(30_000));
        sums.sort_by(f64::total_cmp);
        assert_eq!(sums, [1.0, 2.0, 2.0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn the_sums_are_those_of_a_search_towards_every_node(seed in 0u64..1_000_000, limit in 0u32..500_000) {
            let graph = random_town(seed).graph();
            let nodes = graph.nodes().len() as u32;
            let mut expected = vec![0.0; nodes as usize];
            for node in (0..nodes).map(NodeId) {
                let edge: EdgeId = graph.edges_at(node)[0];
                let ends = graph.edges()[edge.0 as usize];
                let offset = if ends.from == node { Millimetres::ZERO } else { ends.length };
                let position = Position { edge, offset, leg: Millimetres::ZERO };
                let mut search = FacilitySearch::new(&graph);
                let found = search.nearest(&[Entrance { facility: 0, position }]);
                for from in 0..nodes {
                    let distance = found.from_node(NodeId(from)).map(|found| found.distance.0);
                    expected[from as usize] += f64::from(u8::from(distance.is_some_and(|distance| distance <= limit)));
                }
            }
            prop_assert_eq!(sums_within(&graph, &vec![1.0; nodes as usize], Millimetres(limit)), expected);
        }
    }
}
