//! What a study is about: its kinds, norms, areas and sources, as the page and other programs read it.

use geo::{BoundingRect, Centroid, Geometry, InteriorPoint};
use serde::Serialize;
use serde_json::Value;

use crate::model::age_group::AgeGroup;
use crate::model::area::{Area, AreaLevel};
use crate::model::basemap::BasemapClass;
use crate::model::facility_kind::{FacilityKind, KindDescription};
use crate::model::norm::Norm;
use crate::model::scenario::base::ScenarioBase;
use crate::model::source::{Source, with_what_is_known};
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;
use crate::study::language::Language;
use crate::study::scenario::scenario_document::base_document;
use crate::study::sentences::{age_name, level_name};

/// West, south, east, north in WGS84 degrees.
pub type Bounds = [f64; 4];

/// The study as it is shown to others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overview {
    naam: String,
    peildatum: String,
    versie: &'static str,
    crs: String,
    begrenzing: Bounds,
    afstandsniveau: &'static str,
    afstandsniveau_uitleg: &'static str,
    normenset: NormSetOverview,
    profielen: Vec<ProfileOverview>,
    basis: Value,
    voorzieningen: Vec<KindOverview>,
    leeftijden: Vec<AgeOverview>,
    gebieden: Vec<AreaOverview>,
    bronnen: Vec<SourceOverview>,
    achtergrond: BackgroundOverview,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct NormSetOverview {
    naam: String,
    label: String,
}

/// Who may travel, in a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ProfileOverview {
    code: String,
    uitleg: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct KindOverview {
    code: String,
    enkelvoud: String,
    meervoud: String,
    lidwoord: String,
    letter: char,
    vorm: &'static str,
    aantal: usize,
    leeftijden: Vec<&'static str>,
    profiel: String,
    profiel_uitleg: String,
    norm_s: f64,
    grens_s: f64,
    norm_basis: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AgeOverview {
    code: &'static str,
    naam: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AreaOverview {
    code: String,
    naam: String,
    niveau: &'static str,
    wijk: Option<String>,
    midden: [f64; 2],
    begrenzing: Bounds,
}

/// How a study is told.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// What scenarios name as their base.
    pub base: &'a ScenarioBase,
    /// In which language.
    pub language: Language,
    /// By which version of this service.
    pub version: &'static str,
}

/// One source as it is shown beside a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceOverview {
    naam: String,
    titel: String,
    uitgever: Option<String>,
    licentie: Option<String>,
    datum: Option<String>,
}

impl SourceOverview {
    /// Its title with publisher and date as far as these are known, in one line.
    pub fn line(&self) -> String {
        let known = [self.uitgever.as_deref(), self.datum.as_deref()];
        with_what_is_known(&self.titel, &known)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BackgroundOverview {
    eigen: bool,
    lagen: Vec<&'static str>,
    kaart: Option<BackgroundMapOverview>,
}

/// A map of somebody else.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct BackgroundMapOverview {
    adres: String,
    bronvermelding: String,
}

/// Describes a study.
///
/// # Shape
/// `shapes` are the areas' outlines in WGS84, in the order of `town.areas`.
pub fn overview(
    town: &TownData,
    shapes: &[Geometry<f64>],
    bounds: Bounds,
    told: Told<'_>,
) -> Overview {
    let Told {
        base,
        language,
        version,
    } = told;
    Overview {
        naam: town.name.clone(),
        peildatum: town.reference_date.clone(),
        versie: version,
        crs: town.crs.clone(),
        begrenzing: bounds,
        afstandsniveau: town.distance_level.code(),
        afstandsniveau_uitleg: level_name(town.distance_level, language),
        normenset: NormSetOverview {
            naam: town.norms.name.clone(),
            label: norm_label(town, language),
        },
        profielen: town
            .profiles
            .iter()
            .map(|profile| ProfileOverview {
                code: profile.code.clone(),
                uitleg: profile_words(profile, language),
            })
            .collect(),
        basis: base_document(base),
        voorzieningen: town
            .kinds
            .iter()
            .filter_map(|kind| kind_overview(town, kind, language))
            .collect(),
        leeftijden: AgeGroup::EVERY
            .map(|age| AgeOverview {
                code: age.code(),
                naam: age_name(age, language),
            })
            .to_vec(),
        gebieden: town
            .areas
            .iter()
            .zip(shapes)
            .filter_map(|(area, shape)| area_overview(town, area, shape))
            .collect(),
        bronnen: town.sources.iter().map(source_overview).collect(),
        achtergrond: background_overview(town),
    }
}

/// The label that always stands beside the norm.
pub fn norm_label(town: &TownData, language: Language) -> String {
    match language {
        Language::Dutch => town.norms.label_nl.clone(),
        Language::English => town.norms.label_en.clone(),
    }
}

/// A source as it is shown.
pub fn source_overview(source: &Source) -> SourceOverview {
    SourceOverview {
        naam: source.name.clone(),
        titel: source.title.clone(),
        uitgever: source.publisher.clone(),
        licentie: source.licence.clone(),
        datum: source.date.clone(),
    }
}

/// The name of the district an area lies in, if it lies in one.
pub fn district_name(town: &TownData, area: &Area) -> Option<String> {
    let parent = town.areas.get(area.parent?.0 as usize)?;
    (parent.level == AreaLevel::District).then(|| parent.name.clone())
}

fn kind_overview(town: &TownData, kind: &FacilityKind, language: Language) -> Option<KindOverview> {
    let norm: &Norm = town.norms.norm(kind)?;
    let description: &KindDescription = town
        .kind_descriptions
        .iter()
        .find(|described| described.kind == *kind)?;
    let profile: &Profile = town
        .profiles
        .iter()
        .find(|profile| profile.code == norm.profile)?;
    let (singular, plural) = match language {
        Language::Dutch => (&description.singular_nl, &description.plural_nl),
        Language::English => (&description.singular_en, &description.plural_en),
    };
    Some(KindOverview {
        code: kind.code().to_owned(),
        enkelvoud: singular.clone(),
        meervoud: plural.clone(),
        lidwoord: description.article_nl.clone(),
        letter: description.letter,
        vorm: description.shape.code(),
        aantal: town
            .facilities
            .iter()
            .filter(|facility| facility.kinds.contains(kind))
            .count(),
        leeftijden: norm.ages.iter().map(|age| age.code()).collect(),
        profiel: norm.profile.clone(),
        profiel_uitleg: profile_words(profile, language),
        norm_s: norm.norm.value(),
        grens_s: norm.limit.value(),
        norm_basis: norm_basis(norm, language),
    })
}

/// What a norm rests on, which its data says in Dutch only.
fn norm_basis(norm: &Norm, language: Language) -> String {
    match language {
        Language::Dutch => norm.basis.clone(),
        Language::English => format!("it rests on (told in Dutch): \"{}\"", norm.basis),
    }
}

/// "een kind van 4 tot 12 jaar te voet, 1,1 m/s"
fn profile_words(profile: &Profile, language: Language) -> String {
    let travels = match language {
        Language::Dutch => &profile.description_nl,
        Language::English => &profile.description_en,
    };
    format!("{travels}, {} m/s", language.decimal(profile.speed.value()))
}

fn area_overview(town: &TownData, area: &Area, shape: &Geometry<f64>) -> Option<AreaOverview> {
    let bounds = shape.bounding_rect()?;
    let middle = shape.interior_point().or_else(|| shape.centroid())?;
    Some(AreaOverview {
        code: area.code.0.clone(),
        naam: area.name.clone(),
        niveau: area.level.code(),
        wijk: district_name(town, area),
        midden: [middle.x(), middle.y()],
        begrenzing: [
            bounds.min().x,
            bounds.min().y,
            bounds.max().x,
            bounds.max().y,
        ],
    })
}

fn background_overview(town: &TownData) -> BackgroundOverview {
    let present = |class: &BasemapClass| town.basemap.iter().any(|feature| feature.class == *class);
    let mut layers: Vec<&'static str> = BasemapClass::EVERY
        .into_iter()
        .filter(present)
        .map(BasemapClass::code)
        .collect();
    if town.streets.is_some() {
        layers.push("straten");
    }
    BackgroundOverview {
        eigen: !layers.is_empty(),
        lagen: layers,
        kaart: town
            .background_map
            .as_ref()
            .map(|map| BackgroundMapOverview {
                adres: map.address().to_owned(),
                bronvermelding: map.attribution().to_owned(),
            }),
    }
}
