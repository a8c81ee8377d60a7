//! The tidy tables of the further measures: one row per area, kind and measure, and one per facility and kind.

use std::collections::BTreeSet;
use std::path::Path;

use crate::access::analysis::KindTravel;
use crate::access::closure_report::ClosureRow;
use crate::access::day_part_access::DayPartAccess;
use crate::access::detours_by_barrier::DetourRow;
use crate::access::measures::AreaMeasure;
use crate::access::point_measures::PointMeasures;
use crate::access::reach::Reach;
use crate::access::supply_report::SupplyRow;
use crate::layers::error::LayerError;
use crate::layers::table::write_table;
use crate::model::people::People;
use crate::model::town_data::TownData;

/// The table of further measures.
pub const MEASURE_TABLE: &str = "maten.csv";
/// The table of facilities.
pub const SUPPLY_TABLE: &str = "aanbod.csv";

const MEASURE_COLUMNS: [&str; 9] = [
    "gebiedscode",
    "niveau",
    "voorziening",
    "leeftijd",
    "profiel",
    "afstandsniveau",
    "maat",
    "waarde",
    "eenheid",
];
const SUPPLY_COLUMNS: [&str; 17] = [
    "voorziening_id",
    "naam",
    "voorziening",
    "leeftijd",
    "profiel",
    "afstandsniveau",
    "norm_s",
    "capaciteit",
    "plaatsen_per_persoon",
    "bezetting_pct",
    "personen_in_bereik",
    "personen_dichtstbij",
    "sluiting_extra_s",
    "sluiting_buiten_norm",
    "sluiting_zonder",
    "loopbereik_pct",
    "reden",
];

/// The measures of one kind.
#[derive(Debug, Clone, Copy)]
pub struct KindMeasures<'a> {
    /// The kind, its norm and who travels.
    pub travel: &'a KindTravel,
    /// Its measures by home.
    pub points: &'a PointMeasures,
    /// Its measures by area.
    pub areas: &'a [AreaMeasure],
    /// Who has something open within the norm, by part of the week; none when no opening hours are known.
    pub day_parts: &'a [DayPartAccess],
    /// How many of its facilities have opening hours that are not known.
    pub unknown_hours: usize,
    /// Who goes round by which barrier.
    pub detours: &'a [DetourRow],
    /// Who loses how much by which closure.
    pub closures: &'a [ClosureRow],
    /// Its facilities, each with its pedestrian shed in [0, 1] where there are streets.
    pub supply: &'a [(SupplyRow, Option<f64>)],
    /// The facilities that found no place on the streets.
    pub unplaced: &'a BTreeSet<usize>,
}

/// Writes `maten.csv`: for each kind, area and measure one row.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_measure_table(
    town: &TownData,
    kinds: &[KindMeasures<'_>],
    folder: &Path,
) -> Result<(), LayerError> {
    let rows = kinds.iter().flat_map(|kind| {
        kind.areas
            .iter()
            .filter_map(|row| measure_row(town, kind.travel, row))
    });
    write_table(folder, MEASURE_TABLE, &MEASURE_COLUMNS, rows)
}

/// Writes `aanbod.csv`: for each kind and facility one row.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_supply_table(
    town: &TownData,
    kinds: &[KindMeasures<'_>],
    folder: &Path,
) -> Result<(), LayerError> {
    let rows = kinds.iter().flat_map(|kind| {
        kind.supply
            .iter()
            .filter_map(|row| supply_row(town, kind, row))
    });
    write_table(folder, SUPPLY_TABLE, &SUPPLY_COLUMNS, rows)
}

fn measure_row(town: &TownData, travel: &KindTravel, row: &AreaMeasure) -> Option<Vec<String>> {
    let area = town.areas.get(row.area.0 as usize)?;
    Some(vec![
        area.code.0.clone(),
        area.level.code().to_owned(),
        travel.norm.kind.code().to_owned(),
        row.age.code().to_owned(),
        travel.profile.code.clone(),
        travel.level.code().to_owned(),
        row.measure.clone(),
        rounded(row.value, 4),
        row.unit.to_owned(),
    ])
}

fn supply_row(
    town: &TownData,
    kind: &KindMeasures<'_>,
    (row, shed): &(SupplyRow, Option<f64>),
) -> Option<Vec<String>> {
    let travel = kind.travel;
    let facility = town.facilities.get(row.facility)?;
    let people =
        |people: Option<People>| people.map(|people| people.to_string()).unwrap_or_default();
    let percent = |part: Option<f64>| rounded(part.map(|part| 100.0 * part), 1);
    Some(vec![
        facility.id.0.clone(),
        facility.name.clone(),
        travel.norm.kind.code().to_owned(),
        row.age.code().to_owned(),
        travel.profile.code.clone(),
        travel.level.code().to_owned(),
        travel.norm.norm.value().to_string(),
        row.capacity
            .map(|places| places.to_string())
            .unwrap_or_default(),
        rounded(row.places_per_person, 4),
        percent(row.utilisation),
        people(row.in_reach),
        people(row.nearest_for),
        rounded(row.mean_extra_seconds, 1),
        people(row.beyond_norm),
        people(row.without),
        percent(*shed),
        supply_reason(kind, row),
    ])
}

fn supply_reason(kind: &KindMeasures<'_>, row: &SupplyRow) -> String {
    if row.hidden {
        "klein aantal".to_owned()
    } else if kind.unplaced.contains(&row.facility) {
        Reach::NoPlace.reason().to_owned()
    } else {
        String::new()
    }
}

/// A number with so many decimals; empty when there is none.
pub fn rounded(value: Option<f64>, decimals: usize) -> String {
    value
        .map(|value| format!("{value:.decimals$}"))
        .unwrap_or_default()
}
