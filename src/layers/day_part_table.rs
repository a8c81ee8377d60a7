//! The tidy table of opening hours: who has something open within the norm, by part of the week.

use std::path::Path;

use crate::access::day_part_access::DayPartAccess;
use crate::layers::area_layer::reason_text;
use crate::layers::error::LayerError;
use crate::layers::measure_tables::{KindMeasures, rounded};
use crate::layers::table::write_table;
use crate::model::people::People;
use crate::model::town_data::TownData;

/// The table of parts of the week.
pub const DAY_PART_TABLE: &str = "tijdvakken.csv";

const COLUMNS: [&str; 18] = [
    "gebiedscode",
    "niveau",
    "voorziening",
    "leeftijd",
    "profiel",
    "afstandsniveau",
    "norm_s",
    "dagen",
    "dagdeel",
    "van",
    "tot",
    "personen",
    "gedekt",
    "gedekt_mogelijk",
    "aandeel_pct",
    "uren_per_week",
    "tijden_onbekend",
    "reden",
];

/// Writes `tijdvakken.csv`: for each kind with known opening hours, area and part of the week one row.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_day_part_table(
    town: &TownData,
    kinds: &[KindMeasures<'_>],
    folder: &Path,
) -> Result<(), LayerError> {
    let rows = kinds.iter().flat_map(|kind| {
        let rows = kind.day_parts.iter();
        rows.filter_map(move |found| row(town, kind, found))
    });
    write_table(folder, DAY_PART_TABLE, &COLUMNS, rows)
}

fn row(town: &TownData, kind: &KindMeasures<'_>, found: &DayPartAccess) -> Option<Vec<String>> {
    let area = town.areas.get(found.area.0 as usize)?;
    let travel = kind.travel;
    let people =
        |people: Option<People>| people.map(|people| people.to_string()).unwrap_or_default();
    Some(vec![
        area.code.0.clone(),
        area.level.code().to_owned(),
        travel.norm.kind.code().to_owned(),
        found.age.code().to_owned(),
        travel.profile.code.clone(),
        travel.level.code().to_owned(),
        travel.norm.norm.value().to_string(),
        found.part.days.code().to_owned(),
        found.part.name.to_owned(),
        format!("{:02}:00", found.part.from),
        format!("{:02}:00", found.part.until),
        people(found.persons),
        people(found.covered),
        people(found.possible),
        rounded(found.share, 1),
        rounded(found.hours_a_week, 1),
        kind.unknown_hours.to_string(),
        reason_text(&found.reasons),
    ])
}
