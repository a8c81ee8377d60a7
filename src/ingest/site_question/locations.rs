//! `vraag = "locaties"`: where new facilities of a kind would bring most people nearby.

use serde::Deserialize;

use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{kind, one_of, quantity, set, within};
use crate::model::age_group::AgeGroup;
use crate::model::bilingual::Bilingual;
use crate::model::location_question::{
    Change, Existing, LocationAction, LocationQuestion, Places, Variants, Weighing,
};
use crate::model::units::{Euros, Metres, Seconds};

/// A question may ask for so many plans.
const MOST_PLANS: usize = 10;
/// A question may ask for so many draws.
const MOST_DRAWS: usize = 20_000;
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
    #[serde(default)]
    acties: Vec<RawAction>,
    capaciteit: Option<String>,
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
    trekkingen: Option<usize>,
    startgetal: Option<u64>,
    varianten: Option<String>,
    rekentijd_s: Option<f64>,
}

/// One thing that may be done, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAction {
    voorziening: String,
    actie: String,
    met: Option<String>,
    vaste_kosten_eur: Option<f64>,
    kosten_per_plaats_eur: Option<f64>,
    plaatsen: Option<u32>,
}

impl RawAction {
    fn read(self, number: usize) -> Result<LocationAction, QuestionRefused> {
        let field = |name: &str| format!("acties[{number}].{name}");
        let change = one_of(
            &field("actie"),
            Some(&self.actie),
            &Change::EVERY,
            Change::code,
        )?;
        let change = change.expect("a word that was given is found or refused");
        let money = |name: &str, given| quantity(&field(name), given, Euros::new);
        let nothing = || Bilingual::new("niets", "nothing");
        let refused = |name: &str, found: Bilingual, expected: (&str, &str)| {
            Err(QuestionRefused {
                field: field(name),
                found,
                expected: Bilingual::new(expected.0, expected.1),
            })
        };
        match (change, &self.met) {
            (Change::Merge, None) => {
                let expected = (
                    "het kenmerk van de plek die de mensen opneemt",
                    "the id of the place that takes people in",
                );
                return refused("met", nothing(), expected);
            }
            (Change::Close | Change::Extend | Change::Open | Change::Stay, Some(_)) => {
                let expected = (
                    "niets, want dit is geen samenvoegen",
                    "nothing, because this is no samenvoegen",
                );
                return refused("met", Bilingual::new("een kenmerk", "an id"), expected);
            }
            (Change::Merge, Some(_)) | (_, None) => {}
        }
        if self.plaatsen.is_some() && matches!(change, Change::Close | Change::Stay) {
            let expected = (
                "niets, want het aantal plaatsen verandert hier niet",
                "nothing, because it gets no other",
            );
            return refused(
                "plaatsen",
                Bilingual::new("een getal", "a number"),
                expected,
            );
        }
        if self.plaatsen.is_none() && change == Change::Extend {
            let expected = (
                "hoeveel plaatsen er dan in totaal zijn",
                "how many places there then are in all",
            );
            return refused("plaatsen", nothing(), expected);
        }
        if self.plaatsen.is_none() && self.kosten_per_plaats_eur.is_some() {
            let expected = (
                "hoeveel plaatsen er dan zijn, want elke plaats heeft een prijs",
                "how many places there then are, because each has a price",
            );
            return refused("plaatsen", nothing(), expected);
        }
        Ok(LocationAction {
            fixed_cost: money("vaste_kosten_eur", self.vaste_kosten_eur)?,
            cost_per_place: money("kosten_per_plaats_eur", self.kosten_per_plaats_eur)?,
            place: self.voorziening,
            change,
            into: self.met,
            places: self.plaatsen,
        })
    }
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
        let actions = self.acties.into_iter().enumerate();
        let actions: Result<_, _> = actions.map(|(place, action)| action.read(place)).collect();
        question.actions = actions?;
        let places = one_of(
            "capaciteit",
            self.capaciteit.as_deref(),
            &Places::EVERY,
            Places::code,
        )?;
        set(&mut question.places, places);
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
        let draws = within("trekkingen", self.trekkingen, 0..=MOST_DRAWS)?;
        set(&mut question.draws, draws);
        set(&mut question.seed, self.startgetal);
        let variants = one_of(
            "varianten",
            self.varianten.as_deref(),
            &Variants::EVERY,
            Variants::code,
        )?;
        set(&mut question.variants, variants);
        let seconds = within("rekentijd_s", self.rekentijd_s, 0.0..=MOST_SECONDS)?;
        set(
            &mut question.time_limit,
            quantity("rekentijd_s", seconds, Seconds::new)?,
        );
        Ok(question)
    }
}
