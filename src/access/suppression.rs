//! Which numbers of people may not be published, because they are so small that they tell of persons.
//! A number is also hidden when it could be found by subtraction: from its complement, from the whole
//! it is a part of, or from the other parts. One set of rules for every door.
//!
//! Why this is enough: the areas form a tree, and in every equation "an area is the sum of its parts"
//! either nothing is hidden or at least two cells are. Then every hidden cell can be moved up and
//! another one down without any published number changing, so none of them follows from what is shown.

use crate::access::area_tree::AreaTree;
use crate::model::people::People;

/// From this number of persons on a count is published.
const SMALLEST_COUNT: People = People::whole(5);
/// From this number of persons on percentages and times of them are published.
const SMALLEST_DENOMINATOR: People = People::whole(10);
/// Below this number of persons a percentage is published in whole percents.
const WHOLE_PERCENT_BELOW: People = People::whole(100);

/// What is done with numbers too small to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmallNumbers {
    /// They are hidden and the others rounded; what every door does.
    Hide,
    /// They are kept and nothing is rounded; for the data owner's own desk only.
    Keep,
}

/// A number as it may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<T> {
    /// The number.
    Value(T),
    /// There is a number, but it is not published.
    Hidden,
    /// There is no number: it is not known, or does not exist.
    Unknown,
}

impl<T> Shown<T> {
    /// A number that is not hidden, if there is one.
    pub fn of(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Value)
    }

    /// The number, if it is shown.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Hidden | Self::Unknown => None,
        }
    }
}

/// Whether this is a count of 1 to 4 (anything between 0 and 5, as estimates have decimals).
pub fn is_small(people: People) -> bool {
    !people.is_none() && people < SMALLEST_COUNT
}

/// Whether percentages, scores and times of so many persons may be published.
pub fn carries_percentages(persons: People) -> bool {
    persons >= SMALLEST_DENOMINATOR
}

/// Which areas' numbers of persons are hidden.
///
/// # Shape
/// One for each area of the tree, as `persons`; an area of which nothing is known has nothing to hide.
///
/// # Source
/// DOMAIN §C.0, suppression; §C.12: total 12, parts 3 + 9: both parts are hidden.
pub fn hidden_persons(tree: &AreaTree, persons: &[Option<People>]) -> Vec<bool> {
    let small = persons
        .iter()
        .map(|&people| people.is_some_and(is_small))
        .collect();
    hide_until_safe(tree, persons, small)
}

/// Which areas' numbers of a part of the persons (such as the covered) are hidden.
///
/// Hidden are small parts, parts that leave a small rest, those in `hidden_already` (at least where the
/// persons themselves are hidden), and those from which one of these could be found.
pub fn hidden_parts(
    tree: &AreaTree,
    persons: &[Option<People>],
    parts: &[Option<People>],
    hidden_already: &[bool],
) -> Vec<bool> {
    let tells = |(whole, part): (&Option<People>, &Option<People>)| match (whole, part) {
        (Some(whole), Some(part)) => is_small(*part) || is_small(whole.less(*part)),
        (None, _) | (_, None) => false,
    };
    let own = persons.iter().zip(parts).map(tells);
    let hidden = own
        .zip(hidden_already)
        .map(|(tells, &already)| tells || already)
        .collect();
    hide_until_safe(tree, parts, hidden)
}

/// A number of persons as it is published: a multiple of what its source rounds to.
pub fn rounded_persons(people: People, rounded_to: u32) -> People {
    let step = People::whole(rounded_to.max(1)).billionths();
    People::from_billionths((people.billionths() + step / 2) / step * step)
}

/// A percentage as it is published: of fewer than 100 persons in whole percents.
pub fn rounded_percentage(percentage: f64, persons: People) -> f64 {
    if persons < WHOLE_PERCENT_BELOW {
        percentage.round()
    } else {
        percentage
    }
}

/// Hides further areas than `hidden` until none of these can be found by subtraction.
pub fn hide_until_safe(
    tree: &AreaTree,
    values: &[Option<People>],
    mut hidden: Vec<bool>,
) -> Vec<bool> {
    hidden.resize(values.len(), false);
    loop {
        let mut finished = true;
        for parent in 0..tree.len() {
            if let Some(next) = next_to_hide(tree, values, &hidden, parent) {
                hidden[next] = true;
                finished = false;
            }
        }
        if finished {
            return hidden;
        }
    }
}

/// The area that must be hidden too, because the parts of `parent` do not yet hide each other.
fn next_to_hide(
    tree: &AreaTree,
    values: &[Option<People>],
    hidden: &[bool],
    parent: usize,
) -> Option<usize> {
    let known = |area: usize| values.get(area).copied().flatten();
    let is_hidden =
        |area: usize| hidden.get(area).copied().unwrap_or(false) && known(area).is_some();
    let parts = tree.children(parent);
    let hidden_parts: Vec<usize> = parts
        .iter()
        .copied()
        .filter(|&part| is_hidden(part))
        .collect();
    let safe = if is_hidden(parent) {
        !hidden_parts.is_empty() || parts.iter().all(|&part| known(part).is_none())
    } else {
        let together: People = hidden_parts.iter().filter_map(|&part| known(part)).sum();
        known(parent).is_none()
            || hidden_parts.is_empty()
            || (hidden_parts.len() > 1 && !is_small(together))
    };
    if safe {
        return None;
    }
    let smallest_left = parts
        .iter()
        .filter(|&&part| !is_hidden(part))
        .filter_map(|&part| Some((known(part).filter(|people| !people.is_none())?, part)))
        .min();
    let next = smallest_left.map(|(_, part)| part);
    next.or_else(|| (!is_hidden(parent)).then_some(parent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::known_equations::is_fixed;
    use proptest::prelude::*;

    /// A city of two districts: areas 0-2 lie in district 5, 3-4 in district 6, both in city 7.
    fn city() -> AreaTree {
        let parents = [
            Some(5),
            Some(5),
            Some(5),
            Some(6),
            Some(6),
            Some(7),
            Some(7),
            None,
        ];
        AreaTree::with_parents(parents.to_vec())
    }

    /// Adds up the districts and the city from the neighbourhoods.
    fn with_sums(parts: &[u32; 5]) -> Vec<Option<People>> {
        let [a, b, c, d, e] = *parts;
        let all = [a, b, c, d, e, a + b + c, d + e, a + b + c + d + e];
        all.iter()
            .map(|&people| Some(People::whole(people)))
            .collect()
    }

    fn indexes(hidden: &[bool]) -> Vec<usize> {
        hidden
            .iter()
            .enumerate()
            .filter(|(_, hidden)| **hidden)
            .map(|(index, _)| index)
            .collect()
    }

    #[test]
    fn of_a_total_of_12_the_parts_3_and_9_are_both_hidden() {
        let pair = AreaTree::with_parents(vec![Some(2), Some(2), None]);
        let persons = [3, 9, 12].map(|people| Some(People::whole(people)));
        assert_eq!(hidden_persons(&pair, &persons), [true, true, false]);
    }

    #[test]
    fn the_next_smallest_part_is_hidden_too_but_not_an_empty_one() {
        let persons = with_sums(&[3, 0, 40, 50, 60]);
        assert_eq!(indexes(&hidden_persons(&city(), &persons)), [0, 2]);
    }

    #[test]
    fn parts_that_are_small_together_hide_a_third_one() {
        let persons = with_sums(&[2, 2, 40, 50, 60]);
        assert_eq!(indexes(&hidden_persons(&city(), &persons)), [0, 1, 2]);
    }

    #[test]
    fn a_hidden_district_hides_the_other_district_and_a_part_of_it() {
        // District 5 has 4 people and is hidden; the city is not, so district 6 is hidden too,
        // and then one of its neighbourhoods, because the two add up to it.
        let persons = with_sums(&[4, 0, 0, 50, 60]);
        assert_eq!(indexes(&hidden_persons(&city(), &persons)), [0, 3, 5, 6]);
    }

    #[test]
    fn a_part_that_leaves_a_small_rest_is_hidden() {
        let persons = with_sums(&[100, 100, 100, 100, 100]);
        let covered = with_sums(&[98, 50, 60, 100, 0]);
        let hidden = hidden_parts(&city(), &persons, &covered, &[false; 8]);
        assert_eq!(indexes(&hidden), [0, 1]);
    }

    #[test]
    fn where_persons_are_hidden_so_is_every_part_of_them_however_large() {
        let persons = with_sums(&[3, 9, 40, 50, 60]);
        let covered = with_sums(&[0, 9, 20, 30, 30]);
        let persons_hidden = hidden_persons(&city(), &persons);
        let hidden = hidden_parts(&city(), &persons, &covered, &persons_hidden);
        assert_eq!(indexes(&hidden), [0, 1]);
    }

    #[test]
    fn persons_are_rounded_as_their_source_rounds_and_percentages_of_few_to_whole_ones() {
        let people = |number| People::new(number).expect("a number of people");
        assert_eq!(rounded_persons(people(52.4), 5), People::whole(50));
        assert_eq!(rounded_persons(people(52.5), 5), People::whole(55));
        assert_eq!(rounded_persons(people(52.4), 1), People::whole(52));
        assert_eq!(rounded_percentage(62.4, People::whole(99)), 62.0);
        assert_eq!(rounded_percentage(62.4, People::whole(100)), 62.4);
    }

    /// What a reader knows: hidden persons (0-7), hidden covered (8-15) and uncovered (16-23) are variables.
    fn known_equations(tree: &AreaTree, persons: &[bool], covered: &[bool]) -> Vec<Vec<i64>> {
        let shown_uncovered = |area: usize| !persons[area] && !covered[area];
        let hidden = |variable: usize| match variable / 8 {
            0 => persons[variable],
            1 => covered[variable - 8],
            _ => !shown_uncovered(variable - 16),
        };
        let mut equations = Vec::new();
        for area in 0..8 {
            for column in [0, 8, 16] {
                let mut sum = vec![0; 24];
                sum[column + area] = 1;
                tree.children(area)
                    .iter()
                    .for_each(|part| sum[column + part] = -1);
                equations.push((!tree.children(area).is_empty(), sum));
            }
            let mut rest = vec![0; 24];
            (rest[area], rest[8 + area], rest[16 + area]) = (1, -1, -1);
            equations.push((true, rest));
        }
        let real = equations
            .into_iter()
            .filter(|(real, _)| *real)
            .map(|(_, equation)| equation);
        real.map(|equation| {
            (0..24)
                .map(|variable| {
                    if hidden(variable) {
                        equation[variable]
                    } else {
                        0
                    }
                })
                .collect()
        })
        .collect()
    }

    proptest! {
        #[test]
        fn no_small_number_follows_from_what_is_published(
            parts in prop::array::uniform5(prop_oneof![0u32..7, 0u32..60]),
            shares in prop::array::uniform5(prop_oneof![Just(0u32), Just(100), 0u32..=100]),
        ) {
            let tree = city();
            let covered_parts: [u32; 5] = std::array::from_fn(|area| parts[area] * shares[area] / 100);
            let (persons, covered) = (with_sums(&parts), with_sums(&covered_parts));
            let persons_hidden = hidden_persons(&tree, &persons);
            let covered_hidden = hidden_parts(&tree, &persons, &covered, &persons_hidden);
            let equations = known_equations(&tree, &persons_hidden, &covered_hidden);
            for area in 0..8 {
                let (whole, part) = (persons[area].expect("known"), covered[area].expect("known"));
                for (column, value) in [(0, whole), (8, part), (16, whole.less(part))] {
                    if is_small(value) {
                        let follows = is_fixed(&equations, column + area);
                        prop_assert!(!follows, "column {} area {} follows", column, area);
                        let shown = equations.iter().all(|equation| equation[column + area] == 0);
                        prop_assert!(!shown, "column {} area {} is shown", column, area);
                    }
                }
            }
        }
    }
}
