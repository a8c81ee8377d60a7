//! The commands. Exit code 0: done; 1: our failure or the machine's; 2: something in the input blocks.

mod analyse;
mod backup;
mod backup_target;
mod closed_off;
mod known_holes;
mod read_upload;
mod replay;
mod scenario;
mod serve;
mod site;
mod solve;
mod solve_actions;
mod store_place;
mod token;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum};
use nabij::example::request::ExampleRequest;
use nabij::example::write::write_example;
use nabij::ingest::load::{Loaded, Progress, load_study};
use nabij::layers::export::format::ExportFormat;
use nabij::study::open_study::Study;
use nabij::study::read_study::{NoStudy, StudyFiles};
use nabij::study::unplaced::report_unplaced;

/// The exit code when something in the input blocks.
const BLOCKED: u8 = 2;

/// Wie mist een school, bibliotheek, buurtschool of zorgpunt dichtbij, en waar helpt een nieuwe het meest?
#[derive(Debug, Parser)]
#[command(name = "nabij", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Dien de kaart en de lagen op
    Serve(serve::ServeArguments),
    /// Schrijf alles wat mensen vastlegden, met de hele geschiedenis, naar één bestand
    Backup {
        /// De opslag: een bestand, of postgresql://...
        #[arg(long)]
        store: String,
        /// Het bestand dat wordt geschreven
        #[arg(long)]
        out: PathBuf,
    },
    /// Zet terug wat backup schreef; wat er al is blijft zoals het is
    Restore {
        /// De opslag: een bestand, of postgresql://...
        #[arg(long)]
        store: String,
        /// Het bestand van backup
        file: PathBuf,
    },
    /// Geef een token waarmee een programma iets mag, zoals vastleggen
    Token(token::TokenArguments),
    /// Laat zien wat is gelezen, wat is weggelaten en waarom
    Check {
        #[command(flatten)]
        study: StudyArguments,
        /// Voor programma's: JSON
        #[arg(long)]
        json: bool,
    },
    /// Bereken de bereikbaarheid en schrijf haar naar tabellen en lagen
    Analyse(Box<analyse::AnalyseArguments>),
    /// Beantwoord een vraag over waar te bouwen: kandidaten, 0-18 clusters, lijsten, plannen
    Site(Box<site::SiteArguments>),
    /// Los een locatievraag op een tabel van kosten op, met bewijs
    Solve(Box<solve::SolveArguments>),
    /// Lees een gestuurd bestand; de dienst roept dit zelf aan
    #[command(hide = true)]
    ReadUpload {
        /// Lees niets, maar zeg wat er in dit proces nog kan dat niet hoort
        #[arg(long)]
        holes: bool,
    },
    /// Schrijf Voorbeeldstad, een verzonnen stad, als gewone invoerbestanden
    Example {
        /// De map waarin de bestanden komen
        #[arg(long)]
        out: PathBuf,
        /// Ongeveer zoveel inwoners
        #[arg(long, default_value_t = 60_000)]
        inhabitants: u32,
        /// Een ander getal geeft een andere stad
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

#[derive(Debug, clap::Args)]
struct StudyArguments {
    /// Een study.toml, of de map waarin die staat
    study: PathBuf,
    /// De map met gegevens; anders de map van de studie
    #[arg(long)]
    data: Option<PathBuf>,
}

impl StudyArguments {
    fn files(&self) -> StudyFiles {
        StudyFiles {
            study: self.study.clone(),
            data: self.data.clone(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Geojson,
    Gpkg,
    Fgb,
    Shp,
    Parquet,
}

impl Format {
    /// Its name, as an argument and in files.
    const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Geojson => "geojson",
            Self::Gpkg => "gpkg",
            Self::Fgb => "fgb",
            Self::Shp => "shp",
            Self::Parquet => "parquet",
        }
    }

    fn of_layers(self) -> ExportFormat {
        match self {
            Self::Csv => ExportFormat::Csv,
            Self::Geojson => ExportFormat::GeoJson,
            Self::Gpkg => ExportFormat::GeoPackage,
            Self::Fgb => ExportFormat::FlatGeobuf,
            Self::Shp => ExportFormat::Shapefile,
            Self::Parquet => ExportFormat::GeoParquet,
        }
    }
}

/// Runs the command and tells the shell how it went.
pub fn run(arguments: Arguments) -> ExitCode {
    match command(arguments.command) {
        Ok(code) => code,
        Err(cause) => failed(&cause),
    }
}

/// Says why nothing came of it.
pub fn failed(cause: &anyhow::Error) -> ExitCode {
    say_error(&format!("{cause:#}"));
    ExitCode::FAILURE
}

fn command(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Backup { store, out } => backup::back_up(&store, &out),
        Command::Restore { store, file } => backup::restore(&store, &file),
        Command::Token(arguments) => token::run(&arguments),
        Command::Check { study, json } => check(&study, json),
        Command::Analyse(arguments) => analyse::run(&arguments),
        Command::Site(arguments) => site::run(&arguments),
        Command::Solve(arguments) => solve::run(&arguments),
        Command::ReadUpload { holes: false } => read_upload::run(),
        Command::ReadUpload { holes: true } => known_holes::run(),
        Command::Example {
            out,
            inhabitants,
            seed,
        } => example(&out, inhabitants, seed),
    }
}

fn check(arguments: &StudyArguments, json: bool) -> Result<ExitCode> {
    let Some(mut loaded) = load(arguments)? else {
        return Ok(ExitCode::from(BLOCKED));
    };
    if let Some(town) = &loaded.town {
        report_unplaced(town, &mut loaded.report)?;
    }
    if json {
        say(&serde_json::to_string_pretty(&loaded.report.to_json())?)?;
    } else {
        say(&loaded.report.to_string())?;
    }
    Ok(if loaded.town.is_some() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(BLOCKED)
    })
}

fn example(out: &Path, inhabitants: u32, seed: u64) -> Result<ExitCode> {
    let summary = write_example(out, &ExampleRequest { inhabitants, seed })?;
    say(&format!(
        "geschreven in {}: {} inwoners, {} wijken, {} buurten, {} straatpunten",
        out.display(),
        summary.inhabitants,
        summary.districts,
        summary.neighbourhoods,
        summary.street_nodes
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Reads the study file and its sources; nothing when the study file cannot be read at all, which is then said.
fn load(arguments: &StudyArguments) -> Result<Option<Loaded>> {
    match load_study(&arguments.study, arguments.data.as_deref(), &|_| ()) {
        Ok(loaded) => Ok(Some(loaded)),
        Err(cause) => {
            say_error(&format!("{:#}", anyhow::Error::from(cause)));
            Ok(None)
        }
    }
}

/// The study, ready to answer; nothing when its files do not allow it, which is then said.
fn opened(arguments: &StudyArguments) -> Result<Option<Study>> {
    said(arguments.files().open_with(&[], &show_progress))
}

/// What keeps a study from being there is said, when it is something in its files.
fn said(opened: Result<Study, NoStudy>) -> Result<Option<Study>> {
    match opened {
        Ok(study) => Ok(Some(study)),
        Err(NoStudy::Blocked(report)) => {
            say_error(&report.to_string());
            Ok(None)
        }
        Err(NoStudy::Files(cause)) => {
            say_error(&format!("{:#}", anyhow::Error::from(cause)));
            Ok(None)
        }
        Err(NoStudy::Study(cause)) => Err(cause.into()),
    }
}

fn show_progress(progress: Progress) {
    if io::stderr().is_terminal() {
        say_error(&format!(
            "{:3.0} %  {}",
            100.0 * progress.share,
            progress.step
        ));
    }
}

fn say(line: &str) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{line}")
}

fn say_error(line: &str) {
    // Nobody is left to tell when standard error itself is closed.
    drop(writeln!(io::stderr().lock(), "{line}"));
}
