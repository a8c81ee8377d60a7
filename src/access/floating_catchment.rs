//! The two steps that all floating catchment methods share: how many people count on each supply,
//! and what of its places that leaves for each home. The methods differ only in their weights.

use crate::access::decay::Decay;
use crate::access::known_sum::known_sum;
use crate::access::travel_table::TravelTable;

/// How much each trip counts in either step.
///
/// # Shape
/// Each list has one weight, 0 or more, for each trip of [`TravelTable::trips`].
#[derive(Debug, Clone, PartialEq)]
pub struct CatchmentWeights {
    /// What a trip counts for as demand for the supply (step 1).
    pub demand: Vec<f64>,
    /// What of the supply's ratio a trip brings home (step 2).
    pub supply: Vec<f64>,
}

/// What a floating catchment method finds.
#[derive(Debug, Clone, PartialEq)]
pub struct FloatingCatchment {
    /// Places for each person, by demand point, 0 or more. 0 when nothing is in reach;
    /// nothing when there is, but of no supply in reach the ratio is known.
    pub access: Vec<Option<f64>>,
    /// People who count on each supply, weighted.
    pub demand: Vec<f64>,
    /// Places for each of them; nothing when the places are not known or nobody counts on it.
    pub ratios: Vec<Option<f64>>,
    /// Supplies left out because their number of places is not known.
    pub left_out: usize,
}

/// The weights by travel time alone, one for each trip; 0 where the places of the supply are not known.
pub fn competing_weights(table: &TravelTable, decay: &Decay) -> Vec<f64> {
    let trips = table.trips().iter();
    trips
        .map(|trip| match table.capacity_at(trip) {
            Some(_) => decay.weight(trip.time),
            None => 0.0,
        })
        .collect()
}

/// `R_j = S_j / Σ_i P_i · u_ij` and `A_i = Σ_j R_j · v_ij`, with u for demand and v for supply.
///
/// A supply belongs to the reach of a demand point when its weight by `decay` is above zero.
///
/// # Source
/// The common form of Luo and Wang 2003, eq. 1 and 2, and of all methods after it.
pub fn floating_catchment(
    table: &TravelTable,
    decay: &Decay,
    weights: &CatchmentWeights,
) -> FloatingCatchment {
    let demand = demand_by_supply(table, &weights.demand);
    let places = table.capacities().iter().zip(&demand);
    let ratios: Vec<Option<f64>> = places
        .map(|(places, &people)| {
            places
                .filter(|_| people > 0.0)
                .map(|places| f64::from(places) / people)
        })
        .collect();
    let brought_home = |at: usize| {
        let trip = &table.trips()[at];
        let ratio = ratios[trip.supply.index()];
        (decay.weight(trip.time) > 0.0).then(|| ratio.map(|ratio| ratio * weights.supply[at]))
    };
    FloatingCatchment {
        access: table
            .spans()
            .map(|span| known_sum(span.filter_map(brought_home)))
            .collect(),
        demand,
        ratios,
        left_out: table.unknown_capacities(),
    }
}

/// Each weight as a part of all weights in its row; 0 in a row of zeros.
pub fn shares_of_row(table: &TravelTable, weights: &[f64]) -> Vec<f64> {
    let mut shares = weights.to_vec();
    for span in table.spans() {
        let row = &mut shares[span];
        let sum: f64 = row.iter().sum();
        row.iter_mut()
            .for_each(|weight| *weight = part(*weight, sum));
    }
    shares
}

/// Each weight as a part of all weights that lead to its supply; 0 when they are all zero.
pub fn shares_of_supply(table: &TravelTable, weights: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; table.capacities().len()];
    for (trip, weight) in table.trips().iter().zip(weights) {
        sums[trip.supply.index()] += weight;
    }
    let weighed = table.trips().iter().zip(weights);
    weighed
        .map(|(trip, &weight)| part(weight, sums[trip.supply.index()]))
        .collect()
}

fn part(weight: f64, sum: f64) -> f64 {
    if sum > 0.0 { weight / sum } else { 0.0 }
}

fn demand_by_supply(table: &TravelTable, weights: &[f64]) -> Vec<f64> {
    let mut demand = vec![0.0; table.capacities().len()];
    for (span, people) in table.spans().zip(table.people()) {
        for at in span {
            demand[table.trips()[at].supply.index()] += people.value() * weights[at];
        }
    }
    demand
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, close, minutes};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_add_up_to_one_or_to_nothing(table in any_table(), half in 0.5f64..60.0) {
            let decay = Decay::exponential(minutes(half)).expect("above zero");
            let weights = competing_weights(&table, &decay);
            let shares = shares_of_row(&table, &weights);
            for span in table.spans() {
                let sum: f64 = shares[span.clone()].iter().sum();
                let any = weights[span].iter().any(|&weight| weight > 0.0);
                prop_assert!(close(sum, f64::from(u8::from(any))));
            }
            let mut sums = vec![0.0; table.capacities().len()];
            for (trip, share) in table.trips().iter().zip(shares_of_supply(&table, &weights)) {
                sums[trip.supply.index()] += share;
            }
            prop_assert!(sums.into_iter().all(|sum| sum == 0.0 || close(sum, 1.0)));
        }
    }
}
