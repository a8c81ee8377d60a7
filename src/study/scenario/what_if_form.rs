//! What a scenario means, in the fields of the public interface.

use serde::Serialize;
use serde_json::Value;

/// What a scenario means.
#[derive(Debug, Serialize)]
pub struct WhatIfDocument {
    pub(super) scenario: Value,
    pub(super) woningen_onbekend: u64,
    pub(super) zinnen: Vec<String>,
    pub(super) over: String,
    pub(super) afstandsniveau: &'static str,
    pub(super) normenset: Value,
    pub(super) uitleg_methode: String,
    pub(super) vragen: Vec<QuestionDocument>,
    pub(super) verlies: Vec<LossDocument>,
    pub(super) aanbod: Vec<Value>,
    pub(super) doodlopend: Vec<Value>,
    pub(super) niet_geplaatst: Vec<Value>,
}

/// One kind and age group.
#[derive(Debug, Serialize)]
pub(super) struct QuestionDocument {
    pub(super) voorziening: String,
    pub(super) naam: String,
    pub(super) leeftijd: &'static str,
    pub(super) profiel: String,
    pub(super) norm_s: f64,
    pub(super) woningen_onbekend: u64,
    pub(super) zinnen: Vec<String>,
    pub(super) geheel: Option<AreaDocument>,
    pub(super) verschil: Value,
    pub(super) gebieden: Vec<AreaDocument>,
}

#[derive(Debug, Serialize)]
pub(super) struct AreaDocument {
    pub(super) code: String,
    pub(super) naam: String,
    pub(super) niveau: &'static str,
    pub(super) wijk: Option<String>,
    pub(super) voor: FiguresDocument,
    pub(super) na: FiguresDocument,
    pub(super) erbij: Option<u64>,
    pub(super) eraf: Option<u64>,
    pub(super) korter: Option<u64>,
    pub(super) langer: Option<u64>,
    pub(super) woningen_onbekend: u64,
    pub(super) verschil_personen: Option<i64>,
    pub(super) verschil_gedekt: Option<i64>,
    pub(super) verschil_t_p50_s: Option<f64>,
    pub(super) verschil_t_p90_s: Option<f64>,
    pub(super) verschil_pct: Option<f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct FiguresDocument {
    pub(super) klasse: u8,
    pub(super) personen: Option<u64>,
    pub(super) gedekt: Option<u64>,
    pub(super) aandeel_pct: Option<f64>,
    pub(super) t_p50_s: Option<f64>,
    pub(super) t_p90_s: Option<f64>,
    pub(super) score: Option<f64>,
    pub(super) geschat_pct: Option<f64>,
    pub(super) reden: Option<String>,
}

/// A neighbourhood that loses.
#[derive(Debug, Serialize)]
pub(super) struct LossDocument {
    pub(super) code: String,
    pub(super) naam: String,
    pub(super) voorziening: String,
    pub(super) leeftijd: &'static str,
    pub(super) personen: Option<u64>,
}
