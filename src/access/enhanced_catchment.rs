//! Places for each person, where the near count for more than the far (E2SFCA).

use crate::access::decay::Decay;
use crate::access::floating_catchment::{
    CatchmentWeights, FloatingCatchment, competing_weights, floating_catchment,
};
use crate::access::travel_table::TravelTable;

/// `R_j = S_j / Σ_i P_i · f(t_ij)`, `A_i = Σ_j R_j · f(t_ij)`.
///
/// # Units
/// Places for each person, 0 or more. `Σ_i P_i · A_i` is the number of places in somebody's reach.
///
/// # Source
/// Luo and Qi 2009, eq. 2 and 3; worked example DOMAIN §C.1.
pub fn enhanced_catchment(table: &TravelTable, decay: &Decay) -> FloatingCatchment {
    let weights = competing_weights(table, decay);
    let weights = CatchmentWeights {
        demand: weights.clone(),
        supply: weights,
    };
    floating_catchment(table, decay, &weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, close, minutes, table};
    use proptest::prelude::*;

    /// 1 up to 10 minutes, 0 from 20 on.
    fn ten_to_twenty() -> Decay {
        Decay::linear(minutes(10.0), minutes(20.0)).expect("later")
    }

    #[test]
    fn a_school_of_240_shared_by_100_near_and_200_farther_children() {
        // DOMAIN: R = 240 / (100 · 1 + 200 · 0.5) = 1.2; A = 1.2 near by, 0.6 farther off.
        let town = table(&[100, 200], &[Some(240)], &[&[Some(8.0)], &[Some(15.0)]]);
        let found = enhanced_catchment(&town, &ten_to_twenty());
        assert_eq!(found.ratios, [Some(1.2)]);
        assert_eq!(found.access, [Some(1.2), Some(0.6)]);
    }

    #[test]
    fn what_is_not_known_is_left_out_and_counted() {
        let town = table(
            &[10, 10, 0],
            &[None, Some(20)],
            &[&[Some(1.0), None], &[Some(1.0), Some(1.0)], &[None, None]],
        );
        let found = enhanced_catchment(&town, &ten_to_twenty());
        assert_eq!(found.access, [None, Some(2.0), Some(0.0)]);
        assert_eq!((found.ratios, found.left_out), (vec![None, Some(2.0)], 1));
    }

    #[test]
    fn a_school_in_nobodys_reach_has_no_ratio() {
        let empty = table(&[0], &[Some(20)], &[&[Some(1.0)]]);
        let found = enhanced_catchment(&empty, &ten_to_twenty());
        assert_eq!((found.ratios, found.access), (vec![None], vec![None]));
    }

    proptest! {
        #[test]
        fn places_in_reach_are_given_out_exactly_once(table in any_table(), half in 1.0f64..60.0) {
            let decay = Decay::exponential(minutes(half)).expect("above zero");
            let found = enhanced_catchment(&table, &decay);
            let given: f64 = table.people().iter().zip(&found.access)
                .map(|(people, access)| people.value() * access.unwrap_or(0.0))
                .sum();
            let in_reach: f64 = table.capacities().iter().zip(&found.ratios)
                .filter(|(_, ratio)| ratio.is_some())
                .map(|(places, _)| f64::from(places.expect("a ratio has places")))
                .sum();
            prop_assert!(close(given, in_reach));
        }
    }
}
