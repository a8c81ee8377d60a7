//! Places for each person within a catchment, where everybody inside counts alike (2SFCA).

use crate::access::decay::Decay;
use crate::access::enhanced_catchment::enhanced_catchment;
use crate::access::floating_catchment::FloatingCatchment;
use crate::access::travel_table::TravelTable;
use crate::model::units::Seconds;

/// `R_j = S_j / Σ_{i: t_ij ≤ T} P_i`, `A_i = Σ_{j: t_ij ≤ T} R_j`.
///
/// # Units
/// Places for each person, 0 or more. `Σ_i P_i · A_i` is the number of places in somebody's reach.
///
/// # Source
/// Luo and Wang 2003, eq. 1 and 2.
pub fn two_step_catchment(table: &TravelTable, within: Seconds) -> FloatingCatchment {
    enhanced_catchment(table, &Decay::within(within))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{minutes, table};

    #[test]
    fn two_overlapping_catchments_add_up() {
        // Within 15 minutes: school a (30 places) has points 1 and 2 (10 + 20 people), R = 1;
        // school b (10 places) has points 2 and 3 (20 + 20 people), R = 0.25.
        let town = table(
            &[10, 20, 20, 5],
            &[Some(30), Some(10)],
            &[
                &[Some(5.0), Some(15.1)],
                &[Some(15.0), Some(10.0)],
                &[None, Some(1.0)],
                &[Some(16.0), None],
            ],
        );
        let found = two_step_catchment(&town, minutes(15.0));
        assert_eq!(found.ratios, [Some(1.0), Some(0.25)]);
        assert_eq!(found.access, [1.0, 1.25, 0.25, 0.0].map(Some));
    }
}
