//! What was answered before is answered again elsewhere, from its `herhaling.json`, and compared byte for byte.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::ValueEnum;
use nabij::ingest::inputs::InputFile;
use nabij::ingest::replay_file::{Replay, ReplayedQuestion, replay_in_json};
use nabij::ingest::scenario::document::{ReadingFor, scenario_in_value};
use nabij::model::scenario::ordered_changes::Scenario;
use nabij::study::open_study::Study;
use nabij::study::replay::{differences, replay_document};
use nabij::study::scenario::scenario_document::base_document;

use super::{BLOCKED, Format, say, say_error};

/// The name of the file by which an answer can be given again.
const REPLAY: &str = "herhaling.json";

/// An answer of before, by a study that is made of the same.
pub struct Earlier {
    /// What it was made of, and what came out.
    pub replay: Replay,
    /// Under which scenario it was given.
    pub scenario: Option<Scenario>,
}

impl Earlier {
    /// The forms that were written.
    pub fn formats(&self) -> Vec<Format> {
        let codes = self.replay.formats.iter();
        codes.filter_map(|code| format_of(code)).collect()
    }
}

fn format_of(code: &str) -> Option<Format> {
    let mut known = Format::value_variants().iter().copied();
    known.find(|format| format.code() == code)
}

/// What a file says was done before; nothing when it cannot be read, which is then said.
pub fn read_replay(file: &Path) -> Result<Option<Replay>> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("{} kan niet worden gelezen", file.display()))?;
    let read = replay_in_json(&text);
    Ok(read.map_or_else(|refused| no_answer(file, &refused.to_string()), Some))
}

/// What was done before, to do it again; nothing when the study is made of something else, which is then said.
pub fn earlier(study: &Study, file: &Path, mut replay: Replay) -> Result<Option<Earlier>> {
    if let Some(code) = replay.formats.iter().find(|code| format_of(code).is_none()) {
        let known: Vec<_> = Format::value_variants()
            .iter()
            .map(|known| known.code())
            .collect();
        let said = format!(
            "vormen: found \"{code}\", expected one of {}",
            known.join(", ")
        );
        return Ok(no_answer(file, &said));
    }
    let mut unequal = differences("invoer", &replay.inputs, study.inputs());
    let base = base_document(study.scenario_base());
    if replay.base != base {
        unequal.push(format!("basis: found {base}, expected {}", replay.base));
    }
    if replay.entered.as_deref() != study.entered() {
        let told =
            |entered: Option<&str>| entered.unwrap_or("nothing that people entered").to_owned();
        let (found, expected) = (told(study.entered()), told(replay.entered.as_deref()));
        unequal.push(format!(
            "vastgelegd (--store): found {found}, expected {expected}"
        ));
    }
    if replay.version != env!("CARGO_PKG_VERSION") {
        let (found, expected) = (env!("CARGO_PKG_VERSION"), &replay.version);
        unequal.push(format!(
            "versie: found \"{found}\", expected \"{expected}\""
        ));
    }
    if !unequal.is_empty() {
        return Ok(no_answer(file, &unequal.join("\n")));
    }
    let of = ReadingFor {
        crs: &study.town().crs,
        base: study.scenario_base(),
    };
    let scenario = replay.scenario.take();
    match scenario
        .map(|written| scenario_in_value(written, of))
        .transpose()
    {
        Ok(scenario) => Ok(Some(Earlier { replay, scenario })),
        Err(refused) => Ok(no_answer(file, &refused.to_string())),
    }
}

/// Says what keeps the file from being answered again.
pub fn no_answer<T>(file: &Path, said: &str) -> Option<T> {
    say_error(&format!("{}, {said}", file.display()));
    None
}

/// Whether the same came out as before; what did not is said.
pub fn compared(file: &Path, before: &[InputFile], now: &[InputFile]) -> Result<ExitCode> {
    let unequal = differences("uitkomsten", before, now);
    if !unequal.is_empty() {
        say_error(&format!("{}, {}", file.display(), unequal.join("\n")));
        return Ok(ExitCode::from(BLOCKED));
    }
    say(&format!(
        "herhaald: {} bestanden zijn byte voor byte gelijk",
        now.len()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// An answer that was given now.
pub struct Given<'a> {
    /// In which forms.
    pub formats: &'a [Format],
    /// Whether small numbers were kept.
    pub keep_small_numbers: bool,
    /// To which question about where to build; nothing for an analysis.
    pub question: Option<ReplayedQuestion>,
    /// The files that were written.
    pub outcomes: &'a [InputFile],
}

/// Writes beside an answer how it can be given again, by this study under a scenario.
pub fn keep(
    study: &Study,
    scenario: Option<&Scenario>,
    given: Given<'_>,
    out: &Path,
) -> Result<()> {
    let codes = given.formats.iter().map(|format| format.code().to_owned());
    let replay = Replay {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        inputs: study.inputs().to_vec(),
        base: base_document(study.scenario_base()),
        entered: study.entered().map(str::to_owned),
        formats: codes.collect(),
        keep_small_numbers: given.keep_small_numbers,
        scenario: None,
        question: given.question,
        outcomes: given.outcomes.to_vec(),
    };
    let document = replay_document(study, scenario, &replay);
    let path = out.join(REPLAY);
    fs::write(&path, serde_json::to_string_pretty(&document)?)
        .with_context(|| format!("{} kan niet worden geschreven", path.display()))?;
    say(&format!("geschreven: {REPLAY}"))?;
    Ok(())
}
