//! Why streets cannot be made into a graph.

use thiserror::Error;

/// Why streets cannot be made into a graph.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NetworkError {
    /// A way uses a node that is not there.
    #[error(
        "streets, way {way}, node: found {node}, expected less than the number of nodes ({nodes})"
    )]
    UnknownNode {
        /// The index of the way.
        way: usize,
        /// The node it uses.
        node: u32,
        /// How many nodes there are.
        nodes: usize,
    },
    /// A way or barrier has a set of tags that is not there.
    #[error("streets, tags: found {found}, expected less than the number of tag sets ({tag_sets})")]
    UnknownTags {
        /// The set of tags it refers to.
        found: u32,
        /// How many sets of tags there are.
        tag_sets: usize,
    },
    /// A node of a usable way has a coordinate that is no finite number.
    #[error(
        "streets, way {way}, node {node}: found a coordinate that is not a finite number of metres"
    )]
    NotFinite {
        /// The index of the way.
        way: usize,
        /// The node.
        node: u32,
    },
    /// A street is longer than a length can say.
    #[error(
        "streets, way {way}: found a street of more than 4,000 kilometres between two crossings, expected metres as unit"
    )]
    TooLong {
        /// The index of the way.
        way: usize,
    },
}
