//! The door to everything that a study says of candidates for a community school.

use std::sync::Arc;

use crate::layers::community_school_layer::{CandidateRow, community_school_layer};
use crate::layers::error::LayerError;
use crate::layers::layer::Layer;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::town_data::TownData;
use crate::siting::stability::Stability;
use crate::study::community_school::answer::{
    Candidate, CommunitySchoolAnswer, community_school_answer, community_schools,
};
use crate::study::community_school::places::Origin;
use crate::study::community_school::sentences::{
    candidate_sentence, part_note, sets_by_reach, without_buildings, without_need,
};
use crate::study::community_school::tables::CandidateTables;
use crate::study::community_school::variants::{NeedVariant, Variant, VariantBase, variants};
use crate::study::error::StudyError;
use crate::study::language::Language;
use crate::study::open_study::Study;

/// One question, answered.
#[derive(Debug, Clone)]
pub struct JudgedCandidates<'a> {
    /// The study's data.
    pub town: &'a TownData,
    /// The question.
    pub question: CommunitySchoolQuestion,
    /// What it was computed from.
    pub tables: Arc<CandidateTables>,
    /// The answer.
    pub answer: CommunitySchoolAnswer,
}

/// The place of a ranked candidate, and how firm it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankedPlace {
    /// Its rank, from 1.
    pub rank: usize,
    /// How firm its place among the first is.
    pub stability: Stability,
    /// The share of draws in which it is among the first, 0 to 1.
    pub share_first: f64,
    /// The ranks that 5 % and 95 % of the draws reach at most.
    pub ranks: (usize, usize),
}

impl Study {
    /// Judges the candidates for a community school.
    ///
    /// `need_of_home` is the index of need (0 to 100) of each demand point's neighbourhood; nothing where it is not
    /// known, and empty for a study without a need profile.
    ///
    /// # Errors
    /// When the question cannot be asked of this study; the message names field, found and expected.
    ///
    /// # Cost
    /// A search for each candidate and profile; over streets also a graph for each mode.
    pub fn community_schools(
        &self,
        question: &CommunitySchoolQuestion,
        need_of_home: &[Option<f64>],
    ) -> Result<JudgedCandidates<'_>, StudyError> {
        let (tables, answer) =
            community_schools(self.town(), self.index(), question, need_of_home)?;
        Ok(JudgedCandidates {
            town: self.town(),
            question: question.clone(),
            tables: Arc::new(tables),
            answer,
        })
    }

    /// Which candidates come first when one assumption is changed at a time.
    ///
    /// # Errors
    /// As [`Study::community_schools`].
    ///
    /// # Cost
    /// As that, for each of about ten changes.
    pub fn community_school_variants(
        &self,
        judged: &JudgedCandidates<'_>,
        need_of_home: &[Option<f64>],
        needs: &[NeedVariant],
    ) -> Result<Vec<Variant>, StudyError> {
        let base = VariantBase {
            town: self.town(),
            index: self.index(),
            question: &judged.question,
            need_of_home,
            tables: &judged.tables,
            answer: &judged.answer,
        };
        variants(&base, needs)
    }
}

impl<'a> JudgedCandidates<'a> {
    /// Answers another question from the same tables: other weights, sites, limits or hours, without a search.
    /// Nothing when the other question asks for other candidates, norms or distances.
    ///
    /// # Errors
    /// As [`Study::community_schools`].
    pub fn reweighed(
        &self,
        question: &CommunitySchoolQuestion,
    ) -> Result<Option<Self>, StudyError> {
        if !rests_on_the_same_tables(&self.question, question) {
            return Ok(None);
        }
        let answer = community_school_answer(self.town, &self.tables, question)?;
        Ok(Some(JudgedCandidates {
            town: self.town,
            question: question.clone(),
            tables: Arc::clone(&self.tables),
            answer,
        }))
    }

    /// The place of a candidate; nothing where it is not ranked.
    pub fn standing(&self, site: usize) -> Option<RankedPlace> {
        let number = self
            .answer
            .ranked
            .iter()
            .position(|&ranked| ranked == site)?;
        let sensitivity = &self.answer.sensitivity;
        Some(RankedPlace {
            rank: self.answer.order.iter().position(|&other| other == site)? + 1,
            stability: *sensitivity.stability.get(number)?,
            share_first: *sensitivity.around.share_first.get(number)?,
            ranks: *sensitivity.around.ranks.get(number)?,
        })
    }

    /// The candidates as the layer `kandidaten_buurtschool`.
    ///
    /// # Errors
    /// Passes on that a coordinate has no place on the map.
    pub fn layer(&self, language: Language) -> Result<Layer, LayerError> {
        let rows: Vec<CandidateRow> = (0..self.answer.candidates.len())
            .map(|site| self.row(site, language))
            .collect();
        community_school_layer(&rows, &self.town.crs)
    }

    fn row(&self, site: usize, language: Language) -> CandidateRow {
        let candidate = &self.answer.candidates[site];
        let standing = self.standing(site);
        let first_set = self
            .answer
            .sets
            .as_ref()
            .ok()
            .and_then(|sets| sets.sets.first());
        CandidateRow {
            id: candidate.place.id.clone(),
            name: candidate.place.name.clone(),
            position: candidate.place.position,
            district: candidate
                .place
                .district
                .map(|area| self.town.areas[area].name.clone()),
            rank: standing.map(|standing| standing.rank),
            criteria: std::array::from_fn(|criterion| candidate.score.criteria[criterion].score),
            score: candidate.told_score(),
            label: candidate.label.code(),
            stability: standing.map(|standing| standing.stability.code()),
            in_first_set: first_set.is_some_and(|set| set.sites.contains(&site)),
            sentence: candidate_sentence(candidate, language),
            reasons: self.reasons(candidate, language),
        }
    }

    /// What is not known of a candidate, which condition fails, and what can still change.
    pub fn reasons(&self, candidate: &Candidate, language: Language) -> Vec<String> {
        let missing = candidate
            .score
            .criteria
            .iter()
            .flat_map(|criterion| &criterion.parts)
            .filter(|part| part.score.value.is_none())
            .map(|part| part_note(candidate, part, language));
        let conditions = candidate.facts.conditions.named().into_iter();
        let failing = conditions
            .filter(|(_, tick)| tick.code() != "ja")
            .map(|(name, tick)| format!("{name}: {}", tick.code()));
        let open = candidate.openness.words(self.question.sites);
        missing.chain(failing).chain(open).collect()
    }

    /// What should be known with the whole list.
    pub fn remarks(&self, language: Language) -> Vec<String> {
        let schools = self
            .answer
            .candidates
            .iter()
            .any(|candidate| candidate.place.origin == Origin::Schools);
        let need = self.answer.without_need.then(|| without_need(language));
        let buildings = schools.then(|| without_buildings(language));
        let by_reach = self.answer.aim != self.question.aim;
        need.into_iter()
            .chain(buildings)
            .chain(by_reach.then(|| sets_by_reach(language)))
            .map(str::to_owned)
            .collect()
    }
}

fn rests_on_the_same_tables(
    one: &CommunitySchoolQuestion,
    other: &CommunitySchoolQuestion,
) -> bool {
    one.norm_kind == other.norm_kind
        && one.norm == other.norm
        && one.profile == other.profile
        && one.other_buildings == other.other_buildings
        && one.extra_sites == other.extra_sites
        && one.rules.partner_distance == other.rules.partner_distance
}
