//! Access by time of the week: what is open when people want to go there.

use std::collections::BTreeMap;

use crate::access::travel_table::{TravelTable, Trip};
use crate::model::people::People;
use crate::model::units::Seconds;
use crate::model::week_slots::{SLOTS, WeekSlots};

/// How many people have an open facility within a time, by slot of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessByTime {
    /// People for each of the 336 slots, from Monday 00:00 on; exact.
    pub people: Vec<People>,
    /// Supplies left out because their opening hours are not known.
    pub left_out: usize,
}

/// The people with an open facility within a time, for each half-hour of the week.
///
/// `hours` has the slots of each supply; `None` (or a missing entry) is not known, and then the supply
/// counts as open at no time, so that the numbers are lower bounds.
///
/// # Cost
/// One pass over the table for each distinct set of open supplies, of which a week has few.
///
/// # Source
/// Neutens et al. 2010, accessibility under opening hours; Hägerstrand 1970 for time as a constraint.
pub fn access_by_time(
    table: &TravelTable,
    hours: &[Option<WeekSlots>],
    within: Seconds,
) -> AccessByTime {
    let supplies = table.capacities().len();
    let mut known: BTreeMap<Vec<bool>, People> = BTreeMap::new();
    let people = (0..SLOTS).map(|slot| {
        let open = open_in(hours, supplies, slot);
        let count = || people_within(table, &open, within);
        *known.entry(open.clone()).or_insert_with(count)
    });
    AccessByTime {
        people: people.collect(),
        left_out: (0..supplies)
            .filter(|&supply| slots_of(hours, supply).is_none())
            .count(),
    }
}

/// The way to the nearest supply that is open in a slot, by demand point; nothing when none in reach is.
pub fn nearest_open(
    table: &TravelTable,
    hours: &[Option<WeekSlots>],
    slot: usize,
) -> Vec<Option<Trip>> {
    let open = open_in(hours, table.capacities().len(), slot);
    let nearest = |row: &[Trip]| row.iter().find(|trip| open[trip.supply.index()]).copied();
    table.rows().map(nearest).collect()
}

fn slots_of(hours: &[Option<WeekSlots>], supply: usize) -> Option<&WeekSlots> {
    hours.get(supply).and_then(Option::as_ref)
}

fn open_in(hours: &[Option<WeekSlots>], supplies: usize, slot: usize) -> Vec<bool> {
    let open = |supply| slots_of(hours, supply).is_some_and(|slots| slots.is_open_in(slot));
    (0..supplies).map(open).collect()
}

fn people_within(table: &TravelTable, open: &[bool], within: Seconds) -> People {
    let reaches = |row: &[Trip]| {
        let mut near = row.iter().take_while(|trip| trip.time <= within);
        near.any(|trip| open[trip.supply.index()])
    };
    let rows = table.rows().zip(table.people());
    rows.filter(|(row, _)| reaches(row))
        .map(|(_, people)| people)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, minutes, table};
    use crate::model::opening_hours::OpeningHours;
    use crate::model::week_slots::slot_of;
    use proptest::prelude::*;

    fn slots(text: &str) -> Option<WeekSlots> {
        Some(text.parse::<OpeningHours>().expect("understood").slots())
    }

    #[test]
    fn an_evening_library_serves_who_is_near_it_in_the_evening() {
        // a: school days by day; b: Wednesday evenings; c: not known. Within 10 minutes,
        // point 1 (1 person) has a, point 2 (2) a and b, point 3 (4) b, point 4 (8) only c.
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
        let found = access_by_time(&town, &hours, minutes(10.0));
        let people = |day, hour: u16| found.people[slot_of(day, hour * 60)];
        let expected = [1 + 2, 1 + 2 + 4, 2 + 4, 0].map(People::whole);
        assert_eq!(
            [people(2, 10), people(2, 16), people(2, 18), people(5, 10)],
            expected
        );
        assert_eq!(found.left_out, 1);
        let evening = nearest_open(&town, &hours, slot_of(2, 18 * 60));
        let times: Vec<_> = evening
            .iter()
            .map(|trip| trip.map(|trip| trip.time))
            .collect();
        assert_eq!(times, [None, Some(minutes(9.0)), Some(minutes(5.0)), None]);
    }

    proptest! {
        #[test]
        fn always_open_is_the_nearest_of_all(table in any_table(), within in 0u32..40) {
            let within = minutes(f64::from(within));
            let hours = vec![slots("24/7"); table.capacities().len()];
            let found = access_by_time(&table, &hours, within);
            let reached: People = table.rows().zip(table.people())
                .filter(|(row, _)| row.first().is_some_and(|trip| trip.time <= within))
                .map(|(_, people)| people)
                .sum();
            prop_assert!(found.people.iter().all(|&people| people == reached));
        }
    }
}
