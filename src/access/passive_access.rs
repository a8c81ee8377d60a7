//! Access seen from the facility: how many people reach it.

use crate::access::decay::Decay;
use crate::access::travel_table::TravelTable;
use crate::model::people::People;
use crate::model::units::Seconds;

/// The people who reach each supply within a time, that time included; exact.
///
/// # Shape
/// One for each supply. A person within reach of two counts for both.
///
/// # Source
/// Neutens et al. 2010 call it facility-based or passive accessibility.
pub fn people_within(table: &TravelTable, time: Seconds) -> Vec<People> {
    let mut people = vec![People::NONE; table.capacities().len()];
    for (row, &living) in table.rows().zip(table.people()) {
        for trip in row.iter().take_while(|trip| trip.time <= time) {
            let at = &mut people[trip.supply.index()];
            *at = *at + living;
        }
    }
    people
}

/// The people around each supply, the near ones counting for more: `B_j = Σ_i P_i · f(t_ij)`.
///
/// # Units
/// People, 0 or more; never more than all people in the table.
///
/// # Source
/// Hansen 1959 with the direction turned around.
pub fn people_weighed(table: &TravelTable, decay: &Decay) -> Vec<f64> {
    let mut people = vec![0.0; table.capacities().len()];
    for (row, living) in table.rows().zip(table.people()) {
        for trip in row {
            people[trip.supply.index()] += living.value() * decay.weight(trip.time);
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, minutes, table};
    use proptest::prelude::*;

    #[test]
    fn who_is_reached_shows_in_the_sum() {
        let town = table(
            &[1, 2, 4],
            &[None, Some(1)],
            &[
                &[Some(5.0), None],
                &[Some(10.0), Some(1.0)],
                &[Some(10.1), Some(20.0)],
            ],
        );
        assert_eq!(
            people_within(&town, minutes(10.0)),
            [3, 2].map(People::whole)
        );
        let decay = Decay::exponential(minutes(10.0)).expect("above zero");
        let weighed = people_weighed(&town, &decay);
        // b: 2 · 2^−0.1 + 4 · 2^−2.
        assert!((weighed[1] - (2.0 * 0.5f64.powf(0.1) + 1.0)).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn both_ways_of_counting_agree_without_decay(table in any_table(), time in 0u32..40) {
            let time = minutes(f64::from(time));
            let counted: Vec<f64> = people_within(&table, time).into_iter().map(People::value).collect();
            prop_assert_eq!(people_weighed(&table, &Decay::within(time)), counted);
        }
    }
}
