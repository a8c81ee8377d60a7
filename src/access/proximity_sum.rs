//! The proximity scores of people, summed so that no order changes a bit and what was added can be taken out again.

use std::ops::{Add, Sub};

use crate::access::proximity::proximity;
use crate::model::norm::Norm;
use crate::model::people::People;
use crate::model::units::Seconds;

/// Parts of a point of the score: it is counted to a billionth, as people are.
const PARTS: f64 = 1e9;

/// The sum of the scores of people, each as often as there are people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProximitySum(u128);

impl ProximitySum {
    /// The sum with more people, who need this time.
    #[must_use]
    pub fn with(self, time: Option<Seconds>, people: People, norm: &Norm) -> Self {
        Self(self.0 + counted(time, people, norm))
    }

    /// The mean score of all people who are in it, in [0, 100] and rounded to a billionth; nothing when there is nobody.
    pub fn mean(self, persons: People) -> Option<f64> {
        let persons = u128::from(persons.billionths());
        let parts = (self.0 + persons / 2).checked_div(persons)?;
        Some(parts as f64 / PARTS)
    }
}

impl Add for ProximitySum {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// Without what is in it.
impl Sub for ProximitySum {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

fn counted(time: Option<Seconds>, people: People, norm: &Norm) -> u128 {
    // At most 100 points.
    let parts = (proximity(time, norm) * PARTS).round() as u64;
    u128::from(people.billionths()) * u128::from(parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::access::worked_town::worked_town;

    proptest! {
        #[test]
        fn the_order_changes_nothing_and_what_is_taken_out_was_never_there(
            homes in prop::collection::vec((prop::option::of(0f64..3_000.0), 0u64..9_000_000_000), 1..60),
            out in 0usize..60,
        ) {
            let norm = &worked_town().norms.norms[0];
            let homes: Vec<(Option<Seconds>, People)> = homes
                .into_iter()
                .map(|(time, people)| (time.and_then(|time| Seconds::new(time).ok()), People::from_billionths(people)))
                .collect();
            let sum = |homes: &mut dyn Iterator<Item = &(Option<Seconds>, People)>| {
                homes.fold(ProximitySum::default(), |sum, &(time, people)| sum.with(time, people, norm))
            };
            let all = sum(&mut homes.iter());
            prop_assert_eq!(all, sum(&mut homes.iter().rev()));
            let out = out % homes.len();
            let (time, people) = homes[out];
            let others = homes.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, home)| home);
            let (others, one) = (sum(&mut { others }), ProximitySum::default().with(time, people, norm));
            prop_assert_eq!(all - one, others);
            prop_assert_eq!(others + one, all);

            let persons: People = homes.iter().map(|(_, people)| *people).sum();
            let plain: f64 = homes.iter().map(|(time, people)| people.value() * proximity(*time, norm)).sum();
            match all.mean(persons) {
                None => prop_assert!(persons.is_none()),
                Some(mean) => prop_assert!((mean - plain / persons.value()).abs() < 1e-6),
            }
        }
    }
}
