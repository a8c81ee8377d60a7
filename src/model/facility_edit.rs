//! What somebody would change about facilities: open one, or close, move or change one that is there.

use crate::model::facility::{Facility, FacilityId};
use crate::model::position::Planar;

/// One change of the facilities.
#[derive(Debug, Clone, PartialEq)]
pub enum FacilityEdit {
    /// A new facility, with an id that no other has. Its index follows on those that are there.
    Open(Box<Facility>),
    /// A facility offers nothing any more. It keeps its place among the others.
    Close(FacilityId),
    /// A facility is somewhere else from now on, and is entered there only.
    Move {
        /// Which one.
        facility: FacilityId,
        /// Where it stands from now on.
        to: Planar,
    },
    /// A facility has room for another number of people.
    SetCapacity {
        /// Which one.
        facility: FacilityId,
        /// Its places; nothing for not known.
        capacity: Option<u32>,
    },
    /// A facility has other entrances beside the place where it stands.
    SetEntrances {
        /// Which one.
        facility: FacilityId,
        /// All further entrances from now on.
        entrances: Vec<Planar>,
    },
}
