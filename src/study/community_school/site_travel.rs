//! How long it takes to come to places that are not yet facilities, by profiles that the study may not have prepared.

use crate::access::error::AccessError;
use crate::access::place_times::reached_places;
use crate::access::travel::{Reached, TravelIndex};
use crate::model::age_group::AgeGroup;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::{Norm, NormSet};
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;
use crate::model::units::Seconds;
use crate::model::work::Work;

/// Places to travel to, each as where it can be entered.
#[derive(Debug)]
pub struct SiteTravel<'a> {
    index: &'a TravelIndex,
    /// Prepared anew, where a profile travels by a mode that no norm of the study uses.
    further: Option<TravelIndex>,
    destinations: Vec<Vec<Planar>>,
}

impl<'a> SiteTravel<'a> {
    /// Prepares travel to destinations.
    ///
    /// # Errors
    /// When distances are wanted over streets and these are missing or make no graph.
    ///
    /// # Cost
    /// Nothing for modes that the study's norms use; for others a street graph each.
    pub fn build(
        town: &TownData,
        index: &'a TravelIndex,
        destinations: Vec<Vec<Planar>>,
        profiles: &[&Profile],
    ) -> Result<Self, AccessError> {
        let all_known = profiles.iter().all(|profile| index.knows(profile));
        let further = (!all_known).then(|| TravelIndex::build(&with_norms_of(town, profiles)));
        Ok(Self {
            index,
            further: further.transpose()?,
            destinations,
        })
    }

    /// Who reaches each destination within a time.
    ///
    /// # Errors
    /// When the profile's mode was not among those prepared, or the work is ended.
    pub fn reached(
        &self,
        profile: &Profile,
        limit: Seconds,
        work: &Work,
    ) -> Result<Vec<Reached>, AccessError> {
        let index = self.further.as_ref().unwrap_or(self.index);
        reached_places(index, &self.destinations, (profile, limit), work)
    }
}

/// The study with a norm for each profile, so that its mode is prepared; the norms' times are not used.
fn with_norms_of(town: &TownData, profiles: &[&Profile]) -> TownData {
    let kinds: Vec<FacilityKind> = (0..profiles.len())
        .filter_map(|number| FacilityKind::new(&format!("PLEK_{number}")).ok())
        .collect();
    let norm = |(kind, profile): (&FacilityKind, &&Profile)| Norm {
        kind: kind.clone(),
        ages: vec![AgeGroup::All],
        profile: profile.code.clone(),
        norm: Seconds::ZERO,
        limit: Seconds::ZERO,
        basis: String::new(),
    };
    TownData {
        norms: NormSet {
            norms: kinds.iter().zip(profiles).map(norm).collect(),
            ..town.norms.clone()
        },
        profiles: profiles.iter().map(|profile| (*profile).clone()).collect(),
        kinds,
        ..town.clone()
    }
}
