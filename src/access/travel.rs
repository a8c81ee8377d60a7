//! How far every home is from the nearest facility of a kind, at the distance level of the study.
//! What does not depend on the question (trees, graphs, places on streets) is prepared once;
//! after that each kind is one search.

use std::collections::{BTreeMap, BTreeSet};

use crate::access::data_edge::DataEdge;
use crate::access::error::AccessError;
use crate::access::judged_kinds::judged_kinds;
use crate::access::placed_town::{PlacedTown, Unplaced};
use crate::access::reach::{Nearest, Reach};
use crate::access::straight::{AtDistance, FacilityTree, entrances};
use crate::model::facility_kind::FacilityKind;
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile, TravelMode};
use crate::model::units::Metres;
use crate::network::street_rules::StreetRules;

/// Everything that is prepared to answer questions on travel in one study.
#[derive(Debug)]
pub struct TravelIndex {
    level: DistanceLevel,
    homes: Vec<Planar>,
    to_data_edge: Vec<f64>,
    kinds: BTreeMap<FacilityKind, KindIndex>,
    modes: BTreeMap<TravelMode, PlacedTown>,
}

#[derive(Debug)]
struct KindIndex {
    /// In ascending order.
    facilities: Vec<usize>,
    tree: FacilityTree,
}

impl TravelIndex {
    /// Prepares a study at its own distance level, for the profiles of its norms, by the built-in street rules.
    ///
    /// # Errors
    /// When a norm names a profile that is not there, or distances are wanted over streets and these are
    /// missing or make no graph.
    pub fn build(town: &TownData) -> Result<Self, AccessError> {
        Self::with_rules(town, &StreetRules::default())
    }

    /// As [`TravelIndex::build`], by other street rules.
    ///
    /// # Errors
    /// The same.
    pub fn with_rules(town: &TownData, rules: &StreetRules) -> Result<Self, AccessError> {
        let edge = DataEdge::of(town);
        let homes: Vec<Planar> = town.demand.iter().map(|point| point.position).collect();
        Ok(Self {
            level: town.distance_level,
            to_data_edge: homes.iter().map(|&home| edge.distance_from(home)).collect(),
            kinds: town
                .kinds
                .iter()
                .map(|kind| (kind.clone(), offering(town, kind)))
                .collect(),
            modes: place_by_mode(town, rules)?,
            homes,
        })
    }

    /// The level at which all its distances are measured.
    pub fn level(&self) -> DistanceLevel {
        self.level
    }

    /// How many homes there are: the demand points of the study.
    pub fn homes(&self) -> usize {
        self.homes.len()
    }

    /// The trip from every home to the nearest facility of a kind, wherever in the loaded data that is.
    ///
    /// # Shape
    /// One for each demand point, in their order. Of equally near facilities the smaller id counts.
    ///
    /// # Errors
    /// When the profile's mode of travel was not prepared, because no norm uses it.
    pub fn nearest(
        &self,
        kind: &FacilityKind,
        profile: &Profile,
    ) -> Result<Vec<Reach>, AccessError> {
        let Some(offered) = self
            .kinds
            .get(kind)
            .filter(|offered| !offered.facilities.is_empty())
        else {
            return Ok(vec![Reach::NoFacility; self.homes.len()]);
        };
        match self.level {
            DistanceLevel::D0 | DistanceLevel::D1 => Ok(self.straight(&offered.tree, profile)),
            DistanceLevel::D3 => {
                let placed = self.modes.get(&profile.mode);
                let placed = placed.ok_or(AccessError::ModeNotPrepared(profile.mode))?;
                Ok(placed.nearest(&offered.facilities, profile))
            }
        }
    }

    /// All facilities of a kind within a straight-line distance of a place, nearest first.
    pub fn within(&self, kind: &FacilityKind, place: Planar, limit: Metres) -> Vec<AtDistance> {
        self.kinds
            .get(kind)
            .map_or_else(Vec::new, |kind| kind.tree.within(place, limit))
    }

    /// Every home and facility that found no place on the streets of a mode; at D0 and D1 there is none.
    pub fn unplaced(&self) -> Vec<Unplaced> {
        self.modes
            .iter()
            .flat_map(|(mode, placed)| placed.unplaced(*mode))
            .collect()
    }

    /// Whether a facility just outside the loaded data might be nearer to a home than what was found.
    ///
    /// So it is when the travelled distance is longer than the shortest way to the edge of the data
    /// could be: that straight line, at D1 times the detour. A home that reaches nothing although it
    /// could travel is such a home too; one too far from the streets is not.
    ///
    /// # Source
    /// DOMAIN §C.0, edge effect; DESIGN, `rand`.
    pub fn nearer_may_be_missing(&self, home: usize, reach: Reach, profile: &Profile) -> bool {
        match reach {
            Reach::Reached(nearest) => {
                let straight = self.to_data_edge.get(home).copied().unwrap_or(0.0);
                nearest.distance.value() > straight * straight_factor(self.level, profile)
            }
            Reach::NoRoute | Reach::NoFacility => true,
            Reach::NoPlace => false,
        }
    }

    fn straight(&self, facilities: &FacilityTree, profile: &Profile) -> Vec<Reach> {
        let factor = straight_factor(self.level, profile);
        let reach = |&home: &Planar| {
            let nearest = facilities.nearest(home)?;
            let distance = Metres::new(nearest.distance.value() * factor).ok()?;
            let time = profile.speed.time_over(distance);
            Some(Nearest {
                facility: nearest.facility,
                distance,
                time,
            })
        };
        self.homes
            .iter()
            .map(|home| reach(home).map_or(Reach::NoRoute, Reach::Reached))
            .collect()
    }
}

/// At D3 the study on the streets of every mode that a norm needs; at other levels nothing.
fn place_by_mode(
    town: &TownData,
    rules: &StreetRules,
) -> Result<BTreeMap<TravelMode, PlacedTown>, AccessError> {
    match town.distance_level {
        DistanceLevel::D0 | DistanceLevel::D1 => Ok(BTreeMap::new()),
        DistanceLevel::D3 => {
            let streets = town.streets.as_ref().ok_or(AccessError::NoStreets)?;
            let place = |mode| Ok((mode, PlacedTown::build(town, streets, mode, rules)?));
            modes_of(town)?.into_iter().map(place).collect()
        }
    }
}

/// Travelled metres for each metre in a straight line; on streets at least this.
fn straight_factor(level: DistanceLevel, profile: &Profile) -> f64 {
    match level {
        DistanceLevel::D1 => profile.detour,
        DistanceLevel::D0 | DistanceLevel::D3 => 1.0,
    }
}

/// The modes of the profiles by which the study's norms judge.
fn modes_of(town: &TownData) -> Result<BTreeSet<TravelMode>, AccessError> {
    Ok(judged_kinds(town)?
        .into_iter()
        .map(|(_, profile)| profile.mode)
        .collect())
}

fn offering(town: &TownData, kind: &FacilityKind) -> KindIndex {
    let offered = |index: &usize| town.facilities[*index].kinds.contains(kind);
    let facilities: Vec<usize> = (0..town.facilities.len()).filter(offered).collect();
    let places = facilities
        .iter()
        .flat_map(|&index| entrances(&town.facilities[index]).map(move |place| (index, place)));
    KindIndex {
        tree: FacilityTree::new(places),
        facilities,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::placed_town::Placed;
    use crate::access::worked_town::{kind, school, street, worked_town};
    use crate::model::streets::Streets;

    fn town_at(level: DistanceLevel) -> TownData {
        TownData {
            distance_level: level,
            streets: Some(street()),
            ..worked_town()
        }
    }

    fn reaches(town: &TownData) -> Vec<Reach> {
        let index = TravelIndex::build(town).expect("sound");
        index.nearest(&kind(), &town.profiles[0]).expect("prepared")
    }

    fn metres(reaches: &[Reach]) -> Vec<Option<f64>> {
        let metres = |reach: &Reach| reach.nearest().map(|nearest| nearest.distance.value());
        reaches.iter().map(metres).collect()
    }

    #[test]
    fn each_level_measures_in_its_own_way() {
        let straight = metres(&reaches(&town_at(DistanceLevel::D0)));
        assert_eq!(straight, [400.0, 500.0, 600.0, 700.0, 2000.0].map(Some));
        let with_detour = metres(&reaches(&town_at(DistanceLevel::D1)));
        assert_eq!(with_detour, [520.0, 650.0, 780.0, 910.0, 2600.0].map(Some));
        // The street ends at x = 1,900; the last 100 m to h4 are a leg.
        let over_streets = metres(&reaches(&town_at(DistanceLevel::D3)));
        assert_eq!(over_streets, straight);
    }

    #[test]
    fn time_is_distance_over_speed() {
        let first = reaches(&town_at(DistanceLevel::D3))[0]
            .time()
            .expect("reached");
        assert!((first.value() - 400.0 / 1.1).abs() < 1e-9);
    }

    #[test]
    fn homes_and_schools_far_from_the_streets_are_listed_with_the_distance() {
        let mut town = town_at(DistanceLevel::D3);
        town.demand[4].position.x = 2300.0;
        town.facilities.push(school("B", -350.0));
        assert_eq!(reaches(&town)[4], Reach::NoPlace);
        let index = TravelIndex::build(&town).expect("sound");
        let unplaced = index
            .unplaced()
            .into_iter()
            .map(|unplaced| (unplaced.what, unplaced.nearest.map(Metres::value)));
        let expected = [
            (Placed::Home(4), Some(400.0)),
            (Placed::Facility(1), Some(350.0)),
        ];
        assert_eq!(unplaced.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn another_entrance_is_as_good_as_the_front_door() {
        for level in [DistanceLevel::D0, DistanceLevel::D3] {
            let mut town = town_at(level);
            town.facilities[0]
                .entrances
                .push(Planar { x: 390.0, y: 0.0 });
            assert_eq!(metres(&reaches(&town))[0], Some(10.0));
        }
    }

    #[test]
    fn each_cause_of_not_arriving_has_its_own_name() {
        let mut no_school_on_the_street = town_at(DistanceLevel::D3);
        no_school_on_the_street.facilities[0].position.x = -900.0;
        assert_eq!(reaches(&no_school_on_the_street)[0].reason(), "geen route");
        let mut no_school = town_at(DistanceLevel::D3);
        no_school.facilities.clear();
        assert_eq!(reaches(&no_school)[0].reason(), "geen voorziening");
        let mut short_street = town_at(DistanceLevel::D3);
        short_street.streets = Some(Streets {
            ways: Vec::new(),
            ..street()
        });
        assert_eq!(reaches(&short_street)[0].reason(), "te ver van het netwerk");
    }

    #[test]
    fn distances_over_streets_need_streets_and_a_prepared_mode() {
        let without = TownData {
            streets: None,
            ..town_at(DistanceLevel::D3)
        };
        assert_eq!(
            TravelIndex::build(&without).map(|_| ()),
            Err(AccessError::NoStreets)
        );
        let town = town_at(DistanceLevel::D3);
        let cycling = Profile {
            mode: TravelMode::Bicycle,
            ..town.profiles[0].clone()
        };
        let index = TravelIndex::build(&town).expect("sound");
        let refusal = index.nearest(&kind(), &cycling).map(|_| ());
        assert_eq!(
            refusal,
            Err(AccessError::ModeNotPrepared(TravelMode::Bicycle))
        );
    }

    #[test]
    fn facilities_within_a_distance_are_found_whatever_the_level() {
        let mut town = town_at(DistanceLevel::D3);
        town.facilities.push(school("B", 30.0));
        let index = TravelIndex::build(&town).expect("sound");
        let limit = Metres::new(40.0).expect("positive");
        let found = index.within(&kind(), Planar { x: 60.0, y: 0.0 }, limit);
        assert_eq!(
            found.iter().map(|found| found.facility).collect::<Vec<_>>(),
            [1]
        );
    }
}
