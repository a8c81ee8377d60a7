//! Numbers of a table as whole numbers, so that bounds are exact.
//!
//! Whole numbers and decimals of up to six places are taken exactly: the integers are the numbers times a power of
//! ten. Other numbers are multiplied by a power of two and rounded down, as finely as 64 bits allow. The cheapest set
//! of the rounded table then costs at most one rounding step a demand point more than the cheapest set of the table,
//! which is below 1e-9 of it for any table that fits in memory; "proven" means that no set is cheaper by more.

use crate::siting::shortlists::Choice;

/// Decimal places that are taken exactly.
const MOST_PLACES: i32 = 6;
/// Totals stay below this, so that sums of a few of them fit in 64 bits.
const LARGEST_TOTAL: f64 = 576_460_752_303_423_488.0; // 2^59
/// Prices of a relaxation are this much finer than the costs, where the totals leave room.
const FINEST_UNIT: i64 = 1024;

/// How the numbers of a question become whole numbers, and back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    weight_factor: f64,
    cost_factor: f64,
    /// How far two whole numbers lie apart at least when they differ: 1 or more.
    pub unit: i64,
    exact: bool,
}

impl Scale {
    /// A scale for sums of weight × cost that stay below `largest`, the most that the search will ever add up.
    pub fn new(weights: &[f64], costs: impl IntoIterator<Item = f64>, largest: f64) -> Self {
        let exact = decimal_factor(weights.iter().copied()).zip(decimal_factor(costs));
        if let Some((weight_factor, cost_factor)) = exact {
            let room = LARGEST_TOTAL / (largest * weight_factor * cost_factor).max(1.0);
            if room >= 1.0 {
                let unit = (room as i64).clamp(1, FINEST_UNIT);
                return Self {
                    weight_factor,
                    cost_factor,
                    unit,
                    exact: true,
                };
            }
        }
        let room = (LARGEST_TOTAL / largest.max(f64::MIN_POSITIVE)).clamp(f64::MIN_POSITIVE, 1e300);
        let factor = 2.0_f64.powi(room.log2().floor() as i32);
        Self {
            weight_factor: 1.0,
            cost_factor: factor,
            unit: 1,
            exact: false,
        }
    }

    /// Weight × cost in scaled units, rounded down where it is not exact.
    pub fn scaled(&self, weight: f64, cost: f64) -> i64 {
        if self.exact {
            (weight * self.weight_factor).round() as i64
                * ((cost * self.cost_factor).round() as i64)
                * self.unit
        } else {
            (weight * cost * self.cost_factor).floor() as i64
        }
    }

    /// A bound in scaled units as a number: the least value that a whole set can have at this bound or above.
    pub fn bound(&self, scaled: i64) -> f64 {
        if self.exact {
            let whole = scaled.div_euclid(self.unit) + i64::from(scaled.rem_euclid(self.unit) > 0);
            whole as f64 / (self.weight_factor * self.cost_factor)
        } else {
            scaled as f64 / self.cost_factor
        }
    }

    /// A number that no sum of so many terms of at most this value passes in scaled units.
    pub fn at_most(&self, value: f64, terms: usize) -> i64 {
        let scaled = value * self.weight_factor * self.cost_factor * self.unit as f64;
        // What is left of rounding is no reason to leave out an equal plan.
        (scaled * (1.0 + 1e-12)).ceil() as i64 + terms as i64
    }

    /// The value of a whole set: the exact one, or else the sum of its terms.
    pub fn value(&self, terms: impl Iterator<Item = (f64, f64)>) -> f64 {
        if self.exact {
            let scaled: i64 = terms.map(|(weight, cost)| self.scaled(weight, cost)).sum();
            self.bound(scaled)
        } else {
            terms.map(|(weight, cost)| weight * cost).sum()
        }
    }

    /// A choice with its cost in scaled units.
    pub fn choice(&self, site: u32, weight: f64, cost: f64) -> Choice {
        Choice {
            cost: self.scaled(weight, cost),
            site,
        }
    }
}

/// The least power of ten that makes whole numbers of all values, if one of the first few does.
pub fn decimal_factor(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut places = 0;
    for value in values {
        while !is_whole(value, 10.0_f64.powi(places)) {
            places += 1;
            if places > MOST_PLACES {
                return None;
            }
        }
    }
    Some(10.0_f64.powi(places))
}

/// Whether a value is the nearest number to a decimal: a whole number divided by a power of ten.
fn is_whole(value: f64, factor: f64) -> bool {
    let whole = (value * factor).round();
    whole < 1e15 && whole / factor == value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_although_binary_fractions_are_not() {
        let scale = Scale::new(&[1.0, 3.0], [0.1, 0.2], 100.0);
        assert_eq!(scale.scaled(3.0, 0.1), 3 * scale.unit);
        assert_eq!(scale.value([(1.0, 0.1), (1.0, 0.2)].into_iter()), 0.3);
    }

    #[test]
    fn other_numbers_are_rounded_down_by_less_than_one_step() {
        let third = 1.0 / 3.0;
        let scale = Scale::new(&[1.0], [third], 1000.0);
        let back = scale.bound(scale.scaled(1.0, third));
        assert!(back <= third && third - back < 1e-14);
    }

    #[test]
    fn a_bound_between_two_values_is_the_higher_one() {
        let scale = Scale::new(&[1.0], [5.0], 100.0);
        assert_eq!(scale.bound(scale.scaled(1.0, 5.0) - 1), 5.0);
        assert_eq!(scale.bound(scale.scaled(1.0, 5.0) + 1), 6.0);
    }
}
