//! A graph with nodes and edges laid on top of it, and with steps taken in or out.
//! Only the rows of nodes that are touched are written out again; everything else is read from the old graph.

use std::collections::BTreeMap;

use crate::model::position::Planar;
use crate::network::drawn_edges::ShapePoint;
use crate::network::graph::{Arc, Edge, EdgeId, Graph, NodeId};
use crate::network::length::Millimetres;

/// A graph with more nodes and edges, numbered on from its own.
#[derive(Debug, Clone)]
pub struct LaidGraph<'a> {
    base: &'a Graph,
    places: Vec<Planar>,
    edges: Vec<(Edge, Vec<ShapePoint>)>,
    edges_at: BTreeMap<NodeId, Vec<EdgeId>>,
    outgoing: BTreeMap<NodeId, Vec<Arc>>,
    incoming: BTreeMap<NodeId, Vec<Arc>>,
    longest_arc: Millimetres,
}

impl<'a> LaidGraph<'a> {
    /// The graph as it is.
    pub fn new(base: &'a Graph) -> Self {
        Self {
            base,
            places: Vec::new(),
            edges: Vec::new(),
            edges_at: BTreeMap::new(),
            outgoing: BTreeMap::new(),
            incoming: BTreeMap::new(),
            longest_arc: base.longest_arc(),
        }
    }

    /// Adds a node.
    pub fn add_node(&mut self, place: Planar) -> NodeId {
        self.places.push(place);
        // Nodes are counted in 32 bits.
        NodeId(self.node_count() as u32 - 1)
    }

    /// Adds an edge; it gives no steps until [`LaidGraph::put_steps`] says so.
    pub fn add_edge(&mut self, edge: Edge, shape: Vec<ShapePoint>) -> EdgeId {
        // Edges are counted in 32 bits.
        let id = EdgeId(self.edge_count() as u32);
        for end in [edge.from, edge.to] {
            self.edges_at.entry(end).or_default().push(id);
        }
        self.longest_arc = self.longest_arc.max(edge.length);
        self.edges.push((edge, shape));
        id
    }

    /// Takes the steps that an edge gives into the rows of its ends, or out of them.
    pub fn put_steps(&mut self, edge: EdgeId, given: bool) {
        let edge = self.edge(edge);
        let length = edge.length;
        for (from, to, open) in steps(&edge) {
            if open {
                put(self.outgoing_row(from), Arc { node: to, length }, given);
                put(self.incoming_row(to), Arc { node: from, length }, given);
            }
        }
    }

    /// Where a node is.
    pub fn place(&self, node: NodeId) -> Planar {
        let nodes = self.base.nodes();
        let index = node.0 as usize;
        nodes
            .get(index)
            .copied()
            .unwrap_or_else(|| self.places[index - nodes.len()])
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.base.nodes().len() + self.places.len()
    }

    /// How many edges there are.
    pub fn edge_count(&self) -> usize {
        self.base.edges().len() + self.edges.len()
    }

    /// Whether an edge is none of the graph below.
    pub fn is_addition(&self, edge: EdgeId) -> bool {
        self.added(edge).is_some()
    }

    /// Whether an edge of the graph below was closed there already.
    pub fn was_closed(&self, edge: EdgeId) -> bool {
        !self.is_addition(edge) && self.base.is_closed(edge)
    }

    /// An edge.
    pub fn edge(&self, edge: EdgeId) -> Edge {
        match self.added(edge) {
            Some((edge, _)) => *edge,
            None => self.base.edges()[edge.0 as usize],
        }
    }

    /// The line of an edge.
    pub fn shape(&self, edge: EdgeId) -> &[ShapePoint] {
        match self.added(edge) {
            Some((_, shape)) => shape,
            None => self.base.shape(edge),
        }
    }

    /// The edges that begin or end at a node, a round trip twice.
    pub fn edges_at(&self, node: NodeId) -> impl Iterator<Item = EdgeId> + '_ {
        let base = if self.is_base(node) {
            self.base.edges_at(node)
        } else {
            &[]
        };
        let added = self.edges_at.get(&node).into_iter().flatten();
        base.iter().chain(added).copied()
    }

    /// The steps that may be taken from a node.
    pub fn outgoing(&self, node: NodeId) -> &[Arc] {
        match self.outgoing.get(&node) {
            Some(row) => row,
            None if self.is_base(node) => self.base.outgoing(node),
            None => &[],
        }
    }

    /// The steps by which a node may be reached, as seen from it.
    pub fn incoming(&self, node: NodeId) -> &[Arc] {
        match self.incoming.get(&node) {
            Some(row) => row,
            None if self.is_base(node) => self.base.incoming(node),
            None => &[],
        }
    }

    /// No step is longer.
    pub fn longest_arc(&self) -> Millimetres {
        self.longest_arc
    }

    fn added(&self, edge: EdgeId) -> Option<&(Edge, Vec<ShapePoint>)> {
        let index = (edge.0 as usize).checked_sub(self.base.edges().len())?;
        self.edges.get(index)
    }

    fn is_base(&self, node: NodeId) -> bool {
        (node.0 as usize) < self.base.nodes().len()
    }

    fn outgoing_row(&mut self, node: NodeId) -> &mut Vec<Arc> {
        let base = if self.is_base(node) {
            self.base.outgoing(node)
        } else {
            &[]
        };
        self.outgoing.entry(node).or_insert_with(|| base.to_vec())
    }

    fn incoming_row(&mut self, node: NodeId) -> &mut Vec<Arc> {
        let base = if self.is_base(node) {
            self.base.incoming(node)
        } else {
            &[]
        };
        self.incoming.entry(node).or_insert_with(|| base.to_vec())
    }
}

/// From which node to which an edge leads, and whether one may go so; a round trip leads nowhere.
fn steps(edge: &Edge) -> [(NodeId, NodeId, bool); 2] {
    let goes_somewhere = edge.from != edge.to;
    [
        (
            edge.from,
            edge.to,
            goes_somewhere && edge.directions.forward(),
        ),
        (
            edge.to,
            edge.from,
            goes_somewhere && edge.directions.backward(),
        ),
    ]
}

fn put(row: &mut Vec<Arc>, arc: Arc, given: bool) {
    if given {
        row.push(arc);
    } else if let Some(index) = row.iter().position(|known| *known == arc) {
        row.swap_remove(index);
    }
}
