//! What is told of each layer that leaves the study: its title, its sources, its norm, how it was made.

use crate::layers::export::layer_record::{LayerRecord, RecordedQuestion};
use crate::model::source::Source;
use crate::study::asked::Asked;
use crate::study::collection::COLLECTIONS;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::overview::norm_label;
use crate::study::question::Question;
use crate::study::sentences::{level_name, method};

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
        // A layer about where to build does not follow the question.
        let asked = question
            .filter(|_| site_question.is_none())
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
            sources: sources(self, asked.as_ref()),
            norm_set: (town.norms.name.clone(), norm_label(town, Language::Dutch)),
            weight_set: is_weighed
                .then(|| (town.weights.name.clone(), town.weights.label_nl.clone())),
            distance_level: (level.code(), level_name(level, Language::Dutch).to_owned()),
            estimated: asked.and_then(|asked| estimated(&asked)),
            method: match site_question {
                None => method(level, Language::Dutch),
                Some(code) => format!(
                    "Antwoord op de vraag \"{code}\" zoals de gewichtenset haar voorstelt; formule, delen en grenzen staan \
                     in het antwoord zelf (/v1/locatievragen/{code}). {}.",
                    level_name(level, Language::Dutch)
                ),
            },
        }
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

fn sources(study: &Study, asked: Option<&Asked<'_>>) -> Vec<Source> {
    let town = study.town();
    asked.map_or_else(
        || town.sources.clone(),
        |asked| asked.source_list().into_iter().cloned().collect(),
    )
}

/// The share of the residents of the whole town whose number is an estimate, as it may be published.
fn estimated(asked: &Asked<'_>) -> Option<f64> {
    let published = asked.published.get(asked.whole()?)?;
    let share = published.figures.estimated_share.value()?;
    Some((share * 10.0).round() / 10.0)
}
