//! The fifths in which neighbourhoods stand when figures are brought to another scale than the one that was asked.

use crate::model::need_question::NeedQuestion;
use crate::model::weight_set::Standardisation;
use crate::need::need_profile::{AreaNeed, NeedProfile, need_profile};
use crate::need::need_terms::NeedInput;
use crate::need::quintiles::quintiles;

/// The fifths on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherScale {
    /// The scale.
    pub standardisation: Standardisation,
    /// The fifth of each neighbourhood of the profile; 5 is most need.
    pub quintiles: Vec<Option<u8>>,
    /// The index of each of them.
    pub indexes: Vec<Option<f64>>,
}

/// The fifths on every scale but the one of the question. A scale of fixed ranges is left out where an indicator with
/// weight has no range.
///
/// # Source
/// DOMAIN §C.10, 4: method.
pub fn other_scales(input: &NeedInput<'_>, question: &NeedQuestion) -> Vec<OtherScale> {
    let others = Standardisation::EVERY
        .into_iter()
        .filter(|&scale| scale != question.standardisation);
    let on_scale = |standardisation| {
        let question = NeedQuestion {
            standardisation,
            ..question.clone()
        };
        let profile = need_profile(input, &question).ok()?;
        Some(OtherScale {
            standardisation,
            quintiles: profile_quintiles(&profile),
            indexes: profile.areas.iter().map(AreaNeed::known_index).collect(),
        })
    };
    others.filter_map(on_scale).collect()
}

/// The fifth of the children in which each neighbourhood of a profile stands; 5 is most need.
pub fn profile_quintiles(profile: &NeedProfile) -> Vec<Option<u8>> {
    let areas = profile.areas.iter();
    let known: Vec<Option<f64>> = areas.clone().map(AreaNeed::known_index).collect();
    let children: Vec<f64> = areas.map(|area| area.children.known.value()).collect();
    quintiles(&known, &children)
}
