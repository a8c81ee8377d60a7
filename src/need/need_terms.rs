//! The terms of an index of need: which indicators count for how much, and what each says of a neighbourhood.

use crate::model::area::Area;
use crate::model::indicator::{Domain, Indicator};
use crate::model::weight_set::{NeedRules, Standardisation};
use crate::need::area_figures::{FigureLevel, area_figure};
use crate::need::eligibility::NotMeasured;
use crate::need::error::NeedError;
use crate::need::standardise::standardised;

const HIGHEST: f64 = 100.0;

/// What need is computed from.
#[derive(Debug, Clone, Copy)]
pub struct NeedInput<'a> {
    /// All areas of the study, with their residents and figures.
    pub areas: &'a [Area],
    /// Its indicators.
    pub indicators: &'a [Indicator],
    /// The rules in force, with the presets.
    pub rules: &'a NeedRules,
    /// How well each area reaches facilities, 0 to 100, one for each of `areas`; `None` when not computed.
    pub accessibility: Option<&'a [Option<f64>]>,
}

/// What one term of the index measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// The indicator at this place in the study's list.
    Indicator(usize),
    /// 100 less the accessibility of facilities.
    Accessibility,
    /// Nothing: the study has no indicator for a domain that has weight.
    Nothing,
}

/// One term of the index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NeedTerm {
    /// Its domain.
    pub domain: Domain,
    /// What it measures.
    pub measured: Measured,
    /// Its weight: an equal part of its domain's; 0 for what is shown but does not count.
    pub weight: f64,
}

/// What one term says of one neighbourhood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermScore {
    /// The figure, in the indicator's unit.
    pub figure: f64,
    /// Whose figure it is.
    pub level: FigureLevel,
    /// The figure on the scale of 0 to 100; more is more need.
    pub score: f64,
}

/// The terms of an index: by domain, then in the order of the study. A domain's weight is shared equally by what
/// measures it.
///
/// # Errors
/// When facilities have weight and nothing measures them.
pub fn need_terms(
    input: &NeedInput<'_>,
    weights: &[(Domain, f64)],
    used: &[usize],
) -> Result<Vec<NeedTerm>, NeedError> {
    let mut terms = Vec::new();
    for domain in Domain::EVERY {
        let found = weights.iter().find(|(other, _)| *other == domain);
        let weight = found.map_or(0.0, |(_, weight)| *weight);
        let in_domain = |&&place: &&usize| {
            let indicator = input.indicators.get(place);
            indicator.is_some_and(|indicator| indicator.domain == domain)
        };
        let indicators = used.iter().filter(in_domain).copied();
        let mut measured: Vec<Measured> = indicators.map(Measured::Indicator).collect();
        if domain == Domain::Facilities && weight > 0.0 {
            if input.accessibility.is_none() && measured.is_empty() {
                return Err(NeedError::NoAccessibility);
            }
            measured.extend(input.accessibility.map(|_| Measured::Accessibility));
        }
        if measured.is_empty() && weight > 0.0 {
            measured.push(Measured::Nothing);
        }
        let weight = weight / measured.len().max(1) as f64;
        terms.extend(measured.into_iter().map(|measured| NeedTerm {
            domain,
            measured,
            weight,
        }));
    }
    Ok(terms)
}

/// The scores of one term; what is not measured has none and does not move the others.
///
/// # Shape
/// One for each row of `eligible`: a place in the study's areas, and why it is not measured.
///
/// # Errors
/// When a term with weight has no fixed range to be put on.
pub fn term_scores(
    input: &NeedInput<'_>,
    standardisation: Standardisation,
    term: &NeedTerm,
    eligible: &[(usize, Option<NotMeasured>)],
) -> Result<Vec<Option<TermScore>>, NeedError> {
    let indicator = match term.measured {
        Measured::Nothing => return Ok(vec![None; eligible.len()]),
        Measured::Accessibility => return Ok(accessibility_scores(input, eligible)),
        Measured::Indicator(place) => input.indicators.get(place),
    };
    let Some(indicator) = indicator else {
        return Ok(vec![None; eligible.len()]);
    };
    let figures: Vec<_> = eligible
        .iter()
        .map(|&(place, why)| {
            let area = input.areas.get(place).filter(|_| why.is_none())?;
            area_figure(input.areas, area, indicator)
        })
        .collect();
    let values: Vec<Option<f64>> = figures
        .iter()
        .map(|figure| figure.map(|figure| figure.value))
        .collect();
    let scores = standardised(
        &values,
        standardisation,
        indicator.direction,
        indicator.range,
    );
    match scores {
        Some(scores) => Ok(figures
            .into_iter()
            .zip(scores)
            .map(|(figure, score)| {
                let (figure, score) = figure.zip(score)?;
                Some(TermScore {
                    figure: figure.value,
                    level: figure.level,
                    score,
                })
            })
            .collect()),
        None if term.weight > 0.0 => Err(NeedError::NoFixedRange {
            codes: vec![indicator.code.clone()],
        }),
        None => Ok(vec![None; eligible.len()]),
    }
}

/// Accessibility has a scale of its own: 0 to 100 by norm and limit.
fn accessibility_scores(
    input: &NeedInput<'_>,
    eligible: &[(usize, Option<NotMeasured>)],
) -> Vec<Option<TermScore>> {
    let score = |&(place, why): &(usize, Option<NotMeasured>)| {
        let figure = input.accessibility?.get(place).copied().flatten()?;
        why.is_none().then_some(TermScore {
            figure,
            level: FigureLevel::Own,
            score: (HIGHEST - figure).clamp(0.0, HIGHEST),
        })
    };
    eligible.iter().map(score).collect()
}
