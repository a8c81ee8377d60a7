//! Cuts ways into edges where they meet or end; the other nodes are bends, which give an edge its line and length.

use crate::model::position::Planar;
use crate::model::units::Metres;
use crate::model::way_rules::Directions;
use crate::network::error::NetworkError;
use crate::network::length::Millimetres;
use crate::network::rows::Rows;
use crate::network::usable_ways::{UsableWay, UsableWays};

/// A point of an edge's line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShapePoint {
    /// Where it is.
    pub place: Planar,
    /// How far along the edge it is.
    pub offset: Millimetres,
}

/// Edges before they are numbered, in the order of the ways.
#[derive(Debug, Clone, Default)]
pub struct DrawnEdges {
    /// The edges.
    pub edges: Vec<DrawnEdge>,
    /// Their lines, in the same order: two or more points each. Lines of two points that each had memory of their own
    /// would take twice as much.
    pub shapes: Rows<ShapePoint>,
}

/// An edge before it is numbered: nodes as the ways number them.
#[derive(Debug, Clone, Copy)]
pub struct DrawnEdge {
    /// Where it begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// In which directions it may be used.
    pub directions: Directions,
    /// The index of the way it is a stretch of, or one of the marks below.
    pub way: u32,
}

/// Stands for the way of an edge where that is not known any more.
pub const NO_WAY: u32 = u32::MAX;
/// The same for an edge of a street that was not used before any edit.
pub const NEW_WAY: u32 = NO_WAY - 1;
/// The same for one that was used before an edit and may not be used any more.
pub const CLOSED_WAY: u32 = NO_WAY - 2;

/// All edges; `meets` says of each node whether ways are cut there.
///
/// # Errors
/// When an edge is longer than a length can say.
pub fn drawn_edges(ways: &UsableWays, meets: &[bool]) -> Result<DrawnEdges, NetworkError> {
    let mut drawn = DrawnEdges::default();
    for way in ways.iter() {
        drawn.cut(way, meets, ways.places())?;
    }
    Ok(drawn)
}

/// Which nodes become nodes of the graph: ends of ways, and what occurs twice or more.
pub fn meeting_nodes(ways: &UsableWays) -> Vec<bool> {
    let mut seen = vec![false; ways.places().len()];
    let mut meets = vec![false; ways.places().len()];
    for way in ways.iter() {
        for &node in way.nodes {
            let node = node as usize;
            meets[node] = meets[node] || seen[node];
            seen[node] = true;
        }
        for &end in way.nodes.first().iter().chain(&way.nodes.last()) {
            meets[*end as usize] = true;
        }
    }
    meets
}

impl DrawnEdges {
    /// Adds a way, cut where it meets others.
    fn cut(
        &mut self,
        way: UsableWay<'_>,
        meets: &[bool],
        places: &[Planar],
    ) -> Result<(), NetworkError> {
        let mut start = 0;
        for end in 1..way.nodes.len() {
            if meets[way.nodes[end] as usize] {
                let nodes = &way.nodes[start..=end];
                let shape =
                    shape_of(nodes, places).ok_or(NetworkError::TooLong { way: way.way })?;
                self.edges.push(DrawnEdge {
                    from: nodes[0],
                    to: way.nodes[end],
                    directions: way.directions,
                    // Ways are counted in 32 bits, as their nodes are.
                    way: way.way as u32,
                });
                self.shapes.push(shape);
                start = end;
            }
        }
        Ok(())
    }
}

/// Every stretch is rounded by itself, so that cutting an edge at one of its points changes no length.
fn shape_of(nodes: &[u32], places: &[Planar]) -> Option<Vec<ShapePoint>> {
    let mut shape: Vec<ShapePoint> = Vec::with_capacity(nodes.len());
    for &node in nodes {
        let place = places[node as usize];
        let offset = match shape.last() {
            Some(before) => {
                let stretch = Metres::new(before.place.distance(place)).ok()?;
                before.offset.plus(Millimetres::rounded(stretch)?)?
            }
            None => Millimetres::ZERO,
        };
        shape.push(ShapePoint { place, offset });
    }
    Some(shape)
}
