//! Who comes to live in planned homes: the difference of what is published before and after, so it tells no more than that.

use crate::access::suppression::Shown;
use crate::model::people::People;
use crate::study::scenario::what_if::AgeChange;

/// Who comes to live in the planned homes of an area, of one age group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newcomers {
    /// How many.
    pub persons: People,
    /// How many of them are within the norm.
    pub covered: People,
}

/// Who comes to live in an area; nothing where one of the numbers is hidden or not known.
pub fn newcomers(change: &AgeChange<'_>, area: usize) -> Option<Newcomers> {
    let (before, after) = (change.before.get(area)?, change.after.get(area)?);
    let [before, after] = [before.figures, after.figures];
    let turned = |column: &[Shown<People>]| column.get(area)?.value();
    let persons = after.persons.value()?.less(before.persons.value()?);
    // Of those who live there now some may be covered then, and others no longer.
    let now = before.covered.value()? + turned(&change.turns.gained)?;
    let then = after.covered.value()? + turned(&change.turns.lost)?;
    Some(Newcomers {
        persons,
        // Each number was rounded for itself.
        covered: then.less(now).min(persons),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::publication::{Published, PublishedFigures};
    use crate::access::turned_people::PublishedTurns;
    use crate::model::age_group::AgeGroup;

    fn published(persons: Shown<People>, covered: Shown<People>) -> Published {
        Published {
            figures: PublishedFigures {
                persons,
                covered,
                certain: Shown::Unknown,
                possible: Shown::Unknown,
                share: Shown::Unknown,
                p10: Shown::Unknown,
                p50: Shown::Unknown,
                p90: Shown::Unknown,
                score: Shown::Unknown,
                estimated_share: Shown::Unknown,
            },
            reasons: Vec::new(),
        }
    }

    fn people(number: u32) -> Shown<People> {
        Shown::Value(People::whole(number))
    }

    /// Of an area of 1,000 people, of whom 600 are covered now.
    fn of(
        [persons, covered]: [Shown<People>; 2],
        [gained, lost]: [Shown<People>; 2],
    ) -> Option<[u64; 2]> {
        let change = AgeChange {
            age: AgeGroup::All,
            before: &[published(people(1_000), people(600))],
            after: vec![published(persons, covered)],
            turns: PublishedTurns {
                gained: vec![gained],
                lost: vec![lost],
                quicker: Vec::new(),
                slower: Vec::new(),
                ways_left: Vec::new(),
                tells: vec![false],
            },
        };
        let told = newcomers(&change, 0)?;
        Some([told.persons, told.covered].map(People::whole_persons))
    }

    #[test]
    fn those_who_gain_or_lose_now_are_not_among_who_comes() {
        // 600 + 50 who gain - 20 who lose + 40 newcomers are 670.
        assert_eq!(
            of([people(1_500), people(670)], [people(50), people(20)]),
            Some([500, 40])
        );
        // Numbers that were rounded to fives may be a little too few or too many.
        assert_eq!(
            of([people(1_500), people(645)], [people(50), people(0)]),
            Some([500, 0])
        );
        assert_eq!(
            of([people(1_100), people(755)], [people(50), people(0)]),
            Some([100, 100])
        );
    }

    #[test]
    fn what_is_hidden_or_not_known_on_a_side_tells_nothing() {
        let nobody = [people(0), people(0)];
        assert_eq!(of([people(1_500), Shown::Hidden], nobody), None);
        assert_eq!(of([Shown::Unknown, people(600)], nobody), None);
        assert_eq!(
            of([people(1_500), people(600)], [Shown::Hidden, people(0)]),
            None
        );
    }
}
