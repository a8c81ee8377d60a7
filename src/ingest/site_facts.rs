//! A table of candidate sites, as a text file: district, costs, capacity and place of each.

use std::collections::BTreeMap;

use crate::ingest::csv_rows::{TextFile, blocked, each_row, quantity};
use crate::ingest::problem::Problem;
use crate::ingest::unusable::Unusable;
use crate::model::position::Planar;
use crate::model::site_facts::SiteFacts;

/// More euros than any plan costs, so that sums in cents fit.
const MOST_EUROS: f64 = 1e13;

/// Reads `site_id` and, where they are there, `district,fixed_cost,variable_cost,capacity,x,y`.
///
/// Costs are euros with at most two decimals; `x` and `y` are metres, both or neither. An empty cell is not known.
///
/// # Errors
/// A file or column that is not there, a site met twice, and a value that is none.
pub fn site_facts(file: TextFile<'_>) -> Result<BTreeMap<String, SiteFacts>, Unusable> {
    let mut sites = BTreeMap::new();
    let mut problems: Vec<Problem> = Vec::new();
    let further = [
        "district",
        "fixed_cost",
        "variable_cost",
        "capacity",
        "x",
        "y",
    ];
    each_row(file, ["site_id"], further, |line, [id], cells| {
        let [district, fixed, variable, capacity, x, y] = cells;
        let mut row = Row {
            file,
            line,
            problems: &mut problems,
        };
        let facts = SiteFacts {
            district: (!district.is_empty()).then(|| district.to_owned()),
            fixed_cost: row.value("fixed_cost", fixed, cents),
            variable_cost: row.value("variable_cost", variable, cents),
            capacity: row.value("capacity", capacity, places),
            place: row.place(x, y),
        };
        if id.is_empty() || sites.insert(id.to_owned(), facts).is_some() {
            row.refuse("site_id", id, "a name, each once");
        }
    })?;
    if problems.is_empty() {
        Ok(sites)
    } else {
        Err(Unusable { problems })
    }
}

/// A row with the list of what is wrong.
struct Row<'a> {
    file: TextFile<'a>,
    line: u64,
    problems: &'a mut Vec<Problem>,
}

impl Row<'_> {
    fn refuse(&mut self, field: &str, found: &str, expected: &str) {
        self.problems
            .push(blocked(self.file, self.line, field, found, expected));
    }

    /// What a cell says; nothing when it is empty or refused.
    fn value<T>(
        &mut self,
        field: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        read(text)
            .map_err(|expected| self.refuse(field, text, expected))
            .ok()
    }

    fn place(&mut self, x: &str, y: &str) -> Option<Planar> {
        if x.is_empty() != y.is_empty() {
            let missing = if x.is_empty() { "x" } else { "y" };
            self.refuse(missing, "", "a number of metres, as the other one has");
        }
        let (x, y) = (self.value("x", x, metres), self.value("y", y, metres));
        Some(Planar { x: x?, y: y? })
    }
}

/// Euros as whole cents.
///
/// # Errors
/// Says what was expected.
pub fn cents(text: &str) -> Result<u64, &'static str> {
    let expected = "euros, 0 or more, with at most two decimals";
    let euros = quantity(text).ok_or(expected)?;
    let cents = (euros * 100.0).round();
    if cents / 100.0 == euros && euros <= MOST_EUROS {
        Ok(cents as u64)
    } else {
        Err(expected)
    }
}

fn places(text: &str) -> Result<f64, &'static str> {
    quantity(text).ok_or("a number of places, 0 or more")
}

fn metres(text: &str) -> Result<f64, &'static str> {
    let number = text.parse().ok().filter(|value: &f64| value.is_finite());
    number.ok_or("a number of metres")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<BTreeMap<String, SiteFacts>, Unusable> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("sites.csv");
        std::fs::write(&path, text).expect("a file can be written");
        site_facts(TextFile {
            path: &path,
            name: "sites.csv",
        })
    }

    #[test]
    fn euros_become_cents_and_what_is_not_there_is_not_known() {
        let sites =
            read("site_id,fixed_cost,district,x,y\nA,500000.25,Overvecht,135000,457000\nB,,,,\n");
        let sites = sites.expect("a sound table");
        let known = SiteFacts {
            district: Some("Overvecht".to_owned()),
            fixed_cost: Some(50_000_025),
            place: Some(Planar {
                x: 135_000.0,
                y: 457_000.0,
            }),
            ..SiteFacts::default()
        };
        assert_eq!(sites["A"], known);
        assert_eq!(sites["B"], SiteFacts::default());
    }

    #[test]
    fn every_cell_that_says_nothing_is_named() {
        let text = "site_id,variable_cost,capacity,x,y\nA,1.234,-1,1,\nA,,,,\n";
        let message = read(text).expect_err("a bad table").to_string();
        let expected = [
            "sites.csv, row 2, field \"variable_cost\": found \"1.234\", expected euros, 0 or more, with at most two decimals",
            "sites.csv, row 2, field \"capacity\": found \"-1\", expected a number of places, 0 or more",
            "sites.csv, row 2, field \"y\": found \"\", expected a number of metres, as the other one has",
            "sites.csv, row 3, field \"site_id\": found \"A\", expected a name, each once",
        ];
        assert_eq!(message.lines().collect::<Vec<_>>(), expected);
    }
}
