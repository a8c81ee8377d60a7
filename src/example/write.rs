//! Writes the made-up town, file by file.

use std::path::Path;

use crate::example::area_files::write_areas;
use crate::example::areas::areas;
use crate::example::basemap_files::write_background;
use crate::example::building_files::write_buildings;
use crate::example::error::ExampleError;
use crate::example::facilities::facilities;
use crate::example::facility_files::write_facilities;
use crate::example::flow_file::write_flows;
use crate::example::need_figures::write_need_figures;
use crate::example::reading_file::write_reading;
use crate::example::record_files::write_records;
use crate::example::request::{ExampleRequest, ExampleSummary};
use crate::example::residents_file::write_residents;
use crate::example::schools::Schools;
use crate::example::street_file::write_streets;
use crate::example::study_file::write_study;
use crate::example::town_plan::TownPlan;

/// Writes Voorbeeldstad into a folder, which is made when it is not there: ordinary input files,
/// and a `study.toml` that reads them. Files of the same names are replaced.
///
/// The same request gives the same bytes, save that GeoPackages also follow the version of GDAL and SQLite.
///
/// # Errors
/// The number of inhabitants is out of range, or a file cannot be written.
///
/// # Cost
/// Time grows with the inhabitants; memory holds the borders of the neighbourhoods but never all streets or homes.
pub fn write_example(out: &Path, request: &ExampleRequest) -> Result<ExampleSummary, ExampleError> {
    let plan = TownPlan::new(request.check()?);
    std::fs::create_dir_all(out).map_err(ExampleError::write(out))?;
    let areas = areas(&plan);
    write_areas(&plan, &areas, out)?;
    write_background(&plan, &areas, &out.join("achtergrond.gpkg"))?;
    let facilities = facilities(&plan);
    let schools = Schools::of(&plan, &facilities);
    write_facilities(&plan, &facilities, &schools, out)?;
    write_need_figures(&plan, out)?;
    write_buildings(&plan, &schools, out)?;
    write_records(&plan, &facilities, &schools, out)?;
    write_flows(&schools, out)?;
    write_reading(&plan, &schools, out)?;
    let residence_points = write_residents(&plan, &facilities, out)?;
    let (street_nodes, street_ways) = write_streets(&plan, &out.join("straten.osm.pbf"))?;
    let summary = ExampleSummary {
        inhabitants: u64::from(request.inhabitants),
        districts: plan.districts.len() as u64,
        neighbourhoods: plan.neighbourhoods.len() as u64,
        street_nodes,
        street_ways,
        residence_points,
        facilities: facilities.placed.len() as u64,
    };
    write_study(&plan, &summary, out)?;
    Ok(summary)
}
