//! How far every home is from the nearest facility of a kind, at the distance level of the study.
//! What does not depend on the question (trees, graphs, places on streets) is prepared once;
//! after that each kind is one search.

use std::collections::BTreeMap;

use crate::access::data_edge::DataEdge;
use crate::access::error::AccessError;
use crate::access::reach::{Nearest, Reach};
use crate::access::straight::{AtDistance, FacilityTree};
use crate::model::facility::Facility;
use crate::model::facility_kind::FacilityKind;
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile};
use crate::model::units::Metres;

/// Everything that is prepared to answer questions on travel in one study.
#[derive(Debug)]
pub struct TravelIndex {
    level: DistanceLevel,
    homes: Vec<Planar>,
    to_data_edge: Vec<f64>,
    kinds: BTreeMap<FacilityKind, FacilityTree>,
}

impl TravelIndex {
    /// Prepares a study at its own distance level.
    ///
    /// # Errors
    /// When distances are wanted over streets, and the streets are missing or make no graph.
    pub fn build(town: &TownData) -> Result<Self, AccessError> {
        let edge = DataEdge::of(town);
        let homes: Vec<Planar> = town.demand.iter().map(|point| point.position).collect();
        Ok(Self {
            level: town.distance_level,
            to_data_edge: homes.iter().map(|&home| edge.distance_from(home)).collect(),
            kinds: town
                .kinds
                .iter()
                .map(|kind| (kind.clone(), tree_of(town, kind)))
                .collect(),
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
        let Some(facilities) = self
            .kinds
            .get(kind)
            .filter(|facilities| !facilities.is_empty())
        else {
            return Ok(vec![Reach::NoFacility; self.homes.len()]);
        };
        match self.level {
            DistanceLevel::D0 | DistanceLevel::D1 => Ok(self.straight(facilities, profile)),
            DistanceLevel::D3 => Err(AccessError::ModeNotPrepared(profile.mode)),
        }
    }

    /// All facilities of a kind within a straight-line distance of a place, nearest first.
    pub fn within(&self, kind: &FacilityKind, place: Planar, limit: Metres) -> Vec<AtDistance> {
        self.kinds
            .get(kind)
            .map_or_else(Vec::new, |facilities| facilities.within(place, limit))
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

/// Travelled metres for each metre in a straight line; on streets at least this.
fn straight_factor(level: DistanceLevel, profile: &Profile) -> f64 {
    match level {
        DistanceLevel::D1 => profile.detour,
        DistanceLevel::D0 | DistanceLevel::D3 => 1.0,
    }
}

fn tree_of(town: &TownData, kind: &FacilityKind) -> FacilityTree {
    let offered = |facility: &Facility| facility.kinds.contains(kind);
    let facilities = town
        .facilities
        .iter()
        .enumerate()
        .filter(|(_, facility)| offered(facility));
    FacilityTree::new(
        facilities
            .flat_map(|(index, facility)| entrances(facility).map(move |place| (index, place))),
    )
}

/// All places where people can enter a facility.
fn entrances(facility: &Facility) -> impl Iterator<Item = Planar> {
    std::iter::once(facility.position).chain(facility.entrances.iter().copied())
}
