//! What there is to choose from: the time to the second and third nearest, and how many within the norm.

use crate::access::travel_table::TravelTable;
use crate::model::units::Seconds;

/// The time to the `rank`-th nearest supply (1 is the nearest); nothing when there are fewer in reach.
///
/// # Shape
/// One for each demand point. Rank 0 does not exist and gives nothing.
///
/// # Source
/// Talen and Anselin 1998, minimum distance, continued to further ranks.
pub fn time_to_nearest(table: &TravelTable, rank: usize) -> Vec<Option<Seconds>> {
    let at_rank = |place: usize| {
        table
            .rows()
            .map(move |row| row.get(place).map(|trip| trip.time))
    };
    match rank.checked_sub(1) {
        Some(place) => at_rank(place).collect(),
        None => vec![None; table.people().len()],
    }
}

/// How many supplies lie within a time, that time included.
///
/// # Shape
/// One for each demand point.
///
/// # Source
/// DOMAIN §C.1, choice n_i.
pub fn number_within(table: &TravelTable, time: Seconds) -> Vec<usize> {
    table
        .rows()
        .map(|row| row.partition_point(|trip| trip.time <= time))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, minutes, table};
    use proptest::prelude::*;

    #[test]
    fn the_second_nearest_is_the_second_in_time_whatever_its_number() {
        let three = table(
            &[1, 1],
            &[None; 3],
            &[&[Some(9.0), Some(3.0), Some(6.0)], &[None, Some(4.0), None]],
        );
        assert_eq!(
            time_to_nearest(&three, 1),
            [Some(minutes(3.0)), Some(minutes(4.0))]
        );
        assert_eq!(time_to_nearest(&three, 2), [Some(minutes(6.0)), None]);
        assert_eq!(time_to_nearest(&three, 0), [None, None]);
        assert_eq!(number_within(&three, minutes(6.0)), [2, 1]);
    }

    proptest! {
        #[test]
        fn so_many_ranks_lie_within_a_time_as_are_counted(table in any_table(), time in 0u32..40) {
            let time = minutes(f64::from(time));
            let supplies = table.capacities().len();
            let mut counted = vec![0; table.people().len()];
            for rank in 1..=supplies {
                for (count, found) in counted.iter_mut().zip(time_to_nearest(&table, rank)) {
                    *count += usize::from(found.is_some_and(|found| found <= time));
                }
            }
            prop_assert_eq!(number_within(&table, time), counted);
        }
    }
}
