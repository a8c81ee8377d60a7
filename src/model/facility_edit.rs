//! What somebody would change about facilities: open one, or close, move or change one that is there.

use crate::model::facility::{Facility, FacilityId};
use crate::model::opening_hours::OpeningHours;
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
    /// A facility is open at other times.
    SetOpeningHours {
        /// Which one.
        facility: FacilityId,
        /// Its hours; nothing for not known.
        hours: Option<OpeningHours>,
    },
    /// A facility has other entrances beside the place where it stands.
    SetEntrances {
        /// Which one.
        facility: FacilityId,
        /// All further entrances from now on.
        entrances: Vec<Planar>,
    },
}

impl FacilityEdit {
    /// The facility that is opened or changed.
    pub const fn facility(&self) -> &FacilityId {
        match self {
            Self::Open(facility) => &facility.id,
            Self::Close(facility)
            | Self::Move { facility, .. }
            | Self::SetCapacity { facility, .. }
            | Self::SetOpeningHours { facility, .. }
            | Self::SetEntrances { facility, .. } => facility,
        }
    }

    /// Whether somebody's way can be another one for it; capacity and hours leave all ways as they are.
    pub const fn moves_people(&self) -> bool {
        match self {
            Self::Open(_) | Self::Close(_) | Self::Move { .. } | Self::SetEntrances { .. } => true,
            Self::SetCapacity { .. } | Self::SetOpeningHours { .. } => false,
        }
    }
}
