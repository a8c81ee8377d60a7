//! Who has a place within the norm, who has a facility in reach but no place, and who has none in reach.

use crate::access::best_assignment::{BestAssignment, best_assignment};
use crate::access::travel_table::{TravelTable, Trip};
use crate::model::people::People;
use crate::model::units::Seconds;

/// The people of one demand point by class; the classes add up to all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CoverageClasses {
    /// A place within the norm.
    pub served: People,
    /// Within the norm of a facility, but all places are taken.
    pub full: People,
    /// Not served by known places, but within the norm of a facility of which the places are not known.
    pub unknown: People,
    /// Within the norm of no facility.
    pub out_of_reach: People,
}

/// Coverage with capacity of all demand points.
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityCoverage {
    /// The classes by demand point.
    pub points: Vec<CoverageClasses>,
    /// The assignment behind them.
    pub assignment: BestAssignment,
    /// Supplies left out because their number of places is not known.
    pub left_out: usize,
}

/// Sorts everybody into served, in reach but full, not known, and out of reach.
///
/// As many people as the places allow are served, with the least travel among equals;
/// see [`best_assignment`].
///
/// # Units
/// People, exact; the four classes add up to the people of each demand point.
///
/// # Source
/// Current and Storbeck 1988, capacitated coverage.
pub fn capacity_coverage(table: &TravelTable, norm: Seconds) -> CapacityCoverage {
    let assignment = best_assignment(table, norm);
    let people_and_trips = table.people().iter().zip(table.rows());
    let points = people_and_trips
        .zip(&assignment.shares)
        .map(|((&people, row), shares)| {
            let served = shares.iter().map(|&(_, people)| people).sum();
            classes(table, row, norm, (people, served))
        })
        .collect();
    CapacityCoverage {
        points,
        assignment,
        left_out: table.unknown_capacities(),
    }
}

fn classes(
    table: &TravelTable,
    row: &[Trip],
    norm: Seconds,
    (people, served): (People, People),
) -> CoverageClasses {
    let mut classes = CoverageClasses {
        served,
        ..CoverageClasses::default()
    };
    let rest = people.less(served);
    let mut near = row.iter().take_while(|trip| trip.time <= norm).peekable();
    if near.peek().is_none() {
        classes.out_of_reach = rest;
    } else if near.any(|trip| table.capacity_at(trip).is_none()) {
        classes.unknown = rest;
    } else {
        classes.full = rest;
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, minutes, table};
    use proptest::prelude::*;

    #[test]
    fn a_full_school_is_in_reach_but_serves_no_more() {
        // One school of 25 places; 20 children at 2 minutes, 10 at 5, 8 at 12, norm 10 minutes.
        let town = table(
            &[20, 10, 8],
            &[Some(25)],
            &[&[Some(2.0)], &[Some(5.0)], &[Some(12.0)]],
        );
        let found = capacity_coverage(&town, minutes(10.0));
        let classes = |served, full, out_of_reach| CoverageClasses {
            served: People::whole(served),
            full: People::whole(full),
            unknown: People::NONE,
            out_of_reach: People::whole(out_of_reach),
        };
        assert_eq!(
            found.points,
            [classes(20, 0, 0), classes(5, 5, 0), classes(0, 0, 8)]
        );
        assert_eq!(found.assignment.assigned, [People::whole(25)]);
    }

    #[test]
    fn unknown_places_make_their_neighbours_unknown_and_not_full() {
        let town = table(&[3], &[None, Some(1)], &[&[Some(1.0), Some(1.0)]]);
        let found = capacity_coverage(&town, minutes(10.0));
        let classes = found.points[0];
        assert_eq!(
            (classes.served, classes.unknown),
            (People::whole(1), People::whole(2))
        );
        assert_eq!(found.left_out, 1);
    }

    /// The most people that can be served: the least, over all sets of points, of the people outside
    /// the set and the places that the set reaches (Hall 1935, as minimum cut).
    fn most_served(table: &TravelTable, norm: Seconds) -> u64 {
        let rows: Vec<&[Trip]> = table.rows().collect();
        let cut = |set: u32| -> u64 {
            let mut reached = vec![false; table.capacities().len()];
            let mut outside = 0;
            for (point, row) in rows.iter().enumerate() {
                if set >> point & 1 == 0 {
                    outside += table.people()[point].billionths();
                    continue;
                }
                for trip in row.iter().filter(|trip| trip.time <= norm) {
                    reached[trip.supply.index()] = true;
                }
            }
            let reached = table
                .capacities()
                .iter()
                .zip(reached)
                .filter(|(_, reached)| *reached);
            let places: u32 = reached.filter_map(|(places, _)| *places).sum();
            outside + People::whole(places).billionths()
        };
        (0..1u32 << rows.len()).map(cut).min().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn the_classes_add_up_and_no_more_could_be_served(table in any_table(), norm in 0u32..40) {
            let norm = minutes(f64::from(norm));
            let found = capacity_coverage(&table, norm);
            for (classes, people) in found.points.iter().zip(table.people()) {
                let sum = classes.served + classes.full + classes.unknown + classes.out_of_reach;
                prop_assert_eq!(sum, *people);
            }
            let served: People = found.points.iter().map(|classes| classes.served).sum();
            prop_assert_eq!(served.billionths(), most_served(&table, norm));
        }
    }
}
