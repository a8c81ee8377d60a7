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
pub fn place_rows(
    raw: RawTable,
    request: &TableRequest,
    tally: &mut ProblemTally<'_>,
) -> Result<Table, IngestError> {
    let raw = give_geometry(raw, request, tally)?;
    let (mut rows, mut read_as) = (raw.rows, raw.read_as);
    if rows.iter().any(|row| row.geometry.is_some()) {
        let study = CoordinateSystem::named(&request.study_crs)?.require_metric()?;
        let system = which_system(raw.system, request, &study, tally)?;
        read_as.crs = Some(system.name().to_owned());
        rows.retain_mut(|row| make_plain(row, tally));
        keep_one_kind(&mut rows, tally);
        rows = move_rows(rows, request, (&system, &study), tally)?;
        rows.retain_mut(|row| make_valid(row, tally));
    }
    Ok(Table {
        file: request.file.clone(),
        columns: raw.columns,
        rows,
        rows_read: raw.rows_read,
        read_as,
    })
}

fn make_plain(row: &mut Row, tally: &mut ProblemTally<'_>) -> bool {
    match row.geometry.take().map(plain).transpose() {
        Ok(geometry) => {
            row.geometry = geometry;
            true
        }
        Err(found) => {
            tally.of_row(
                RowPlace::left_out(row.number),
                found,
                found,
                "points, lines or polygons",
            );
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
    let Some((&most, _)) = counts.iter().max_by_key(|&(_, &count)| count) else {
        return;
    };
    rows.retain(|row| match kind(row) {
        Some(other) if other != most => {
            let expected = format!("{} as most rows have", most.name());
            tally.of_row(
                RowPlace::left_out(row.number),
                "another kind of geometry",
                other.name(),
                &expected,
            );
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
        match original
            .as_ref()
            .and_then(|original| whereabouts.misplacement(original, moved.as_ref()))
        {
            None => {
                row.geometry = moved;
                kept.push(row);
            }
            Some(sort) => strays.push(Stray {
                row: row.number,
                sort,
                place: first_place(original.as_ref()),
            }),
        }
    }
    if kept.is_empty() && !strays.is_empty() {
        return Err(all_astray(&strays, request, system, &whereabouts));
    }
    name_strays(&strays, request, system, &whereabouts, tally);
    Ok(kept)
}

/// Each geometry in the other system, or none where one of its places does not exist there.
fn move_all(
    rows: &[Row],
    projection: &Projection,
) -> Result<Vec<Option<Geometry<f64>>>, IngestError> {
    let geometries = rows.iter().filter_map(|row| row.geometry.as_ref());
    let places: Vec<Coord<f64>> = geometries
        .flat_map(|geometry| geometry.coords_iter())
        .collect();
    let mut moved = projection.each(&places)?.into_iter();
    let geometries = rows.iter().map(|row| {
        let geometry = row.geometry.as_ref()?;
        let places: Vec<Option<Coord<f64>>> =
            moved.by_ref().take(geometry.coords_count()).collect();
        Some(with_places(
            geometry,
            places.into_iter().collect::<Option<Vec<_>>>()?,
        ))
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
        format!(
            "coordinates ({x}, {y}) in {}: {}",
            system.name(),
            self.sort.hint()
        )
    }
}

fn first_place(geometry: Option<&Geometry<f64>>) -> Coord<f64> {
    geometry
        .and_then(|geometry| geometry.coords_iter().next())
        .unwrap_or_default()
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
    let mut problem = Problem::of_file(
        Severity::Blocks,
        &request.file,
        found,
        whereabouts.expected(),
    );
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
        let place = RowPlace {
            field: field.as_deref(),
            ..RowPlace::left_out(stray.row)
        };
        tally.of_row(place, stray.sort.sort(), stray.found(system), &expected);
    }
}

fn make_valid(row: &mut Row, tally: &mut ProblemTally<'_>) -> bool {
    let Some(geometry) = row.geometry.take() else {
        return true;
    };
    match validity(geometry) {
        Validity::Valid(geometry) => row.geometry = Some(geometry),
        Validity::Mended(geometry, found) => {
            row.geometry = Some(geometry);
            tally.of_row(
                RowPlace::warning(row.number),
                "an invalid polygon",
                found,
                "a valid polygon; it was mended",
            );
        }
        Validity::Beyond(found) => {
            tally.of_row(
                RowPlace::left_out(row.number),
                "an invalid polygon",
                found,
                "a valid polygon",
            );
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::{Trial, read, real_data, refusal, request as file_request, said};
    use geo::Area;

    /// A CSV with coordinates, read as points.
    fn points(text: &str, crs: Option<&str>) -> (Trial, TableRequest) {
        let trial = Trial::with(&[("scholen.csv", format!("x;y\n{text}"))]);
        let geometry = GeometryFrom::Columns {
            x: "x".to_owned(),
            y: "y".to_owned(),
        };
        let request = TableRequest {
            geometry,
            crs: crs.map(str::to_owned),
            ..trial.request("scholen.csv")
        };
        (trial, request)
    }

    fn shapes(texts: &[&str]) -> (Trial, TableRequest) {
        let trial = Trial::with(&[(
            "wijken.csv",
            format!("vorm\n\"{}\"\n", texts.join("\"\n\"")),
        )]);
        let geometry = GeometryFrom::WellKnownText {
            column: "vorm".to_owned(),
        };
        let request = TableRequest {
            geometry,
            crs: Some("EPSG:28992".to_owned()),
            ..trial.request("wijken.csv")
        };
        (trial, request)
    }

    #[test]
    fn no_system_at_all_is_refused() {
        let (_trial, request) = points("136000;456000\n", None);
        assert_eq!(
            refusal(&request),
            "scholen.csv, field \"crs\": found no coordinate system, neither in the file nor declared, \
             expected crs = \"EPSG:28992\" or crs = \"OGC:CRS84\" in the study"
        );
    }

    #[test]
    fn an_unknown_system_is_refused() {
        let (_trial, request) = points("136000;456000\n", Some("RD New"));
        assert_eq!(
            refusal(&request),
            "scholen.csv, field \"crs\": found coordinate system \"RD New\", \
             expected one that PROJ knows, such as EPSG:28992 or OGC:CRS84"
        );
    }

    #[test]
    fn degrees_where_metres_are_declared_is_one_message() {
        let (_trial, request) = points("5.1;52.1\n5.2;52.2\n", Some("EPSG:28992"));
        assert_eq!(
            refusal(&request),
            "scholen.csv, row 2, field \"x\": found coordinates (5.1, 52.1) in EPSG:28992: they look like degrees \
             (and so for all 2 rows), expected x -7000 to 300000 and y 289000 to 629000"
        );
    }

    #[test]
    fn metres_where_degrees_are_declared_is_one_message() {
        let (_trial, request) = points("136000;456000\n136001;456000\n", Some("EPSG:4326"));
        let refused = refusal(&request);
        assert!(refused.starts_with(
            "scholen.csv, row 2, field \"x\": found coordinates (136000, 456000) in EPSG:4326: they look like metres \
             (and so for all 2 rows), expected longitude "
        ), "{refused}");
    }

    #[test]
    fn swapped_axes_are_named_in_degrees_and_in_metres() {
        for (text, crs) in [
            ("52.1;5.1\n52.2;5.2\n", "OGC:CRS84"),
            ("463000;155000\n", "EPSG:28992"),
        ] {
            let (_trial, request) = points(text, Some(crs));
            assert!(
                refusal(&request).contains("the axes look swapped"),
                "{}",
                refusal(&request)
            );
        }
    }

    #[test]
    fn single_strays_are_left_out_and_the_rest_is_kept() {
        let (_trial, request) = points(
            "5.1;52.1\n52.1;5.1\n13.4;52.5\n136000;456000\n5.1;52.2\n",
            Some("OGC:CRS84"),
        );
        let (table, problems) = read(&request);
        assert_eq!(
            table.rows.iter().map(|row| row.number).collect::<Vec<_>>(),
            [2, 6]
        );
        let hints = [
            "the axes look swapped",
            "outside the area of the system",
            "they look like metres",
        ];
        for ((problem, hint), row) in problems.iter().zip(hints).zip(3..) {
            assert!(
                problem.to_string().contains(hint) && problem.row == Some(row),
                "{problem}"
            );
        }
        assert_eq!(problems.len(), 3);
    }

    #[test]
    fn thousands_of_strays_are_named_one_by_one() {
        let text: String = (0..1_000).map(|_| "13.4;52.5\n").collect::<String>() + "5.1;52.1\n";
        let (_trial, request) = points(&text, Some("OGC:CRS84"));
        let (table, problems) = read(&request);
        assert_eq!((table.rows.len(), problems.len()), (1, 1_000));
        assert_eq!(problems[999].row, Some(1_001));
    }

    #[test]
    fn a_declared_system_that_contradicts_the_file_is_refused() {
        let text = r#"{"type":"Feature","crs":null,"properties":{},"geometry":{"type":"Point","coordinates":[5.1,52.1]}}"#;
        let stated = text.replace(
            "null",
            r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4258"}}"#,
        );
        let trial = Trial::with(&[("a.geojson", text.to_owned()), ("b.geojson", stated)]);
        let declared = |name: &str, crs: &str| TableRequest {
            crs: Some(crs.to_owned()),
            ..trial.request(name)
        };
        assert_eq!(
            refusal(&declared("b.geojson", "EPSG:28992")),
            "b.geojson, field \"crs\": found crs = \"EPSG:28992\", while the file says \"urn:ogc:def:crs:EPSG::4258\", \
             expected the system of the file, or none declared"
        );
        // ETRS89 and WGS84 are one for our purpose, and a GeoJSON without a system may be declared to be anything.
        assert_eq!(read(&declared("b.geojson", "OGC:CRS84")).0.rows.len(), 1);
        assert!(refusal(&declared("a.geojson", "EPSG:28992")).contains("they look like degrees"));
    }

    #[test]
    fn another_kind_than_most_is_left_out() {
        let square = "POLYGON ((136000 456000, 137000 456000, 137000 457000, 136000 456000))";
        let multi = "MULTIPOLYGON (((136000 456000, 137000 456000, 137000 457000, 136000 456000)))";
        let (_trial, request) = shapes(&[square, "POINT (136000 456000)", multi]);
        let (table, problems) = read(&request);
        assert_eq!(table.rows.len(), 2);
        assert_eq!(
            said(&problems),
            ["wijken.csv, row 3: found a point, expected a polygon as most rows have"]
        );
    }

    #[test]
    fn a_polygon_that_crosses_itself_is_mended_and_one_without_surface_is_left_out() {
        let bow_tie =
            "POLYGON ((136000 456000, 137000 457000, 136000 457000, 137000 456000, 136000 456000))";
        let flat = "POLYGON ((136000 456000, 137000 457000, 136000 456000))";
        let (_trial, request) = shapes(&[bow_tie, flat, "POLYGON EMPTY", "POLYGON ((1 2"]);
        let (table, problems) = read(&request);
        assert_eq!(table.rows.len(), 1);
        let area = table.rows[0]
            .geometry
            .as_ref()
            .expect("it was mended")
            .unsigned_area();
        assert!((area - 500_000.0).abs() < 1.0, "{area}");
        let mut severities: Vec<_> = problems
            .iter()
            .map(|problem| (problem.row, problem.severity))
            .collect();
        severities.sort_unstable();
        let left_out = |row: u64| (Some(row), Severity::LeftOut);
        assert_eq!(
            severities,
            [
                (Some(2), Severity::Warning),
                left_out(3),
                left_out(4),
                left_out(5)
            ]
        );
    }

    #[test]
    fn a_study_in_degrees_is_refused() {
        let (_trial, request) = points("5.1;52.1\n", Some("OGC:CRS84"));
        let refused = refusal(&TableRequest {
            study_crs: "EPSG:4326".to_owned(),
            ..request
        });
        assert_eq!(
            refused,
            "found coordinate system \"EPSG:4326\" in degrees, expected a projected system in metres, such as EPSG:28992"
        );
    }

    #[test]
    fn another_study_system_has_its_own_area() {
        let (_trial, request) = points("7.42;43.73\n24.94;60.17\n5.1;52.1\n", Some("OGC:CRS84"));
        let (table, problems) = read(&TableRequest {
            study_crs: "EPSG:3067".to_owned(),
            ..request
        });
        assert_eq!(
            (table.rows.len(), table.rows[0].number, problems.len()),
            (1, 3, 2)
        );
    }

    #[test]
    fn walking_reach_says_degrees_and_is_rd_new() {
        let file = "utrecht/walking_reach_5m.csv";
        let Some(path) = real_data(file) else { return };
        let geometry = GeometryFrom::WellKnownText {
            column: "geometry".to_owned(),
        };
        let wrong = TableRequest {
            geometry,
            crs: Some("EPSG:4326".to_owned()),
            ..file_request(&path, file)
        };
        assert!(
            refusal(&wrong).contains("they look like metres (and so for all 3824 rows)"),
            "{}",
            refusal(&wrong)
        );
        let (table, _) = read(&TableRequest {
            crs: Some("EPSG:28992".to_owned()),
            ..wrong
        });
        assert_eq!(table.rows.len(), 3_824);
    }
}
