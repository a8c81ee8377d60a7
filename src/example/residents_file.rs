//! Where people live: a table with a point for each row of homes, and the buildings they live in.

use std::collections::BTreeSet;
use std::path::Path;

use crate::example::basemap_files::BuildingFile;
use crate::example::error::ExampleError;
use crate::example::facilities::Facilities;
use crate::example::geopackage::metres;
use crate::example::homes::{Plot, Row, plots, rows};
use crate::example::land::ground_point;
use crate::example::neighbourhood::{Era, Neighbourhood};
use crate::example::town_plan::TownPlan;

const HEADER: [&str; 7] = [
    "punt_id",
    "x_rd",
    "y_rd",
    "inwoners",
    "leeftijd_0_4",
    "leeftijd_4_12",
    "leeftijd_12_18",
];

/// Writes residents and buildings, neighbourhood by neighbourhood; gives the number of points.
///
/// # Errors
/// A file cannot be written.
pub fn write_residents(
    plan: &TownPlan,
    facilities: &Facilities,
    out: &Path,
) -> Result<u64, ExampleError> {
    let path = out.join("bewoners.csv");
    let mut table = csv::Writer::from_path(&path).map_err(ExampleError::csv(&path))?;
    table
        .write_record(HEADER)
        .map_err(ExampleError::csv(&path))?;
    let mut buildings = BuildingFile::create(&out.join("gebouwen.shp"))?;
    let taken = facilities.taken_plots(plan.neighbourhoods.len());
    let mut number = 0u64;
    for (place, taken) in plan.neighbourhoods.iter().zip(&taken) {
        let (facility_plots, home_plots) = divide(plots(plan, place.home), taken);
        for plot in &facility_plots {
            buildings.add(plan, plot, false)?;
        }
        for row in rows(place, settled(place, home_plots), plan.seed) {
            number += 1;
            table
                .write_record(cells(plan, &row, number))
                .map_err(ExampleError::csv(&path))?;
            buildings.add(plan, &row.plot, true)?;
        }
    }
    table.flush().map_err(ExampleError::write(&path))?;
    buildings.finish()?;
    Ok(number)
}

/// Plots of facilities and plots of homes.
fn divide(plots: Vec<Plot>, taken: &BTreeSet<usize>) -> (Vec<Plot>, Vec<Plot>) {
    let (taken, free): (Vec<_>, Vec<_>) = plots
        .into_iter()
        .enumerate()
        .partition(|(index, _)| taken.contains(index));
    let plots = |list: Vec<(usize, Plot)>| list.into_iter().map(|(_, plot)| plot).collect();
    (plots(taken), plots(free))
}

/// In a neighbourhood that is still to be built only a few plots have homes.
fn settled(place: &Neighbourhood, plots: Vec<Plot>) -> Vec<Plot> {
    let every = if place.era == Era::Growth { 12 } else { 1 };
    plots.into_iter().step_by(every).collect()
}

fn cells(plan: &TownPlan, row: &Row, number: u64) -> [String; 7] {
    let [x, y] = ground_point(&plan.bend, row.plot.door);
    let people = row.people;
    [
        format!("P{number:05}"),
        metres(x),
        metres(y),
        people.all.to_string(),
        people.from_0_to_4.to_string(),
        people.from_4_to_12.to_string(),
        people.from_12_to_18.to_string(),
    ]
}
