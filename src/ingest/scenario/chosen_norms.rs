//! Norms that a scenario chooses, as they are written.

use serde::Deserialize;

use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::within;
use crate::model::bilingual::Bilingual;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::{ChosenNorm, MOST_MINUTES};

/// One of `normen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNorm {
    voorziening: String,
    profiel: Option<String>,
    minuten: Option<u64>,
}

/// The norms, in their order.
///
/// # Errors
/// Names the norm, by its place from 0, and the field.
pub fn chosen_norms(written: Vec<RawNorm>) -> Result<Vec<ChosenNorm>, QuestionRefused> {
    let mut chosen: Vec<ChosenNorm> = Vec::new();
    for (index, raw) in written.into_iter().enumerate() {
        let norm = raw.read(&format!("normen[{index}]"))?;
        if chosen.iter().any(|earlier| earlier.kind == norm.kind) {
            return Err(QuestionRefused {
                field: format!("normen[{index}].voorziening"),
                found: Bilingual::quoted(norm.kind.code()),
                expected: Bilingual::new("elke soort één keer", "each kind once"),
            });
        }
        chosen.push(norm);
    }
    Ok(chosen)
}

impl RawNorm {
    fn read(self, place: &str) -> Result<ChosenNorm, QuestionRefused> {
        let minutes = format!("{place}.minuten");
        within(&minutes, self.minuten, 1..=MOST_MINUTES)?;
        let kind = FacilityKind::new(&self.voorziening);
        let kind = kind.map_err(|_refused| QuestionRefused {
            field: format!("{place}.voorziening"),
            found: Bilingual::quoted(&self.voorziening),
            expected: Bilingual::new(
                "de code van een soort, zoals PO",
                "the code of a kind, such as PO",
            ),
        })?;
        Ok(ChosenNorm {
            kind,
            profile: self.profiel,
            minutes: self.minuten,
        })
    }
}
