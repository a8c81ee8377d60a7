//! A file that cannot be used, with everything that is wrong with it.

use std::fmt;

use crate::ingest::problem::{Problem, Severity};

/// Problems printed in full; the rest is counted.
const PRINTED: usize = 20;

/// Why nothing could be made of a file: every blocking problem found, in the order of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// The problems, at least one.
    pub problems: Vec<Problem>,
}

impl Unusable {
    /// A file that stops at one problem of the whole file.
    pub fn file(file: &str, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::from(Problem::of_file(Severity::Blocks, file, found, expected))
    }
}

impl From<Problem> for Unusable {
    fn from(problem: Problem) -> Self {
        Self {
            problems: vec![problem],
        }
    }
}

impl std::error::Error for Unusable {}

impl fmt::Display for Unusable {
    /// One problem a line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.problems.iter().take(PRINTED).enumerate() {
            let separator = if number == 0 { "" } else { "\n" };
            write!(formatter, "{separator}{problem}")?;
        }
        match self.problems.len().saturating_sub(PRINTED) {
            0 => Ok(()),
            more => write!(formatter, "\nand {more} more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_problems_are_printed_and_the_rest_is_counted() {
        let problem = Problem::of_file(Severity::Blocks, "costs.csv", "\"\"", "a number");
        let text = Unusable {
            problems: vec![problem; 23],
        }
        .to_string();
        assert_eq!(text.lines().count(), 21);
        assert!(text.ends_with("and 3 more"));
    }
}
