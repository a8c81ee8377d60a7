//! The tidy tables of an analysis: UTF-8, comma, point as decimal mark.

use std::path::Path;

use crate::access::analysis::{AreaAccess, PointAccess};
use crate::layers::area_layer::reason_text;
use crate::layers::error::LayerError;
use crate::layers::table::write_table;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::model::units::Seconds;

/// The table of areas.
pub const AREA_TABLE: &str = "bereikbaarheid.csv";
/// The table of places where people live.
pub const POINT_TABLE: &str = "punten.csv";

const AREA_COLUMNS: [&str; 18] = [
    "gebiedscode",
    "niveau",
    "voorziening",
    "leeftijd",
    "profiel",
    "afstandsniveau",
    "norm_s",
    "personen",
    "gedekt",
    "gedekt_zeker",
    "gedekt_mogelijk",
    "aandeel_pct",
    "t_p10_s",
    "t_p50_s",
    "t_p90_s",
    "score",
    "geschat_pct",
    "reden",
];
const POINT_COLUMNS: [&str; 12] = [
    "punt_id",
    "x_rd",
    "y_rd",
    "gebiedscode",
    "voorziening",
    "profiel",
    "afstandsniveau",
    "t_s",
    "afstand_m",
    "voorziening_id",
    "rand",
    "reden",
];

/// Writes `bereikbaarheid.csv`: one row per area, kind and age group.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_area_table(
    town: &TownData,
    rows: &[AreaAccess],
    folder: &Path,
) -> Result<(), LayerError> {
    let rows = rows.iter().filter_map(|row| area_row(town, row));
    write_table(folder, AREA_TABLE, &AREA_COLUMNS, rows)
}

/// Writes `punten.csv`: one row per place where people live, kind and profile.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_point_table<'a>(
    town: &TownData,
    rows: impl Iterator<Item = PointAccess<'a>>,
    folder: &Path,
) -> Result<(), LayerError> {
    let rows = rows.filter_map(|row| point_row(town, &row));
    write_table(folder, POINT_TABLE, &POINT_COLUMNS, rows)
}

fn area_row(town: &TownData, row: &AreaAccess) -> Option<Vec<String>> {
    let area = town.areas.get(row.area.0 as usize)?;
    let figures = &row.figures;
    let people =
        |people: Option<People>| people.map(|people| people.to_string()).unwrap_or_default();
    let percent = |number: Option<f64>| {
        number
            .map(|number| format!("{number:.1}"))
            .unwrap_or_default()
    };
    Some(vec![
        area.code.0.clone(),
        area.level.code().to_owned(),
        row.kind.code().to_owned(),
        row.age.code().to_owned(),
        row.profile.clone(),
        row.distance_level.code().to_owned(),
        row.norm.value().to_string(),
        people(figures.persons.value()),
        people(figures.covered.value()),
        people(figures.certain.value()),
        people(figures.possible.value()),
        percent(figures.share.value()),
        seconds(figures.p10.value()),
        seconds(figures.p50.value()),
        seconds(figures.p90.value()),
        percent(figures.score.value()),
        percent(figures.estimated_share.value()),
        reason_text(&row.reasons),
    ])
}

fn point_row(town: &TownData, row: &PointAccess<'_>) -> Option<Vec<String>> {
    let point = town.demand.get(row.home)?;
    let area = point.area.and_then(|area| town.areas.get(area.0 as usize));
    let nearest = row.reach.nearest();
    let facility = nearest.and_then(|nearest| town.facilities.get(nearest.facility));
    Some(vec![
        point.id.clone(),
        format!("{:.2}", point.position.x),
        format!("{:.2}", point.position.y),
        area.map(|area| area.code.0.clone()).unwrap_or_default(),
        row.kind.code().to_owned(),
        row.profile.to_owned(),
        row.distance_level.code().to_owned(),
        seconds(row.reach.time()),
        nearest
            .map(|nearest| format!("{:.1}", nearest.distance.value()))
            .unwrap_or_default(),
        facility
            .map(|facility| facility.id.0.clone())
            .unwrap_or_default(),
        if row.nearer_may_be_missing {
            "ja"
        } else {
            "nee"
        }
        .to_owned(),
        row.reach.reason().to_owned(),
    ])
}

fn seconds(time: Option<Seconds>) -> String {
    time.map(|time| format!("{:.1}", time.value()))
        .unwrap_or_default()
}
