//! The tables of the process `oplossen`, as lists of rows: the columns of the files of `nabij solve`, and the same rules.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::api::problem::Problem;
use crate::api::processes::inputs::{Inputs, path, wrong};
use crate::ingest::site_actions::add_action;
use crate::ingest::site_facts::cents;
use crate::model::cost_table::{CostTable, CostTableError, TableId};
use crate::model::position::Planar;
use crate::model::site_actions::SiteActions;
use crate::model::site_facts::SiteFacts;

/// What an amount has to be.
pub const EUROS: &str = "euro's, 0 of meer, met hoogstens twee decimalen";

/// The costs between demand points and sites; nothing when neither table is given.
///
/// # Errors
/// 400, naming the row that is wrong.
pub fn cost_table(inputs: &mut Inputs) -> Result<Option<CostTable>, Problem> {
    let demand = rows(inputs, "demand", "{\"demand_id\": ..., \"weight\": ...}")?;
    let row = "{\"demand_id\": ..., \"site_id\": ..., \"cost\": ...}";
    let costs = rows(inputs, "costs", row)?;
    let (demand, costs) = match (demand, costs) {
        (Some(demand), Some(costs)) => (demand, costs),
        (None, None) => return Ok(None),
        (None, Some(_)) => return Err(missing("demand", "de vraagpunten bij costs")),
        (Some(_), None) => return Err(missing("costs", "de kosten bij demand")),
    };
    let mut weights = Vec::with_capacity(demand.len());
    let mut places: BTreeMap<String, u32> = BTreeMap::new();
    for row in each_row("demand", &demand) {
        let id = row.id("demand_id")?;
        if places.insert(id.clone(), weights.len() as u32).is_some() {
            return Err(row.wrong("demand_id", "elk vraagpunt één keer"));
        }
        weights.push((TableId::Name(id), row.quantity("weight")?));
    }
    let mut sites: BTreeMap<String, u32> = BTreeMap::new();
    let (mut names, mut pairs) = (Vec::new(), Vec::with_capacity(costs.len()));
    for row in each_row("costs", &costs) {
        let from = places.get(&row.id("demand_id")?);
        let from = from.ok_or_else(|| row.wrong("demand_id", "een demand_id van demand"))?;
        let site = row.id("site_id")?;
        let to = *sites.entry(site.clone()).or_insert_with(|| {
            names.push(TableId::Name(site));
            names.len() as u32 - 1
        });
        pairs.push((*from, to, row.quantity("cost")?));
    }
    let table = CostTable::new(&weights, &names, &pairs).map_err(|cause| {
        let expected = "elk paar van vraagpunt en locatie één keer";
        Problem::parameter(&path("costs"), &in_dutch(&cause), expected)
    })?;
    Ok(Some(table))
}

/// What a table of costs cannot have.
fn in_dutch(cause: &CostTableError) -> String {
    match cause {
        CostTableError::PairTwice {
            demand,
            site,
            first,
            second,
        } => format!("vraagpunt {demand}, locatie {site}: twee keer kosten, {first} en {second}"),
        CostTableError::NameTwice(id) => format!("{id}: twee keer"),
        CostTableError::NoSuchPlace { demand, site } => {
            format!("kosten van vraagpunt {demand} naar locatie {site}, die er niet zijn")
        }
        CostTableError::NotAQuantity { what, found } => format!("{what}: {found}"),
    }
}

/// What is known of sites; nothing when the table is not given.
///
/// # Errors
/// 400, naming the row that is wrong.
pub fn site_facts(inputs: &mut Inputs) -> Result<Option<BTreeMap<String, SiteFacts>>, Problem> {
    let row = "{\"site_id\": ..., \"district\": ..., \"fixed_cost\": ..., \"capacity\": ..., \"x\": ..., \"y\": ...}";
    let Some(rows) = rows(inputs, "sites_table", row)? else {
        return Ok(None);
    };
    let mut sites = BTreeMap::new();
    for row in each_row("sites_table", &rows) {
        let facts = SiteFacts {
            district: row
                .given("district")
                .then(|| row.id("district"))
                .transpose()?,
            fixed_cost: row.euros("fixed_cost")?,
            variable_cost: row.euros("variable_cost")?,
            capacity: row
                .given("capacity")
                .then(|| row.quantity("capacity"))
                .transpose()?,
            place: row.place()?,
        };
        if sites.insert(row.id("site_id")?, facts).is_some() {
            return Err(row.wrong("site_id", "elke locatie één keer"));
        }
    }
    Ok(Some(sites))
}

/// What may become of sites; nothing when the table is not given.
///
/// # Errors
/// 400, naming the row that is wrong, or a site that is not in the table of costs.
pub fn site_actions(
    inputs: &mut Inputs,
    table: &CostTable,
) -> Result<Option<BTreeMap<TableId, SiteActions>>, Problem> {
    let row = "{\"site_id\": ..., \"action\": ..., \"fixed_cost\": ..., \"variable_cost\": ..., \"capacity\": ...}";
    let Some(rows) = rows(inputs, "actions", row)? else {
        return Ok(None);
    };
    let mut sites: BTreeMap<TableId, SiteActions> = BTreeMap::new();
    for row in each_row("actions", &rows) {
        let site = TableId::Name(row.id("site_id")?);
        if table.site_named(&site).is_none() {
            return Err(row.wrong("site_id", "een site_id die in costs staat"));
        }
        let columns = ["action", "fixed_cost", "variable_cost", "capacity"];
        let texts = columns.map(|column| row.text(column));
        let actions = sites.entry(site).or_default();
        add_action(actions, texts.each_ref().map(String::as_str))
            .map_err(|(column, found, _english)| row.wrong(column, action_cell(column, found)))?;
    }
    match sites.iter().find(|(_, actions)| actions.open.is_empty()) {
        None => Ok(Some(sites)),
        Some((site, _)) => Err(Problem::parameter(
            &path("actions"),
            &format!("alleen closed van {site}"),
            "ook een manier om open te zijn",
        )),
    }
}

/// What a cell of an action has to be.
fn action_cell(column: &str, found: &str) -> &'static str {
    match column {
        "action" => "closed of de naam van een manier om open te zijn, elk één keer per locatie",
        "fixed_cost" => EUROS,
        _ if cents(found).is_ok() => "niets, want een gesloten locatie bedient niemand",
        "variable_cost" => EUROS,
        _capacity => "een aantal plaatsen van 0 of meer",
    }
}

fn rows(inputs: &mut Inputs, name: &str, row: &str) -> Result<Option<Vec<Value>>, Problem> {
    match inputs.take(name) {
        None => Ok(None),
        Some(Value::Array(rows)) if !rows.is_empty() => Ok(Some(rows)),
        Some(other) => Err(wrong(name, &other, &format!("een lijst van rijen {row}"))),
    }
}

/// An input that has to be there because of others.
pub fn missing(name: &str, expected: &str) -> Problem {
    Problem::parameter(&path(name), "niets", expected)
}

fn each_row<'a>(table: &'static str, rows: &'a [Value]) -> impl Iterator<Item = Row<'a>> {
    let numbered = rows.iter().enumerate();
    numbered.map(move |(number, row)| Row { table, number, row })
}

/// One row.
struct Row<'a> {
    table: &'static str,
    number: usize,
    row: &'a Value,
}

impl Row<'_> {
    fn given(&self, column: &str) -> bool {
        !self.row[column].is_null() && self.row[column] != ""
    }

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

    /// An amount in cents.
    fn euros(&self, column: &str) -> Result<Option<u64>, Problem> {
        let text = self.text(column);
        let amount = (!text.is_empty()).then(|| cents(&text)).transpose();
        amount.map_err(|_english| self.wrong(column, EUROS))
    }

    fn place(&self) -> Result<Option<Planar>, Problem> {
        if !self.given("x") && !self.given("y") {
            return Ok(None);
        }
        let metres = |column: &str| {
            let number = self.row[column].as_f64();
            number.ok_or_else(|| self.wrong(column, "een aantal meters, zoals de andere"))
        };
        Ok(Some(Planar {
            x: metres("x")?,
            y: metres("y")?,
        }))
    }

    /// The cell as it would stand in a file.
    fn text(&self, column: &str) -> String {
        match &self.row[column] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    fn wrong(&self, column: &str, expected: &str) -> Problem {
        let name = format!("{}[{}].{column}", self.table, self.number);
        wrong(&name, &self.row[column], expected)
    }
}
