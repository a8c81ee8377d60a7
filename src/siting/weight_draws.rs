//! Random weights around a base or over all there could be, the same for the same seed.

use rand::Rng;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// How far a weight is drawn from its base, as a part of it.
pub const AROUND: f64 = 0.25;

/// From where weights are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread<'a> {
    /// Each within ±25 % of its base, all brought back to a sum of 1.
    Around(&'a [f64]),
    /// All weights of this number of criteria that sum to 1, equally likely.
    Anywhere(usize),
}

/// Draws weights that are 0 or more and sum to 1.
///
/// # Shape
/// One list of weights for each draw, in the order of the criteria.
///
/// # Source
/// DOMAIN §C.10, 1. Over all there could be: Dirichlet with parameters 1, as exponential draws brought to a sum of 1
/// (Devroye 1986, chapter XI.4).
pub fn weight_draws(spread: Spread<'_>, draws: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut draw = || {
        let weights: Vec<f64> = match spread {
            Spread::Around(base) => {
                let mut part = || random.random_range(1.0 - AROUND..=1.0 + AROUND);
                base.iter().map(|weight| weight * part()).collect()
            }
            Spread::Anywhere(criteria) => (0..criteria)
                .map(|_| -(1.0 - random.random::<f64>()).ln())
                .collect(),
        };
        let sum: f64 = weights.iter().sum();
        if sum > 0.0 {
            weights.iter().map(|weight| weight / sum).collect()
        } else {
            weights
        }
    };
    (0..draws).map(|_| draw()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_weights_and_another_seed_others() {
        let base = [0.5, 0.3, 0.2];
        let draws = |seed| weight_draws(Spread::Around(&base), 50, seed);
        assert_eq!(draws(7), draws(7));
        assert_ne!(draws(7), draws(8));
    }

    #[test]
    fn weights_around_a_base_stay_near_it_and_sum_to_one() {
        let base = [0.5, 0.3, 0.2];
        for weights in weight_draws(Spread::Around(&base), 2_000, 1) {
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (weight, base) in weights.iter().zip(base) {
                let part = weight / base;
                assert!((0.75 / 1.25 - 1e-9..=1.25 / 0.75 + 1e-9).contains(&part));
            }
        }
        let without = weight_draws(Spread::Around(&[1.0, 0.0]), 10, 1);
        assert!(without.iter().all(|weights| weights[1] == 0.0));
    }

    #[test]
    fn weights_from_anywhere_have_the_mean_and_spread_of_a_flat_dirichlet() {
        // Of three weights each has mean 1/3 and variance 2/36.
        let draws = weight_draws(Spread::Anywhere(3), 20_000, 3);
        for criterion in 0..3 {
            let values = || draws.iter().map(|weights| weights[criterion]);
            let mean = values().sum::<f64>() / 20_000.0;
            let variance = values().map(|value| (value - mean).powi(2)).sum::<f64>() / 20_000.0;
            assert!((mean - 1.0 / 3.0).abs() < 0.01, "mean {mean}");
            assert!((variance - 2.0 / 36.0).abs() < 0.003, "variance {variance}");
        }
    }
}
