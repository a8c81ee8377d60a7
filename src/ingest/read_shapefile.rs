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
        let found = format!("{} shapes in the .shp and {} rows in the .dbf", shapes.len(), records.len());
        return Err(IngestError::of_file(&request.file, found, "a .shp and .dbf that belong together"));
    }
    let mut table = RawTable {
        columns,
        rows: Vec::with_capacity(shapes.len()),
        rows_read: shapes.len() as u64,
        system: system_of(request, &parts)?,
    };
    for (number, (shape, record)) in (1..).zip(shapes.into_iter().zip(records)) {
        if let (Ok(geometry), Some(values)) = (geometry_of(number, shape, tally), record) {
            table.rows.push(Row { number, values, geometry });
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
            spellings.iter().map(|spelling| request.path.with_extension(spelling)).find(|path| path.is_file())
        };
        let (values, index, system) = (find("dbf"), find("shx"), find("prj"));
        if index.is_none() {
            tally.of_file(Severity::Warning, "no .shx beside it; shapes were read in file order", "the index (.shx)");
        }
        let Some(values) = values else {
            let (found, expected) = match (&system, &request.crs) {
                (None, None) => ("no .dbf and no .prj beside it", "the values (.dbf) and the coordinate system (.prj)"),
                _ => ("no .dbf beside it", "the values (.dbf)"),
            };
            return Err(IngestError::of_file(&request.file, found, expected));
        };
        Ok(Self { values, index, system, code_page: find("cpg") })
    }
}

fn system_of(request: &TableRequest, parts: &Parts) -> Result<SystemClaim, IngestError> {
    match &parts.system {
        Some(path) => {
            let text = fs::read(path).map_err(|source| IngestError::unreadable(&request.file, source))?;
            let text = String::from_utf8_lossy(&text);
            Ok(SystemClaim::stated(CoordinateSystem::from_well_known_text(text.trim())))
        }
        None if request.crs.is_some() => Ok(SystemClaim::Silent),
        None => {
            let found = "no .prj beside it, and no system declared";
            let expected = "the coordinate system (.prj), or crs = \"EPSG:28992\" in the study";
            let problem = Problem::of_file(Severity::Blocks, &request.file, found, expected).in_field("crs");
            Err(IngestError::Blocked(Box::new(problem)))
        }
    }
}

fn shapes_of(request: &TableRequest, parts: &Parts) -> Result<Vec<Shape>, IngestError> {
    let open = |path: &Path| {
        File::open(path).map(BufReader::new).map_err(|source| IngestError::unreadable(&request.file, source))
    };
    let reader = match &parts.index {
        Some(index) => ShapeReader::with_shx(open(&request.path)?, open(index)?),
        None => ShapeReader::new(open(&request.path)?),
    };
    let mut shapes = Vec::new();
    for shape in reader.map_err(|error| damaged(request, "no Shapefile", &error))?.iter_shapes() {
        let place = format!("a damaged or cut off file after {} shapes", shapes.len());
        shapes.push(shape.map_err(|error| damaged(request, &place, &error))?);
    }
    Ok(shapes)
}

fn damaged(request: &TableRequest, found: &str, error: &shapefile::Error) -> IngestError {
    IngestError::of_file(&request.file, format!("{found} ({error})"), "a whole Shapefile")
}

/// The values of one row; none where the row is left out.
type Record = Option<Vec<Value>>;

fn records_of(
    request: &TableRequest,
    parts: &Parts,
    tally: &mut ProblemTally<'_>,
) -> Result<(Vec<String>, Vec<Record>), IngestError> {
    let bytes = fs::read(&parts.values).map_err(|source| IngestError::unreadable(&request.file, source))?;
    let nonsense = |said: String| IngestError::of_file(&request.file, said, "a whole dBase table beside it (.dbf)");
    let mut bytes = DbfBytes::new(bytes).ok_or_else(|| nonsense("a damaged .dbf".to_owned()))?;
    let encoding = encoding_of(request, parts, &bytes, tally)?;
    let (kinds, deleted) = (bytes.kinds(), bytes.undelete());
    let mut reader = dbase::ReaderBuilder::new()
        .with_encoding(dbase::encoding::EncodingRs::from(encoding))
        .build(Cursor::new(bytes.into_bytes()))
        .map_err(|error| nonsense(format!("a damaged .dbf ({error})")))?;
    let columns: Vec<String> = reader.fields().iter().map(|field| field.name().to_owned()).collect();
    let mut records = Vec::new();
    for (number, record) in (1..).zip(reader.iter_records_as::<Fields>()) {
        let ended = |error| nonsense(format!("a .dbf that ends after {} rows ({error})", number - 1));
        let Fields(fields) = record.map_err(ended)?;
        let values = (0..).zip(fields).map(|(column, field)| match field {
            Ok(value) => value_of(value, kinds.get(column).copied().unwrap_or_default()),
            Err(found) => {
                let name = columns.get(column).map_or("", String::as_str);
                tally.of_row(RowPlace::warning(number).in_field(name), "an unreadable value", found, "a readable value");
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
        Ok(Self(fields.map(|field| field.map(|named| named.value).map_err(|error| error.kind().to_string())).collect()))
    }
}

/// Programs hide such rows, but their shapes are still in the file.
fn leave_out_deleted(deleted: &[usize], records: &mut [Record], tally: &mut ProblemTally<'_>) {
    for &index in deleted {
        if let Some(record) = records.get_mut(index) {
            *record = None;
            let row = RowPlace::left_out(index as u64 + 1);
            tally.of_row(row, "a mark of deletion", "a row marked as deleted", "a row to keep");
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
    let label = parts.code_page.as_ref().and_then(|path| fs::read_to_string(path).ok());
    let encoding = match (&request.encoding, label.as_deref().and_then(encoding_of_label)) {
        (Some(declared), _) => text_encoding::declared(&request.file, Some(declared))?,
        (None, Some(stated)) => stated,
        (None, None) => bytes.code_page().unwrap_or_else(|| bytes.likely_encoding()),
    };
    let Some(doubt) = bytes.first_not_utf8().filter(|_| encoding == UTF_8) else { return Ok(encoding) };
    let found = format!("bytes that are not UTF-8, read as {} by windows-1252", quoted(&doubt.text));
    let expected = "UTF-8; where that reading is right, declare encoding = \"windows-1252\"";
    let problem = Problem::of_file(Severity::Warning, &request.file, found, expected);
    tally.add(problem.at_row(doubt.row).in_field(&doubt.field));
    Ok(WINDOWS_1252)
}

/// A .cpg has no standard: `UTF-8`, `1252`, `CP1252`, `ISO 8859-1`, `88591`, `ANSI 1252`.
fn encoding_of_label(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_start_matches('\u{feff}').to_ascii_lowercase();
    let bare = label.trim_start_matches("ansi").trim_start_matches("cp").trim().replace(' ', "-");
    match bare.as_str() {
        "1252" | "88591" | "8859-1" => Some(WINDOWS_1252),
        "65001" | "utf8" => Some(UTF_8),
        other => Encoding::for_label(other.as_bytes()),
    }
}

fn value_of(value: FieldValue, kind: u8) -> Value {
    let number = |number: f64| if number.is_finite() { Value::Number(number) } else { Value::Missing };
    match value {
        FieldValue::Character(text) => text.map_or(Value::Missing, |text| written_value(text.trim(), kind)),
        FieldValue::Memo(text) => written_value(text.trim(), kind),
        FieldValue::Numeric(value) => value.map_or(Value::Missing, number),
        FieldValue::Float(value) => value.map_or(Value::Missing, |value| number(f64::from(value))),
        FieldValue::Integer(value) => number(f64::from(value)),
        FieldValue::Currency(value) | FieldValue::Double(value) => number(value),
        FieldValue::Logical(value) => value.map_or(Value::Missing, |value| Value::Text(value.to_string())),
        FieldValue::Date(value) => value.map_or(Value::Missing, |date| Value::Text(date.to_string())),
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
fn geometry_of(number: u64, shape: Shape, tally: &mut ProblemTally<'_>) -> Result<Option<Geometry<f64>>, ()> {
    let rings = match shape {
        Shape::NullShape => return Ok(None),
        Shape::Polygon(polygon) => rings_of(polygon.into_inner(), |point| (point.x, point.y)),
        Shape::PolygonM(polygon) => rings_of(polygon.into_inner(), |point| (point.x, point.y)),
        Shape::PolygonZ(polygon) => rings_of(polygon.into_inner(), |point| (point.x, point.y)),
        other => {
            return Geometry::try_from(other).map(Some).map_err(|error| {
                let found = error.to_string();
                tally.of_row(RowPlace::left_out(number), "a broken shape", found.trim(), "points, lines or polygons");
            });
        }
    };
    if rings.iter().any(|ring| ring.0.first() != ring.0.last()) {
        let found = "a polygon ring that is not closed";
        tally.of_row(RowPlace::warning(number), found, found, "a closed ring; it was closed");
    }
    Ok(Some(polygons_of(rings).into()))
}

fn rings_of<Point>(rings: Vec<PolygonRing<Point>>, place: impl Fn(&Point) -> (f64, f64)) -> Vec<LineString<f64>> {
    rings.iter().map(|ring| ring.points().iter().map(&place).collect()).collect()
}
