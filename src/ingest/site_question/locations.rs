//! `vraag = "locaties"`: where new facilities of a kind would bring most people nearby.

use serde::Deserialize;

use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{kind, one_of, quantity, set, within};
use crate::model::age_group::AgeGroup;
use crate::model::bilingual::Bilingual;
use crate::model::location_question::{Existing, LocationQuestion, Weighing};
use crate::model::units::{Euros, Metres, Seconds};

/// A question may ask for so many plans.
const MOST_PLANS: usize = 10;
/// A question may take so many seconds of computing.
const MOST_SECONDS: f64 = 300.0;

/// The question as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLocationQuestion {
    voorziening: String,
    model: Option<String>,
    leeftijd: Option<String>,
    aantal: Option<usize>,
    norm_s: Option<f64>,
    macht: Option<f64>,
    bestaand: Option<String>,
    #[serde(default)]
    sluiten: Vec<String>,
    weging: Option<String>,
    #[serde(default)]
    verplicht: Vec<String>,
    #[serde(default)]
    uitgesloten: Vec<String>,
    hoogstens_per_wijk: Option<usize>,
    onderlinge_afstand_m: Option<f64>,
    budget_eur: Option<f64>,
    plannen: Option<usize>,
    binnen_pct: Option<f64>,
    verschil: Option<usize>,
    rekentijd_s: Option<f64>,
}

impl RawLocationQuestion {
    /// The question, with the proposal where nothing is given.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self) -> Result<LocationQuestion, QuestionRefused> {
        let mut question = LocationQuestion::proposed(kind("voorziening", &self.voorziening)?);
        set(&mut question.model, self.model);
        question.age = one_of(
            "leeftijd",
            self.leeftijd.as_deref(),
            &AgeGroup::EVERY,
            AgeGroup::code,
        )?;
        if self.aantal.is_some() {
            question.sites = self.aantal;
        }
        question.norm = quantity("norm_s", self.norm_s, Seconds::new)?;
        question.power = self.macht;
        let existing = one_of(
            "bestaand",
            self.bestaand.as_deref(),
            &Existing::EVERY,
            Existing::code,
        )?;
        set(&mut question.existing, existing);
        let weighing = one_of(
            "weging",
            self.weging.as_deref(),
            &Weighing::EVERY,
            Weighing::code,
        )?;
        set(&mut question.weighing, weighing);
        question.closing = self.sluiten;
        question.required = self.verplicht;
        question.forbidden = self.uitgesloten;
        question.most_per_district = self.hoogstens_per_wijk;
        question.smallest_distance = quantity(
            "onderlinge_afstand_m",
            self.onderlinge_afstand_m,
            Metres::new,
        )?;
        question.budget = quantity("budget_eur", self.budget_eur, Euros::new)?;
        set(
            &mut question.plans,
            within("plannen", self.plannen, 1..=MOST_PLANS)?,
        );
        set(
            &mut question.within_percent,
            within("binnen_pct", self.binnen_pct, 0.0..=100.0)?,
        );
        if self.verschil == Some(0) {
            return Err(QuestionRefused {
                field: "verschil".to_owned(),
                found: Bilingual::same(0),
                expected: Bilingual::new("een heel getal, 1 of meer", "a whole number, 1 or more"),
            });
        }
        set(&mut question.differing, self.verschil);
        let seconds = within("rekentijd_s", self.rekentijd_s, 0.0..=MOST_SECONDS)?;
        set(
            &mut question.time_limit,
            quantity("rekentijd_s", seconds, Seconds::new)?,
        );
        Ok(question)
    }
}
