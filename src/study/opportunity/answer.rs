//! The short-list for Kansenwerkplaatsen: neighbourhoods with the need for one, beside the ambition found there.

use jiff::civil::Date;
use thiserror::Error;

use crate::model::area::{Area, AreaCode, AreaLevel};
use crate::model::bilingual::{Bilingual, refusal_sentence};
use crate::model::estimate::{Estimate, Term, weighted};
use crate::model::opportunity_question::OpportunityQuestion;
use crate::model::people::People;
use crate::model::record::{AmbitionLevel, Bounds, Consideration};
use crate::need::area_programmes::{AreaProgramme, area_programmes};
use crate::need::error::NeedError;
use crate::need::recorded_ambition::{AreaAmbition, area_ambition, day_of};
use crate::siting::adjoining_groups::adjoining_groups;
use crate::siting::opportunity_label::{OpportunityLabel, opportunity_label};
use crate::siting::opportunity_places::{Qualification, QualifyingRules, qualifications};
use crate::siting::stability::Stability;
use crate::siting::uncertain_front::{FrontPlace, uncertain_front};
use crate::study::adjoining_areas::adjoining_areas;
use crate::study::need::answer::NeedAnswer;
use crate::study::open_study::Study;

/// A question about Kansenwerkplaatsen that cannot be answered.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum OpportunityRefusal {
    /// Need cannot be measured so.
    #[error(transparent)]
    Need(#[from] NeedError),
    /// A threshold that is no percentile.
    #[error("{}", self.sentence())]
    Percentile {
        /// The threshold.
        field: &'static str,
        /// What was asked.
        found: f64,
    },
    /// A neighbourhood that the study does not have.
    #[error("{}", self.sentence())]
    UnknownArea {
        /// What was asked.
        found: String,
    },
}

impl OpportunityRefusal {
    /// The field that is wrong, as the public interface names it.
    pub fn field(&self) -> String {
        match self {
            Self::Need(NeedError::NoIndicators) => NeedError::NoIndicators.field().to_owned(),
            Self::Need(refused) => format!("inzet.{}", refused.field()),
            Self::Percentile { field, .. } => (*field).to_owned(),
            Self::UnknownArea { .. } => "overwogen".to_owned(),
        }
    }

    /// The whole refusal.
    pub fn sentence(&self) -> Bilingual {
        let (found, expected) = match self {
            Self::Need(refused) => (refused.found(), refused.expected()),
            Self::Percentile { found, .. } => (
                Bilingual::same(found),
                Bilingual::new(
                    "een percentiel van 0 tot en met 100",
                    "a percentile from 0 to 100",
                ),
            ),
            Self::UnknownArea { found } => (
                Bilingual::quoted(found),
                Bilingual::new(
                    "de code van een buurt van deze studie",
                    "the code of a neighbourhood of this study",
                ),
            ),
        };
        refusal_sentence(&self.field(), &found, &expected)
    }
}

/// One neighbourhood that is measured, beside its ambition.
#[derive(Debug, Clone, PartialEq)]
pub struct OpportunityRow<'a> {
    /// Its place among the neighbourhoods of the need profile.
    pub row: usize,
    /// The neighbourhood.
    pub area: &'a Area,
    /// How it stands in need.
    pub qualification: Qualification,
    /// What ambition was recorded for it.
    pub ambition: AreaAmbition<'a>,
    /// The programmes it has, shown and never weighed.
    pub programmes: Vec<AreaProgramme<'a>>,
}

/// One place of the short-list: a neighbourhood, or adjoining ones together.
#[derive(Debug, Clone, PartialEq)]
pub struct OpportunityPlace {
    /// Its members, as places in [`OpportunityAnswer::rows`].
    pub members: Vec<usize>,
    /// The highest percentile of any domain; of several neighbourhoods the mean over their children.
    pub need: Estimate,
    /// The ambition, 0 to 100; of several neighbourhoods the mean over their children.
    pub ambition: Estimate,
    /// How sure it is that it qualifies; of several neighbourhoods the least sure.
    pub stability: Stability,
    /// Whether another place has more of both; nothing for a place that only may qualify.
    pub front: Option<FrontPlace>,
    /// What may be said of it.
    pub label: OpportunityLabel,
}

/// The answer to a question about Kansenwerkplaatsen.
#[derive(Debug, Clone, PartialEq)]
pub struct OpportunityAnswer<'a> {
    /// The need it rests on.
    pub need: NeedAnswer<'a>,
    /// The question.
    pub question: OpportunityQuestion,
    /// The neighbourhoods that are considered: those of the question, or else those that people recorded.
    pub considered: Vec<AreaCode>,
    /// All neighbourhoods that are measured, in the order of the study.
    pub rows: Vec<OpportunityRow<'a>>,
    /// The short-list by the name of the first neighbourhood of each place, which is no order of merit.
    pub places: Vec<OpportunityPlace>,
}

impl Study {
    /// Finds the neighbourhoods that come into view for a Kansenwerkplaats.
    ///
    /// # Errors
    /// When the question or the study does not allow it; the message names the field.
    pub fn opportunities(
        &self,
        question: &OpportunityQuestion,
    ) -> Result<OpportunityAnswer<'_>, OpportunityRefusal> {
        check(question, &self.town().areas)?;
        let need = self.need(&question.need)?;
        let today = day_of(&self.town().reference_date);
        let rows = rows(&need, question, today);
        let mut answer = OpportunityAnswer {
            places: Vec::new(),
            considered: considered(question, &self.town().planning.considerations),
            question: question.clone(),
            rows,
            need,
        };
        answer.places = answer.listed();
        Ok(answer)
    }
}

fn check(question: &OpportunityQuestion, areas: &[Area]) -> Result<(), OpportunityRefusal> {
    let thresholds = [
        ("domein_vanaf", question.any_domain),
        ("samen_vanaf", question.together_from),
    ];
    for (field, found) in thresholds {
        if !(0.0..=100.0).contains(&found) {
            return Err(OpportunityRefusal::Percentile { field, found });
        }
    }
    let known = |code: &AreaCode| {
        areas
            .iter()
            .any(|area| area.code == *code && area.level == AreaLevel::Neighbourhood)
    };
    match question.considered.iter().find(|code| !known(code)) {
        Some(code) => Err(OpportunityRefusal::UnknownArea {
            found: code.0.clone(),
        }),
        None => Ok(()),
    }
}

/// Those of the question come first, so that another choice can be tried beside the recorded one.
fn considered(question: &OpportunityQuestion, records: &[Consideration]) -> Vec<AreaCode> {
    if !question.considered.is_empty() {
        return question.considered.clone();
    }
    let mut recorded: Vec<AreaCode> = records.iter().map(|one| one.area.clone()).collect();
    recorded.dedup();
    recorded
}

fn rows<'a>(
    need: &NeedAnswer<'a>,
    question: &OpportunityQuestion,
    today: Option<Date>,
) -> Vec<OpportunityRow<'a>> {
    let town = need.town;
    let rules = QualifyingRules {
        any_domain: question.any_domain,
        together_from: question.together_from,
        together: &question.together,
        smallest_evidence: question.need.smallest_evidence,
    };
    let domains: Vec<_> = need
        .profile
        .areas
        .iter()
        .map(|area| {
            area.not_measured
                .is_none()
                .then_some(area.domains.as_slice())
        })
        .collect();
    let found = qualifications(&domains, &rules);
    found
        .into_iter()
        .enumerate()
        .filter_map(|(row, qualification)| {
            let place = need.profile.areas.get(row)?.area.0 as usize;
            let area = town.areas.get(place)?;
            Some(OpportunityRow {
                row,
                area,
                qualification: qualification?,
                ambition: area_ambition(&town.areas, area, &town.planning.ambitions, today),
                programmes: area_programmes(&town.areas, area, &town.planning.programmes, today),
            })
        })
        .collect()
}

impl OpportunityAnswer<'_> {
    /// The children of 0 to 18 of a row of [`OpportunityAnswer::rows`], as far as all of them are known.
    pub fn children(&self, row: usize) -> Option<People> {
        let need = self.need.profile.areas.get(self.rows.get(row)?.row)?;
        need.children.all()
    }

    fn listed(&self) -> Vec<OpportunityPlace> {
        let qualify: Vec<bool> = self
            .rows
            .iter()
            .map(|row| row.qualification.qualifies())
            .collect();
        let mut places: Vec<OpportunityPlace> = self
            .groups(&qualify)
            .into_iter()
            .filter_map(|members| self.place(members))
            .collect();
        let bounds = |score: &Estimate| Bounds {
            low: score.low,
            high: score.high,
        };
        let choices: Vec<[Bounds; 2]> = places
            .iter()
            .map(|place| [bounds(&place.need), bounds(&place.ambition)])
            .collect();
        for (place, front) in places.iter_mut().zip(uncertain_front(&choices)) {
            place.front = Some(front);
        }
        let open = (0..self.rows.len()).filter(|&row| !qualify[row]);
        places.extend(open.filter_map(|row| self.place(vec![row])));
        let name = |place: &OpportunityPlace| {
            let first = place.members.first().and_then(|&row| self.rows.get(row));
            first.map(|row| (row.area.name.clone(), row.area.code.clone()))
        };
        places.sort_by_cached_key(name);
        places
    }

    /// Each neighbourhood that qualifies by itself, or with those beside it when that is asked for.
    fn groups(&self, qualify: &[bool]) -> Vec<Vec<usize>> {
        let qualifying = (0..self.rows.len()).filter(|&row| qualify[row]);
        let Some(most) = self.question.most_children_together else {
            return qualifying.map(|row| vec![row]).collect();
        };
        let shapes: Vec<_> = self.rows.iter().map(|row| &row.area.shape).collect();
        let children: Vec<Option<People>> =
            (0..self.rows.len()).map(|row| self.children(row)).collect();
        adjoining_groups(&children, &adjoining_areas(&shapes), qualify, most)
    }

    /// A place of the list; nothing when a member does not qualify and could not.
    fn place(&self, members: Vec<usize>) -> Option<OpportunityPlace> {
        let rows: Vec<&OpportunityRow<'_>> = members
            .iter()
            .filter_map(|&row| self.rows.get(row))
            .collect();
        let stabilities: Option<Vec<Stability>> =
            rows.iter().map(|row| row.qualification.stability).collect();
        let stability = stabilities?.into_iter().max()?;
        let mean = |score: &dyn Fn(&OpportunityRow<'_>) -> Estimate| {
            let terms: Vec<Term> = members
                .iter()
                .zip(&rows)
                .map(|(&member, row)| Term {
                    weight: self
                        .children(member)
                        .filter(|children| !children.is_none())
                        .map_or(1.0, People::value),
                    score: score(row),
                })
                .collect();
            weighted(&terms).score
        };
        let months = self.question.ambition_months;
        let current: Option<Vec<AmbitionLevel>> = rows
            .iter()
            .map(|row| {
                let record = row.ambition.record?;
                (!row.ambition.is_out_of_date(months)).then_some(record.level)
            })
            .collect();
        Some(OpportunityPlace {
            need: mean(&|row| row.qualification.highest),
            ambition: mean(&|row| row.ambition.score()),
            label: opportunity_label(stability, current.and_then(|all| all.into_iter().min())),
            stability,
            front: None,
            members,
        })
    }
}
