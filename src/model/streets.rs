//! Streets as they were read: points, ways over them, and what each way says of itself.
//! Who may use a way is decided by a profile, in the network room.

use std::collections::BTreeMap;

use crate::model::position::Planar;

/// A number that points at one node in [`Streets::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreetNodeId(pub u32);

/// A number that points at one set of tags in [`Streets::tag_sets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagSetId(pub u32);

/// What a way says of itself, in OpenStreetMap's words (`highway` = `footway`); line layers are mapped to them.
pub type Tags = BTreeMap<String, String>;

/// One way over two or more nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Its nodes in the direction it was drawn.
    pub nodes: Vec<StreetNodeId>,
    /// What it says of itself; many ways share one set.
    pub tags: TagSetId,
}

/// All streets of a study. Ways meet only where they share a node.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Streets {
    /// Where each node is, in planar metres.
    pub nodes: Vec<Planar>,
    /// The ways.
    pub ways: Vec<Way>,
    /// The distinct sets of tags.
    pub tag_sets: Vec<Tags>,
    /// Nodes that carry a barrier (`barrier`, `foot`, `access`), by node, in ascending order.
    pub barriers: Vec<(StreetNodeId, TagSetId)>,
    /// Holes in squares, which cannot be crossed, in ascending order.
    pub holes: Vec<SquareHole>,
}

/// A hole in a square that may be crossed, such as a pond or a building.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SquareHole {
    /// The index of the way that is the square's outline.
    pub square: usize,
    /// The index of the way around the hole; one may walk along it.
    pub ring: usize,
}

impl Streets {
    /// Where a way runs, without repeats of one node in a row; nothing when there is no such way or a node of it is
    /// not there.
    pub fn line(&self, way: usize) -> Option<Vec<Planar>> {
        let mut nodes = self.ways.get(way)?.nodes.clone();
        nodes.dedup();
        let place = |node: &StreetNodeId| self.nodes.get(node.0 as usize).copied();
        nodes.iter().map(place).collect()
    }
}
