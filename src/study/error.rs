//! What can keep a study from being opened or written.

use thiserror::Error;

use crate::access::error::AccessError;
use crate::layers::error::LayerError;
use crate::siting::community_school::refusal::CandidateRefusal;

/// A study that cannot be opened, or an analysis that cannot be written.
#[derive(Debug, Error)]
pub enum StudyError {
    /// Access cannot be computed.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// A layer, table or file cannot be made.
    #[error(transparent)]
    Layer(#[from] LayerError),
    /// A question about community schools cannot be answered.
    #[error(transparent)]
    Candidates(#[from] CandidateRefusal),
}
