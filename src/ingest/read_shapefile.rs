//! Shapefile to rows: shapes from the .shp, values from the .dbf, the coordinate system from the .prj,
//! the encoding from the .cpg. Each part that is missing is named.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use geo::{Geometry, LineString};
use shapefile::{PolygonRing, Shape, ShapeReader};

use crate::ingest::coordinate_system::CoordinateSystem;
use crate::ingest::error::IngestError;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::raw_table::{RawTable, SystemClaim};
use crate::ingest::rings::polygons_of;
use crate::ingest::shape_values::{ShapeValues, ValueFiles, shape_values};
use crate::ingest::table::{ReadAs, Row, TableRequest};

/// Reads a Shapefile with its parts.
///
/// # Errors
/// A missing .dbf; a missing .prj where the study declares no system; a damaged file; parts that do not belong together.
pub fn read(request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<RawTable, IngestError> {
    let parts = Parts::beside(request, tally)?;
    let shapes = shapes_of(request, &parts)?;
    check_length(request, tally);
    let files = ValueFiles {
        values: &parts.values,
        code_page: parts.code_page.as_deref(),
    };
    let ShapeValues {
        columns,
        records,
        encoding,
    } = shape_values(request, files, tally)?;
    if shapes.len() != records.len() {
        let found = format!(
            "{} shapes in the .shp and {} rows in the .dbf",
            shapes.len(),
            records.len()
        );
        return Err(IngestError::of_file(
            &request.file,
            found,
            "a .shp and .dbf that belong together",
        ));
    }
    let mut table = RawTable {
        columns,
        rows: Vec::with_capacity(shapes.len()),
        rows_read: shapes.len() as u64,
        system: system_of(request, &parts)?,
        read_as: ReadAs {
            encoding: Some(encoding.name().to_owned()),
            ..ReadAs::default()
        },
    };
    for (number, (shape, record)) in (1..).zip(shapes.into_iter().zip(records)) {
        if let (Ok(geometry), Some(values)) = (geometry_of(number, shape, tally), record) {
            table.rows.push(Row {
                number,
                values,
                geometry,
            });
        }
    }
    Ok(table)
}

/// The files of one Shapefile.
struct Parts {
    values: PathBuf,
    index: Option<PathBuf>,
    system: Option<PathBuf>,
    code_page: Option<PathBuf>,
}

impl Parts {
    /// Looks for the parts; the endings may be in capitals.
    fn beside(request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<Self, IngestError> {
        let find = |extension: &str| {
            let spellings = [extension.to_owned(), extension.to_ascii_uppercase()];
            spellings
                .iter()
                .map(|spelling| request.path.with_extension(spelling))
                .find(|path| path.is_file())
        };
        let (values, index, system) = (find("dbf"), find("shx"), find("prj"));
        if index.is_none() {
            tally.of_file(
                Severity::Warning,
                "no .shx beside it; shapes were read in file order",
                "the index (.shx)",
            );
        }
        let Some(values) = values else {
            let (found, expected) = match (&system, &request.crs) {
                (None, None) => (
                    "no .dbf and no .prj beside it",
                    "the values (.dbf) and the coordinate system (.prj)",
                ),
                _ => ("no .dbf beside it", "the values (.dbf)"),
            };
            return Err(IngestError::of_file(&request.file, found, expected));
        };
        Ok(Self {
            values,
            index,
            system,
            code_page: find("cpg"),
        })
    }
}

fn system_of(request: &TableRequest, parts: &Parts) -> Result<SystemClaim, IngestError> {
    match &parts.system {
        Some(path) => {
            let text =
                fs::read(path).map_err(|source| IngestError::unreadable(&request.file, source))?;
            let text = String::from_utf8_lossy(&text);
            Ok(SystemClaim::stated(CoordinateSystem::from_well_known_text(
                text.trim(),
            )))
        }
        None if request.crs.is_some() => Ok(SystemClaim::Silent),
        None => {
            let found = "no .prj beside it, and no system declared";
            let expected = "the coordinate system (.prj), or crs = \"EPSG:28992\" in the study";
            let problem =
                Problem::of_file(Severity::Blocks, &request.file, found, expected).in_field("crs");
            Err(IngestError::Blocked(Box::new(problem)))
        }
    }
}

fn shapes_of(request: &TableRequest, parts: &Parts) -> Result<Vec<Shape>, IngestError> {
    let open = |path: &Path| {
        File::open(path)
            .map(BufReader::new)
            .map_err(|source| IngestError::unreadable(&request.file, source))
    };
    let reader = match &parts.index {
        Some(index) => ShapeReader::with_shx(open(&request.path)?, open(index)?),
        None => ShapeReader::new(open(&request.path)?),
    };
    let mut shapes = Vec::new();
    for shape in reader
        .map_err(|error| damaged(request, "no Shapefile", &error))?
        .iter_shapes()
    {
        let place = format!("a damaged or cut off file after {} shapes", shapes.len());
        shapes.push(shape.map_err(|error| damaged(request, &place, &error))?);
    }
    Ok(shapes)
}

/// Tells of a header with another length than the file has: it was cut off, or written over. What is there was read.
fn check_length(request: &TableRequest, tally: &mut ProblemTally<'_>) {
    /// Where the header has the length of the file, in words of two bytes. Source: Esri Shapefile technical description, 1998.
    const LENGTH: std::ops::Range<usize> = 24..28;
    let mut header = [0; LENGTH.end];
    let read = File::open(&request.path).and_then(|mut file| {
        file.read_exact(&mut header)?;
        file.metadata()
    });
    let (Ok(file), [.., a, b, c, d]) = (read, header) else {
        return;
    };
    let said = 2 * u64::from(u32::from_be_bytes([a, b, c, d]));
    if said != file.len() {
        tally.of_file(
            Severity::Warning,
            format!("{} bytes in the .shp", file.len()),
            format!("{said} bytes, as its header says"),
        );
    }
}

fn damaged(request: &TableRequest, found: &str, error: &shapefile::Error) -> IngestError {
    IngestError::of_file(
        &request.file,
        format!("{found} ({error})"),
        "a whole Shapefile",
    )
}

/// The geometry of one shape, if it has one.
///
/// # Errors
/// A shape that is none of points, lines and polygons; it has been named.
fn geometry_of(
    number: u64,
    shape: Shape,
    tally: &mut ProblemTally<'_>,
) -> Result<Option<Geometry<f64>>, ()> {
    let rings = match shape {
        Shape::NullShape => return Ok(None),
        Shape::Polygon(polygon) => rings_of(polygon.into_inner(), |point| (point.x, point.y)),
        Shape::PolygonM(polygon) => rings_of(polygon.into_inner(), |point| (point.x, point.y)),
        Shape::PolygonZ(polygon) => rings_of(polygon.into_inner(), |point| (point.x, point.y)),
        other => {
            return Geometry::try_from(other).map(Some).map_err(|error| {
                let found = error.to_string();
                tally.of_row(
                    RowPlace::left_out(number),
                    "a broken shape",
                    found.trim(),
                    "points, lines or polygons",
                );
            });
        }
    };
    if rings.iter().any(|ring| ring.0.first() != ring.0.last()) {
        let found = "a polygon ring that is not closed";
        tally.of_row(
            RowPlace::warning(number),
            found,
            found,
            "a closed ring; it was closed",
        );
    }
    Ok(Some(polygons_of(rings).into()))
}

fn rings_of<Point>(
    rings: Vec<PolygonRing<Point>>,
    place: impl Fn(&Point) -> (f64, f64),
) -> Vec<LineString<f64>> {
    rings
        .iter()
        .map(|ring| ring.points().iter().map(&place).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::table::Value;
    use crate::ingest::trial::{
        Trial, read as table_of, real_data, refusal, request as file_request, said,
    };
    use encoding_rs::WINDOWS_1252;
    use shapefile::dbase::{
        self, FieldName, FieldValue, Record as DbaseRecord, TableWriterBuilder, WritableRecord,
    };

    const RD_NEW: &str = r#"PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.15616055555555],UNIT["Meter",1.0]]"#;

    struct Named(&'static str, f64);

    impl WritableRecord for Named {
        fn write_using<W: std::io::Write>(
            &self,
            writer: &mut dbase::FieldWriter<'_, W>,
        ) -> Result<(), dbase::FieldError> {
            writer.write_next_field_value(&FieldValue::Character(Some(self.0.to_owned())))?;
            writer.write_next_field_value(&FieldValue::Numeric(Some(self.1)))
        }
    }

    fn field(name: &str) -> FieldName {
        FieldName::try_from(name).expect("a short name")
    }

    /// A lake with an island in it, and a second area; names in windows-1252 as Dutch files have them.
    fn areas() -> Trial {
        let trial = Trial::with(&[("wijken.prj", RD_NEW)]);
        let table =
            TableWriterBuilder::with_encoding(dbase::encoding::EncodingRs::from(WINDOWS_1252))
                .add_character_field(field("NAAM"), 20)
                .add_numeric_field(field("INW"), 12, 3);
        let mut writer = shapefile::Writer::from_path(trial.path("wijken.shp"), table)
            .expect("a folder to write into");
        let square = |west: f64, size: f64| {
            let places = [
                (0.0, 0.0),
                (0.0, size),
                (size, size),
                (size, 0.0),
                (0.0, 0.0),
            ];
            places
                .map(|(x, y)| shapefile::Point::new(136_000.0 + west + x, 456_000.0 + y))
                .to_vec()
        };
        let mut hole = square(0.0, 50.0);
        hole.iter_mut()
            .for_each(|point| *point = shapefile::Point::new(point.x + 10.0, point.y + 10.0));
        let with_hole = shapefile::Polygon::with_rings(vec![
            PolygonRing::Outer(square(0.0, 100.0)),
            PolygonRing::Outer(square(200.0, 100.0)),
            PolygonRing::Inner(hole),
        ]);
        writer
            .write_shape_and_record(&with_hole, &Named("Café", 20_000_001.125))
            .expect("a row");
        let simple = shapefile::Polygon::new(PolygonRing::Outer(square(500.0, 10.0)));
        writer
            .write_shape_and_record(&simple, &Named("Overvecht", 2.0))
            .expect("a row");
        drop(writer);
        trial
    }

    #[test]
    fn shapes_values_system_and_encoding_come_together() {
        let (table, problems) = table_of(&areas().request("wijken.shp"));
        assert_eq!(said(&problems), [""; 0]);
        assert_eq!(table.columns, ["NAAM", "INW"]);
        assert_eq!(
            table.rows[0].values,
            [
                Value::Text("Café".to_owned()),
                Value::Number(20_000_001.125)
            ]
        );
        let area = |row: usize| {
            table.rows[row]
                .geometry
                .as_ref()
                .map(geo::Area::unsigned_area)
        };
        // The hole is in the first of the two squares, although it is written after the second.
        assert_eq!((area(0), area(1)), (Some(20_000.0 - 2_500.0), Some(100.0)));
    }

    #[test]
    fn a_header_that_says_another_length_is_named_and_the_shapes_are_read() {
        let trial = areas();
        let path = trial.path("wijken.shp");
        let mut bytes = std::fs::read(&path).expect("the shapes");
        let length = bytes.len();
        bytes[24..28].copy_from_slice(&1_000_000_000_u32.to_be_bytes());
        std::fs::write(&path, bytes).expect("a folder to write into");
        let (table, problems) = table_of(&trial.request("wijken.shp"));
        assert_eq!(table.rows.len(), 2);
        let found = format!(
            "wijken.shp: found {length} bytes in the .shp, expected 2000000000 bytes, as its header says"
        );
        assert_eq!(said(&problems), [found]);
    }

    #[test]
    fn a_shape_with_a_coordinate_that_is_no_number_is_left_out_by_row() {
        let trial = areas();
        let path = trial.path("wijken.shp");
        let mut bytes = std::fs::read(&path).expect("the shapes");
        // Behind the header of the file, that of the row, the kind, the bounds, two counts, three rings and a corner.
        let second = 100 + 8 + 4 + 32 + 8 + 3 * 4 + 16;
        bytes[second..second + 8].copy_from_slice(&f64::NAN.to_le_bytes());
        std::fs::write(&path, bytes).expect("a folder to write into");
        let (table, problems) = table_of(&trial.request("wijken.shp"));
        assert_eq!(table.rows.len(), 1);
        let found = "wijken.shp, row 1: found a coordinate that is not a number, expected points, lines or polygons";
        assert_eq!(said(&problems), [found]);
    }

    #[test]
    fn a_missing_part_is_named() {
        let without = |part: &str| {
            let trial = areas();
            std::fs::remove_file(trial.path(&format!("wijken.{part}"))).expect("it was there");
            trial
        };
        assert_eq!(
            refusal(&without("dbf").request("wijken.shp")),
            "wijken.shp: found no .dbf beside it, expected the values (.dbf)"
        );
        let trial = without("prj");
        assert_eq!(
            refusal(&trial.request("wijken.shp")),
            "wijken.shp, field \"crs\": found no .prj beside it, and no system declared, \
             expected the coordinate system (.prj), or crs = \"EPSG:28992\" in the study"
        );
        let declared = TableRequest {
            crs: Some("EPSG:28992".to_owned()),
            ..trial.request("wijken.shp")
        };
        assert_eq!(table_of(&declared).1, []);
        let (table, problems) = table_of(&without("shx").request("wijken.shp"));
        assert_eq!(table.rows.len(), 2);
        assert_eq!(
            said(&problems),
            [
                "wijken.shp: found no .shx beside it; shapes were read in file order, expected the index (.shx)"
            ]
        );
    }

    #[test]
    fn the_broken_service_areas_are_refused_with_both_parts_named() {
        let file = "broken/ServiceAreas_4.shp";
        let Some(path) = real_data(file) else { return };
        assert_eq!(
            refusal(&file_request(&path, file)),
            "broken/ServiceAreas_4.shp: found no .dbf and no .prj beside it, \
             expected the values (.dbf) and the coordinate system (.prj)"
        );
    }

    #[test]
    fn a_declared_system_that_contradicts_the_prj_is_refused() {
        let trial = areas();
        let declared = TableRequest {
            crs: Some("OGC:CRS84".to_owned()),
            ..trial.request("wijken.shp")
        };
        let refused = refusal(&declared);
        assert!(
            refused
                .contains("found crs = \"OGC:CRS84\", while the file says \"Amersfoort / RD New\""),
            "{refused}"
        );
    }

    #[test]
    fn a_cut_off_part_and_parts_of_different_files_are_refused() {
        for (part, found) in [
            ("shp", "a damaged or cut off file after 1 shapes"),
            ("dbf", "a .dbf that ends after 1 rows"),
        ] {
            let trial = areas();
            let path = trial.path(&format!("wijken.{part}"));
            let whole = std::fs::read(&path).expect("it was written");
            std::fs::write(&path, &whole[..whole.len() - 20]).expect("a shorter file");
            let refused = refusal(&trial.request("wijken.shp"));
            assert!(refused.contains(found), "{refused}");
        }
        let trial = areas();
        let table = TableWriterBuilder::new().add_character_field(field("NAAM"), 20);
        let mut writer = table
            .build_with_file_dest(trial.path("wijken.dbf"))
            .expect("a file");
        let mut record = DbaseRecord::default();
        record.insert(
            "NAAM".to_owned(),
            FieldValue::Character(Some("x".to_owned())),
        );
        writer.write_record(&record).expect("a row");
        drop(writer);
        assert!(
            refusal(&trial.request("wijken.shp"))
                .contains("found 2 shapes in the .shp and 1 rows in the .dbf")
        );
    }

    #[test]
    fn a_code_page_that_is_wrong_is_named_by_row_and_field() {
        let trial = areas();
        std::fs::write(trial.path("wijken.cpg"), "UTF-8").expect("a file");
        let (table, problems) = table_of(&trial.request("wijken.shp"));
        assert_eq!(table.rows[0].values[0], Value::Text("Café".to_owned()));
        assert_eq!(problems.len(), 1);
        assert!(
            said(&problems)[0]
                .starts_with("wijken.shp, row 1, field \"NAAM\": found bytes that are not UTF-8")
        );
    }

    #[test]
    fn rows_marked_as_deleted_do_not_shift_the_others() {
        let trial = areas();
        let path = trial.path("wijken.dbf");
        let mut bytes = std::fs::read(&path).expect("it was written");
        let first_record = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
        bytes[first_record] = b'*';
        std::fs::write(&path, bytes).expect("a file");
        let (table, problems) = table_of(&trial.request("wijken.shp"));
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.rows[0].values[0], Value::Text("Overvecht".to_owned()));
        assert_eq!(
            table.rows[0]
                .geometry
                .as_ref()
                .map(geo::Area::unsigned_area),
            Some(100.0)
        );
        assert_eq!(
            said(&problems),
            ["wijken.shp, row 1: found a row marked as deleted, expected a row to keep"]
        );
    }
}
