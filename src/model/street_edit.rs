//! What somebody would change about the streets: close one or a part of it, or add a path, a bridge or a crossing.

use crate::model::position::Planar;
use crate::model::streets::Tags;

/// Which of several things is meant, where some were there and others are added by edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    /// One of the study, by its index there.
    OfStudy(usize),
    /// One that an edit added: 0 for the first, in the order of adding, whether it was closed again or not.
    Added(usize),
}

/// One change of the streets.
#[derive(Debug, Clone, PartialEq)]
pub enum StreetEdit {
    /// A way is closed for everybody, or a part of it; what is closed already stays so.
    ///
    /// Where it came in at a corner of a square, the lines over the square from there stay: one may still walk them. A
    /// study that is read anew without the way has no line from that corner, so who stands on the square may walk a
    /// little farther there, around it.
    Close {
        /// One of [`crate::model::streets::Streets::ways`], or an added one.
        street: Which,
        /// Only the part between the places on it that are nearest to these two; nothing for all of it.
        between: Option<[Planar; 2]>,
    },
    /// A new way. Only its ends join the streets that are there; in between it passes over or under them.
    ///
    /// An end joins the nearest street that somebody may use, also in the middle of it, and also one that is not
    /// used because too few others hang together with it. Farther than 10 metres from all streets it is a dead end.
    /// Where it joins the outline of a square that can be crossed, one walks along the outline to where the lines over
    /// the square begin.
    Add {
        /// Its line: two or more places.
        line: Vec<Planar>,
        /// What it says of itself, from which the rules of each mode tell who may use it.
        tags: Tags,
    },
}
