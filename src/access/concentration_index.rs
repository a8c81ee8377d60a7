//! Whether those who need most have more or less than others.

use crate::access::outcome::RankedOutcome;
use crate::access::share_curve::concentration_curve;

/// The concentration index: twice the area between equality and the concentration curve,
/// which is `C = (2 / μ) · cov(h, r)` with r the rank of people from most to least need.
///
/// Below 0, those who need most have more of it; above 0, they have less. So for travel time, of which
/// less is better, below 0 means that those who need most travel longest.
///
/// # Units
/// Without a unit, in (−1, 1). People with equal need share the middle of their ranks.
/// Nothing when there are no people, or they have nothing to share.
///
/// # Source
/// Kakwani 1980; O'Donnell, van Doorslaer, Wagstaff and Lindelow 2008, chapter 8, eq. 8.3.
pub fn concentration_index(outcomes: &[RankedOutcome]) -> Option<f64> {
    concentration_curve(outcomes).map(|curve| curve.index())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_outcomes, close, outcomes};
    use crate::access::gini::gini;
    use proptest::prelude::*;

    fn ranked(rows: &[(f64, f64, u32)]) -> Vec<RankedOutcome> {
        rows.iter()
            .zip(outcomes(
                &rows.iter().map(|row| (row.1, row.2)).collect::<Vec<_>>(),
            ))
            .map(|(row, outcome)| RankedOutcome::new(row.0, outcome).expect("finite"))
            .collect()
    }

    #[test]
    fn worked_by_hand() {
        // From most need to least: 1, 2, 3, 4. Ranks 1/8, 3/8, 5/8, 7/8; μ = 2.5;
        // cov = (0.125 + 0.75 + 1.875 + 3.5)/4 − 2.5 · 0.5 = 0.3125; C = 2/2.5 · 0.3125 = 0.25.
        let less = ranked(&[
            (40.0, 1.0, 1),
            (30.0, 2.0, 1),
            (20.0, 3.0, 1),
            (10.0, 4.0, 1),
        ]);
        assert!(close(concentration_index(&less).expect("people"), 0.25));
        let more = ranked(&[
            (40.0, 4.0, 1),
            (30.0, 3.0, 1),
            (20.0, 2.0, 1),
            (10.0, 1.0, 1),
        ]);
        assert!(close(concentration_index(&more).expect("people"), -0.25));
    }

    #[test]
    fn equal_needs_share_the_middle_of_their_ranks() {
        // Needs a > b = c > d: ranks 1/8, 1/2, 1/2, 7/8 (DOMAIN §C.12, 12.5/50/50/87.5), values 1, 2, 3, 4:
        // cov = (0.125 + 1 + 1.5 + 3.5)/4 − 1.25 = 0.28125; C = 0.8 · 0.28125 = 0.225.
        let row = ranked(&[(9.0, 1.0, 1), (5.0, 3.0, 1), (5.0, 2.0, 1), (1.0, 4.0, 1)]);
        assert!(close(concentration_index(&row).expect("people"), 0.225));
        assert_eq!(concentration_index(&[]), None);
    }

    proptest! {
        #[test]
        fn it_is_the_weighted_covariance_with_rank(
            rows in prop::collection::vec((0u32..5, 0.0f64..9.0, 1u32..9), 1..8),
        ) {
            let rows: Vec<_> = rows.into_iter().map(|(need, value, people)| (f64::from(need), value, people)).collect();
            let Some(found) = concentration_index(&ranked(&rows)) else { return Ok(()) };
            let all: f64 = rows.iter().map(|row| f64::from(row.2)).sum();
            let rank = |need: f64| {
                let weight = |keep: &dyn Fn(f64) -> bool| -> f64 {
                    rows.iter().filter(|row| keep(row.0)).map(|row| f64::from(row.2)).sum()
                };
                (weight(&|other| other > need) + weight(&|other| other == need) / 2.0) / all
            };
            let mean = |value: &dyn Fn(&(f64, f64, u32)) -> f64| -> f64 {
                rows.iter().map(|row| f64::from(row.2) * value(row)).sum::<f64>() / all
            };
            let mu = mean(&|row| row.1);
            let covariance = mean(&|row| row.1 * rank(row.0)) - mu * mean(&|row| rank(row.0));
            prop_assert!((found - 2.0 / mu * covariance).abs() < 1e-9);
        }

        #[test]
        fn no_ranking_tells_more_inequality_than_there_is(
            rows in any_outcomes(), needs in prop::collection::vec(-9.0f64..9.0, 12),
        ) {
            let row: Vec<RankedOutcome> = rows.iter().zip(needs)
                .map(|(&outcome, need)| RankedOutcome::new(need, outcome).expect("finite"))
                .collect();
            if let (Some(index), Some(gini)) = (concentration_index(&row), gini(&rows)) {
                prop_assert!(index.abs() <= gini + 1e-9);
            }
        }
    }
}
