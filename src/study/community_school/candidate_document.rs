//! One candidate in the public words: its score with every part that makes it, and what should be known with it.

use serde::Serialize;

use crate::layers::decimals::{tenth, thousandth};
use crate::siting::community_school::part::{Criterion, Part};
use crate::siting::community_school::score::FORMULA;
use crate::siting::stability::Stability;
use crate::study::community_school::answer::Candidate;
use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::community_school::sentences::{
    candidate_sentence, criterion_code, criterion_name, part_name, part_note,
};
use crate::study::language::Language;
use crate::study::score_document::{BoundedScore, shown_points};

/// A candidate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateDocument {
    rang: Option<usize>,
    id: String,
    naam: String,
    wijk: Option<String>,
    buurt: Option<String>,
    herkomst: &'static str,
    zin: String,
    label: &'static str,
    #[serde(flatten)]
    score: BoundedScore,
    delen: Vec<CriterionDocument>,
    stabiliteit: Option<&'static str>,
    kans_bij_eersten: Option<f64>,
    rang_5_95: Option<(usize, usize)>,
    nog_open: Option<String>,
    voorwaarden: Vec<ConditionDocument>,
    budget: BudgetDocument,
    formule: &'static str,
    gewichtenset: String,
    normenset: String,
    afstandsniveau: &'static str,
    geschat_pct: Option<f64>,
}

/// A criterion: the `punten` of the criteria sum to the score; empty where the score has no value.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct CriterionDocument {
    code: &'static str,
    criterium: &'static str,
    gewicht: f64,
    punten: Option<f64>,
    #[serde(flatten)]
    score: BoundedScore,
    onderdelen: Vec<PartDocument>,
}

/// A part of a criterion: the `punten` of the parts sum to the criterion's `waarde`.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct PartDocument {
    code: &'static str,
    naam: &'static str,
    gewicht: f64,
    punten: Option<f64>,
    #[serde(flatten)]
    score: BoundedScore,
    toelichting: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ConditionDocument {
    naam: &'static str,
    stand: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BudgetDocument {
    raming_eur: Option<f64>,
    reservering_eur: f64,
    kapitaallasten_eur_per_jaar: Option<f64>,
    boven_reservering_eur: Option<f64>,
    krediet: &'static str,
    let_op: Option<&'static str>,
}

/// Describes the candidate with this index.
pub fn candidate_document(
    judged: &JudgedCandidates<'_>,
    site: usize,
    language: Language,
) -> CandidateDocument {
    let candidate = &judged.answer.candidates[site];
    let place = &candidate.place;
    let standing = judged.standing(site);
    let area = |area: Option<usize>| area.map(|area| judged.town.areas[area].name.clone());
    CandidateDocument {
        rang: standing.map(|standing| standing.rank),
        id: place.id.clone(),
        naam: place.name.clone(),
        wijk: area(place.district),
        buurt: area(place.neighbourhood),
        herkomst: place.origin.code(),
        zin: candidate_sentence(candidate, language),
        label: candidate.label.code(),
        score: candidate.told_score().into(),
        delen: criteria(judged, candidate, language),
        stabiliteit: standing.map(|standing| Stability::code(standing.stability)),
        kans_bij_eersten: standing.map(|standing| thousandth(standing.share_first)),
        rang_5_95: standing.map(|standing| standing.ranks),
        nog_open: candidate.openness.words(judged.question.sites),
        voorwaarden: conditions(candidate),
        budget: budget(candidate, language),
        formule: FORMULA,
        gewichtenset: judged.town.weights.name.clone(),
        normenset: judged.town.norms.name.clone(),
        afstandsniveau: judged.town.distance_level.code(),
        geschat_pct: judged.tables.estimated.map(tenth),
    }
}

fn criteria(
    judged: &JudgedCandidates<'_>,
    candidate: &Candidate,
    language: Language,
) -> Vec<CriterionDocument> {
    let told = candidate.told_score().value;
    let points = shown_points(told, &candidate.score.total.points);
    let weights = judged.question.rules.criteria;
    let criteria = candidate
        .score
        .criteria
        .iter()
        .zip(points)
        .zip(weights)
        .enumerate();
    criteria
        .map(
            |(number, ((criterion, points), weight))| CriterionDocument {
                code: criterion_code(number),
                criterium: criterion_name(number, language),
                gewicht: weight,
                punten: points,
                score: criterion.score.into(),
                onderdelen: parts(candidate, criterion, language),
            },
        )
        .collect()
}

fn parts(candidate: &Candidate, criterion: &Criterion, language: Language) -> Vec<PartDocument> {
    let points: Vec<Option<f64>> = criterion.parts.iter().map(|part| part.points).collect();
    let points = shown_points(criterion.score.value, &points);
    let document = |(part, points): (&Part, Option<f64>)| PartDocument {
        code: part.name.code(),
        naam: part_name(part.name, language),
        gewicht: part.weight,
        punten: points,
        score: part.score.into(),
        toelichting: part_note(candidate, part, language),
    };
    criterion.parts.iter().zip(points).map(document).collect()
}

fn conditions(candidate: &Candidate) -> Vec<ConditionDocument> {
    let named = candidate.facts.conditions.named().into_iter();
    named
        .map(|(naam, tick)| ConditionDocument {
            naam,
            stand: tick.code(),
        })
        .collect()
}

fn budget(candidate: &Candidate, language: Language) -> BudgetDocument {
    let budget = &candidate.budget;
    let warning = match language {
        Language::Dutch => "de raming ligt boven de reservering",
        Language::English => "the estimate is above the reservation",
    };
    BudgetDocument {
        raming_eur: budget.estimate.map(|estimate| estimate.value()),
        reservering_eur: budget.reservation.value(),
        kapitaallasten_eur_per_jaar: budget.capital_cost,
        boven_reservering_eur: budget.over,
        krediet: budget.credit.map_or("nog onbekend", |credit| credit.code()),
        let_op: budget.over.map(|_| warning),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::Estimate;

    #[test]
    fn the_order_of_a_sum_does_not_show_in_the_evidence() {
        let (one, other) = (0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
        assert_ne!(one, other);
        let document = |evidence| {
            BoundedScore::from(Estimate {
                evidence,
                ..Estimate::known(50.0)
            })
        };
        assert_eq!(document(one), document(other));
    }
}
