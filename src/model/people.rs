//! Numbers of people, exact to a billionth, so that sums never depend on their order
//! and a total that is spread over many homes adds up to itself again.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use crate::model::units::NotAQuantity;

const BILLIONTHS: u64 = 1_000_000_000;
/// Billionths in the thousandths that are written.
const WRITTEN: u64 = BILLIONTHS / 1_000;
/// More people than there are; sums of ten such numbers still fit.
const LARGEST: f64 = 1e9;

/// A number of people, held in whole billionths.
///
/// An estimate of 53.217 children is a number of people too; it is rounded only where it is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct People(u64);

impl People {
    /// Nobody.
    pub const NONE: Self = Self(0);

    /// Accepts a finite number of zero or more and rounds it to a billionth.
    ///
    /// # Errors
    /// Refuses NaN, negative values and more than a thousand million people.
    pub fn new(value: f64) -> Result<Self, NotAQuantity> {
        if (0.0..=LARGEST).contains(&value) {
            // In range by the test above, so the cast cannot cut.
            Ok(Self((value * BILLIONTHS as f64).round() as u64))
        } else {
            Err(NotAQuantity {
                found: value,
                unit: "people",
            })
        }
    }

    /// A whole number of people.
    pub const fn whole(count: u32) -> Self {
        Self(count as u64 * BILLIONTHS)
    }

    /// From a number of billionths, as [`People::billionths`] gives it.
    pub const fn from_billionths(billionths: u64) -> Self {
        Self(billionths)
    }

    /// The number in billionths of a person.
    pub const fn billionths(self) -> u64 {
        self.0
    }

    /// The whole persons in it; a rest is left out.
    pub const fn whole_persons(self) -> u64 {
        self.0 / BILLIONTHS
    }

    /// Whether these people, the sum of `parts` numbers, are at least `percent` % of `whole`.
    ///
    /// A number that was shared out may be off by less than a billionth; that much each is forgiven,
    /// so that half of many equal homes hold half of the people.
    pub fn make_up(self, percent: u8, whole: Self, parts: usize) -> bool {
        let forgiven = u128::from(self.0) + parts as u128;
        forgiven * 100 >= u128::from(whole.0) * u128::from(percent)
    }

    /// The bare number, for use inside one formula.
    pub fn value(self) -> f64 {
        self.0 as f64 / BILLIONTHS as f64
    }

    /// Whether there is nobody.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The people who are left, or nobody when more go than there are.
    pub const fn less(self, others: Self) -> Self {
        Self(self.0.saturating_sub(others.0))
    }

    /// This part of `whole` in percent, or nothing when `whole` is nobody.
    pub fn percentage_of(self, whole: Self) -> Option<f64> {
        (!whole.is_none()).then(|| 100.0 * self.0 as f64 / whole.0 as f64)
    }

    /// Shares these people out over `weights`; the parts add up to the whole exactly.
    ///
    /// Each part differs from its exact share by less than a billionth of a person;
    /// what rounding leaves over goes to the largest remainders, the first one among equals.
    /// When all weights are zero, they count as equal. Without weights there are no parts.
    ///
    /// # Source
    /// Hamilton's method of largest remainders.
    pub fn share_out(self, weights: &[u64]) -> Vec<Self> {
        let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
        if sum == 0 {
            return if weights.is_empty() {
                Vec::new()
            } else {
                self.share_out(&vec![1; weights.len()])
            };
        }
        let exact = |weight: u64| u128::from(self.0) * u128::from(weight);
        let mut parts: Vec<Self> = weights
            .iter()
            .map(|&weight| Self((exact(weight) / sum) as u64))
            .collect();
        let left_over = self.0 - parts.iter().map(|part| part.0).sum::<u64>();
        let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
        by_remainder.sort_by_key(|&index| (std::cmp::Reverse(exact(weights[index]) % sum), index));
        for &index in by_remainder.iter().take(left_over as usize) {
            parts[index].0 += 1;
        }
        parts
    }
}

impl Add for People {
    type Output = Self;
    /// Sums stop at some eighteen thousand million people, whatever their order.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for People {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.less(other)
    }
}

impl Sum for People {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::NONE, Add::add)
    }
}

impl<'a> Sum<&'a People> for People {
    fn sum<I: Iterator<Item = &'a Self>>(parts: I) -> Self {
        parts.copied().sum()
    }
}

impl fmt::Display for People {
    /// Whole numbers without decimals, others with as many as they need (at most three).
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = (self.0 + WRITTEN / 2) / WRITTEN;
        let (whole, rest) = (thousandths / 1_000, thousandths % 1_000);
        if rest == 0 {
            write!(formatter, "{whole}")
        } else {
            let decimals = format!("{rest:03}");
            write!(formatter, "{whole}.{}", decimals.trim_end_matches('0'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_person_shared_by_three_homes_is_still_one_person() {
        let parts = People::whole(1).share_out(&[1, 1, 1]);
        let billionths: Vec<u64> = parts.iter().map(|part| part.billionths()).collect();
        assert_eq!(billionths, [333_333_334, 333_333_333, 333_333_333]);
    }

    #[test]
    fn homes_without_weight_share_equally() {
        assert_eq!(
            People::whole(4).share_out(&[0, 0]),
            [People::whole(2), People::whole(2)]
        );
        assert!(People::whole(4).share_out(&[]).is_empty());
    }

    #[test]
    fn numbers_are_written_with_no_more_decimals_than_they_need() {
        let written = |thousandths: u64| People::from_billionths(thousandths * WRITTEN).to_string();
        assert_eq!(
            [written(1_800_000), written(53_217), written(500)],
            ["1800", "53.217", "0.5"]
        );
    }

    #[test]
    fn half_of_many_equal_homes_hold_half_of_the_people() {
        let whole = People::whole(1_000);
        for homes in [2, 6, 22, 314] {
            let half: People = whole
                .share_out(&vec![1; homes])
                .iter()
                .rev()
                .take(homes / 2)
                .sum();
            assert!(half.make_up(50, whole, homes / 2), "{homes} homes");
        }
        assert!(!People::whole(499).make_up(50, whole, 1_000_000));
    }

    #[test]
    fn a_sum_of_more_people_than_there_are_does_not_become_small() {
        let most = People::new(LARGEST).expect("a number of people");
        let sum: People = std::iter::repeat_n(most, 30).sum();
        assert!(sum > People::new(LARGEST).expect("a number of people"));
        assert_eq!(sum + most, sum);
    }

    #[test]
    fn a_share_of_nobody_is_unknown_and_not_zero() {
        assert_eq!(People::NONE.percentage_of(People::NONE), None);
        assert_eq!(
            People::whole(62).percentage_of(People::whole(100)),
            Some(62.0)
        );
    }

    proptest! {
        #[test]
        fn shared_out_parts_add_up_to_the_whole(
            billionths in 0u64..1_000_000_000_000_000_000,
            weights in prop::collection::vec(0u64..1_000_000, 1..60),
        ) {
            let whole = People::from_billionths(billionths);
            let parts = whole.share_out(&weights);
            prop_assert_eq!(parts.len(), weights.len());
            prop_assert_eq!(parts.iter().sum::<People>(), whole);
        }
    }
}
