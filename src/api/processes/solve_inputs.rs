//! The inputs of the process `oplossen`: the tables of `nabij solve` as lists of rows, and its options.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

use crate::api::problem::Problem;
use crate::api::processes::inputs::{Inputs, path, wrong};
use crate::api::processes::solve_task::{SolveTask, refused};
use crate::model::cost_table::{CostTable, TableId};
use crate::model::stop::Stop;
use crate::siting::good_plans::Choice;
use crate::siting::question::{Constraints, Model, ModelNumbers, Question};

/// The longest search, in seconds.
pub const LONGEST_SEARCH: f64 = 300.0;
/// The search when nothing is said, in seconds.
pub const USUAL_SEARCH: f64 = 30.0;
/// So many plans at most.
pub const MOST_PLANS: u64 = 100;

/// The names of the inputs.
pub const INPUTS: [&str; 12] = [
    "model",
    "demand",
    "costs",
    "sites",
    "radius",
    "power",
    "required",
    "forbidden",
    "alternatives",
    "within",
    "differing",
    "time_limit",
];

/// Reads the table and the question.
///
/// # Errors
/// 400, naming the input or the row that is wrong.
pub fn read_solve(mut inputs: Inputs) -> Result<SolveTask, Problem> {
    inputs.only(&INPUTS)?;
    let table = table(&mut inputs)?;
    let numbers = ModelNumbers {
        sites: inputs.whole("sites", 1, 1_000_000)?,
        radius: inputs.number("radius", 0.0, f64::MAX)?,
        power: inputs.number("power", 0.0, f64::MAX)?,
    };
    let models = "p-median, mclp, lscp, p-center, shortfall, worst-off of p-dispersion";
    let model = inputs.text("model")?;
    let model = model.ok_or_else(|| Problem::parameter(&path("model"), "niets", models))?;
    let time_limit = inputs.number("time_limit", 0.0, LONGEST_SEARCH)?;
    let choice = choice(&mut inputs)?;
    Ok(SolveTask {
        question: Question {
            model: Model::named(&model, numbers).map_err(|cause| refused(&cause))?,
            constraints: Constraints {
                required: named(&mut inputs, "required", &table)?,
                forbidden: named(&mut inputs, "forbidden", &table)?,
                ..Constraints::default()
            },
            time_limit: Some(Duration::from_secs_f64(time_limit.unwrap_or(USUAL_SEARCH))),
            stop: Stop::default(),
        },
        choice,
        table,
    })
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

fn table(inputs: &mut Inputs) -> Result<CostTable, Problem> {
    let rows = |name: &str, value: Value, row: &str| match value {
        Value::Array(rows) if !rows.is_empty() => Ok(rows),
        other => Err(wrong(name, &other, &format!("een lijst van rijen {row}"))),
    };
    let demand = "{\"demand_id\": ..., \"weight\": ...}";
    let costs = "{\"demand_id\": ..., \"site_id\": ..., \"cost\": ...}";
    let demand = rows("demand", inputs.needed("demand", demand)?, demand)?;
    let costs = rows("costs", inputs.needed("costs", costs)?, costs)?;
    let mut weights = Vec::with_capacity(demand.len());
    let mut places: BTreeMap<String, u32> = BTreeMap::new();
    for (number, row) in demand.iter().enumerate() {
        let cell = Cell {
            table: "demand",
            number,
            row,
        };
        let id = cell.id("demand_id")?;
        if places.insert(id.clone(), weights.len() as u32).is_some() {
            return Err(cell.wrong("demand_id", "elk vraagpunt één keer"));
        }
        weights.push((TableId::Name(id), cell.quantity("weight")?));
    }
    let mut sites: BTreeMap<String, u32> = BTreeMap::new();
    let (mut names, mut pairs) = (Vec::new(), Vec::with_capacity(costs.len()));
    for (number, row) in costs.iter().enumerate() {
        let cell = Cell {
            table: "costs",
            number,
            row,
        };
        let from = places.get(&cell.id("demand_id")?);
        let from = from.ok_or_else(|| cell.wrong("demand_id", "een demand_id van demand"))?;
        let site = cell.id("site_id")?;
        let to = *sites.entry(site.clone()).or_insert_with(|| {
            names.push(TableId::Name(site));
            names.len() as u32 - 1
        });
        pairs.push((*from, to, cell.quantity("cost")?));
    }
    CostTable::new(&weights, &names, &pairs).map_err(|cause| {
        let expected = "elk paar van vraagpunt en locatie één keer";
        Problem::parameter(&path("costs"), &cause.to_string(), expected)
    })
}

/// The cells of one row.
struct Cell<'a> {
    table: &'static str,
    number: usize,
    row: &'a Value,
}

impl Cell<'_> {
    fn id(&self, column: &str) -> Result<String, Problem> {
        match &self.row[column] {
            Value::String(id) if !id.is_empty() => Ok(id.clone()),
            Value::Number(id) if id.is_u64() => Ok(id.to_string()),
            _ => Err(self.wrong(column, "een naam of een heel getal")),
        }
    }

    fn quantity(&self, column: &str) -> Result<f64, Problem> {
        let number = self.row[column].as_f64().filter(|number| *number >= 0.0);
        number.ok_or_else(|| self.wrong(column, "een getal van 0 of meer"))
    }

    fn wrong(&self, column: &str, expected: &str) -> Problem {
        let name = format!("{}[{}].{column}", self.table, self.number);
        wrong(&name, &self.row[column], expected)
    }
}
