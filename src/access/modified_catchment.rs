//! Places for each person, less where supplies lie badly for everybody (M2SFCA).

use crate::access::decay::Decay;
use crate::access::floating_catchment::{
    CatchmentWeights, FloatingCatchment, competing_weights, floating_catchment,
};
use crate::access::travel_table::TravelTable;

/// `R_j = S_j / Σ_i P_i · f(t_ij)`, `A_i = Σ_j R_j · f(t_ij)²`.
///
/// Places that are far from all who count on them are partly lost, so `Σ_i P_i · A_i` is at most the places.
///
/// # Units
/// Places for each person, 0 or more; never more than by E2SFCA.
///
/// # Source
/// Delamater 2013, modified two-step floating catchment area, with the distance decay used twice.
pub fn modified_catchment(table: &TravelTable, decay: &Decay) -> FloatingCatchment {
    let weights = competing_weights(table, decay);
    let weights = CatchmentWeights {
        supply: weights.iter().map(|weight| weight * weight).collect(),
        demand: weights,
    };
    floating_catchment(table, decay, &weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, close, minutes, table};
    use crate::access::enhanced_catchment::enhanced_catchment;
    use proptest::prelude::*;

    #[test]
    fn a_school_far_from_everybody_loses_places() {
        // All 100 children at weight 0.5: R = 100 / 50 = 2; E2SFCA gives each 2 · 0.5 = 1 place,
        // as if the school were next door, and M2SFCA 2 · 0.25 = 0.5.
        let far = table(&[100], &[Some(100)], &[&[Some(10.0)]]);
        let decay = Decay::exponential(minutes(10.0)).expect("above zero");
        assert_eq!(enhanced_catchment(&far, &decay).access, [Some(1.0)]);
        assert_eq!(modified_catchment(&far, &decay).access, [Some(0.5)]);
    }

    proptest! {
        #[test]
        fn it_is_never_more_than_without_the_second_decay(table in any_table(), half in 1.0f64..60.0) {
            let decay = Decay::exponential(minutes(half)).expect("above zero");
            let modified = modified_catchment(&table, &decay).access;
            for (modified, enhanced) in modified.iter().zip(enhanced_catchment(&table, &decay).access) {
                prop_assert_eq!(modified.is_some(), enhanced.is_some());
                let (modified, enhanced) = (modified.unwrap_or(0.0), enhanced.unwrap_or(0.0));
                prop_assert!(modified <= enhanced || close(modified, enhanced));
            }
        }
    }
}
