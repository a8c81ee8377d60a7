//! Records that were entered, as tables of the study: beside those of its files, read by the same rules.

use serde_json::{Map, Value, json};

use crate::ingest::entered::forms::{AMBITION, BUILDING, INTERVENTION, OPPORTUNITY, VISION, WISH};
use crate::ingest::site_question::as_written::raw;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::table::{ReadAs, Row, Table, Value as Cell};
use crate::ingest::upload::added::{Added, AddedRows, AddedTable};

/// How the names begin by which messages and sources call what was entered.
pub const ENTERED: &str = "vastgelegd/";

/// Which field of a record is which column of its table.
struct Columns {
    kind: &'static str,
    title: &'static str,
    of: &'static [(&'static str, &'static str)],
}

/// The columns by which every record tells who entered it, from what and when.
const RECORDED: [(&str, &str); 3] = [("basis", "bron"), ("date", "datum"), ("role", "rol")];

/// The kinds that the study reads. Decisions are kept and shown; no answer rests on one.
const TABLES: [Columns; 6] = [
    Columns {
        kind: AMBITION,
        title: "Ambities, vastgelegd in nabij",
        of: &[
            ("area", "gebied"),
            ("building", "gebouw"),
            ("level", "niveau"),
        ],
    },
    Columns {
        kind: VISION,
        title: "Visies, vastgelegd in nabij",
        of: &[
            ("facilities", "voorzieningen"),
            ("document", "document"),
            ("boards", "besturen"),
            ("joint_offer", "samen_ontwikkeld"),
        ],
    },
    Columns {
        kind: WISH,
        title: "Wensen, vastgelegd in nabij",
        of: &[
            ("area", "gebied"),
            ("kind", "soort"),
            ("weight", "gewicht"),
            ("room_hours", "ruimte_uren"),
        ],
    },
    Columns {
        kind: BUILDING,
        title: "Gegevens van gebouwen, vastgelegd in nabij",
        of: &[
            ("id", "gebouw"),
            ("built", "bouwjaar"),
            ("renovated", "renovatiejaar"),
            ("condition", "conditie"),
            ("floor_area", "oppervlakte_m2"),
            ("owner", "eigenaar"),
            ("ihp_phase", "fase"),
            ("ihp_from", "fase_van"),
            ("ihp_to", "fase_tot"),
            ("pupils_0", "leerlingen_nu"),
            ("pupils_5", "leerlingen_5"),
            ("pupils_10", "leerlingen_10"),
            ("pupils_15", "leerlingen_15"),
            ("estimate", "raming_euro"),
            ("credit", "krediet"),
        ],
    },
    Columns {
        kind: INTERVENTION,
        title: "Interventies, vastgelegd in nabij",
        of: &[
            ("area", "gebied"),
            ("name", "titel"),
            ("kind", "doel"),
            ("from", "van"),
            ("until", "tot"),
        ],
    },
    Columns {
        kind: OPPORTUNITY,
        title: "Buurten die worden overwogen, vastgelegd in nabij",
        of: &[
            ("area", "buurt"),
            ("motivation", "motivering"),
            ("plan", "plan_van_aanpak"),
            ("indicators", "volgt"),
        ],
    },
];

/// What messages and sources call the records of a kind.
pub fn name_in_study(kind: &str) -> String {
    format!("{ENTERED}{kind}")
}

/// The records of a kind as a table of the study, each a row in the order given, numbered from 1. Nothing for a kind that the
/// study does not read, or without records.
///
/// # Errors
/// Only when the form of a kind and its table have grown apart.
pub fn table(kind: &str, records: &[Map<String, Value>]) -> Result<Option<Added>, QuestionRefused> {
    let Some(columns) = TABLES.iter().find(|table| table.kind == kind) else {
        return Ok(None);
    };
    let days = records
        .iter()
        .filter_map(|record| record.get("datum")?.as_str());
    let Some(last) = days.max() else {
        return Ok(None);
    };
    let name = name_in_study(kind);
    let named = columns.of.iter().chain(&RECORDED);
    let mut keys = json!({
        "name": columns.title,
        "title": columns.title,
        "publisher": "nabij",
        "licence": "eigen gegevens",
        "date": last,
        "file": name,
    });
    match kind {
        BUILDING => {
            keys["columns"] = names(columns.of.iter());
            keys["recorded"] = names(RECORDED.iter());
        }
        _ => keys["columns"] = names(named.clone()),
    }
    let fields: Vec<&str> = named.map(|(_, column)| *column).collect();
    let rows = (1..).zip(records).map(|(number, record)| Row {
        number,
        values: fields
            .iter()
            .map(|field| cell(record.get(*field)))
            .collect(),
        geometry: None,
    });
    let table = Table {
        file: name.clone(),
        columns: fields.iter().map(|field| (*field).to_owned()).collect(),
        rows: rows.collect(),
        rows_read: records.len() as u64,
        read_as: ReadAs::default(),
    };
    Ok(Some(Added {
        name,
        rows: AddedRows::Here(table),
        table: added_table(kind, keys)?,
    }))
}

fn names<'a>(columns: impl Iterator<Item = &'a (&'static str, &'static str)>) -> Value {
    let named = columns.map(|(key, column)| ((*key).to_owned(), (*column).into()));
    Value::Object(named.collect())
}

fn added_table(kind: &str, keys: Value) -> Result<AddedTable, QuestionRefused> {
    Ok(match kind {
        AMBITION => AddedTable::Ambitions(raw(keys)?),
        VISION => AddedTable::Visions(raw(keys)?),
        WISH => AddedTable::Wishes(raw(keys)?),
        BUILDING => AddedTable::BuildingFacts(raw(keys)?),
        INTERVENTION => AddedTable::Programmes(raw(keys)?),
        _ => AddedTable::Considerations(raw(keys)?),
    })
}

fn cell(value: Option<&Value>) -> Cell {
    match value {
        Some(Value::String(text)) => Cell::from_text(text),
        Some(Value::Number(number)) => Cell::from_text(&number.to_string()),
        Some(Value::Array(values)) => {
            let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            Cell::from_text(&texts.join(";"))
        }
        Some(Value::Null | Value::Bool(_) | Value::Object(_)) | None => Cell::Missing,
    }
}
