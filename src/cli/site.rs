//! `nabij site`: a question about where to build, answered into a folder with what is needed to answer it again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use nabij::ingest::inputs::InputFile;
use nabij::ingest::replay_file::{QuestionForm, ReplayedQuestion};
use nabij::ingest::site_question::document::{question_in_json, question_in_toml};
use nabij::layers::export::format::ExportFormat;
use nabij::model::scenario::ordered_changes::Scenario;
use nabij::model::work::Work as LongWork;
use nabij::study::language::Language;
use nabij::study::open_study::Study;
use nabij::study::ready_layer::write_ready_layers;
use nabij::study::replay::fingerprints;
use nabij::study::site_answer::{SiteAnswer, SiteRefusal};

use super::replay::Given;
use super::scenario::{read, under};
use super::store_place::opened_with_entered;
use super::{BLOCKED, Format, StudyArguments, opened, replay, say, say_error};

/// The name of the whole answer.
const ANSWER: &str = "antwoord.json";

#[derive(Debug, clap::Args)]
pub struct SiteArguments {
    #[command(flatten)]
    study: StudyArguments,
    /// De vraag, in TOML of JSON
    #[arg(long, required_unless_present = "replay")]
    question: Option<PathBuf>,
    /// De map voor het antwoord en zijn lagen
    #[arg(long)]
    out: PathBuf,
    /// Bestandsvormen van de lagen; csv zijn hun eigenschappen als tabel
    #[arg(long, value_delimiter = ',', default_value = "csv,geojson")]
    format: Vec<Format>,
    /// Een scenario in JSON: de stad zoals zij dan zou zijn
    #[arg(long)]
    scenario: Option<PathBuf>,
    /// De opslag van de dienst, om mee te tellen wat mensen daar vastlegden: een bestand, of postgresql://...
    #[arg(long)]
    store: Option<String>,
    /// De taal van de zinnen: nl of en
    #[arg(long, default_value = "nl")]
    language: Language,
    /// Beantwoord een eerdere vraag opnieuw uit haar herhaling.json, en zeg wat anders is
    #[arg(long, conflicts_with_all = ["question", "scenario", "format", "language"])]
    replay: Option<PathBuf>,
}

/// What is answered: under which scenario, in which forms.
struct Work<'a> {
    study: &'a Study,
    scenario: Option<Scenario>,
    question: ReplayedQuestion,
    formats: Vec<Format>,
}

/// Where a question and its scenario were written, for who hears that one is refused.
#[derive(Clone, Copy)]
struct Written<'a> {
    question: &'a Path,
    scenario: &'a Path,
}

/// Reads the question, answers it, and writes the answer, its tables and its layers; a refusal says why.
pub fn run(arguments: &SiteArguments) -> Result<ExitCode> {
    let blocked = Ok(ExitCode::from(BLOCKED));
    let opened = match &arguments.store {
        None => opened(&arguments.study),
        Some(store) => opened_with_entered(&arguments.study, store),
    };
    let Some(study) = opened? else {
        return blocked;
    };
    let Some(question) = &arguments.question else {
        let file = arguments.replay.as_deref().unwrap_or(Path::new(""));
        return again(&study, file, &arguments.out);
    };
    let file = arguments.scenario.as_deref();
    let scenario = match file.map(|file| read(&study, file)).transpose()? {
        Some(None) => return blocked,
        found => found.flatten(),
    };
    let work = Work {
        study: &study,
        scenario,
        question: asked(question, arguments.language)?,
        formats: arguments.format.clone(),
    };
    let written = Written {
        question,
        scenario: file.unwrap_or(question),
    };
    Ok(match answer(&work, written, &arguments.out)? {
        Some(_) => ExitCode::SUCCESS,
        None => ExitCode::from(BLOCKED),
    })
}

fn asked(file: &Path, language: Language) -> Result<ReplayedQuestion> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("{} kan niet worden gelezen", file.display()))?;
    Ok(ReplayedQuestion {
        text,
        form: match file.extension().is_some_and(|ending| ending == "json") {
            true => QuestionForm::Json,
            false => QuestionForm::Toml,
        },
        language: language.code().to_owned(),
    })
}

/// Answers and writes everything into a folder, and gives the fingerprints; nothing when something is refused, which is then
/// said.
fn answer(work: &Work<'_>, written: Written<'_>, out: &Path) -> Result<Option<Vec<InputFile>>> {
    let language: Language = match work.question.language.parse() {
        Ok(language) => language,
        Err(unknown) => {
            let said = format!("vraag.taal: {unknown}");
            return Ok(replay::no_answer(written.question, &said));
        }
    };
    let scenario_file = written.scenario.display().to_string();
    let scenario = (work.scenario.as_ref(), scenario_file.as_str());
    under(work.study, scenario, |study| {
        answer_under(study, work, (written.question, language), out)
    })
}

/// The same, by the study under the scenario.
fn answer_under(
    study: &Study,
    work: &Work<'_>,
    (file, language): (&Path, Language),
    out: &Path,
) -> Result<Option<Vec<InputFile>>> {
    let (text, weights) = (&work.question.text, &study.town().weights);
    let read = match work.question.form {
        QuestionForm::Json => question_in_json(text, weights),
        QuestionForm::Toml => question_in_toml(text, weights),
    };
    let question = match read {
        Ok(question) => question,
        Err(refused) => {
            let said = language.of(refused.sentence());
            return Ok(replay::no_answer(file, &said));
        }
    };
    let answer = match study.site_answer(&question, language) {
        Ok(answer) => answer,
        Err(SiteRefusal::Question { message, .. }) => {
            return Ok(replay::no_answer(file, &language.of(message)));
        }
        Err(SiteRefusal::Study(cause)) => return Err(cause.into()),
    };
    let formats: Vec<_> = work
        .formats
        .iter()
        .map(|format| format.of_layers())
        .collect();
    let outcomes = fingerprints(out, &write(study, &answer, out, &formats)?)?;
    let given = Given {
        formats: &work.formats,
        keep_small_numbers: false,
        question: Some(work.question.clone()),
        outcomes: &outcomes,
    };
    replay::keep(work.study, work.scenario.as_ref(), given, out)?;
    if let Some(sentence) = answer.document.get("zin").and_then(|zin| zin.as_str()) {
        say(sentence)?;
    }
    Ok(Some(outcomes))
}

/// The names of the files that were written.
fn write(
    study: &Study,
    answer: &SiteAnswer,
    out: &Path,
    formats: &[ExportFormat],
) -> Result<Vec<String>> {
    fs::create_dir_all(out)
        .with_context(|| format!("{} kan niet worden gemaakt", out.display()))?;
    let path = out.join(ANSWER);
    fs::write(&path, serde_json::to_string_pretty(&answer.document)?)
        .with_context(|| format!("{} kan niet worden geschreven", path.display()))?;
    let ready = answer
        .layers
        .iter()
        .map(|layer| study.ready_layer(layer.name.to_owned(), Arc::new(layer.clone()), None));
    let ready: Vec<_> = ready.collect();
    let mut written = vec![ANSWER.to_owned()];
    written.extend(write_ready_layers(
        &ready,
        out,
        formats,
        &LongWork::default(),
    )?);
    for name in &written {
        say(&format!("geschreven: {name}"))?;
    }
    Ok(written)
}

/// Answers a question again, and says what differs.
fn again(study: &Study, file: &Path, out: &Path) -> Result<ExitCode> {
    let blocked = Ok(ExitCode::from(BLOCKED));
    let Some(replay) = replay::read_replay(file)? else {
        return blocked;
    };
    let Some(question) = replay.question.clone() else {
        say_error(&format!(
            "{}, vraag: found an analysis, expected a question about where to build; nabij analyse does it again",
            file.display()
        ));
        return blocked;
    };
    let Some(earlier) = replay::earlier(study, file, replay)? else {
        return blocked;
    };
    let formats = earlier.formats();
    let work = Work {
        study,
        scenario: earlier.scenario,
        question,
        formats,
    };
    let written = Written {
        question: file,
        scenario: file,
    };
    match answer(&work, written, out)? {
        Some(outcomes) => replay::compared(file, &earlier.replay.outcomes, &outcomes),
        None => blocked,
    }
}
