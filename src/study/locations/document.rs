//! A location answer as other programs and people read it, and as a layer.

use std::collections::BTreeSet;
use std::sync::Arc;

use geo::{Geometry, Point};
use serde::Serialize;

use crate::access::suppression::{is_small, rounded_persons};
use crate::layers::error::LayerError;
use crate::layers::layer::Layer;
use crate::layers::property::Property;
use crate::layers::shapes::Shapes;
use crate::model::people::People;
use crate::siting::stability::Stability;
use crate::study::community_school::places::CandidatePlace;
use crate::study::community_school::tables::estimated_share;
use crate::study::grounds::{Grounds, grounds};
use crate::study::language::Language;
use crate::study::locations::outcome::Outcome;
use crate::study::locations::plans::{LocationAnswer, LocationPlan};
use crate::study::locations::sentences::{answer_sentence, method};

/// The formula behind the answer, with its version.
const FORMULA: &str = "locatiemodel-1";

/// The whole answer, in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LocationsDocument {
    zin: String,
    uitleg: &'static str,
    model: String,
    voorziening: String,
    leeftijd: &'static str,
    profiel: String,
    norm_s: f64,
    weging: &'static str,
    nu: OutcomeDocument,
    plannen: Vec<PlanDocument>,
    volledig: bool,
    voorkomen: Vec<OccurrenceDocument>,
    gelijke_weging: Option<PlanDocument>,
    afwegingen: Option<BalanceDocument>,
    woonpunten_buiten_bereik: usize,
    #[serde(flatten)]
    verantwoording: Grounds,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct PlanDocument {
    locaties: Vec<SiteDocument>,
    waarde: Option<f64>,
    grens: Option<f64>,
    kloof: f64,
    bewezen: bool,
    dan: OutcomeDocument,
    erbij_binnen_norm: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SiteDocument {
    id: String,
    naam: String,
    wijk: Option<String>,
}

/// Numbers of persons are empty where they, or what they leave over, are small.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutcomeDocument {
    personen: Option<u64>,
    binnen_norm: Option<u64>,
    zonder_route: Option<u64>,
    t_p50_s: Option<f64>,
    t_p90_s: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OccurrenceDocument {
    id: String,
    keren: usize,
    stabiliteit: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BalanceDocument {
    bewezen: bool,
    plannen: Vec<BalancedDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BalancedDocument {
    locaties: Vec<String>,
    kosten_eur: f64,
    dan: OutcomeDocument,
    verste_s: f64,
}

/// The answer in words and numbers.
pub fn locations_document(answer: &LocationAnswer<'_>, language: Language) -> LocationsDocument {
    let asked = &answer.asked;
    let plans: Vec<PlanDocument> = answer.plans.iter().map(|plan| told(answer, plan)).collect();
    let sources: BTreeSet<_> = asked.town.demand.iter().map(|point| point.source).collect();
    LocationsDocument {
        zin: answer_sentence(
            answer,
            plans.first().and_then(|plan| plan.erbij_binnen_norm),
            language,
        ),
        uitleg: method(language),
        model: asked.question.model.to_string(),
        voorziening: asked.norm.kind.code().to_owned(),
        leeftijd: asked.age.code(),
        profiel: asked.profile.code.clone(),
        norm_s: asked.norm.norm.value(),
        weging: asked.weighing.code(),
        nu: outcome_document(&answer.before, rounding(answer)),
        plannen: plans,
        volledig: answer.complete,
        voorkomen: answer
            .occurrence
            .iter()
            .map(|&(site, times, stability)| OccurrenceDocument {
                id: asked.candidates[site].id.clone(),
                keren: times,
                stabiliteit: stability.map(Stability::code),
            })
            .collect(),
        gelijke_weging: answer
            .at_equal_weights
            .as_ref()
            .map(|plan| told(answer, plan)),
        afwegingen: answer
            .balanced
            .as_ref()
            .map(|(plans, proven)| BalanceDocument {
                bewezen: *proven,
                plannen: plans
                    .iter()
                    .map(|plan| BalancedDocument {
                        locaties: plan
                            .sites
                            .iter()
                            .map(|&site| asked.candidates[site].id.clone())
                            .collect(),
                        kosten_eur: plan.money as f64 / 100.0,
                        dan: outcome_document(&plan.after, rounding(answer)),
                        verste_s: plan.farthest,
                    })
                    .collect(),
            }),
        woonpunten_buiten_bereik: answer.out_of_reach,
        verantwoording: grounds(asked.town, FORMULA, &sources, language)
            .with_estimated(estimated_share(asked.town)),
    }
}

/// The sites of the first plan, and those of the others.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn locations_layer(answer: &LocationAnswer<'_>) -> Result<Layer, LayerError> {
    let asked = &answer.asked;
    let first = answer.plans.first();
    let place = |site: usize| &asked.candidates[site];
    let shapes = answer.occurrence.iter();
    let shapes = shapes.map(|&(site, ..)| Geometry::Point(Point::from(place(site).position)));
    let properties = answer.occurrence.iter().map(|&(site, times, stability)| {
        let in_first = first.is_some_and(|plan| plan.sites.contains(&site));
        vec![
            ("naam", Property::Text(place(site).name.clone())),
            (
                "wijk",
                Property::text(district(answer, place(site)).as_deref()),
            ),
            ("in_eerste_plan", Property::Truth(in_first)),
            ("plannen", Property::Whole(times as i64)),
            ("van_plannen", Property::Whole(answer.plans.len() as i64)),
            (
                "stabiliteit",
                Property::text(stability.map(Stability::code)),
            ),
        ]
    });
    Ok(Layer {
        name: "locatieplan",
        shapes: Arc::new(Shapes::project(shapes.collect(), &asked.town.crs)?),
        ids: answer
            .occurrence
            .iter()
            .map(|&(site, ..)| place(site).id.clone())
            .collect(),
        properties: properties.collect(),
    })
}

fn told(answer: &LocationAnswer<'_>, plan: &LocationPlan) -> PlanDocument {
    let site = |&site: &usize| {
        let place = &answer.asked.candidates[site];
        SiteDocument {
            id: place.id.clone(),
            naam: place.name.clone(),
            wijk: district(answer, place),
        }
    };
    let step = rounding(answer);
    let (before, after) = (answer.before.within, plan.after.within);
    let [more, fewer] = [after.less(before), before.less(after)];
    let dan = outcome_document(&plan.after, step);
    // The value of a model counts people too.
    let shown = dan.binnen_norm.is_some() && !is_small(more) && !is_small(fewer);
    let whole = |people: People| rounded_persons(people, step).whole_persons() as i64;
    PlanDocument {
        locaties: plan.sites.iter().map(site).collect(),
        waarde: Some(plan.value).filter(|_| shown),
        grens: Some(plan.bound).filter(|_| shown),
        kloof: plan.gap,
        bewezen: plan.proven,
        dan,
        erbij_binnen_norm: shown.then(|| whole(after) - whole(before)),
    }
}

fn district(answer: &LocationAnswer<'_>, place: &CandidatePlace) -> Option<String> {
    let area = answer.asked.town.areas.get(place.district?)?;
    Some(area.name.clone())
}

/// People are rounded as the source of their areas rounds them.
fn rounding(answer: &LocationAnswer<'_>) -> u32 {
    let town = answer.asked.town;
    let sources = town.areas.iter().map(|area| area.source);
    let known = sources.filter_map(|source| town.sources.get(usize::from(source.0)));
    known.map(|source| source.rounded_to).max().unwrap_or(1)
}

fn outcome_document(outcome: &Outcome, step: u32) -> OutcomeDocument {
    let beyond = outcome.people.less(outcome.within);
    let safe = [outcome.within, beyond, outcome.unreached].map(is_small) == [false; 3];
    let whole = |people: People| rounded_persons(people, step).whole_persons();
    let shown = |people: People| safe.then(|| whole(people));
    OutcomeDocument {
        personen: (!is_small(outcome.people)).then(|| whole(outcome.people)),
        binnen_norm: shown(outcome.within),
        zonder_route: shown(outcome.unreached),
        t_p50_s: outcome.half.map(tenths),
        t_p90_s: outcome.nine_tenths.map(tenths),
    }
}

fn tenths(time: crate::model::units::Seconds) -> f64 {
    (time.value() * 10.0).round() / 10.0
}
