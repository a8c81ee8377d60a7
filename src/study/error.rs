//! What can keep a study from being opened or written.

use std::sync::Arc;

use thiserror::Error;

use crate::access::error::AccessError;
use crate::layers::error::LayerError;
use crate::model::work::Ended;
use crate::siting::community_school::refusal::CandidateRefusal;
use crate::siting::equity_report::EquityRefusal;
use crate::siting::error::SitingError;

/// A study that cannot be opened, or an analysis that cannot be written.
#[derive(Debug, Error)]
pub enum StudyError {
    /// Access cannot be computed.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// A question about sites cannot be answered.
    #[error(transparent)]
    Siting(#[from] SitingError),
    /// A layer, table or file cannot be made.
    #[error(transparent)]
    Layer(#[from] LayerError),
    /// A layer that several wait for cannot be made.
    #[error(transparent)]
    SharedLayer(#[from] Arc<LayerError>),
    /// Two sides of a change cannot be compared.
    #[error(transparent)]
    Equity(#[from] EquityRefusal),
    /// A question about community schools cannot be answered.
    #[error(transparent)]
    Candidates(#[from] CandidateRefusal),
    /// Nobody waits for the answer any more.
    #[error(transparent)]
    Ended(#[from] Ended),
}
