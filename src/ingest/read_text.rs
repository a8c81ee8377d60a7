//! Delimited text (CSV) to rows. Every value stays text; what it means is for the study to say.

use std::collections::HashSet;
use std::fs;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::ingest::error::IngestError;
use crate::ingest::problem::Severity;
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::quotation::quoted;
use crate::ingest::raw_table::{RawTable, SystemClaim};
use crate::ingest::table::{ReadAs, Row, TableRequest, Value};
use crate::ingest::text_encoding::{EncodingDoubt, declared, letters};

/// Tried in this order where the study declares none.
const DELIMITERS: [char; 4] = [';', '\t', ',', '|'];

/// Reads a text file with one header line.
///
/// # Errors
/// A file without text, an unknown encoding, or a declared delimiter that the header does not have.
pub fn read(request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<RawTable, IngestError> {
    let bytes =
        fs::read(&request.path).map_err(|source| IngestError::unreadable(&request.file, source))?;
    let (bytes, encoding, found) = text_of(request, bytes, tally)?;
    let delimiter = delimiter_of(request, &bytes)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes.as_slice());
    let mut text = TextRows {
        request,
        tally,
        encoding,
        doubt: None,
        fits: false,
        columns: Vec::new(),
    };
    let mut table = RawTable {
        columns: Vec::new(),
        rows: Vec::new(),
        rows_read: 0,
        system: SystemClaim::Silent,
        read_as: ReadAs {
            encoding: Some(found.name().to_owned()),
            delimiter: Some(char::from(delimiter)),
            ..ReadAs::default()
        },
    };
    let mut record = ByteRecord::new();
    let mut lines = LineCount {
        bytes: &bytes,
        at: 0,
        line: 1,
    };
    while reader
        .read_byte_record(&mut record)
        .map_err(|error| unparsed(request, &error))?
    {
        let line = lines.line_of(&record);
        if text.columns.is_empty() {
            text.columns = text.header(&record);
            continue;
        }
        table.rows_read += 1;
        table.rows.extend(text.row(line, &record));
    }
    if text.is_windows_1252() {
        table.read_as.encoding = Some(WINDOWS_1252.name().to_owned());
    }
    table.columns = text.finish();
    Ok(table)
}

/// The file without its byte order mark, the encoding of what is left, and that of the file.
fn text_of(
    request: &TableRequest,
    bytes: Vec<u8>,
    tally: &mut ProblemTally<'_>,
) -> Result<(Vec<u8>, &'static Encoding, &'static Encoding), IngestError> {
    let declared = declared(&request.file, request.encoding.as_deref())?;
    let Some((marked, length)) = Encoding::for_bom(&bytes) else {
        return if bytes.iter().take(4_096).any(|&byte| byte == 0) {
            Err(IngestError::of_file(
                &request.file,
                "bytes that are not text",
                "delimited text (CSV)",
            ))
        } else {
            Ok((bytes, declared, declared))
        };
    };
    if request.encoding.is_some() && declared != marked {
        let found = format!(
            "the byte order mark of {}, which was followed",
            marked.name()
        );
        tally.of_file(
            Severity::Warning,
            found,
            format!("{} as declared", declared.name()),
        );
    }
    let body = bytes.get(length..).unwrap_or_default();
    if marked == UTF_8 {
        return Ok((body.to_vec(), UTF_8, UTF_8));
    }
    let (text, _) = marked.decode_without_bom_handling(body);
    Ok((text.into_owned().into_bytes(), UTF_8, marked))
}

/// The declared delimiter, or the one the header has most of.
fn delimiter_of(request: &TableRequest, bytes: &[u8]) -> Result<u8, IngestError> {
    let header = bytes
        .split(|&byte| byte == b'\n')
        .find(|line| !line.trim_ascii().is_empty())
        .unwrap_or_default();
    let most = DELIMITERS
        .into_iter()
        .map(|delimiter| (outside_quotes(header, delimiter), delimiter))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (count, found) = most.unwrap_or((0, ','));
    let Some(declared) = request.delimiter else {
        return Ok(if count == 0 { b',' } else { found as u8 });
    };
    if !declared.is_ascii() {
        return Err(IngestError::of_file(
            &request.file,
            format!("delimiter {declared:?}"),
            "one ASCII character",
        ));
    }
    if count > 0 && outside_quotes(header, declared) == 0 {
        let found = format!("a header with {count} times {found:?} and no {declared:?}");
        return Err(IngestError::of_file(
            &request.file,
            found,
            format!("delimiter {declared:?} as declared"),
        ));
    }
    Ok(declared as u8)
}

/// The line on which a record begins. The reader's own count starts at the line end before it.
struct LineCount<'text> {
    bytes: &'text [u8],
    at: usize,
    line: u64,
}

impl LineCount<'_> {
    fn line_of(&mut self, record: &ByteRecord) -> u64 {
        let byte = record.position().map_or(0, csv::Position::byte);
        let from = usize::try_from(byte).unwrap_or(self.bytes.len());
        let blank = self
            .bytes
            .iter()
            .skip(from)
            .take_while(|&&byte| byte == b'\r' || byte == b'\n')
            .count();
        let to = (from + blank).max(self.at);
        let passed = self.bytes.get(self.at..to).unwrap_or_default();
        self.line += passed.iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.at = to;
        self.line
    }
}

fn outside_quotes(line: &[u8], delimiter: char) -> usize {
    let mut quoted = false;
    line.iter()
        .filter(|&&byte| {
            quoted ^= byte == b'"';
            !quoted && char::from(byte) == delimiter
        })
        .count()
}

fn unparsed(request: &TableRequest, error: &csv::Error) -> IngestError {
    IngestError::of_file(&request.file, error.to_string(), "delimited text (CSV)")
}

/// The rows of one text file as they are read.
struct TextRows<'read, 'list> {
    request: &'read TableRequest,
    tally: &'read mut ProblemTally<'list>,
    encoding: &'static Encoding,
    doubt: Option<EncodingDoubt>,
    /// Whether some field has more than ASCII, and is of the encoding.
    fits: bool,
    columns: Vec<String>,
}

impl TextRows<'_, '_> {
    fn header(&mut self, record: &ByteRecord) -> Vec<String> {
        let names: Vec<String> = record
            .iter()
            .map(|bytes| letters(bytes, self.encoding).text)
            .collect();
        let mut seen = HashSet::new();
        for name in &names {
            if !seen.insert(name) {
                let found = format!("column {} twice; the first is used", quoted(name));
                self.tally
                    .of_file(Severity::Warning, found, "every column name once");
            }
        }
        names
    }

    /// The row, unless it has another number of fields than the header.
    fn row(&mut self, line: u64, record: &ByteRecord) -> Option<Row> {
        if record.len() != self.columns.len() {
            let torn = record.iter().any(|field| field.contains(&b'\n'));
            let hint = if torn {
                " (a quotation mark that is not closed?)"
            } else {
                ""
            };
            let found = format!("{} fields{hint}", record.len());
            let expected = format!("{} fields as in the header", self.columns.len());
            self.tally.of_row(
                RowPlace::left_out(line),
                "another number of fields",
                found,
                &expected,
            );
            return None;
        }
        let values = record
            .iter()
            .enumerate()
            .map(|(column, bytes)| self.value(line, column, bytes))
            .collect();
        Some(Row {
            number: line,
            values,
            geometry: None,
        })
    }

    fn value(&mut self, line: u64, column: usize, bytes: &[u8]) -> Value {
        let letters = letters(bytes, self.encoding);
        if letters.doubtful {
            let field = self.columns.get(column).cloned().unwrap_or_default();
            let text = letters.text.clone();
            self.doubt
                .get_or_insert(EncodingDoubt {
                    row: line,
                    field,
                    text,
                    fields: 0,
                })
                .fields += 1;
        }
        self.fits |= !letters.doubtful && !bytes.is_ascii();
        if letters.text.is_empty() {
            Value::Missing
        } else {
            Value::Text(letters.text)
        }
    }

    /// Whether nothing was declared, and nothing that shows the encoding is UTF-8.
    fn is_windows_1252(&self) -> bool {
        self.encoding == UTF_8 && self.doubt.is_some() && !self.fits
    }

    fn finish(self) -> Vec<String> {
        if let Some(doubt) = &self.doubt {
            self.tally
                .add(doubt.problem(&self.request.file, self.encoding));
        }
        self.columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::table::GeometryFrom;
    use crate::ingest::trial::{Trial, read, real_data, refusal, request, said};

    fn text(value: &str) -> Value {
        Value::Text(value.to_owned())
    }

    #[test]
    fn the_delimiter_is_found_from_the_header() {
        let trial = Trial::with(&[
            ("a.csv", "code;naam, en meer\n1;x\n"),
            ("b.csv", "code,naam\n1,x\n"),
            ("c.csv", "code\tnaam\n1\tx\n"),
            ("d.csv", "\"a;b;c\",naam\n1,x\n"),
            ("e.csv", "code\n1\n"),
        ]);
        let columns = |name: &str| read(&trial.request(name)).0.columns;
        assert_eq!(columns("a.csv"), ["code", "naam, en meer"]);
        assert_eq!(columns("b.csv"), ["code", "naam"]);
        assert_eq!(columns("c.csv"), ["code", "naam"]);
        assert_eq!(columns("d.csv"), ["a;b;c", "naam"]);
        assert_eq!(columns("e.csv"), ["code"]);
    }

    #[test]
    fn a_declared_delimiter_that_the_header_does_not_have_is_refused() {
        let trial = Trial::with(&[("a.csv", "code,naam\n1,x\n")]);
        let request = TableRequest {
            delimiter: Some(';'),
            ..trial.request("a.csv")
        };
        assert_eq!(
            refusal(&request),
            "a.csv: found a header with 1 times ',' and no ';', expected delimiter ';' as declared"
        );
    }

    #[test]
    fn rows_are_numbered_by_line_and_empty_fields_are_missing() {
        let trial = Trial::with(&[(
            "a.csv",
            "\u{feff}code;naam\r\n1;\"twee\nregels\"\r\n\r\n2; \r\n",
        )]);
        let (table, problems) = read(&trial.request("a.csv"));
        assert_eq!(problems, []);
        assert_eq!(table.columns, ["code", "naam"]);
        let numbers: Vec<u64> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [2, 5]);
        assert_eq!(table.rows[0].values, [text("1"), text("twee\nregels")]);
        assert_eq!(table.rows[1].values, [text("2"), Value::Missing]);
    }

    #[test]
    fn a_row_with_another_number_of_fields_is_left_out_by_line() {
        let trial = Trial::with(&[("a.csv", "code;naam\n1;x\n2\n3;y;z\n4;\"open\n5;y\n")]);
        let (table, problems) = read(&trial.request("a.csv"));
        assert_eq!((table.rows_read, table.rows.len()), (4, 2));
        assert_eq!(
            said(&problems),
            [
                "a.csv, row 3: found 1 fields, expected 2 fields as in the header",
                "a.csv, row 4: found 3 fields, expected 2 fields as in the header",
            ]
        );
    }

    #[test]
    fn latin_1_read_as_utf_8_is_one_message_and_no_row_is_lost() {
        let trial = Trial::with(&[(
            "a.csv",
            b"code;naam\n1;x\n2;Caf\xe9\n3;Ren\xe9\n".as_slice(),
        )]);
        let (table, problems) = read(&trial.request("a.csv"));
        assert_eq!(table.rows.len(), 3);
        assert_eq!(table.rows[1].values[1], text("Café"));
        assert_eq!(
            said(&problems),
            [
                "a.csv, row 3, field \"naam\": found bytes that are not UTF-8, read as \"Café\" by windows-1252 \
              (and 1 more such fields), expected UTF-8; where that reading is right, declare encoding = \"windows-1252\""
            ]
        );
        let declared = TableRequest {
            encoding: Some("windows-1252".to_owned()),
            ..trial.request("a.csv")
        };
        assert_eq!(read(&declared).1, []);
    }

    #[test]
    fn an_encoding_that_shows_itself_is_told() {
        let told = |bytes: &[u8]| {
            let trial = Trial::with(&[("a.csv", bytes)]);
            read(&trial.request("a.csv")).0.read_as.encoding
        };
        assert_eq!(told(b"naam\nCaf\xe9\n").as_deref(), Some("windows-1252"));
        assert_eq!(told("naam\nCafé\n".as_bytes()).as_deref(), Some("UTF-8"));
        assert_eq!(told(b"naam\nCafe\n").as_deref(), Some("UTF-8"));
        // One torn field does not make a file of another encoding.
        assert_eq!(
            told(b"naam\nCaf\xc3\xa9\nCaf\xe9\n").as_deref(),
            Some("UTF-8")
        );
    }

    #[test]
    fn utf_8_read_as_latin_1_is_one_message() {
        let trial = Trial::with(&[("a.csv", "code;naam\n1;Café\n")]);
        let request = TableRequest {
            encoding: Some("windows-1252".to_owned()),
            ..trial.request("a.csv")
        };
        let (_, problems) = read(&request);
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0]
                .to_string()
                .contains("bytes that are UTF-8, read as \"CafÃ©\""),
            "{}",
            problems[0]
        );
    }

    #[test]
    fn a_byte_order_mark_is_followed() {
        let utf16: Vec<u8> = "\u{feff}code;naam\n1;Café\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let trial = Trial::with(&[("a.csv", utf16)]);
        let (table, problems) = read(&trial.request("a.csv"));
        assert_eq!(problems, []);
        assert_eq!(table.rows[0].values[1], text("Café"));
        let declared = TableRequest {
            encoding: Some("windows-1252".to_owned()),
            ..trial.request("a.csv")
        };
        assert!(
            said(&read(&declared).1)[0]
                .contains("the byte order mark of UTF-16LE, which was followed")
        );
    }

    #[test]
    fn bytes_that_are_not_text_and_unknown_encodings_are_refused() {
        let trial = Trial::with(&[
            ("a.csv", b"PK\x03\x04\x00\x00".as_slice()),
            ("b.csv", b"a\n1\n"),
        ]);
        assert!(refusal(&trial.request("a.csv")).contains("bytes that are not text"));
        let request = TableRequest {
            encoding: Some("wingdings".to_owned()),
            ..trial.request("b.csv")
        };
        assert!(refusal(&request).contains("field \"encoding\": found \"wingdings\""));
    }

    #[test]
    fn a_column_that_stands_twice_is_named() {
        let trial = Trial::with(&[("a.csv", "code;naam;code\n1;x;2\n")]);
        assert!(said(&read(&trial.request("a.csv")).1)[0].contains("column \"code\" twice"));
    }

    #[test]
    fn coordinates_that_are_no_numbers_are_named_by_row_and_field() {
        let trial = Trial::with(&[(
            "a.csv",
            "x;y\n136000;456000\n136000,5;456000\nvier;456000\n136000;\n",
        )]);
        let mut request = TableRequest {
            crs: Some("EPSG:28992".to_owned()),
            ..trial.request("a.csv")
        };
        request.geometry = GeometryFrom::Columns {
            x: "x".to_owned(),
            y: "Y".to_owned(),
        };
        let (table, problems) = read(&request);
        assert_eq!(table.rows.len(), 2);
        assert_eq!(
            said(&problems),
            [
                "a.csv, row 4, field \"x\": found \"vier\", expected a number (x or longitude, y or latitude)",
                "a.csv, row 5, field \"Y\": found no coordinate, expected a number (x or longitude, y or latitude)",
            ]
        );
        request.geometry = GeometryFrom::Columns {
            x: "lon".to_owned(),
            y: "y".to_owned(),
        };
        assert_eq!(
            refusal(&request),
            "a.csv, field \"position\": found no column \"lon\", expected one of \"x\", \"y\""
        );
    }

    #[test]
    fn files_of_duo_are_read_whole() {
        for (file, encoding, rows) in [
            (
                "utrecht/duo_02_schoolvestigingen_basisonderwijs.csv",
                "windows-1252",
                6_122,
            ),
            (
                "utrecht/duo_06_leerlingen_per_vestiging.csv",
                "utf-8",
                9_737,
            ),
        ] {
            let Some(path) = real_data(file) else { return };
            let declared = TableRequest {
                encoding: Some(encoding.to_owned()),
                ..request(&path, file)
            };
            let (table, problems) = read(&declared);
            assert_eq!(
                (table.rows.len(), said(&problems)),
                (rows, Vec::new()),
                "{file}"
            );
            assert!(table.column("VESTIGINGSCODE").is_some());
        }
    }
}
