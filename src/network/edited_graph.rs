//! Streets after an edit, without building them anew: the graph as it was, with streets closed and added on top.
//! Only the rows of nodes that an edit touches are written out again; everything else is read from the old graph.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::position::Planar;
use crate::model::units::Metres;
use crate::model::way_rules::Directions;
use crate::network::drawn_edges::ShapePoint;
use crate::network::graph::{Arc, Edge, EdgeId, Graph, NodeId};
use crate::network::length::Millimetres;
use crate::network::position::Position;
use crate::network::street_graph::StreetGraph;

/// A graph with edits on top of it.
#[derive(Debug, Clone)]
pub struct EditedGraph<'a> {
    base: &'a Graph,
    closed: BTreeSet<EdgeId>,
    places: Vec<Planar>,
    edges: Vec<(Edge, Vec<ShapePoint>)>,
    edges_at: BTreeMap<NodeId, Vec<EdgeId>>,
    outgoing: BTreeMap<NodeId, Vec<Arc>>,
    incoming: BTreeMap<NodeId, Vec<Arc>>,
    /// The two pieces of an edge that was cut where a new street joins it, and where.
    cuts: BTreeMap<EdgeId, (Millimetres, [EdgeId; 2])>,
    longest_arc: Millimetres,
}

/// What one edit did, for whoever keeps answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GraphChange {
    /// Edges that are gone; also those cut in two.
    pub closed: Vec<EdgeId>,
    /// Edges that are new; also the pieces of those cut in two.
    pub opened: Vec<EdgeId>,
    /// Of the new edges those where there was no street before.
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

impl<'a> EditedGraph<'a> {
    /// A graph without edits yet.
    pub fn new(base: &'a Graph) -> Self {
        Self {
            base,
            closed: BTreeSet::new(),
            places: Vec::new(),
            edges: Vec::new(),
            edges_at: BTreeMap::new(),
            outgoing: BTreeMap::new(),
            incoming: BTreeMap::new(),
            cuts: BTreeMap::new(),
            longest_arc: base.longest_arc(),
        }
    }

    /// Closes edges; what is closed already stays so. Pieces of fewer than `smallest` nodes that are cut off by it
    /// are closed too, as they would be left out of a new graph.
    pub fn close(&mut self, edges: &[EdgeId], smallest: usize) -> GraphChange {
        let mut change = GraphChange::default();
        let mut waiting = edges.to_vec();
        while let Some(edge) = waiting.pop() {
            match self.cuts.get(&edge) {
                Some((_, pieces)) => waiting.extend(pieces),
                None => self.close_one(edge, &mut change),
            }
        }
        let ends: BTreeSet<NodeId> = change
            .closed
            .iter()
            .flat_map(|&edge| [self.edge(edge).from, self.edge(edge).to])
            .collect();
        for node in ends {
            for edge in self.small_piece(node, smallest) {
                self.close_one(edge, &mut change);
            }
        }
        change
    }

    /// Adds a street. An end that is neither at a node nor joins an edge becomes a dead end.
    ///
    /// Nothing changes when its line is too short or too long to be a street.
    pub fn add(&mut self, street: &NewStreet<'_>) -> GraphChange {
        let mut change = GraphChange::default();
        let [Some(first), Some(last)] = [street.line.first(), street.line.last()] else {
            return change;
        };
        let from = self.join(street.begin, *first, &mut change);
        let to = self.join(street.end, *last, &mut change);
        let mut places = street.line.to_vec();
        let (begin, end) = (self.place(from), self.place(to));
        if let [first, .., last] = places.as_mut_slice() {
            (*first, *last) = (begin, end);
        }
        if let Some(shape) = shape_over(&places) {
            let edge = self.open(from, to, street.directions, shape, &mut change);
            change.new_streets.push(edge);
        }
        change
    }

    /// Where a position is now: on a piece of its edge if that was cut. Nothing when its street is gone.
    pub fn moved(&self, position: &Position) -> Option<Position> {
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
        self.is_open(position.edge).then_some(position)
    }

    /// The edges that were added and are still open, pieces of cut ones too.
    pub fn open_additions(&self) -> impl Iterator<Item = EdgeId> + '_ {
        let first = self.base.edges().len();
        // Edges are counted in 32 bits.
        (first..first + self.edges.len())
            .map(|edge| EdgeId(edge as u32))
            .filter(|&edge| self.is_open(edge))
    }

    fn place(&self, node: NodeId) -> Planar {
        let nodes = self.base.nodes();
        let index = node.0 as usize;
        nodes
            .get(index)
            .copied()
            .unwrap_or_else(|| self.places[index - nodes.len()])
    }

    fn added(&self, edge: EdgeId) -> Option<&(Edge, Vec<ShapePoint>)> {
        let index = (edge.0 as usize).checked_sub(self.base.edges().len())?;
        self.edges.get(index)
    }

    fn close_one(&mut self, id: EdgeId, change: &mut GraphChange) {
        if !self.closed.insert(id) {
            return;
        }
        change.closed.push(id);
        let edge = self.edge(id);
        for (from, to, open) in steps(&edge) {
            if open {
                remove(
                    self.outgoing_row(from),
                    Arc {
                        node: to,
                        length: edge.length,
                    },
                );
                remove(
                    self.incoming_row(to),
                    Arc {
                        node: from,
                        length: edge.length,
                    },
                );
            }
        }
    }

    fn open(
        &mut self,
        from: NodeId,
        to: NodeId,
        directions: Directions,
        shape: Vec<ShapePoint>,
        change: &mut GraphChange,
    ) -> EdgeId {
        let length = shape.last().map_or(Millimetres::ZERO, |end| end.offset);
        let edge = Edge {
            from,
            to,
            length,
            directions,
        };
        // Edges are counted in 32 bits.
        let id = EdgeId((self.base.edges().len() + self.edges.len()) as u32);
        self.edges.push((edge, shape));
        for (from, to, open) in steps(&edge) {
            if open {
                self.outgoing_row(from).push(Arc { node: to, length });
                self.incoming_row(to).push(Arc { node: from, length });
            }
            self.edges_at.entry(from).or_default().push(id);
        }
        self.longest_arc = self.longest_arc.max(length);
        change.opened.push(id);
        id
    }

    /// The node where a new street joins; made by cutting the edge, or new at a dead end.
    fn join(&mut self, joint: Option<Position>, place: Planar, change: &mut GraphChange) -> NodeId {
        let Some(position) = joint.and_then(|position| self.moved(&position)) else {
            return self.add_node(place);
        };
        let edge = self.edge(position.edge);
        if position.offset == Millimetres::ZERO {
            return edge.from;
        }
        if position.offset == edge.length {
            return edge.to;
        }
        let shapes = cut(self.shape(position.edge), position.offset);
        let node = self.add_node(shapes[1][0].place);
        let [first, second] = shapes;
        self.close_one(position.edge, change);
        let pieces = [
            self.open(edge.from, node, edge.directions, first, change),
            self.open(node, edge.to, edge.directions, second, change),
        ];
        self.cuts.insert(position.edge, (position.offset, pieces));
        node
    }

    fn add_node(&mut self, place: Planar) -> NodeId {
        self.places.push(place);
        // Nodes are counted in 32 bits.
        NodeId((self.base.nodes().len() + self.places.len() - 1) as u32)
    }

    /// The edges of the piece around a node, if it has fewer nodes than this, bends too.
    fn small_piece(&self, start: NodeId, smallest: usize) -> Vec<EdgeId> {
        let mut nodes = BTreeSet::from([start]);
        let mut edges = BTreeSet::new();
        let mut waiting = vec![start];
        let mut count = 1;
        while let Some(node) = waiting.pop() {
            for edge in self.edges_at(node).filter(|&edge| self.is_open(edge)) {
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
            if count >= smallest {
                return Vec::new();
            }
        }
        edges.into_iter().collect()
    }

    fn edges_at(&self, node: NodeId) -> impl Iterator<Item = EdgeId> + '_ {
        let base = if self.is_base(node) {
            self.base.edges_at(node)
        } else {
            &[]
        };
        let added = self.edges_at.get(&node).into_iter().flatten();
        base.iter().chain(added).copied()
    }

    fn is_base(&self, node: NodeId) -> bool {
        (node.0 as usize) < self.base.nodes().len()
    }

    fn outgoing_row(&mut self, node: NodeId) -> &mut Vec<Arc> {
        let old = if self.is_base(node) {
            self.base.outgoing(node)
        } else {
            &[]
        };
        self.outgoing.entry(node).or_insert_with(|| old.to_vec())
    }

    fn incoming_row(&mut self, node: NodeId) -> &mut Vec<Arc> {
        let old = if self.is_base(node) {
            self.base.incoming(node)
        } else {
            &[]
        };
        self.incoming.entry(node).or_insert_with(|| old.to_vec())
    }
}

impl StreetGraph for EditedGraph<'_> {
    fn node_count(&self) -> usize {
        self.base.nodes().len() + self.places.len()
    }

    fn edge_count(&self) -> usize {
        self.base.edges().len() + self.edges.len()
    }

    fn edge(&self, edge: EdgeId) -> Edge {
        match self.added(edge) {
            Some((edge, _)) => *edge,
            None => self.base.edges()[edge.0 as usize],
        }
    }

    fn is_open(&self, edge: EdgeId) -> bool {
        !self.closed.contains(&edge)
    }

    fn shape(&self, edge: EdgeId) -> &[ShapePoint] {
        match self.added(edge) {
            Some((_, shape)) => shape,
            None => self.base.shape(edge),
        }
    }

    fn outgoing(&self, node: NodeId) -> &[Arc] {
        match self.outgoing.get(&node) {
            Some(row) => row,
            None if self.is_base(node) => self.base.outgoing(node),
            None => &[],
        }
    }

    fn incoming(&self, node: NodeId) -> &[Arc] {
        match self.incoming.get(&node) {
            Some(row) => row,
            None if self.is_base(node) => self.base.incoming(node),
            None => &[],
        }
    }

    fn longest_arc(&self) -> Millimetres {
        self.longest_arc
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

fn remove(row: &mut Vec<Arc>, arc: Arc) {
    if let Some(index) = row.iter().position(|known| *known == arc) {
        row.swap_remove(index);
    }
}

/// A line with the way along it; nothing when it has no length or one that cannot be said.
fn shape_over(places: &[Planar]) -> Option<Vec<ShapePoint>> {
    let mut shape: Vec<ShapePoint> = Vec::with_capacity(places.len());
    for &place in places {
        let offset = match shape.last() {
            Some(before) => {
                let stretch = Metres::new(before.place.distance(place)).ok()?;
                before.offset.plus(Millimetres::rounded(stretch)?)?
            }
            None => Millimetres::ZERO,
        };
        shape.push(ShapePoint { place, offset });
    }
    shape.last().filter(|end| end.offset > Millimetres::ZERO)?;
    Some(shape)
}

/// A line in two at a place inside it.
fn cut(shape: &[ShapePoint], at: Millimetres) -> [Vec<ShapePoint>; 2] {
    let after = shape
        .partition_point(|point| point.offset <= at)
        .clamp(1, shape.len() - 1);
    let (before, next) = (shape[after - 1], shape[after]);
    let long = f64::from(next.offset.0 - before.offset.0);
    let share = if long > 0.0 {
        f64::from(at.0 - before.offset.0) / long
    } else {
        0.0
    };
    let place = Planar {
        x: before.place.x + share * (next.place.x - before.place.x),
        y: before.place.y + share * (next.place.y - before.place.y),
    };
    let mut first: Vec<ShapePoint> = shape
        .iter()
        .filter(|point| point.offset < at)
        .copied()
        .collect();
    first.push(ShapePoint { place, offset: at });
    let begin = ShapePoint {
        place,
        offset: Millimetres::ZERO,
    };
    let rest = shape.iter().filter(|point| point.offset > at);
    let rest = rest.map(|point| ShapePoint {
        offset: Millimetres(point.offset.0 - at.0),
        ..*point
    });
    [first, std::iter::once(begin).chain(rest).collect()]
}
