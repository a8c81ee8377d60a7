//! A location answer as other programs and people read it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::access::suppression::{is_small, rounded_persons};
use crate::model::location_question::{Change, Places};
use crate::model::people::People;
use crate::siting::question::Model;
use crate::siting::stability::Stability;
use crate::study::equity::document::{EquityDocument, equity_document};
use crate::study::grounds::Grounds;
use crate::study::language::Language;
use crate::study::locations::balance::{LeftBehind, Price};
use crate::study::locations::deeds::Deed;
use crate::study::locations::gains_and_losses::assumed_costs;
use crate::study::locations::location_grounds::location_grounds;
use crate::study::locations::location_plan::LocationPlan;
use crate::study::locations::location_sites::LocationSite;
use crate::study::locations::outcome::Outcome;
use crate::study::locations::plans::LocationAnswer;
use crate::study::locations::sentences::{
    about_balance, about_draws, about_places, answer_sentence, method, value_means,
};
use crate::study::locations::variants_document::{VariantsDocument, variants_document};
use crate::study::place_times::LONGEST;

/// The whole answer, in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LocationsDocument {
    zin: String,
    uitleg: String,
    model: String,
    waarde_betekent: &'static str,
    voorziening: String,
    leeftijd: &'static str,
    profiel: String,
    norm_s: f64,
    weging: &'static str,
    capaciteit: &'static str,
    capaciteit_uitleg: Option<String>,
    plaatsen_onbekend: Vec<String>,
    nu: OutcomeDocument,
    /// The places from which plans are chosen.
    kandidaten: Vec<SiteDocument>,
    plannen: Vec<PlanDocument>,
    volledig: bool,
    voorkomen: Vec<OccurrenceDocument>,
    trekkingen: DrawsDocument,
    #[serde(flatten)]
    varianten: Option<VariantsDocument>,
    gelijke_weging: Option<PlanDocument>,
    afwegingen: BalanceDocument,
    verdeling_eerste_plan: Vec<EquityDocument>,
    woonpunten_buiten_bereik: usize,
    #[serde(flatten)]
    verantwoording: Grounds,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct PlanDocument {
    locaties: Vec<SiteDocument>,
    acties: Vec<DeedDocument>,
    kosten_eur: f64,
    kosten_aangenomen: Vec<String>,
    kosten_uitleg: Option<String>,
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

/// What a plan does with one place.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct DeedDocument {
    id: String,
    naam: String,
    actie: &'static str,
    met: Option<String>,
    kosten_eur: f64,
    plaatsen: Option<u32>,
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

/// How often a site occurs: `stabiliteit` by the draws, `stabiliteit_plannen` by the plans.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct OccurrenceDocument {
    id: String,
    naam: String,
    bestaand: bool,
    keren: usize,
    trekkingen_pct: Option<f64>,
    stabiliteit: Option<&'static str>,
    stabiliteit_plannen: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DrawsDocument {
    uitleg: String,
    aantal: usize,
    zonder_plan: usize,
    startgetal: u64,
    norm: bool,
    inzet: bool,
    bij_norm: Vec<AtNormDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AtNormDocument {
    norm_s: f64,
    locaties: Vec<String>,
    ook_in_eerste_plan: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BalanceDocument {
    uitleg: String,
    bewezen: bool,
    plannen: Vec<BalancedDocument>,
    kosten_aangenomen: Vec<String>,
}

/// Costs are sites, or euros where all estimates are known or a budget was asked; who is left far away is the longest
/// way, or the mean shortfall of those whose surroundings ask for most support.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct BalancedDocument {
    locaties: Vec<String>,
    aantal_locaties: usize,
    acties: Vec<DeedDocument>,
    kosten_eur: Option<f64>,
    dan: OutcomeDocument,
    verste_s: Option<f64>,
    tekort_meeste_inzet_pct: Option<f64>,
}

/// The answer in words and numbers.
pub fn locations_document(answer: &LocationAnswer<'_>, language: Language) -> LocationsDocument {
    let asked = &answer.asked;
    let told = |plan: &LocationPlan| plan_document(answer, plan, language);
    let plans: Vec<PlanDocument> = answer.plans.iter().map(told).collect();
    let unknown = places_not_known(answer);
    let more = plans.first().and_then(|plan| plan.erbij_binnen_norm);
    LocationsDocument {
        zin: answer_sentence(answer, more, language),
        uitleg: method(answer, language),
        model: asked.question.model.to_string(),
        waarde_betekent: value_means(answer, language),
        voorziening: asked.norm.kind.code().to_owned(),
        leeftijd: asked.age.code(),
        profiel: asked.profile.code.clone(),
        norm_s: asked.norm.norm.value(),
        weging: asked.asked.weighing.code(),
        capaciteit: asked.asked.places.code(),
        capaciteit_uitleg: about_places(answer, unknown.len(), language),
        plaatsen_onbekend: unknown,
        nu: outcome_document(&answer.before, rounding(answer)),
        kandidaten: (answer.asked.sites.iter().take(answer.asked.candidates))
            .map(|place| site_document(answer, place))
            .collect(),
        plannen: plans,
        volledig: answer.complete,
        voorkomen: occurrences(answer),
        trekkingen: draws_document(answer, language),
        varianten: (answer.variants.as_ref())
            .map(|variants| variants_document(asked, variants, language)),
        gelijke_weging: answer.at_equal_weights.as_ref().map(told),
        afwegingen: balance_document(answer, language),
        verdeling_eerste_plan: answer
            .equity
            .iter()
            .map(|equity| equity_document(asked.town, equity, language))
            .collect(),
        woonpunten_buiten_bereik: answer.out_of_reach,
        verantwoording: location_grounds(asked, language),
    }
}

/// The sites whose places are a limit that is not known: facilities that stay, and what a plan opens.
fn places_not_known(answer: &LocationAnswer<'_>) -> Vec<String> {
    let asked = &answer.asked;
    if asked.asked.places == Places::Unlimited {
        return Vec::new();
    }
    let standing = asked.sites[asked.candidates..].iter();
    let unknown = standing.filter(|site| site.places.is_none());
    let deeds = answer.plans.iter().flat_map(|plan| &plan.deeds);
    let opened = deeds.filter(|deed| deed.places.is_none() && deed.change == Change::Open);
    let opened = opened.map(|deed| &asked.sites[deed.site]);
    let ids: BTreeSet<&str> = unknown.chain(opened).map(|site| site.id.as_str()).collect();
    ids.into_iter().map(str::to_owned).collect()
}

fn occurrences(answer: &LocationAnswer<'_>) -> Vec<OccurrenceDocument> {
    let found = answer.occurrence.iter();
    found
        .map(|found| {
            let site = &answer.asked.sites[found.site];
            OccurrenceDocument {
                id: site.id.clone(),
                naam: site.name.clone(),
                bestaand: site.facility.is_some(),
                keren: found.plans,
                trekkingen_pct: found.drawn.map(percent),
                stabiliteit: found.stability().map(Stability::code),
                stabiliteit_plannen: found.by_plans.map(Stability::code),
            }
        })
        .collect()
}

/// A share in percent, with one decimal.
fn percent(share: f64) -> f64 {
    (share * 1_000.0).round() / 10.0
}

fn draws_document(answer: &LocationAnswer<'_>, language: Language) -> DrawsDocument {
    let asked = &answer.asked;
    let draws = answer.draws.as_ref();
    let first = answer.plans.first();
    let at_norms = draws.map_or(&[][..], |draws| &draws.at_norms);
    DrawsDocument {
        uitleg: about_draws(answer, language),
        aantal: draws.map_or(0, |draws| draws.count),
        zonder_plan: draws.map_or(0, |draws| draws.unanswered),
        startgetal: asked.asked.seed,
        norm: draws.is_some_and(|draws| draws.norm),
        inzet: draws.is_some_and(|draws| draws.need),
        bij_norm: at_norms
            .iter()
            .map(|(norm, sites)| {
                let new = || sites.iter().filter(|&&site| site < asked.candidates);
                let in_first = |site: &&usize| first.is_some_and(|plan| plan.sites.contains(site));
                AtNormDocument {
                    norm_s: (norm * 10.0).round() / 10.0,
                    locaties: new().map(|&site| asked.sites[site].id.clone()).collect(),
                    ook_in_eerste_plan: new().filter(in_first).count(),
                }
            })
            .collect(),
    }
}

fn balance_document(answer: &LocationAnswer<'_>, language: Language) -> BalanceDocument {
    let balance = &answer.balance;
    let id = |&site: &usize| answer.asked.sites[site].id.clone();
    let plans = balance.plans.iter().map(|plan| BalancedDocument {
        locaties: plan.sites.iter().map(id).collect(),
        aantal_locaties: plan.sites.len(),
        acties: deed_documents(answer, &plan.deeds),
        kosten_eur: match plan.price {
            Price::Sites(_) => None,
            Price::Cents(cents) => Some(cents as f64 / 100.0),
        },
        dan: outcome_document(&plan.after, rounding(answer)),
        verste_s: match plan.left_behind {
            LeftBehind::Longest(seconds) => {
                Some((seconds * 10.0).round() / 10.0).filter(|_| seconds < LONGEST)
            }
            LeftBehind::MeanShortfall(_) => None,
        },
        tekort_meeste_inzet_pct: match plan.left_behind {
            LeftBehind::Longest(_) => None,
            LeftBehind::MeanShortfall(share) => share.map(percent),
        },
    });
    BalanceDocument {
        uitleg: about_balance(balance, language),
        bewezen: balance.proven,
        plannen: plans.collect(),
        kosten_aangenomen: balance.assumed.iter().map(id).collect(),
    }
}

fn plan_document(
    answer: &LocationAnswer<'_>,
    plan: &LocationPlan,
    language: Language,
) -> PlanDocument {
    let asked = &answer.asked;
    let site = |&site: &usize| site_document(answer, &asked.sites[site]);
    let step = rounding(answer);
    let (before, after) = (answer.before.within, plan.after.within);
    let [more, fewer] = [after.less(before), before.less(after)];
    let dan = outcome_document(&plan.after, step);
    let safe = dan.binnen_norm.is_some() && !is_small(more) && !is_small(fewer);
    // The value of most models counts people too.
    let shown = safe || matches!(asked.question.model, Model::PDispersion { .. });
    let whole = |people: People| rounded_persons(people, step).whole_persons() as i64;
    let assumed = assumed_costs(asked, plan);
    let new = plan.sites.iter().filter(|&&site| site < asked.candidates);
    PlanDocument {
        locaties: new.map(site).collect(),
        acties: deed_documents(answer, &plan.deeds),
        kosten_eur: plan.cost() as f64 / 100.0,
        kosten_uitleg: assumed.sentence(language),
        kosten_aangenomen: assumed.sites,
        waarde: Some(plan.value).filter(|_| shown),
        grens: Some(plan.bound).filter(|_| shown),
        kloof: plan.gap,
        bewezen: plan.proven,
        dan,
        erbij_binnen_norm: safe.then(|| whole(after) - whole(before)),
    }
}

fn site_document(answer: &LocationAnswer<'_>, place: &LocationSite) -> SiteDocument {
    SiteDocument {
        id: place.id.clone(),
        naam: place.name.clone(),
        wijk: district(answer, place),
    }
}

fn deed_documents(answer: &LocationAnswer<'_>, deeds: &[Deed]) -> Vec<DeedDocument> {
    let sites = &answer.asked.sites;
    let deeds = deeds.iter();
    deeds
        .map(|deed| DeedDocument {
            id: sites[deed.site].id.clone(),
            naam: sites[deed.site].name.clone(),
            actie: deed.change.code(),
            met: deed.into.map(|into| sites[into].id.clone()),
            kosten_eur: deed.cost as f64 / 100.0,
            plaatsen: deed.places,
        })
        .collect()
}

/// The name of the district that a site lies in.
pub fn district(answer: &LocationAnswer<'_>, site: &LocationSite) -> Option<String> {
    let area = answer.asked.town.areas.get(site.district?)?;
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
