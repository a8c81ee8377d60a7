//! What somebody would change about barriers and the crossings over them, in a study without streets.

use crate::model::barrier::{Barrier, Crossing};
use crate::model::street_edit::Which;

/// One change of barriers or crossings.
#[derive(Debug, Clone, PartialEq)]
pub enum BarrierEdit {
    /// A new crossing.
    AddCrossing(Crossing),
    /// A crossing is closed for everybody.
    CloseCrossing(Which),
    /// A new barrier.
    AddBarrier(Barrier),
    /// A barrier is taken away for everybody.
    RemoveBarrier(Which),
}
