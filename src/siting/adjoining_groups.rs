//! Adjoining neighbourhoods taken together up to a number of children: a proposal to talk about, no more.

use std::collections::BTreeSet;

use crate::model::people::People;

/// Groups the rows that `may_join`, each in one group.
///
/// A group starts with the first row that is left and takes in the first adjoining one that still fits, until none
/// does. A row whose children are not known, or are too many already, stays by itself.
///
/// # Shape
/// `children`, `adjoining` (for each row the rows beside it) and `may_join` have one entry for each row. Groups are in
/// the order of their first row, rows inside a group ascending.
pub fn adjoining_groups(
    children: &[Option<People>],
    adjoining: &[Vec<usize>],
    may_join: &[bool],
    most: People,
) -> Vec<Vec<usize>> {
    let joins = |row: usize| may_join.get(row).copied().unwrap_or(false);
    let mut left: BTreeSet<usize> = (0..may_join.len()).filter(|&row| joins(row)).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut group = BTreeSet::from([first]);
        let mut together = children.get(first).copied().flatten();
        while let Some((next, sum)) =
            next_to_join(&group, &left, children, adjoining, together, most)
        {
            left.remove(&next);
            group.insert(next);
            together = Some(sum);
        }
        groups.push(group.into_iter().collect());
    }
    groups
}

fn next_to_join(
    group: &BTreeSet<usize>,
    left: &BTreeSet<usize>,
    children: &[Option<People>],
    adjoining: &[Vec<usize>],
    together: Option<People>,
    most: People,
) -> Option<(usize, People)> {
    let beside = |row: &usize| {
        let of_row = |member: &usize| {
            adjoining
                .get(*member)
                .is_some_and(|rows| rows.contains(row))
        };
        group.iter().any(of_row)
    };
    left.iter().copied().filter(beside).find_map(|row| {
        let sum = together? + children.get(row).copied().flatten()?;
        (sum <= most).then_some((row, sum))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn people(counts: &[Option<u32>]) -> Vec<Option<People>> {
        counts
            .iter()
            .map(|count| count.map(People::whole))
            .collect()
    }

    /// Rows in a row, each beside the one before and after it.
    fn in_a_row(rows: usize) -> Vec<Vec<usize>> {
        let beside = |row: usize| [row.checked_sub(1), (row + 1 < rows).then_some(row + 1)];
        (0..rows)
            .map(|row| beside(row).into_iter().flatten().collect())
            .collect()
    }

    #[test]
    fn neighbours_are_taken_together_until_there_are_too_many_children() {
        let children = people(&[Some(1_000), Some(1_500), Some(900), None, Some(400)]);
        let may_join = [true, true, true, true, true];
        let groups = adjoining_groups(&children, &in_a_row(5), &may_join, People::whole(3_000));
        assert_eq!(groups, [vec![0, 1], vec![2], vec![3], vec![4]]);
        let may_join = [true, false, true, false, true];
        let groups = adjoining_groups(&children, &in_a_row(5), &may_join, People::whole(3_000));
        assert_eq!(groups, [vec![0], vec![2], vec![4]]);
    }

    proptest! {
        #[test]
        fn every_row_is_in_one_group_that_hangs_together_and_is_small_enough(
            rows in prop::collection::vec((prop::option::of(0u32..1_000), any::<bool>()), 1..10),
            links in prop::collection::vec((0usize..10, 0usize..10), 0..15),
        ) {
            let mut adjoining = vec![Vec::new(); rows.len()];
            for (one, other) in links {
                if one != other && one < rows.len() && other < rows.len() {
                    adjoining[one].push(other);
                    adjoining[other].push(one);
                }
            }
            let children = people(&rows.iter().map(|row| row.0).collect::<Vec<_>>());
            let may_join: Vec<bool> = rows.iter().map(|row| row.1).collect();
            let groups = adjoining_groups(&children, &adjoining, &may_join, People::whole(1_500));
            let mut members: Vec<usize> = groups.concat();
            members.sort_unstable();
            let expected: Vec<usize> = (0..rows.len()).filter(|&row| may_join[row]).collect();
            prop_assert_eq!(members, expected);
            for group in groups.iter().filter(|group| group.len() > 1) {
                let sum: Option<Vec<People>> = group.iter().map(|&row| children[row]).collect();
                prop_assert!(sum.expect("known").iter().sum::<People>() <= People::whole(1_500));
                let mut reached = vec![group[0]];
                let mut next = 0;
                while let Some(&here) = reached.get(next) {
                    let beside = adjoining[here].iter().filter(|row| group.contains(row));
                    let new: Vec<usize> = beside.copied().filter(|row| !reached.contains(row)).collect();
                    reached.extend(new.into_iter().collect::<BTreeSet<_>>());
                    next += 1;
                }
                prop_assert_eq!(reached.len(), group.len());
            }
        }
    }
}
