//! What an answer rests on: formula, sources, weights, norms and how distances were measured.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::source::SourceId;
use crate::model::town_data::TownData;
use crate::study::language::Language;
use crate::study::overview::{SourceOverview, source_overview};

/// The grounds of an answer, in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grounds {
    formule: &'static str,
    bronnen: Vec<SourceOverview>,
    gewichtenset: String,
    gewichtenset_label: String,
    normenset: String,
    afstandsniveau: &'static str,
    geschat_pct: Option<f64>,
}

impl Grounds {
    /// The same for an answer that counts children, of whom this share is estimated.
    pub fn with_estimated(mut self, share: Option<f64>) -> Self {
        self.geschat_pct = share;
        self
    }
}

/// The grounds of an answer that counts no residents, so that no share of them is estimated.
pub fn grounds(
    town: &TownData,
    formula: &'static str,
    sources: &BTreeSet<SourceId>,
    language: Language,
) -> Grounds {
    let described = sources
        .iter()
        .filter_map(|id| town.sources.get(usize::from(id.0)));
    let weights = &town.weights;
    Grounds {
        formule: formula,
        bronnen: described.map(source_overview).collect(),
        gewichtenset: weights.name.clone(),
        gewichtenset_label: match language {
            Language::Dutch => weights.label_nl.clone(),
            Language::English => weights.label_en.clone(),
        },
        normenset: town.norms.name.clone(),
        afstandsniveau: town.distance_level.code(),
        geschat_pct: None,
    }
}
