//! How long it takes to come to places that are not yet facilities: the study as it looks when they were.

use std::collections::BTreeMap;

use crate::access::error::AccessError;
use crate::access::straight::entrances;
use crate::access::travel::TravelIndex;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::demand::DemandPoint;
use crate::model::facility::{Facility, FacilityId};
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::{Norm, NormSet};
use crate::model::planning::Planning;
use crate::model::position::Planar;
use crate::model::source::SourceId;
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;
use crate::model::units::{Metres, Seconds};

/// A place to travel to.
#[derive(Debug, Clone, PartialEq)]
pub struct Destination {
    /// Where it is.
    pub position: Planar,
    /// Further places where people can enter.
    pub entrances: Vec<Planar>,
}

/// Who reaches one destination: homes and the study's facilities, each by index with the time it takes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reached {
    /// The homes, ascending.
    pub homes: Vec<(usize, Seconds)>,
    /// The facilities, by their nearest entrance, ascending.
    pub facilities: Vec<(usize, Seconds)>,
}

/// A study with destinations of its own, prepared for some profiles.
#[derive(Debug)]
pub struct SiteTravel {
    index: TravelIndex,
    homes: usize,
    /// The facility that each further demand point stands for.
    facility_of: Vec<usize>,
    destinations: usize,
}

impl SiteTravel {
    /// Puts destinations on the streets of the study, beside its homes and facilities.
    ///
    /// # Errors
    /// When distances are wanted over streets and these are missing or make no graph.
    ///
    /// # Cost
    /// A street graph for each mode of the profiles, where the study measures over streets.
    pub fn build(
        town: &TownData,
        destinations: &[Destination],
        profiles: &[&Profile],
    ) -> Result<Self, AccessError> {
        let places: Vec<(usize, Planar)> = town
            .facilities
            .iter()
            .enumerate()
            .flat_map(|(index, facility)| entrances(facility).map(move |place| (index, place)))
            .collect();
        let as_home = places.iter().map(|&(_, position)| DemandPoint {
            id: String::new(),
            position,
            area: None,
            residents: PerAge::from_fn(|_| None),
            half_diagonal: Metres::ZERO,
            source: SourceId(0),
        });
        let kinds: Vec<FacilityKind> = (0..profiles.len())
            .filter_map(|number| FacilityKind::new(&format!("PLEK_{number}")).ok())
            .collect();
        let seen = TownData {
            facilities: destinations.iter().enumerate().map(as_facility).collect(),
            demand: town.demand.iter().cloned().chain(as_home).collect(),
            norms: NormSet {
                norms: kinds
                    .iter()
                    .zip(profiles)
                    .map(|(kind, profile)| norm_of(kind, profile))
                    .collect(),
                ..town.norms.clone()
            },
            profiles: profiles.iter().map(|profile| (*profile).clone()).collect(),
            kinds,
            name: town.name.clone(),
            crs: town.crs.clone(),
            reference_date: town.reference_date.clone(),
            distance_level: town.distance_level,
            areas: Vec::new(),
            kind_descriptions: Vec::new(),
            streets: town.streets.clone(),
            street_rules: town.street_rules.clone(),
            barriers: town.barriers.clone(),
            crossings: town.crossings.clone(),
            basemap: Vec::new(),
            planning: Planning::default(),
            weights: town.weights.clone(),
            sources: Vec::new(),
        };
        Ok(Self {
            index: TravelIndex::build(&seen)?,
            homes: town.demand.len(),
            facility_of: places.into_iter().map(|(facility, _)| facility).collect(),
            destinations: destinations.len(),
        })
    }

    /// Who reaches each destination within a time.
    ///
    /// # Errors
    /// When the profile's mode was not among those prepared.
    pub fn reached(&self, profile: &Profile, limit: Seconds) -> Result<Vec<Reached>, AccessError> {
        let mut scratch = self.index.scratch(profile);
        (0..self.destinations)
            .map(|destination| {
                let found = self
                    .index
                    .homes_within(&mut scratch, destination, profile, limit)?;
                Ok(self.parted(found))
            })
            .collect()
    }

    fn parted(&self, found: Vec<(usize, Seconds)>) -> Reached {
        let mut homes = Vec::new();
        let mut facilities: BTreeMap<usize, Seconds> = BTreeMap::new();
        for (place, time) in found {
            match place.checked_sub(self.homes) {
                None => homes.push((place, time)),
                Some(entrance) => {
                    if let Some(&facility) = self.facility_of.get(entrance) {
                        let nearest = facilities.entry(facility).or_insert(time);
                        *nearest = time.min(*nearest);
                    }
                }
            }
        }
        Reached {
            homes,
            facilities: facilities.into_iter().collect(),
        }
    }
}

fn as_facility((number, destination): (usize, &Destination)) -> Facility {
    Facility {
        id: FacilityId(number.to_string()),
        name: String::new(),
        kinds: Vec::new(),
        position: destination.position,
        entrances: destination.entrances.clone(),
        capacity: None,
        pupils: None,
        attributes: BTreeMap::new(),
        source: SourceId(0),
    }
}

/// A norm that names a profile, so that its mode is prepared; its times are not used.
fn norm_of(kind: &FacilityKind, profile: &Profile) -> Norm {
    Norm {
        kind: kind.clone(),
        ages: vec![AgeGroup::All],
        profile: profile.code.clone(),
        norm: Seconds::ZERO,
        limit: Seconds::ZERO,
        basis: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::{street, worked_town};
    use crate::model::travel_mode::DistanceLevel;

    #[test]
    fn homes_and_facilities_reach_a_new_place_as_they_would_reach_a_school_there() {
        for level in [DistanceLevel::D1, DistanceLevel::D2, DistanceLevel::D3] {
            let town = TownData {
                distance_level: level,
                streets: Some(street()),
                ..worked_town()
            };
            let profile = &town.profiles[0];
            let here = Destination {
                position: Planar { x: 650.0, y: 0.0 },
                entrances: Vec::new(),
            };
            let travel = SiteTravel::build(&town, &[here], &[profile]).expect("sound");
            let limit = Seconds::new(1_200.0).expect("a time");
            let found = travel.reached(profile, limit).expect("prepared").remove(0);
            let detour = if level == DistanceLevel::D3 { 1.0 } else { 1.3 };
            let metres =
                |(place, time): (usize, Seconds)| (place, (time.value() * 1.1 / detour).round());
            let homes: Vec<(usize, f64)> = found.homes.into_iter().map(metres).collect();
            assert_eq!(
                homes,
                [(0, 250.0), (1, 150.0), (2, 50.0), (3, 50.0)],
                "{level:?}"
            );
            let facilities: Vec<(usize, f64)> = found.facilities.into_iter().map(metres).collect();
            assert_eq!(facilities, [(0, 650.0)], "{level:?}");
        }
    }
}
