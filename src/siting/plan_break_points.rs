//! How much weight must move between two things that are weighed before another plan is better than the first.
//!
//! What a plan comes to is a sum over groups of people, each with a weight that is a mean over what is known of it: a
//! ratio of two straight lines along a transfer. Ratios with one denominator are added up to one. Each never turns on
//! its way, so its ends bound it, and halving finds the first transfer at which a plan is better, leaving out no other.

use std::collections::BTreeMap;

/// Transfers are told apart down to this.
const FINEST: f64 = 1e-10;
/// Sums in another order differ by less than this part of all there is.
const ROUNDING: f64 = 1e-10;
/// Denominators that differ by less than one of so many parts are one.
const DENOMINATORS: f64 = 1e10;

/// The weight of a group along a transfer δ: `(sum + sum_slope·δ) / (known + known_slope·δ)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlongTransfer {
    /// The numerator before anything moves.
    pub sum: f64,
    /// By how much it grows.
    pub sum_slope: f64,
    /// The denominator before anything moves; above 0.
    pub known: f64,
    /// By how much it grows; it stays above 0.
    pub known_slope: f64,
}

impl AlongTransfer {
    /// The weight of the group at a transfer.
    pub fn at(&self, transfer: f64) -> f64 {
        (self.sum + self.sum_slope * transfer) / (self.known + self.known_slope * transfer)
    }
}

/// The smallest transfer, up to `most`, beyond which a plan costs less than the first one, and that plan's place; of
/// plans at one transfer the earlier. Nothing where the first plan stays the cheapest.
///
/// # Shape
/// `first` and each plan have what they cost for each group, at a weight of 1.
///
/// # Source
/// DOMAIN §C.10, 2.
pub fn first_better(
    plans: &[Vec<f64>],
    first: &[f64],
    groups: &[AlongTransfer],
    most: f64,
) -> Option<(f64, usize)> {
    let mut found: Option<(f64, usize)> = None;
    for (place, plan) in plans.iter().enumerate() {
        let difference = Difference::of(plan, first, groups);
        let until = found.map_or(most, |(transfer, _)| transfer - FINEST);
        if let Some(transfer) = difference.first_below(0.0, until) {
            found = Some((transfer, place));
        }
    }
    found
}

/// What a plan costs more than the first one along a transfer: `Σ (more + slope·δ) / (1 + bend·δ)`.
struct Difference {
    /// more, slope and bend.
    ratios: Vec<(f64, f64, f64)>,
    /// Less than this below 0 is rounding.
    rounding: f64,
}

impl Difference {
    fn of(plan: &[f64], first: &[f64], groups: &[AlongTransfer]) -> Self {
        let mut ratios: BTreeMap<i64, (f64, f64, f64)> = BTreeMap::new();
        let mut all = 0.0;
        for ((plan, first), group) in plan.iter().zip(first).zip(groups) {
            let bend = group.known_slope / group.known;
            let key = (bend * DENOMINATORS).round() as i64;
            let ratio = ratios.entry(key).or_insert((0.0, 0.0, bend));
            ratio.0 += (plan - first) * group.sum / group.known;
            ratio.1 += (plan - first) * group.sum_slope / group.known;
            all += first.abs() * group.at(0.0).abs();
        }
        Self {
            ratios: ratios.into_values().collect(),
            rounding: ROUNDING * all,
        }
    }

    fn each(&self, at: f64) -> impl Iterator<Item = f64> {
        let ratios = self.ratios.iter();
        ratios.map(move |&(more, slope, bend)| (more + slope * at) / (1.0 + bend * at))
    }

    /// Where it first falls below 0 between two transfers.
    fn first_below(&self, low: f64, high: f64) -> Option<f64> {
        if high < low {
            return None;
        }
        let both = self.each(low).zip(self.each(high));
        let least: f64 = both.map(|(low, high)| low.min(high)).sum();
        if least >= -self.rounding {
            return None;
        }
        if high - low <= FINEST {
            let at_high: f64 = self.each(high).sum();
            return (at_high < -self.rounding).then_some(low);
        }
        let middle = low + (high - low) / 2.0;
        self.first_below(low, middle)
            .or_else(|| self.first_below(middle, high))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_plans_are_equal_at_the_transfer_worked_out_by_hand() {
        // The first plan leaves 10 people of group 0 behind, the other 20 of group 1. Their weights are 0.6 and 0.2;
        // each point moved takes 1 from the one and adds 0.5 to the other: 10 (0.6 − δ) = 20 (0.2 + δ / 2) at 0.1.
        // So the first is better from the start, and stays so: the other becomes dearer. The other way round it is met.
        let line = |sum, sum_slope| AlongTransfer {
            sum,
            sum_slope,
            known: 1.0,
            known_slope: 0.0,
        };
        let groups = [line(0.6, -1.0), line(0.2, 0.5)];
        let [one, other] = [vec![10.0, 0.0], vec![0.0, 20.0]];
        let found = first_better(std::slice::from_ref(&one), &other, &groups, 0.5);
        let (transfer, place) = found.expect("they cross");
        assert!((transfer - 0.1).abs() < 1e-9 && place == 0, "{transfer}");
        assert_eq!(first_better(&[other], &one, &groups, 0.05), Some((0.0, 0)));
        assert_eq!(
            first_better(std::slice::from_ref(&one), &one, &groups, 0.5),
            None
        );
    }

    proptest! {
        #[test]
        fn a_fine_scan_finds_the_same_first_transfer(
            plans in prop::collection::vec(prop::collection::vec(0u8..20, 4), 1..8),
            groups in prop::collection::vec((0.0f64..1.0, 0.0f64..1.0, 0u8..3), 4),
        ) {
            // From one domain to another of equal weight, of which none, the first or the second is not known.
            let group = |&(from, to, known): &(f64, f64, u8)| match known {
                0 => AlongTransfer { sum: (from + to) / 2.0, sum_slope: to - from, known: 1.0, known_slope: 0.0 },
                1 => AlongTransfer { sum: to / 2.0 + 0.3, sum_slope: to, known: 0.8, known_slope: 1.0 },
                _ => AlongTransfer { sum: from / 2.0 + 0.3, sum_slope: -from, known: 0.8, known_slope: -1.0 },
            };
            let groups: Vec<AlongTransfer> = groups.iter().map(group).collect();
            let plans: Vec<Vec<f64>> =
                plans.iter().map(|plan| plan.iter().copied().map(f64::from).collect()).collect();
            let value = |plan: &[f64], at: f64| -> f64 {
                plan.iter().zip(&groups).map(|(cost, group)| cost * group.at(at)).sum()
            };
            let least = |at: f64| plans.iter().map(|plan| value(plan, at)).fold(f64::INFINITY, f64::min);
            let first = plans.iter().min_by(|one, other| value(one, 0.0).total_cmp(&value(other, 0.0)));
            let first = first.expect("one at least");
            let found = first_better(&plans, first, &groups, 0.5);
            let until = found.map_or(0.5, |(transfer, _)| transfer);
            for step in 0..=500 {
                let at = until * f64::from(step) / 500.0;
                prop_assert!(value(first, at) <= least(at) + 1e-6, "another is better at {at}, before {until}");
            }
            if let Some((transfer, place)) = found {
                let [here, beyond] = [transfer, transfer + 1e-4];
                prop_assert!((value(&plans[place], here) - value(first, here)).abs() < 1e-6);
                prop_assert!(beyond > 0.5 || value(&plans[place], beyond) <= value(first, beyond) + 1e-9);
            }
        }
    }
}
