//! What was wrong with what was read: one clear message each, and nothing lost in silence.

use std::fmt;

use crate::ingest::problem_words::phrases::must_have_dutch;

/// What a problem does to the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The study cannot be used until it is mended.
    Blocks,
    /// This row was left out; the rest was kept.
    LeftOut,
    /// The row was kept, but a person should look.
    Warning,
}

impl Severity {
    /// The name in reports: `blokkeert`, `weggelaten`, `let op`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blocks => "blokkeert",
            Self::LeftOut => "weggelaten",
            Self::Warning => "let op",
        }
    }
}

/// One thing that is wrong: where it stands, what was found and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// What it does to the reading.
    pub severity: Severity,
    /// The file, relative to the data folder.
    pub file: String,
    /// The row as a person counts: the line of a text file (its header is line 1), the feature of a layer (from 1).
    pub row: Option<u64>,
    /// The field, as the file spells it.
    pub field: Option<String>,
    /// What was found, quoted where it is text from the file.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl Problem {
    /// A problem of a whole file. Both phrases have their Dutch in `problem_words`.
    pub fn of_file(
        severity: Severity,
        file: &str,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        let problem = Self {
            severity,
            file: file.to_owned(),
            row: None,
            field: None,
            found: found.into(),
            expected: expected.into(),
        };
        must_have_dutch(&problem.found);
        must_have_dutch(&problem.expected);
        problem
    }

    /// The same problem, at a row.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same problem, in a field.
    #[must_use]
    pub fn in_field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }
}

impl fmt::Display for Problem {
    /// `schools.csv, row 42, field "capacity": found "12O", expected a whole number of places (0 or more)`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(formatter, ", row {row}")?;
        }
        if let Some(field) = &self.field {
            write!(formatter, ", field \"{field}\"")?;
        }
        write!(
            formatter,
            ": found {}, expected {}",
            self.found, self.expected
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_place_value_and_expectation() {
        let problem = Problem::of_file(
            Severity::LeftOut,
            "schools.csv",
            "\"12O\"",
            "a whole number of places (0 or more)",
        )
        .at_row(42)
        .in_field("capacity");
        assert_eq!(
            problem.to_string(),
            "schools.csv, row 42, field \"capacity\": found \"12O\", expected a whole number of places (0 or more)"
        );
    }
}
