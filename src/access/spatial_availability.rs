//! Which places are there for the people of each home, when every place goes to one person only.

use crate::access::decay::Decay;
use crate::access::floating_catchment::competing_weights;
use crate::access::known_sum::known_sum;
use crate::access::travel_table::TravelTable;
use crate::model::people::People;

/// Places shared out over the demand points that reach them.
#[derive(Debug, Clone, PartialEq)]
pub struct SpatialAvailability {
    /// Places available to each demand point, 0 or more; nothing when what it reaches is not known.
    pub places: Vec<Option<f64>>,
    /// The same for each person there; nothing when nobody lives there.
    pub places_per_person: Vec<Option<f64>>,
    /// Places of supplies that nobody reaches.
    pub out_of_reach: f64,
    /// Supplies left out because their number of places is not known.
    pub left_out: usize,
}

/// `V_i = Σ_j S_j · F_ij`, with `F_ij = Fp_i · Fc_ij / Σ_i (Fp_i · Fc_ij)`,
/// `Fp_i = P_i / Σ_i P_i` and `Fc_ij = f(t_ij) / Σ_i f(t_ij)`.
///
/// Both denominators cancel, so that `F_ij = P_i · f_ij / Σ_i P_i · f_ij`.
/// Every place in somebody's reach goes out once: `Σ_i V_i` and `out_of_reach` add up to all known places.
///
/// # Units
/// Places; "places for each child" is what councillors read.
///
/// # Source
/// Soukhov, Páez, Higgins and Mohamed 2023 (PLOS ONE 18(1): e0278468), with α = 1.
pub fn spatial_availability(table: &TravelTable, decay: &Decay) -> SpatialAvailability {
    let mut claims = competing_weights(table, decay);
    for (span, people) in table.spans().zip(table.people()) {
        let row = &mut claims[span];
        row.iter_mut().for_each(|weight| *weight *= people.value());
    }
    let claimed = claimed_by_supply(table, &claims);
    let share = |at: usize| {
        let trip = &table.trips()[at];
        let all = claimed[trip.supply.index()];
        let places = table.capacity_at(trip).map(f64::from);
        let part = if all > 0.0 { claims[at] / all } else { 0.0 };
        (decay.weight(trip.time) > 0.0).then(|| places.map(|places| places * part))
    };
    let places: Vec<Option<f64>> = table
        .spans()
        .map(|span| known_sum(span.filter_map(share)))
        .collect();
    SpatialAvailability {
        places_per_person: per_person(&places, table.people()),
        places,
        out_of_reach: unclaimed_places(table, &claimed),
        left_out: table.unknown_capacities(),
    }
}

fn claimed_by_supply(table: &TravelTable, claims: &[f64]) -> Vec<f64> {
    let mut claimed = vec![0.0; table.capacities().len()];
    for (trip, claim) in table.trips().iter().zip(claims) {
        claimed[trip.supply.index()] += claim;
    }
    claimed
}

fn per_person(places: &[Option<f64>], people: &[People]) -> Vec<Option<f64>> {
    let each = |(places, people): (&Option<f64>, &People)| {
        places
            .filter(|_| !people.is_none())
            .map(|places| places / people.value())
    };
    places.iter().zip(people).map(each).collect()
}

fn unclaimed_places(table: &TravelTable, claimed: &[f64]) -> f64 {
    let supplies = table.capacities().iter().zip(claimed);
    let unclaimed = supplies.filter(|(_, claimed)| **claimed <= 0.0);
    unclaimed
        .filter_map(|(places, _)| places.map(f64::from))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, close, minutes, table};
    use crate::access::enhanced_catchment::enhanced_catchment;
    use proptest::prelude::*;

    #[test]
    fn jobs_in_the_example_of_shen() {
        // Shen 1998 as used by Soukhov et al. 2023, table 1: three towns, f = e^(−βt) per minute.
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
        for (beta, expected) in [
            (0.1, [66_833.47, 133_203.36, 9_963.17]),
            (0.6, [99_967.10, 100_032.90, 10_000.00]),
        ] {
            let decay = Decay::exponential(minutes(2f64.ln() / beta)).expect("above zero");
            let found = spatial_availability(&towns, &decay);
            for (found, expected) in found.places.into_iter().zip(expected) {
                assert!((found.expect("known") - expected).abs() < 0.006);
            }
        }
    }

    #[test]
    fn places_that_nobody_reaches_are_told_apart() {
        let town = table(
            &[10, 0],
            &[Some(7), Some(5)],
            &[&[Some(1.0), None], &[None, Some(1.0)]],
        );
        let found = spatial_availability(&town, &Decay::within(minutes(5.0)));
        assert_eq!(found.places, [Some(7.0), Some(0.0)]);
        assert_eq!(found.places_per_person, [Some(0.7), None]);
        assert_eq!(found.out_of_reach, 5.0);
    }

    proptest! {
        #[test]
        fn every_known_place_goes_out_once(table in any_table(), half in 1.0f64..60.0) {
            let decay = Decay::gaussian(minutes(half)).expect("above zero");
            let found = spatial_availability(&table, &decay);
            let all: f64 = table.capacities().iter().flatten().map(|&places| f64::from(places)).sum();
            prop_assert!(close(found.places.iter().flatten().sum::<f64>() + found.out_of_reach, all));
        }

        #[test]
        fn for_each_person_it_equals_the_enhanced_catchment(table in any_table(), half in 1.0f64..60.0) {
            let decay = Decay::exponential(minutes(half)).expect("above zero");
            let catchment = enhanced_catchment(&table, &decay).access;
            let available = spatial_availability(&table, &decay).places_per_person;
            for (available, catchment) in available.into_iter().zip(catchment) {
                if let (Some(available), Some(catchment)) = (available, catchment) {
                    prop_assert!(close(available, catchment));
                }
            }
        }
    }
}
