//! `nabij solve`: a location model on a table of costs, so that a script can ask for a proven plan.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use nabij::ingest::cost_table::{TextFile, cost_table};
use nabij::ingest::or_library::or_library_question;
use nabij::model::cost_table::CostTable;
use nabij::siting::question::{Model, ModelNumbers, Question};
use nabij::siting::report::solve_report;
use nabij::siting::solve::solve;

use super::{BLOCKED, say, say_error};

#[derive(Debug, clap::Args)]
pub struct SolveArguments {
    /// Het model: p-median, mclp, lscp of p-center
    #[arg(long)]
    model: String,
    /// Een bestand van OR-Library
    #[arg(long, conflicts_with_all = ["costs", "demand"], required_unless_present = "costs")]
    or_library: Option<PathBuf>,
    /// Een tabel demand_id,site_id,cost; een paar dat ontbreekt is onbereikbaar
    #[arg(long, requires = "demand")]
    costs: Option<PathBuf>,
    /// Een tabel demand_id,weight
    #[arg(long, requires = "costs")]
    demand: Option<PathBuf>,
    /// Hoeveel locaties er komen; bij OR-Library anders het getal in het bestand
    #[arg(long)]
    sites: Option<usize>,
    /// Tot en met deze kosten is iets dichtbij genoeg
    #[arg(long)]
    radius: Option<f64>,
    /// Hoe zwaar een tekort weegt: 0 telt wie tekortkomt, 1 ook hoeveel, 2 het kwadraat daarvan
    #[arg(long)]
    power: Option<f64>,
    /// Stop na zoveel seconden, met de beste uitkomst tot dan
    #[arg(long)]
    time_limit: Option<f64>,
    /// Voor programma's: één object in JSON
    #[arg(long)]
    json: bool,
}

/// Reads the table, solves, and prints the plan; a question without an answer says why.
pub fn run(arguments: &SolveArguments) -> Result<ExitCode> {
    let time_limit = arguments
        .time_limit
        .map(Duration::try_from_secs_f64)
        .transpose()
        .context("--time-limit: verwacht een aantal seconden van 0 of meer")?;
    match answer(arguments, time_limit) {
        Ok(lines) => {
            say(&lines)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(cause) => {
            say_error(&format!("{cause:#}"));
            Ok(ExitCode::from(BLOCKED))
        }
    }
}

fn answer(arguments: &SolveArguments, time_limit: Option<Duration>) -> Result<String> {
    let (table, sites_in_file) = table(arguments)?;
    let sites = arguments.sites.or(sites_in_file);
    let model = Model::named(
        &arguments.model,
        ModelNumbers {
            sites,
            radius: arguments.radius,
            power: arguments.power,
        },
    )?;
    let question = Question {
        time_limit,
        ..Question::plain(model)
    };
    let answer = solve(&table, &question)?;
    let report = solve_report(&table, &question, &answer);
    if arguments.json {
        return Ok(serde_json::to_string(&report)?);
    }
    let sites: Vec<String> = answer
        .sites
        .iter()
        .map(|&site| table.site(site).to_string())
        .collect();
    let proof = if report.proven_optimal {
        "bewezen: geen plan is beter"
    } else {
        "niet bewezen"
    };
    Ok(format!(
        "model {}\nuitkomst {}\ngrens {} (verschil {:.4} %)\n{proof}\nlocaties {}\nseconden {:.3}",
        report.model,
        report.objective,
        report.bound,
        100.0 * report.gap,
        sites.join(", "),
        report.seconds
    ))
}

/// The table, and how many sites its file asks for.
fn table(arguments: &SolveArguments) -> Result<(CostTable, Option<usize>)> {
    if let Some(path) = &arguments.or_library {
        let read = or_library_question(path, &name(path))?;
        return Ok((read.table, Some(read.sites_to_open)));
    }
    let (Some(costs), Some(demand)) = (&arguments.costs, &arguments.demand) else {
        anyhow::bail!("verwacht --or-library, of --costs met --demand");
    };
    let (costs_name, demand_name) = (name(costs), name(demand));
    let read = cost_table(
        TextFile {
            path: costs,
            name: &costs_name,
        },
        TextFile {
            path: demand,
            name: &demand_name,
        },
    )?;
    for problem in &read.problems {
        say_error(&problem.to_string());
    }
    Ok((read.table, None))
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
