//! Homes of which some ages are known and some are not: how many people of those there may be at most.

use std::collections::BTreeMap;

use crate::model::age_group::AgeGroup;
use crate::model::area::AreaId;
use crate::model::demand::DemandPoint;
use crate::model::people::People;
use crate::model::town_data::TownData;

/// For each home the people of some age groups who are known, `None` where nobody is, and how many more there may be
/// where only some of these groups are known.
///
/// Of a group that is not known there are at most as many as the home's own total leaves, or else as many as the figure of
/// its neighbourhood leaves beside the homes that are known; without either, as many as in the home that has most of them.
///
/// # Units
/// Persons, 0 or more.
pub fn people_of_homes(town: &TownData, ages: &[AgeGroup]) -> Vec<(Option<f64>, f64)> {
    let room = Room::of(town);
    let home = |point: &DemandPoint| {
        let known: Vec<People> = of_ages(point, ages).flatten().collect();
        let people: People = known.iter().copied().sum();
        let unknown = match known.len() {
            0 => People::NONE,
            _ => room.unknown(point, ages),
        };
        ((!known.is_empty()).then(|| people.value()), unknown.value())
    };
    town.demand.iter().map(home).collect()
}

fn of_ages(point: &DemandPoint, ages: &[AgeGroup]) -> impl Iterator<Item = Option<People>> {
    let counts = ages.iter().map(|&age| point.residents[age]);
    counts.map(|count| count.map(|count| count.people))
}

/// What figures leave for homes that are not known.
struct Room<'a> {
    town: &'a TownData,
    /// By neighbourhood and age group, the people of the homes that are known.
    inside: BTreeMap<(AreaId, AgeGroup), People>,
    /// By age group, the people of the home that has most.
    most: BTreeMap<AgeGroup, People>,
}

impl<'a> Room<'a> {
    fn of(town: &'a TownData) -> Self {
        let (mut inside, mut most) = (BTreeMap::new(), BTreeMap::new());
        for point in &town.demand {
            for (age, count) in point.residents.iter() {
                let Some(people) = count.map(|count| count.people) else {
                    continue;
                };
                let largest = most.entry(age).or_insert(People::NONE);
                *largest = people.max(*largest);
                if let Some(area) = point.area {
                    let sum = inside.entry((area, age)).or_insert(People::NONE);
                    *sum = *sum + people;
                }
            }
        }
        Self { town, inside, most }
    }

    /// The most people of those of these age groups that are not known at a home.
    fn unknown(&self, point: &DemandPoint, ages: &[AgeGroup]) -> People {
        let parts = AgeGroup::EVERY.into_iter();
        let known: People = parts
            .filter(|age| *age != AgeGroup::All)
            .filter_map(|age| point.residents[age].map(|count| count.people))
            .sum();
        let left_at_home = point.residents[AgeGroup::All].map(|all| all.people.less(known));
        let unknown = ages.iter().filter(|&&age| point.residents[age].is_none());
        let sum: People = unknown.map(|&age| self.most(point, age)).sum();
        left_at_home.map_or(sum, |left| left.min(sum))
    }

    /// The most people of one age group that are not known at a home.
    fn most(&self, point: &DemandPoint, age: AgeGroup) -> People {
        let figure = point.area.and_then(|area| {
            let all = self.town.areas.get(area.0 as usize)?.residents[age]?.people;
            let known = self.inside.get(&(area, age)).copied();
            Some(all.less(known.unwrap_or(People::NONE)))
        });
        let largest = || self.most.get(&age).copied().unwrap_or(People::NONE);
        figure.unwrap_or_else(largest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::worked_town;
    use crate::model::age_group::PerAge;
    use crate::model::area::{Certainty, Count};

    const CHILDREN: [AgeGroup; 3] = [
        AgeGroup::From0To4,
        AgeGroup::From4To12,
        AgeGroup::From12To18,
    ];

    fn count(people: u32) -> Option<Count> {
        Some(Count {
            people: People::whole(people),
            certainty: Certainty::Counted,
        })
    }

    /// A town of three homes in the first neighbourhood, with people by age and in all.
    fn town(homes: [[Option<u32>; 4]; 3], figure: Option<u32>) -> TownData {
        let mut town = worked_town();
        let first = town.demand[0].clone();
        let home = |people: [Option<u32>; 4]| {
            let mut residents = PerAge::default();
            for (age, people) in CHILDREN.into_iter().chain([AgeGroup::All]).zip(people) {
                residents[age] = people.and_then(count);
            }
            DemandPoint {
                residents,
                area: Some(AreaId(0)),
                ..first.clone()
            }
        };
        town.demand = homes.map(home).to_vec().into();
        town.areas[0].residents = PerAge::default();
        town.areas[0].residents[AgeGroup::From12To18] = figure.and_then(count);
        town
    }

    #[test]
    fn what_is_known_is_the_lowest_and_what_figures_leave_comes_on_top() {
        let homes = |all| {
            [
                [Some(4), Some(10), None, all],
                [Some(1), Some(2), Some(30), None],
                [None, None, None, Some(50)],
            ]
        };
        let of_first = |town: &TownData| people_of_homes(town, &CHILDREN)[0];
        // Without any figure the home with most, 30; the neighbourhood's 42 leave 12; the 20 of the home itself leave 6.
        assert_eq!(of_first(&town(homes(None), None)), (Some(14.0), 30.0));
        assert_eq!(of_first(&town(homes(None), Some(42))), (Some(14.0), 12.0));
        assert_eq!(
            of_first(&town(homes(Some(20)), Some(42))),
            (Some(14.0), 6.0)
        );
        assert_eq!(
            of_first(&town(homes(Some(90)), Some(42))),
            (Some(14.0), 12.0)
        );
    }

    #[test]
    fn a_home_that_is_known_has_nobody_more_and_one_of_which_nothing_is_known_stays_unknown() {
        let town = town(
            [
                [Some(1), Some(2), Some(3), None],
                [None; 4],
                [None, None, None, Some(9)],
            ],
            None,
        );
        let found = people_of_homes(&town, &CHILDREN);
        assert_eq!(found, [(Some(6.0), 0.0), (None, 0.0), (None, 0.0)]);
    }
}
