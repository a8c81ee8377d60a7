//! What is known beyond residents, facilities and streets: indicators, buildings, and what people recorded.
//! Each list may be empty; a question that needs it then says what is missing.

use crate::model::building::{Building, Claim, Room};
use crate::model::indicator::Indicator;
use crate::model::record::{
    Ambition, Consideration, Programme, PupilFlow, SchoolReading, SharedVision, Wish,
};

/// The facts and records by which need and candidates are judged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Planning {
    /// Indicators of need, in the order of the study file.
    pub indicators: Vec<Indicator>,
    /// Buildings, sorted by id.
    pub buildings: Vec<Building>,
    /// Rooms, sorted by building and id.
    pub rooms: Vec<Room>,
    /// Claims on rooms, sorted by room, day and time.
    pub claims: Vec<Claim>,
    /// Recorded ambitions, by whose and then by date; the last one of a place holds.
    pub ambitions: Vec<Ambition>,
    /// Recorded visions, by date.
    pub visions: Vec<SharedVision>,
    /// Wish lists, by area and kind.
    pub wishes: Vec<Wish>,
    /// Programmes that areas have, by area, name and first day; empty where the study has no register of them.
    pub programmes: Vec<Programme>,
    /// What was recorded about neighbourhoods that are considered, by neighbourhood and day.
    pub considerations: Vec<Consideration>,
    /// Where pupils go on to, by the school they leave and the one they go to.
    pub flows: Vec<PupilFlow>,
    /// Reading at schools, sorted by facility.
    pub reading: Vec<SchoolReading>,
}
