//! Levels of service shared out so that neither people nor service count twice (BFCA).

use crate::access::decay::Decay;
use crate::access::floating_catchment::{
    CatchmentWeights, FloatingCatchment, competing_weights, floating_catchment, shares_of_row,
    shares_of_supply,
};
use crate::access::travel_table::TravelTable;

/// `L_j = S_j / Σ_i P_i · (f_ij / Σ_j f_ij)`, `A_i = Σ_j L_j · (f_ij / Σ_i f_ij)`.
///
/// All demand sums to the people who reach anything, and all access to the levels of service:
/// `Σ_i A_i = Σ_j L_j`. So its values depend on how many demand points there are; compare them
/// only over the same points, and never as places for each child.
///
/// # Units
/// Level of service (places for each person) allotted to a demand point, 0 or more.
///
/// # Source
/// Páez, Higgins and Vivona 2019, balanced floating catchment areas.
pub fn balanced_catchment(table: &TravelTable, decay: &Decay) -> FloatingCatchment {
    let weights = competing_weights(table, decay);
    let weights = CatchmentWeights {
        demand: shares_of_row(table, &weights),
        supply: shares_of_supply(table, &weights),
    };
    floating_catchment(table, decay, &weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, close, minutes, table};
    use proptest::prelude::*;

    #[test]
    fn people_between_two_schools_are_split_and_not_doubled() {
        // Within 10 minutes: point 1 (30 people) reaches a and b, point 2 (15 people) only b.
        // Demand: a 30/2 = 15; b 30/2 + 15 = 30. L = 30/15 = 2 and 30/30 = 1.
        // A_1 = 2 · 1 + 1 · 1/2 = 2.5; A_2 = 1 · 1/2 = 0.5; together 3 = 2 + 1.
        let town = table(
            &[30, 15],
            &[Some(30), Some(30)],
            &[&[Some(5.0), Some(5.0)], &[None, Some(5.0)]],
        );
        let found = balanced_catchment(&town, &Decay::within(minutes(10.0)));
        assert_eq!(found.demand, [15.0, 30.0]);
        assert_eq!(found.access, [Some(2.5), Some(0.5)]);
    }

    proptest! {
        #[test]
        fn neither_people_nor_service_count_twice(table in any_table(), half in 1.0f64..60.0) {
            let decay = Decay::exponential(minutes(half)).expect("above zero");
            let found = balanced_catchment(&table, &decay);
            let reaching: f64 = table.rows().zip(table.people())
                .filter(|(row, _)| row.iter().any(|trip| table.capacity_at(trip).is_some()))
                .map(|(_, people)| people.value())
                .sum();
            prop_assert!(close(found.demand.iter().sum(), reaching));
            let service: f64 = found.ratios.iter().flatten().sum();
            prop_assert!(close(found.access.iter().flatten().sum(), service));
        }
    }
}
