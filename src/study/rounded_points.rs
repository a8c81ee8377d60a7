//! Contributions that still add up to their score when both are shown with one decimal.

use crate::model::people::People;

/// Tenths in a point.
const TENTHS: f64 = 10.0;
/// Shares finer than a millionth of a point do not change a tenth.
const FINENESS: f64 = 1e6;

/// The points of each term in tenths, adding up to the score in tenths; a term without data has none.
///
/// # Units
/// Points of 0 or more. Whole numbers of tenths, so that the sum is exact.
pub fn points_in_tenths(score: Option<f64>, points: &[Option<f64>]) -> Vec<Option<u64>> {
    let known: Vec<u64> = points
        .iter()
        .flatten()
        .map(|points| (points * FINENESS).round() as u64)
        .collect();
    let whole = (score.unwrap_or(0.0) * TENTHS).round() as u64;
    let mut shared = People::from_billionths(whole).share_out(&known).into_iter();
    points
        .iter()
        .map(|points| points.and_then(|_| shared.next()).map(People::billionths))
        .collect()
}

/// Tenths as points.
pub fn in_points(tenths: u64) -> f64 {
    tenths as f64 / TENTHS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thirds_add_up_to_the_score_that_is_shown() {
        let points = [Some(33.333), None, Some(33.333), Some(33.334)];
        let found = points_in_tenths(Some(100.0), &points);
        assert_eq!(found, [Some(333), None, Some(333), Some(334)]);
        assert_eq!(points_in_tenths(None, &[None, None]), [None, None]);
    }

    proptest! {
        #[test]
        fn the_parts_shown_add_up_to_the_score_shown(
            points in prop::collection::vec(prop::option::of(0.0f64..20.0), 1..8),
        ) {
            let known: Vec<f64> = points.iter().flatten().copied().collect();
            let score = (!known.is_empty()).then(|| known.iter().sum::<f64>());
            let tenths = points_in_tenths(score, &points);
            let sum: u64 = tenths.iter().flatten().sum();
            prop_assert_eq!(sum, (score.unwrap_or(0.0) * 10.0).round() as u64);
            for (exact, shown) in points.iter().zip(tenths) {
                prop_assert_eq!(exact.is_some(), shown.is_some());
                if let (Some(exact), Some(shown)) = (exact, shown) {
                    prop_assert!((in_points(shown) - exact).abs() < 0.2);
                }
            }
        }
    }
}
