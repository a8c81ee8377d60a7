//! A place on the streets: on an edge, some way along it, and a straight leg from where one really is.

use crate::model::units::Metres;
use crate::network::graph::EdgeId;
use crate::network::length::Millimetres;

/// Where a home or entrance meets the streets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The edge.
    pub edge: EdgeId,
    /// How far along the edge, from its begin; at most its length.
    pub offset: Millimetres,
    /// The straight way from the home or entrance to there, which is travelled too.
    pub leg: Millimetres,
}

/// Why a home or entrance has no place on the streets: the nearest usable one is too far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFar {
    /// How far the nearest usable street is; nothing when none may be used at all.
    pub nearest: Option<Metres>,
}
