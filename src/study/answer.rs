//! The answer to one question: the municipality, the classes, and every area.

use serde::Serialize;

use crate::access::publication::reasons_told;
use crate::access::suppression::{Shown, is_small};
use crate::layers::norm_classes::{NO_CLASS, NO_CLASS_COLOUR, class_of, norm_classes};
use crate::model::area::AreaLevel;
use crate::model::people::People;
use crate::model::units::Seconds;
use crate::study::asked::Asked;
use crate::study::language::Language;
use crate::study::overview::{SourceOverview, district_name, norm_label};
use crate::study::sentences::method;

/// The whole answer, in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    vraag: AskedQuestion,
    titel: String,
    eenheid: String,
    stad: Option<AreaAnswer>,
    verdeling: Option<Vec<ClassShare>>,
    klassen: Vec<ClassAnswer>,
    gebieden: Vec<AreaAnswer>,
    geschat_pct: Option<f64>,
    bronnen: Vec<String>,
    uitleg_methode: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AskedQuestion {
    voorziening: String,
    leeftijd: &'static str,
    profiel: String,
    norm_s: f64,
    grens_s: f64,
    norm_label: String,
}

/// How many people of the municipality travel so long themselves, whatever their neighbourhood's middle is.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ClassShare {
    klasse: u8,
    personen: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ClassAnswer {
    klasse: u8,
    van_s: Option<f64>,
    tot_s: Option<f64>,
    naam: String,
    binnen_norm: bool,
    kleur: &'static str,
    buurten: usize,
    personen: Option<u64>,
}

/// One area's figures as they may be published; what is hidden or not known is null, with a reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaAnswer {
    code: String,
    naam: String,
    niveau: &'static str,
    wijk: Option<String>,
    klasse: u8,
    personen: Option<u64>,
    gedekt: Option<u64>,
    aandeel_pct: Option<f64>,
    t_p10_s: Option<f64>,
    t_p50_s: Option<f64>,
    t_p90_s: Option<f64>,
    score: Option<f64>,
    geschat_pct: Option<f64>,
    reden: Option<String>,
}

impl AreaAnswer {
    /// Why values are empty or should be read with care, if so.
    pub fn reason(&self) -> Option<String> {
        self.reden.clone()
    }
}

/// Answers a question.
pub fn answer(asked: &Asked<'_>, language: Language) -> Answer {
    let wording = asked.wording(language);
    let norm = &asked.travel.norm;
    let whole = asked.whole();
    let areas: Vec<(AreaLevel, AreaAnswer)> = (0..asked.town.areas.len())
        .filter_map(|index| {
            Some((
                asked.town.areas.get(index)?.level,
                area_answer(asked, index, language)?,
            ))
        })
        .collect();
    let city = whole.and_then(|index| area_answer(asked, index, language));
    Answer {
        vraag: AskedQuestion {
            voorziening: norm.kind.code().to_owned(),
            leeftijd: asked.question.age.code(),
            profiel: norm.profile.clone(),
            norm_s: norm.norm.value(),
            grens_s: norm.limit.value(),
            norm_label: norm_label(asked.town, language),
        },
        titel: wording.title(),
        eenheid: wording.unit(),
        geschat_pct: city.as_ref().and_then(|city| city.geschat_pct),
        stad: city,
        verdeling: whole.and_then(|index| distribution(asked, index)),
        klassen: class_answers(asked, language, &areas),
        gebieden: areas
            .into_iter()
            .filter(|(level, _)| *level != AreaLevel::Municipality)
            .map(|(_, area)| area)
            .collect(),
        bronnen: asked
            .resident_sources()
            .iter()
            .map(SourceOverview::line)
            .collect(),
        uitleg_methode: method(asked.travel.level, language),
    }
}

/// The figures of the area with this index; nothing when there is no such area.
pub fn area_answer(asked: &Asked<'_>, index: usize, language: Language) -> Option<AreaAnswer> {
    let area = asked.town.areas.get(index)?;
    let published = asked.published.get(index)?;
    let figures = &published.figures;
    let tenth = |number: Shown<f64>| number.value().map(|number| (number * 10.0).round() / 10.0);
    let seconds = |time: Shown<Seconds>| tenth(Shown::of(time.value().map(Seconds::value)));
    Some(AreaAnswer {
        code: area.code.0.clone(),
        naam: area.name.clone(),
        niveau: area.level.code(),
        wijk: district_name(asked.town, area),
        klasse: class_of(figures.p50.value(), &asked.travel.norm),
        personen: whole_people(figures.persons),
        gedekt: whole_people(figures.covered),
        aandeel_pct: tenth(figures.share),
        t_p10_s: seconds(figures.p10),
        t_p50_s: seconds(figures.p50),
        t_p90_s: seconds(figures.p90),
        score: tenth(figures.score),
        geschat_pct: tenth(figures.estimated_share),
        reden: reasons_told(&published.reasons).map(|told| language.of(told)),
    })
}

/// Published people are whole: their source's rounding, or to one.
pub fn whole_people(people: Shown<People>) -> Option<u64> {
    people.value().map(|people| people.whole_persons())
}

/// The people of an area by the class of their own time; nothing when a class would show a small number.
fn distribution(asked: &Asked<'_>, area: usize) -> Option<Vec<ClassShare>> {
    let mut people = [People::NONE; 6];
    for &home in asked.tree.homes(area) {
        let count = asked
            .town
            .demand
            .get(home)
            .and_then(|point| point.residents[asked.question.age]);
        let time = asked
            .travel
            .reaches
            .get(home)
            .and_then(|reach| reach.time());
        // Without a way at all they are as far as can be.
        let class = if time.is_none() {
            5
        } else {
            class_of(time, &asked.travel.norm)
        };
        if let (Some(count), Some(sum)) = (count, people.get_mut(usize::from(class))) {
            *sum = *sum + count.people;
        }
    }
    let total = whole_people(asked.published.get(area)?.figures.persons)?;
    let covered = whole_people(asked.published.get(area)?.figures.covered)?;
    if people.iter().any(|&people| is_small(people)) {
        return None;
    }
    let parts = |whole: u64, classes: &[People]| {
        let weights: Vec<u64> = classes.iter().map(|people| people.billionths()).collect();
        People::from_billionths(whole).share_out(&weights)
    };
    let (within, beyond) = (
        parts(covered, &people[1..=3]),
        parts(total.saturating_sub(covered), &people[4..=5]),
    );
    let classes = (1u8..).zip(within.into_iter().chain(beyond));
    Some(
        classes
            .map(|(klasse, people)| ClassShare {
                klasse,
                personen: people.billionths(),
            })
            .collect(),
    )
}

fn class_answers(
    asked: &Asked<'_>,
    language: Language,
    areas: &[(AreaLevel, AreaAnswer)],
) -> Vec<ClassAnswer> {
    let words = asked.wording(language).class_words();
    let in_class = |number: u8| {
        areas.iter().filter(move |(level, area)| {
            *level == AreaLevel::Neighbourhood && area.klasse == number
        })
    };
    let mut classes: Vec<ClassAnswer> = norm_classes(&asked.travel.norm)
        .into_iter()
        .map(|class| ClassAnswer {
            klasse: class.number,
            van_s: Some(class.from_seconds),
            tot_s: class.to_seconds,
            naam: class.name(words),
            binnen_norm: class.within_norm,
            kleur: class.colour,
            buurten: in_class(class.number).count(),
            personen: Some(
                in_class(class.number)
                    .filter_map(|(_, area)| area.personen)
                    .sum(),
            ),
        })
        .collect();
    let without = in_class(NO_CLASS).count();
    if without > 0 {
        classes.push(ClassAnswer {
            klasse: NO_CLASS,
            van_s: None,
            tot_s: None,
            naam: match language {
                Language::Dutch => "te weinig personen of gegevens".to_owned(),
                Language::English => "too few people or too little data".to_owned(),
            },
            binnen_norm: false,
            kleur: NO_CLASS_COLOUR,
            buurten: without,
            personen: None,
        });
    }
    classes
}
