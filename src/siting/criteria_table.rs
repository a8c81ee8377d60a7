//! The criteria of all sites as a plain table, and the order that weights give them.
//! It knows nothing of schools, so that every ranked list can be tested for its firmness.

use crate::model::estimate::Estimate;

/// The scores of one site by criterion, in the order of the weights.
pub type Row = Vec<Estimate>;

/// The weighted mean of what is known of a site; nothing when none of it is known or weighs.
///
/// # Units
/// As the value of [`crate::model::estimate::weighted`], bit for bit.
pub fn weighed(row: &[Estimate], weights: &[f64]) -> Option<f64> {
    let known = || {
        let scores = row.iter().zip(weights);
        scores.filter_map(|(score, weight)| Some((score.value?, weight)))
    };
    let with_data: f64 = known().map(|(_, weight)| weight).sum();
    (with_data > 0.0).then(|| {
        known()
            .map(|(value, weight)| weight / with_data * value)
            .sum()
    })
}

/// Sites from high to low; equal ones by their place in the table, sites without score last.
pub fn order(rows: &[Row], weights: &[f64]) -> Vec<usize> {
    let scores: Vec<f64> = rows
        .iter()
        .map(|row| weighed(row, weights).unwrap_or(f64::NEG_INFINITY))
        .collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_unstable_by(|&left, &right| {
        scores[right]
            .total_cmp(&scores[left])
            .then(left.cmp(&right))
    });
    order
}

/// The first sites of an order, as their places in the table, ascending.
pub fn first_of(order: &[usize], count: usize) -> Vec<usize> {
    let mut first: Vec<usize> = order.iter().take(count).copied().collect();
    first.sort_unstable();
    first
}

/// Kendall's τ between two orders of the same sites: 1 when alike, −1 when reversed, 1 for fewer than two.
///
/// # Cost
/// n log n.
///
/// # Source
/// Kendall 1938; discordant pairs counted over partial sums (Fenwick 1994). There are no ties, as orders break them by id.
pub fn kendall(base: &[usize], other: &[usize]) -> f64 {
    let count = base.len();
    if count < 2 {
        return 1.0;
    }
    let mut place = vec![0; count];
    for (rank, &site) in base.iter().enumerate() {
        place[site] = rank;
    }
    let ranks = other.iter().map(|&site| place[site]);
    let pairs = (count * (count - 1) / 2) as f64;
    1.0 - 2.0 * inversions(ranks, count) as f64 / pairs
}

/// How many pairs of numbers below `count`, each once, stand the wrong way round: a tree of partial sums holds how
/// many of those below each number have passed.
fn inversions(numbers: impl Iterator<Item = usize>, count: usize) -> usize {
    let mut passed = vec![0; count + 1];
    let mut inversions = 0;
    for (before, number) in numbers.enumerate() {
        let mut smaller = 0;
        let mut at = number;
        while at > 0 {
            smaller += passed[at];
            at &= at - 1;
        }
        inversions += before - smaller;
        at = number + 1;
        while at <= count {
            passed[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    inversions
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn orders_alike_reversed_and_with_one_swap() {
        assert_eq!(kendall(&[0, 1, 2, 3], &[0, 1, 2, 3]), 1.0);
        assert_eq!(kendall(&[0, 1, 2, 3], &[3, 2, 1, 0]), -1.0);
        // One of six pairs is discordant: 1 − 2/6.
        assert!((kendall(&[0, 1, 2, 3], &[1, 0, 2, 3]) - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(kendall(&[0], &[0]), 1.0);
    }

    #[test]
    fn equal_scores_stand_in_the_order_of_the_table() {
        let row = |value| vec![Estimate::known(value)];
        assert_eq!(order(&[row(5.0), row(9.0), row(5.0)], &[1.0]), [1, 0, 2]);
        assert_eq!(order(&[vec![Estimate::UNKNOWN], row(0.0)], &[1.0]), [1, 0]);
        assert_eq!(first_of(&[2, 0, 1], 2), [0, 2]);
    }

    proptest! {
        #[test]
        fn kendall_counts_every_pair(other in Just((0..9usize).collect::<Vec<_>>()).prop_shuffle()) {
            let base: Vec<usize> = (0..9).collect();
            let mut sum = 0i32;
            for left in 0..9 {
                for right in left + 1..9 {
                    sum += if other[left] < other[right] { 1 } else { -1 };
                }
            }
            prop_assert!((kendall(&base, &other) - f64::from(sum) / 36.0).abs() < 1e-12);
        }
    }
}
