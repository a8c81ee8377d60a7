//! The values of a Shapefile: its .dbf, in the encoding of its .cpg.

use std::fs;
use std::io::{Cursor, Read, Seek};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use shapefile::dbase::{self, FieldValue};

use crate::ingest::dbf_bytes::DbfBytes;
use crate::ingest::error::IngestError;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::quotation::quoted;
use crate::ingest::table::{TableRequest, Value};
use crate::ingest::text_encoding;

/// The values of one row; none where the row is left out.
pub type Record = Option<Vec<Value>>;

/// The table beside the shapes.
#[derive(Debug)]
pub struct ShapeValues {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// One for each shape, in the same order.
    pub records: Vec<Record>,
    /// The encoding of its text.
    pub encoding: &'static Encoding,
}

/// Where the values are, and what is said of their encoding.
#[derive(Debug, Clone, Copy)]
pub struct ValueFiles<'path> {
    /// The .dbf.
    pub values: &'path Path,
    /// The .cpg, if there is one.
    pub code_page: Option<&'path Path>,
}

/// Reads the values of all rows. A value that cannot be read is missing, and named.
///
/// # Errors
/// A damaged or cut off .dbf, or an unknown declared encoding.
pub fn shape_values(
    request: &TableRequest,
    files: ValueFiles<'_>,
    tally: &mut ProblemTally<'_>,
) -> Result<ShapeValues, IngestError> {
    let bytes =
        fs::read(files.values).map_err(|source| IngestError::unreadable(&request.file, source))?;
    let nonsense = |said: String| {
        IngestError::of_file(&request.file, said, "a whole dBase table beside it (.dbf)")
    };
    let mut bytes = DbfBytes::new(bytes).ok_or_else(|| nonsense("a damaged .dbf".to_owned()))?;
    let encoding = encoding_of(request, files, &bytes, tally)?;
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
    Ok(ShapeValues {
        columns,
        records,
        encoding,
    })
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
    files: ValueFiles<'_>,
    bytes: &DbfBytes,
    tally: &mut ProblemTally<'_>,
) -> Result<&'static Encoding, IngestError> {
    let label = files
        .code_page
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
    match value {
        FieldValue::Character(text) => {
            text.map_or(Value::Missing, |text| written_value(text.trim(), kind))
        }
        FieldValue::Memo(text) => written_value(text.trim(), kind),
        FieldValue::Numeric(value) => value.map_or(Value::Missing, Value::from_number),
        FieldValue::Float(value) => {
            value.map_or(Value::Missing, |value| Value::from_number(f64::from(value)))
        }
        FieldValue::Integer(value) => Value::from_number(f64::from(value)),
        FieldValue::Currency(value) | FieldValue::Double(value) => Value::from_number(value),
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
        b'N' | b'F' => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            Ok(_) | Err(_) => Value::Text(text.to_owned()),
        },
        b'D' if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            let (year, day) = text.split_at(4);
            let (month, day) = day.split_at(2);
            Value::Text(format!("{year}-{month}-{day}"))
        }
        _ => Value::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_a_number_field_is_kept_as_text() {
        assert_eq!(written_value("12O", b'N'), Value::Text("12O".to_owned()));
        assert_eq!(written_value("12.5", b'F'), Value::Number(12.5));
        for no_number in ["NaN", "inf", "1e999"] {
            let kept = Value::Text(no_number.to_owned());
            assert_eq!(written_value(no_number, b'N'), kept);
        }
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
