//! The tidy table of detours: how many people go round by which barrier.

use std::path::Path;

use crate::access::detours_by_barrier::DetourRow;
use crate::layers::error::LayerError;
use crate::layers::measure_tables::{KindMeasures, rounded};
use crate::layers::table::write_table;
use crate::model::town_data::TownData;

/// The table of detours.
pub const DETOUR_TABLE: &str = "omwegen.csv";

const COLUMNS: [&str; 11] = [
    "gebiedscode",
    "niveau",
    "voorziening",
    "leeftijd",
    "profiel",
    "afstandsniveau",
    "barriere_soort",
    "barriere",
    "personen",
    "omweg_p50",
    "reden",
];

/// Writes `omwegen.csv`: for each kind, area and barrier one row.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_detour_table(
    town: &TownData,
    kinds: &[KindMeasures<'_>],
    folder: &Path,
) -> Result<(), LayerError> {
    let rows = kinds.iter().flat_map(|kind| {
        let rows = kind.detours.iter();
        rows.filter_map(move |found| row(town, kind, found))
    });
    write_table(folder, DETOUR_TABLE, &COLUMNS, rows)
}

fn row(town: &TownData, kind: &KindMeasures<'_>, found: &DetourRow) -> Option<Vec<String>> {
    let area = town.areas.get(found.area.0 as usize)?;
    let travel = kind.travel;
    let barrier = found.barrier.as_ref();
    Some(vec![
        area.code.0.clone(),
        area.level.code().to_owned(),
        travel.norm.kind.code().to_owned(),
        found.age.code().to_owned(),
        travel.profile.code.clone(),
        travel.level.code().to_owned(),
        barrier
            .map_or("niet gevonden", |barrier| barrier.sort.code())
            .to_owned(),
        barrier
            .and_then(|barrier| barrier.name.clone())
            .unwrap_or_default(),
        found
            .people
            .map(|people| people.to_string())
            .unwrap_or_default(),
        rounded(found.p50, 2),
        if found.people.is_none() {
            "klein aantal"
        } else {
            ""
        }
        .to_owned(),
    ])
}
