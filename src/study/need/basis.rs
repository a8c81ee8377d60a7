//! What an index of need rests on: weights, indicators with their sources, how they go together, and what to keep in
//! mind.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::indicator::{AboutOrigin, Direction, Indicator};
use crate::model::source::SourceId;
use crate::need::need_terms::{Measured, NeedTerm};
use crate::study::language::Language;
use crate::study::need::answer::NeedAnswer;
use crate::study::need::sentences::{
    domain_name, need_remarks, strong_correlation, without_indicator,
};
use crate::study::overview::{SourceOverview, source_overview};

/// The name of the formula and its version.
const FORMULA: &str = "aandachtsindex-1";

/// What the index rests on; the same for all neighbourhoods.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NeedBasis {
    formule: &'static str,
    preset: String,
    standaardisatie: &'static str,
    gewichten: Vec<DomainWeight>,
    indicatoren: Vec<TermDocument>,
    samenhang: Vec<CorrelationDocument>,
    opmerkingen: Vec<String>,
    gewichtenset: String,
    gewichtenset_label: String,
    normenset: Option<String>,
    afstandsniveau: Option<&'static str>,
    bronnen: Vec<SourceOverview>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DomainWeight {
    domein: &'static str,
    naam: &'static str,
    gewicht: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct TermDocument {
    code: String,
    naam: String,
    bronnaam: Option<String>,
    domein: &'static str,
    richting: &'static str,
    eenheid: String,
    jaar: Option<String>,
    gewicht: f64,
    bron: Option<String>,
    onderbouwing: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct CorrelationDocument {
    een: String,
    ander: String,
    rho: Option<f64>,
    sterk: bool,
}

/// What the index rests on.
pub fn need_basis(answer: &NeedAnswer<'_>, language: Language) -> NeedBasis {
    let town = answer.town;
    let terms = &answer.profile.terms;
    let with_facilities = counts_facilities(answer);
    let name = |term: usize| {
        let term = terms.get(term);
        term.map_or_else(String::new, |term| term_name(answer, term, language))
    };
    NeedBasis {
        formule: FORMULA,
        preset: answer.preset().to_owned(),
        standaardisatie: answer.profile.standardisation.code(),
        gewichten: answer
            .profile
            .weights
            .iter()
            .map(|&(domain, weight)| DomainWeight {
                domein: domain.code(),
                naam: domain_name(domain, language),
                gewicht: weight,
            })
            .collect(),
        indicatoren: terms
            .iter()
            .filter_map(|term| term_document(answer, term, language))
            .collect(),
        samenhang: answer
            .correlations
            .iter()
            .filter(|pair| pair.rho.is_some())
            .map(|pair| CorrelationDocument {
                een: name(pair.left),
                ander: name(pair.right),
                rho: pair.rho.map(|rho| (rho * 100.0).round() / 100.0),
                sterk: pair.is_strong(),
            })
            .collect(),
        opmerkingen: remarks(answer, &name, language),
        gewichtenset: town.weights.name.clone(),
        gewichtenset_label: match language {
            Language::Dutch => town.weights.label_nl.clone(),
            Language::English => town.weights.label_en.clone(),
        },
        normenset: with_facilities.then(|| town.norms.name.clone()),
        afstandsniveau: with_facilities.then(|| town.distance_level.code()),
        bronnen: source_ids(answer)
            .iter()
            .filter_map(|id| town.sources.get(usize::from(id.0)))
            .map(source_overview)
            .collect(),
    }
}

fn remarks(
    answer: &NeedAnswer<'_>,
    name: &dyn Fn(usize) -> String,
    language: Language,
) -> Vec<String> {
    let mut remarks = need_remarks(answer.profile.standardisation, language);
    let unmeasured = answer
        .profile
        .terms
        .iter()
        .filter(|term| term.measured == Measured::Nothing);
    remarks.extend(unmeasured.map(|term| without_indicator(term.domain, language)));
    let counts = |term: usize| {
        let term = answer.profile.terms.get(term);
        term.is_some_and(|term| term.weight > 0.0)
    };
    for pair in &answer.correlations {
        if let Some(rho) = pair.rho
            && pair.is_strong()
            && counts(pair.left)
            && counts(pair.right)
        {
            let (one, other) = (name(pair.left), name(pair.right));
            remarks.push(strong_correlation(&one, &other, rho, language));
        }
    }
    remarks
}

/// The sources of the indicators, of the numbers of children and, where they count, of the facilities, each once.
pub fn source_ids(answer: &NeedAnswer<'_>) -> BTreeSet<SourceId> {
    let indicators = answer
        .profile
        .terms
        .iter()
        .filter_map(|term| Some(indicator(answer, term)?.source));
    let residents = answer.town.demand.iter().map(|home| home.source);
    let facilities = answer.town.facilities.iter();
    let facilities = facilities
        .filter(|_| counts_facilities(answer))
        .map(|facility| facility.source);
    indicators.chain(residents).chain(facilities).collect()
}

fn counts_facilities(answer: &NeedAnswer<'_>) -> bool {
    let mut terms = answer.profile.terms.iter();
    terms.any(|term| term.measured == Measured::Accessibility)
}

fn indicator<'a>(answer: &NeedAnswer<'a>, term: &NeedTerm) -> Option<&'a Indicator> {
    match term.measured {
        Measured::Indicator(place) => answer.town.planning.indicators.get(place),
        Measured::Accessibility | Measured::Nothing => None,
    }
}

/// The name of a term on screen; of a domain where nothing else measures it.
fn term_name(answer: &NeedAnswer<'_>, term: &NeedTerm, language: Language) -> String {
    match (indicator(answer, term), language) {
        (Some(indicator), Language::Dutch) => indicator.name_nl.clone(),
        (Some(indicator), Language::English) => indicator.name_en.clone(),
        (None, _) => domain_name(term.domain, language).to_owned(),
    }
}

/// The code of a term in files: that of its indicator, or of its domain.
pub fn term_code(answer: &NeedAnswer<'_>, term: &NeedTerm) -> String {
    indicator(answer, term).map_or_else(
        || term.domain.code().to_owned(),
        |indicator| indicator.code.clone(),
    )
}

fn term_document(
    answer: &NeedAnswer<'_>,
    term: &NeedTerm,
    language: Language,
) -> Option<TermDocument> {
    let indicator = match term.measured {
        Measured::Nothing => return None,
        Measured::Indicator(_) | Measured::Accessibility => indicator(answer, term),
    };
    let source = indicator.and_then(|one| answer.town.sources.get(usize::from(one.source.0)));
    let direction = |direction| match direction {
        Direction::HighIsMoreNeed => "hoog",
        Direction::LowIsMoreNeed => "laag",
    };
    let reason = |one: &Indicator| match &one.about_origin {
        AboutOrigin::No => None,
        AboutOrigin::Yes { reason } => reason.clone(),
    };
    Some(TermDocument {
        code: term_code(answer, term),
        naam: term_name(answer, term, language),
        bronnaam: indicator.and_then(|one| one.name_at_source.clone()),
        domein: term.domain.code(),
        richting: indicator.map_or("laag", |one| direction(one.direction)),
        eenheid: indicator.map_or_else(|| "score".to_owned(), |one| one.unit.clone()),
        jaar: indicator.map(|one| one.year.clone()),
        gewicht: term.weight,
        bron: source.map(|source| source_overview(source).line()),
        onderbouwing: indicator.and_then(reason),
    })
}
