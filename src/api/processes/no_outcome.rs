//! Why an execution has no outcome.

use std::error::Error;

use crate::api::problem::Problem;
use crate::model::work::Ended;

/// Why there is no outcome.
#[derive(Debug)]
pub enum NoOutcome {
    /// The question has no answer.
    Refused(Problem),
    /// A mistake of ours.
    Ours(Box<dyn Error + Send + Sync>),
    /// The work was ended.
    Ended,
}

impl From<Ended> for NoOutcome {
    fn from(_ended: Ended) -> Self {
        Self::Ended
    }
}

impl From<Problem> for NoOutcome {
    fn from(refused: Problem) -> Self {
        Self::Refused(refused)
    }
}
