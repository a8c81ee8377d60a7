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

/// The order of a list: ranked ones by score, of equals the smaller id first; then the others by id alone.
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
    let score = |standing: &Standing| standing.value.filter(|_| standing.ranked);
    match (score(left), score(right)) {
        (Some(left), Some(right)) => right.total_cmp(&left),
        (left, right) => right.is_some().cmp(&left.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_of_whom_too_little_is_known_stand_behind_the_ranked_in_the_order_of_their_ids() {
        let standing = |value, ranked| Standing { value, ranked };
        let standings = [
            standing(Some(10.0), false),
            standing(Some(40.0), true),
            standing(None, true),
            standing(Some(70.0), true),
            standing(Some(70.0), true),
            standing(Some(90.0), false),
        ];
        assert_eq!(order(&standings), (vec![3, 4, 1, 0, 2, 5], 3));
    }
}
