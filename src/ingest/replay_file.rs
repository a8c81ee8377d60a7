//! The file by which an analysis or a question can be done again elsewhere: what it was made of, and what came out.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ingest::each_field_once::each_field_once;
use crate::ingest::inputs::InputFile;
use crate::ingest::site_question::as_written::raw;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;

/// The name of this form.
pub const REPLAY_SCHEMA: &str = "nabij-herhaling-1";

/// An analysis that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Replay {
    /// The version of this service.
    pub version: String,
    /// The files that the study was read from.
    pub inputs: Vec<InputFile>,
    /// The fingerprint of what people entered and the study was read with; nothing when that is nothing.
    pub entered: Option<String>,
    /// What the study says of itself to scenarios.
    pub base: Value,
    /// The codes of the forms that were written.
    pub formats: Vec<String>,
    /// Whether small numbers were kept.
    pub keep_small_numbers: bool,
    /// The scenario, as it is written; nothing when there was none.
    pub scenario: Option<Value>,
    /// The question about where to build that was answered; nothing for an analysis.
    pub question: Option<ReplayedQuestion>,
    /// The files that were written.
    pub outcomes: Vec<InputFile>,
}

/// A question about where to build as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplayedQuestion {
    /// What was written.
    #[serde(rename = "tekst")]
    pub text: String,
    /// In which form.
    #[serde(rename = "vorm")]
    pub form: QuestionForm,
    /// The language of the answer: `nl` or `en`.
    #[serde(rename = "taal")]
    pub language: String,
}

/// The form of a file with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionForm {
    /// TOML.
    Toml,
    /// JSON.
    Json,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReplay {
    schema: String,
    versie: String,
    invoer: Vec<RawFile>,
    vastgelegd: Option<String>,
    basis: Value,
    vormen: Vec<String>,
    kleine_aantallen: String,
    scenario: Option<Value>,
    #[serde(default)]
    vraag: Option<ReplayedQuestion>,
    uitkomsten: Vec<RawFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    naam: String,
    sha256: String,
}

/// Reads the file.
///
/// # Errors
/// Names the field that cannot be read.
pub fn replay_in_json(text: &str) -> Result<Replay, QuestionRefused> {
    let refused = |field: &str, found: String, expected: &str| QuestionRefused {
        field: field.to_owned(),
        found: Bilingual::same(found),
        expected: Bilingual::same(expected),
    };
    let document = each_field_once(text);
    let document =
        document.map_err(|cause| cause.refused("schema", Bilingual::same(REPLAY_SCHEMA)))?;
    let written: RawReplay = raw(document)?;
    if written.schema != REPLAY_SCHEMA {
        return Err(refused(
            "schema",
            format!("\"{}\"", written.schema),
            REPLAY_SCHEMA,
        ));
    }
    let keep_small_numbers = match written.kleine_aantallen.as_str() {
        "hide" => false,
        "keep" => true,
        other => {
            return Err(refused(
                "kleine_aantallen",
                format!("\"{other}\""),
                "hide or keep",
            ));
        }
    };
    Ok(Replay {
        version: written.versie,
        inputs: files(written.invoer),
        entered: written.vastgelegd,
        base: written.basis,
        formats: written.vormen,
        keep_small_numbers,
        scenario: written.scenario,
        question: written.vraag,
        outcomes: files(written.uitkomsten),
    })
}

fn files(written: Vec<RawFile>) -> Vec<InputFile> {
    let file = |file: RawFile| InputFile {
        name: file.naam,
        sha256: file.sha256,
    };
    written.into_iter().map(file).collect()
}
