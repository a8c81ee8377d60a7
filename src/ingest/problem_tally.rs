//! Problems of the rows of one file: the first of each sort are listed, the rest are counted.

use std::collections::BTreeMap;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_words::phrases::must_have_dutch;

/// So many problems of one sort are listed one by one; a file of nothing but problems must not fill the memory.
/// People see fewer of them: the text of the report shows the first ten.
const LISTED: u64 = 10_000;

/// What is wrong with one file, as it is being read.
#[derive(Debug)]
pub struct ProblemTally<'list> {
    file: String,
    problems: &'list mut Vec<Problem>,
    /// Beyond the listed: how many of each sort, and what was expected.
    sorts: BTreeMap<(Severity, &'static str), Sort>,
}

#[derive(Debug, Default)]
struct Sort {
    met: u64,
    expected: String,
}

impl<'list> ProblemTally<'list> {
    /// A tally for one file that adds to a list of problems.
    pub fn new(file: &str, problems: &'list mut Vec<Problem>) -> Self {
        Self {
            file: file.to_owned(),
            problems,
            sorts: BTreeMap::new(),
        }
    }

    /// A problem of the file as a whole.
    pub fn of_file(
        &mut self,
        severity: Severity,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.problems
            .push(Problem::of_file(severity, &self.file, found, expected));
    }

    /// A problem that is made elsewhere.
    pub fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A problem of one row.
    pub fn of_row(
        &mut self,
        place: RowPlace<'_>,
        sort: &'static str,
        found: impl Into<String>,
        expected: &str,
    ) {
        must_have_dutch(sort);
        let counted = self.sorts.entry((place.severity, sort)).or_default();
        counted.met += 1;
        if counted.met > LISTED {
            counted.expected = expected.to_owned();
            return;
        }
        let mut problem = Problem::of_file(place.severity, &self.file, found, expected);
        problem.row = place.row;
        problem.field = place.field.map(str::to_owned);
        self.problems.push(problem);
    }

    /// Adds the counts of what was not listed.
    pub fn finish(self) {
        for ((severity, sort), counted) in self.sorts {
            if let Some(more @ 1..) = counted.met.checked_sub(LISTED) {
                let found = format!("{more} more with {sort}");
                self.problems.push(Problem::of_file(
                    severity,
                    &self.file,
                    found,
                    counted.expected,
                ));
            }
        }
    }
}

/// Where a problem of a row stands, and what it does.
#[derive(Debug, Clone, Copy)]
pub struct RowPlace<'field> {
    /// What it does to the row.
    pub severity: Severity,
    /// The row as a person counts; none where the file has no rows, and what was found says which one it is.
    pub row: Option<u64>,
    /// The field, if one is to blame.
    pub field: Option<&'field str>,
}

impl<'field> RowPlace<'field> {
    /// A row that is left out.
    pub const fn left_out(row: u64) -> Self {
        Self {
            severity: Severity::LeftOut,
            row: Some(row),
            field: None,
        }
    }

    /// A row that is kept, but that a person should look at.
    pub const fn warning(row: u64) -> Self {
        Self {
            severity: Severity::Warning,
            row: Some(row),
            field: None,
        }
    }

    /// Something without a row number, such as a way of OpenStreetMap.
    pub const fn without_row(severity: Severity) -> Self {
        Self {
            severity,
            row: None,
            field: None,
        }
    }

    /// The same, in a field.
    #[must_use]
    pub const fn in_field(self, field: &'field str) -> Self {
        Self {
            field: Some(field),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_listed_of_one_sort_there_is_one_count() {
        let mut problems = Vec::new();
        let mut tally = ProblemTally::new("schools.csv", &mut problems);
        for row in 1..=LISTED + 980 {
            tally.of_row(
                RowPlace::left_out(row),
                "no geometry",
                "no geometry",
                "a point",
            );
        }
        for row in 1..=LISTED {
            tally.of_row(
                RowPlace::warning(row).in_field("x"),
                "no number as coordinate",
                "\"5,1\"",
                "\"5.1\"",
            );
        }
        tally.finish();
        let last = problems.last().expect("a count");
        assert_eq!(problems.len() as u64, 2 * LISTED + 1);
        assert_eq!(
            last.to_string(),
            "schools.csv: found 980 more with no geometry, expected a point"
        );
        assert_eq!(last.severity, Severity::LeftOut);
    }
}
