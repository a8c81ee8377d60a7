//! How much there is to reach, where the near counts for more than the far.

use crate::access::decay::Decay;
use crate::access::known_sum::known_sum;
use crate::access::travel_table::{TravelTable, Trip};

/// What is counted as an opportunity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opportunities {
    /// Every supply counts as one.
    Facilities,
    /// Every place of a supply counts as one; a supply of which that is not known is left out.
    Places,
}

/// Accessibility by gravity: `A_i = Σ_j O_j · f(t_ij)`.
///
/// # Units
/// Facilities or places, 0 or more; a supply at the half-time counts for half.
///
/// # Shape
/// One value for each demand point; 0 when nothing is in reach, and nothing when there is but its
/// places are not known. Where some are not known, the value is a lower bound.
///
/// # Source
/// Hansen 1959, accessibility as the sum of opportunities over a function of travel time;
/// Kwan 1998 for the forms of f.
pub fn gravity(
    table: &TravelTable,
    opportunities: Opportunities,
    decay: &Decay,
) -> Vec<Option<f64>> {
    let offered = |trip: &Trip| match opportunities {
        Opportunities::Facilities => Some(1.0),
        Opportunities::Places => table.capacity_at(trip).map(f64::from),
    };
    let weighed = |trip: &Trip| {
        let weight = decay.weight(trip.time);
        (weight > 0.0).then(|| offered(trip).map(|places| places * weight))
    };
    table
        .rows()
        .map(|row| known_sum(row.iter().filter_map(weighed)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, close, minutes, table};
    use proptest::prelude::*;

    #[test]
    fn a_school_at_the_half_time_counts_for_half() {
        // Half-time 10 minutes: 100 places at 10 minutes and 80 at 20 are 100/2 + 80/4 = 70.
        let two = table(&[1], &[Some(100), Some(80)], &[&[Some(10.0), Some(20.0)]]);
        let decay = Decay::exponential(minutes(10.0)).expect("above zero");
        assert_eq!(gravity(&two, Opportunities::Places, &decay), [Some(70.0)]);
        assert_eq!(
            gravity(&two, Opportunities::Facilities, &decay),
            [Some(0.75)]
        );
    }

    #[test]
    fn jobs_in_the_example_of_shen() {
        // Shen 1998 as used by Soukhov et al. 2023, table 1, with f = e^(−0.1 t):
        // 100,000 e^−1.5 + 100,000 e^−3 + 10,000 e^−10 = 27,292.2 for A and B,
        // 2 · 100,000 e^−10 + 10,000 e^−1.5 = 2,240.4 for C.
        let (near, middle, far) = (Some(15.0), Some(30.0), Some(100.0));
        let towns = table(
            &[50_000, 150_000, 10_000],
            &[Some(100_000), Some(100_000), Some(10_000)],
            &[
                &[near, middle, far],
                &[middle, near, far],
                &[far, far, near],
            ],
        );
        let decay = Decay::exponential(minutes(2f64.ln() / 0.1)).expect("above zero");
        let found = gravity(&towns, Opportunities::Places, &decay);
        for (found, expected) in found.into_iter().zip([27_292.2, 27_292.2, 2_240.4]) {
            assert!((found.expect("known") - expected).abs() < 0.05);
        }
    }

    #[test]
    fn unknown_places_are_not_zero_places() {
        let unknown = table(
            &[1, 1, 1],
            &[None, Some(5)],
            &[&[Some(1.0), None], &[None, None], &[Some(1.0), Some(1.0)]],
        );
        let decay = Decay::within(minutes(5.0));
        let found = gravity(&unknown, Opportunities::Places, &decay);
        assert_eq!(found, [None, Some(0.0), Some(5.0)]);
    }

    proptest! {
        #[test]
        fn a_longer_half_time_never_lessens_access(
            table in any_table(), half in 1.0f64..30.0, more in 0.0f64..30.0,
        ) {
            let access = |half| {
                let decay = Decay::gaussian(minutes(half)).expect("above zero");
                gravity(&table, Opportunities::Facilities, &decay)
            };
            for (near, far) in access(half).into_iter().zip(access(half + more)) {
                let (near, far) = (near.expect("counted"), far.expect("counted"));
                prop_assert!(near <= far || close(near, far));
            }
        }
    }
}
