//! Access by time of the week: when a home has something open within the norm.

use std::collections::BTreeMap;

use crate::access::travel_table::{SupplyId, TravelTable, Trip};
use crate::model::units::Seconds;
use crate::model::week_slots::WeekSlots;

/// When the people of one home have an open supply within a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeHours {
    /// The half-hours in which one is known to be open: a lower bound where hours are not known.
    pub open: WeekSlots,
    /// How many supplies are that near.
    pub near: usize,
    /// How many of these have hours that are not known.
    pub not_known: usize,
}

/// When each demand point has an open supply within a time: `open_i = ∪_{j: t_ij ≤ T} hours_j`.
///
/// `hours` has the slots of each supply; `None` (or a missing entry) is not known: such a supply counts as open at no
/// time, and is counted.
///
/// # Shape
/// One for each demand point.
///
/// # Cost
/// One union for each distinct set of supplies that some home has near.
///
/// # Source
/// Neutens et al. 2010, accessibility under opening hours; Hägerstrand 1970 for time as a constraint.
pub fn open_within(
    table: &TravelTable,
    hours: &[Option<WeekSlots>],
    within: Seconds,
) -> Vec<HomeHours> {
    let mut known: BTreeMap<Vec<SupplyId>, HomeHours> = BTreeMap::new();
    let of_row = |row: &[Trip]| {
        let near = row.iter().take_while(|trip| trip.time <= within);
        let mut near: Vec<SupplyId> = near.map(|trip| trip.supply).collect();
        near.sort_unstable();
        let together = || hours_together(&near, hours);
        known.entry(near.clone()).or_insert_with(together).clone()
    };
    table.rows().map(of_row).collect()
}

fn hours_together(near: &[SupplyId], hours: &[Option<WeekSlots>]) -> HomeHours {
    let slots_of = |supply: &SupplyId| hours.get(supply.index()).and_then(Option::as_ref);
    let known: Vec<&WeekSlots> = near.iter().filter_map(slots_of).collect();
    HomeHours {
        open: WeekSlots::new(|slot| known.iter().any(|slots| slots.is_open_in(slot))),
        near: near.len(),
        not_known: near.len() - known.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, minutes, table};
    use crate::model::opening_hours::OpeningHours;
    use crate::model::week_slots::{SLOTS, slot_of};
    use proptest::prelude::*;

    fn slots(text: &str) -> Option<WeekSlots> {
        Some(text.parse::<OpeningHours>().expect("understood").slots())
    }

    #[test]
    fn an_evening_library_serves_who_is_near_it_in_the_evening() {
        // a: by day; b: Wednesday afternoons and evenings; c: not known. Within 10 minutes,
        // point 0 has a, point 1 a and b, point 2 b, point 3 only c.
        let near = Some(5.0);
        let town = table(
            &[1, 2, 4, 8],
            &[None; 3],
            &[
                &[near, None, None],
                &[near, Some(9.0), None],
                &[Some(20.0), near, None],
                &[None, None, near],
            ],
        );
        let hours = [slots("Mo-Fr 09:00-17:00"), slots("We 16:00-21:00"), None];
        let found = open_within(&town, &hours, minutes(10.0));
        let open_at = |day, hour: u16| -> Vec<bool> {
            let slot = slot_of(day, hour * 60);
            found
                .iter()
                .map(|home| home.open.is_open_in(slot))
                .collect()
        };
        assert_eq!(open_at(2, 10), [true, true, false, false]);
        assert_eq!(open_at(2, 16), [true, true, true, false]);
        assert_eq!(open_at(2, 18), [false, true, true, false]);
        assert_eq!(open_at(5, 10), [false; 4]);
        let near: Vec<_> = found
            .iter()
            .map(|home| (home.near, home.not_known))
            .collect();
        assert_eq!(near, [(1, 0), (2, 0), (1, 0), (1, 1)]);
    }

    proptest! {
        #[test]
        fn always_open_is_open_to_whom_anything_is_near(table in any_table(), within in 0u32..40) {
            let within = minutes(f64::from(within));
            let hours = vec![slots("24/7"); table.capacities().len()];
            for (home, row) in open_within(&table, &hours, within).iter().zip(table.rows()) {
                let near = row.first().is_some_and(|trip| trip.time <= within);
                prop_assert_eq!(home.open.count(), if near { SLOTS } else { 0 });
            }
        }

        #[test]
        fn one_more_open_supply_never_closes_a_half_hour(table in any_table(), first in 0usize..SLOTS) {
            let all: Vec<_> = (0..table.capacities().len())
                .map(|supply| Some(WeekSlots::new(|slot| (slot + supply) % 7 < 2 || slot == first)))
                .collect();
            let mut fewer = all.clone();
            if let Some(last) = fewer.last_mut() {
                *last = None;
            }
            let (more, less) = [&all, &fewer].map(|hours| open_within(&table, hours, minutes(20.0))).into();
            for (more, less) in more.iter().zip(&less) {
                prop_assert!((0..SLOTS).all(|slot| more.open.is_open_in(slot) || !less.open.is_open_in(slot)));
            }
        }
    }
}
