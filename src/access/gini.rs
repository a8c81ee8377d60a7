//! How unequally something is spread over people, in one number.

use crate::access::outcome::Outcome;
use crate::access::share_curve::lorenz_curve;

/// The Gini coefficient: twice the area between the Lorenz curve and equality.
///
/// # Units
/// Without a unit, in [0, 1): 0 when everybody has the same. It does not change when everybody has
/// twice as much, nor when there are twice as many people of each sort.
/// Nothing when there are no people, or they have nothing to share.
///
/// # Source
/// Gini 1912; weighted by people as in Delbosc and Currie 2011. For something bad, such as travel
/// time, read [`crate::access::concentration_index::concentration_index`] beside it.
pub fn gini(outcomes: &[Outcome]) -> Option<f64> {
    // Rounding may leave −1e−17 where everybody has the same.
    lorenz_curve(outcomes).map(|curve| curve.index().max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_outcomes, close, outcomes};
    use proptest::prelude::*;

    #[test]
    fn worked_by_hand() {
        // 1 to 5, one person each: Σ_i Σ_j |x_i − x_j| / (2 n² μ) = 40 / (2 · 25 · 3) = 4/15.
        let row = outcomes(&[(1.0, 1), (2.0, 1), (3.0, 1), (4.0, 1), (5.0, 1)]);
        assert!(close(gini(&row).expect("people"), 4.0 / 15.0));
        // One of ten has everything: 1 − 1/10.
        assert!(close(
            gini(&outcomes(&[(0.0, 9), (7.0, 1)])).expect("people"),
            0.9
        ));
        assert_eq!(gini(&outcomes(&[(2.0, 9), (2.0, 1)])), Some(0.0));
        assert_eq!(gini(&[]), None);
    }

    proptest! {
        #[test]
        fn it_is_half_the_mean_difference_over_the_mean(outcomes in any_outcomes()) {
            let Some(found) = gini(&outcomes) else { return Ok(()) };
            let people: f64 = outcomes.iter().map(|outcome| outcome.people().value()).sum();
            let total: f64 = outcomes.iter().map(Outcome::total).sum();
            let mut differences = 0.0;
            for left in &outcomes {
                for right in &outcomes {
                    let pairs = left.people().value() * right.people().value();
                    differences += pairs * (left.value() - right.value()).abs();
                }
            }
            prop_assert!(close(found, differences / (2.0 * people * total)));
        }

        #[test]
        fn scale_and_replication_change_nothing(rows in any_outcomes(), times in 2u32..5) {
            let changed = |scale: f64, copies: u32| -> Vec<Outcome> {
                let rows = rows.iter().cycle().take(rows.len() * copies as usize);
                rows.map(|row| Outcome::new(row.value() * scale, row.people()).expect("positive")).collect()
            };
            if let Some(found) = gini(&rows) {
                prop_assert!((0.0..1.0).contains(&found));
                prop_assert!(close(gini(&changed(f64::from(times), 1)).expect("more"), found));
                prop_assert!(close(gini(&changed(1.0, times)).expect("more"), found));
            }
        }

        #[test]
        fn a_gift_from_the_best_off_to_the_worst_off_lowers_it(
            low in 0.0f64..5.0, between in 1.0f64..5.0, part in 0.05f64..0.5,
        ) {
            let gift = between * part;
            let before = outcomes(&[(low, 1), (low + between, 1), (3.0, 4)]);
            let after = outcomes(&[(low + gift, 1), (low + between - gift, 1), (3.0, 4)]);
            prop_assert!(gini(&after).expect("people") < gini(&before).expect("people"));
        }
    }
}
