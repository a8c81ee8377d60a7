//! In which order candidates stand, and which are not ranked because too little is known.

use std::cmp::Ordering;

/// What decides on a candidate's place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Its score; `None` is not known.
    pub value: Option<f64>,
    /// Whether it may be ranked: enough is known of it, and no condition fails.
    pub ranked: bool,
}

/// The order of a list: ranked ones by score, then the others by score; equal ones stay in the order of their ids.
///
/// # Shape
/// Indexes into `standings`, which stand in the order of ids; and how many of them are ranked.
pub fn order(standings: &[Standing]) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..standings.len()).collect();
    order.sort_by(|&left, &right| {
        compare(&standings[left], &standings[right]).then(left.cmp(&right))
    });
    let ranked = standings
        .iter()
        .filter(|standing| is_ranked(standing))
        .count();
    (order, ranked)
}

/// Whether it takes a place in the ranking.
pub fn is_ranked(standing: &Standing) -> bool {
    standing.ranked && standing.value.is_some()
}

fn compare(left: &Standing, right: &Standing) -> Ordering {
    let score = |standing: &Standing| standing.value.unwrap_or(f64::NEG_INFINITY);
    let by_rank = is_ranked(right).cmp(&is_ranked(left));
    by_rank.then_with(|| score(right).total_cmp(&score(left)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_of_whom_too_little_is_known_stand_apart_behind_the_ranked() {
        let standing = |value, ranked| Standing { value, ranked };
        let standings = [
            standing(Some(90.0), false),
            standing(Some(40.0), true),
            standing(None, true),
            standing(Some(70.0), true),
            standing(Some(70.0), true),
        ];
        assert_eq!(order(&standings), (vec![3, 4, 1, 0, 2], 3));
    }
}
