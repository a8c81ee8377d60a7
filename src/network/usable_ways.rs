//! The ways that a mode may use, cut where a barrier stops it, before they become a graph.

use std::ops::Range;

use crate::model::position::Planar;
use crate::model::streets::{Streets, TagSetId, Tags};
use crate::model::way_rules::{Directions, WayRules};
use crate::network::error::NetworkError;

/// Usable ways over numbered nodes. A node that stops travellers is numbered anew in every piece that
/// ends at it, so that pieces meet exactly where they share a number.
#[derive(Debug, Clone, Default)]
pub struct UsableWays {
    places: Vec<Planar>,
    nodes: Vec<u32>,
    pieces: Vec<Piece>,
    holes: Vec<Hole>,
}

/// A hole in a square.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The way that is the square's outline.
    pub square: usize,
    /// The way around the hole.
    pub ring: usize,
    /// The nodes of that way, the first one again at the end.
    pub nodes: Vec<u32>,
}

#[derive(Debug, Clone)]
struct Piece {
    nodes: Range<usize>,
    directions: Directions,
    way: usize,
    square: bool,
}

/// What all pieces of one way have in common.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    directions: Directions,
    way: usize,
    square: bool,
}

/// One usable way, or a piece of it.
#[derive(Debug, Clone, Copy)]
pub struct UsableWay<'a> {
    /// Its nodes in the order it was drawn: two or more, no two equal ones in a row.
    pub nodes: &'a [u32],
    /// In which directions it may be used.
    pub directions: Directions,
    /// The index of the way it comes from.
    pub way: usize,
    /// Whether it is the outline of a square that may be crossed.
    pub square: bool,
}

impl UsableWays {
    /// Picks the ways that the rules allow. A way that stays in one node has no length and is left out.
    ///
    /// # Errors
    /// When a usable way refers to a node or tags that are not there, or has a place without finite numbers.
    pub fn of(streets: &Streets, rules: &WayRules) -> Result<Self, NetworkError> {
        let directions: Vec<Option<Directions>> = streets
            .tag_sets
            .iter()
            .map(|tags| rules.directions(tags))
            .collect();
        let stops = stopping_nodes(streets, rules)?;
        let mut usable = Self {
            places: streets.nodes.clone(),
            ..Self::default()
        };
        for (index, way) in streets.ways.iter().enumerate() {
            let known = directions.get(way.tags.0 as usize);
            if let Some(directions) = *known.ok_or_else(|| unknown_tags(streets, way.tags))? {
                let nodes = checked_nodes(streets, index)?;
                let square = streets
                    .tag_sets
                    .get(way.tags.0 as usize)
                    .is_some_and(|tags| rules.is_square(tags));
                let drawn = Drawn {
                    directions,
                    way: index,
                    square,
                };
                usable.add(&nodes, &stops, drawn);
            }
        }
        for hole in &streets.holes {
            if hole.ring < streets.ways.len() {
                usable.holes.push(Hole {
                    square: hole.square,
                    ring: hole.ring,
                    nodes: checked_nodes(streets, hole.ring)?,
                });
            }
        }
        Ok(usable)
    }

    /// The place of each node.
    pub fn places(&self) -> &[Planar] {
        &self.places
    }

    /// The place of each node, when the ways are needed no more.
    pub fn into_places(self) -> Vec<Planar> {
        self.places
    }

    /// The ways, in the order of the streets.
    pub fn iter(&self) -> impl Iterator<Item = UsableWay<'_>> {
        self.pieces.iter().map(|piece| UsableWay {
            nodes: &self.nodes[piece.nodes.clone()],
            directions: piece.directions,
            way: piece.way,
            square: piece.square,
        })
    }

    /// The holes in squares, whether these may be used or not.
    pub fn holes(&self) -> &[Hole] {
        &self.holes
    }

    /// Adds a straight way between two nodes, both ways, on account of another way.
    pub fn add_link(&mut self, nodes: [u32; 2], way: usize) {
        let first = self.nodes.len();
        self.nodes.extend(nodes);
        self.pieces.push(Piece {
            nodes: first..self.nodes.len(),
            directions: Directions::Both,
            way,
            square: false,
        });
    }

    /// Keeps the ways for which `keep` holds.
    pub fn retain(&mut self, keep: impl Fn(UsableWay<'_>) -> bool) {
        let nodes = &self.nodes;
        self.pieces.retain(|piece| {
            keep(UsableWay {
                nodes: &nodes[piece.nodes.clone()],
                directions: piece.directions,
                way: piece.way,
                square: piece.square,
            })
        });
    }

    fn add(&mut self, nodes: &[u32], stops: &[u32], drawn: Drawn) {
        let is_stop = |node: &u32| stops.binary_search(node).is_ok();
        let last = nodes.len().saturating_sub(1);
        let mut start = 0;
        for end in 1..nodes.len() {
            if end == last || is_stop(&nodes[end]) {
                let first = self.nodes.len();
                for node in &nodes[start..=end] {
                    let number = if is_stop(node) {
                        self.number_anew(*node)
                    } else {
                        *node
                    };
                    self.nodes.push(number);
                }
                self.pieces.push(Piece {
                    nodes: first..self.nodes.len(),
                    directions: drawn.directions,
                    way: drawn.way,
                    square: drawn.square,
                });
                start = end;
            }
        }
    }

    fn number_anew(&mut self, node: u32) -> u32 {
        self.places.push(self.places[node as usize]);
        // Nodes are counted in 32 bits, as `StreetNodeId` says, and barriers are few among them.
        (self.places.len() - 1) as u32
    }
}

/// The nodes of a way without repeats in a row, all of them there and finite.
fn checked_nodes(streets: &Streets, way: usize) -> Result<Vec<u32>, NetworkError> {
    let mut nodes: Vec<u32> = streets.ways[way].nodes.iter().map(|node| node.0).collect();
    nodes.dedup();
    for &node in &nodes {
        let place = streets.nodes.get(node as usize);
        let place = place.ok_or(NetworkError::UnknownNode {
            way,
            node,
            nodes: streets.nodes.len(),
        })?;
        if !(place.x.is_finite() && place.y.is_finite()) {
            return Err(NetworkError::NotFinite { way, node });
        }
    }
    Ok(nodes)
}

fn stopping_nodes(streets: &Streets, rules: &WayRules) -> Result<Vec<u32>, NetworkError> {
    let mut stops = Vec::new();
    for &(node, tags) in &streets.barriers {
        let tags: &Tags = streets
            .tag_sets
            .get(tags.0 as usize)
            .ok_or_else(|| unknown_tags(streets, tags))?;
        if rules.is_stopped_by(tags) {
            stops.push(node.0);
        }
    }
    stops.sort_unstable();
    Ok(stops)
}

fn unknown_tags(streets: &Streets, tags: TagSetId) -> NetworkError {
    NetworkError::UnknownTags {
        found: tags.0,
        tag_sets: streets.tag_sets.len(),
    }
}
