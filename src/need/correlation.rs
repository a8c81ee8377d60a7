//! Whether two indicators say the same twice: then one domain would count for two.

use crate::need::need_profile::{AreaNeed, NeedProfile};
use crate::need::standardise::percentiles;

/// From this strength on, up or down, two terms largely measure the same.
pub const STRONG: f64 = 0.8;

/// How two terms of the index go together over the neighbourhoods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// The place of the one term.
    pub left: usize,
    /// The place of the other, after `left`.
    pub right: usize,
    /// Spearman's ρ in [−1, 1]; nothing where fewer than three neighbourhoods have both, or one does not vary.
    pub rho: Option<f64>,
}

impl Correlation {
    /// Whether the two largely measure the same.
    pub fn is_strong(&self) -> bool {
        self.rho.is_some_and(|rho| rho.abs() > STRONG)
    }
}

/// The correlation of every two terms; of scores, so that more is more need on both sides.
///
/// # Shape
/// By left term, then right term.
pub fn correlations(need: &NeedProfile) -> Vec<Correlation> {
    let column = |term: usize| -> Vec<Option<f64>> {
        let score = |area: &AreaNeed| {
            area.terms
                .get(term)
                .copied()
                .flatten()
                .map(|term| term.score)
        };
        need.areas.iter().map(score).collect()
    };
    let columns: Vec<Vec<Option<f64>>> = (0..need.terms.len()).map(column).collect();
    let mut found = Vec::new();
    for (left, one) in columns.iter().enumerate() {
        for (right, other) in columns.iter().enumerate().skip(left + 1) {
            let rho = rank_correlation(one, other);
            found.push(Correlation { left, right, rho });
        }
    }
    found
}

/// Spearman's ρ: the product-moment correlation of mid-ranks among the rows that have both.
///
/// # Units
/// Any units; output in [−1, 1].
///
/// # Source
/// Spearman 1904; with ties as in Kendall and Gibbons 1990, chapter 3.
pub fn rank_correlation(one: &[Option<f64>], other: &[Option<f64>]) -> Option<f64> {
    const FEWEST: usize = 3;
    let (left, right): (Vec<_>, Vec<_>) = one
        .iter()
        .zip(other)
        .filter(|(one, other)| one.is_some() && other.is_some())
        .map(|(one, other)| (*one, *other))
        .unzip();
    if left.len() < FEWEST {
        return None;
    }
    // The mean of mid-rank percentiles is 50.
    let centred = |figures: &[Option<f64>]| -> Vec<f64> {
        let ranks = percentiles(figures);
        ranks
            .into_iter()
            .flatten()
            .map(|rank| rank - 50.0)
            .collect()
    };
    let (left, right) = (centred(&left), centred(&right));
    let product = |one: &[f64], other: &[f64]| -> f64 {
        one.iter().zip(other).map(|(one, other)| one * other).sum()
    };
    let scale = (product(&left, &left) * product(&right, &right)).sqrt();
    (scale > 0.0).then(|| (product(&left, &right) / scale).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(figures: &[f64]) -> Vec<Option<f64>> {
        figures.iter().copied().map(Some).collect()
    }

    #[test]
    fn worked_by_hand() {
        // Ranks 1 2 3 4 5 and 2 1 4 3 5: Σ d² = 4, ρ = 1 − 6 · 4 / (5 · 24) = 0.8.
        let one = known(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        let other = known(&[20.0, 10.0, 40.0, 30.0, 99.0]);
        let rho = rank_correlation(&one, &other).expect("they vary");
        assert!((rho - 0.8).abs() < 1e-12);
    }

    #[test]
    fn too_few_or_all_the_same_have_none() {
        let two = [Some(1.0), Some(2.0), None];
        assert_eq!(rank_correlation(&two, &known(&[1.0, 2.0, 3.0])), None);
        let same = known(&[7.0; 3]);
        assert_eq!(rank_correlation(&same, &known(&[1.0, 2.0, 3.0])), None);
    }

    proptest! {
        #[test]
        fn it_is_symmetric_and_turns_with_direction(
            rows in prop::collection::vec((-9i32..9, -9i32..9), 3..12),
        ) {
            let one: Vec<_> = rows.iter().map(|row| Some(f64::from(row.0))).collect();
            let other: Vec<_> = rows.iter().map(|row| Some(f64::from(row.1))).collect();
            let turned: Vec<_> = rows.iter().map(|row| Some(-f64::from(row.1))).collect();
            let rho = rank_correlation(&one, &other);
            prop_assert_eq!(rho, rank_correlation(&other, &one));
            if let (Some(rho), Some(turned)) = (rho, rank_correlation(&one, &turned)) {
                prop_assert!((rho + turned).abs() < 1e-9);
            }
        }
    }
}
