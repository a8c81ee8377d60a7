//! How full each facility is, and what a number of places for each child means for a planner.

use crate::access::travel_table::TravelTable;
use crate::model::people::People;

/// People assigned to each supply as a part of its places: `U_j = Σ_i x_ij / S_j`.
///
/// The people come from any assignment: [`crate::access::best_assignment::best_assignment`], the
/// nearest supply ([`people_at_nearest`]), or real pupils.
///
/// # Units
/// People for each place, 0 or more; 1 is full, more is overfull.
///
/// # Shape
/// One for each supply; nothing when its places are not known, or when it has none.
///
/// # Source
/// New York City CEQR Technical Manual, school utilisation rate.
pub fn utilisation(table: &TravelTable, assigned: &[People]) -> Vec<Option<f64>> {
    let supplies = table.capacities().iter().zip(assigned);
    supplies
        .map(|(places, people)| {
            let places = places.filter(|&places| places > 0)?;
            Some(people.value() / f64::from(places))
        })
        .collect()
}

/// How many people have each supply as their nearest; of equally near ones the first counts.
pub fn people_at_nearest(table: &TravelTable) -> Vec<People> {
    let mut people = vec![People::NONE; table.capacities().len()];
    for (row, &living) in table.rows().zip(table.people()) {
        if let Some(nearest) = row.first() {
            let at = &mut people[nearest.supply.index()];
            *at = *at + living;
        }
    }
    people
}

/// What a number of places for each child means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressure {
    /// Fewer places than children.
    Short,
    /// Enough, but without the margin the city wants.
    Tight,
    /// Enough with the margin: 12.5 % more places than children.
    Ample,
}

/// The places for each child from which there is the margin that the city wants (12.5 %).
pub const AMPLE_PLACES: f64 = 1.125;

impl Pressure {
    /// The class of a number of places for each child.
    ///
    /// The number is rounded to nine decimals first, so that a sum that misses 1 by its last bit
    /// does not turn "krap" into "tekort".
    ///
    /// # Source
    /// DOMAIN §C.1, pressure class.
    pub fn of(places_for_each: f64) -> Self {
        let rounded = (places_for_each * 1e9).round() / 1e9;
        if rounded >= AMPLE_PLACES {
            Self::Ample
        } else if rounded >= 1.0 {
            Self::Tight
        } else {
            Self::Short
        }
    }

    /// The name in files and on the map: `tekort`, `krap`, `ruim`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Short => "tekort",
            Self::Tight => "krap",
            Self::Ample => "ruim",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::best_assignment::best_assignment;
    use crate::access::drawn_table::{any_table, minutes, table};
    use proptest::prelude::*;

    #[test]
    fn a_school_of_forty_with_fifty_children_near_by_is_overfull() {
        let town = table(
            &[30, 20, 9],
            &[Some(40), None, Some(0)],
            &[
                &[Some(5.0), Some(5.0), None],
                &[Some(5.0), Some(6.0), None],
                &[None; 3],
            ],
        );
        let people = people_at_nearest(&town);
        assert_eq!(people, [50, 0, 0].map(People::whole));
        assert_eq!(utilisation(&town, &people), [Some(1.25), None, None]);
    }

    #[test]
    fn the_city_wants_an_eighth_more_places_than_children() {
        let codes =
            [0.99, 1.0 - 1e-12, 1.0, 1.1249, 1.125, 2.0].map(|places| Pressure::of(places).code());
        assert_eq!(codes, ["tekort", "krap", "krap", "krap", "ruim", "ruim"]);
    }

    proptest! {
        #[test]
        fn the_best_assignment_never_overfills(table in any_table()) {
            let best = best_assignment(&table, minutes(30.0));
            for used in utilisation(&table, &best.assigned).into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&used));
            }
        }
    }
}
