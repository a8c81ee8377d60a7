//! The coordinate systems in which a study is given.

use crate::ingest::coordinate_system::CoordinateSystem;
use crate::layers::reference_system::{AxisOrder, OwnSystem, ReferenceSystem};

/// The systems of a study that measures in this one, the default first.
pub fn offered_systems(study_crs: &str) -> Vec<ReferenceSystem> {
    ReferenceSystem::offered(own_system(study_crs))
}

/// The study's own system, when it has a number at EPSG.
fn own_system(study_crs: &str) -> Option<OwnSystem> {
    let system = CoordinateSystem::named(study_crs).ok()?;
    let order = if system.is_north_first().ok()? {
        AxisOrder::NorthEast
    } else {
        AxisOrder::EastNorth
    };
    Some(OwnSystem {
        code: system.epsg()?,
        order,
    })
}
