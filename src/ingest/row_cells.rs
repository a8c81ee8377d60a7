//! One row by the columns the study file names: what it must hold leaves the row out when it is wrong,
//! what it may hold is then unknown, and both are named.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::columns::named_column;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::quotation::quoted;
use crate::ingest::report::Report;
use crate::ingest::row_filter::RowFilter;
use crate::ingest::special_value::{Figure, figure, plain_text};
use crate::ingest::table::{Row, Table};
use crate::model::source::SourceId;

/// The rows of one source.
pub struct SourceRows<'a> {
    /// The source's number.
    pub source: SourceId,
    /// The source's short name.
    pub name: &'a str,
    /// Its rows.
    pub table: &'a Table,
}

impl SourceRows<'_> {
    /// What `read` makes of each row. A row it refuses is left out and named; a column that is not there blocks.
    pub fn read<T>(
        &self,
        columns: &[&String],
        report: &mut Report,
        read: impl FnMut(&RowCells<'_>, &mut Vec<Problem>) -> Result<T, Problem>,
    ) -> Vec<T> {
        self.read_asked(&BTreeMap::new(), columns, report, read)
    }

    /// The same for the rows that `keep` asks for.
    pub fn read_asked<T>(
        &self,
        keep: &BTreeMap<String, Vec<String>>,
        columns: &[&String],
        report: &mut Report,
        mut read: impl FnMut(&RowCells<'_>, &mut Vec<Problem>) -> Result<T, Problem>,
    ) -> Vec<T> {
        let table = self.table;
        let filter = RowFilter::find(table, keep, &mut report.problems);
        let missing = columns
            .iter()
            .filter(|column| named_column(table, column, &mut report.problems).is_none())
            .count();
        let (mut kept, mut not_asked) = (Vec::new(), 0);
        if let (Some(filter), 0) = (filter, missing) {
            for row in &table.rows {
                if !filter.asks_for(row) {
                    not_asked += 1;
                    continue;
                }
                match read(&RowCells { table, row }, &mut report.problems) {
                    Ok(item) => kept.push(item),
                    Err(problem) => report.problems.push(problem),
                }
            }
        }
        report.tally(self.name, table, kept.len() as u64, not_asked);
        kept
    }
}

/// The cells of one row.
#[derive(Debug, Clone, Copy)]
pub struct RowCells<'a> {
    /// Its table.
    pub table: &'a Table,
    /// The row.
    pub row: &'a Row,
}

impl RowCells<'_> {
    /// The text of a cell; nothing when it is empty or its column is not named.
    pub fn text(&self, column: Option<&String>) -> Option<String> {
        let index = self.table.column(column?)?;
        let value = self.row.values.get(index)?;
        plain_text(value).filter(|_| figure(value) != Figure::Missing)
    }

    /// A column that the study file names, if this row has something in it.
    pub fn given<'c>(&self, column: &'c Option<String>) -> Option<&'c String> {
        let column = column.as_ref();
        column.filter(|column| self.text(Some(column)).is_some())
    }

    /// What a cell says.
    ///
    /// # Errors
    /// A problem that leaves the row out, when it is empty or says something else.
    pub fn required<T>(
        &self,
        column: &String,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Problem> {
        let text = self.text(Some(column));
        let read = text.as_deref().and_then(parse);
        read.ok_or_else(|| {
            let found = text.map_or("nothing".to_owned(), |text| quoted(&text));
            self.problem(Severity::LeftOut, column, found, expected)
        })
    }

    /// What a cell says, if it says something. Something else is a warning, and unknown.
    pub fn optional<T>(
        &self,
        column: Option<&String>,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        self.text(column)?;
        self.required(column?, expected, parse)
            .map_err(|problem| {
                problems.push(Problem {
                    severity: Severity::Warning,
                    ..problem
                });
            })
            .ok()
    }

    /// Any text that is there.
    ///
    /// # Errors
    /// A problem that leaves the row out, when the cell is empty.
    pub fn required_text(&self, column: &String, expected: &str) -> Result<String, Problem> {
        self.required(column, expected, |text| Some(text.to_owned()))
    }

    /// Remembers that this was here.
    ///
    /// # Errors
    /// A problem that leaves the row out, when it was here before.
    pub fn first_time<Key: Ord>(
        &self,
        column: &String,
        key: Key,
        seen: &mut BTreeSet<Key>,
    ) -> Result<(), Problem> {
        if seen.insert(key) {
            return Ok(());
        }
        let text = self.text(Some(column)).unwrap_or_default();
        let found = format!("{} a second time", quoted(&text));
        Err(self.problem(Severity::LeftOut, column, found, "each once"))
    }

    /// A problem of one cell.
    pub fn problem(
        &self,
        severity: Severity,
        column: &str,
        found: impl Into<String>,
        expected: &str,
    ) -> Problem {
        Problem::of_file(severity, &self.table.file, found, expected)
            .at_row(self.row.number)
            .in_field(column)
    }
}
