//! What other assumptions would do to the clusters of an answer.

use crate::model::travel_mode::DistanceLevel;

/// One assumption that is changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ClusterChange {
    /// The diameter times this.
    Diameter(f64),
    /// Another detour on foot for each metre in a straight line.
    Detour(f64),
    /// Walks measured at another level.
    Level(DistanceLevel),
}

/// What a change does to the clusters.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterVariant {
    /// What was changed.
    pub change: ClusterChange,
    /// How many clusters there then are.
    pub found: usize,
    /// The clusters of the answer that are none any more, by their places in it.
    pub gone: Vec<usize>,
}
