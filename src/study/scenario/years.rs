//! A plan through the years: who lives there when its homes are ready, who reaches what, and how many places there are.

use serde_json::{Value, json};

use crate::access::places::Unplaced;
use crate::access::publication::{Published, reasons_told};
use crate::access::suppression::Shown;
use crate::model::bilingual::Bilingual;
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::scenario::refusal::ScenarioRefused;
use crate::model::units::Seconds;
use crate::study::answer::whole_people;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::question::Question;
use crate::study::scenario::planned_residents::{
    homes_of_unknown_people, homes_outside, number_of,
};
use crate::study::scenario::problem::ScenarioProblem;
use crate::study::scenario::scenario_document::yields_label;
use crate::study::scenario::sentences::{
    outside_homes_sentence, unknown_homes_sentence, unplaced_sentences,
};
use crate::study::scenario::supply::Supply;
use crate::study::scenario::what_if::WhatIfQuestion;

/// So many years after the year of the study it is told.
const LATER: [u16; 4] = [0, 5, 10, 15];

/// The whole study in one year of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct YearOfPlan {
    /// The year.
    pub year: u16,
    /// What is published of the whole study; nothing when it has none.
    pub whole: Option<Published>,
    /// The facilities of the kind.
    pub supply: Supply,
    /// The planned homes that are ready, and of which is not known how many people of the age group live in them.
    pub unknown_homes: u64,
    /// The planned homes that are ready, and lie in no area of the study.
    pub outside_homes: u64,
    /// What of the plan found no place on the streets.
    pub unplaced: Vec<Unplaced>,
}

impl Study {
    /// The whole study now and five, ten and fifteen years later: homes of the plan that are ready by then are lived in by
    /// the user's own table, and those who live there now stay as they are.
    ///
    /// # Errors
    /// As [`Study::what_if`]; and when the day of the study has no year.
    ///
    /// # Cost
    /// A what-if of one kind and age group for each year.
    pub fn years(
        &self,
        scenario: &Scenario,
        question: &Question,
    ) -> Result<Vec<YearOfPlan>, ScenarioProblem> {
        let whole = self.asked(question).and_then(|asked| asked.whole());
        let of_whole = |published: &[Published]| published.get(whole?).cloned();
        let now = of_whole(self.published(question).unwrap_or_default());
        let asked = WhatIfQuestion {
            kind: Some(question.kind.clone()),
            age: Some(question.age),
        };
        let first = self.year()?;
        let years = LATER.map(|later| first.saturating_add(later)).into_iter();
        let year = |year: u16| {
            let then = scenario.clone().in_year(Some(year));
            let told = self.what_if(&then, &asked)?;
            let changed = told.kinds.first().and_then(|kind| kind.ages.first());
            let supplied = told.supply.first().map(|change| change.after);
            Ok(YearOfPlan {
                year,
                whole: changed.map_or_else(|| now.clone(), |age| of_whole(&age.after)),
                supply: supplied.unwrap_or_else(|| self.supply_now(&question.kind)),
                unknown_homes: number_of(homes_of_unknown_people(&then, question.age)),
                outside_homes: number_of(homes_outside(self.town(), &then)),
                unplaced: told.unplaced.into_iter().map(|(_, what)| what).collect(),
            })
        };
        years.map(year).collect()
    }

    /// The year that the study describes.
    fn year(&self) -> Result<u16, ScenarioRefused> {
        let day = &self.town().reference_date;
        let year = day.get(..4).and_then(|year| year.parse().ok());
        year.ok_or_else(|| {
            let expected = Bilingual::new("een dag, zoals 2026-01-01", "a day, such as 2026-01-01");
            ScenarioRefused::of_scenario("peildatum", Bilingual::quoted(day), expected)
        })
    }
}

/// The years in the words of the public interface. How many people have no place is told only where all places are
/// known, and the people of all homes.
pub fn years_document(
    years: &[YearOfPlan],
    scenario: &Scenario,
    question: &Question,
    language: Language,
) -> Value {
    let explained = Bilingual::new(
        "Wie er nu woont blijft gelijk; erbij komen de bewoners van woningen die dan klaar zijn, geschat met de kengetallen \
         van het plan. Plaatsen zijn die van alle voorzieningen van deze soort samen; een tekort is er alleen als alle \
         plaatsen en de bewoners van alle woningen bekend zijn.",
        "Those who live there now stay as they are; the people of homes that are ready by then are added, estimated with the \
         plan's own figures. Places are those of all facilities of this kind together; a shortage is told only when all \
         places are known, and the people of all homes.",
    );
    let unplaced = years.iter().flat_map(|year| &year.unplaced);
    json!({
        "voorziening": question.kind.code(),
        "leeftijd": question.age.code(),
        "kengetallen": yields_label(scenario),
        "jaren": years.iter().map(|year| year_document(year, language)).collect::<Vec<_>>(),
        "zinnen": unplaced_sentences(unplaced, language),
        "uitleg": language.of(explained),
    })
}

fn year_document(told: &YearOfPlan, language: Language) -> Value {
    let tenth = |number: Shown<f64>| number.value().map(|number| (number * 10.0).round() / 10.0);
    let figures = told.whole.as_ref().map(|whole| whole.figures);
    let persons = figures.and_then(|figures| whole_people(figures.persons));
    let Supply {
        facilities,
        places,
        unknown_places,
        ..
    } = told.supply;
    let all_known = unknown_places == 0 && told.unknown_homes == 0;
    let short = persons
        .zip(places.filter(|_| all_known))
        .map(|(persons, places)| persons.saturating_sub(places));
    json!({
        "jaar": told.year,
        "personen": persons,
        "gedekt": figures.and_then(|figures| whole_people(figures.covered)),
        "aandeel_pct": figures.and_then(|figures| tenth(figures.share)),
        "t_p50_s": figures.and_then(|figures| tenth(Shown::of(figures.p50.value().map(Seconds::value)))),
        "geschat_pct": figures.and_then(|figures| tenth(figures.estimated_share)),
        "locaties": facilities,
        "plaatsen": places,
        "plaatsen_onbekend": unknown_places,
        "tekort_plaatsen": short,
        "woningen_onbekend": told.unknown_homes,
        "reden": reason(told, language),
    })
}

/// Why figures are empty or should be read with care, as in every answer, and which homes do not count.
fn reason(told: &YearOfPlan, language: Language) -> Option<String> {
    let whole = told.whole.as_ref();
    let reasons = whole.and_then(|whole| reasons_told(&whole.reasons));
    let unknown = unknown_homes_sentence(told.unknown_homes, language);
    let outside = outside_homes_sentence(told.outside_homes, language);
    let all: Vec<String> = reasons
        .map(|told| language.of(told))
        .into_iter()
        .chain(unknown)
        .chain(outside)
        .collect();
    (!all.is_empty()).then(|| all.join("; "))
}
