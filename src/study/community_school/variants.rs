//! The same question with one assumption changed at a time: which sites then come first.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::access::travel::TravelIndex;
use crate::model::bilingual::Bilingual;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, TravelMode};
use crate::model::units::{Metres, MetresPerSecond, Seconds};
use crate::model::weight_set::Standardisation;
use crate::study::community_school::answer::{CommunitySchoolAnswer, first_candidates};
use crate::study::community_school::tables::CandidateTables;
use crate::study::error::StudyError;
use crate::study::steps;

/// Norms and distances are changed to these parts of themselves.
pub const NORM_FACTORS: [f64; 2] = [0.8, 1.2];
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
    /// Another way to bring reach and coverage to one scale.
    Scale(Standardisation),
    /// Another way to bring the indicators of need to one scale.
    NeedScale(Standardisation),
    /// Indicators of need that are missing at one end of their scale.
    NeedMissing(MissingAt),
    /// Everything that is missing of each candidate at one end.
    Missing(MissingAt),
}

/// Where what is missing is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingAt {
    /// As low as it can be.
    Lowest,
    /// As high as it can be.
    Highest,
}

impl MissingAt {
    /// Both ends.
    pub const EVERY: [Self; 2] = [Self::Lowest, Self::Highest];
}

/// Need under one other assumption.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedVariant {
    /// What was changed.
    pub change: Change,
    /// The need of each home, 0 to 100; or why it cannot be measured so.
    pub need_of_home: Result<Vec<Option<f64>>, Bilingual>,
}

/// What a change does to the first places.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What was changed.
    pub change: Change,
    /// Which sites then come first, or why the change cannot be made in this study.
    pub outcome: Result<FirstSites, Bilingual>,
}

/// The sites that come first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSites {
    /// Their ids, in order.
    pub ids: Vec<String>,
    /// How many of them come first in the base as well.
    pub overlap: usize,
}

/// What is changed: one question, answered.
#[derive(Debug, Clone, Copy)]
pub struct VariantBase<'a> {
    /// The study's data.
    pub town: &'a TownData,
    /// Its travel times.
    pub index: &'a TravelIndex,
    /// The question.
    pub question: &'a CommunitySchoolQuestion,
    /// The need of each home, 0 to 100.
    pub need_of_home: &'a [Option<f64>],
    /// What the answer was computed from.
    pub tables: &'a CandidateTables,
    /// The answer.
    pub answer: &'a CommunitySchoolAnswer,
}

/// Answers the question again for every change that means something in this study, `needs` among them.
///
/// # Errors
/// As the question itself.
///
/// # Cost
/// As the question itself, for each of about ten changes; those of need and of missing data take no search.
///
/// # Source
/// DOMAIN §C.10, 3 to 5.
pub fn variants(base: &VariantBase<'_>, needs: &[NeedVariant]) -> Result<Vec<Variant>, StudyError> {
    let told = |change: Change, ids: Vec<String>| {
        let of_base = base.answer.first(base.question.sites);
        let overlap = ids.iter().filter(|id| of_base.contains(id)).count();
        let outcome = Ok(FirstSites { ids, overlap });
        Variant { change, outcome }
    };
    let (changes, work) = (changes(base.town, base.question), &base.question.work);
    let of = changes.len() + needs.len() + MissingAt::EVERY.len();
    let begin = |done: usize| work.begin(20 + 60 * done / of, steps::one_assumption(done + 1, of));
    let searched = changes.into_iter().enumerate().map(|(number, change)| {
        begin(number)?;
        let first = searched_again(base, &change)?;
        Ok(told(change, first))
    });
    let mut found: Vec<Variant> = searched.collect::<Result<_, StudyError>>()?;
    for need in needs {
        begin(found.len())?;
        let change = need.change.clone();
        found.push(match &need.need_of_home {
            Err(refused) => Variant {
                change,
                outcome: Err(refused.clone()),
            },
            Ok(need) => {
                let tables = base.tables.with_need(need);
                told(change, first_candidates(base.town, &tables, base.question)?)
            }
        });
    }
    for at in MissingAt::EVERY {
        begin(found.len())?;
        found.push(told(Change::Missing(at), first_if_missing(base, at)));
    }
    Ok(found)
}

fn searched_again(base: &VariantBase<'_>, change: &Change) -> Result<Vec<String>, StudyError> {
    let (town, question) = changed(base.town, base.question, change);
    let anew = match change {
        Change::Level(_) => Some(TravelIndex::build(&town)?),
        Change::Norms(_)
        | Change::PartnerDistance(_)
        | Change::WalkingAs(_)
        | Change::Detour(_)
        | Change::Scale(_)
        | Change::NeedScale(_)
        | Change::NeedMissing(_)
        | Change::Missing(_) => None,
    };
    let index = anew.as_ref().unwrap_or(base.index);
    let tables = CandidateTables::build(&town, index, &question, base.need_of_home)?;
    first_candidates(&town, &tables, &question)
}

/// The candidates that come first when everything that is missing of each is at one end; equal ones by id.
fn first_if_missing(base: &VariantBase<'_>, at: MissingAt) -> Vec<String> {
    let candidates = base.answer.candidates.iter();
    let mut possible: Vec<(f64, &str)> = candidates
        .filter(|candidate| candidate.facts.conditions.none_fails())
        .map(|candidate| {
            let score = &candidate.score.total.score;
            let end = match at {
                MissingAt::Lowest => score.low,
                MissingAt::Highest => score.high,
            };
            (end, candidate.place.id.as_str())
        })
        .collect();
    possible.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    let first = possible.into_iter().take(base.question.sites);
    first.map(|(_, id)| id.to_owned()).collect()
}

/// In how many of some variants each site comes first, of those that could be made: most often first, then by id.
pub fn times_first(variants: &[Variant]) -> (usize, Vec<(String, usize)>) {
    let outcomes = variants
        .iter()
        .filter_map(|variant| variant.outcome.as_ref().ok());
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for id in outcomes.clone().flat_map(|outcome| &outcome.ids) {
        *times.entry(id).or_default() += 1;
    }
    let mut often: Vec<(String, usize)> = times
        .into_iter()
        .map(|(id, times)| (id.to_owned(), times))
        .collect();
    often.sort_by_key(|&(_, times)| std::cmp::Reverse(times));
    (outcomes.count(), often)
}

/// The changes that mean something in this study.
fn changes(town: &TownData, question: &CommunitySchoolQuestion) -> Vec<Change> {
    let scales = Standardisation::EVERY
        .into_iter()
        .filter(|scale| *scale != question.standardisation);
    NORM_FACTORS
        .map(Change::Norms)
        .into_iter()
        .chain(NORM_FACTORS.map(Change::PartnerDistance))
        .chain(travel_changes(town))
        .chain(scales.map(Change::Scale))
        .collect()
}

/// The changes to how people on foot travel that mean something at the study's level of distance.
pub fn travel_changes(town: &TownData) -> Vec<Change> {
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
    speeds
        .map(|code| Change::WalkingAs(code.to_owned()))
        .chain(detours.map(Change::Detour))
        .chain(levels.map(Change::Level))
        .collect()
}

fn changed<'a>(
    town: &'a TownData,
    question: &CommunitySchoolQuestion,
    change: &Change,
) -> (Cow<'a, TownData>, CommunitySchoolQuestion) {
    let mut question = question.clone();
    match change {
        Change::Norms(factor) => {
            let longer = |time: Seconds| Seconds::new(time.value() * factor).unwrap_or(time);
            question.norm = question.norm.map(longer);
        }
        Change::PartnerDistance(factor) => {
            let distance = question.rules.partner_distance;
            question.rules.partner_distance =
                Metres::new(distance.value() * factor).unwrap_or(distance);
        }
        Change::Scale(scale) => question.standardisation = *scale,
        Change::WalkingAs(_)
        | Change::Detour(_)
        | Change::Level(_)
        | Change::NeedScale(_)
        | Change::NeedMissing(_)
        | Change::Missing(_) => {}
    }
    (changed_town(town, change), question)
}

/// The town with a change to its norms or to how people travel; as it is with any other change.
pub fn changed_town<'a>(town: &'a TownData, change: &Change) -> Cow<'a, TownData> {
    let mut town = Cow::Borrowed(town);
    match change {
        Change::Norms(factor) => {
            let longer = |time: Seconds| Seconds::new(time.value() * factor).unwrap_or(time);
            for norm in &mut town.to_mut().norms.norms {
                (norm.norm, norm.limit) = (longer(norm.norm), longer(norm.limit));
            }
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
        Change::PartnerDistance(_)
        | Change::Scale(_)
        | Change::NeedScale(_)
        | Change::NeedMissing(_)
        | Change::Missing(_) => {}
    }
    town
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
    use crate::study::community_school::answer::community_schools;
    use crate::study::community_school::worked_planning::planned_town;

    /// What comes first by each change; g2 is the only candidate with a recorded ambition.
    fn found(need: &[Option<f64>], needs: &[NeedVariant]) -> Vec<Variant> {
        let town = planned_town();
        let index = TravelIndex::build(&town).expect("sound");
        let mut question = CommunitySchoolQuestion::proposal(&town.weights);
        question.sites = 1;
        let (tables, answer) = community_schools(&town, &index, &question, need).expect("answered");
        let base = VariantBase {
            town: &town,
            index: &index,
            question: &question,
            need_of_home: need,
            tables: &tables,
            answer: &answer,
        };
        let first = first_candidates(&town, &tables, &question).expect("answered");
        assert_eq!(first, answer.first(question.sites));
        let tried = variants(&base, needs).expect("answered");
        let count = tried.len();
        let step = question.work.step().sentence.dutch;
        assert!(
            step.ends_with(&format!("({count} van {count}).")),
            "all are told of while it works: {step}"
        );
        tried
    }

    #[test]
    fn each_change_is_answered_beside_the_base() {
        let found = found(&[], &[]);
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
            Change::Missing(MissingAt::Lowest),
            Change::Missing(MissingAt::Highest),
        ];
        assert_eq!(changes, expected.iter().collect::<Vec<_>>());
        let outcomes = found
            .iter()
            .map(|variant| variant.outcome.as_ref().expect("made"));
        assert!(
            outcomes
                .into_iter()
                .all(|first| first.ids.len() == 1 && first.overlap <= 1)
        );
        let (made, often) = times_first(&found);
        assert_eq!(made, 11);
        assert_eq!(often.iter().map(|(_, times)| times).sum::<usize>(), 11);
    }

    #[test]
    fn what_is_missing_of_a_candidate_can_bring_it_first() {
        // g1 and g3 could still have any ambition: at its highest one of them is ahead of g2 with level 3 of 4.
        let found = found(&[], &[]);
        let first = |at: MissingAt| {
            let variant = found
                .iter()
                .find(|variant| variant.change == Change::Missing(at));
            let outcome = variant.and_then(|variant| variant.outcome.clone().ok());
            outcome.expect("made")
        };
        assert_eq!(
            (
                first(MissingAt::Lowest).ids,
                first(MissingAt::Lowest).overlap
            ),
            (vec!["g2".to_owned()], 1)
        );
        assert_eq!(first(MissingAt::Highest).overlap, 0);
    }

    #[test]
    fn another_need_is_answered_as_if_it_had_been_the_base() {
        let need = [Some(10.0), Some(10.0), Some(10.0), None, Some(90.0)];
        let turned = need.map(|need| need.map(|need| 100.0 - need));
        let change = Change::NeedScale(Standardisation::StandardScore);
        let variant = |need_of_home| NeedVariant {
            change: change.clone(),
            need_of_home,
        };
        let told = found(
            &need,
            &[
                variant(Ok(turned.to_vec())),
                variant(Err(Bilingual::same("no"))),
            ],
        );
        let told: Vec<&Variant> = told.iter().filter(|told| told.change == change).collect();
        let town = planned_town();
        let index = TravelIndex::build(&town).expect("sound");
        let mut question = CommunitySchoolQuestion::proposal(&town.weights);
        question.sites = 1;
        let (_, anew) = community_schools(&town, &index, &question, &turned).expect("answered");
        assert_eq!(told[0].outcome.as_ref().expect("made").ids, anew.first(1));
        assert_eq!(told[1].outcome, Err(Bilingual::same("no")));
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
