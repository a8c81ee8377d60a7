//! From a study to the distances between its facilities, at the study's own distance level.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::access::crossing_town::{CrossingTown, Unknown};
use crate::access::error::AccessError;
use crate::access::facility_distances::FacilityDistances;
use crate::access::placed_town::PlacedTown;
use crate::access::straight::{FacilityTree, entrances};
use crate::access::travel::TravelIndex;
use crate::model::facility::Facility;
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile, TravelMode};
use crate::model::units::Metres;
use crate::model::way_rules::WayRules;

/// Between which facilities distances are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The facilities from which is searched, by index; the more numerous side of a pair need not be here.
    pub from: &'a [usize],
    /// Those that may be found.
    pub to: &'a [usize],
    /// How far is searched.
    pub limit: Metres,
}

/// Distances by a profile that asks what is known of a way.
#[derive(Debug, Clone, PartialEq)]
pub struct DistanceBand {
    /// Over ways that are known to be usable.
    pub known: FacilityDistances,
    /// Also over those of which nothing is known.
    pub with_unknown: FacilityDistances,
}

/// The distances between facilities by a profile, over ways that are known to be usable.
///
/// # Errors
/// When distances are measured over streets, and these are missing or make no graph.
///
/// # Cost
/// Over streets one search up to the limit for each facility of `from`; and a graph of its own where the study has
/// none prepared for the profile's mode.
pub fn distances_between(
    town: &TownData,
    index: &TravelIndex,
    profile: &Profile,
    wanted: Wanted<'_>,
) -> Result<FacilityDistances, AccessError> {
    match index.placed(profile) {
        Ok(placed) => Ok(FacilityDistances::new(
            town.facilities.len(),
            wanted.limit,
            over_streets(placed, wanted),
        )),
        Err(_) => distances(town, profile, wanted, Unknown::Closed),
    }
}

/// The distances by wheelchair in two answers; nothing at levels that know no ways (D0, D1), where nothing can be
/// said about what is free of barriers.
///
/// # Errors
/// The same as [`distances_between`].
pub fn distance_band(
    town: &TownData,
    wheelchair: &Profile,
    wanted: Wanted<'_>,
) -> Result<Option<DistanceBand>, AccessError> {
    match town.distance_level {
        DistanceLevel::D0 | DistanceLevel::D1 => Ok(None),
        DistanceLevel::D2 | DistanceLevel::D3 => Ok(Some(DistanceBand {
            known: distances(town, wheelchair, wanted, Unknown::Closed)?,
            with_unknown: distances(town, wheelchair, wanted, Unknown::Open)?,
        })),
    }
}

fn distances(
    town: &TownData,
    profile: &Profile,
    wanted: Wanted<'_>,
    unknown: Unknown,
) -> Result<FacilityDistances, AccessError> {
    let pairs = match town.distance_level {
        DistanceLevel::D0 => straight(town, 1.0, wanted),
        DistanceLevel::D1 => straight(town, profile.detour, wanted),
        DistanceLevel::D2 => around_barriers(town, profile, wanted, unknown),
        DistanceLevel::D3 => {
            let rules = ways(town, profile.mode, unknown);
            let streets = town.streets.as_ref().ok_or(AccessError::NoStreets)?;
            let placed = PlacedTown::of_facilities(town, streets, &rules)?;
            over_streets(&placed, wanted)
        }
    };
    let count = town.facilities.len();
    Ok(FacilityDistances::new(count, wanted.limit, pairs))
}

fn ways(town: &TownData, mode: TravelMode, unknown: Unknown) -> WayRules {
    let rules = town.street_rules.way_rules(mode);
    match unknown {
        Unknown::Closed => rules.clone(),
        Unknown::Open => rules.with_unknown().unwrap_or_else(|| rules.clone()),
    }
}

fn straight(town: &TownData, factor: f64, wanted: Wanted<'_>) -> Vec<(usize, usize, Metres)> {
    let doors = wanted
        .to
        .iter()
        .flat_map(|&to| doors(town, to).map(move |place| (to, place)));
    let tree = FacilityTree::new(doors);
    let around = |&from: &usize| {
        let found = doors_of(town, from).into_iter().flat_map(|door| {
            let shortest = wanted.limit.value() / factor;
            let limit = Metres::new(shortest).unwrap_or(wanted.limit);
            tree.within(door, limit)
        });
        let shortest = nearest_of(found.map(|found| (found.facility, found.distance)));
        let travelled = shortest.into_iter().filter_map(move |(to, distance)| {
            Some((from, to, Metres::new(distance.value() * factor).ok()?))
        });
        travelled.collect::<Vec<_>>()
    };
    wanted.from.par_iter().flat_map_iter(around).collect()
}

fn around_barriers(
    town: &TownData,
    profile: &Profile,
    wanted: Wanted<'_>,
    unknown: Unknown,
) -> Vec<(usize, usize, Metres)> {
    let crossings = CrossingTown::build(town, profile.mode, unknown);
    let doors: Vec<(usize, Planar)> = wanted
        .to
        .iter()
        .flat_map(|&to| doors(town, to).map(move |place| (to, place)))
        .collect();
    let around = |&from: &usize| {
        let near: Vec<(usize, Planar)> = doors
            .iter()
            .filter(|(_, place)| {
                doors_of(town, from)
                    .iter()
                    .any(|door| door.distance(*place) <= wanted.limit.value())
            })
            .copied()
            .collect();
        let places: Vec<Planar> = near.iter().map(|(_, place)| *place).collect();
        let alone = FacilityTree::new(doors_of(town, from).into_iter().map(|door| (from, door)));
        let reaches = crossings.nearest(&places, &alone, profile);
        let found = near
            .iter()
            .zip(reaches)
            .filter_map(|((to, _), reach)| Some((*to, reach.nearest()?.distance)));
        let shortest = nearest_of(found).into_iter();
        shortest
            .map(move |(to, distance)| (from, to, distance))
            .collect::<Vec<_>>()
    };
    wanted.from.par_iter().flat_map_iter(around).collect()
}

fn over_streets(placed: &PlacedTown, wanted: Wanted<'_>) -> Vec<(usize, usize, Metres)> {
    let around = |search: &mut _, &from: &usize| {
        let found = placed.facilities_within(search, from, wanted.to, wanted.limit);
        let pairs = found.into_iter().map(|(to, distance)| (from, to, distance));
        pairs.collect::<Vec<_>>()
    };
    let searched: Vec<Vec<(usize, usize, Metres)>> = wanted
        .from
        .par_iter()
        .map_init(|| placed.limited_search(), around)
        .collect();
    searched.into_iter().flatten().collect()
}

/// The shortest distance to each facility.
fn nearest_of(found: impl Iterator<Item = (usize, Metres)>) -> BTreeMap<usize, Metres> {
    let mut shortest: BTreeMap<usize, Metres> = BTreeMap::new();
    for (facility, distance) in found {
        let known = shortest.entry(facility).or_insert(distance);
        *known = distance.min(*known);
    }
    shortest
}

fn doors(town: &TownData, facility: usize) -> impl Iterator<Item = Planar> + '_ {
    let facility: Option<&Facility> = town.facilities.get(facility);
    facility.into_iter().flat_map(entrances)
}

fn doors_of(town: &TownData, facility: usize) -> Vec<Planar> {
    doors(town, facility).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::{children, home, school, street, worked_town};
    use crate::model::area::Certainty;

    /// Schools at x = 0, 500 and 1,200 on a street along the x-axis.
    fn town_at(level: DistanceLevel) -> TownData {
        TownData {
            distance_level: level,
            streets: Some(street()).into(),
            facilities: vec![school("A", 0.0), school("B", 500.0), school("C", 1200.0)],
            ..worked_town()
        }
    }

    fn metres(value: f64) -> Metres {
        Metres::new(value).expect("a length")
    }

    fn all(town: &TownData) -> FacilityDistances {
        let wanted = Wanted {
            from: &[0, 1],
            to: &[0, 1, 2],
            limit: metres(1_000.0),
        };
        let index = TravelIndex::build(town).expect("sound");
        let found = distances_between(town, &index, &town.profiles[0], wanted);
        let found = found.expect("there are streets");
        let made_anew = distances(town, &town.profiles[0], wanted, Unknown::Closed);
        assert_eq!(
            Ok(&found),
            made_anew.as_ref(),
            "with or without a prepared graph"
        );
        found
    }

    #[test]
    fn each_level_measures_between_facilities_in_its_own_way() {
        let between = |level| {
            let table = all(&town_at(level));
            [(0, 1), (1, 2), (0, 2)]
                .map(|(one, other)| table.between(one, other).map(Metres::value))
        };
        assert_eq!(between(DistanceLevel::D0), [Some(500.0), Some(700.0), None]);
        assert_eq!(between(DistanceLevel::D1), [Some(650.0), Some(910.0), None]);
        assert_eq!(between(DistanceLevel::D2), between(DistanceLevel::D1));
        assert_eq!(between(DistanceLevel::D3), between(DistanceLevel::D0));
    }

    #[test]
    fn a_school_is_as_far_as_a_home_on_its_doorstep() {
        for level in [DistanceLevel::D1, DistanceLevel::D2, DistanceLevel::D3] {
            let mut town = town_at(level);
            let known = children(Some(1), Certainty::Counted);
            town.demand = vec![home("h", 0, 1_200.0, known, 0.0)].into();
            town.facilities.truncate(3);
            let expected = {
                let mut alone = town.clone();
                alone.facilities.remove(2);
                let index = TravelIndex::build(&alone).expect("sound");
                let reaches = index
                    .nearest(&alone.kinds[0], &alone.profiles[0])
                    .expect("prepared");
                reaches[0].nearest().map(|nearest| nearest.distance)
            };
            assert_eq!(all(&town).between(1, 2), expected, "{level:?}");
        }
    }

    #[test]
    fn by_wheelchair_a_way_of_which_nothing_is_known_is_only_possible() {
        let town = town_at(DistanceLevel::D3);
        let wheelchair = Profile {
            mode: TravelMode::Wheelchair,
            ..town.profiles[0].clone()
        };
        let wanted = Wanted {
            from: &[0],
            to: &[1],
            limit: metres(1_000.0),
        };
        let band = distance_band(&town, &wheelchair, wanted)
            .expect("there are streets")
            .expect("streets know ways");
        assert_eq!(band.known.between(0, 1), None);
        assert_eq!(band.with_unknown.between(0, 1), Some(metres(500.0)));
        let without_ways = town_at(DistanceLevel::D1);
        let band = distance_band(&without_ways, &wheelchair, wanted).expect("sound");
        assert_eq!(band, None);
    }
}
