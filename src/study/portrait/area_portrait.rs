//! One area on a page, in one answer: its strengths first, then how far everything is for each age beside the whole
//! municipality, then where it is far, then how we know. Nothing on the page is computed anywhere else.

use std::cmp::Reverse;

use serde::Serialize;

use crate::model::age_group::AgeGroup;
use crate::model::area::AreaCode;
use crate::model::facility_kind::FacilityKind;
use crate::study::answer::whole_people;
use crate::study::area_detour::detour_sentence;
use crate::study::coverage_sentence::coverage_sentence;
use crate::study::facilities_inside::facilities_inside;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::overview::{SourceOverview, district_name, norm_label, source_overview};
use crate::study::portrait::lead::lead;
use crate::study::portrait::nearness::{Nearness, NearnessDocument};
use crate::study::portrait::strengths::{Strength, far_kinds, near_kinds, strengths};
use crate::study::portrait::support::Support;
use crate::study::portrait::words::{comparison_method, counted, far_sentence, group_title};
use crate::study::question::Question;
use crate::study::sentences::{age_name, level_name, method};

/// How rows are chosen and compared, with its version.
const FORMULA: &str = "gebiedsoverzicht-1";

/// A portrait in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaPortrait {
    code: String,
    naam: String,
    niveau: &'static str,
    wijk: Option<String>,
    zin: String,
    bewoners: Vec<ResidentsOfAge>,
    kinderen: Option<u64>,
    sterk: Vec<Strength>,
    aanwezig: Vec<Present>,
    groepen: Vec<GroupOfAge>,
    verder_dan_norm: Vec<Far>,
    inzet: Option<Support>,
    geschat_pct: Option<f64>,
    formule: &'static str,
    normenset: String,
    normenset_label: String,
    afstandsniveau: &'static str,
    afstandsniveau_uitleg: &'static str,
    uitleg_vergelijking: &'static str,
    uitleg_methode: String,
    bronnen: Vec<SourceOverview>,
}

/// The residents of one age, as published.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ResidentsOfAge {
    leeftijd: &'static str,
    naam: &'static str,
    personen: Option<u64>,
}

/// Facilities of one kind that stand in the area.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Present {
    voorziening: String,
    aantal: usize,
    tekst: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct GroupOfAge {
    leeftijd: &'static str,
    titel: &'static str,
    voorzieningen: Vec<NearnessDocument>,
}

/// A kind beyond the norm for the middle resident, with the sentence that says for how many.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Far {
    voorziening: String,
    leeftijd: &'static str,
    zin: String,
}

impl Study {
    /// The portrait of an area; nothing when there is no such area.
    pub fn portrait(&self, code: &AreaCode, language: Language) -> Option<AreaPortrait> {
        let town = self.town();
        let index = town.areas.iter().position(|area| area.code == *code)?;
        let area = town.areas.get(index)?;
        let questions = self.questions_of_portraits();
        let asked = questions.iter().filter_map(|question| self.asked(question));
        let mut rows: Vec<Nearness<'_>> = asked
            .filter_map(|asked| Nearness::of(asked, index))
            .collect();
        // What is meant for an age comes first, and of that the kinds with most locations: the everyday ones.
        rows.sort_by_key(|row| (!row.is_main_age(), Reverse(row.locations)));
        let (near, far) = (near_kinds(&rows), far_kinds(&rows));
        Some(AreaPortrait {
            code: area.code.0.clone(),
            naam: area.name.clone(),
            niveau: area.level.code(),
            wijk: district_name(town, area),
            zin: lead(&rows, &near, language),
            bewoners: residents(&rows, index, language),
            kinderen: self
                .published_children()
                .get(index)
                .and_then(|&children| whole_people(children)),
            sterk: strengths(town, area, &near, language),
            aanwezig: facilities_inside(town, area)
                .into_iter()
                .filter_map(|(kind, count)| self.present(kind, count, language))
                .collect(),
            groepen: AgeGroup::EVERY
                .map(|age| group(&rows, age, language))
                .to_vec(),
            verder_dan_norm: far
                .iter()
                .filter_map(|row| self.far(row, language))
                .collect(),
            inzet: self.support(index, language),
            geschat_pct: most_estimated(&rows),
            formule: FORMULA,
            normenset: town.norms.name.clone(),
            normenset_label: norm_label(town, language),
            afstandsniveau: self.distance_level().code(),
            afstandsniveau_uitleg: level_name(self.distance_level(), language),
            uitleg_vergelijking: comparison_method(language),
            uitleg_methode: method(self.distance_level(), language),
            bronnen: town.sources.iter().map(source_overview).collect(),
        })
    }

    /// Every kind with every age group it is meant for.
    fn questions_of_portraits(&self) -> Vec<Question> {
        let questions = self.kinds().flat_map(|travel| {
            let kind = &travel.norm.kind;
            travel.norm.ages.iter().map(|&age| Question {
                kind: kind.clone(),
                age,
            })
        });
        questions.collect()
    }

    fn present(&self, kind: &FacilityKind, count: usize, language: Language) -> Option<Present> {
        let mut descriptions = self.town().kind_descriptions.iter();
        let description = descriptions.find(|described| described.kind == *kind)?;
        Some(Present {
            voorziening: kind.code().to_owned(),
            aantal: count,
            tekst: counted(description, count, language),
        })
    }

    fn far(&self, row: &Nearness<'_>, language: Language) -> Option<Far> {
        let figures = &row.asked.published.get(row.area)?.figures;
        let sentence = match figures.covered.value() {
            Some(_) => coverage_sentence(&row.asked, row.area, language)?,
            // How many are within the norm is hidden; where the middle resident stands is not.
            None => far_sentence(row, language),
        };
        let detour = detour_sentence(&row.asked, self.barrier_lines(), row.area, language);
        let sentences = [Some(sentence), detour];
        Some(Far {
            voorziening: row.asked.question.kind.code().to_owned(),
            leeftijd: row.asked.question.age.code(),
            zin: sentences
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        })
    }
}

fn group(rows: &[Nearness<'_>], age: AgeGroup, language: Language) -> GroupOfAge {
    let of_age = rows.iter().filter(|row| row.asked.question.age == age);
    GroupOfAge {
        leeftijd: age.code(),
        titel: group_title(age, language),
        voorzieningen: of_age.filter_map(|row| row.document(language)).collect(),
    }
}

/// How many people of each age live there; the number is the same for every kind.
fn residents(rows: &[Nearness<'_>], area: usize, language: Language) -> Vec<ResidentsOfAge> {
    let persons = |age: AgeGroup| {
        let row = rows.iter().find(|row| row.asked.question.age == age)?;
        whole_people(row.asked.published.get(area)?.figures.persons)
    };
    AgeGroup::EVERY
        .map(|age| ResidentsOfAge {
            leeftijd: age.code(),
            naam: age_name(age, language),
            personen: persons(age),
        })
        .to_vec()
}

/// The largest share of any row that is an estimate, in percent.
fn most_estimated(rows: &[Nearness<'_>]) -> Option<f64> {
    let share = |row: &Nearness<'_>| {
        let figures = &row.asked.published.get(row.area)?.figures;
        figures.estimated_share.value()
    };
    let most = rows.iter().filter_map(share).reduce(f64::max)?;
    Some((most * 10.0).round() / 10.0)
}
