//! How many places of community schools there are for each child, home by home, before and after sites open.

use std::collections::BTreeSet;

use crate::access::decay::Decay;
use crate::access::enhanced_catchment::enhanced_catchment;
use crate::access::travel::Reached;
use crate::access::travel_table::{SupplyId, TravelTable, Trip};
use crate::model::norm::Norm;
use crate::model::people::People;
use crate::siting::equity_groups::ChangedHome;

/// Community schools with the homes that reach each, and its places; `None` is not known.
#[derive(Debug, Clone, Copy)]
pub struct SchoolPlaces<'a> {
    /// Who reaches each.
    pub reached: &'a [Reached],
    /// Its places, school by school.
    pub capacities: &'a [Option<u32>],
}

/// Fills in the places for each child of homes, before and after; nothing where a school in reach, before or after, has
/// an unknown number of places.
///
/// `now` is how many of the schools are there before. Children share the places of a school by how near they live.
///
/// # Source
/// DOMAIN §C.9, capacity A, and §C.1, E2SFCA with weights by proximity.
pub fn fill_places(homes: &mut [ChangedHome], schools: SchoolPlaces<'_>, now: usize, norm: &Norm) {
    let people: Vec<People> = homes.iter().map(|home| home.people).collect();
    let before = places_by_home(&people, schools.first(now), norm);
    let after = places_by_home(&people, schools, norm);
    for (home, (before, after)) in homes.iter_mut().zip(before.into_iter().zip(after)) {
        home.places = before.zip(after);
    }
}

impl SchoolPlaces<'_> {
    fn first(self, count: usize) -> Self {
        Self {
            reached: &self.reached[..count.min(self.reached.len())],
            capacities: &self.capacities[..count.min(self.capacities.len())],
        }
    }

    /// The way of each home to each school.
    fn trips(self, homes: usize) -> Vec<Vec<Trip>> {
        let mut rows = vec![Vec::new(); homes];
        for (number, reached) in (0..).zip(self.reached) {
            for &(home, time) in &reached.homes {
                let supply = SupplyId(number);
                rows[home].push(Trip { time, supply });
            }
        }
        rows
    }
}

fn places_by_home(people: &[People], schools: SchoolPlaces<'_>, norm: &Norm) -> Vec<Option<f64>> {
    let rows = schools.trips(people.len());
    let capacities = schools.capacities.to_vec();
    let table = TravelTable::new(norm.limit, people.to_vec(), capacities, rows);
    // A norm without a stretch from full to none counts everybody within it alike.
    let decay = Decay::linear(norm.norm, norm.limit).unwrap_or_else(|_| Decay::within(norm.norm));
    let table = table.expect("there is a row for each home and a number of places for each school");
    let unknown: BTreeSet<usize> = (table.rows().enumerate())
        .filter(|(_, trips)| {
            let mut trips = trips.iter();
            trips.any(|trip| table.capacity_at(trip).is_none() && decay.weight(trip.time) > 0.0)
        })
        .map(|(home, _)| home)
        .collect();
    let access = enhanced_catchment(&table, &decay).access.into_iter();
    let known = |(home, places): (usize, Option<f64>)| places.filter(|_| !unknown.contains(&home));
    access.enumerate().map(known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::worked_town;
    use crate::model::units::Seconds;

    fn home(people: u32) -> ChangedHome {
        ChangedHome {
            people: People::whole(people),
            before: None,
            after: None,
            places: None,
        }
    }

    fn reached(times: &[(usize, f64)]) -> Reached {
        Reached {
            homes: times
                .iter()
                .map(|&(home, time)| (home, Seconds::new(time).expect("a time")))
                .collect(),
            facilities: Vec::new(),
        }
    }

    /// 600 s is the norm and 1,200 s the limit.
    fn filled(capacities: &[Option<u32>]) -> Vec<Option<(f64, f64)>> {
        let mut homes = [home(100), home(200), home(50)];
        let schools = [reached(&[(0, 480.0), (1, 900.0)]), reached(&[(1, 60.0)])];
        let schools = SchoolPlaces {
            reached: &schools,
            capacities,
        };
        fill_places(&mut homes, schools, 1, &worked_town().norms.norms[0]);
        homes.map(|home| home.places).to_vec()
    }

    #[test]
    fn the_worked_example_and_a_second_school() {
        // DOMAIN §C.1: 240 / (100 · 1 + 200 · 0.5) = 1.2, so 1.2 near by and 0.6 farther off. The second school has 100
        // places for the 200: 0.5 more. Home 2 reaches none.
        let places = filled(&[Some(240), Some(100)]);
        let expected = [(1.2, 1.2), (0.6, 1.1), (0.0, 0.0)];
        for (found, expected) in places.iter().zip(expected) {
            let found = found.expect("known");
            assert!((found.0 - expected.0).abs() < 1e-12 && (found.1 - expected.1).abs() < 1e-12);
        }
    }

    #[test]
    fn a_school_whose_places_are_not_known_leaves_those_who_reach_it_unknown() {
        assert_eq!(filled(&[Some(240), None])[1], None);
        assert_eq!(filled(&[Some(240), None])[2], Some((0.0, 0.0)));
        assert_eq!(filled(&[None, Some(100)])[..2], [None, None]);
    }
}
