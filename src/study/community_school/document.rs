//! The whole list of candidates in the public words, never without how firm it is.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::layers::decimals::{hundredth, tenth, thousandth};
use crate::siting::break_points::BreakPoint;
use crate::siting::sensitivity::{Drawn, Openness};
use crate::siting::site_sets::SiteSets;
use crate::siting::stability::Stability;
use crate::siting::weight_draws::AROUND;
use crate::study::break_point_document::BreakPointDocument;
use crate::study::community_school::assumed_costs::AssumedCosts;
use crate::study::community_school::candidate_document::{CandidateDocument, candidate_document};
use crate::study::community_school::choice::SetChoice;
use crate::study::community_school::choice_document::{
    ChoiceDocument, FrontDocument, choice_document, front_document, least_firm, shown_worth,
};
use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::community_school::left_out_document::{LeftOutDocument, left_out_documents};
use crate::study::community_school::places::CandidatePlace;
use crate::study::community_school::sentences::{
    break_point_sentence, change_name, criterion_code, criterion_name, method, no_set,
};
use crate::study::community_school::variants::{Variant, times_first};
use crate::study::equity::notes::unknown_children_remark;
use crate::study::language::Language;
use crate::study::overview::{SourceOverview, norm_label, source_overview};

/// The answer to a question about candidates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidatesDocument {
    titel: &'static str,
    uitleg_methode: String,
    opmerkingen: Vec<String>,
    vraag: AskedDocument,
    kandidaten: Vec<CandidateDocument>,
    niet_meegenomen: Vec<LeftOutDocument>,
    bij_gelijke_gewichten: Vec<RankDocument>,
    stabiliteit: StabilityDocument,
    varianten: Vec<VariantDocument>,
    varianten_bij_eersten: Vec<TimesFirstDocument>,
    sets: SetsDocument,
    keuze: Option<ChoiceDocument>,
    afwegingen: Option<FrontDocument>,
    gewichtenset: String,
    gewichtenset_label: String,
    normenset: String,
    normenset_label: String,
    afstandsniveau: &'static str,
    geschat_pct: Option<f64>,
    bronnen: Vec<SourceOverview>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AskedDocument {
    gewichten: Vec<f64>,
    norm_s: f64,
    grens_s: f64,
    profiel: String,
    partnerafstand_m: f64,
    schaal: &'static str,
    aantal: usize,
    doel: &'static str,
    trekkingen: usize,
    startgetal: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct RankDocument {
    rang: usize,
    id: String,
    naam: String,
    stabiliteit: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct StabilityDocument {
    lijst: &'static str,
    rond_gewichten_pct: f64,
    rond: DrawnDocument,
    alle_gewichten: DrawnDocument,
    omslagpunten: Vec<BreakPointDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DrawnDocument {
    tau_gemiddeld: f64,
    tau_laagst: f64,
    kans_bij_eersten: Vec<ShareDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ShareDocument {
    id: String,
    kans: f64,
    rang_5_95: (usize, usize),
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct VariantDocument {
    naam: String,
    eersten: Vec<String>,
    overlap: Option<usize>,
    verdwijnt: Vec<String>,
    verschijnt: Vec<String>,
    reden: Option<String>,
}

/// In how many variants a site comes first, and how firm that makes its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct TimesFirstDocument {
    id: String,
    keren: usize,
    van: usize,
    stabiliteit: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SetsDocument {
    doel: &'static str,
    reden: Option<String>,
    mogelijk: usize,
    sets: Vec<SetDocument>,
    bij_gelijke_gewichten: Option<EqualWeightsDocument>,
    kosten_aangenomen: Vec<String>,
    kosten_uitleg: Option<String>,
    voorkomen: Vec<OccurrenceDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SetDocument {
    locaties: Vec<String>,
    waarde: f64,
    /// What no set is worth more than: all are compared, so that of the first is its own worth.
    grens: f64,
    kloof: f64,
    kosten_eur: f64,
    stabiliteit: &'static str,
}

/// The first set where every criterion weighs the same, under the same conditions.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct EqualWeightsDocument {
    locaties: Vec<String>,
    waarde: f64,
    kosten_eur: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OccurrenceDocument {
    id: String,
    keren: usize,
    stabiliteit: &'static str,
}

/// Writes the answer down; `variants` may be empty where they were not asked for.
pub fn candidates_document(
    judged: &JudgedCandidates<'_>,
    variants: &[Variant],
    language: Language,
) -> CandidatesDocument {
    let (town, rules) = (judged.town, &judged.question.rules);
    let (title, weights_label) = match language {
        Language::Dutch => (
            "Kandidaten voor een buurtschool: een verkenning",
            &town.weights.label_nl,
        ),
        Language::English => (
            "Candidates for a community school: an exploration",
            &town.weights.label_en,
        ),
    };
    let order = judged.answer.order.iter();
    let choice = judged.choice().ok();
    let of_base = judged.answer.first(judged.question.sites);
    CandidatesDocument {
        titel: title,
        uitleg_methode: method(judged.tables.norm.norm, rules.partner_distance, language),
        opmerkingen: (judged.remarks(language).into_iter())
            .chain(unknown_children_remark(town, language))
            .collect(),
        vraag: asked(judged),
        kandidaten: order
            .map(|&site| candidate_document(judged, site, language))
            .collect(),
        niet_meegenomen: left_out_documents(judged, language),
        bij_gelijke_gewichten: equal_weights(judged),
        stabiliteit: stability(judged, language),
        varianten: variants
            .iter()
            .map(|variant| variant_document(variant, &of_base, language))
            .collect(),
        varianten_bij_eersten: first_in_variants(judged, variants),
        sets: sets(judged, choice.as_ref(), language),
        keuze: choice.map(|choice| choice_document(judged, &choice, language)),
        afwegingen: (judged.answer.sets.as_ref().ok())
            .and_then(|_| judged.front().ok())
            .map(|front| front_document(judged, front.as_ref(), language)),
        gewichtenset: town.weights.name.clone(),
        gewichtenset_label: weights_label.clone(),
        normenset: town.norms.name.clone(),
        normenset_label: norm_label(town, language),
        afstandsniveau: town.distance_level.code(),
        geschat_pct: judged.tables.estimated.map(tenth),
        bronnen: town.sources.iter().map(source_overview).collect(),
    }
}

fn asked(judged: &JudgedCandidates<'_>) -> AskedDocument {
    let question = &judged.question;
    AskedDocument {
        gewichten: question.rules.criteria.to_vec(),
        norm_s: judged.tables.norm.norm.value(),
        grens_s: judged.tables.norm.limit.value(),
        profiel: judged.tables.profile.code.clone(),
        partnerafstand_m: question.rules.partner_distance.value(),
        schaal: question.standardisation.code(),
        aantal: question.sites,
        doel: question.aim.code(),
        trekkingen: question.draws,
        startgetal: question.seed,
    }
}

/// A site of the sensitivity, which has only the ranked ones.
fn ranked_place<'a>(judged: &'a JudgedCandidates<'_>, number: usize) -> Option<&'a CandidatePlace> {
    let site = *judged.answer.ranked.get(number)?;
    Some(&judged.answer.candidates.get(site)?.place)
}

fn ranked_id(judged: &JudgedCandidates<'_>, number: usize) -> String {
    ranked_place(judged, number).map_or_else(String::new, |place| place.id.clone())
}

fn ranked_name<'a>(judged: &'a JudgedCandidates<'_>, number: usize) -> &'a str {
    ranked_place(judged, number).map_or("", |place| place.name.as_str())
}

/// The list at equal weights, which stand in the middle of all weights: so a place is as firm as the draws of all
/// weights make it.
fn equal_weights(judged: &JudgedCandidates<'_>) -> Vec<RankDocument> {
    let sensitivity = &judged.answer.sensitivity;
    let document = |(rank, &number): (usize, &usize)| {
        let site = *judged.answer.ranked.get(number)?;
        let candidate = judged.answer.candidates.get(site)?;
        let can_leave = candidate.openness == Openness::CanLeave;
        let share = *sensitivity.anywhere.share_first.get(number)?;
        Some(RankDocument {
            rang: rank,
            id: candidate.place.id.clone(),
            naam: candidate.place.name.clone(),
            stabiliteit: Stability::of(share).while_open(can_leave).code(),
        })
    };
    let order = sensitivity.equal_weights.iter();
    (1..).zip(order).filter_map(document).collect()
}

fn stability(judged: &JudgedCandidates<'_>, language: Language) -> StabilityDocument {
    let sensitivity = &judged.answer.sensitivity;
    StabilityDocument {
        lijst: sensitivity
            .list
            .map_or("onvoldoende gegevens", |list| list.code()),
        rond_gewichten_pct: 100.0 * AROUND,
        rond: drawn(judged, &sensitivity.around),
        alle_gewichten: drawn(judged, &sensitivity.anywhere),
        omslagpunten: sensitivity
            .break_points
            .iter()
            .map(|point| break_point(judged, point, language))
            .collect(),
    }
}

fn drawn(judged: &JudgedCandidates<'_>, drawn: &Drawn) -> DrawnDocument {
    let sites = drawn.share_first.iter().zip(&drawn.ranks).enumerate();
    DrawnDocument {
        tau_gemiddeld: thousandth(drawn.tau_mean),
        tau_laagst: thousandth(drawn.tau_lowest),
        kans_bij_eersten: sites
            .map(|(number, (&share, &ranks))| ShareDocument {
                id: ranked_id(judged, number),
                kans: thousandth(share),
                rang_5_95: ranks,
            })
            .collect(),
    }
}

fn break_point(
    judged: &JudgedCandidates<'_>,
    point: &BreakPoint,
    language: Language,
) -> BreakPointDocument {
    let (leaves, enters) = (
        ranked_name(judged, point.leaves),
        ranked_name(judged, point.enters),
    );
    BreakPointDocument {
        van: criterion_code(point.from),
        van_woord: criterion_name(point.from, language),
        naar: criterion_code(point.to),
        naar_woord: criterion_name(point.to, language),
        procentpunt: hundredth(100.0 * point.transfer),
        zin: break_point_sentence(point, leaves, enters, language),
        verdwijnt: ranked_id(judged, point.leaves),
        verschijnt: ranked_id(judged, point.enters),
    }
}

fn variant_document(variant: &Variant, of_base: &[String], language: Language) -> VariantDocument {
    let (first, overlap) = match &variant.outcome {
        Ok(first) => (first.ids.as_slice(), Some(first.overlap)),
        Err(_) => (&[][..], None),
    };
    let not_in = |ids: &[String], others: &[String]| -> Vec<String> {
        let ids = ids.iter().filter(|id| !others.contains(id));
        ids.cloned().collect()
    };
    VariantDocument {
        naam: change_name(&variant.change, language),
        eersten: first.to_vec(),
        overlap,
        verdwijnt: overlap.map_or_else(Vec::new, |_| not_in(of_base, first)),
        verschijnt: not_in(first, of_base),
        reden: (variant.outcome.as_ref().err().cloned()).map(|reason| language.of(reason)),
    }
}

fn first_in_variants(
    judged: &JudgedCandidates<'_>,
    variants: &[Variant],
) -> Vec<TimesFirstDocument> {
    let (made, often) = times_first(variants);
    let can_leave = |id: &str| {
        let mut candidates = judged.answer.candidates.iter();
        let found = candidates.find(|candidate| candidate.place.id == id);
        found.is_some_and(|candidate| candidate.openness == Openness::CanLeave)
    };
    let document = |(id, times): (String, usize)| TimesFirstDocument {
        stabiliteit: Stability::of(times as f64 / made as f64)
            .while_open(can_leave(&id))
            .code(),
        id,
        keren: times,
        van: made,
    };
    often.into_iter().map(document).collect()
}

/// A set is as firm as the least firm of its sites; how firm these are, `choice` tells.
fn sets(
    judged: &JudgedCandidates<'_>,
    choice: Option<&SetChoice>,
    language: Language,
) -> SetsDocument {
    let firm = |site: usize| {
        choice.map_or(Stability::Uncertain, |choice| {
            choice.stability(judged, site)
        })
    };
    let id = |site: &usize| judged.answer.candidates[*site].place.id.clone();
    match &judged.answer.sets {
        Err(refusal) => SetsDocument {
            doel: judged.answer.aim.code(),
            reden: Some(no_set(refusal, judged.question.sites, language)),
            mogelijk: 0,
            sets: Vec::new(),
            bij_gelijke_gewichten: None,
            kosten_aangenomen: Vec::new(),
            kosten_uitleg: None,
            voorkomen: Vec::new(),
        },
        Ok(SiteSets {
            sets,
            occurrence,
            possible,
        }) => {
            let named: BTreeSet<usize> = sets.iter().flat_map(|set| &set.sites).copied().collect();
            let assumed = AssumedCosts::of(judged, &named.into_iter().collect::<Vec<_>>());
            let most = sets.first().map_or(0.0, |set| set.worth);
            let equal = judged.answer.at_equal_weights.as_ref();
            SetsDocument {
                doel: judged.answer.aim.code(),
                reden: None,
                mogelijk: *possible,
                sets: sets
                    .iter()
                    .map(|set| SetDocument {
                        locaties: set.sites.iter().map(id).collect(),
                        waarde: shown_worth(judged, set.worth),
                        grens: shown_worth(judged, most),
                        kloof: thousandth(
                            (most - set.worth).max(0.0) / most.max(f64::MIN_POSITIVE),
                        ),
                        kosten_eur: set.cost,
                        stabiliteit: least_firm(set.sites.iter().map(|&site| firm(site))),
                    })
                    .collect(),
                bij_gelijke_gewichten: equal.map(|set| EqualWeightsDocument {
                    locaties: set.sites.iter().map(id).collect(),
                    waarde: shown_worth(judged, set.worth),
                    kosten_eur: set.cost,
                }),
                voorkomen: occurrence
                    .iter()
                    .enumerate()
                    .filter(|(_, times)| **times > 0)
                    .map(|(site, times)| OccurrenceDocument {
                        id: id(&site),
                        keren: *times,
                        stabiliteit: firm(site).code(),
                    })
                    .collect(),
                kosten_uitleg: assumed.sentence(language),
                kosten_aangenomen: assumed.sites,
            }
        }
    }
}
