//! `nabij analyse`: who reaches what, written to tables and layers; under a scenario with what is needed to do it again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::ValueEnum;
use nabij::access::suppression::SmallNumbers;
use nabij::ingest::inputs::InputFile;
use nabij::layers::export::format::ExportFormat;
use nabij::model::scenario::ordered_changes::Scenario;
use nabij::model::work::Work as LongWork;
use nabij::study::open_study::Study;
use nabij::study::replay::fingerprints;

use super::replay::Given;
use super::scenario::{read, under};
use super::{BLOCKED, Format, StudyArguments, opened, replay, say, say_error};

#[derive(Debug, clap::Args)]
pub struct AnalyseArguments {
    #[command(flatten)]
    study: StudyArguments,
    /// De map voor de uitkomsten
    #[arg(long)]
    out: PathBuf,
    /// Bestandsvormen; tabellen (csv) komen er altijd
    #[arg(long, value_delimiter = ',', default_value = "csv")]
    format: Vec<Format>,
    /// Een scenario in JSON: de stad zoals zij dan zou zijn
    #[arg(long)]
    scenario: Option<PathBuf>,
    /// Herhaal een eerdere berekening uit haar herhaling.json, en zeg wat anders is
    #[arg(long, conflicts_with_all = ["scenario", "format", "small_numbers"])]
    replay: Option<PathBuf>,
    /// Kleine aantallen verbergen (hide) of houden (keep), alleen voor het bureau van de eigenaar van de gegevens
    #[arg(long, default_value = "hide")]
    small_numbers: SmallNumbersArgument,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SmallNumbersArgument {
    Hide,
    Keep,
}

/// What is computed: under which scenario, in which forms.
struct Work<'a> {
    study: &'a Study,
    scenario: Option<Scenario>,
    formats: Vec<Format>,
    small_numbers: SmallNumbers,
}

/// Computes and writes; a refusal says why.
pub fn run(arguments: &AnalyseArguments) -> Result<ExitCode> {
    let blocked = Ok(ExitCode::from(BLOCKED));
    let Some(study) = opened(&arguments.study)? else {
        return blocked;
    };
    if let Some(file) = &arguments.replay {
        return again(&study, file, &arguments.out);
    }
    let small_numbers = match arguments.small_numbers {
        SmallNumbersArgument::Hide => SmallNumbers::Hide,
        SmallNumbersArgument::Keep => SmallNumbers::Keep,
    };
    let scenario = match &arguments.scenario {
        None => None,
        Some(file) => match read(&study, file)? {
            None => return blocked,
            found => found,
        },
    };
    let file = arguments.scenario.as_ref();
    let name = file.map_or(String::new(), |file| file.display().to_string());
    let work = Work {
        study: &study,
        scenario,
        formats: arguments.format.clone(),
        small_numbers,
    };
    Ok(match write(&work, &name, &arguments.out)? {
        Some(_) => ExitCode::SUCCESS,
        None => ExitCode::from(BLOCKED),
    })
}

/// Writes everything into a folder, and gives the fingerprints; nothing when the scenario is refused, which is then said.
fn write(work: &Work<'_>, scenario_file: &str, out: &Path) -> Result<Option<Vec<InputFile>>> {
    let scenario = (work.scenario.as_ref(), scenario_file);
    under(work.study, scenario, |study| {
        write_under(study, work, out).map(Some)
    })
}

/// The same, by the study under the scenario.
fn write_under(study: &Study, work: &Work<'_>, out: &Path) -> Result<Vec<InputFile>> {
    if work.small_numbers == SmallNumbers::Keep {
        say_error(
            "Let op: kleine aantallen staan in de uitkomsten. Geef deze bestanden niet door.",
        );
    }
    fs::create_dir_all(out)
        .with_context(|| format!("{} kan niet worden gemaakt", out.display()))?;
    // The tables hold what the layers hold, so that csv asks for no more.
    let of_layers = work.formats.iter().map(|format| format.of_layers());
    let formats: Vec<_> = of_layers
        .filter(|&format| format != ExportFormat::Csv)
        .collect();
    let written = study.write_analysis(out, &formats, work.small_numbers, &LongWork::default())?;
    for file in &written {
        say(&format!("geschreven: {file}"))?;
    }
    let outcomes = fingerprints(out, &written)?;
    if work.scenario.is_some() {
        let given = Given {
            formats: &work.formats,
            keep_small_numbers: work.small_numbers == SmallNumbers::Keep,
            question: None,
            outcomes: &outcomes,
        };
        replay::keep(work.study, work.scenario.as_ref(), given, out)?;
    }
    say(&format!("afstandsniveau {}", study.distance_level().code()))?;
    Ok(outcomes)
}

/// Does an analysis again, and says what differs.
fn again(study: &Study, file: &Path, out: &Path) -> Result<ExitCode> {
    let blocked = Ok(ExitCode::from(BLOCKED));
    let Some(replay) = replay::read_replay(file)? else {
        return blocked;
    };
    if replay.question.is_some() {
        say_error(&format!(
            "{}, vraag: found a question about where to build, expected an analysis; nabij site answers it again",
            file.display()
        ));
        return blocked;
    }
    let Some(earlier) = replay::earlier(study, file, replay)? else {
        return blocked;
    };
    let formats = earlier.formats();
    let work = Work {
        study,
        scenario: earlier.scenario,
        formats,
        small_numbers: match earlier.replay.keep_small_numbers {
            true => SmallNumbers::Keep,
            false => SmallNumbers::Hide,
        },
    };
    match write(&work, &file.display().to_string(), out)? {
        Some(outcomes) => replay::compared(file, &earlier.replay.outcomes, &outcomes),
        None => blocked,
    }
}
