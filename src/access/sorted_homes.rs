//! The homes of an area in the order of their times to a kind of facility: figures after a change are those before it,
//! less what the homes whose trip changes added to them, and with what they add now.

use crate::access::coverage::{
    Coverage, Figures, JudgedTravel, Unreached, judged, stranded, unreached_by_cause,
};
use crate::access::home_set::HomeSet;
use crate::access::quantile::in_bits;
use crate::access::reach::Reach;
use crate::access::residents::{AreaResidents, KnownResidents};
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
            time: in_bits(time_of(known, reaches)),
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

    /// The coverage after a change of the trips of the `changed` homes, of which `before` is that of the same area before;
    /// as [`crate::access::coverage::coverage`] of all its homes. The norm, the profile and the level are the same on both sides.
    ///
    /// # Cost
    /// A few looks at each home that changes.
    pub fn coverage_after(
        &self,
        residents: &AreaResidents,
        before: &Coverage,
        travel: [&JudgedTravel<'_>; 2],
        changed: &HomeSet,
    ) -> Coverage {
        let homes = residents.known.iter();
        let homes = homes.filter(|known| changed.contains(known.home));
        let homes: Vec<&KnownResidents> = homes.collect();
        Coverage {
            figures: before
                .figures
                .as_ref()
                .map(|before| self.figures_after(before, &homes, travel)),
            evidence: before.evidence,
            unreached: unreached_after(&before.unreached, homes, travel.map(|side| side.reaches)),
        }
    }

    fn figures_after(
        &self,
        before: &Figures,
        homes: &[&KnownResidents],
        [was, is]: [&JudgedTravel<'_>; 2],
    ) -> Figures {
        let mut sums = [before.covered, before.certain, before.possible];
        let mut proximity = before.proximity;
        let mut turns = Vec::with_capacity(2 * homes.len());
        for residents in homes {
            let people = residents.count.people;
            let judged = judged(residents, was)
                .into_iter()
                .zip(judged(residents, is));
            for (sum, counts) in sums.iter_mut().zip(judged) {
                *sum = match counts {
                    (true, false) => *sum - people,
                    (false, true) => *sum + people,
                    (true, true) | (false, false) => *sum,
                };
            }
            let [from, to] = [was, is].map(|side| time_of(residents, side.reaches));
            if from != to && !people.is_none() {
                proximity = proximity
                    .without(from, people, is.norm)
                    .with(to, people, is.norm);
                // More people than fit in it there are not.
                let people = i64::try_from(people.billionths()).unwrap_or(i64::MAX);
                turns.extend([(from, -people), (to, people)].map(|(time, people)| Turn {
                    time: in_bits(time),
                    people,
                }));
            }
        }
        let [covered, certain, possible] = sums;
        let turned = TurnedHomes::of(turns);
        let within = |percent| self.quantile_after(&turned, before.persons, percent);
        Figures {
            covered,
            certain,
            possible,
            p10: within(10),
            p50: within(50),
            p90: within(90),
            proximity,
            ..before.clone()
        }
    }

    /// The smallest time within which `percent` of `persons` reach something once homes have turned.
    fn quantile_after(
        &self,
        turned: &TurnedHomes,
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

fn time_of(residents: &KnownResidents, reaches: &[Reach]) -> Option<Seconds> {
    reaches.get(residents.home)?.time()
}

fn unreached_after(
    before: &[Unreached],
    mut homes: Vec<&KnownResidents>,
    sides: [&[Reach]; 2],
) -> Vec<Unreached> {
    // Few reach nothing, before or after.
    homes.retain(|home| sides.iter().any(|side| time_of(home, side).is_none()));
    let [was, is] = sides;
    unreached_by_cause(|cause| {
        let before = before.iter().find(|unreached| unreached.reach == cause);
        let with_cause = |reaches: &[Reach]| stranded(homes.iter().copied(), reaches, cause);
        before.map_or(0, |before| before.homes) + with_cause(is) - with_cause(was)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::access::analysis::{KindTravel, travel_by_kind};
    use crate::access::area_tree::AreaTree;
    use crate::access::coverage::coverage;
    use crate::access::residents::residents_of_areas;
    use crate::access::travel::TravelIndex;
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
            let residents = residents_of_areas(&town, &AreaTree::of(&town), AgeGroup::From4To12);
            let moved = (0..homes.len()).filter(|&home| before.reaches[home] != after.reaches[home]);
            // A home of which nothing changes may be named as well.
            let changed: HomeSet = moved.chain(also).collect();
            let judged = [before.judged(), after.judged()];
            for residents in &residents {
                let sorted = SortedHomes::of(residents, &before.reaches);
                let [was, is] = judged.each_ref().map(|travel| coverage(residents, travel));
                let told = sorted.coverage_after(residents, &was, judged.each_ref(), &changed);
                prop_assert_eq!(told, is);
            }
        }
    }
}
