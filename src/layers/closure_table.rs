//! The tidy table of closures: for every facility the neighbourhoods that lose by it, and how much.

use std::path::Path;

use crate::access::closure_report::ClosureRow;
use crate::layers::error::LayerError;
use crate::layers::measure_tables::{KindMeasures, rounded};
use crate::layers::table::write_table;
use crate::model::people::People;
use crate::model::town_data::TownData;

/// The table of closures.
pub const CLOSURE_TABLE: &str = "sluitingen.csv";

const COLUMNS: [&str; 10] = [
    "voorziening_id",
    "voorziening",
    "leeftijd",
    "profiel",
    "afstandsniveau",
    "buurtcode",
    "personen",
    "extra_p50_s",
    "boven_de_norm",
    "reden",
];

/// Writes `sluitingen.csv`: for each kind, facility and neighbourhood that loses one row.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_closure_table(
    town: &TownData,
    kinds: &[KindMeasures<'_>],
    folder: &Path,
) -> Result<(), LayerError> {
    let rows = kinds.iter().flat_map(|kind| {
        let rows = kind.closures.iter();
        rows.filter_map(move |found| row(town, kind, found))
    });
    write_table(folder, CLOSURE_TABLE, &COLUMNS, rows)
}

fn row(town: &TownData, kind: &KindMeasures<'_>, found: &ClosureRow) -> Option<Vec<String>> {
    let facility = town.facilities.get(found.facility)?;
    let area = found.area.and_then(|area| town.areas.get(area.0 as usize));
    let people =
        |people: Option<People>| people.map(|people| people.to_string()).unwrap_or_default();
    Some(vec![
        facility.id.0.clone(),
        kind.travel.norm.kind.code().to_owned(),
        found.age.code().to_owned(),
        kind.travel.profile.code.clone(),
        kind.travel.level.code().to_owned(),
        area.map(|area| area.code.0.clone()).unwrap_or_default(),
        people(found.people),
        rounded(found.extra_p50, 1),
        people(found.beyond_norm),
        reason(found).to_owned(),
    ])
}

fn reason(found: &ClosureRow) -> &'static str {
    if found.hidden {
        "klein aantal"
    } else if found.extra_p50.is_none() {
        "geen andere binnen de grens"
    } else {
        ""
    }
}
