//! What becomes of a plan under other assumptions, as other programs and people read it: beside the plans, or on its
//! own for who has those already.

use serde::Serialize;

use crate::model::bilingual::Bilingual;
use crate::siting::stability::Stability;
use crate::study::grounds::Grounds;
use crate::study::language::Language;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::document::location_grounds;
use crate::study::locations::sentences::location_change_name;
use crate::study::locations::variants::{LocationVariant, LocationVariants};

/// The plan under other assumptions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VariantsDocument {
    varianten: Vec<VariantDocument>,
    varianten_per_locatie: Vec<InVariantsDocument>,
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
    VariantsDocument {
        varianten: variants.variants.iter().map(document).collect(),
        varianten_per_locatie: in_variants(asked, variants),
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

fn in_language(text: &Bilingual, language: Language) -> String {
    match language {
        Language::Dutch => text.dutch.clone(),
        Language::English => text.english.clone(),
    }
}
