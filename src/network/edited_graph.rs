//! Streets after an edit, without building them anew: the graph as it was, with streets closed and added on top.
//! Which street is there, which one is used, and what an edit changed of that is decided here.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::position::Planar;
use crate::model::way_rules::Directions;
use crate::network::drawn_edges::ShapePoint;
use crate::network::graph::{Arc, Edge, EdgeId, Graph, NodeId};
use crate::network::laid_graph::LaidGraph;
use crate::network::length::Millimetres;
use crate::network::position::Position;
use crate::network::shape::{cut, shape_over};
use crate::network::street_graph::StreetGraph;

/// A graph with edits on top of it.
///
/// A street that is new may be there and not be used, because too few others hang together with it; so may one that was not
/// used before. That is judged anew around every edit. What was used stays so until it is closed, also where that cuts it off.
#[derive(Debug, Clone)]
pub struct EditedGraph<'a> {
    laid: LaidGraph<'a>,
    gone: BTreeSet<EdgeId>,
    unused: BTreeSet<EdgeId>,
    open_additions: BTreeSet<EdgeId>,
    /// The two pieces of an edge that was cut where a new street joins it, and where.
    cuts: BTreeMap<EdgeId, (Millimetres, [EdgeId; 2])>,
    /// The pieces of edges that were used before any edit.
    pieces: BTreeSet<EdgeId>,
}

/// What one edit did, for whoever keeps answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GraphChange {
    /// Edges that may not be used any more; also those cut in two.
    pub closed: Vec<EdgeId>,
    /// Edges that may be used now; also the pieces of those cut in two.
    pub opened: Vec<EdgeId>,
    /// Of the opened edges those where there was no usable street before.
    pub new_streets: Vec<EdgeId>,
}

/// A street to add.
#[derive(Debug, Clone, PartialEq)]
pub struct NewStreet<'a> {
    /// Its line. Only its ends join the streets that are there: where it passes over or under others it does not.
    pub line: &'a [Planar],
    /// In which directions it may be used.
    pub directions: Directions,
    /// Where its begin joins the streets; nothing for a dead end.
    pub begin: Option<Position>,
    /// The same for its end.
    pub end: Option<Position>,
}

/// A part of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EdgePart {
    /// The edge.
    pub edge: EdgeId,
    /// Where the part begins, from the begin of the edge.
    pub from: Millimetres,
    /// Where it ends; what lies beyond the end of the edge does not count.
    pub to: Millimetres,
}

/// What an edit has touched so far.
#[derive(Debug, Default)]
struct Touched {
    was_open: BTreeMap<EdgeId, bool>,
    /// Pieces of edges that were open.
    pieces: BTreeSet<EdgeId>,
    nodes: BTreeSet<NodeId>,
}

impl<'a> EditedGraph<'a> {
    /// A graph without edits yet.
    pub fn new(base: &'a Graph) -> Self {
        Self {
            laid: LaidGraph::new(base),
            gone: BTreeSet::new(),
            unused: BTreeSet::new(),
            open_additions: BTreeSet::new(),
            cuts: BTreeMap::new(),
            pieces: BTreeSet::new(),
        }
    }

    /// A graph without edits yet, and beside it streets that are there and not used.
    ///
    /// The edges of `unused` follow on those of `base`, in their order.
    pub fn with_unused(base: &'a Graph, unused: &Graph) -> Self {
        let mut edited = Self::new(base);
        // Nodes are counted in 32 bits.
        let first = base.nodes().len() as u32;
        for &place in unused.nodes() {
            edited.laid.add_node(place);
        }
        for (id, edge) in (0..).map(EdgeId).zip(unused.edges()) {
            let edge = Edge {
                from: NodeId(edge.from.0 + first),
                to: NodeId(edge.to.0 + first),
                ..*edge
            };
            let id = edited.laid.add_edge(edge, unused.shape(id).to_vec());
            edited.unused.insert(id);
        }
        edited
    }

    /// Closes edges; what is closed already stays so. Pieces of fewer than `smallest` nodes of which nothing was used before any
    /// edit are not used any more.
    pub fn close(&mut self, edges: &[EdgeId], smallest: usize) -> GraphChange {
        let whole = |&edge: &EdgeId| EdgePart {
            edge,
            from: Millimetres::ZERO,
            to: self.edge(edge).length,
        };
        let parts: Vec<EdgePart> = edges.iter().map(whole).collect();
        self.close_parts(&parts, smallest)
    }

    /// As [`EditedGraph::close`], for parts of edges: what is left of an edge stays open.
    pub fn close_parts(&mut self, parts: &[EdgePart], smallest: usize) -> GraphChange {
        let mut touched = Touched::default();
        for part in parts {
            self.close_part(*part, &mut touched);
        }
        self.judge(touched, smallest)
    }

    /// Adds a street. An end that is neither at a node nor joins an edge becomes a dead end. A piece of fewer
    /// than `smallest` nodes is not used, and one that has them now is used from now on.
    ///
    /// Gives the edge of the new street; there is none, and nothing changes, when its line is too short or too long
    /// to be a street.
    pub fn add(
        &mut self,
        street: &NewStreet<'_>,
        smallest: usize,
    ) -> (Option<EdgeId>, GraphChange) {
        let [Some(first), Some(last)] = [street.line.first(), street.line.last()] else {
            return (None, GraphChange::default());
        };
        if shape_over(street.line).is_none() {
            return (None, GraphChange::default());
        }
        let mut touched = Touched::default();
        let from = self.join(street.begin, *first, &mut touched);
        let to = self.join(street.end, *last, &mut touched);
        let mut places = street.line.to_vec();
        let (begin, end) = (self.laid.place(from), self.laid.place(to));
        if let [first, .., last] = places.as_mut_slice() {
            (*first, *last) = (begin, end);
        }
        let edge = shape_over(&places)
            .map(|shape| self.lay(from, to, street.directions, shape, &mut touched));
        (edge, self.judge(touched, smallest))
    }

    /// Where a position is now: on a piece of its edge if that was cut. Nothing when its street is gone or not used.
    pub fn moved(&self, position: &Position) -> Option<Position> {
        self.present(position)
            .filter(|position| self.is_open(position.edge))
    }

    /// The edges that were added and are open, pieces of cut ones too.
    pub fn open_additions(&self) -> impl Iterator<Item = EdgeId> + '_ {
        self.open_additions.iter().copied()
    }

    /// Whether an edge is there, used or not.
    pub fn is_there(&self, edge: EdgeId) -> bool {
        !self.gone.contains(&edge) && !self.laid.was_closed(edge)
    }

    /// The edges that were used before an edit of this graph and are not any more, in any order.
    pub fn closed(&self) -> impl Iterator<Item = EdgeId> + '_ {
        let not_open = self.gone.iter().chain(&self.unused).copied();
        not_open.filter(|&edge| self.is_closed(edge))
    }

    /// Whether an edge is of a street that was not used before any edit.
    pub fn is_new(&self, edge: EdgeId) -> bool {
        self.laid.is_addition(edge) && !self.pieces.contains(&edge)
    }

    /// The edges that are there and not used.
    pub fn unused(&self) -> impl Iterator<Item = EdgeId> + '_ {
        self.unused.iter().copied()
    }

    /// As [`EditedGraph::moved`], also on a street that is not used.
    fn present(&self, position: &Position) -> Option<Position> {
        let position = self.on_piece(position);
        self.is_there(position.edge).then_some(position)
    }

    fn close_part(&mut self, part: EdgePart, touched: &mut Touched) {
        if let Some(&(at, [first, second])) = self.cuts.get(&part.edge) {
            let whole = part.from == Millimetres::ZERO && part.to >= self.edge(part.edge).length;
            if whole || part.from < at {
                let to = part.to.min(at);
                self.close_part(
                    EdgePart {
                        edge: first,
                        to,
                        ..part
                    },
                    touched,
                );
            }
            if whole || part.to > at {
                let beyond = |offset: Millimetres| Millimetres(offset.0.saturating_sub(at.0));
                let rest = EdgePart {
                    edge: second,
                    from: beyond(part.from),
                    to: beyond(part.to),
                };
                self.close_part(rest, touched);
            }
            return;
        }
        if !self.is_there(part.edge) {
            return;
        }
        let length = self.edge(part.edge).length;
        if part.from == Millimetres::ZERO && part.to >= length {
            self.take_away(part.edge, touched);
        } else if part.from < part.to && part.from < length {
            let inside = if part.from > Millimetres::ZERO {
                part.from
            } else {
                part.to
            };
            self.cut_at(part.edge, inside, touched);
            self.close_part(part, touched);
        }
    }

    /// Takes an edge out for good.
    fn take_away(&mut self, edge: EdgeId, touched: &mut Touched) {
        self.set_used(edge, false, touched);
        let ends = self.edge(edge);
        touched.nodes.extend([ends.from, ends.to]);
        self.unused.remove(&edge);
        self.gone.insert(edge);
    }

    /// Lays a new edge; whether it is used is to be judged.
    fn lay(
        &mut self,
        from: NodeId,
        to: NodeId,
        directions: Directions,
        shape: Vec<ShapePoint>,
        touched: &mut Touched,
    ) -> EdgeId {
        let length = shape.last().map_or(Millimetres::ZERO, |end| end.offset);
        let edge = Edge {
            from,
            to,
            length,
            directions,
        };
        let id = self.laid.add_edge(edge, shape);
        self.unused.insert(id);
        touched.was_open.insert(id, false);
        touched.nodes.extend([from, to]);
        id
    }

    /// The node where a new street joins; made by cutting the edge, or new at a dead end.
    fn join(&mut self, joint: Option<Position>, place: Planar, touched: &mut Touched) -> NodeId {
        let Some(position) = joint.and_then(|position| self.present(&position)) else {
            return self.laid.add_node(place);
        };
        let edge = self.edge(position.edge);
        if position.offset == Millimetres::ZERO {
            return edge.from;
        }
        if position.offset == edge.length {
            return edge.to;
        }
        self.cut_at(position.edge, position.offset, touched)
    }

    /// Cuts an edge in two at a place inside it, and gives the node there.
    fn cut_at(&mut self, id: EdgeId, at: Millimetres, touched: &mut Touched) -> NodeId {
        let edge = self.edge(id);
        let was_open = self.is_open(id);
        let [first, second] = cut(self.shape(id), at);
        let node = self.laid.add_node(second[0].place);
        self.take_away(id, touched);
        let pieces = [
            self.lay(edge.from, node, edge.directions, first, touched),
            self.lay(node, edge.to, edge.directions, second, touched),
        ];
        if was_open {
            touched.pieces.extend(pieces);
        }
        if !self.is_new(id) {
            self.pieces.extend(pieces);
        }
        self.cuts.insert(id, (at, pieces));
        node
    }

    /// Decides around everything touched what is used, and tells what has changed.
    fn judge(&mut self, mut touched: Touched, smallest: usize) -> GraphChange {
        let nodes = std::mem::take(&mut touched.nodes);
        for node in nodes {
            match self.small_piece(node, smallest) {
                Some(edges) => {
                    for edge in edges {
                        self.set_used(edge, false, &mut touched);
                    }
                }
                None => self.use_all_around(node, &mut touched),
            }
        }
        let mut change = GraphChange::default();
        for (edge, was_open) in touched.was_open {
            match (was_open, self.is_open(edge)) {
                (true, false) => change.closed.push(edge),
                (false, true) => {
                    change.opened.push(edge);
                    if !touched.pieces.contains(&edge) {
                        change.new_streets.push(edge);
                    }
                }
                (true, true) | (false, false) => {}
            }
        }
        change
    }

    /// The edges of the piece around a node, if it has fewer nodes than this, bends too, and none was used before any edit.
    fn small_piece(&self, start: NodeId, smallest: usize) -> Option<BTreeSet<EdgeId>> {
        let mut nodes = BTreeSet::from([start]);
        let mut edges = BTreeSet::new();
        let mut waiting = vec![start];
        let mut count = 1;
        while let Some(node) = waiting.pop() {
            if count >= smallest {
                return None;
            }
            for edge in self.there_at(node) {
                if !self.is_new(edge) {
                    return None;
                }
                if edges.insert(edge) {
                    count += self.shape(edge).len() - 2;
                }
                for end in [self.edge(edge).from, self.edge(edge).to] {
                    if nodes.insert(end) {
                        count += 1;
                        waiting.push(end);
                    }
                }
            }
        }
        (count < smallest).then_some(edges)
    }

    /// Takes into use what hangs together with a node and is not used: all that was left out there before.
    fn use_all_around(&mut self, start: NodeId, touched: &mut Touched) {
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            let edges = self.there_at(node);
            let edges: Vec<EdgeId> = edges.filter(|edge| self.unused.contains(edge)).collect();
            for edge in edges {
                self.set_used(edge, true, touched);
                let ends = self.edge(edge);
                waiting.extend([ends.from, ends.to].into_iter().filter(|&end| end != node));
            }
        }
    }

    /// Whether an edge that is there is used, in all that is kept of it.
    fn set_used(&mut self, id: EdgeId, used: bool, touched: &mut Touched) {
        let was_open = self.is_open(id);
        if was_open == used || !self.is_there(id) {
            return;
        }
        touched.was_open.entry(id).or_insert(was_open);
        if used {
            self.unused.remove(&id);
        } else {
            self.unused.insert(id);
        }
        if used && self.laid.is_addition(id) {
            self.open_additions.insert(id);
        } else {
            self.open_additions.remove(&id);
        }
        self.laid.put_steps(id, used);
    }

    /// The edges at a node that are there, used or not.
    fn there_at(&self, node: NodeId) -> impl Iterator<Item = EdgeId> + '_ {
        let all = self.laid.edges_at(node);
        all.filter(|&edge| self.is_there(edge))
    }
}

impl StreetGraph for EditedGraph<'_> {
    fn node_count(&self) -> usize {
        self.laid.node_count()
    }

    fn edge_count(&self) -> usize {
        self.laid.edge_count()
    }

    fn edge(&self, edge: EdgeId) -> Edge {
        self.laid.edge(edge)
    }

    fn is_open(&self, edge: EdgeId) -> bool {
        self.is_there(edge) && !self.unused.contains(&edge)
    }

    fn is_closed(&self, edge: EdgeId) -> bool {
        !self.is_open(edge) && !self.is_new(edge) && !self.cuts.contains_key(&edge)
    }

    fn on_piece(&self, position: &Position) -> Position {
        let mut position = *position;
        while let Some((at, pieces)) = self.cuts.get(&position.edge) {
            position = if position.offset <= *at {
                Position {
                    edge: pieces[0],
                    ..position
                }
            } else {
                let offset = Millimetres(position.offset.0 - at.0);
                Position {
                    edge: pieces[1],
                    offset,
                    ..position
                }
            };
        }
        position
    }

    fn edges_at(&self, node: NodeId) -> impl Iterator<Item = EdgeId> {
        self.laid.edges_at(node)
    }

    fn shape(&self, edge: EdgeId) -> &[ShapePoint] {
        self.laid.shape(edge)
    }

    fn outgoing(&self, node: NodeId) -> &[Arc] {
        self.laid.outgoing(node)
    }

    fn incoming(&self, node: NodeId) -> &[Arc] {
        self.laid.incoming(node)
    }

    fn longest_arc(&self) -> Millimetres {
        self.laid.longest_arc()
    }
}
