//! Shapefile to rows: shapes from the .shp, values from the .dbf, the coordinate system from the .prj,
//! the encoding from the .cpg. Each part that is missing is named.

use std::fs::{self, File};
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use geo::{Geometry, LineString};
use shapefile::dbase::{self, FieldValue};
use shapefile::{PolygonRing, Shape, ShapeReader};

use crate::ingest::coordinate_system::CoordinateSystem;
use crate::ingest::dbf_bytes::DbfBytes;
use crate::ingest::error::IngestError;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::quotation::quoted;
use crate::ingest::raw_table::{RawTable, SystemClaim};
use crate::ingest::rings::polygons_of;
use crate::ingest::table::{Row, TableRequest, Value};
use crate::ingest::text_encoding;

/// Reads a Shapefile with its parts.
///
/// # Errors
/// A missing .dbf; a missing .prj where the study declares no system; a damaged file; parts that do not belong together.
pub fn read(request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<RawTable, IngestError> {
    let parts = Parts::beside(request, tally)?;
    let shapes = shapes_of(request, &parts)?;
    let (columns, records) = records_of(request, &parts, tally)?;
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

fn damaged(request: &TableRequest, found: &str, error: &shapefile::Error) -> IngestError {
    IngestError::of_file(
        &request.file,
        format!("{found} ({error})"),
        "a whole Shapefile",
    )
}

/// The values of one row; none where the row is left out.
type Record = Option<Vec<Value>>;

fn records_of(
    request: &TableRequest,
    parts: &Parts,
    tally: &mut ProblemTally<'_>,
) -> Result<(Vec<String>, Vec<Record>), IngestError> {
    let bytes =
        fs::read(&parts.values).map_err(|source| IngestError::unreadable(&request.file, source))?;
    let nonsense = |said: String| {
        IngestError::of_file(&request.file, said, "a whole dBase table beside it (.dbf)")
    };
    let mut bytes = DbfBytes::new(bytes).ok_or_else(|| nonsense("a damaged .dbf".to_owned()))?;
    let encoding = encoding_of(request, parts, &bytes, tally)?;
    let (kinds, deleted) = (bytes.kinds(), bytes.undelete());
    let mut reader = dbase::ReaderBuilder::new()
        .with_encoding(dbase::encoding::EncodingRs::from(encoding))
        .build(Cursor::new(bytes.into_bytes()))
        .map_err(|error| nonsense(format!("a damaged .dbf ({error})")))?;
    let columns: Vec<String> = reader
        .fields()
        .iter()
        .map(|field| field.name().to_owned())
        .collect();
    let mut records = Vec::new();
    for (number, record) in (1..).zip(reader.iter_records_as::<Fields>()) {
        let ended = |error| {
            nonsense(format!(
                "a .dbf that ends after {} rows ({error})",
                number - 1
            ))
        };
        let Fields(fields) = record.map_err(ended)?;
        let values = (0..).zip(fields).map(|(column, field)| match field {
            Ok(value) => value_of(value, kinds.get(column).copied().unwrap_or_default()),
            Err(found) => {
                let name = columns.get(column).map_or("", String::as_str);
                tally.of_row(
                    RowPlace::warning(number).in_field(name),
                    "an unreadable value",
                    found,
                    "a readable value",
                );
                Value::Missing
            }
        });
        records.push(Some(values.collect()));
    }
    leave_out_deleted(&deleted, &mut records, tally);
    Ok((columns, records))
}

/// The fields of one record in file order; the library's own record has no order.
struct Fields(Vec<Result<FieldValue, String>>);

impl dbase::ReadableRecord for Fields {
    fn read_using<Source: Read + Seek, MemoSource: Read + Seek>(
        fields: &mut dbase::FieldIterator<'_, Source, MemoSource>,
    ) -> Result<Self, dbase::FieldError> {
        Ok(Self(
            fields
                .map(|field| {
                    field
                        .map(|named| named.value)
                        .map_err(|error| error.kind().to_string())
                })
                .collect(),
        ))
    }
}

/// Programs hide such rows, but their shapes are still in the file.
fn leave_out_deleted(deleted: &[usize], records: &mut [Record], tally: &mut ProblemTally<'_>) {
    for &index in deleted {
        if let Some(record) = records.get_mut(index) {
            *record = None;
            let row = RowPlace::left_out(index as u64 + 1);
            tally.of_row(
                row,
                "a mark of deletion",
                "a row marked as deleted",
                "a row to keep",
            );
        }
    }
}

/// What the study declares, or the .cpg, or the table itself; else what its bytes look like.
fn encoding_of(
    request: &TableRequest,
    parts: &Parts,
    bytes: &DbfBytes,
    tally: &mut ProblemTally<'_>,
) -> Result<&'static Encoding, IngestError> {
    let label = parts
        .code_page
        .as_ref()
        .and_then(|path| fs::read_to_string(path).ok());
    let encoding = match (
        &request.encoding,
        label.as_deref().and_then(encoding_of_label),
    ) {
        (Some(declared), _) => text_encoding::declared(&request.file, Some(declared))?,
        (None, Some(stated)) => stated,
        (None, None) => bytes.code_page().unwrap_or_else(|| bytes.likely_encoding()),
    };
    let Some(doubt) = bytes.first_not_utf8().filter(|_| encoding == UTF_8) else {
        return Ok(encoding);
    };
    let found = format!(
        "bytes that are not UTF-8, read as {} by windows-1252",
        quoted(&doubt.text)
    );
    let expected = "UTF-8; where that reading is right, declare encoding = \"windows-1252\"";
    let problem = Problem::of_file(Severity::Warning, &request.file, found, expected);
    tally.add(problem.at_row(doubt.row).in_field(&doubt.field));
    Ok(WINDOWS_1252)
}

/// A .cpg has no standard: `UTF-8`, `1252`, `CP1252`, `ISO 8859-1`, `88591`, `ANSI 1252`.
fn encoding_of_label(label: &str) -> Option<&'static Encoding> {
    let label = label
        .trim()
        .trim_start_matches('\u{feff}')
        .to_ascii_lowercase();
    let bare = label
        .trim_start_matches("ansi")
        .trim_start_matches("cp")
        .trim()
        .replace(' ', "-");
    match bare.as_str() {
        "1252" | "88591" | "8859-1" => Some(WINDOWS_1252),
        "65001" | "utf8" => Some(UTF_8),
        other => Encoding::for_label(other.as_bytes()),
    }
}

fn value_of(value: FieldValue, kind: u8) -> Value {
    let number = |number: f64| {
        if number.is_finite() {
            Value::Number(number)
        } else {
            Value::Missing
        }
    };
    match value {
        FieldValue::Character(text) => {
            text.map_or(Value::Missing, |text| written_value(text.trim(), kind))
        }
        FieldValue::Memo(text) => written_value(text.trim(), kind),
        FieldValue::Numeric(value) => value.map_or(Value::Missing, number),
        FieldValue::Float(value) => value.map_or(Value::Missing, |value| number(f64::from(value))),
        FieldValue::Integer(value) => number(f64::from(value)),
        FieldValue::Currency(value) | FieldValue::Double(value) => number(value),
        FieldValue::Logical(value) => {
            value.map_or(Value::Missing, |value| Value::Text(value.to_string()))
        }
        FieldValue::Date(value) => {
            value.map_or(Value::Missing, |date| Value::Text(date.to_string()))
        }
        FieldValue::DateTime(value) => Value::Text(value.date().to_string()),
    }
}

/// Numbers and dates are text on disk; stars are a number that did not fit.
fn written_value(text: &str, kind: u8) -> Value {
    match kind {
        _ if text.is_empty() => Value::Missing,
        b'N' | b'F' if text.bytes().all(|byte| byte == b'*') => Value::Missing,
        b'N' | b'F' => match text.parse() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::Text(text.to_owned()),
        },
        b'D' if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            let (year, day) = text.split_at(4);
            let (month, day) = day.split_at(2);
            Value::Text(format!("{year}-{month}-{day}"))
        }
        _ => Value::Text(text.to_owned()),
    }
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
    use crate::ingest::trial::{
        Trial, read as table_of, real_data, refusal, request as file_request, said,
    };
    use shapefile::dbase::{FieldName, Record as DbaseRecord, TableWriterBuilder, WritableRecord};

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

    #[test]
    fn text_in_a_number_field_is_kept_as_text() {
        assert_eq!(written_value("12O", b'N'), Value::Text("12O".to_owned()));
        assert_eq!(written_value("12.5", b'F'), Value::Number(12.5));
        assert_eq!(written_value("*****", b'N'), Value::Missing);
        assert_eq!(
            written_value("20240131", b'D'),
            Value::Text("2024-01-31".to_owned())
        );
        assert_eq!(
            written_value("20240131", b'C'),
            Value::Text("20240131".to_owned())
        );
    }

    #[test]
    fn labels_of_code_pages_are_understood() {
        for label in [
            "1252",
            "CP1252",
            "ANSI 1252",
            "ISO 8859-1",
            "ISO-8859-1",
            "88591",
            "latin1",
            "windows-1252\r\n",
        ] {
            assert_eq!(encoding_of_label(label), Some(WINDOWS_1252), "{label}");
        }
        for label in ["UTF-8", "utf8", "65001", "\u{feff}UTF-8"] {
            assert_eq!(encoding_of_label(label), Some(UTF_8), "{label}");
        }
    }
}
