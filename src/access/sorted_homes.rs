//! The homes of an area in the order of their times to a kind of facility: figures after a change are those before it,
//! less what the homes whose trip changes added to them, and with what they add now.

use itertools::Itertools;

use crate::access::coverage::{
    Coverage, Figures, JudgedTravel, Unreached, coverage_of, in_order, judged, stranded,
    unreached_by_cause,
};
use crate::access::home_set::HomeSet;
use crate::access::quantile::in_bits;
use crate::access::reach::Reach;
use crate::access::residents::{AreaResidents, KnownResidents};
use crate::model::people::People;
use crate::model::units::Seconds;

/// An area's known homes in the order of their times, and of their people where times are equal.
#[derive(Debug)]
pub struct SortedHomes(Vec<SortedHome>);

#[derive(Debug, Clone, Copy)]
struct SortedHome {
    time: Option<Seconds>,
    people: People,
    /// The index of the demand point.
    home: u32,
    /// The index among the area's known homes.
    place: u32,
}

impl SortedHomes {
    /// Sorts the homes of an area by their trips.
    pub fn of(residents: &AreaResidents, reaches: &[Reach]) -> Self {
        let known = (0u32..).zip(&residents.known);
        let sorted = known.map(|(place, known)| SortedHome {
            time: time_of(known, reaches),
            people: known.count.people,
            // Homes are counted in 32 bits, as areas are.
            home: known.home as u32,
            place,
        });
        let mut sorted: Vec<SortedHome> = sorted.collect();
        sorted.sort_unstable_by_key(|home| (in_bits(home.time), home.people, home.place));
        Self(sorted)
    }

    /// As [`crate::access::coverage::coverage`] of the same homes, which are looked at in this order: where all times are
    /// as they were, nothing needs to be sorted.
    pub fn coverage(&self, residents: &AreaResidents, travel: &JudgedTravel<'_>) -> Coverage {
        let homes = self.0.iter();
        let homes = homes.filter_map(|home| residents.known.get(home.place as usize));
        coverage_of(residents, homes, travel)
    }

    /// The coverage after a change of the trips of the `changed` homes, of which `before` is that of the same area before.
    /// The norm, the profile and the level are the same on both sides.
    pub fn coverage_after(
        &self,
        residents: &AreaResidents,
        before: &Coverage,
        travel: [&JudgedTravel<'_>; 2],
        changed: &HomeSet,
    ) -> Coverage {
        let is_changed = |home: &SortedHome| changed.contains(home.home as usize);
        let homes = self.0.iter().filter(|home| is_changed(home));
        let homes = homes.filter_map(|home| residents.known.get(home.place as usize));
        let homes: Vec<&KnownResidents> = homes.collect();
        let stay = self.0.iter().filter(|home| !is_changed(home));
        let stay = stay.map(|home| (home.time, home.people));
        Coverage {
            figures: before
                .figures
                .as_ref()
                .map(|before| figures_after(before, stay, &homes, travel)),
            evidence: before.evidence,
            unreached: unreached_after(&before.unreached, &homes, travel.map(|side| side.reaches)),
        }
    }
}

fn time_of(residents: &KnownResidents, reaches: &[Reach]) -> Option<Seconds> {
    reaches.get(residents.home)?.time()
}

fn figures_after(
    before: &Figures,
    stay: impl Iterator<Item = (Option<Seconds>, People)>,
    homes: &[&KnownResidents],
    [was, is]: [&JudgedTravel<'_>; 2],
) -> Figures {
    let mut sums = [before.covered, before.certain, before.possible];
    for residents in homes {
        let people = residents.count.people;
        for ((sum, counted), counts) in sums
            .iter_mut()
            .zip(judged(residents, was))
            .zip(judged(residents, is))
        {
            *sum = match (counted, counts) {
                (true, false) => *sum - people,
                (false, true) => *sum + people,
                (true, true) | (false, false) => *sum,
            };
        }
    }
    let [covered, certain, possible] = sums;
    let by_time = |&(time, people): &(Option<Seconds>, People)| (in_bits(time), people);
    let moved = homes
        .iter()
        .map(|home| (time_of(home, is.reaches), home.count.people));
    let moved = moved.sorted_unstable_by_key(by_time);
    let times = stay.merge_by(moved, |one, other| by_time(one) <= by_time(other));
    let ([p10, p50, p90], score) = in_order(times, before.persons, is.norm);
    Figures {
        covered,
        certain,
        possible,
        p10,
        p50,
        p90,
        score,
        ..before.clone()
    }
}

fn unreached_after(
    before: &[Unreached],
    homes: &[&KnownResidents],
    [was, is]: [&[Reach]; 2],
) -> Vec<Unreached> {
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
                prop_assert_eq!(told, is.clone());
                prop_assert_eq!(sorted.coverage(residents, &judged[1]), is);
            }
        }
    }
}
