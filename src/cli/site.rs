//! `nabij site`: a question about where to build, answered into a folder.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use nabij::ingest::site_question::document::{question_in_json, question_in_toml};
use nabij::layers::export::format::ExportFormat;
use nabij::model::work::Work;
use nabij::study::language::Language;
use nabij::study::open_study::Study;
use nabij::study::ready_layer::write_ready_layers;
use nabij::study::site_answer::{SiteAnswer, SiteRefusal};

use super::{BLOCKED, say, say_error};

/// The name of the whole answer.
const ANSWER: &str = "antwoord.json";

/// Reads the question, answers it, and writes the answer, its tables and its layers; a refusal says why.
pub fn run(
    study: &Study,
    question: &Path,
    out: &Path,
    formats: &[ExportFormat],
    language: Language,
) -> Result<ExitCode> {
    let text = fs::read_to_string(question)
        .with_context(|| format!("{} kan niet worden gelezen", question.display()))?;
    let weights = &study.town().weights;
    let is_json = question.extension().is_some_and(|ending| ending == "json");
    let read = match is_json {
        true => question_in_json(&text, weights),
        false => question_in_toml(&text, weights),
    };
    let asked = match read {
        Ok(asked) => asked,
        Err(refused) => {
            let said = language.of(refused.sentence());
            say_error(&format!("{}, {said}", question.display()));
            return Ok(ExitCode::from(BLOCKED));
        }
    };
    match study.site_answer(&asked, language) {
        Ok(answer) => write(study, &answer, out, formats),
        Err(SiteRefusal::Question { message, .. }) => {
            say_error(&format!("{}, {}", question.display(), language.of(message)));
            Ok(ExitCode::from(BLOCKED))
        }
        Err(SiteRefusal::Study(cause)) => Err(cause.into()),
    }
}

fn write(
    study: &Study,
    answer: &SiteAnswer,
    out: &Path,
    formats: &[ExportFormat],
) -> Result<ExitCode> {
    fs::create_dir_all(out)
        .with_context(|| format!("{} kan niet worden gemaakt", out.display()))?;
    let path = out.join(ANSWER);
    fs::write(&path, serde_json::to_string_pretty(&answer.document)?)
        .with_context(|| format!("{} kan niet worden geschreven", path.display()))?;
    say(&format!("geschreven: {ANSWER}"))?;
    let ready = answer
        .layers
        .iter()
        .map(|layer| study.ready_layer(layer.name.to_owned(), Arc::new(layer.clone()), None));
    for name in write_ready_layers(&ready.collect::<Vec<_>>(), out, formats, &Work::default())? {
        say(&format!("geschreven: {name}"))?;
    }
    if let Some(sentence) = answer.document.get("zin").and_then(|zin| zin.as_str()) {
        say(sentence)?;
    }
    Ok(ExitCode::SUCCESS)
}
