//! What somebody would change about the streets: close one, or add a path, a bridge or a crossing.

use crate::model::position::Planar;
use crate::model::streets::Tags;

/// One change of the streets.
#[derive(Debug, Clone, PartialEq)]
pub enum StreetEdit {
    /// A way is closed for everybody.
    Close {
        /// Its index in [`crate::model::streets::Streets::ways`].
        way: usize,
    },
    /// A new way. Only its ends join the streets that are there; in between it passes over or under them.
    Add {
        /// Its line: two or more places.
        line: Vec<Planar>,
        /// What it says of itself, from which the rules of each mode tell who may use it.
        tags: Tags,
    },
}
