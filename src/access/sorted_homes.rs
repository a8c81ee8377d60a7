//! The homes of an area in the order of their times to a kind of facility: figures after a change are those before it,
//! less what the homes whose trip changes added to them, and with what they add now.

use crate::access::area_sums::AreaSums;
use crate::access::coverage::{Coverage, Figures};
use crate::access::quantile::in_bits;
use crate::access::reach::Reach;
use crate::access::residents::AreaResidents;
use crate::access::turned_areas::TurnedArea;
use crate::access::turned_homes::{Crowd, Turn, TurnedHomes, slot_of};
use crate::model::people::People;
use crate::model::units::Seconds;

/// An area's homes with somebody in the order of their times.
#[derive(Debug)]
pub struct SortedHomes(Vec<Passed>);

/// What has passed once the time of a home has.
#[derive(Debug, Clone, Copy)]
struct Passed {
    /// The time, as [`in_bits`] gives it.
    time: u64,
    /// Who needs no longer.
    people: People,
    /// In how many homes they live.
    homes: u32,
}

impl SortedHomes {
    /// Sorts the homes of an area by their trips.
    pub fn of(residents: &AreaResidents, reaches: &[Reach]) -> Self {
        let somebody = residents.known.iter().map(|known| Passed {
            time: in_bits(reaches.get(known.home).and_then(|reach| reach.time())),
            people: known.count.people,
            homes: 1,
        });
        let mut sorted: Vec<Passed> = somebody.filter(|home| !home.people.is_none()).collect();
        sorted.sort_unstable_by_key(|home| home.time);
        let (mut people, mut homes) = (People::NONE, 0);
        for home in &mut sorted {
            people = people + home.people;
            homes += 1;
            (home.people, home.homes) = (people, homes);
        }
        Self(sorted)
    }

    /// The coverage of the area after the trips of some of its homes have changed, of which `before` is that before; as
    /// [`crate::access::coverage::coverage`] of all its homes. The norm, the profile and the level are the same on both sides.
    ///
    /// # Cost
    /// A few looks at each home that changes.
    pub fn coverage_after(&self, before: &Coverage, turned: &TurnedArea) -> Coverage {
        let figures = before.figures.as_ref();
        let people = figures.map_or([People::NONE; 3], |figures| {
            [figures.covered, figures.certain, figures.possible]
        });
        let proximity = figures.map(|figures| figures.proximity);
        let sums = AreaSums::of(people, proximity.unwrap_or_default(), &before.unreached);
        let sums = sums - turned.was + turned.is;
        Coverage {
            figures: figures.map(|figures| self.figures_after(figures, sums, &turned.turns)),
            evidence: before.evidence,
            unreached: sums.unreached(),
        }
    }

    fn figures_after(&self, before: &Figures, sums: AreaSums, turns: &[Turn]) -> Figures {
        let [covered, certain, possible] = sums.people;
        let turned = TurnedHomes::of(turns);
        let within = |percent| self.quantile_after(&turned, before.persons, percent);
        Figures {
            covered,
            certain,
            possible,
            p10: within(10),
            p50: within(50),
            p90: within(90),
            proximity: sums.proximity,
            ..before.clone()
        }
    }

    /// The smallest time within which `percent` of `persons` reach something once homes have turned.
    fn quantile_after(
        &self,
        turned: &TurnedHomes<'_>,
        persons: People,
        percent: u8,
    ) -> Option<Seconds> {
        let Self(homes) = self;
        let is_enough = |passed: usize, turned: Crowd| {
            let passed = passed.checked_sub(1).and_then(|last| homes.get(last));
            let passed = passed.map(|passed| Crowd::of(passed.people, passed.homes));
            turned
                .and(passed.unwrap_or_default())
                .make_up(percent, persons)
        };
        let before = |slot: usize| homes.partition_point(|home| slot_of(home.time) < slot);
        let sought = turned.first(|slot, turned| is_enough(before(slot + 1), turned))?;
        // The time that is sought is after the homes before `from`, and at `until` at the latest. Of the turns that are open it
        // is not known yet whether they come before it.
        let (mut from, mut to) = (before(sought.slot), before(sought.slot + 1));
        let (mut turns, mut turned, mut until) = (sought.turns, sought.before, u64::MAX);
        let mut open = &mut *turns;
        while let Some(&Passed { time, .. }) = homes
            .get(from..to)
            .and_then(|left| left.get(left.len() / 2))
        {
            let passed = homes.partition_point(|home| home.time <= time);
            let now = itertools::partition(&mut *open, |turn| turn.time <= time);
            let so_far = open[..now]
                .iter()
                .fold(turned, |sum, turn| sum.turning(*turn));
            if is_enough(passed, so_far) {
                to = homes.partition_point(|home| home.time < time);
                until = time;
                open = &mut open[..now];
            } else {
                (from, turned) = (passed, so_far);
                open = &mut open[now..];
            }
        }
        // What is left comes between the times of two homes, where none leaves.
        open.sort_unstable_by_key(|turn| turn.time);
        let mut between = open.iter().take_while(|turn| turn.time < until);
        let found = between.find(|turn| {
            turned = turned.turning(**turn);
            is_enough(from, turned)
        });
        let time = found.map_or(until, |turn| turn.time);
        Seconds::new(f64::from_bits(time)).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::access::analysis::{KindTravel, travel_by_kind};
    use crate::access::area_tree::AreaTree;
    use crate::access::coverage::coverage;
    use crate::access::home_set::HomeSet;
    use crate::access::residents::residents_of_areas;
    use crate::access::travel::TravelIndex;
    use crate::access::turned_areas::turned_areas;
    use crate::access::worked_town::{BU1, children, home, school, worked_town};
    use crate::model::age_group::AgeGroup;
    use crate::model::area::Certainty;
    use crate::model::town_data::TownData;

    fn town_with(homes: &[(u32, u32)], school_at: Option<f64>) -> (TownData, KindTravel) {
        let mut town = worked_town();
        let lives = |&(place, people): &(u32, u32)| {
            let people = children(Some(people), Certainty::Counted);
            home("h", BU1, f64::from(place), people, 10.0)
        };
        town.demand = homes.iter().map(lives).collect::<Vec<_>>().into();
        town.facilities = school_at.map(|x| school("A", x)).into_iter().collect();
        let index = TravelIndex::build(&town).expect("an index");
        let travel = travel_by_kind(&town, &index).expect("trips");
        (town, travel.into_iter().next().expect("one kind"))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

        #[test]
        fn what_a_change_leaves_alone_need_not_be_looked_at(
            homes in prop::collection::vec((0u32..2_000, 0u32..9), 0..200),
            schools in prop::array::uniform2(prop::option::weighted(0.8, 0f64..2_000.0)),
            also in prop::collection::vec(0usize..200, 0..9),
        ) {
            let [(town, before), (_, after)] = schools.map(|school| town_with(&homes, school));
            let tree = AreaTree::of(&town);
            let moved = (0..homes.len()).filter(|&home| before.reaches[home] != after.reaches[home]);
            // A home of which nothing changes may be named as well.
            let changed: HomeSet = moved.chain(also).collect();
            let judged = [before.judged(), after.judged()];
            let turned = turned_areas(&town, &tree, AgeGroup::From4To12, judged.each_ref(), &changed);
            let residents = residents_of_areas(&town, &tree, AgeGroup::From4To12);
            for (residents, turned) in residents.iter().zip(turned) {
                let sorted = SortedHomes::of(residents, &before.reaches);
                let [was, is] = judged.each_ref().map(|travel| coverage(residents, travel));
                let told = turned.map_or_else(|| was.clone(), |turned| sorted.coverage_after(&was, &turned));
                prop_assert_eq!(told, is);
            }
        }
    }
}
