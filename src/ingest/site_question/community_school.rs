//! `vraag = "buurtschool"`: which buildings come into view for a community school, and in which sets.

use serde::Deserialize;

use crate::ingest::site_question::criteria::{AddedValue, Criteria, Rebuilding};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{day, one_of, quantity, set, within};
use crate::model::bilingual::Bilingual;
use crate::model::community_school_question::{CommunitySchoolQuestion, ExtraSite, SetAim};
use crate::model::position::Planar;
use crate::model::units::{Euros, Metres, Seconds};
use crate::model::weight_set::{Standardisation, WeightSet};

/// A question may look so many years ahead.
const MOST_YEARS: u16 = 100;
/// A set may have so many sites.
const MOST_SITES: usize = 20;
/// A question may ask for so many sets.
const MOST_SETS: usize = 100;
/// A question may ask for so many sets that differ.
const MOST_PLANS: usize = 10;
/// A question may ask for so many draws of weights.
const MOST_DRAWS: usize = 20_000;

/// The question as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCommunitySchoolQuestion {
    criteria: Option<Criteria>,
    noodzaak: Option<Rebuilding>,
    meerwaarde: Option<AddedValue>,
    inclusiviteit: Option<f64>,
    standaardisatie: Option<String>,
    norm_voorziening: Option<String>,
    norm_s: Option<f64>,
    profiel: Option<String>,
    partnerafstand_m: Option<f64>,
    reservering_eur: Option<f64>,
    kapitaallast: Option<f64>,
    ambitie_maanden: Option<u32>,
    bewijs_minimaal: Option<f64>,
    kansrijk_vanaf: Option<f64>,
    andere_gebouwen: Option<bool>,
    #[serde(default)]
    extra_plekken: Vec<ExtraPlace>,
    peildatum: Option<String>,
    horizon_jaren: Option<u16>,
    aantal: Option<usize>,
    doel: Option<String>,
    hoogstens_per_wijk: Option<usize>,
    onderlinge_afstand_m: Option<f64>,
    budget_eur: Option<f64>,
    #[serde(default)]
    verplicht: Vec<String>,
    #[serde(default)]
    uitgesloten: Vec<String>,
    sets: Option<usize>,
    plannen: Option<usize>,
    binnen_pct: Option<f64>,
    verschil: Option<usize>,
    trekkingen: Option<usize>,
    startgetal: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtraPlace {
    id: String,
    naam: String,
    x: f64,
    y: f64,
}

impl RawCommunitySchoolQuestion {
    /// The question, with what the weight set proposes where nothing is given.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, weights: &WeightSet) -> Result<CommunitySchoolQuestion, QuestionRefused> {
        let mut question = CommunitySchoolQuestion::proposal(weights);
        self.read_rules(&mut question)?;
        set(&mut question.inclusivity_weight, self.inclusiviteit);
        let scale = one_of(
            "standaardisatie",
            self.standaardisatie.as_deref(),
            &Standardisation::EVERY,
            Standardisation::code,
        )?;
        set(&mut question.standardisation, scale);
        set(&mut question.norm_kind, self.norm_voorziening);
        question.norm = quantity("norm_s", self.norm_s, Seconds::new)?;
        question.profile = self.profiel;
        set(&mut question.other_buildings, self.andere_gebouwen);
        question.extra_sites = self
            .extra_plekken
            .into_iter()
            .map(ExtraPlace::read)
            .collect::<Result<_, _>>()?;
        let date = self.peildatum.as_deref();
        question.date = date.map(|given| day("peildatum", given)).transpose()?;
        set(
            &mut question.horizon_years,
            within("horizon_jaren", self.horizon_jaren, 0..=MOST_YEARS)?,
        );
        set(
            &mut question.sites,
            within("aantal", self.aantal, 1..=MOST_SITES)?,
        );
        set(
            &mut question.aim,
            one_of("doel", self.doel.as_deref(), &SetAim::EVERY, SetAim::code)?,
        );
        question.most_per_district = self.hoogstens_per_wijk;
        question.smallest_distance = quantity(
            "onderlinge_afstand_m",
            self.onderlinge_afstand_m,
            Metres::new,
        )?;
        question.budget = quantity("budget_eur", self.budget_eur, Euros::new)?;
        question.required = self.verplicht;
        question.forbidden = self.uitgesloten;
        set(
            &mut question.sets,
            within("sets", self.sets, 1..=MOST_SETS)?,
        );
        set(
            &mut question.plans,
            within("plannen", self.plannen, 1..=MOST_PLANS)?,
        );
        set(
            &mut question.within_percent,
            within("binnen_pct", self.binnen_pct, 0.0..=100.0)?,
        );
        set(
            &mut question.differing,
            within("verschil", self.verschil, 1..=MOST_SITES)?,
        );
        set(
            &mut question.draws,
            within("trekkingen", self.trekkingen, 1..=MOST_DRAWS)?,
        );
        set(&mut question.seed, self.startgetal);
        Ok(question)
    }

    fn read_rules(&self, question: &mut CommunitySchoolQuestion) -> Result<(), QuestionRefused> {
        let rules = &mut question.rules;
        let criteria = self.criteria.as_ref().map(Criteria::weights);
        set(&mut rules.criteria, criteria);
        let rebuilding = self.noodzaak.as_ref().map(Rebuilding::weights);
        set(&mut rules.rebuilding, rebuilding);
        let added_value = self.meerwaarde.as_ref().map(AddedValue::weights);
        set(&mut rules.added_value, added_value);
        let partner_distance = quantity("partnerafstand_m", self.partnerafstand_m, Metres::new)?;
        set(&mut rules.partner_distance, partner_distance);
        let reservation = quantity("reservering_eur", self.reservering_eur, Euros::new)?;
        set(&mut rules.reservation, reservation);
        set(&mut rules.capital_cost_rate, self.kapitaallast);
        set(&mut rules.ambition_months, self.ambitie_maanden);
        set(&mut rules.smallest_evidence, self.bewijs_minimaal);
        set(&mut rules.promising_score, self.kansrijk_vanaf);
        Ok(())
    }
}

impl ExtraPlace {
    fn read(self) -> Result<ExtraSite, QuestionRefused> {
        if !(self.x.is_finite() && self.y.is_finite()) {
            return Err(QuestionRefused {
                field: "extra_plekken".to_owned(),
                found: Bilingual::same(format_args!("{}, {}", self.x, self.y)),
                expected: Bilingual::new(
                    "x en y in meters van het stelsel van de studie",
                    "x and y in metres of the study's system",
                ),
            });
        }
        Ok(ExtraSite {
            id: self.id,
            name: self.naam,
            position: Planar {
                x: self.x,
                y: self.y,
            },
        })
    }
}
