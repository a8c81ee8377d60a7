//! Which kinds of facility are judged in a study, by which norm, and who travels.

use crate::access::error::AccessError;
use crate::model::norm::Norm;
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;

/// The norms and profiles of the study's kinds, in the order of the kinds; a kind without a norm is left out.
///
/// # Errors
/// When a norm names a profile that the study does not have.
pub fn judged_kinds(town: &TownData) -> Result<Vec<(&Norm, &Profile)>, AccessError> {
    let norms = town.kinds.iter().filter_map(|kind| town.norms.norm(kind));
    norms
        .map(|norm| Ok((norm, profile_of(town, norm)?)))
        .collect()
}

/// The profile that a norm names.
///
/// # Errors
/// When the study does not have it.
pub fn profile_of<'a>(town: &'a TownData, norm: &Norm) -> Result<&'a Profile, AccessError> {
    let found = town
        .profiles
        .iter()
        .find(|profile| profile.code == norm.profile);
    found.ok_or_else(|| AccessError::UnknownProfile {
        kind: norm.kind.clone(),
        profile: norm.profile.clone(),
        known: town
            .profiles
            .iter()
            .map(|profile| profile.code.as_str())
            .collect::<Vec<_>>()
            .join(", "),
    })
}
