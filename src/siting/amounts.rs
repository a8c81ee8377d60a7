//! Weights and capacities as whole numbers, so that who is moved where adds up.

use crate::siting::rules::Room;
use crate::siting::scaled::decimal_factor;

/// Weights that are no decimals are counted in steps of the largest power of two that leaves this much of a total.
const LARGEST_TOTAL: f64 = 1_125_899_906_842_624.0; // 2^50

/// How a weight becomes a whole number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amounts {
    factor: f64,
}

impl Amounts {
    /// Whole numbers for these values: exact for decimals of a few places, else as fine as 50 bits allow in all.
    pub fn of(values: &[f64]) -> Self {
        let total: f64 = values.iter().sum();
        let exact =
            decimal_factor(values.iter().copied()).filter(|factor| total * factor <= LARGEST_TOTAL);
        exact.map_or_else(|| Self::finest(total), |factor| Self { factor })
    }

    /// Whole numbers as fine as 50 bits allow, for values that come to no more than this together.
    pub fn finest(total: f64) -> Self {
        Self {
            factor: 2.0_f64.powi((LARGEST_TOTAL / total.max(1e-9)).log2().floor() as i32),
        }
    }

    /// A weight as a whole number, to the nearest.
    pub fn whole(&self, value: f64) -> i64 {
        (value * self.factor).round() as i64
    }

    /// A whole number as a weight.
    pub fn weight(&self, whole: i64) -> f64 {
        whole as f64 / self.factor
    }

    /// What a capacity has room for: a part of a step counts only where weights are rounded.
    pub fn room_for(&self, capacity: f64) -> i64 {
        (capacity * self.factor + 1e-6).floor() as i64
    }

    /// The rooms of all sites, and how much room all weights need.
    pub fn room(&self, weights: &[f64], capacities: &[Option<f64>]) -> Room {
        Room {
            of_site: capacities
                .iter()
                .map(|capacity| capacity.map(|capacity| self.room_for(capacity)))
                .collect(),
            needed: weights.iter().map(|&weight| self.whole(weight)).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_whole_and_half_a_step_of_room_is_none() {
        let amounts = Amounts::of(&[0.1, 2.0]);
        assert_eq!((amounts.whole(0.1), amounts.whole(2.0)), (1, 20));
        assert_eq!(amounts.room_for(0.35), 3);
        assert_eq!(amounts.weight(3), 0.3);
    }
}
