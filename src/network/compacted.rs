//! The streets after edits as a graph of its own, for whoever asks much of it.

use crate::model::position::Planar;
use crate::network::drawn_edges::{CLOSED_WAY, DrawnEdge, DrawnEdges, NEW_WAY, NO_WAY};
use crate::network::edited_graph::EditedGraph;
use crate::network::graph::{EdgeId, Graph, assemble};
use crate::network::street_graph::StreetGraph;

/// The graph of all edges that are open after the edits, and of those that were before; it does not know of which ways they
/// are stretches.
pub fn compacted(edited: &EditedGraph<'_>) -> Graph {
    let mut places = vec![Planar { x: 0.0, y: 0.0 }; edited.node_count()];
    let mut meets = vec![false; edited.node_count()];
    let mut drawn = DrawnEdges::default();
    // Edges are counted in 32 bits.
    let edges = (0..edited.edge_count() as u32).map(EdgeId);
    for id in edges {
        let way = match (edited.is_open(id), edited.is_new(id)) {
            (true, false) => NO_WAY,
            (true, true) => NEW_WAY,
            (false, _) if edited.is_closed(id) => CLOSED_WAY,
            (false, _) => continue,
        };
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
            way,
        });
        drawn.shapes.push(shape.iter().copied());
    }
    assemble(places, &meets, drawn)
}

/// The edges of a compacted graph that are of streets that were not used before any edit; of another graph there are none.
pub fn new_streets(graph: &Graph) -> Vec<EdgeId> {
    graph.edges_of_way(NEW_WAY as usize)
}

/// The same of streets that were used before an edit and are closed.
pub fn closed_streets(graph: &Graph) -> Vec<EdgeId> {
    graph.edges_of_way(CLOSED_WAY as usize)
}
