//! One change of a scenario, in the planner's words: places instead of the numbers of streets and crossings.

use std::fmt;

use crate::model::barrier::{Barrier, BarrierFree};
use crate::model::facility::FacilityId;
use crate::model::facility_kind::FacilityKind;
use crate::model::opening_hours::OpeningHours;
use crate::model::position::Planar;
use crate::model::scenario::planned_homes::PlannedHomes;
use crate::model::streets::Tags;
use crate::model::travel_mode::TravelMode;
use crate::model::units::Seconds;

/// The name of a change, unique in its scenario.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeId(pub String);

impl fmt::Display for ChangeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its name.
    pub id: ChangeId,
    /// What changes.
    pub what: ChangeOf,
}

/// What changes.
#[derive(Debug, Clone, PartialEq)]
pub enum ChangeOf {
    /// A facility opens.
    OpenFacility(NewFacility),
    /// A facility closes.
    CloseFacility(FacilityId),
    /// A facility moves, and is entered there only.
    MoveFacility {
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
        /// All further entrances.
        entrances: Vec<Planar>,
    },
    /// A street, path or bridge comes; only its ends join other streets.
    AddStreet {
        /// Its line.
        line: Vec<Planar>,
        /// What it says of itself.
        tags: Tags,
    },
    /// A street closes, or the part of it between two places.
    CloseStreet {
        /// Which one.
        street: Marked,
        /// The two ends of the part; nothing for all of it.
        between: Option<[Planar; 2]>,
    },
    /// A bridge, underpass or crossing comes.
    AddCrossing(NewCrossing),
    /// A bridge, underpass or crossing closes, in a study without streets.
    CloseCrossing(Marked),
    /// A barrier comes, in a study without streets.
    AddBarrier(Barrier),
    /// A barrier is taken away, in a study without streets.
    RemoveBarrier(Marked),
    /// Homes are built.
    BuildHomes(PlannedHomes),
}

/// Which street, crossing or barrier is meant.
#[derive(Debug, Clone, PartialEq)]
pub enum Marked {
    /// The one of the study nearest to a place.
    At(Planar),
    /// The one that an earlier change added.
    AddedBy(ChangeId),
}

/// A facility that opens.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFacility {
    /// An id that no other has.
    pub id: FacilityId,
    /// Its name.
    pub name: String,
    /// What it offers, in the order of their codes; at least one.
    pub kinds: Vec<FacilityKind>,
    /// Where it stands.
    pub position: Planar,
    /// Further places where people can enter.
    pub entrances: Vec<Planar>,
    /// Its places; nothing for not known.
    pub capacity: Option<u32>,
    /// When it is open; nothing for not known.
    pub opening_hours: Option<OpeningHours>,
}

/// A bridge, underpass or crossing that comes.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCrossing {
    /// Its name.
    pub name: Option<String>,
    /// Both ends.
    pub ends: [Planar; 2],
    /// Who may use it, in ascending order.
    pub modes: Vec<TravelMode>,
    /// Whether a wheelchair can use it.
    pub barrier_free: BarrierFree,
    /// The time that crossing takes on top of the way.
    pub penalty: Seconds,
}

impl ChangeOf {
    /// The name of the kind of change in files and addresses.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OpenFacility(_) => "voorziening_openen",
            Self::CloseFacility(_) => "voorziening_sluiten",
            Self::MoveFacility { .. } => "voorziening_verplaatsen",
            Self::SetCapacity { .. } => "capaciteit",
            Self::SetOpeningHours { .. } => "openingstijden",
            Self::SetEntrances { .. } => "ingangen",
            Self::AddStreet { .. } => "straat_toevoegen",
            Self::CloseStreet { .. } => "straat_sluiten",
            Self::AddCrossing(_) => "oversteek_toevoegen",
            Self::CloseCrossing(_) => "oversteek_sluiten",
            Self::AddBarrier(_) => "barriere_toevoegen",
            Self::RemoveBarrier(_) => "barriere_weghalen",
            Self::BuildHomes(_) => "woningen",
        }
    }

    /// The facility that the change is about, unless it opens one.
    pub const fn changed_facility(&self) -> Option<&FacilityId> {
        match self {
            Self::CloseFacility(facility)
            | Self::MoveFacility { facility, .. }
            | Self::SetCapacity { facility, .. }
            | Self::SetOpeningHours { facility, .. }
            | Self::SetEntrances { facility, .. } => Some(facility),
            Self::OpenFacility(_)
            | Self::AddStreet { .. }
            | Self::CloseStreet { .. }
            | Self::AddCrossing(_)
            | Self::CloseCrossing(_)
            | Self::AddBarrier(_)
            | Self::RemoveBarrier(_)
            | Self::BuildHomes(_) => None,
        }
    }

    /// The earlier change that this one closes or takes away what it added, if it names one.
    pub const fn marked_change(&self) -> Option<&ChangeId> {
        match self {
            Self::CloseStreet {
                street: Marked::AddedBy(id),
                ..
            }
            | Self::CloseCrossing(Marked::AddedBy(id))
            | Self::RemoveBarrier(Marked::AddedBy(id)) => Some(id),
            Self::CloseStreet { .. }
            | Self::CloseCrossing(_)
            | Self::RemoveBarrier(_)
            | Self::OpenFacility(_)
            | Self::CloseFacility(_)
            | Self::MoveFacility { .. }
            | Self::SetCapacity { .. }
            | Self::SetOpeningHours { .. }
            | Self::SetEntrances { .. }
            | Self::AddStreet { .. }
            | Self::AddCrossing(_)
            | Self::AddBarrier(_)
            | Self::BuildHomes(_) => None,
        }
    }

    /// Whether it opens a facility of this id.
    pub fn opens(&self, facility: &FacilityId) -> bool {
        matches!(self, Self::OpenFacility(opened) if opened.id == *facility)
    }

    /// Whether this change stands on an earlier one: names it, or changes the facility it opens.
    pub fn stands_on(&self, earlier: &Change) -> bool {
        let changed = self.changed_facility();
        self.marked_change() == Some(&earlier.id)
            || changed.is_some_and(|facility| earlier.what.opens(facility))
    }
}
