//! What cannot be crossed, and where it can: railways, canals and motorways with their bridges and underpasses,
//! for studies without streets.

use crate::model::position::Planar;
use crate::model::travel_mode::TravelMode;
use crate::model::units::Seconds;

/// A line that stops travellers.
#[derive(Debug, Clone, PartialEq)]
pub struct Barrier {
    /// Its name, such as that of the canal.
    pub name: Option<String>,
    /// Its lines, in planar metres.
    pub lines: geo::MultiLineString<f64>,
    /// Whom it stops, in ascending order; nobody when an edit has taken it away.
    pub stops: Vec<TravelMode>,
}

/// Whether a place can be passed without steps, gaps or kerbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BarrierFree {
    /// It can.
    Yes,
    /// It cannot.
    No,
    /// Nobody says; never taken for a yes.
    Unknown,
}

/// Where barriers can be crossed: a point, or a short line from bank to bank.
#[derive(Debug, Clone, PartialEq)]
pub struct Crossing {
    /// Its name, such as that of the bridge.
    pub name: Option<String>,
    /// One end, in planar metres.
    pub begin: Planar,
    /// The other end; the same place for a point.
    pub end: Planar,
    /// Who may use it, in ascending order; nobody when an edit has closed it.
    pub modes: Vec<TravelMode>,
    /// Whether a wheelchair can use it.
    pub barrier_free: BarrierFree,
    /// The time that crossing takes on top of the way, such as waiting at a level crossing.
    pub penalty: Seconds,
}
