//! Why a question under a scenario has no answer.

use thiserror::Error;

use crate::access::error::AccessError;
use crate::model::scenario::refusal::ScenarioRefused;
use crate::study::error::StudyError;

/// Why a question under a scenario has no answer.
#[derive(Debug, Error)]
pub enum ScenarioProblem {
    /// The scenario is not one of this study: the message names change and field, found and expected.
    #[error(transparent)]
    Refused(#[from] ScenarioRefused),
    /// The study cannot answer.
    #[error(transparent)]
    Study(#[from] StudyError),
}

impl From<AccessError> for ScenarioProblem {
    fn from(cause: AccessError) -> Self {
        Self::Study(cause.into())
    }
}
