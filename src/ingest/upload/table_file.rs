//! A table that was read of a sent file, as lines of JSON: what the reading process writes and the service reads.
//! The first line has the columns, then a line for each row, and the last says that this was all.

use std::io::{BufRead, Write};

use geo::Geometry;
use serde::{Deserialize, Serialize};

use crate::ingest::error::IngestError;
use crate::ingest::geojson_positions::are_whole;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::table::{ReadAs, Row, Table, Value};

/// What came of reading a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFile {
    /// Its rows.
    pub table: Table,
    /// What is wrong with some of them.
    pub problems: Vec<Problem>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum Line {
    /// The columns, how many rows the file has, and how it was read.
    Columns(Vec<String>, u64, ReadAs),
    /// Number, values and geometry of a row.
    Row(u64, Vec<Cell>, Option<geojson::Geometry>),
    /// What is wrong with some rows: all lines are there.
    End(Vec<RawProblem>),
    /// The file as a whole cannot be used.
    Refused(RawProblem),
    /// Which of these layers is to be told.
    Undecided(RawProblem, Vec<String>),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Cell {
    Missing,
    Number(f64),
    Text(String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProblem {
    severity: String,
    row: Option<u64>,
    field: Option<String>,
    found: String,
    expected: String,
}

/// Writes what came of reading a file.
///
/// # Errors
/// When the lines cannot be written.
pub fn write(read: Result<ReadFile, IngestError>, out: &mut impl Write) -> std::io::Result<()> {
    let mut line = |line: &Line| {
        serde_json::to_writer(&mut *out, line)?;
        out.write_all(b"\n")
    };
    let read = match read {
        Ok(read) => read,
        Err(IngestError::Undecided { problem, choices }) => {
            return line(&Line::Undecided(raw_problem(&problem), choices));
        }
        Err(refused) => return line(&Line::Refused(raw_problem(&refused.into_problem("")))),
    };
    line(&Line::Columns(
        read.table.columns,
        read.table.rows_read,
        read.table.read_as,
    ))?;
    for row in read.table.rows {
        let values = row.values.into_iter().map(Cell::of).collect();
        let geometry = row.geometry.as_ref().map(geojson::Geometry::from);
        line(&Line::Row(row.number, values, geometry))?;
    }
    line(&Line::End(read.problems.iter().map(raw_problem).collect()))
}

/// What the lines say of a file besides its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct FileFacts {
    /// The columns, as the file spells them.
    pub columns: Vec<String>,
    /// How many rows the file has, kept or not.
    pub rows_read: u64,
    /// How it was read.
    pub read_as: ReadAs,
    /// What is wrong with some of them.
    pub problems: Vec<Problem>,
}

/// Reads what came of reading the file that people know by this name.
///
/// # Errors
/// As [`each_row`].
pub fn read(name: &str, lines: impl BufRead) -> Result<ReadFile, IngestError> {
    let mut rows = Vec::new();
    let facts = each_row(name, lines, |row| rows.push(row))?;
    let table = Table {
        file: name.to_owned(),
        columns: facts.columns,
        rows,
        rows_read: facts.rows_read,
        read_as: facts.read_as,
    };
    Ok(ReadFile {
        table,
        problems: facts.problems,
    })
}

/// The same, row by row: no more than one is held.
///
/// # Errors
/// What stopped the reading of the file; lines that are not all there or that say something else.
pub fn each_row(
    name: &str,
    lines: impl BufRead,
    mut meet: impl FnMut(Row),
) -> Result<FileFacts, IngestError> {
    let broken =
        || IngestError::of_file(name, "a file that was not read to its end", "a whole file");
    let mut lines = lines.lines().map(|line| -> Result<Line, IngestError> {
        let line = line.map_err(|cause| IngestError::unreadable(name, cause))?;
        serde_json::from_str(&line).map_err(|_broken| broken())
    });
    let (columns, rows_read, read_as) = match lines.next().transpose()? {
        Some(Line::Columns(columns, rows_read, read_as)) => (columns, rows_read, read_as),
        Some(Line::Refused(problem)) => {
            return Err(IngestError::Blocked(Box::new(problem.read(name))));
        }
        Some(Line::Undecided(problem, choices)) => {
            let problem = Box::new(problem.read(name));
            return Err(IngestError::Undecided { problem, choices });
        }
        _ => return Err(broken()),
    };
    loop {
        match lines.next().transpose()? {
            Some(Line::Row(number, values, geometry)) if values.len() == columns.len() => {
                let geometry = geometry.map(|written| placed(written).ok_or_else(broken));
                meet(Row {
                    number,
                    values: values.into_iter().map(Cell::read).collect(),
                    geometry: geometry.transpose()?,
                });
            }
            Some(Line::End(problems)) => {
                let problems = problems.into_iter().map(|problem| problem.read(name));
                return Ok(FileFacts {
                    columns,
                    rows_read,
                    read_as,
                    problems: problems.collect(),
                });
            }
            _ => return Err(broken()),
        }
    }
}

fn placed(written: geojson::Geometry) -> Option<Geometry<f64>> {
    are_whole(&written.value)
        .then(|| Geometry::try_from(written).ok())
        .flatten()
}

impl Cell {
    fn of(value: Value) -> Self {
        match value {
            Value::Missing => Self::Missing,
            Value::Number(number) => Self::Number(number),
            Value::Text(text) => Self::Text(text),
        }
    }

    fn read(self) -> Value {
        match self {
            Self::Missing => Value::Missing,
            Self::Number(number) => Value::from_number(number),
            Self::Text(text) => Value::from_text(&text),
        }
    }
}

fn raw_problem(problem: &Problem) -> RawProblem {
    RawProblem {
        severity: problem.severity.code().to_owned(),
        row: problem.row,
        field: problem.field.clone(),
        found: problem.found.clone(),
        expected: problem.expected.clone(),
    }
}

impl RawProblem {
    fn read(self, file: &str) -> Problem {
        let severities = [Severity::LeftOut, Severity::Warning].into_iter();
        let mut severities = severities.filter(|severity| severity.code() == self.severity);
        Problem {
            severity: severities.next().unwrap_or(Severity::Blocks),
            file: file.to_owned(),
            row: self.row,
            field: self.field,
            found: self.found,
            expected: self.expected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(rows: Vec<Row>) -> ReadFile {
        let problem = Problem::of_file(Severity::LeftOut, "a.csv", "\"12O\"", "a number");
        ReadFile {
            table: Table {
                file: "a.csv".to_owned(),
                columns: vec!["naam".to_owned(), "plaatsen".to_owned()],
                rows_read: rows.len() as u64 + 1,
                rows,
                read_as: ReadAs::default(),
            },
            problems: vec![problem.at_row(3).in_field("plaatsen")],
        }
    }

    fn written(read: ReadFile) -> Vec<u8> {
        let mut out = Vec::new();
        write(Ok(read), &mut out).expect("memory to write to");
        out
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_to_the_last_bit(name in "[a-z\"\\n;]{1,8}", number in any::<f64>(), x in -1e6..1e6_f64, y in -1e6..1e6_f64) {
            let row = Row {
                number: 2,
                values: vec![Value::from_text(&name), Value::from_number(number)],
                geometry: Some(geo::Point::new(x, y).into()),
            };
            let given = table(vec![row]);
            let read = read("a.csv", written(given.clone()).as_slice()).expect("whole lines");
            prop_assert_eq!(read, given);
        }

        #[test]
        fn cut_off_lines_are_never_a_whole_table(cut in 0.0..1.0_f64) {
            let row = Row { number: 2, values: vec![Value::Missing, Value::Missing], geometry: None };
            let whole = written(table(vec![row.clone(), row]));
            let kept = (cut * (whole.len() - 2) as f64) as usize;
            prop_assert!(read("a.csv", &whole[..kept]).is_err());
        }
    }

    #[test]
    fn a_refusal_stays_one_under_the_name_that_people_know() {
        let mut out = Vec::new();
        let refused = IngestError::of_file("sent.gpkg", "a damaged archive", "a whole file");
        write(Err(refused), &mut out).expect("memory to write to");
        assert_eq!(
            read("scholen.gpkg", out.as_slice())
                .expect_err("refused")
                .to_string(),
            "scholen.gpkg: found a damaged archive, expected a whole file"
        );
    }
}
