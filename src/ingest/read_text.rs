//! Delimited text (CSV) to rows. Every value stays text; what it means is for the study to say.

use std::fs;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{Encoding, UTF_8};

use crate::ingest::error::IngestError;
use crate::ingest::problem::Severity;
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::quotation::quoted;
use crate::ingest::raw_table::{RawTable, SystemClaim};
use crate::ingest::table::{Row, TableRequest, Value};
use crate::ingest::text_encoding::{EncodingDoubt, declared, letters};

/// Tried in this order where the study declares none.
const DELIMITERS: [char; 4] = [';', '\t', ',', '|'];

/// Reads a text file with one header line.
///
/// # Errors
/// A file without text, an unknown encoding, or a declared delimiter that the header does not have.
pub fn read(request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<RawTable, IngestError> {
    let bytes = fs::read(&request.path).map_err(|source| IngestError::unreadable(&request.file, source))?;
    let (bytes, encoding) = text_of(request, bytes, tally)?;
    let delimiter = delimiter_of(request, &bytes)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes.as_slice());
    let mut text = TextRows { request, tally, encoding, doubt: None, columns: Vec::new() };
    let mut table = RawTable { columns: Vec::new(), rows: Vec::new(), rows_read: 0, system: SystemClaim::Silent };
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|error| unparsed(request, &error))? {
        let line = record.position().map_or(0, csv::Position::line);
        if text.columns.is_empty() {
            text.columns = text.header(&record);
            continue;
        }
        table.rows_read += 1;
        table.rows.extend(text.row(line, &record));
    }
    table.columns = text.finish();
    Ok(table)
}

/// The file without its byte order mark, and the encoding of what is left.
fn text_of(
    request: &TableRequest,
    bytes: Vec<u8>,
    tally: &mut ProblemTally<'_>,
) -> Result<(Vec<u8>, &'static Encoding), IngestError> {
    let declared = declared(&request.file, request.encoding.as_deref())?;
    let Some((marked, length)) = Encoding::for_bom(&bytes) else {
        return if bytes.iter().take(4_096).any(|&byte| byte == 0) {
            Err(IngestError::of_file(&request.file, "bytes that are not text", "delimited text (CSV)"))
        } else {
            Ok((bytes, declared))
        };
    };
    if request.encoding.is_some() && declared != marked {
        let found = format!("the byte order mark of {}, which was followed", marked.name());
        tally.of_file(Severity::Warning, found, format!("{} as declared", declared.name()));
    }
    let body = bytes.get(length..).unwrap_or_default();
    if marked == UTF_8 {
        return Ok((body.to_vec(), UTF_8));
    }
    let (text, _) = marked.decode_without_bom_handling(body);
    Ok((text.into_owned().into_bytes(), UTF_8))
}

/// The declared delimiter, or the one the header has most of.
fn delimiter_of(request: &TableRequest, bytes: &[u8]) -> Result<u8, IngestError> {
    let header = bytes.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let most = DELIMITERS
        .into_iter()
        .map(|delimiter| (outside_quotes(header, delimiter), delimiter))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (count, found) = most.unwrap_or((0, ','));
    let Some(declared) = request.delimiter else {
        return Ok(if count == 0 { b',' } else { found as u8 });
    };
    if !declared.is_ascii() {
        return Err(IngestError::of_file(&request.file, format!("delimiter {declared:?}"), "one ASCII character"));
    }
    if count > 0 && outside_quotes(header, declared) == 0 {
        let found = format!("a header with {count} times {found:?} and no {declared:?}");
        return Err(IngestError::of_file(&request.file, found, format!("delimiter {declared:?} as declared")));
    }
    Ok(declared as u8)
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
    columns: Vec<String>,
}

impl TextRows<'_, '_> {
    fn header(&mut self, record: &ByteRecord) -> Vec<String> {
        let names: Vec<String> = record.iter().map(|bytes| letters(bytes, self.encoding).text).collect();
        for (index, name) in names.iter().enumerate() {
            if names.iter().take(index).any(|earlier| earlier == name) {
                let found = format!("column {} twice; the first is used", quoted(name));
                self.tally.of_file(Severity::Warning, found, "every column name once");
            }
        }
        names
    }

    /// The row, unless it has another number of fields than the header.
    fn row(&mut self, line: u64, record: &ByteRecord) -> Option<Row> {
        if record.len() != self.columns.len() {
            let torn = record.iter().any(|field| field.contains(&b'\n'));
            let hint = if torn { " (a quotation mark that is not closed?)" } else { "" };
            let found = format!("{} fields{hint}", record.len());
            let expected = format!("{} fields as in the header", self.columns.len());
            self.tally.of_row(RowPlace::left_out(line), "another number of fields", found, &expected);
            return None;
        }
        let values = record.iter().enumerate().map(|(column, bytes)| self.value(line, column, bytes)).collect();
        Some(Row { number: line, values, geometry: None })
    }

    fn value(&mut self, line: u64, column: usize, bytes: &[u8]) -> Value {
        let letters = letters(bytes, self.encoding);
        if letters.doubtful {
            let field = self.columns.get(column).cloned().unwrap_or_default();
            let text = letters.text.clone();
            self.doubt.get_or_insert(EncodingDoubt { row: line, field, text, fields: 0 }).fields += 1;
        }
        if letters.text.is_empty() { Value::Missing } else { Value::Text(letters.text) }
    }

    fn finish(self) -> Vec<String> {
        if let Some(doubt) = &self.doubt {
            self.tally.add(doubt.problem(&self.request.file, self.encoding));
        }
        self.columns
    }
}
