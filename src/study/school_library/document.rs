//! The order of schools for a library at school (dBos) as other programs and people read it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::layers::decimals::tenth;
use crate::layers::school_library_layer::{line_code, shown_pupils};
use crate::model::facility::Facility;
use crate::model::school_library_question::SchoolLibraryQuestion;
use crate::model::source::SourceId;
use crate::model::town_data::TownData;
use crate::model::weight_set::Standardisation;
use crate::siting::budget_line::BudgetLine;
use crate::siting::school_library_order::{LibraryWalk, OrderedSchool};
use crate::study::facility_walks::facilities_of;
use crate::study::grounds::{Grounds, grounds};
use crate::study::language::Language;
use crate::study::school_library::answer::{SchoolLibraries, reading_at};
use crate::study::school_library::sentences::{
    answer_sentence, apart_sentence, figure_name, method, missing_sentence, school_sentence,
};
use crate::study::score_document::{ScoreDocument, score_document};

/// The formula behind the order, with its version.
const FORMULA: &str = "dbos-volgorde-1";

/// The whole answer, in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchoolLibrariesDocument {
    zin: String,
    uitleg: &'static str,
    budget_eur: f64,
    kosten_per_school_eur: f64,
    passend: usize,
    op_de_lijn: Option<String>,
    ontbreekt: Vec<String>,
    scholen: Vec<SchoolDocument>,
    apart: Vec<ApartDocument>,
    #[serde(flatten)]
    verantwoording: Grounds,
}

/// One school with all that its place rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchoolExplanation {
    #[serde(flatten)]
    school: SchoolDocument,
    uitleg: &'static str,
    #[serde(flatten)]
    verantwoording: Grounds,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SchoolDocument {
    plaats: usize,
    id: String,
    naam: String,
    zin: String,
    label: &'static str,
    stabiliteit: &'static str,
    kwintiel: u8,
    kwintiel_laag: u8,
    kwintiel_hoog: u8,
    kwintiel_stabiliteit: &'static str,
    ander_kwintiel_op_schaal: Vec<&'static str>,
    andere_kant_van_de_budgetlijn_op_schaal: Vec<&'static str>,
    #[serde(flatten)]
    taal: ScoreDocument,
    t_bibliotheek_s: Option<f64>,
    bibliotheek_reden: Option<&'static str>,
    leerlingen: Option<u32>,
    cumulatief_eur: f64,
    #[serde(flatten)]
    ernaast: BesideDocument,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ApartDocument {
    id: String,
    naam: String,
    zin: String,
    label: &'static str,
    #[serde(flatten)]
    taal: ScoreDocument,
    #[serde(flatten)]
    ernaast: BesideDocument,
}

/// What is shown beside a school and does not count in the order.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct BesideDocument {
    dbos: &'static str,
    bereidheid: Option<u8>,
    ruimte_m2: Option<f64>,
    kinderopvang_zonder_boekstarthoek: Vec<String>,
    kinderopvang_boekstarthoek_onbekend: Vec<String>,
}

/// The answer in words and numbers.
pub fn school_libraries_document(
    town: &TownData,
    question: &SchoolLibraryQuestion,
    answer: &SchoolLibraries,
    language: Language,
) -> SchoolLibrariesDocument {
    let told = Told {
        town,
        question,
        answer,
        language,
    };
    let order = &answer.order;
    let on_line = order.rows.iter().find(|row| row.line == BudgetLine::On);
    SchoolLibrariesDocument {
        zin: answer_sentence(
            order.budget.fits(),
            order.rows.len(),
            order.apart.len(),
            order.budget.each().value(),
            language,
        ),
        uitleg: method(language),
        budget_eur: question.budget.value(),
        kosten_per_school_eur: order.budget.each().value(),
        passend: order.budget.fits().min(order.rows.len()),
        op_de_lijn: on_line.map(|row| answer.schools[row.school].id.0.clone()),
        ontbreekt: answer
            .missing
            .iter()
            .map(|&missing| missing_sentence(missing, language))
            .collect(),
        scholen: order
            .rows
            .iter()
            .zip(1..)
            .map(|(row, place)| told.school(row, place))
            .collect(),
        apart: told.apart(),
        verantwoording: told.grounds(),
    }
}

/// One school with all that its place rests on; nothing when it has no place in the order.
pub fn school_library_explanation(
    town: &TownData,
    question: &SchoolLibraryQuestion,
    answer: &SchoolLibraries,
    id: &str,
    language: Language,
) -> Option<SchoolExplanation> {
    let told = Told {
        town,
        question,
        answer,
        language,
    };
    let mut rows = answer.order.rows.iter().zip(1..);
    let (row, place) = rows.find(|(row, _)| answer.schools[row.school].id.0 == id)?;
    Some(SchoolExplanation {
        school: told.school(row, place),
        uitleg: method(language),
        verantwoording: told.grounds(),
    })
}

/// What every part of the answer is told with.
#[derive(Clone, Copy)]
struct Told<'a> {
    town: &'a TownData,
    question: &'a SchoolLibraryQuestion,
    answer: &'a SchoolLibraries,
    language: Language,
}

impl Told<'_> {
    /// The sources of the schools, the libraries, the childcare and of what was recorded.
    fn grounds(&self) -> Grounds {
        let question = self.question;
        let kinds = [
            question.schools.as_slice(),
            &question.libraries,
            &question.childcare,
        ];
        let facilities = facilities_of(self.town, &kinds).into_iter();
        let recorded = self
            .town
            .planning
            .reading
            .iter()
            .map(|reading| reading.source);
        let sources: BTreeSet<SourceId> = facilities
            .filter_map(|facility| Some(self.town.facilities.get(facility)?.source))
            .chain(recorded)
            .collect();
        grounds(self.town, FORMULA, &sources, self.language)
    }

    fn facility(&self, school: usize) -> Option<&Facility> {
        let facility = self.answer.facilities.get(school)?;
        self.town.facilities.get(*facility)
    }

    fn name(&self, school: usize) -> &str {
        self.facility(school)
            .map_or("", |facility| facility.name.as_str())
    }

    fn school(&self, row: &OrderedSchool, place: usize) -> SchoolDocument {
        let school = &self.answer.schools[row.school];
        let (time, reason) = match school.walk {
            LibraryWalk::Takes(time) => (Some(tenth(time.value())), None),
            LibraryWalk::NoWay => (None, Some("geen route")),
            LibraryWalk::Unknown => (None, Some("niet bekend")),
        };
        let (lowest, highest) = row.quintiles;
        let codes = |scales: &[Standardisation]| scales.iter().map(|scale| scale.code()).collect();
        SchoolDocument {
            plaats: place,
            id: school.id.0.clone(),
            naam: self.name(row.school).to_owned(),
            zin: school_sentence(self.name(row.school), row, school.walk, self.language),
            label: line_code(row.line),
            stabiliteit: row.stability.code(),
            kwintiel: row.quintile,
            kwintiel_laag: lowest,
            kwintiel_hoog: highest,
            kwintiel_stabiliteit: row.quintile_stability().code(),
            ander_kwintiel_op_schaal: codes(&row.other_quintile),
            andere_kant_van_de_budgetlijn_op_schaal: codes(&row.other_side),
            taal: score_document(&row.language, self.figure_names()),
            t_bibliotheek_s: time,
            bibliotheek_reden: reason,
            leerlingen: shown_pupils(school.pupils),
            cumulatief_eur: row.cumulative.value(),
            ernaast: self.beside(row.school),
        }
    }

    fn apart(&self) -> Vec<ApartDocument> {
        let apart = self
            .answer
            .order
            .apart
            .iter()
            .map(|(school, need)| ApartDocument {
                id: self.answer.schools[*school].id.0.clone(),
                naam: self.name(*school).to_owned(),
                zin: apart_sentence(self.name(*school), need.score.evidence, self.language),
                label: "onvoldoende gegevens",
                taal: score_document(need, self.figure_names()),
                ernaast: self.beside(*school),
            });
        apart.collect()
    }

    fn figure_names(&self) -> impl Iterator<Item = String> {
        let figures = self.answer.order.figures.iter();
        figures.map(|&figure| figure_name(figure, self.language).to_owned())
    }

    fn beside(&self, school: usize) -> BesideDocument {
        let facility = self.answer.facilities.get(school);
        let reading = facility.and_then(|&facility| reading_at(self.town, facility));
        let library = reading.and_then(|reading| reading.library_at_school);
        let childcare = self.answer.childcare.get(school);
        let names = |places: Option<&Vec<usize>>| {
            let places = places.into_iter().flatten();
            let found = places.filter_map(|&place| self.town.facilities.get(place));
            found.map(|place| place.name.clone()).collect()
        };
        BesideDocument {
            dbos: if library.is_some() {
                "nee"
            } else {
                "niet bekend"
            },
            bereidheid: reading
                .and_then(|reading| reading.willingness)
                .map(|willingness| willingness.level()),
            ruimte_m2: reading
                .and_then(|reading| reading.room)
                .map(|room| room.value()),
            kinderopvang_zonder_boekstarthoek: names(childcare.map(|near| &near.without_corner)),
            kinderopvang_boekstarthoek_onbekend: names(childcare.map(|near| &near.not_known)),
        }
    }
}
