//! The answer about need in the words of the public interface: every number with what it is made of.

use serde::Serialize;

use crate::layers::decimals::{tenth, thousandth};
use crate::layers::need_figures::NeedFigures;
use crate::model::area::Area;
use crate::model::estimate::Estimate;
use crate::model::facility_kind::FacilityKind;
use crate::model::indicator::Domain;
use crate::model::town_data::TownData;
use crate::need::area_figures::FigureLevel;
use crate::need::need_profile::AreaNeed;
use crate::need::need_terms::{Measured, NeedTerm, TermScore};
use crate::siting::stability::Stability;
use crate::study::break_point_document::BreakPointDocument;
use crate::study::facilities_inside::facilities_inside;
use crate::study::language::Language;
use crate::study::need::answer::NeedAnswer;
use crate::study::need::basis::{NeedBasis, need_basis, term_code};
use crate::study::need::break_points::need_break_points;
use crate::study::need::district_firmness::firm_districts;
use crate::study::need::districts::{DistrictNeed, district_needs};
use crate::study::need::other_scales::OtherScale;
use crate::study::need::sentences::{domain_name, need_sentence, not_measured_count};
use crate::study::overview::district_name;
use crate::study::rounded_points::{in_points, points_in_tenths};

/// The need of all neighbourhoods.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NeedDocument {
    titel: &'static str,
    #[serde(flatten)]
    grondslag: NeedBasis,
    gebieden: Vec<NeedAreaDocument>,
    wijken: Vec<DistrictNeed>,
    omslagpunten: Vec<BreakPointDocument>,
    niet_gemeten: NotMeasuredDocument,
}

/// How many neighbourhoods are not measured, so that none is hidden in silence.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct NotMeasuredDocument {
    buurten: usize,
    van: usize,
    zin: String,
}

/// One neighbourhood.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct NeedAreaDocument {
    code: String,
    naam: String,
    wijk: Option<String>,
    waarde: Option<f64>,
    laag: Option<f64>,
    hoog: Option<f64>,
    bewijs: Option<f64>,
    kwintiel: Option<u8>,
    stabiliteit: Option<&'static str>,
    kwintiel_andere_schalen: Vec<ScaleDocument>,
    kinderen: Option<u64>,
    kinderen_maal_inzet: Option<u64>,
    geschat_pct: Option<f64>,
    label: &'static str,
    zin: String,
    domeinen: Vec<DomainDocument>,
    delen: Vec<PartDocument>,
    aanwezig: Vec<PresentDocument>,
    reden: Option<String>,
}

/// The fifth in which a neighbourhood stands on another scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ScaleDocument {
    standaardisatie: &'static str,
    kwintiel: u8,
}

/// What a neighbourhood has: strengths stand beside what it asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct PresentDocument {
    voorziening: String,
    naam: String,
    aantal: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DomainDocument {
    domein: &'static str,
    naam: &'static str,
    waarde: Option<f64>,
    laag: f64,
    hoog: f64,
    bewijs: f64,
}

/// What one indicator brings to the index; the points of all add up to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct PartDocument {
    indicator: String,
    domein: &'static str,
    cijfer: Option<f64>,
    wijkcijfer: bool,
    score: Option<f64>,
    punten: Option<f64>,
}

/// The whole answer.
pub fn need_document(answer: &NeedAnswer<'_>, language: Language) -> NeedDocument {
    let figures = answer.firm_figures();
    let rows = figures.iter().enumerate();
    NeedDocument {
        titel: match language {
            Language::Dutch => "Inzetprofiel per buurt",
            Language::English => "Support profile by neighbourhood",
        },
        grondslag: need_basis(answer, language),
        gebieden: rows
            .filter_map(|(row, (area, figures))| {
                area_document(answer, (row, area), figures, language)
            })
            .collect(),
        wijken: district_needs(&firm_districts(answer), language),
        omslagpunten: need_break_points(answer, language),
        niet_gemeten: not_measured(answer, language),
    }
}

fn not_measured(answer: &NeedAnswer<'_>, language: Language) -> NotMeasuredDocument {
    let areas = &answer.profile.areas;
    let buurten = areas.iter().filter(|area| area.not_measured.is_some());
    let (buurten, van) = (buurten.count(), areas.len());
    NotMeasuredDocument {
        buurten,
        van,
        zin: not_measured_count(buurten, van, language),
    }
}

fn area_document(
    answer: &NeedAnswer<'_>,
    (row, area): (usize, &Area),
    figures: &NeedFigures,
    language: Language,
) -> Option<NeedAreaDocument> {
    let need = answer.profile.areas.get(row)?;
    Some(NeedAreaDocument {
        code: area.code.0.clone(),
        naam: area.name.clone(),
        wijk: district_name(answer.town, area),
        waarde: figures.index,
        laag: figures.low,
        hoog: figures.high,
        bewijs: figures.evidence.map(|percent| percent / 100.0),
        kwintiel: figures.quintile,
        stabiliteit: figures.stability.map(Stability::code),
        kwintiel_andere_schalen: on_other_scales(answer, row),
        kinderen: figures.children,
        kinderen_maal_inzet: figures.volume,
        geschat_pct: figures.estimated,
        label: label(need),
        zin: need_sentence(figures, need.not_measured, language),
        domeinen: need
            .domains
            .iter()
            .filter(|_| need.not_measured.is_none())
            .map(|(domain, score)| domain_document(*domain, score, language))
            .collect(),
        delen: parts(answer, need, figures.index),
        aanwezig: facilities_inside(answer.town, area)
            .into_iter()
            .map(|(kind, number)| present(answer.town, kind, number, language))
            .collect(),
        reden: figures.reason.clone(),
    })
}

fn on_other_scales(answer: &NeedAnswer<'_>, row: usize) -> Vec<ScaleDocument> {
    let scales = answer.other_scales.iter();
    let on_scale = |scale: &OtherScale| {
        Some(ScaleDocument {
            standaardisatie: scale.standardisation.code(),
            kwintiel: (*scale.quintiles.get(row)?)?,
        })
    };
    scales.filter_map(on_scale).collect()
}

fn domain_document(domain: Domain, score: &Estimate, language: Language) -> DomainDocument {
    DomainDocument {
        domein: domain.code(),
        naam: domain_name(domain, language),
        waarde: score.value.map(tenth),
        laag: tenth(score.low),
        hoog: tenth(score.high),
        bewijs: thousandth(score.evidence),
    }
}

/// Every term with weight; without an index there are scores but no points.
fn parts(answer: &NeedAnswer<'_>, need: &AreaNeed, index: Option<f64>) -> Vec<PartDocument> {
    let points: Vec<Option<f64>> = need
        .index
        .points
        .iter()
        .map(|points| points.filter(|_| index.is_some()))
        .collect();
    let shown = points_in_tenths(index, &points);
    let terms = answer.profile.terms.iter().zip(&need.terms).zip(shown);
    terms
        .filter(|((term, _), _)| term.weight > 0.0 && need.not_measured.is_none())
        .map(|((term, score), points)| PartDocument {
            indicator: term_code(answer, term),
            domein: term.domain.code(),
            cijfer: score.map(|score| shown_figure(term, score.figure)),
            wijkcijfer: score.is_some_and(is_inherited),
            score: score.map(|score| tenth(score.score)),
            punten: points.map(in_points),
        })
        .collect()
}

/// Figures stand as their source gives them; accessibility is computed here, and shown in tenths.
fn shown_figure(term: &NeedTerm, figure: f64) -> f64 {
    match term.measured {
        Measured::Accessibility => tenth(figure),
        Measured::Indicator(_) | Measured::Nothing => figure,
    }
}

fn is_inherited(score: TermScore) -> bool {
    match score.level {
        FigureLevel::Own => false,
        FigureLevel::District => true,
    }
}

fn present(
    town: &TownData,
    kind: &FacilityKind,
    number: usize,
    language: Language,
) -> PresentDocument {
    let mut descriptions = town.kind_descriptions.iter();
    let described = descriptions.find(|described| described.kind == *kind);
    let name = described.map(|described| match (language, number) {
        (Language::Dutch, 1) => &described.singular_nl,
        (Language::Dutch, _) => &described.plural_nl,
        (Language::English, 1) => &described.singular_en,
        (Language::English, _) => &described.plural_en,
    });
    PresentDocument {
        voorziening: kind.code().to_owned(),
        naam: name.cloned().unwrap_or_else(|| kind.code().to_owned()),
        aantal: number,
    }
}

fn label(need: &AreaNeed) -> &'static str {
    match (need.not_measured, need.enough_evidence) {
        (Some(_), _) => "niet gemeten",
        (None, false) => "onvoldoende gegevens",
        (None, true) => "gemeten",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::property::Property;
    use crate::model::age_group::{AgeGroup, PerAge};
    use crate::model::area::Count;
    use crate::model::people::People;
    use crate::study::need::features::need_answer_layer;
    use crate::study::open_study::Study;
    use crate::study::planned_town::{planned_town, question};
    use serde_json::{Value, json};

    fn document(study: &Study) -> Value {
        let answer = study.need(&question()).expect("sound");
        serde_json::to_value(need_document(&answer, Language::Dutch)).expect("JSON")
    }

    #[test]
    fn every_index_is_the_sum_of_its_parts_and_says_what_it_rests_on() {
        let study = Study::open(planned_town()).expect("sound");
        let found = document(&study);
        // Reading of BU05 stands at 55; cohesion 10, 10, 10, 10, 5, 4, ... puts BU05 at 45: together 50.
        let area = &found["gebieden"][5];
        assert_eq!(area["waarde"], json!(50.0));
        assert_eq!(area["delen"][0]["punten"], json!(27.5));
        assert_eq!(area["delen"][1]["punten"], json!(22.5));
        assert_eq!(area["kinderen"], json!(120));
        assert_eq!(area["kinderen_maal_inzet"], json!(60));
        assert_eq!(area["aanwezig"], json!([]));
        // BU00 inherits cohesion of its district: four share the places 7 to 10, which is 80.
        let first = &found["gebieden"][0];
        assert_eq!(first["delen"][1]["wijkcijfer"], json!(true));
        assert_eq!(first["delen"][1]["score"], json!(80.0));
        assert_eq!(
            first["aanwezig"],
            json!([{"voorziening": "PO", "naam": "basisschool", "aantal": 1}])
        );
        assert_eq!(found["formule"], json!("aandachtsindex-1"));
        assert_eq!(found["afstandsniveau"], Value::Null);
        let remarks = found["opmerkingen"].to_string();
        assert!(remarks.contains("geen groei over jaren"));
        // Σxy = -7750, Σx² = 8250, Σy² = 7750.
        let against = "Lezen en Samen leven gaan sterk tegen elkaar in (ρ = -0,97)";
        assert!(remarks.contains(against), "{remarks}");
        for area in found["gebieden"].as_array().expect("a list") {
            let tenths = |value: &Value| (value.as_f64().expect("a number") * 10.0).round() as i64;
            let parts = area["delen"].as_array().expect("a list").iter();
            let sum: i64 = parts.map(|part| tenths(&part["punten"])).sum();
            assert_eq!(sum, tenths(&area["waarde"]));
        }
    }

    #[test]
    fn children_that_are_hidden_hide_what_is_made_of_them() {
        let mut town = planned_town();
        let few = |residents: &mut PerAge<Option<Count>>| {
            if let Some(count) = &mut residents[AgeGroup::From0To4] {
                count.people = People::whole(3);
            }
        };
        few(&mut town.areas[2].residents);
        few(&mut town.demand[2].residents);
        let found = document(&Study::open(town).expect("sound"));
        let area = &found["gebieden"][2];
        assert_eq!(
            (&area["kinderen"], &area["kinderen_maal_inzet"]),
            (&Value::Null, &Value::Null)
        );
        let protected = json!("niet getoond om kleine aantallen te beschermen");
        assert_eq!(area["reden"], protected);
        assert!(area["waarde"].is_number());
        // The small one could be found from the others and the whole, so one of them is hidden as well.
        let areas = found["gebieden"].as_array().expect("a list").iter();
        let hidden: Vec<&Value> = areas.filter(|area| area["kinderen"].is_null()).collect();
        assert_eq!(hidden.len(), 2);
        assert!(hidden.iter().all(|area| area["reden"] == protected));
    }

    #[test]
    fn one_neighbourhood_is_explained_in_both_languages() {
        let study = Study::open(planned_town()).expect("sound");
        let answer = study.need(&question()).expect("sound");
        let explain = |language| {
            let document = serde_json::to_value(need_document(&answer, language)).expect("JSON");
            document["gebieden"][9].clone()
        };
        let (dutch, english) = (explain(Language::Dutch), explain(Language::English));
        assert_eq!(
            dutch["zin"],
            json!(
                "De aandachtsindex van deze buurt is 50 van 100; hoger betekent: meer inzet gewenst. De meeste inzet \
                 is gewenst bij taal en basisvaardigheden (score 95)."
            )
        );
        assert!(
            english["zin"]
                .as_str()
                .expect("text")
                .starts_with("The attention index")
        );
        assert_eq!(dutch["code"], json!("BU09"));
    }

    #[test]
    fn a_study_without_indicators_says_so() {
        let mut town = planned_town();
        town.planning.indicators.clear();
        let study = Study::open(town).expect("sound");
        let refused = study.need(&question()).expect_err("nothing to measure");
        assert_eq!(
            refused.sentence().dutch,
            "indicatoren: gevonden geen enkele, verwacht ten minste één indicator in het studiebestand"
        );
    }

    #[test]
    fn the_layer_has_a_feature_for_each_neighbourhood_and_district_and_a_need_for_each_home() {
        let study = Study::open(planned_town()).expect("sound");
        let answer = study.need(&question()).expect("sound");
        let layer = need_answer_layer(&answer).expect("on the map");
        assert_eq!((layer.ids.len(), layer.shapes.planar.len()), (12, 12));
        let of_west = |wanted: &str| {
            let found = layer.properties[10]
                .iter()
                .find(|(name, _)| *name == wanted);
            found.map(|(_, value)| value.clone())
        };
        assert_eq!(layer.ids[10], "West");
        assert_eq!(of_west("niveau"), Some(Property::Text("wijk".to_owned())));
        let document = document(&study);
        let index = document["wijken"][0]["waarde"].as_f64();
        assert!(index.is_some());
        assert_eq!(of_west("aandachtsindex"), Some(Property::number(index)));
        assert_eq!(of_west("kinderen"), Some(Property::Number(600.0)));
        assert_eq!(of_west("kwintiel"), Some(Property::Missing));
        let names: Vec<&str> = layer.properties[0].iter().map(|(name, _)| *name).collect();
        assert!(names.contains(&"aandachtsindex") && names.contains(&"sociale_cohesie"));
        assert_eq!(answer.index_by_home()[5], Some(50.0));
        assert!(answer.quintile_by_home().iter().all(Option::is_some));
    }
}
