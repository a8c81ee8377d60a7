//! A place where people get education, care or something to do.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::facility_kind::FacilityKind;
use crate::model::opening_hours::OpeningHours;
use crate::model::position::Planar;
use crate::model::source::SourceId;

/// The id of a facility, unique in the study (`17RK00`, `17RK00-2` for its second location).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacilityId(pub String);

impl fmt::Display for FacilityId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One location of one institution.
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// Its id.
    pub id: FacilityId,
    /// Its name.
    pub name: String,
    /// What it offers, in the order of their codes; at least one, and nothing only when an edit has closed it.
    pub kinds: Vec<FacilityKind>,
    /// Where it stands.
    pub position: Planar,
    /// Further places where people can enter; empty when `position` is the only one.
    pub entrances: Vec<Planar>,
    /// Places or pupils it has room for; `None` is not known.
    pub capacity: Option<u32>,
    /// Pupils it has now; `None` is not known, also where the source hides a small number.
    pub pupils: Option<u32>,
    /// When it is open; `None` is not known, and never taken for closed or open.
    pub opening_hours: Option<OpeningHours>,
    /// Further facts by name (address, building year, ...), missing ones left out.
    pub attributes: BTreeMap<String, String>,
    /// Where it was read from.
    pub source: SourceId,
}
