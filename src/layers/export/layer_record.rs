//! What has to be known about a layer to use it: sources, dates, licences, norms, how it was measured, how to cite it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::layers::column::{Column, Values};
use crate::layers::export::columns::Columns;
use crate::layers::export::system::ExportSystem;
use crate::layers::number_text::decimal;
use crate::model::source::{Source, with_what_is_known};

/// The program that made the layer.
const PROGRAM: &str = concat!("nabij ", env!("CARGO_PKG_VERSION"));
const SMALL_NUMBERS: &str = "Aantallen van 1 tot en met 4, aandelen van minder dan 10 personen en wat die zou verraden \
     zijn verborgen; leeg is niet nul.";

/// What is told of a layer, in Dutch.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerRecord {
    /// The title.
    pub title: String,
    /// What is in it.
    pub description: String,
    /// The name of the study.
    pub study: String,
    /// The day the study describes, as its file writes it.
    pub date: String,
    /// The study's system.
    pub crs: String,
    /// The question that was asked, for a layer that answers one.
    pub question: Option<RecordedQuestion>,
    /// Where the figures come from.
    pub sources: Vec<Source>,
    /// The name of the norm set and its label.
    pub norm_set: (String, String),
    /// The name of the weight set and its label, for a layer that weighs.
    pub weight_set: Option<(String, String)>,
    /// The code of the level at which distances were measured, and the level in words.
    pub distance_level: (&'static str, String),
    /// The share of the residents whose number is an estimate, in percent; nothing when none are counted, or it is hidden.
    pub estimated: Option<f64>,
    /// How the layer was made.
    pub method: String,
}

/// The question behind a layer.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedQuestion {
    /// The code of the kind of facility.
    pub kind: String,
    /// The code of the age group.
    pub age: &'static str,
    /// The code of the profile that travels.
    pub profile: String,
    /// The norm in seconds.
    pub norm_seconds: f64,
}

impl LayerRecord {
    /// Everything, as it stands beside a file in `*.metadata.json`.
    pub fn document(&self, system: ExportSystem, columns: &Columns) -> Value {
        let first = Column::text(
            columns.id,
            "Kenmerk",
            "Het kenmerk van het object in deze laag.",
        );
        let table = std::iter::once(&first).chain(&columns.others);
        let mut document = self.summary(system);
        if let Some(members) = document.as_object_mut() {
            members.insert("kolommen".to_owned(), table.map(column).collect());
        }
        document
    }

    /// Everything but the columns.
    pub fn summary(&self, system: ExportSystem) -> Value {
        let set = |(name, label): &(String, String)| json!({ "naam": name, "label": label });
        json!({
            "titel": self.title,
            "omschrijving": self.description,
            "studie": self.study,
            "peildatum": self.date,
            "vraag": self.question.as_ref().map(|question| json!({
                "voorziening": question.kind,
                "leeftijd": question.age,
                "profiel": question.profile,
                "norm_s": question.norm_seconds,
            })),
            "bronnen": self.sources.iter().map(source).collect::<Vec<Value>>(),
            "licentie": self.licence(),
            "crs": {
                "code": system.name(&self.crs),
                "uri": system.uri(&self.crs),
                "nauwkeurigheid_m": ExportSystem::accuracy_metres(&self.crs),
                "toelichting": ExportSystem::accuracy(&self.crs),
            },
            "normenset": set(&self.norm_set),
            "gewichtenset": self.weight_set.as_ref().map(set),
            "afstandsniveau": { "code": self.distance_level.0, "uitleg": self.distance_level.1 },
            "geschat_pct": self.estimated,
            "methode": self.method,
            "kleine_aantallen": SMALL_NUMBERS,
            "citaat": self.citation(),
            "programma": PROGRAM,
        })
    }

    /// The same as short texts with a name, for formats that keep metadata so.
    pub fn items(&self, system: ExportSystem) -> Vec<(&'static str, String)> {
        let set = |(name, label): &(String, String)| format!("{name} ({label})");
        let sources: Vec<String> = self.sources.iter().map(source_line).collect();
        let mut items = vec![
            ("titel", self.title.clone()),
            ("omschrijving", self.description.clone()),
            ("studie", self.study.clone()),
            ("peildatum", self.date.clone()),
            ("bronnen", sources.join("; ")),
            ("licentie", self.licence()),
            ("crs", system.name(&self.crs).to_owned()),
            (
                "crs_nauwkeurigheid",
                ExportSystem::accuracy(&self.crs).to_owned(),
            ),
            ("normenset", set(&self.norm_set)),
            (
                "afstandsniveau",
                format!("{}: {}", self.distance_level.0, self.distance_level.1),
            ),
            (
                "geschat_pct",
                self.estimated.map_or_else(
                    || "niet bekend of niet van toepassing".to_owned(),
                    |share| share.to_string(),
                ),
            ),
            ("methode", self.method.clone()),
            ("kleine_aantallen", SMALL_NUMBERS.to_owned()),
            ("citaat", self.citation()),
        ];
        items.extend(
            self.weight_set
                .as_ref()
                .map(|weights| ("gewichtenset", set(weights))),
        );
        items
    }

    /// All of it in a few lines, for formats with one field of text.
    pub fn text(&self) -> String {
        let estimated = self.estimated.map_or_else(String::new, |share| {
            format!(" Geschat: {} %.", decimal(share))
        });
        format!(
            "{} {} Peildatum {}. Licentie: {} Normenset {} ({}). Afstandsniveau {}.{estimated} {} {} {}",
            self.description,
            self.method,
            self.date,
            self.licence(),
            self.norm_set.0,
            self.norm_set.1,
            self.distance_level.0,
            ExportSystem::accuracy(&self.crs),
            SMALL_NUMBERS,
            self.citation(),
        )
    }

    /// The day that files say they were written: the one the study describes, so that the same input gives the same
    /// bytes. A study that names no day in full gets the first of its year.
    pub fn day(&self) -> Date {
        let year = || self.date.get(..4)?.parse().ok();
        let whole = self.date.parse().ok();
        let day = whole.or_else(|| Date::new(year()?, 1, 1).ok());
        day.filter(|day: &Date| (1980..2100).contains(&day.year()))
            .unwrap_or(Date::constant(2000, 1, 1))
    }

    /// The licences of the sources, each once: what is made of them may be used as the strictest allows.
    pub fn licence(&self) -> String {
        let sources = self.sources.iter();
        let licences = each_once(sources.filter_map(|source| source.licence.as_deref()));
        if licences.is_empty() {
            return "niet opgegeven.".to_owned();
        }
        let unknown = self.sources.iter().any(|source| source.licence.is_none());
        let also = match unknown {
            true => ", en van bronnen waarvan de licentie niet is opgegeven",
            false => "",
        };
        format!("afgeleid van bronnen onder {}{also}.", licences.join(", "))
    }

    /// How to name the layer in a text.
    pub fn citation(&self) -> String {
        let sources = self.sources.iter();
        let publishers = each_once(sources.filter_map(|source| source.publisher.as_deref()));
        let from = if publishers.is_empty() {
            String::new()
        } else {
            format!(" Bewerking van gegevens van {}.", publishers.join(", "))
        };
        format!(
            "{}. {}, peildatum {}. Gemaakt met {PROGRAM}.{from}",
            self.title, self.study, self.date
        )
    }
}

/// What a column holds, as metadata tell it.
fn column(column: &Column) -> Value {
    let mut told = json!({
        "naam": column.name,
        "titel": column.title,
        "soort": column.kind.name(),
        "omschrijving": column.description,
    });
    if let Some(unit) = column.unit {
        told["eenheid"] = unit.name().into();
    }
    match column.values {
        Values::Any => {}
        Values::Texts(texts) => told["waarden"] = texts.into(),
        Values::Wholes(first, last) => {
            told["waarden"] = (first..=last).collect::<Vec<i64>>().into();
        }
    }
    told
}

fn source(source: &Source) -> Value {
    json!({
        "naam": source.name,
        "titel": source.title,
        "uitgever": source.publisher,
        "licentie": source.licence,
        "datum": source.date,
    })
}

fn source_line(source: &Source) -> String {
    let known = [&source.publisher, &source.date, &source.licence];
    with_what_is_known(&source.title, &known.map(Option::as_deref))
}

fn each_once<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    texts.collect::<BTreeSet<_>>().into_iter().collect()
}
