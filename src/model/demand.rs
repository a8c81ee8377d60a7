//! Where residents live, as points with numbers of people.

use crate::model::age_group::PerAge;
use crate::model::area::{AreaId, Count};
use crate::model::position::Planar;
use crate::model::source::SourceId;
use crate::model::units::Metres;

/// A place where people live.
#[derive(Debug, Clone, PartialEq)]
pub struct DemandPoint {
    /// Its name in `punten.csv`, unique in the study.
    pub id: String,
    /// Where it is.
    pub position: Planar,
    /// The neighbourhood it lies in; `None` outside the study area.
    pub area: Option<AreaId>,
    /// Residents by age group; `None` is not known, never zero.
    pub residents: PerAge<Option<Count>>,
    /// How far from `position` its people may really live: 0 for an address, resolution · √2/2 for a square.
    pub half_diagonal: Metres,
    /// Where its numbers of residents were read from.
    pub source: SourceId,
}
