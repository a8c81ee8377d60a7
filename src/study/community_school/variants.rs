//! The same question with one assumption changed at a time: which sites then come first.

use std::borrow::Cow;

use crate::access::travel::TravelIndex;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, TravelMode};
use crate::model::units::{Metres, MetresPerSecond, Seconds};
use crate::model::weight_set::Standardisation;
use crate::study::community_school::answer::{CommunitySchoolAnswer, community_schools};
use crate::study::error::StudyError;

/// How much norms and distances are changed.
const STEP: f64 = 0.2;
/// Profiles whose speed is tried for everybody on foot.
const SPEEDS: [&str; 2] = ["lopen_kind", "lopen_ouder"];
/// Detours that are tried where distances are straight lines.
const DETOURS: [f64; 2] = [1.2, 1.4];

/// One assumption that is changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// All norms and limits times this.
    Norms(f64),
    /// The distance to partners times this.
    PartnerDistance(f64),
    /// Everybody on foot walks as fast as this profile.
    WalkingAs(String),
    /// Another detour on foot for each metre in a straight line.
    Detour(f64),
    /// Distances measured at another level.
    Level(DistanceLevel),
    /// Another way to one scale.
    Scale(Standardisation),
}

/// What a change does to the first places.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What was changed.
    pub change: Change,
    /// The ids of the sites that then come first, in order.
    pub first: Vec<String>,
    /// How many of them come first in the base as well.
    pub overlap: usize,
}

/// Answers the question again for every change that means something in this study.
///
/// # Errors
/// As the question itself.
///
/// # Cost
/// As the question itself, for each of about ten changes.
///
/// # Source
/// DOMAIN §C.10, 3 and 4.
pub fn variants(
    town: &TownData,
    index: &TravelIndex,
    question: &CommunitySchoolQuestion,
    need_of_home: &[Option<f64>],
    base: &CommunitySchoolAnswer,
) -> Result<Vec<Variant>, StudyError> {
    let of_base = base.first(question.sites);
    let of_change = |change: Change| {
        let (town, question) = changed(town, question, &change);
        let answer = match change {
            Change::Level(_) => {
                let index = TravelIndex::build(&town)?;
                community_schools(&town, &index, &question, need_of_home)?.1
            }
            Change::Norms(_)
            | Change::PartnerDistance(_)
            | Change::WalkingAs(_)
            | Change::Detour(_)
            | Change::Scale(_) => community_schools(&town, index, &question, need_of_home)?.1,
        };
        let first = answer.first(question.sites);
        let overlap = first.iter().filter(|id| of_base.contains(id)).count();
        Ok(Variant {
            change,
            first,
            overlap,
        })
    };
    changes(town, question).into_iter().map(of_change).collect()
}

/// The changes that mean something in this study.
fn changes(town: &TownData, question: &CommunitySchoolQuestion) -> Vec<Change> {
    let factors = [1.0 - STEP, 1.0 + STEP];
    let profile = |code: &str| town.profiles.iter().any(|profile| profile.code == code);
    let speeds = SPEEDS.into_iter().filter(|code| profile(code));
    let straight = matches!(town.distance_level, DistanceLevel::D1 | DistanceLevel::D2);
    let detours = DETOURS.into_iter().filter(|_| straight);
    let levels = [DistanceLevel::D1, DistanceLevel::D2]
        .into_iter()
        .filter(|level| {
            let other = *level != town.distance_level && town.distance_level != DistanceLevel::D0;
            other && (*level == DistanceLevel::D1 || !town.barriers.is_empty())
        });
    let scales = Standardisation::EVERY
        .into_iter()
        .filter(|scale| *scale != question.standardisation);
    factors
        .map(Change::Norms)
        .into_iter()
        .chain(factors.map(Change::PartnerDistance))
        .chain(speeds.map(|code| Change::WalkingAs(code.to_owned())))
        .chain(detours.map(Change::Detour))
        .chain(levels.map(Change::Level))
        .chain(scales.map(Change::Scale))
        .collect()
}

fn changed<'a>(
    town: &'a TownData,
    question: &CommunitySchoolQuestion,
    change: &Change,
) -> (Cow<'a, TownData>, CommunitySchoolQuestion) {
    let mut question = question.clone();
    let mut town = Cow::Borrowed(town);
    match change {
        Change::Norms(factor) => {
            let longer = |time: Seconds| Seconds::new(time.value() * factor).unwrap_or(time);
            for norm in &mut town.to_mut().norms.norms {
                (norm.norm, norm.limit) = (longer(norm.norm), longer(norm.limit));
            }
            question.norm = question.norm.map(longer);
        }
        Change::PartnerDistance(factor) => {
            let distance = question.rules.partner_distance;
            question.rules.partner_distance =
                Metres::new(distance.value() * factor).unwrap_or(distance);
        }
        Change::WalkingAs(code) => {
            let speed = town
                .profiles
                .iter()
                .find(|profile| profile.code == *code)
                .map(|profile| profile.speed);
            on_foot(&mut town, |own, _| *own = speed.unwrap_or(*own));
        }
        Change::Detour(detour) => on_foot(&mut town, |_, own| *own = *detour),
        Change::Level(level) => town.to_mut().distance_level = *level,
        Change::Scale(scale) => question.standardisation = *scale,
    }
    (town, question)
}

fn on_foot(town: &mut Cow<'_, TownData>, change: impl Fn(&mut MetresPerSecond, &mut f64)) {
    let profiles = town.to_mut().profiles.iter_mut();
    for profile in profiles.filter(|profile| profile.mode == TravelMode::Foot) {
        change(&mut profile.speed, &mut profile.detour);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::community_school::worked_planning::planned_town;

    #[test]
    fn each_change_is_answered_beside_the_base() {
        let town = planned_town();
        let index = TravelIndex::build(&town).expect("sound");
        let mut question = CommunitySchoolQuestion::proposal(&town.weights);
        question.sites = 1;
        let (_, base) = community_schools(&town, &index, &question, &[]).expect("answered");
        let found = variants(&town, &index, &question, &[], &base).expect("answered");
        let changes: Vec<&Change> = found.iter().map(|variant| &variant.change).collect();
        let expected = [
            Change::Norms(0.8),
            Change::Norms(1.2),
            Change::PartnerDistance(0.8),
            Change::PartnerDistance(1.2),
            Change::WalkingAs("lopen_kind".to_owned()),
            Change::Detour(1.2),
            Change::Detour(1.4),
            Change::Scale(Standardisation::StandardScore),
            Change::Scale(Standardisation::FixedRange),
        ];
        assert_eq!(changes, expected.iter().collect::<Vec<_>>());
        assert!(
            found
                .iter()
                .all(|variant| variant.first.len() == 1 && variant.overlap <= 1)
        );
    }

    #[test]
    fn a_changed_norm_moves_norm_and_limit_together() {
        let town = planned_town();
        let question = CommunitySchoolQuestion::proposal(&town.weights);
        let (longer, _) = changed(&town, &question, &Change::Norms(1.2));
        let norm = &longer.norms.norms[0];
        assert_eq!((norm.norm.value(), norm.limit.value()), (720.0, 1_440.0));
        let (slower, _) = changed(&town, &question, &Change::Detour(1.4));
        assert_eq!(slower.profiles[0].detour, 1.4);
    }
}
