//! One change of a study, of whatever it is about.

use crate::model::barrier_edit::BarrierEdit;
use crate::model::demand::DemandPoint;
use crate::model::facility_edit::FacilityEdit;
use crate::model::street_edit::StreetEdit;

/// One change of a study.
#[derive(Debug, Clone, PartialEq)]
pub enum StudyEdit {
    /// Of the streets, where distances are measured over them.
    Street(StreetEdit),
    /// Of barriers and crossings, where distances are measured among them.
    Barrier(BarrierEdit),
    /// Of the facilities.
    Facility(FacilityEdit),
    /// A new place where people live; its index follows on those that are there.
    Home(Box<DemandPoint>),
}
