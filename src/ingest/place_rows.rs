//! From a file as it was found to a table in the study's system: one kind of geometry, in its place, and valid.

use std::collections::BTreeMap;

use geo::{Coord, CoordsIter, Geometry};

use crate::ingest::coordinate_system::CoordinateSystem;
use crate::ingest::error::IngestError;
use crate::ingest::geometry_kind::{GeometryKind, kind_of, plain};
use crate::ingest::given_geometry::give_geometry;
use crate::ingest::misplacement::{Misplacement, Whereabouts};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::projection::{Projection, with_places};
use crate::ingest::raw_table::RawTable;
use crate::ingest::table::{GeometryFrom, Row, Table, TableRequest};
use crate::ingest::valid_geometry::{Validity, validity};
use crate::ingest::which_system::which_system;

/// Judges and moves every row. Rows that cannot be used are left out and named.
///
/// # Errors
/// No or a contradictory coordinate system, or coordinates of which none can be of that system.
pub fn place_rows(raw: RawTable, request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<Table, IngestError> {
    let raw = give_geometry(raw, request, tally)?;
    let mut rows = raw.rows;
    if rows.iter().any(|row| row.geometry.is_some()) {
        let study = CoordinateSystem::named(&request.study_crs)?.require_metric()?;
        let system = which_system(raw.system, request, &study, tally)?;
        rows.retain_mut(|row| make_plain(row, tally));
        keep_one_kind(&mut rows, tally);
        rows = move_rows(rows, request, (&system, &study), tally)?;
        rows.retain_mut(|row| make_valid(row, tally));
    }
    Ok(Table { file: request.file.clone(), columns: raw.columns, rows, rows_read: raw.rows_read })
}

fn make_plain(row: &mut Row, tally: &mut ProblemTally<'_>) -> bool {
    match row.geometry.take().map(plain).transpose() {
        Ok(geometry) => {
            row.geometry = geometry;
            true
        }
        Err(found) => {
            tally.of_row(RowPlace::left_out(row.number), found, found, "points, lines or polygons");
            false
        }
    }
}

/// Rows of another kind than most are left out: a point among polygons is an error in the file.
fn keep_one_kind(rows: &mut Vec<Row>, tally: &mut ProblemTally<'_>) {
    let kind = |row: &Row| row.geometry.as_ref().and_then(kind_of);
    let mut counts: BTreeMap<GeometryKind, usize> = BTreeMap::new();
    for kind in rows.iter().filter_map(kind) {
        *counts.entry(kind).or_default() += 1;
    }
    let Some((&most, _)) = counts.iter().max_by_key(|&(_, &count)| count) else { return };
    rows.retain(|row| match kind(row) {
        Some(other) if other != most => {
            let expected = format!("{} as most rows have", most.name());
            tally.of_row(RowPlace::left_out(row.number), "another kind of geometry", other.name(), &expected);
            false
        }
        _ => true,
    });
}

/// All geometries at once to the study's system; those that cannot be there are left out.
fn move_rows(
    rows: Vec<Row>,
    request: &TableRequest,
    (system, study): (&CoordinateSystem, &CoordinateSystem),
    tally: &mut ProblemTally<'_>,
) -> Result<Vec<Row>, IngestError> {
    let whereabouts = Whereabouts::new(system, study)?;
    let moved = move_all(&rows, &Projection::of_systems(system, study)?)?;
    let mut kept = Vec::with_capacity(rows.len());
    let mut strays = Vec::new();
    for (mut row, moved) in rows.into_iter().zip(moved) {
        let original = row.geometry.take();
        match original.as_ref().and_then(|original| whereabouts.misplacement(original, moved.as_ref())) {
            None => {
                row.geometry = moved;
                kept.push(row);
            }
            Some(sort) => strays.push(Stray { row: row.number, sort, place: first_place(original.as_ref()) }),
        }
    }
    if kept.is_empty() && !strays.is_empty() {
        return Err(all_astray(&strays, request, system, &whereabouts));
    }
    name_strays(&strays, request, system, &whereabouts, tally);
    Ok(kept)
}

/// Each geometry in the other system, or none where one of its places does not exist there.
fn move_all(rows: &[Row], projection: &Projection) -> Result<Vec<Option<Geometry<f64>>>, IngestError> {
    let geometries = rows.iter().filter_map(|row| row.geometry.as_ref());
    let places: Vec<Coord<f64>> = geometries.flat_map(|geometry| geometry.coords_iter()).collect();
    let mut moved = projection.each(&places)?.into_iter();
    let geometries = rows.iter().map(|row| {
        let geometry = row.geometry.as_ref()?;
        let places: Vec<Option<Coord<f64>>> = moved.by_ref().take(geometry.coords_count()).collect();
        Some(with_places(geometry, places.into_iter().collect::<Option<Vec<_>>>()?))
    });
    Ok(geometries.collect())
}

/// A row that cannot be where it says.
struct Stray {
    row: u64,
    sort: Misplacement,
    place: Coord<f64>,
}

impl Stray {
    fn found(&self, system: &CoordinateSystem) -> String {
        let Coord { x, y } = self.place;
        format!("coordinates ({x}, {y}) in {}: {}", system.name(), self.sort.hint())
    }
}

fn first_place(geometry: Option<&Geometry<f64>>) -> Coord<f64> {
    geometry.and_then(|geometry| geometry.coords_iter().next()).unwrap_or_default()
}

/// One message for a whole file, by the first row of what is wrong most.
fn all_astray(
    strays: &[Stray],
    request: &TableRequest,
    system: &CoordinateSystem,
    whereabouts: &Whereabouts,
) -> IngestError {
    let count = |sort: Misplacement| strays.iter().filter(|stray| stray.sort == sort).count();
    let worst = strays.iter().rev().max_by_key(|stray| count(stray.sort));
    let mut found = worst.map_or_else(String::new, |stray| stray.found(system));
    if strays.len() > 1 {
        found = format!("{found} (and so for all {} rows)", strays.len());
    }
    let mut problem = Problem::of_file(Severity::Blocks, &request.file, found, whereabouts.expected());
    problem.row = worst.map(|stray| stray.row);
    problem.field = field_of(request);
    IngestError::Blocked(Box::new(problem))
}

/// The field that holds the coordinates, where they are in one.
fn field_of(request: &TableRequest) -> Option<String> {
    match &request.geometry {
        GeometryFrom::Columns { x, .. } => Some(x.clone()),
        GeometryFrom::WellKnownText { column } => Some(column.clone()),
        GeometryFrom::Layer | GeometryFrom::None => None,
    }
}

fn name_strays(
    strays: &[Stray],
    request: &TableRequest,
    system: &CoordinateSystem,
    whereabouts: &Whereabouts,
    tally: &mut ProblemTally<'_>,
) {
    if strays.is_empty() {
        return;
    }
    let expected = whereabouts.expected();
    let field = field_of(request);
    for stray in strays {
        let place = RowPlace { field: field.as_deref(), ..RowPlace::left_out(stray.row) };
        tally.of_row(place, stray.sort.sort(), stray.found(system), &expected);
    }
}

fn make_valid(row: &mut Row, tally: &mut ProblemTally<'_>) -> bool {
    let Some(geometry) = row.geometry.take() else { return true };
    match validity(geometry) {
        Validity::Valid(geometry) => row.geometry = Some(geometry),
        Validity::Mended(geometry, found) => {
            row.geometry = Some(geometry);
            tally.of_row(RowPlace::warning(row.number), "an invalid polygon", found, "a valid polygon; it was mended");
        }
        Validity::Beyond(found) => {
            tally.of_row(RowPlace::left_out(row.number), "an invalid polygon", found, "a valid polygon");
            return false;
        }
    }
    true
}
