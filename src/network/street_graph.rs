//! What a search needs of a graph, so that it runs over the streets as they are and as they would be after an edit.

use crate::network::drawn_edges::ShapePoint;
use crate::network::graph::{Arc, Edge, EdgeId, Graph, NodeId};
use crate::network::length::Millimetres;
use crate::network::position::Position;

/// Streets of one mode of travel that can be searched.
pub trait StreetGraph: Sync {
    /// How many nodes there are.
    fn node_count(&self) -> usize;

    /// How many edges there are or were: every edge has a smaller number.
    fn edge_count(&self) -> usize;

    /// An edge, whose number must be one of this graph.
    fn edge(&self, edge: EdgeId) -> Edge;

    /// Whether an edge may still be used.
    fn is_open(&self, edge: EdgeId) -> bool;

    /// Whether an edge was used before an edit and is not any more.
    fn is_closed(&self, edge: EdgeId) -> bool;

    /// A position on an edge that was there before an edit: on a piece of it if that was cut, open or not.
    fn on_piece(&self, position: &Position) -> Position;

    /// The edges that begin or end at a node, open or not; a round trip twice.
    fn edges_at(&self, node: NodeId) -> impl Iterator<Item = EdgeId>;

    /// The line of an edge from its begin to its end: two or more points.
    fn shape(&self, edge: EdgeId) -> &[ShapePoint];

    /// The steps that may be taken from a node.
    fn outgoing(&self, node: NodeId) -> &[Arc];

    /// The steps by which a node may be reached, as seen from it.
    fn incoming(&self, node: NodeId) -> &[Arc];

    /// The length of the longest step.
    fn longest_arc(&self) -> Millimetres;
}

impl StreetGraph for Graph {
    fn node_count(&self) -> usize {
        self.nodes().len()
    }

    fn edge_count(&self) -> usize {
        self.edges().len()
    }

    fn edge(&self, edge: EdgeId) -> Edge {
        self.edges()[edge.0 as usize]
    }

    fn is_open(&self, edge: EdgeId) -> bool {
        !self.is_closed(edge)
    }

    fn is_closed(&self, edge: EdgeId) -> bool {
        self.is_closed(edge)
    }

    fn on_piece(&self, position: &Position) -> Position {
        *position
    }

    fn edges_at(&self, node: NodeId) -> impl Iterator<Item = EdgeId> {
        self.edges_at(node).iter().copied()
    }

    fn shape(&self, edge: EdgeId) -> &[ShapePoint] {
        self.shape(edge)
    }

    fn outgoing(&self, node: NodeId) -> &[Arc] {
        self.outgoing(node)
    }

    fn incoming(&self, node: NodeId) -> &[Arc] {
        self.incoming(node)
    }

    fn longest_arc(&self) -> Millimetres {
        self.longest_arc()
    }
}
