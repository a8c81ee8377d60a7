//! The inputs of the process `oplossen`: the tables of `nabij solve` as lists of rows, and its options.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;

use crate::api::problem::Problem;
use crate::api::processes::inputs::{Inputs, path, wrong};
use crate::api::processes::solve_tables::{EUROS, cost_table, missing, site_actions, site_facts};
use crate::api::processes::solve_task::{SolveTask, refused};
use crate::ingest::site_facts::cents;
use crate::model::cost_table::{CostTable, TableId};
use crate::model::stop::Stop;
use crate::siting::good_plans::Choice;
use crate::siting::known_sites::{Limits, known_constraints, straight_distances, strangers};
use crate::siting::question::{Constraints, Model, ModelNumbers, Question};

/// The longest search, in seconds.
pub const LONGEST_SEARCH: f64 = 300.0;
/// The search when nothing is said, in seconds.
pub const USUAL_SEARCH: f64 = 30.0;
/// So many plans at most.
pub const MOST_PLANS: u64 = 100;

/// The names of the inputs.
pub const INPUTS: [&str; 18] = [
    "model",
    "demand",
    "costs",
    "sites",
    "radius",
    "power",
    "required",
    "forbidden",
    "sites_table",
    "budget",
    "max_per_district",
    "min_distance",
    "capacities",
    "actions",
    "alternatives",
    "within",
    "differing",
    "time_limit",
];

const MODELS: &str = "p-median, mclp, lscp, p-center, shortfall, worst-off of p-dispersion";

/// Reads the tables and the question.
///
/// # Errors
/// 400, naming the input or the row that is wrong.
pub fn read_solve(mut inputs: Inputs) -> Result<SolveTask, Problem> {
    inputs.only(&INPUTS)?;
    let facts = site_facts(&mut inputs)?;
    let model = inputs.text("model")?;
    let model = model.ok_or_else(|| missing("model", MODELS))?;
    let table = match (cost_table(&mut inputs)?, &facts) {
        (Some(table), _) => table,
        (None, Some(facts)) if model == "p-dispersion" => {
            straight_distances(facts).map_err(|cause| refused(&cause))?
        }
        (None, _) => {
            let expected = "vraagpunten met costs; bij p-dispersion is sites_table genoeg";
            return Err(missing("demand", expected));
        }
    };
    let actions = site_actions(&mut inputs, &table)?;
    let numbers = ModelNumbers {
        sites: inputs.whole("sites", 1, 1_000_000)?,
        radius: inputs.number("radius", 0.0, f64::MAX)?,
        power: inputs.number("power", 0.0, f64::MAX)?,
    };
    let time_limit = inputs.number("time_limit", 0.0, LONGEST_SEARCH)?;
    let choice = choice(&mut inputs)?;
    if actions.is_some() && choice.is_some() {
        let expected = "niets, want met actions is er één plan";
        return Err(Problem::parameter(
            &path("alternatives"),
            "een waarde",
            expected,
        ));
    }
    let priced = actions.iter().flat_map(BTreeMap::keys);
    let limits = limits(
        &mut inputs,
        facts.is_some(),
        priced.map(ToString::to_string).collect(),
    )?;
    let facts = facts.unwrap_or_default();
    if let Some(stranger) = strangers(&table, &facts).first() {
        return Err(wrong(
            "sites_table",
            &(*stranger).into(),
            "locaties die in costs staan",
        ));
    }
    let known = known_constraints(&table, &facts, &limits).map_err(|cause| refused(&cause))?;
    Ok(SolveTask {
        question: Question {
            model: Model::named(&model, numbers).map_err(|cause| refused(&cause))?,
            constraints: Constraints {
                required: named(&mut inputs, "required", &table)?,
                forbidden: named(&mut inputs, "forbidden", &table)?,
                ..known
            },
            time_limit: Some(Duration::from_secs_f64(time_limit.unwrap_or(USUAL_SEARCH))),
            stop: Stop::default(),
        },
        choice,
        actions,
        table,
    })
}

/// What may be spent and how sites may lie; each needs the table that says so of them.
fn limits(
    inputs: &mut Inputs,
    has_facts: bool,
    priced: BTreeSet<String>,
) -> Result<Limits, Problem> {
    let euros = inputs.read("budget", EUROS, |value| cents(&value.to_string()).ok())?;
    let limits = Limits {
        budget: euros,
        most_per_district: inputs.whole("max_per_district", 1, 1_000_000)?,
        least_distance: inputs.number("min_distance", 0.0, f64::MAX)?,
        with_capacities: inputs.read("capacities", "true of false", Value::as_bool)? == Some(true),
        priced,
    };
    let lonely = [
        (
            "budget",
            limits.budget.is_some() && limits.priced.is_empty(),
        ),
        ("max_per_district", limits.most_per_district.is_some()),
        ("min_distance", limits.least_distance.is_some()),
        ("capacities", limits.with_capacities),
    ];
    match lonely.into_iter().find(|(_, given)| *given && !has_facts) {
        None => Ok(limits),
        Some((name, _)) => {
            let expected = match name {
                "budget" => "dit alleen samen met sites_table of actions",
                _ => "dit alleen samen met sites_table",
            };
            Err(Problem::parameter(&path(name), "een waarde", expected))
        }
    }
}

/// Other plans, when they are asked for; within 5 per cent when nothing is said.
fn choice(inputs: &mut Inputs) -> Result<Option<Choice>, Problem> {
    let plans = inputs.whole("alternatives", 1, MOST_PLANS)?;
    let within = inputs.number("within", 0.0, 1_000.0)?;
    let differing = inputs.whole("differing", 1, 1_000)?;
    let Some(plans) = plans else {
        let lonely = [
            ("within", within.is_some()),
            ("differing", differing.is_some()),
        ];
        return match lonely.into_iter().find(|(_, given)| *given) {
            None => Ok(None),
            Some((name, _)) => {
                let expected = "dit alleen samen met alternatives";
                Err(Problem::parameter(&path(name), "een waarde", expected))
            }
        };
    };
    Ok(Some(Choice {
        plans,
        within: within.unwrap_or(5.0) / 100.0,
        differing: differing.unwrap_or(1),
    }))
}

fn named(inputs: &mut Inputs, name: &str, table: &CostTable) -> Result<Vec<TableId>, Problem> {
    let ids = inputs.texts(name)?.unwrap_or_default().into_iter();
    ids.map(|id| {
        let site = TableId::Name(id.clone());
        match table.site_named(&site) {
            Some(_) => Ok(site),
            None => Err(wrong(name, &id.into(), "een site_id die in costs staat")),
        }
    })
    .collect()
}
