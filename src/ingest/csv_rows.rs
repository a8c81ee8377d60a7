//! Rows of a comma-separated text file, by the names of its columns; other columns are ignored, and so is their order.

use std::path::Path;

use csv::StringRecord;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::unusable::Unusable;

/// A text file with its name for messages.
#[derive(Debug, Clone, Copy)]
pub struct TextFile<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// How messages name it.
    pub name: &'a str,
}

/// A row that blocks the file because of a field.
pub fn blocked(file: TextFile<'_>, row: u64, field: &str, found: &str, expected: &str) -> Problem {
    Problem::of_file(Severity::Blocks, file.name, format!("{found:?}"), expected)
        .at_row(row)
        .in_field(field)
}

/// A number, 0 or more.
pub fn quantity(text: &str) -> Option<f64> {
    text.parse()
        .ok()
        .filter(|value: &f64| value.is_finite() && *value >= 0.0)
}

/// Calls `take` with the line and the values of the columns, for each row of the file; the value of a column that may
/// be missing is then empty.
///
/// # Errors
/// A file that cannot be read as a table, and a column that must be there and is not.
pub fn each_row<const NEEDED: usize, const FURTHER: usize>(
    file: TextFile<'_>,
    needed: [&str; NEEDED],
    further: [&str; FURTHER],
    mut take: impl FnMut(u64, [&str; NEEDED], [&str; FURTHER]),
) -> Result<(), Unusable> {
    let unreadable = |error: csv::Error| {
        Unusable::file(
            file.name,
            error.to_string(),
            "a table as comma-separated UTF-8 text",
        )
    };
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(file.path)
        .map_err(unreadable)?;
    let header = reader.headers().map_err(unreadable)?.clone();
    let places = needed.map(|column| place_of(&header, column));
    let further = further.map(|column| place_of(&header, column));
    if let Some((missing, _)) = needed.iter().zip(places).find(|(_, place)| place.is_none()) {
        let found = format!("the columns {:?}", header.iter().collect::<Vec<_>>());
        return Err(Problem::of_file(
            Severity::Blocks,
            file.name,
            found,
            format!("a column \"{missing}\""),
        )
        .into());
    }
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(unreadable)? {
        let line = record.position().map_or(0, csv::Position::line);
        let value = |place: Option<usize>| {
            place
                .and_then(|place| record.get(place))
                .unwrap_or_default()
        };
        take(line, places.map(value), further.map(value));
    }
    Ok(())
}

/// The place of a column in a header, which may open with a byte order mark.
fn place_of(header: &StringRecord, column: &str) -> Option<usize> {
    header
        .iter()
        .position(|name| name.trim_start_matches('\u{feff}') == column)
}
