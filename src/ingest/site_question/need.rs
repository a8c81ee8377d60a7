//! `vraag = "inzetprofiel"`: which surroundings ask for more support.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{domains, one_of, set, within};
use crate::model::need_question::NeedQuestion;
use crate::model::weight_set::{NeedRules, Standardisation};

/// The question as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNeedQuestion {
    preset: Option<String>,
    #[serde(default)]
    gewichten: BTreeMap<String, f64>,
    #[serde(default)]
    herkomstindicatoren: Vec<String>,
    standaardisatie: Option<String>,
    bewijs_minimaal: Option<f64>,
    inwoners_minimaal: Option<u32>,
    kinderen_minimaal: Option<u32>,
}

impl RawNeedQuestion {
    /// The question, with what the rules propose where nothing is given.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, rules: &NeedRules) -> Result<NeedQuestion, QuestionRefused> {
        let mut question = NeedQuestion::proposed(rules);
        if self.preset.is_some() || !self.gewichten.is_empty() {
            question.domains = domains("gewichten", &self.gewichten)?;
        }
        question.preset = self.preset;
        question.origin_indicators = self.herkomstindicatoren;
        let scale = one_of(
            "standaardisatie",
            self.standaardisatie.as_deref(),
            &Standardisation::EVERY,
            Standardisation::code,
        )?;
        set(&mut question.standardisation, scale);
        set(
            &mut question.smallest_evidence,
            within("bewijs_minimaal", self.bewijs_minimaal, 0.0..=1.0)?,
        );
        set(&mut question.smallest_residents, self.inwoners_minimaal);
        set(&mut question.smallest_children, self.kinderen_minimaal);
        Ok(question)
    }
}
