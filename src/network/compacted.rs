//! The streets after edits as a graph of its own, for whoever asks much of it.

use crate::model::position::Planar;
use crate::network::drawn_edges::{DrawnEdge, DrawnEdges};
use crate::network::edited_graph::EditedGraph;
use crate::network::graph::{EdgeId, Graph, assemble};
use crate::network::street_graph::StreetGraph;

/// Stands for the way of an edge where that is not known any more.
const NO_WAY: u32 = u32::MAX;
/// The same for an edge of a street that was not used before any edit.
const NEW_WAY: u32 = NO_WAY - 1;

/// The graph of all edges that are open after the edits; it does not know of which ways they are stretches.
pub fn compacted(edited: &EditedGraph<'_>) -> Graph {
    let mut places = vec![Planar { x: 0.0, y: 0.0 }; edited.node_count()];
    let mut meets = vec![false; edited.node_count()];
    let mut drawn = DrawnEdges::default();
    // Edges are counted in 32 bits.
    let edges = (0..edited.edge_count() as u32).map(EdgeId);
    for id in edges.filter(|&edge| edited.is_open(edge)) {
        let (edge, shape) = (edited.edge(id), edited.shape(id));
        let ends = [(edge.from, shape.first()), (edge.to, shape.last())];
        for (node, point) in ends {
            if let Some(point) = point {
                places[node.0 as usize] = point.place;
                meets[node.0 as usize] = true;
            }
        }
        drawn.edges.push(DrawnEdge {
            from: edge.from.0,
            to: edge.to.0,
            directions: edge.directions,
            way: if edited.is_new(id) { NEW_WAY } else { NO_WAY },
        });
        drawn.shapes.push(shape.iter().copied());
    }
    assemble(places, &meets, drawn)
}

/// The edges of a compacted graph that are of streets that were not used before any edit; of another graph there are none.
pub fn new_streets(graph: &Graph) -> Vec<EdgeId> {
    graph.edges_of_way(NEW_WAY as usize)
}
