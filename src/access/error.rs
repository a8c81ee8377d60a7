//! Why a question about access has no answer.

use thiserror::Error;

use crate::model::bilingual::Bilingual;
use crate::model::facility_kind::FacilityKind;
use crate::model::travel_mode::{DistanceLevel, TravelMode};
use crate::model::work::Ended;

/// What is expected of a facility that is changed.
pub const NO_SUCH_FACILITY: &str = "the id of a facility of the study";
/// What is expected of a line that is added.
pub const WHOLE_LINE: &str = "two or more places and less than 4,000 kilometres";
/// What is expected of a part of a street.
pub const PART_OF_STREET: &str =
    "two places within 10 m of the street, with some of it between them";

/// Why a question about access has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AccessError {
    /// A norm refers to a profile that the study does not have.
    #[error(
        "norm for {kind}, field \"profile\": found \"{profile}\", expected one of the study's profiles: {known}"
    )]
    UnknownProfile {
        /// The kind the norm is for.
        kind: FacilityKind,
        /// The profile it names.
        profile: String,
        /// The profiles the study has.
        known: String,
    },
    /// Distances were asked over streets that the study does not have.
    #[error("distance level: found D3, expected D0 or D1, because the study has no streets")]
    NoStreets,
    /// A question about streets, or an edit of them, in a study that does not measure over them.
    #[error("distance level: found {}, expected D3, because streets count only there", .0.code())]
    NotOverStreets(DistanceLevel),
    /// Barriers were to be edited in a study that does not measure among them.
    #[error("distance level: found {}, expected D2, because barriers and crossings count only there", .0.code())]
    NotAmongBarriers(DistanceLevel),
    /// An edit is about something that is not there.
    #[error("edit of {what}: found number {number}, expected less than {there_are}")]
    NotThere {
        /// What it is about, such as `an added street`.
        what: &'static str,
        /// Which one it names.
        number: usize,
        /// How many there are.
        there_are: usize,
    },
    /// A new street, barrier or crossing has no sound line.
    #[error("edit of {what}, line: found {found}, expected {expected}")]
    NoLine {
        /// What it is.
        what: &'static str,
        /// What is wrong with its line.
        found: Bilingual,
        /// What would be right.
        expected: &'static str,
    },
    /// An edit is about a facility that is not there, or opens one that is.
    #[error("edit of a facility, id: found \"{found}\", expected {expected}")]
    FacilityId {
        /// The id.
        found: String,
        /// What would be right.
        expected: &'static str,
    },
    /// A facility is opened for a kind that the study does not judge.
    #[error(
        "edit of a facility, kind: found \"{found}\", expected one of the study's kinds: {known}"
    )]
    UnknownKind {
        /// The kind.
        found: FacilityKind,
        /// The kinds the study has.
        known: String,
    },
    /// The question is for a mode of travel for which no street graph was prepared.
    #[error("mode of travel: found {0:?}, expected a mode that one of the norms' profiles uses")]
    ModeNotPrepared(TravelMode),
    /// The streets cannot be made into a graph.
    #[error(transparent)]
    Streets(#[from] crate::network::error::NetworkError),
    /// Nobody waits for the answer any more.
    #[error(transparent)]
    Ended(#[from] Ended),
}
