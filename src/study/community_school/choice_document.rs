//! Sets to choose from and what they trade against each other, in the public words.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::access::suppression::{carries_percentages, is_small, rounded_persons};
use crate::layers::decimals::tenth;
use crate::model::community_school_question::SetAim;
use crate::model::people::People;
use crate::model::record::Bounds;
use crate::model::units::Euros;
use crate::siting::set_front::FrontSet;
use crate::siting::site_sets::SiteSet;
use crate::siting::stability::Stability;
use crate::siting::uncertain_front::FrontPlace;
use crate::study::community_school::assumed_costs::AssumedCosts;
use crate::study::community_school::choice::SetChoice;
use crate::study::community_school::front::{CandidateFront, UnknownCosts};
use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::language::Language;

/// So many sets of the front are shown at most.
const MOST_SHOWN: usize = 30;
/// Numbers of people are rounded to this at least: those of sets are no parts of those of areas.
const ROUNDED_TO: u32 = 5;

/// Sets that differ and are nearly as good, and how often each site is in such sets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceDocument {
    zin: String,
    binnen_pct: f64,
    verschil: usize,
    sets: Vec<DifferentDocument>,
    bijna_even_goed: usize,
    bijna_even_goed_volledig: bool,
    voorkomen: Vec<SiteDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DifferentDocument {
    locaties: Vec<String>,
    waarde: f64,
    onder_hoogste_pct: f64,
    anders_dan_eerste: usize,
    kosten_eur: f64,
    stabiliteit: &'static str,
}

/// How often a site is in the sets nearly as good, and in the best set of a draw of weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct SiteDocument {
    id: String,
    naam: String,
    keren: usize,
    aandeel_pct: f64,
    trekkingen_pct: Option<f64>,
    stabiliteit: &'static str,
}

/// What sets trade: money, children reached, and children with most need reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrontDocument {
    uitleg: String,
    aantal: Option<usize>,
    sets: Vec<FrontSetDocument>,
    kosten_aangenomen: Vec<String>,
    kosten_uitleg: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct FrontSetDocument {
    locaties: Vec<String>,
    paretofront: &'static str,
    kosten_eur: f64,
    kosten_laag_eur: f64,
    kosten_hoog_eur: f64,
    kosten_met_aanname: bool,
    kosten_bekend_eur: f64,
    raming_onbekend: usize,
    kinderen_binnen_norm: Option<u64>,
    meeste_inzet_binnen_norm_pct: Option<f64>,
}

/// The sets to choose from.
pub fn choice_document(
    judged: &JudgedCandidates<'_>,
    choice: &SetChoice,
    language: Language,
) -> ChoiceDocument {
    let question = &judged.question;
    let candidates = judged.answer.candidates.iter().enumerate();
    let near = &choice.near;
    let mut sites: Vec<SiteDocument> = candidates
        .filter(|(site, _)| near.occurrence[*site] > 0)
        .map(|(site, candidate)| SiteDocument {
            id: candidate.place.id.clone(),
            naam: candidate.place.name.clone(),
            keren: near.occurrence[site],
            aandeel_pct: tenth(100.0 * near.share(site)),
            trekkingen_pct: (choice.in_draws.as_ref()).map(|shares| tenth(100.0 * shares[site])),
            stabiliteit: choice.stability(judged, site).code(),
        })
        .collect();
    sites.sort_by(|one, other| {
        other
            .keren
            .cmp(&one.keren)
            .then_with(|| one.id.cmp(&other.id))
    });
    ChoiceDocument {
        zin: choice_sentence(judged, choice, language),
        binnen_pct: question.within_percent,
        verschil: question.differing,
        sets: different(judged, choice),
        bijna_even_goed: near.count,
        bijna_even_goed_volledig: near.complete,
        voorkomen: sites,
    }
}

/// The worth of a set: a sum of scores in tenths, or of people, which is rounded as people are.
pub fn shown_worth(judged: &JudgedCandidates<'_>, worth: f64) -> f64 {
    let fives = f64::from(ROUNDED_TO);
    match judged.answer.aim {
        SetAim::Scores => tenth(worth),
        SetAim::PeopleWithinNorm => (worth / fives).round() * fives,
    }
}

/// The word of a set: that of the site in it whose place is least firm.
pub fn least_firm(sites: impl Iterator<Item = Stability>) -> &'static str {
    sites.max().unwrap_or(Stability::Uncertain).code()
}

fn different(judged: &JudgedCandidates<'_>, choice: &SetChoice) -> Vec<DifferentDocument> {
    let sets = &choice.different;
    let Some(first) = sets.first() else {
        return Vec::new();
    };
    let below = |set: &SiteSet| match first.worth > 0.0 {
        true => tenth(100.0 * (first.worth - set.worth) / first.worth),
        false => 0.0,
    };
    let document = |set: &SiteSet| DifferentDocument {
        locaties: ids(judged, &set.sites),
        waarde: shown_worth(judged, set.worth),
        onder_hoogste_pct: below(set),
        anders_dan_eerste: (set.sites.iter())
            .filter(|site| !first.sites.contains(site))
            .count(),
        kosten_eur: set.cost,
        stabiliteit: least_firm(set.sites.iter().map(|&site| choice.stability(judged, site))),
    };
    sets.iter().map(document).collect()
}

fn choice_sentence(
    judged: &JudgedCandidates<'_>,
    choice: &SetChoice,
    language: Language,
) -> String {
    let (count, percent) = (choice.near.count, judged.question.within_percent);
    let always: Vec<&str> = judged
        .answer
        .candidates
        .iter()
        .enumerate()
        .filter(|(site, _)| choice.near.occurrence[*site] == count)
        .map(|(_, candidate)| candidate.place.name.as_str())
        .collect();
    let more = !choice.near.complete;
    match language {
        Language::Dutch => {
            let at_least = if more { "Ten minste " } else { "" };
            let in_all = match always[..] {
                [] => "Geen locatie zit in al deze sets.".to_owned(),
                _ => format!("In al deze sets: {}.", always.join(", ")),
            };
            format!(
                "{at_least}{count} sets liggen binnen {percent} % van de hoogste waarde. {in_all}"
            )
        }
        Language::English => {
            let at_least = if more { "At least " } else { "" };
            let in_all = match always[..] {
                [] => "No site is in all of these sets.".to_owned(),
                _ => format!("In all of these sets: {}.", always.join(", ")),
            };
            format!("{at_least}{count} sets lie within {percent} % of the highest worth. {in_all}")
        }
    }
}

/// What the sets on the front trade; without sets where there were too many to walk through.
pub fn front_document(
    judged: &JudgedCandidates<'_>,
    front: Option<&CandidateFront>,
    language: Language,
) -> FrontDocument {
    let sets = front.map_or_else(Vec::new, |front| spread(&front.sets));
    let named: BTreeSet<usize> = sets.iter().flat_map(|set| &set.sites).copied().collect();
    let assumed = AssumedCosts::of(judged, &named.into_iter().collect::<Vec<_>>());
    let documents = sets.iter();
    FrontDocument {
        uitleg: front_words(front, sets.len(), language),
        aantal: front.map(|front| front.sets.len()),
        sets: documents.map(|set| front_set(judged, set, front)).collect(),
        kosten_uitleg: front
            .filter(|_| !assumed.sites.is_empty())
            .and_then(|front| cost_words(front, &assumed, language)),
        kosten_aangenomen: assumed.sites,
    }
}

/// How costs that are not known were compared.
fn cost_words(
    front: &CandidateFront,
    assumed: &AssumedCosts,
    language: Language,
) -> Option<String> {
    match (front.unknown_costs, language) {
        (UnknownCosts::WithinBounds, _) => front.costs.sentence(language),
        (UnknownCosts::AsReservation, Language::Dutch) => Some(format!(
            "{} Met alles wat zij kunnen kosten zouden er te veel sets overblijven.",
            assumed.sentence(language)?
        )),
        (UnknownCosts::AsReservation, Language::English) => Some(format!(
            "{} With all that they may cost too many sets would be left.",
            assumed.sentence(language)?
        )),
    }
}

/// At most so many sets as are shown: first those that are on the front in any case, each part evenly from end to end.
fn spread(sets: &[FrontSet]) -> Vec<&FrontSet> {
    let (certain, possible): (Vec<usize>, Vec<usize>) =
        (0..sets.len()).partition(|&place| sets[place].place == FrontPlace::Certain);
    let certain = evenly(&certain, MOST_SHOWN);
    let possible = evenly(&possible, MOST_SHOWN - certain.len());
    let mut shown: Vec<usize> = certain.into_iter().chain(possible).collect();
    shown.sort_unstable();
    shown.into_iter().map(|place| &sets[place]).collect()
}

/// At most so many, the first and the last among them.
fn evenly(places: &[usize], most: usize) -> Vec<usize> {
    let shown = places.len().min(most);
    let steps = shown.saturating_sub(1).max(1);
    (0..shown)
        .filter_map(|step| places.get(step * (places.len() - 1) / steps).copied())
        .collect()
}

fn front_set(
    judged: &JudgedCandidates<'_>,
    set: &FrontSet,
    front: Option<&CandidateFront>,
) -> FrontSetDocument {
    let with_most_need = front.and_then(|front| front.with_most_need);
    let costs = front.map(|front| front.costs.of_set(&set.sites));
    let costs = costs.unwrap_or(Bounds {
        low: set.cost,
        high: set.cost,
    });
    let sources = judged.town.sources.iter();
    let step = sources.map(|source| source.rounded_to).max().unwrap_or(1);
    let people = |people: f64| People::new(people).ok();
    let covered = people(set.covered).filter(|people| !is_small(*people));
    let whole = with_most_need.filter(|&whole| people(whole).is_some_and(carries_percentages));
    let assumed = AssumedCosts::of(judged, &set.sites);
    let estimates = set
        .sites
        .iter()
        .filter_map(|&site| judged.answer.candidates[site].budget.estimate);
    FrontSetDocument {
        locaties: ids(judged, &set.sites),
        paretofront: set.place.code(),
        kosten_eur: set.cost,
        kosten_laag_eur: costs.low,
        kosten_hoog_eur: costs.high,
        kosten_met_aanname: !assumed.sites.is_empty(),
        kosten_bekend_eur: estimates.map(Euros::value).sum::<f64>() + 0.0,
        raming_onbekend: assumed.sites.len(),
        kinderen_binnen_norm: covered
            .map(|covered| rounded_persons(covered, step.max(ROUNDED_TO)).whole_persons()),
        meeste_inzet_binnen_norm_pct: whole.map(|whole| (100.0 * set.most_need / whole).round()),
    }
}

fn front_words(front: Option<&CandidateFront>, shown: usize, language: Language) -> String {
    let Some(front) = front else {
        return match language {
            Language::Dutch => {
                "Er zijn te veel sets om alle afwegingen te tonen: vraag kleinere sets, of sluit locaties uit.".to_owned()
            }
            Language::English => {
                "There are too many sets to show what they trade: ask for smaller sets, or exclude sites.".to_owned()
            }
        };
    };
    let (count, without_need) = (front.sets.len(), front.with_most_need.is_none());
    match language {
        Language::Dutch => {
            let need = if without_need {
                " Zonder inzetprofiel telt de laatste niet mee."
            } else {
                ""
            };
            format!(
                "Wie bij deze sets op het een wint, levert op het ander in: kosten, kinderen binnen de norm, en het deel \
                 van de kinderen binnen de norm in buurten die de meeste inzet vragen (een vijfde van alle kinderen). \
                 Geen andere set is op alle drie minstens zo goed.{need} Getoond: {shown} van {count}."
            )
        }
        Language::English => {
            let need = if without_need {
                " Without a need profile the last one does not count."
            } else {
                ""
            };
            format!(
                "What one of these sets wins on one side it gives up on another: cost, children within the norm, and the \
                 part of the children within the norm in surroundings that ask for most support (a fifth of all \
                 children). No other set is at least as good on all three.{need} Shown: {shown} of {count}."
            )
        }
    }
}

fn ids(judged: &JudgedCandidates<'_>, sites: &[usize]) -> Vec<String> {
    let sites = sites.iter();
    sites
        .map(|&site| judged.answer.candidates[site].place.id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(cost: f64) -> FrontSet {
        FrontSet {
            sites: Vec::new(),
            place: FrontPlace::Certain,
            cost,
            covered: 0.0,
            most_need: 0.0,
        }
    }

    #[test]
    fn a_long_front_is_shown_from_end_to_end() {
        let sets: Vec<FrontSet> = (0..100).map(|cost| set(f64::from(cost))).collect();
        let shown = spread(&sets);
        assert_eq!(shown.len(), MOST_SHOWN);
        assert_eq!((shown[0].cost, shown[MOST_SHOWN - 1].cost), (0.0, 99.0));
        assert!(shown.windows(2).all(|pair| pair[0].cost < pair[1].cost));
        assert_eq!(spread(&sets[..1]).len(), 1);
        let possible = |cost: f64| FrontSet {
            place: FrontPlace::Possible,
            ..set(cost)
        };
        let mixed: Vec<FrontSet> = (0..100)
            .map(|cost| {
                if cost % 20 == 7 {
                    set(f64::from(cost))
                } else {
                    possible(f64::from(cost))
                }
            })
            .collect();
        let shown = spread(&mixed);
        let certain = shown.iter().filter(|one| one.place == FrontPlace::Certain);
        assert_eq!((shown.len(), certain.count()), (MOST_SHOWN, 5));
        assert!(shown.windows(2).all(|pair| pair[0].cost < pair[1].cost));
        assert_eq!(spread(&[]).len(), 0);
    }
}
