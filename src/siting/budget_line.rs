//! For how many a budget suffices, and which one stands on the line.

use crate::model::units::Euros;

/// How many a budget suffices for, when all cost the same; reckoned in whole cents, so that no rounding moves the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Budget {
    each: Euros,
    fits: usize,
    leaves: bool,
}

impl Budget {
    /// A budget and what each costs; nothing when that is less than a cent.
    pub fn new(whole: Euros, each: Euros) -> Option<Self> {
        let (whole, cost) = (cents(whole), cents(each));
        Some(Self {
            each,
            fits: usize::try_from(whole.checked_div(cost)?).unwrap_or(usize::MAX),
            leaves: whole % cost > 0,
        })
    }

    /// What each costs.
    pub fn each(&self) -> Euros {
        self.each
    }

    /// How many it suffices for.
    pub fn fits(&self) -> usize {
        self.fits
    }

    /// Where one is that comes after so many others.
    pub fn line(&self, place: usize) -> BudgetLine {
        if place < self.fits {
            BudgetLine::Within
        } else if place == self.fits && self.leaves {
            BudgetLine::On
        } else {
            BudgetLine::Beyond
        }
    }

    /// What that one and those before it cost together.
    pub fn cumulative(&self, place: usize) -> Euros {
        let together = self.each.value() * (place + 1) as f64;
        Euros::new(together).unwrap_or(self.each)
    }
}

/// On which side of the budget line one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BudgetLine {
    /// The budget suffices up to and including this one.
    Within,
    /// The budget pays for a part of this one.
    On,
    /// The budget is spent.
    Beyond,
}

/// The nearest whole number of cents; a sum too large for 64 bits is cut off at the most they hold.
fn cents(amount: Euros) -> u64 {
    (amount.value() * 100.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euros(amount: f64) -> Euros {
        Euros::new(amount).expect("an amount")
    }

    #[test]
    fn one_stands_on_the_line_only_when_money_is_left_for_a_part_of_it() {
        let lines = |each| {
            let budget = Budget::new(euros(400_000.0), euros(each)).expect("it costs something");
            [0, 1, 2, 3, 4].map(|place| budget.line(place))
        };
        use BudgetLine::{Beyond, On, Within};
        // 400,000 / 150,000 = 2 and two thirds.
        assert_eq!(lines(150_000.0), [Within, Within, On, Beyond, Beyond]);
        assert_eq!(lines(100_000.0), [Within, Within, Within, Within, Beyond]);
        assert_eq!(lines(500_000.0), [On, Beyond, Beyond, Beyond, Beyond]);
    }

    #[test]
    fn what_costs_nothing_has_no_line() {
        assert_eq!(Budget::new(euros(400_000.0), euros(0.001)), None);
    }
}
