//! How much there is to reach within a time, all of it counted alike.

use crate::access::decay::Decay;
use crate::access::gravity::{Opportunities, gravity};
use crate::access::travel_table::TravelTable;
use crate::model::units::Seconds;

/// Cumulative opportunities: `A_i = Σ_j O_j · [t_ij ≤ T]`.
///
/// # Units
/// Facilities or places, 0 or more. Never falls as the time grows.
///
/// # Shape
/// One value for each demand point, as for [`gravity`].
///
/// # Source
/// Wachs and Kumagai 1973.
pub fn cumulative_opportunities(
    table: &TravelTable,
    opportunities: Opportunities,
    within: Seconds,
) -> Vec<Option<f64>> {
    gravity(table, opportunities, &Decay::within(within))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, minutes, table};
    use proptest::prelude::*;

    #[test]
    fn places_are_counted_up_to_and_including_the_time() {
        // 1, 2 and 4 places at 5, 10 and 10.1 minutes show which ones were counted.
        let three = table(
            &[1],
            &[Some(1), Some(2), Some(4)],
            &[&[Some(5.0), Some(10.0), Some(10.1)]],
        );
        let within =
            |time| cumulative_opportunities(&three, Opportunities::Places, minutes(time))[0];
        assert_eq!(
            [4.9, 5.0, 10.0, 11.0].map(within),
            [0.0, 1.0, 3.0, 7.0].map(Some)
        );
    }

    proptest! {
        #[test]
        fn it_is_the_plain_count_of_trips_within_the_time(table in any_table(), time in 0u32..40) {
            let within = minutes(f64::from(time));
            let found = cumulative_opportunities(&table, Opportunities::Facilities, within);
            for (found, row) in found.into_iter().zip(table.rows()) {
                let count = row.iter().filter(|trip| trip.time <= within).count();
                prop_assert_eq!(found, Some(count as f64));
            }
        }
    }
}
