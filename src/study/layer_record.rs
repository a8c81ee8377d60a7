//! What is told of each layer that leaves the study: its title, its sources, its norm, how it was made.

use std::collections::BTreeSet;

use crate::layers::export::layer_record::{LayerRecord, RecordedQuestion};
use crate::model::source::{Source, SourceId};
use crate::study::asked::Asked;
use crate::study::collection::COLLECTIONS;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::overview::norm_label;
use crate::study::question::Question;
use crate::study::sentences::{level_name, method};

/// Layers of places as their sources give them; they answer no question about who reaches what.
const OF_PLACES: [(&str, &str); 3] = [
    (
        "voorzieningen",
        "De plaatsen zoals de bronnen ze geven; wat in twee bronnen staat is samengenomen.",
    ),
    (
        "barrieres",
        "Uit de straten en de barrières van de studie, volgens de regels van het profiel dat loopt, fietst of rijdt.",
    ),
    (
        "oversteken",
        "Waar een straat een barrière kruist, en wat de studie zelf een oversteek noemt.",
    ),
];

/// Layers that are written to files only.
const FILES_ONLY: [(&str, &str, &str); 2] = [
    (
        "bereik",
        "Bereik",
        "Van waar elke voorziening binnen de norm wordt bereikt.",
    ),
    (
        "locatieplan",
        "Locaties in de plannen",
        "Plekken die in een van de plannen voorkomen, met in hoeveel. Om te verkennen; mensen beslissen.",
    ),
];

impl Study {
    /// What is told of the layer of this name, for a question when it answers one.
    pub fn layer_record(&self, name: &str, question: Option<&Question>) -> LayerRecord {
        let town = self.town();
        let (title, description, site_question) = described(name);
        let places = OF_PLACES.iter().find(|(known, _)| *known == name);
        // A layer of places, or about where to build, does not follow the question.
        let asked = question
            .filter(|_| site_question.is_none() && places.is_none())
            .and_then(|question| self.asked(question));
        // Areas also have their index of need.
        let has_need = name == "gebieden" && !town.planning.indicators.is_empty();
        let is_weighed = site_question.is_some() || has_need;
        let level = town.distance_level;
        LayerRecord {
            title: asked.map_or_else(
                || title.to_owned(),
                |asked| format!("{title}: {}", asked.wording(Language::Dutch).title()),
            ),
            description: description.to_owned(),
            study: town.name.clone(),
            date: town.reference_date.clone(),
            crs: town.crs.clone(),
            question: asked.map(|asked| recorded(&asked)),
            sources: match (asked, name) {
                (Some(asked), _) => asked.source_list().into_iter().cloned().collect(),
                (None, "voorzieningen") => self.facility_sources(Used::ByFacilities),
                (None, "barrieres" | "oversteken") => self.facility_sources(Used::ByNobody),
                (None, _) => town.sources.clone(),
            },
            norm_set: (town.norms.name.clone(), norm_label(town, Language::Dutch)),
            weight_set: is_weighed
                .then(|| (town.weights.name.clone(), town.weights.label_nl.clone())),
            distance_level: (level.code(), level_name(level, Language::Dutch).to_owned()),
            estimated: asked.and_then(|asked| estimated(&asked)),
            method: match (site_question, places) {
                (_, Some((_, method))) => (*method).to_owned(),
                (None, None) => method(level, Language::Dutch),
                (Some(code), None) => format!(
                    "Antwoord op de vraag \"{code}\" zoals de gewichtenset haar voorstelt; formule, delen en grenzen staan \
                     in het antwoord zelf (/v1/locatievragen/{code}). {}.",
                    level_name(level, Language::Dutch)
                ),
            },
        }
    }
}

/// By what a source is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Used {
    /// By facilities.
    ByFacilities,
    /// Not by facilities and not by homes: streets, barriers and the like.
    ByNobody,
}

impl Study {
    /// The sources that are used so, in the order of the study.
    fn facility_sources(&self, wanted: Used) -> Vec<Source> {
        let town = self.town();
        let of_facilities: BTreeSet<_> = town.facilities.iter().map(|one| one.source).collect();
        let of_homes: BTreeSet<_> = town.demand.iter().map(|one| one.source).collect();
        let numbered = (0..).map(SourceId).zip(&town.sources);
        let used = numbered.filter(|(id, _)| match wanted {
            Used::ByFacilities => of_facilities.contains(id),
            Used::ByNobody => !of_facilities.contains(id) && !of_homes.contains(id),
        });
        used.map(|(_, source)| source.clone()).collect()
    }
}

/// Title, description and the code of the question about where to build; a name that is not known is its own title.
fn described(name: &str) -> (&str, &'static str, Option<&'static str>) {
    if let Some(found) = COLLECTIONS.iter().find(|collection| collection.id == name) {
        return (found.title, found.description, found.site_question);
    }
    match FILES_ONLY.iter().find(|(known, ..)| *known == name) {
        Some(&(known, title, description)) => (
            title,
            description,
            (known == "locatieplan").then_some("locaties"),
        ),
        None => (name, "", None),
    }
}

fn recorded(asked: &Asked<'_>) -> RecordedQuestion {
    let norm = &asked.travel.norm;
    RecordedQuestion {
        kind: norm.kind.code().to_owned(),
        age: asked.question.age.code(),
        profile: norm.profile.clone(),
        norm_seconds: norm.norm.value(),
    }
}

/// The share of the residents of the whole town whose number is an estimate, as it may be published.
fn estimated(asked: &Asked<'_>) -> Option<f64> {
    let published = asked.published.get(asked.whole()?)?;
    let share = published.figures.estimated_share.value()?;
    Some((share * 10.0).round() / 10.0)
}
