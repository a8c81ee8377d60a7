//! The answer to any question about where to build: one document, its layers, and reports beside it.

use serde::Serialize;
use serde_json::Value;
use thiserror::Error;

use crate::layers::error::LayerError;
use crate::layers::layer::Layer;
use crate::model::bilingual::Bilingual;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::location_question::{Variants, Weighing};
use crate::model::need_question::NeedQuestion;
use crate::model::school_library_question::SchoolLibraryQuestion;
use crate::model::site_question::SiteQuestion;
use crate::model::weight_set::Standardisation;
use crate::model::work::Ended;
use crate::need::error::NeedError;
use crate::siting::error::SitingError;
use crate::siting::refusal_sentence::siting_refusal;
use crate::study::answer_words::with_words;
use crate::study::chosen_weights::weights_used;
use crate::study::clusters::answer::{cluster_layers, study_clusters};
use crate::study::clusters::document::clusters_document;
use crate::study::clusters::variants::with_variants;
use crate::study::community_school::document::candidates_document;
use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::community_school::sheet::site_sheet;
use crate::study::community_school::variants::{Change, MissingAt, NeedVariant};
use crate::study::equity::document::equity_document;
use crate::study::equity::need_of_homes::NeedOfHomes;
use crate::study::equity::notes::equity_notes;
use crate::study::equity::site_equity::ProfileEquity;
use crate::study::error::StudyError;
use crate::study::language::Language;
use crate::study::locations::document::locations_document;
use crate::study::locations::location_layer::locations_layer;
use crate::study::locations::variants_document::variants_alone;
use crate::study::need::by_home::NeedByHome;
use crate::study::need::document::need_document;
use crate::study::need::features::need_answer_layer;
use crate::study::open_study::Study;
use crate::study::opportunity::answer::OpportunityRefusal;
use crate::study::opportunity::document::opportunity_document;
use crate::study::opportunity::features::opportunities_layer;
use crate::study::school_library::answer::{school_libraries_layer, study_school_libraries};
use crate::study::school_library::document::school_libraries_document;
use crate::study::steps;

/// Beside the profile that reach is measured by, gains and losses are told of these.
const OTHER_PROFILES: [&str; 2] = ["rolstoel", "fiets"];

/// An answer about where to build.
#[derive(Debug, Clone)]
pub struct SiteAnswer {
    /// The whole answer in the words of the public interface.
    pub document: Value,
    /// What of it can be drawn on the map.
    pub layers: Vec<Layer>,
}

/// Why a question about where to build has no answer.
#[derive(Debug, Error)]
pub enum SiteRefusal {
    /// The question cannot be asked of this study; the message names field, found and expected.
    #[error("{message}")]
    Question {
        /// The field that is wrong; nothing when it is the constraints together.
        field: Option<String>,
        /// The whole refusal.
        message: Bilingual,
    },
    /// The study cannot answer.
    #[error(transparent)]
    Study(StudyError),
}

impl From<NeedError> for SiteRefusal {
    fn from(refused: NeedError) -> Self {
        Self::of_field(refused.field(), refused.sentence())
    }
}

impl From<SitingError> for SiteRefusal {
    fn from(refused: SitingError) -> Self {
        let message = siting_refusal(&refused);
        match refused {
            SitingError::Field { field, .. } => Self::of_field(&field, message),
            _ => Self::Question {
                field: None,
                message,
            },
        }
    }
}

impl SiteRefusal {
    fn of_field(field: &str, message: Bilingual) -> Self {
        Self::Question {
            field: Some(field.to_owned()),
            message,
        }
    }
}

impl From<OpportunityRefusal> for SiteRefusal {
    fn from(refused: OpportunityRefusal) -> Self {
        Self::of_field(&refused.field(), refused.sentence())
    }
}

impl From<StudyError> for SiteRefusal {
    fn from(refused: StudyError) -> Self {
        match refused {
            StudyError::Siting(refused) => refused.into(),
            StudyError::Candidates(refused) => Self::of_field(refused.field(), refused.sentence()),
            // The two sides of a comparison are made here, and are never what was asked.
            StudyError::Access(_)
            | StudyError::Layer(_)
            | StudyError::SharedLayer(_)
            | StudyError::Equity(_)
            | StudyError::Ended(_) => Self::Study(refused),
        }
    }
}

impl From<Ended> for SiteRefusal {
    fn from(ended: Ended) -> Self {
        Self::Study(ended.into())
    }
}

impl From<LayerError> for SiteRefusal {
    fn from(refused: LayerError) -> Self {
        Self::Study(refused.into())
    }
}

impl Study {
    /// Answers a question about where to build.
    ///
    /// # Errors
    /// When the question cannot be asked of this study, with the field that is wrong; or the study cannot answer.
    pub fn site_answer(
        &self,
        question: &SiteQuestion,
        language: Language,
    ) -> Result<SiteAnswer, SiteRefusal> {
        let answer = self.answer_with_codes(question, language)?;
        let mut document = with_words(answer.document, language);
        if let Value::Object(fields) = &mut document {
            let whose = weights_used(question, &self.town().weights);
            fields.insert("gewichten_van".to_owned(), whose);
        }
        Ok(SiteAnswer {
            document,
            layers: answer.layers,
        })
    }

    /// The answer with its sentences in a language, and its keys and short words in Dutch.
    fn answer_with_codes(
        &self,
        question: &SiteQuestion,
        language: Language,
    ) -> Result<SiteAnswer, SiteRefusal> {
        match question {
            SiteQuestion::Need(question) => {
                let answer = self.need(question)?;
                told(
                    &need_document(&answer, language),
                    vec![need_answer_layer(&answer)?],
                )
            }
            SiteQuestion::CommunitySchools(question) => {
                self.community_school_answer(question, language)
            }
            SiteQuestion::Clusters(question) => {
                let answer = study_clusters(self, question, &self.surroundings(question)?)?;
                let answer = with_variants(self, question, answer)?;
                let layers = cluster_layers(self, &answer, question)?;
                let document = clusters_document(self.town(), question, &answer, language);
                told(&document, layers.into())
            }
            SiteQuestion::OpportunityPlaces(question) => {
                let answer = self.opportunities(question)?;
                let layer = opportunities_layer(&answer)?;
                told(&opportunity_document(&answer, language), vec![layer])
            }
            SiteQuestion::SchoolLibraries(question) => {
                self.school_library_answer(question, language)
            }
            SiteQuestion::Locations(question) => {
                let need = self.need_by_home();
                let needs = match (question.weighing, question.variants) {
                    (Weighing::People, _) | (_, Variants::LeftOut) => Vec::new(),
                    (Weighing::PeopleByNeed, Variants::Beside | Variants::Alone) => {
                        self.need_variants()
                    }
                };
                if question.variants == Variants::Alone {
                    let (asked, variants) = self.location_variants(question, &need, &needs)?;
                    return told(&variants_alone(&asked, &variants, language), Vec::new());
                }
                let answer = self.locations(question, &need, &needs)?;
                let layer = locations_layer(&answer)?;
                told(&locations_document(&answer, language), vec![layer])
            }
        }
    }

    /// The candidates, each with its sheet, what changes under other assumptions, and who gains by the first set.
    fn community_school_answer(
        &self,
        question: &CommunitySchoolQuestion,
        language: Language,
    ) -> Result<SiteAnswer, SiteRefusal> {
        let work = &question.work;
        work.begin(2, steps::travel_times())?;
        let need = self.need_by_home();
        let judged = self.community_schools(question, &need.index)?;
        let needs = self.need_variants();
        let variants = self.community_school_variants(&judged, &need.index, &needs)?;
        work.begin(80, steps::candidates())?;
        let mut document = json(&candidates_document(&judged, &variants, language));
        work.begin(85, steps::sheets())?;
        let mut sheets = Vec::new();
        for candidate in &judged.answer.candidates {
            work.go_on()?;
            let sheet = site_sheet(&judged, &candidate.place.id, language);
            sheets.extend(sheet.map(|sheet| json(&sheet)));
        }
        let first_set = judged.answer.sets.as_ref().ok();
        let first_set = first_set.and_then(|sets| sets.sets.first());
        work.begin(92, steps::gains())?;
        let equity = match first_set {
            None => Vec::new(),
            Some(set) => self.equity_documents(&judged, &set.sites, need, language)?,
        };
        if let Value::Object(fields) = &mut document {
            fields.insert("bladen".to_owned(), Value::Array(sheets));
            fields.insert("verdeling_eerste_set".to_owned(), Value::Array(equity));
        }
        Ok(SiteAnswer {
            document,
            layers: vec![judged.layer(language)?],
        })
    }

    /// Who gains and who loses by some candidates, profile by profile.
    fn equity_documents(
        &self,
        judged: &JudgedCandidates<'_>,
        sites: &[usize],
        need: NeedByHome,
        language: Language,
    ) -> Result<Vec<Value>, SiteRefusal> {
        let id = |&site: &usize| judged.answer.candidates[site].place.id.clone();
        let sites: Vec<String> = sites.iter().map(id).collect();
        let profiles = self.profiles_told(&judged.tables.profile.code);
        // A study without need still has homes; the need of each is then not known.
        let mut index = need.index;
        index.resize(self.town().demand.len(), None);
        let need = NeedOfHomes {
            index: &index,
            quintile: &need.quintile,
        };
        let notes = json(&equity_notes(judged, &sites, language)?);
        let reports = self.equity_of_sites(judged, &sites, &profiles, need)?;
        let with_notes = |report: &ProfileEquity| {
            let mut report = json(&equity_document(self.town(), report, language));
            if let (Value::Object(fields), Value::Object(notes)) = (&mut report, notes.clone()) {
                fields.extend(notes);
            }
            report
        };
        Ok(reports.iter().map(with_notes).collect())
    }

    /// The profiles whose gains and losses are told: the one that reach is measured by, and who rolls or cycles
    /// where the study has them.
    fn profiles_told(&self, of_reach: &str) -> Vec<String> {
        let profiles = self
            .town()
            .profiles
            .iter()
            .map(|profile| profile.code.as_str());
        let others = profiles.filter(|&code| code != of_reach && OTHER_PROFILES.contains(&code));
        [of_reach]
            .into_iter()
            .chain(others)
            .map(str::to_owned)
            .collect()
    }

    /// The layer of the candidates, without sheets and other assumptions.
    pub(crate) fn candidates_only(
        &self,
        question: &CommunitySchoolQuestion,
    ) -> Result<Vec<Layer>, SiteRefusal> {
        let judged = self.community_schools(question, &self.need_by_home().index)?;
        Ok(vec![judged.layer(Language::Dutch)?])
    }

    fn school_library_answer(
        &self,
        question: &SchoolLibraryQuestion,
        language: Language,
    ) -> Result<SiteAnswer, SiteRefusal> {
        let answer = study_school_libraries(self, question)?;
        let layer = school_libraries_layer(self, &answer)?;
        let document = school_libraries_document(self.town(), question, &answer, language);
        told(&document, vec![layer])
    }

    /// The same need on other scales, and with what is missing at either end; empty where the study has none.
    fn need_variants(&self) -> Vec<NeedVariant> {
        let question = self.need_that_weighs();
        let Ok(base) = self.need(&question) else {
            return Vec::new();
        };
        let scales = Standardisation::EVERY.into_iter();
        let scales = scales.filter(|scale| *scale != question.standardisation);
        let on_scale = |standardisation| NeedVariant {
            change: Change::NeedScale(standardisation),
            need_of_home: self
                .need(&NeedQuestion {
                    standardisation,
                    ..question.clone()
                })
                .map(|answer| answer.index_by_home())
                .map_err(|refused| refused.sentence()),
        };
        let bounds = MissingAt::EVERY.into_iter().zip(base.bounds_by_home());
        let at_bounds = bounds.map(|(at, need)| NeedVariant {
            change: Change::NeedMissing(at),
            need_of_home: Ok(need),
        });
        scales.map(on_scale).chain(at_bounds).collect()
    }
}

fn told(document: &impl Serialize, layers: Vec<Layer>) -> Result<SiteAnswer, SiteRefusal> {
    Ok(SiteAnswer {
        document: json(document),
        layers,
    })
}

fn json(document: &impl Serialize) -> Value {
    serde_json::to_value(document).expect("names are texts and numbers are finite or empty")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::travel_mode::Profile;
    use crate::study::community_school::worked_planning::planned_study;

    #[test]
    fn gains_and_losses_are_told_of_each_profile_that_the_study_has() {
        let study = planned_study(|town| {
            for code in ["fiets", "lopen_ouder"] {
                let code = code.to_owned();
                let profile = Profile {
                    code,
                    ..town.profiles[0].clone()
                };
                town.profiles.push(profile);
            }
        });
        let mut question = CommunitySchoolQuestion::proposal(&study.town().weights);
        question.sites = 1;
        let question = SiteQuestion::CommunitySchools(Box::new(question));
        let answer = study
            .site_answer(&question, Language::Dutch)
            .expect("answered");
        let reports = answer.document["verdeling_eerste_set"]
            .as_array()
            .expect("reports");
        let profiles: Vec<&str> = reports
            .iter()
            .filter_map(|report| report["profiel"].as_str())
            .collect();
        assert_eq!(profiles, ["lopen_kind", "fiets"]);
    }
}
