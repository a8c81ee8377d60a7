//! A seeded network made into a graph, with facilities at some of its nodes.

use nabij::ingest::profiles_file::built_in_street_rules;
use nabij::network::entrance::Entrance;
use nabij::network::graph::{EdgeId, Graph, NodeId};
use nabij::network::length::Millimetres;
use nabij::network::position::Position;

use crate::random_network::{random_network, random_numbers};

/// Facilities in every bench.
pub const FACILITIES: usize = 300;
/// The graph of a seeded network, without pieces of fewer than 40 nodes.
pub fn random_graph(nodes: usize) -> Graph {
    Graph::build(&random_network(nodes, 1), &built_in_street_rules().foot, 40)
        .expect("a sound network")
}

/// Facilities at nodes, so that programs that know nodes only can be asked the same.
pub fn sites(graph: &Graph) -> Vec<Entrance> {
    let nodes = random_numbers(FACILITIES, graph.nodes().len(), 2);
    (0u32..)
        .zip(nodes)
        .map(|(facility, node)| Entrance {
            facility,
            position: at_node(graph, NodeId(node)),
        })
        .collect()
}

/// A position at a node itself.
pub fn at_node(graph: &Graph, node: NodeId) -> Position {
    let edge: EdgeId = graph.edges_at(node)[0];
    let ends = graph.edges()[edge.0 as usize];
    let offset = if ends.from == node {
        Millimetres::ZERO
    } else {
        ends.length
    };
    Position {
        edge,
        offset,
        leg: Millimetres::ZERO,
    }
}
