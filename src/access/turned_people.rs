//! Whom a change of a study touches: people who come within a norm or fall beyond it, and whose way gets shorter or
//! longer. Planned homes are nobody's yet, so nobody in them gains or loses.

use crate::access::analysis::KindTravel;
use crate::access::area_tree::AreaTree;
use crate::access::home_set::HomeSet;
use crate::access::reach::Reach;
use crate::access::suppression::{Shown, hide_until_safe, is_small, rounded_persons};
use crate::model::age_group::AgeGroup;
use crate::model::demand::DemandPoint;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::model::units::Seconds;

/// A way that gets shorter or longer by more than this is told, in seconds.
///
/// # Source
/// DOMAIN §C.9: persons gaining (> 1 min).
const TOLD_FROM_SECONDS: f64 = 60.0;

/// The people of each area whom a change touches, by how; exact, not for publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnedPeople {
    /// Within the norm after it, and not before.
    pub gained: Vec<People>,
    /// Within the norm before it, and not after.
    pub lost: Vec<People>,
    /// With a way that is more than a minute shorter.
    pub quicker: Vec<People>,
    /// With a way that is more than a minute longer, or gone.
    pub slower: Vec<People>,
    /// Of them, those of whom it is gone.
    pub cut_off: Vec<People>,
}

/// The same as it may be published: one column each, small numbers hidden.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedTurns {
    /// As [`TurnedPeople::gained`].
    pub gained: Vec<Shown<People>>,
    /// As [`TurnedPeople::lost`].
    pub lost: Vec<Shown<People>>,
    /// As [`TurnedPeople::quicker`].
    pub quicker: Vec<Shown<People>>,
    /// As [`TurnedPeople::slower`].
    pub slower: Vec<Shown<People>>,
    /// Which of them still have a way; it tells no number.
    pub ways_left: Vec<WaysLeft>,
    /// Of which areas the covered before and after would tell what is hidden here.
    pub tells: Vec<bool>,
}

/// Which of the people whose way gets longer, or is gone, still have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaysLeft {
    /// All of them.
    ForAll,
    /// Some of them.
    ForSome,
    /// None of them.
    ForNobody,
}

impl WaysLeft {
    fn of(slower: People, cut_off: People) -> Self {
        if cut_off.is_none() {
            Self::ForAll
        } else if cut_off < slower {
            Self::ForSome
        } else {
            Self::ForNobody
        }
    }
}

impl TurnedPeople {
    /// Counts the people of an age group whom a change touches, given the trips of one kind before and after it and the
    /// homes of which these differ or are judged otherwise.
    ///
    /// Homes that only the trips after it have are new, and not counted.
    pub fn count(
        town: &TownData,
        tree: &AreaTree,
        age: AgeGroup,
        [before, after]: [&KindTravel; 2],
        changed: &HomeSet,
    ) -> Self {
        let nobody = || vec![People::NONE; tree.len()];
        let mut columns = [nobody(), nobody(), nobody(), nobody(), nobody()];
        let norms = [before, after].map(|travel| travel.norm.norm);
        let trips = changed.iter().filter_map(|home| {
            let trips = (before.reaches.get(home)?, after.reaches.get(home)?);
            Some((trips, town.demand.get(home)?))
        });
        for ((was, is), home) in trips {
            let counts = touched([*was, *is], norms);
            let columns = columns.iter_mut().zip(counts);
            for (column, _) in columns.filter(|(_, counts)| *counts) {
                add_people(column, tree, home, age);
            }
        }
        let [gained, lost, quicker, slower, cut_off] = columns;
        Self {
            gained,
            lost,
            quicker,
            slower,
            cut_off,
        }
    }

    /// As it may be published; `rounded_to` is what the sources of each area's residents round to.
    pub fn publish(&self, tree: &AreaTree, rounded_to: &[u32]) -> PublishedTurns {
        let shown = |column: &[People], hidden: &[bool]| {
            let people = column.iter().zip(rounded_to).zip(hidden);
            people
                .map(|((people, step), hidden)| match hidden {
                    true => Shown::Hidden,
                    false => Shown::Value(rounded_persons(*people, *step)),
                })
                .collect()
        };
        let hidden = |column: &Vec<People>| hidden_turns(tree, column);
        let [gained, lost] = [&self.gained, &self.lost].map(hidden);
        let [quicker, slower] = [&self.quicker, &self.slower].map(hidden);
        let ways = self.slower.iter().zip(&self.cut_off);
        PublishedTurns {
            gained: shown(&self.gained, &gained),
            lost: shown(&self.lost, &lost),
            quicker: shown(&self.quicker, &quicker),
            slower: shown(&self.slower, &slower),
            ways_left: ways
                .map(|(slower, cut_off)| WaysLeft::of(*slower, *cut_off))
                .collect(),
            tells: gained
                .iter()
                .zip(&lost)
                .map(|(one, other)| *one || *other)
                .collect(),
        }
    }
}

/// Adds the people of a home to those of its area and of each that this lies in.
pub(super) fn add_people(sums: &mut [People], tree: &AreaTree, home: &DemandPoint, age: AgeGroup) {
    let (Some(count), Some(area)) = (home.residents[age], home.area) else {
        return;
    };
    for area in tree.at_and_above(area.0 as usize) {
        if let Some(sum) = sums.get_mut(area) {
            *sum = *sum + count.people;
        }
    }
}

/// Of which areas the number of people who turn one way is small, or tells of one that is.
pub(super) fn hidden_turns(tree: &AreaTree, people: &[People]) -> Vec<bool> {
    let values: Vec<Option<People>> = people.iter().copied().map(Some).collect();
    let small = people.iter().copied().map(is_small).collect();
    hide_until_safe(tree, &values, small)
}

/// Whether a home gains, loses, gets a shorter way, a longer one or none, and none.
fn touched([was, is]: [Reach; 2], [norm_before, norm_after]: [Seconds; 2]) -> [bool; 5] {
    let within = |reach: Reach, norm| reach.time().is_some_and(|time| time <= norm);
    let shorter = |from: Reach, to: Reach| match (from.time(), to.time()) {
        (Some(from), Some(to)) => from.value() - to.value() > TOLD_FROM_SECONDS,
        (None, to) => to.is_some(),
        (Some(_), None) => false,
    };
    [
        within(is, norm_after) && !within(was, norm_before),
        within(was, norm_before) && !within(is, norm_after),
        shorter(was, is),
        shorter(is, was),
        was.time().is_some() && is.time().is_none(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::travel_by_kind;
    use crate::access::travel::TravelIndex;
    use crate::access::worked_town::{BU1, BU4, GM, school, worked_town};

    fn turned(change: impl Fn(&mut TownData)) -> (TurnedPeople, PublishedTurns) {
        let town = worked_town();
        let mut changed = town.clone();
        change(&mut changed);
        let travel = |town: &TownData| {
            let index = TravelIndex::build(town).expect("sound");
            let [travel] = &travel_by_kind(town, &index).expect("sound")[..] else {
                unreachable!("one kind");
            };
            travel.clone()
        };
        let tree = AreaTree::of(&town);
        let sides = [&travel(&town), &travel(&changed)];
        let homes = 0..town.demand.len();
        let moved = homes.filter(|&home| sides[0].reaches[home] != sides[1].reaches[home]);
        let exact = TurnedPeople::count(&town, &tree, AgeGroup::From4To12, sides, &moved.collect());
        let published = exact.publish(&tree, &[1; 7]);
        (exact, published)
    }

    #[test]
    fn who_gains_and_who_loses_is_counted_where_they_live_and_above() {
        // The school moves from x = 0 to 1,900: 120 children of BU1 (h0 at 400, h1 at 500) are beyond the norm of
        // 660 / 1.3 = 507.7 m then, and the 40 of BU4 (h4 at 2,000) are within it.
        let (exact, _) = turned(|town| town.facilities = vec![school("A", 1900.0)]);
        let of = |column: &[People]| [BU1, BU4, GM].map(|area| column[area].whole_persons());
        assert_eq!(
            (of(&exact.gained), of(&exact.lost)),
            ([0, 40, 40], [120, 0, 120])
        );
        // h2 has 1,300 m to go instead of 600.
        assert_eq!(
            (of(&exact.quicker), of(&exact.slower)),
            ([0, 40, 40], [170, 0, 170])
        );
    }

    #[test]
    fn who_has_no_way_left_is_told_from_who_has_a_longer_one() {
        let (exact, published) = turned(|town| town.facilities = vec![school("A", 1900.0)]);
        assert!(exact.cut_off[GM].is_none());
        assert_eq!(published.ways_left[GM], WaysLeft::ForAll);
        let (exact, published) = turned(|town| town.facilities.clear());
        assert!(!exact.slower[GM].is_none());
        assert_eq!(exact.cut_off, exact.slower);
        assert_eq!(published.ways_left[GM], WaysLeft::ForNobody);
        let of = |slower, cut_off| WaysLeft::of(People::whole(slower), People::whole(cut_off));
        assert_eq!(of(60, 4), WaysLeft::ForSome);
    }

    #[test]
    fn a_small_number_is_hidden_and_so_is_what_it_could_be_found_from() {
        let (exact, published) = turned(|town| town.facilities.push(school("B", 2000.0)));
        assert!(published.gained.iter().all(|shown| shown.value().is_some()));
        let tree = AreaTree::of(&worked_town());
        let few = TurnedPeople {
            gained: exact
                .gained
                .iter()
                .map(|people| People::from_billionths(people.billionths() / 10))
                .collect(),
            ..exact
        };
        // 4 children gain in all, in one neighbourhood: nowhere is that told.
        let published = few.publish(&tree, &[1; 7]);
        assert_eq!(
            [BU4, GM].map(|area| published.gained[area]),
            [Shown::Hidden; 2]
        );
        assert_eq!(published.gained[BU1], Shown::Value(People::NONE));
        assert!(published.tells[BU4] && published.tells[GM] && !published.tells[BU1]);
    }
}
