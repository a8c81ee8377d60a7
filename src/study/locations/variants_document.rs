//! What becomes of a plan under other assumptions, as other programs and people read it: beside the plans, or on its
//! own for who has those already.

use serde::Serialize;

use crate::layers::decimals::hundredth;
use crate::layers::number_text::decimal;
use crate::model::bilingual::Bilingual;
use crate::siting::stability::Stability;
use crate::study::break_point_document::BreakPointDocument;
use crate::study::grounds::Grounds;
use crate::study::language::Language;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::break_points::LocationBreakPoint;
use crate::study::locations::location_grounds::location_grounds;
use crate::study::locations::sentences::location_change_name;
use crate::study::locations::variants::{LocationVariant, LocationVariants};
use crate::study::need::sentences::domain_name;

/// The plan under other assumptions. Break points are told of moves up to `omslagpunten_tot_pct` of a domain's weight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VariantsDocument {
    varianten: Vec<VariantDocument>,
    varianten_per_locatie: Vec<InVariantsDocument>,
    omslagpunten: Vec<BreakPointDocument>,
    omslagpunten_tot_pct: Option<f64>,
    niet_gevarieerd: Vec<String>,
}

/// The same as an answer of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VariantsAlone {
    #[serde(flatten)]
    variants: VariantsDocument,
    #[serde(flatten)]
    verantwoording: Grounds,
}

/// The plan under one other assumption: `ook_in_eerste_plan` sites of the first plan stay.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct VariantDocument {
    naam: String,
    locaties: Vec<String>,
    ook_in_eerste_plan: Option<usize>,
    stabiliteit: Option<&'static str>,
    bewezen: Option<bool>,
    reden: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct InVariantsDocument {
    id: String,
    keren: usize,
    van: usize,
    stabiliteit: &'static str,
}

/// What the changes say, in words and numbers.
pub fn variants_document(
    asked: &AskedLocations<'_>,
    variants: &LocationVariants,
    language: Language,
) -> VariantsDocument {
    let document = |variant| variant_document(asked, variant, language);
    let not_changed = variants.not_changed.iter();
    let break_points = variants.break_points.as_ref();
    let points = break_points.into_iter().flat_map(|told| &told.points);
    VariantsDocument {
        varianten: variants.variants.iter().map(document).collect(),
        varianten_per_locatie: in_variants(asked, variants),
        omslagpunten: points
            .map(|point| break_point_document(asked, point, language))
            .collect(),
        omslagpunten_tot_pct: break_points.map(|told| 100.0 * told.moved),
        niet_gevarieerd: not_changed
            .map(|told| in_language(told, language))
            .collect(),
    }
}

/// The same as an answer of its own.
pub fn variants_alone(
    asked: &AskedLocations<'_>,
    variants: &LocationVariants,
    language: Language,
) -> VariantsAlone {
    VariantsAlone {
        variants: variants_document(asked, variants, language),
        verantwoording: location_grounds(asked, language),
    }
}

fn variant_document(
    asked: &AskedLocations<'_>,
    variant: &LocationVariant,
    language: Language,
) -> VariantDocument {
    let plan = variant.outcome.as_ref().ok();
    let sites = plan.map_or(&[][..], |plan| &plan.sites);
    let refused = variant.outcome.as_ref().err();
    VariantDocument {
        naam: location_change_name(&variant.change, language),
        locaties: sites
            .iter()
            .map(|&site| asked.sites[site].id.clone())
            .collect(),
        ook_in_eerste_plan: plan.map(|plan| plan.stay),
        stabiliteit: plan.map(|plan| plan.stability.code()),
        bewezen: plan.map(|plan| plan.proven),
        reden: refused.map(|refused| in_language(refused, language)),
    }
}

fn in_variants(asked: &AskedLocations<'_>, variants: &LocationVariants) -> Vec<InVariantsDocument> {
    let (made, often) = variants.times_open();
    let document = |(site, times): (usize, usize)| InVariantsDocument {
        id: asked.sites[site].id.clone(),
        keren: times,
        van: made,
        stabiliteit: Stability::of(times as f64 / made as f64).code(),
    };
    often.into_iter().map(document).collect()
}

fn break_point_document(
    asked: &AskedLocations<'_>,
    point: &LocationBreakPoint,
    language: Language,
) -> BreakPointDocument {
    let ids = |sites: &[usize]| -> Vec<&str> {
        sites
            .iter()
            .map(|&site| asked.sites[site].id.as_str())
            .collect()
    };
    let names = |sites: &[usize]| -> Vec<&str> {
        sites
            .iter()
            .map(|&site| asked.sites[site].name.as_str())
            .collect()
    };
    let [from, to] = [point.from, point.to].map(|domain| domain_name(domain, language));
    let [leaves, enters] = [&point.leaves, &point.enters].map(|sites| names(sites).join(", "));
    let percentage = 100.0 * point.transfer;
    BreakPointDocument {
        van: point.from.code(),
        van_woord: from,
        naar: point.to.code(),
        naar_woord: to,
        procentpunt: hundredth(percentage),
        verdwijnt: ids(&point.leaves).join(", "),
        verschijnt: ids(&point.enters).join(", "),
        zin: match language {
            Language::Dutch => format!(
                "Gaat meer dan {} procentpunt gewicht van {from} naar {to}, dan komt een plan gunstiger uit met {enters} \
                 in plaats van {leaves}.",
                decimal(percentage)
            ),
            Language::English => format!(
                "If more than {percentage:.1} percentage points of weight go from {from} to {to}, a plan does better with \
                 {enters} instead of {leaves}."
            ),
        },
    }
}

fn in_language(text: &Bilingual, language: Language) -> String {
    match language {
        Language::Dutch => text.dutch.clone(),
        Language::English => text.english.clone(),
    }
}
