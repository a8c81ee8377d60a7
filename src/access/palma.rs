//! What the best-placed tenth has for each one that the other end of the row has.

use crate::access::outcome::{Outcome, RankedOutcome};
use crate::access::share_curve::{ShareCurve, concentration_curve, lorenz_curve};

const FIRST: f64 = 0.4;
const LAST: f64 = 0.1;

/// What a person of the tenth with least need has, over what one of the four tenths with most need has.
///
/// # Units
/// Without a unit, 0 or more; 1 when both have the same on average. A group that straddles a tenth is cut evenly.
/// Nothing when there are no people, or the four tenths have nothing.
///
/// # Source
/// Palma 2011, as a ratio of means over people ranked by advantage: Herszenhut et al. 2022.
pub fn palma_by_need(outcomes: &[RankedOutcome]) -> Option<f64> {
    concentration_curve(outcomes).and_then(|curve| ratio_of_means(&curve))
}

/// What a person of the tenth that has most has, over what one of the four tenths that have least has.
///
/// # Units
/// As for [`palma_by_need`]; 1 or more.
///
/// # Source
/// Palma 2011, as a ratio of means; his ratio of shares is a quarter of it.
pub fn palma_by_outcome(outcomes: &[Outcome]) -> Option<f64> {
    lorenz_curve(outcomes).and_then(|curve| ratio_of_means(&curve))
}

fn ratio_of_means(curve: &ShareCurve) -> Option<f64> {
    let first = curve.value_of_first(FIRST) / FIRST;
    let last = (1.0 - curve.value_of_first(1.0 - LAST)) / LAST;
    (first > 0.0).then(|| last / first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_outcomes, close, outcomes};
    use proptest::prelude::*;

    #[test]
    fn worked_by_hand() {
        // Ten people: four with 1, five with 2, one with 6: 6 / 1 = 6.
        let ten = outcomes(&[(1.0, 4), (2.0, 5), (6.0, 1)]);
        assert!(close(palma_by_outcome(&ten).expect("people"), 6.0));
        // Five people: four tenths are the first two (1 and 2, mean 1.5), a tenth is half of the last (5).
        let five = outcomes(&[(1.0, 1), (2.0, 1), (3.0, 1), (4.0, 1), (5.0, 1)]);
        assert!(close(palma_by_outcome(&five).expect("people"), 5.0 / 1.5));
    }

    #[test]
    fn a_ranking_by_need_may_turn_the_ratio_around() {
        // The four who need most have 6 each, the one who needs least has 3: 3 / 6.
        let rows = [(9.0, 6.0, 4), (5.0, 1.0, 5), (1.0, 3.0, 1)];
        let ranked = rows.map(|(need, value, people)| {
            RankedOutcome::new(need, outcomes(&[(value, people)])[0]).expect("finite")
        });
        assert!(close(palma_by_need(&ranked).expect("people"), 0.5));
    }

    #[test]
    fn a_ratio_to_nothing_is_not_told() {
        assert_eq!(palma_by_outcome(&outcomes(&[(0.0, 9), (1.0, 1)])), None);
        assert_eq!(palma_by_need(&[]), None);
    }

    proptest! {
        #[test]
        fn scale_and_replication_change_nothing(rows in any_outcomes()) {
            let doubled: Vec<Outcome> = rows.iter().chain(&rows)
                .map(|row| Outcome::new(row.value() * 3.0, row.people()).expect("positive"))
                .collect();
            match (palma_by_outcome(&rows), palma_by_outcome(&doubled)) {
                (Some(once), Some(twice)) => {
                    prop_assert!(once >= 1.0 - 1e-9);
                    prop_assert!(close(once, twice));
                }
                (once, twice) => prop_assert_eq!(once, twice),
            }
        }
    }
}
