//! How much of the inequality lies between neighbourhoods, and how much inside them.

use std::collections::BTreeMap;

use crate::access::outcome::Outcome;

/// Theil's T, split by group.
#[derive(Debug, Clone, PartialEq)]
pub struct TheilSplit<Group> {
    /// The inequality between all people: `between + within`.
    pub total: f64,
    /// The inequality that would be left if everybody had the mean of their group.
    pub between: f64,
    /// The inequality inside groups, each group weighing by its part of all there is.
    pub within: f64,
    /// Each group, in the order of its name; a group that has nothing or nobody is left out.
    pub groups: Vec<GroupInequality<Group>>,
}

/// The inequality inside one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupInequality<Group> {
    /// The group.
    pub group: Group,
    /// Theil's T of its people.
    pub theil: f64,
    /// Its part of all there is, in [0, 1].
    pub share: f64,
}

/// Theil's T: `T = Σ_i (P_i / P) · (a_i / μ) · ln(a_i / μ)`.
///
/// # Units
/// Without a unit (natural logarithm), from 0 (everybody has the same) to ln P (one has everything).
/// Who has nothing adds 0, the limit of x ln x. It does not change when everybody has twice as much,
/// nor when there are twice as many of each sort.
/// Nothing when there are no people, or they have nothing to share.
///
/// # Source
/// Theil 1967.
pub fn theil(outcomes: &[Outcome]) -> Option<f64> {
    Sums::of(outcomes.to_vec()).map(|sums| sums.theil)
}

/// Theil's T, exactly split: `T = Σ_g s_g · ln(μ_g / μ) + Σ_g s_g · T_g`,
/// with `s_g` the part of all there is that group g has.
///
/// # Units
/// As for [`theil`]; both parts are 0 or more.
///
/// # Source
/// Theil 1967, additive decomposition; Shorrocks 1980.
pub fn theil_by_group<Group: Ord + Clone>(
    outcomes: &[(Group, Outcome)],
) -> Option<TheilSplit<Group>> {
    let all = Sums::of(outcomes.iter().map(|(_, outcome)| *outcome).collect())?;
    let mut members: BTreeMap<&Group, Vec<Outcome>> = BTreeMap::new();
    for (group, outcome) in outcomes {
        members.entry(group).or_default().push(*outcome);
    }
    let (mut between, mut within) = (0.0, 0.0);
    let mut groups = Vec::new();
    for (group, members) in members {
        let Some(sums) = Sums::of(members) else {
            continue;
        };
        let share = sums.total / all.total;
        between += share * (sums.mean() / all.mean()).ln();
        within += share * sums.theil;
        groups.push(GroupInequality {
            group: group.clone(),
            theil: sums.theil,
            share,
        });
    }
    // Rounding may leave −1e−17 where all groups have the same mean.
    let between = between.max(0.0);
    Some(TheilSplit {
        total: between + within,
        between,
        within,
        groups,
    })
}

#[derive(Debug)]
struct Sums {
    people: f64,
    total: f64,
    theil: f64,
}

impl Sums {
    /// Adds in the order of value, so that the order of rows changes not one bit.
    fn of(mut outcomes: Vec<Outcome>) -> Option<Self> {
        outcomes.sort_by(|left, right| {
            let by_value = left.value().total_cmp(&right.value());
            by_value.then(left.people().cmp(&right.people()))
        });
        let people: f64 = outcomes
            .iter()
            .map(|outcome| outcome.people().value())
            .sum();
        let total: f64 = outcomes.iter().map(Outcome::total).sum();
        if !(total > 0.0 && total.is_finite()) {
            return None;
        }
        let mean = total / people;
        let having = outcomes.iter().filter(|outcome| outcome.total() > 0.0);
        let terms = having.map(|outcome| outcome.total() / total * (outcome.value() / mean).ln());
        let theil = terms.sum::<f64>().max(0.0);
        Some(Self {
            people,
            total,
            theil,
        })
    }

    fn mean(&self) -> f64 {
        self.total / self.people
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_outcomes, close, outcomes};
    use proptest::prelude::*;

    #[test]
    fn worked_by_hand() {
        // 1 and 3, mean 2: 1/2 · (0.5 ln 0.5 + 1.5 ln 1.5) = 1/2 · (−0.346574 + 0.608198) = 0.130812.
        let found = theil(&outcomes(&[(1.0, 1), (3.0, 1)])).expect("people");
        assert!((found - 0.130812).abs() < 1e-6);
        // One of four has everything: ln 4.
        let one = theil(&outcomes(&[(0.0, 3), (5.0, 1)])).expect("people");
        assert!(close(one, 4f64.ln()));
        assert_eq!(theil(&outcomes(&[(0.0, 3)])), None);
    }

    #[test]
    fn two_neighbourhoods_worked_by_hand() {
        // East 1 and 3 (mean 2), west 2 and 2; all means are 2, so all inequality is inside east,
        // which has half: between 0, within 1/2 · 0.130812.
        let east = outcomes(&[(1.0, 1), (3.0, 1)])
            .into_iter()
            .map(|outcome| ("east", outcome));
        let west = outcomes(&[(2.0, 2)])
            .into_iter()
            .map(|outcome| ("west", outcome));
        let split = theil_by_group(&east.chain(west).collect::<Vec<_>>()).expect("people");
        assert_eq!(split.between, 0.0);
        assert!((split.within - 0.065406).abs() < 1e-6);
        assert_eq!(split.groups[0].share, 0.5);
        // One group with 1 each, another with 3 each: all between.
        let apart: Vec<_> = (0..)
            .zip(outcomes(&[(1.0, 1), (3.0, 1)]))
            .collect::<Vec<(u8, _)>>();
        let split = theil_by_group(&apart).expect("people");
        assert!((split.between - 0.130812).abs() < 1e-6);
        assert_eq!(split.within, 0.0);
    }

    proptest! {
        #[test]
        fn between_and_within_add_up_to_the_whole(
            rows in any_outcomes(), groups in prop::collection::vec(0u8..4, 12),
        ) {
            let grouped: Vec<(u8, Outcome)> = groups.into_iter().zip(rows.iter().copied()).collect();
            match (theil(&rows), theil_by_group(&grouped)) {
                (Some(whole), Some(split)) => {
                    prop_assert!(close(split.total, whole));
                    prop_assert!(split.between >= 0.0 && split.within >= 0.0);
                    prop_assert!(close(split.groups.iter().map(|group| group.share).sum(), 1.0));
                }
                (whole, split) => prop_assert!(whole.is_none() && split.is_none()),
            }
        }

        #[test]
        fn scale_and_replication_change_nothing(rows in any_outcomes()) {
            let doubled: Vec<Outcome> = rows.iter().chain(&rows)
                .map(|row| Outcome::new(row.value() * 3.0, row.people()).expect("positive"))
                .collect();
            let (once, twice) = (theil(&rows), theil(&doubled));
            prop_assert_eq!(once.is_some(), twice.is_some());
            prop_assert!(close(once.unwrap_or(0.0), twice.unwrap_or(0.0)));
        }
    }
}
