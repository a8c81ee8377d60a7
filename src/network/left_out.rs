//! Ways that may be used but hang together with too few others to be in the graph. They are kept aside for edits:
//! a new street that joins them to the rest brings them back.

use std::collections::BTreeMap;

use crate::model::streets::{SquareHole, StreetNodeId, Streets, Way};
use crate::model::way_rules::WayRules;
use crate::network::components::keep_small_components;
use crate::network::error::NetworkError;
use crate::network::graph::{EdgeId, Graph};
use crate::network::usable_ways::UsableWays;

/// The ways that [`Graph::build`] leaves out for the size of their component, as a graph of their own.
#[derive(Debug, Clone, Default)]
pub struct LeftOutWays {
    graph: Graph,
    /// The way that each way of the graph is, as the study numbers it.
    ways: Vec<usize>,
}

impl LeftOutWays {
    /// The usable ways in components of fewer than `smallest_component` nodes.
    ///
    /// # Errors
    /// As [`Graph::build`].
    pub fn of(
        streets: &Streets,
        rules: &WayRules,
        smallest_component: usize,
    ) -> Result<Self, NetworkError> {
        let mut usable = UsableWays::of(streets, rules)?;
        keep_small_components(&mut usable, smallest_component);
        let mut apart = Streets {
            tag_sets: streets.tag_sets.clone(),
            ..Streets::default()
        };
        let mut numbers: BTreeMap<u32, StreetNodeId> = BTreeMap::new();
        let mut ways = Vec::new();
        for piece in usable.iter() {
            let number = |&node: &u32| {
                *numbers.entry(node).or_insert_with(|| {
                    apart.nodes.push(usable.places()[node as usize]);
                    // Nodes are counted in 32 bits.
                    StreetNodeId(apart.nodes.len() as u32 - 1)
                })
            };
            let nodes = piece.nodes.iter().map(number).collect();
            let tags = streets.ways[piece.way].tags;
            apart.ways.push(Way { nodes, tags });
            ways.push(piece.way);
        }
        let number_of = |way: usize| ways.iter().position(|known| *known == way);
        apart.holes = usable
            .holes()
            .iter()
            .filter_map(|hole| {
                Some(SquareHole {
                    square: number_of(hole.square)?,
                    ring: number_of(hole.ring)?,
                })
            })
            .collect();
        let graph = Graph::build(&apart, rules, 0)?;
        Ok(Self { graph, ways })
    }

    /// The graph of these ways alone.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The edges of that graph that are stretches of a way of the study, in ascending order.
    pub fn edges_of_way(&self, way: usize) -> Vec<EdgeId> {
        // Edges are counted in 32 bits.
        (0..self.graph.edges().len() as u32)
            .map(EdgeId)
            .filter(|&edge| self.ways[self.graph.way(edge)] == way)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::profiles_file::built_in_street_rules;
    use crate::network::drawn_town::Town;

    #[test]
    fn what_the_graph_leaves_out_is_kept_aside_and_nothing_else() {
        // Three streets together, and a yard of two: four nodes and three.
        let town = Town::from_ascii("+--+--+--+\n\n+--+--+", 10.0);
        let rules = built_in_street_rules().foot;
        let used = Graph::build(&town.streets, &rules, 4).expect("sound");
        let left_out = LeftOutWays::of(&town.streets, &rules, 4).expect("sound");
        assert_eq!((used.edges().len(), left_out.graph().edges().len()), (3, 2));
        for way in 0..town.streets.ways.len() {
            let of_way =
                [used.edges_of_way(way), left_out.edges_of_way(way)].map(|edges| edges.len());
            assert_eq!(of_way.iter().sum::<usize>(), 1, "way {way}");
        }
        let all = LeftOutWays::of(&town.streets, &rules, 0).expect("sound");
        assert!(all.graph().edges().is_empty());
    }
}
