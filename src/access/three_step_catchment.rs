//! Places for each person, where people first choose among the supplies by nearness (3SFCA).
//! Kept to compare with older studies (compatibility); for new work experts advise against the second
//! impedance, and BFCA and spatial availability do the same job with sums that stay whole.

use crate::access::decay::Decay;
use crate::access::floating_catchment::{
    CatchmentWeights, FloatingCatchment, competing_weights, floating_catchment, shares_of_row,
};
use crate::access::travel_table::TravelTable;

/// `G_ij = f_ij / Σ_j f_ij`, `R_j = S_j / Σ_i P_i · G_ij · f_ij`, `A_i = Σ_j G_ij · R_j · f_ij`.
///
/// # Units
/// Places for each person, 0 or more. `Σ_i P_i · A_i` is the number of places in somebody's reach.
///
/// # Source
/// Wan, Zou and Sternberg 2012, with the selection weight G.
/// Against its use: Páez, Higgins and Vivona 2019, on inflated demand.
pub fn three_step_catchment(table: &TravelTable, decay: &Decay) -> FloatingCatchment {
    let weights = competing_weights(table, decay);
    let choices = shares_of_row(table, &weights);
    let chosen: Vec<f64> = choices
        .iter()
        .zip(&weights)
        .map(|(choice, weight)| choice * weight)
        .collect();
    let weights = CatchmentWeights {
        demand: chosen.clone(),
        supply: chosen,
    };
    floating_catchment(table, decay, &weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{close, minutes, table};

    #[test]
    fn people_with_a_choice_weigh_less_on_each_school() {
        // Weights 1 and 1/2 for point 1 (30 people), so G = 2/3 and 1/3; only b for point 2 (20 people), G = 1.
        // Demand on a: 30 · 2/3 · 1 = 20; on b: 30 · 1/3 · 1/2 + 20 · 1 · 1 = 25.
        // R = 40/20 = 2 and 50/25 = 2; A_1 = 2 · 2/3 + 2 · 1/6 = 5/3, A_2 = 2.
        let town = table(
            &[30, 20],
            &[Some(40), Some(50)],
            &[&[Some(0.0), Some(10.0)], &[None, Some(0.0)]],
        );
        let decay = Decay::exponential(minutes(10.0)).expect("above zero");
        let found = three_step_catchment(&town, &decay);
        let access: Vec<f64> = found.access.into_iter().flatten().collect();
        assert!(close(found.demand[0], 20.0) && close(found.demand[1], 25.0));
        assert!(close(access[0], 5.0 / 3.0) && close(access[1], 2.0));
    }
}
