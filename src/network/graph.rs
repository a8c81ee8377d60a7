//! The streets as a graph for one mode of travel: nodes where ways meet or end, edges between them with their
//! bends, and arcs in the directions that may be used. Compact, and in an order that depends on where
//! things are and not on the order in which they were read.

use crate::model::position::Planar;
use crate::model::streets::Streets;
use crate::model::way_rules::{Directions, WayRules};
use crate::network::components::keep_large_components;
use crate::network::drawn_edges::{
    CLOSED_WAY, DrawnEdge, DrawnEdges, ShapePoint, drawn_edges, meeting_nodes,
};
use crate::network::error::NetworkError;
use crate::network::length::Millimetres;
use crate::network::locality::hilbert_order;
use crate::network::rows::Rows;
use crate::network::squares::add_ways_over_squares;
use crate::network::usable_ways::UsableWays;

/// A number that points at a node of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A number that points at an edge of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(pub u32);

/// A street between two nodes, which may be the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Where it begins.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// How long it is, bends and all.
    pub length: Millimetres,
    /// In which directions it may be used.
    pub directions: Directions,
}

/// A step to a neighbour over one edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arc {
    /// The node at the other end.
    pub node: NodeId,
    /// How far it is.
    pub length: Millimetres,
}

/// Streets of one mode of travel as a graph.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    nodes: Vec<Planar>,
    edges: Vec<Edge>,
    shapes: Rows<ShapePoint>,
    ways: Vec<u32>,
    edges_at: Rows<EdgeId>,
    outgoing: Rows<Arc>,
    incoming: Rows<Arc>,
    longest_arc: Millimetres,
}

impl Graph {
    /// Makes the graph of what the rules allow, without components of fewer than `smallest_component` nodes.
    ///
    /// Where nothing may be used the graph is empty.
    ///
    /// # Errors
    /// When the streets refer to what is not there, or have places or lengths out of range.
    pub fn build(
        streets: &Streets,
        rules: &WayRules,
        smallest_component: usize,
    ) -> Result<Self, NetworkError> {
        let mut ways = UsableWays::of(streets, rules)?;
        keep_large_components(&mut ways, smallest_component);
        let meets = meeting_nodes(&ways);
        add_ways_over_squares(&mut ways, &meets);
        let meets = meeting_nodes(&ways);
        let drawn = drawn_edges(&ways, &meets)?;
        // Of a country everything is large: what is needed no more makes room.
        Ok(assemble(ways.into_places(), &meets, drawn))
    }

    /// Where each node is.
    pub fn nodes(&self) -> &[Planar] {
        &self.nodes
    }

    /// The edges.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The line of an edge from its begin to its end: two or more points.
    pub fn shape(&self, edge: EdgeId) -> &[ShapePoint] {
        self.shapes.row(edge.0)
    }

    /// The index of the way that an edge is a stretch of.
    pub fn way(&self, edge: EdgeId) -> usize {
        self.ways[edge.0 as usize] as usize
    }

    /// The edges that are stretches of a way, in ascending order.
    pub fn edges_of_way(&self, way: usize) -> Vec<EdgeId> {
        let edges = (0u32..).map(EdgeId).zip(&self.ways);
        edges
            .filter(|(_, of)| **of as usize == way)
            .map(|(edge, _)| edge)
            .collect()
    }

    /// Whether an edge may not be used since an edit; it gives no steps.
    pub fn is_closed(&self, edge: EdgeId) -> bool {
        self.ways[edge.0 as usize] == CLOSED_WAY
    }

    /// The edges that begin or end at a node; a round trip twice.
    pub fn edges_at(&self, node: NodeId) -> &[EdgeId] {
        self.edges_at.row(node.0)
    }

    /// The steps that may be taken from a node.
    pub fn outgoing(&self, node: NodeId) -> &[Arc] {
        self.outgoing.row(node.0)
    }

    /// The steps by which a node may be reached, as seen from it.
    pub fn incoming(&self, node: NodeId) -> &[Arc] {
        self.incoming.row(node.0)
    }

    /// The length of the longest step.
    pub fn longest_arc(&self) -> Millimetres {
        self.longest_arc
    }
}

/// Puts edges together to a graph; `meets` says which places are its nodes.
pub(crate) fn assemble(places: Vec<Planar>, meets: &[bool], drawn: DrawnEdges) -> Graph {
    let (nodes, numbers) = number_nodes(&places, meets);
    drop(places);
    let order = edge_order(&numbers, &drawn);
    let mut edges = Vec::with_capacity(order.len());
    let mut ways = Vec::with_capacity(order.len());
    let mut shapes = Rows::default();
    for index in order {
        let edge = drawn.edges[index as usize];
        let shape = drawn.shapes.row(index);
        edges.push(Edge {
            from: NodeId(numbers[edge.from as usize]),
            to: NodeId(numbers[edge.to as usize]),
            length: length_of(shape),
            directions: edge.directions,
        });
        ways.push(edge.way);
        shapes.push(shape.iter().copied());
    }
    drop(drawn);
    let longest = edges.iter().map(|edge: &Edge| edge.length).max();
    let with_ways = edges.iter().zip(&ways);
    let open = with_ways.filter_map(|(edge, way)| (*way != CLOSED_WAY).then_some(edge));
    let steps = |edge: &Edge| (edge.directions.forward(), edge.directions.backward());
    let outgoing = arcs(nodes.len(), open.clone(), steps);
    let incoming = arcs(nodes.len(), open, |edge| {
        (edge.directions.backward(), edge.directions.forward())
    });
    let edges_at = edges_at(nodes.len(), &edges);
    Graph {
        nodes,
        edges,
        shapes,
        ways,
        edges_at,
        outgoing,
        incoming,
        longest_arc: longest.unwrap_or_default(),
    }
}

fn length_of(shape: &[ShapePoint]) -> Millimetres {
    shape.last().map_or(Millimetres::ZERO, |end| end.offset)
}

/// The order of the edges in the graph: by their nodes, then by all that tells two of them apart.
fn edge_order(numbers: &[u32], drawn: &DrawnEdges) -> Vec<u32> {
    let ends = |edge: &DrawnEdge| (numbers[edge.from as usize], numbers[edge.to as usize]);
    // Edges are counted in 32 bits.
    let mut order: Vec<((u32, u32), u32)> = drawn.edges.iter().map(ends).zip(0..).collect();
    order.sort_unstable_by(|&(one_ends, one), &(other_ends, other)| {
        let directions = |index: u32| drawn.edges[index as usize].directions;
        one_ends.cmp(&other_ends).then_with(|| {
            let (shape, other_shape) = (drawn.shapes.row(one), drawn.shapes.row(other));
            length_of(shape)
                .cmp(&length_of(other_shape))
                .then_with(|| directions(one).cmp(&directions(other)))
                .then_with(|| by_place(shape, other_shape))
                .then(one.cmp(&other))
        })
    });
    order.into_iter().map(|(_, index)| index).collect()
}

fn by_place(one: &[ShapePoint], other: &[ShapePoint]) -> std::cmp::Ordering {
    let numbers = |shape: &[ShapePoint]| -> Vec<f64> {
        shape
            .iter()
            .flat_map(|point| [point.place.x, point.place.y])
            .collect()
    };
    let (one, other) = (numbers(one), numbers(other));
    let unequal = one
        .iter()
        .zip(&other)
        .map(|(a, b)| a.total_cmp(b))
        .find(|order| order.is_ne());
    unequal.unwrap_or_else(|| one.len().cmp(&other.len()))
}

/// The places of the graph's nodes, and the graph's number of each node that has one.
fn number_nodes(places: &[Planar], meets: &[bool]) -> (Vec<Planar>, Vec<u32>) {
    let meeting: Vec<usize> = meets
        .iter()
        .enumerate()
        .filter(|(_, meets)| **meets)
        .map(|(node, _)| node)
        .collect();
    let meeting_places: Vec<Planar> = meeting.iter().map(|&node| places[node]).collect();
    let mut numbers = vec![0; places.len()];
    let mut nodes = Vec::with_capacity(meeting.len());
    for index in hilbert_order(&meeting_places) {
        numbers[meeting[index as usize]] = nodes.len() as u32;
        nodes.push(meeting_places[index as usize]);
    }
    (nodes, numbers)
}

fn edges_at(nodes: usize, edges: &[Edge]) -> Rows<EdgeId> {
    let ends = (0u32..).zip(edges).flat_map(|(id, edge)| {
        let id = EdgeId(id);
        [(edge.from.0, id), (edge.to.0, id)]
    });
    let mut ends: Vec<(u32, EdgeId)> = ends.collect();
    ends.sort_unstable();
    Rows::from_sorted(nodes, ends)
}

/// Steps by node; `steps` says whether an edge gives one at its begin and one at its end. Round trips give none.
fn arcs<'a>(
    nodes: usize,
    edges: impl Iterator<Item = &'a Edge>,
    steps: impl Fn(&Edge) -> (bool, bool),
) -> Rows<Arc> {
    let mut all: Vec<(u32, Arc)> = Vec::with_capacity(2 * edges.size_hint().1.unwrap_or(0));
    for edge in edges.filter(|edge| edge.from != edge.to) {
        let (at_begin, at_end) = steps(edge);
        if at_begin {
            all.push((
                edge.from.0,
                Arc {
                    node: edge.to,
                    length: edge.length,
                },
            ));
        }
        if at_end {
            all.push((
                edge.to.0,
                Arc {
                    node: edge.from,
                    length: edge.length,
                },
            ));
        }
    }
    all.sort_unstable();
    Rows::from_sorted(nodes, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::profiles_file::built_in_street_rules;
    use crate::model::streets::{StreetNodeId, TagSetId, Tags};
    use crate::model::way_rules::Barriers;
    use crate::network::drawn_town::Town;

    fn walking() -> WayRules {
        built_in_street_rules().foot
    }

    /// A street from west to east with a node every 10 m, as one way.
    fn street(nodes: u32) -> Town {
        let mut town = Town::without_streets();
        town.streets.nodes = (0..nodes)
            .map(|node| Planar {
                x: f64::from(node) * 10.0,
                y: 0.0,
            })
            .collect();
        town.add_way(&(0..nodes).collect::<Vec<u32>>(), false);
        town
    }

    #[test]
    fn ways_are_cut_where_they_meet_and_bends_count_as_length() {
        let mut town = street(5);
        town.streets.nodes.push(Planar { x: 20.0, y: 30.0 });
        town.add_way(&[2, 5], true);
        let graph = town.graph();
        let mut lengths: Vec<u32> = graph.edges().iter().map(|edge| edge.length.0).collect();
        lengths.sort_unstable();
        assert_eq!(
            (graph.nodes().len(), lengths),
            (4, vec![20_000, 20_000, 30_000])
        );
        let steps: usize = (0..4).map(|node| graph.outgoing(NodeId(node)).len()).sum();
        assert_eq!(steps, 5);
    }

    #[test]
    fn ways_that_cross_without_a_shared_node_do_not_meet() {
        let mut town = street(3);
        town.streets
            .nodes
            .extend([Planar { x: 10.0, y: 9.0 }, Planar { x: 10.0, y: -9.0 }]);
        town.add_way(&[3, 4], false);
        assert_eq!(town.graph().edges().len(), 2);
    }

    #[test]
    fn a_component_below_the_smallest_is_left_out_counting_bends_too() {
        let streets = street(40).streets;
        let edges = |smallest| {
            Graph::build(&streets, &walking(), smallest).map(|graph| graph.edges().len())
        };
        assert_eq!((edges(40), edges(41)), (Ok(1), Ok(0)));
    }

    #[test]
    fn repeated_nodes_loops_and_ways_that_go_nowhere_do_no_harm() {
        let mut town = street(3);
        town.add_way(&[1, 1, 1], false);
        town.add_way(&[], false);
        town.add_way(&[0, 1, 1, 2, 0], false);
        let graph = town.graph();
        // The street in two, the loop in three.
        assert_eq!((graph.nodes().len(), graph.edges().len()), (3, 5));
        let mut round = street(4);
        round.streets.ways.clear();
        round.add_way(&[0, 1, 2, 0], false);
        assert_eq!(round.graph().edges().len(), 1);
    }

    #[test]
    fn a_gate_stops_travellers_only_where_the_rules_respect_it() {
        let mut town = street(3);
        let gate: Tags = [("barrier", "gate"), ("foot", "no")]
            .map(|(key, value)| (key.into(), value.into()))
            .into();
        town.streets.tag_sets.push(gate);
        town.streets.barriers.push((StreetNodeId(1), TagSetId(2)));
        assert_eq!(town.graph().edges().len(), 1);
        let respecting = WayRules {
            barriers: Barriers::Respected,
            ..walking()
        };
        let graph = Graph::build(&town.streets, &respecting, 0).expect("sound");
        assert_eq!((graph.nodes().len(), graph.edges().len()), (4, 2));
    }

    #[test]
    fn what_refers_to_nothing_is_refused_with_its_place() {
        let message = |town: &Town| {
            let refusal = Graph::build(&town.streets, &walking(), 0).expect_err("not sound");
            refusal.to_string()
        };
        let mut missing_node = street(2);
        missing_node.add_way(&[0, 7], false);
        assert_eq!(
            message(&missing_node),
            "streets, way 1, node: found 7, expected less than the number of nodes (2)"
        );
        let mut missing_tags = street(2);
        missing_tags.streets.ways[0].tags = TagSetId(9);
        assert_eq!(
            message(&missing_tags),
            "streets, tags: found 9, expected less than the number of tag sets (2)"
        );
        let mut nowhere = street(2);
        nowhere.streets.nodes[1].x = f64::NAN;
        assert!(message(&nowhere).starts_with("streets, way 0, node 1: found a coordinate"));
        let mut endless = street(2);
        endless.streets.nodes[1].x = 1e9;
        assert!(message(&endless).contains("expected metres as unit"));
    }
}
