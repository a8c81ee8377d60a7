//! `nabij solve`: a location model on a table of costs, so that a script can ask for a proven plan.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use nabij::ingest::cost_table::cost_table;
use nabij::ingest::csv_rows::TextFile;
use nabij::ingest::or_library::or_library_question;
use nabij::ingest::site_facts::{cents, site_facts};
use nabij::model::cost_table::{CostTable, SiteIndex, TableId};
use nabij::model::site_actions::SiteActions;
use nabij::model::site_facts::SiteFacts;
use nabij::model::stop::Stop;
use nabij::siting::actions::best_actions;
use nabij::siting::answer::Answer;
use nabij::siting::good_plans::{Choice, GoodPlans, good_plans, how_often};
use nabij::siting::known_sites::{Limits, known_constraints, straight_distances, strangers};
use nabij::siting::question::{Constraints, Model, ModelNumbers, Question};
use nabij::siting::report::{alternatives, solve_report};
use nabij::siting::solve::solve;

use super::solve_actions::{action_lines, action_report, given_actions};
use super::{BLOCKED, say, say_error};

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new(PRICES).multiple(true))]
pub struct SolveArguments {
    /// Het model: p-median, mclp, lscp, p-center, shortfall, worst-off of p-dispersion
    #[arg(long)]
    model: String,
    /// Een bestand van OR-Library
    #[arg(long, conflicts_with_all = ["costs", "demand"])]
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
    /// Bij shortfall: 0 telt wie verder moet dan --radius, 1 ook hoeveel verder, 2 het kwadraat daarvan; anders 1
    #[arg(long)]
    power: Option<f64>,
    #[command(flatten)]
    limits: LimitArguments,
    /// Een tabel site_id,action,fixed_cost,variable_cost,capacity met wat er van een locatie kan worden: closed
    /// (dicht), of de naam van een manier om open te zijn; zonder rij met closed blijft een locatie open
    #[arg(long, group = PRICES, conflicts_with = "alternatives")]
    actions: Option<PathBuf>,
    #[command(flatten)]
    several: SeveralArguments,
    /// Stop na zoveel seconden, met de beste uitkomst tot dan
    #[arg(long)]
    time_limit: Option<f64>,
    /// Voor programma's: één object in JSON
    #[arg(long)]
    json: bool,
}

/// The tables that say what sites cost, of which a budget needs one.
const PRICES: &str = "prices";

/// What limits the sets of sites.
#[derive(Debug, clap::Args)]
struct LimitArguments {
    /// Locaties die er in elk geval komen, met komma's ertussen
    #[arg(long, value_delimiter = ',')]
    required: Vec<String>,
    /// Locaties die er niet komen, met komma's ertussen
    #[arg(long, value_delimiter = ',')]
    forbidden: Vec<String>,
    /// Een tabel site_id,district,fixed_cost,variable_cost,capacity,x,y; alleen site_id moet er zijn
    #[arg(long, group = PRICES)]
    sites_table: Option<PathBuf>,
    /// Wat openen en plaatsen samen mogen kosten, in euro
    #[arg(long, requires = PRICES)]
    budget: Option<String>,
    /// Hoeveel locaties een wijk mag krijgen
    #[arg(long, requires = "sites_table")]
    max_per_district: Option<usize>,
    /// De kleinste afstand tussen twee locaties, hemelsbreed in meters
    #[arg(long, requires = "sites_table")]
    min_distance: Option<f64>,
    /// Een locatie bedient niet meer dan haar capaciteit
    #[arg(long, requires = "sites_table")]
    capacities: bool,
}

/// Several plans to choose from.
#[derive(Debug, clap::Args)]
struct SeveralArguments {
    /// Hoeveel verschillende plannen er te zien zijn
    #[arg(long)]
    alternatives: Option<usize>,
    /// Hoeveel procent een plan mag onderdoen voor het eerste
    #[arg(long, requires = "alternatives", default_value_t = 5.0)]
    within: f64,
    /// In hoeveel locaties elk plan ten minste verschilt van de andere
    #[arg(long, requires = "alternatives", default_value_t = 1)]
    differing: usize,
}

/// Reads the table, solves, and prints the plan; a question without an answer says why.
pub fn run(arguments: &SolveArguments) -> Result<ExitCode> {
    match answer(arguments) {
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

fn answer(arguments: &SolveArguments) -> Result<String> {
    let facts = facts(&arguments.limits)?;
    let (table, sites_in_file) = table(arguments, &facts)?;
    let unknown = strangers(&table, &facts);
    if !unknown.is_empty() {
        say_error(&format!(
            "--sites-table: {} locaties staan niet in de tabel met kosten en tellen niet mee: {}",
            unknown.len(),
            unknown.join(", ")
        ));
    }
    let actions = arguments
        .actions
        .as_deref()
        .map(|path| given_actions(path, &table));
    let actions = actions.transpose()?;
    let priced = actions
        .iter()
        .flat_map(BTreeMap::keys)
        .map(ToString::to_string);
    let known = limits(&arguments.limits, priced.collect())?;
    let known = known_constraints(&table, &facts, &known)?;
    let question = question(arguments, &table, known, sites_in_file)?;
    if let Some(actions) = &actions {
        return answer_with_actions(arguments, &table, &question, actions);
    }
    let found = match arguments.several.alternatives {
        None => GoodPlans {
            plans: vec![solve(&table, &question)?],
            complete: true,
        },
        Some(plans) => good_plans(&table, &question, choice(&arguments.several, plans))?,
    };
    let several = arguments.several.alternatives.map(|_| &found);
    let first = &found.plans[0];
    if arguments.json {
        let mut report = solve_report(&table, &question, first);
        report.alternatives = several.map(|found| alternatives(&table, found));
        return Ok(serde_json::to_string(&report)?);
    }
    let mut lines = plan_lines(&table, &question, first);
    if let Some(found) = several {
        lines.extend(several_lines(&table, found));
    }
    Ok(lines.join("\n"))
}

fn answer_with_actions(
    arguments: &SolveArguments,
    table: &CostTable,
    question: &Question,
    actions: &BTreeMap<TableId, SiteActions>,
) -> Result<String> {
    let plan = best_actions(table, question, actions)?;
    if arguments.json {
        let report = action_report(table, question, &plan);
        return Ok(serde_json::to_string(&report)?);
    }
    let mut lines = plan_lines(table, question, &plan.answer);
    lines.extend(action_lines(table, &plan));
    Ok(lines.join("\n"))
}

fn limits(limits: &LimitArguments, priced: BTreeSet<String>) -> Result<Limits> {
    Ok(Limits {
        budget: limits.budget.as_deref().map(euros).transpose()?,
        most_per_district: limits.max_per_district,
        least_distance: limits.min_distance,
        with_capacities: limits.capacities,
        priced,
    })
}

fn question(
    arguments: &SolveArguments,
    table: &CostTable,
    known: Constraints,
    sites_in_file: Option<usize>,
) -> Result<Question> {
    let limits = &arguments.limits;
    let time_limit = arguments.time_limit.map(Duration::try_from_secs_f64);
    let numbers = ModelNumbers {
        sites: arguments.sites.or(sites_in_file),
        radius: arguments.radius,
        power: arguments.power,
    };
    let named = |names: &[String]| names.iter().map(|name| site_id(table, name)).collect();
    Ok(Question {
        model: Model::named(&arguments.model, numbers)?,
        constraints: Constraints {
            required: named(&limits.required),
            forbidden: named(&limits.forbidden),
            ..known
        },
        time_limit: time_limit
            .transpose()
            .context("--time-limit: verwacht een aantal seconden van 0 of meer")?,
        stop: Stop::default(),
    })
}

fn choice(several: &SeveralArguments, plans: usize) -> Choice {
    Choice {
        plans,
        within: several.within / 100.0,
        differing: several.differing,
    }
}

fn euros(text: &str) -> Result<u64> {
    cents(text).map_err(|expected| anyhow::anyhow!("--budget: found {text:?}, expected {expected}"))
}

/// The id of a site as the table has it: a vertex of a numbered graph, or a name.
fn site_id(table: &CostTable, name: &str) -> TableId {
    let vertex = name.parse().ok().map(TableId::Vertex);
    vertex
        .filter(|id| table.site_named(id).is_some())
        .unwrap_or_else(|| TableId::Name(name.to_owned()))
}

fn plan_lines(table: &CostTable, question: &Question, answer: &Answer) -> Vec<String> {
    let proof = if answer.proven_optimal {
        "bewezen: geen plan is beter"
    } else {
        "niet bewezen"
    };
    vec![
        format!("model {}", question.model),
        format!("uitkomst {}", answer.objective),
        format!(
            "grens {} (verschil {:.4} %)",
            answer.bound,
            100.0 * answer.gap()
        ),
        proof.to_owned(),
        format!("locaties {}", site_names(table, &answer.sites)),
        format!("seconden {:.3}", answer.time.as_secs_f64()),
    ]
}

fn several_lines(table: &CostTable, found: &GoodPlans) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, plan) in (1..).zip(&found.plans) {
        let sites = site_names(table, &plan.sites);
        let proof = if plan.proven_optimal {
            ""
        } else {
            " (niet bewezen)"
        };
        lines.push(format!(
            "plan {number}: uitkomst {}{proof}, locaties {sites}",
            plan.objective
        ));
    }
    let often = how_often(&found.plans, table);
    let often = often.iter().map(|(site, plans)| format!("{site} {plans}×"));
    lines.push(format!(
        "in hoeveel plannen: {}",
        often.collect::<Vec<_>>().join(", ")
    ));
    if !found.complete {
        lines.push("de tijd was om: er kunnen meer plannen zijn".to_owned());
    }
    lines
}

fn site_names(table: &CostTable, sites: &[SiteIndex]) -> String {
    let names = sites.iter().map(|&site| table.site(site).to_string());
    names.collect::<Vec<_>>().join(", ")
}

fn facts(limits: &LimitArguments) -> Result<BTreeMap<String, SiteFacts>> {
    let Some(path) = &limits.sites_table else {
        return Ok(BTreeMap::new());
    };
    let name = name(path);
    Ok(site_facts(TextFile { path, name: &name })?)
}

/// The table, and how many sites its file asks for.
fn table(
    arguments: &SolveArguments,
    facts: &BTreeMap<String, SiteFacts>,
) -> Result<(CostTable, Option<usize>)> {
    if let Some(path) = &arguments.or_library {
        let read = or_library_question(path, &name(path))?;
        return Ok((read.table, Some(read.sites_to_open)));
    }
    let (Some(costs), Some(demand)) = (&arguments.costs, &arguments.demand) else {
        if arguments.model == "p-dispersion" && !facts.is_empty() {
            return Ok((straight_distances(facts)?, None));
        }
        anyhow::bail!(
            "verwacht --or-library, of --costs met --demand; bij p-dispersion is --sites-table genoeg"
        );
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
