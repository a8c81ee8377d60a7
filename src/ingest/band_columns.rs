//! Residents by band of ages from the columns of a table: counts, or percentages of everybody in the row.

use std::collections::BTreeMap;

use crate::ingest::band::{Band, BandCounts, EXPECTED_BANDS};
use crate::ingest::cbs_alias::{Meaning, cbs_column};
use crate::ingest::columns::named_column;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::special_value::{Figure, figure};
use crate::ingest::study_columns::{CountColumn, Unit};
use crate::ingest::table::{Row, Table, Value};
use crate::model::people::People;

/// What is said of a larger number than [`People`] holds.
const TOO_MANY: &str = "at most a thousand million people";

/// Where the residents of a table are.
#[derive(Debug, Clone, Default)]
pub struct BandColumns {
    columns: Vec<(Band, usize, Unit)>,
    /// How many cells hid a small number.
    pub hidden: usize,
}

impl BandColumns {
    /// The columns a study file names for bands of ages.
    pub fn named(
        study_file: &str,
        table: &Table,
        bands: &BTreeMap<String, CountColumn>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut columns = Vec::new();
        for (text, column) in bands {
            let Some(band) = Band::parse(text) else {
                problems.push(
                    Problem::of_file(
                        Severity::Blocks,
                        study_file,
                        "a band of ages that does not exist",
                        EXPECTED_BANDS,
                    )
                    .in_field(text),
                );
                continue;
            };
            columns.extend(
                named_column(table, &column.column, problems)
                    .map(|index| (band, index, column.unit)),
            );
        }
        // Everybody comes first, because percentages are of everybody; bands are ordered so.
        columns.sort_by_key(|(band, index, _)| (*band, *index));
        Self { columns, hidden: 0 }
    }

    /// The columns that CBS spells so, where the study file names none.
    pub fn of_cbs(table: &Table, problems: &mut Vec<Problem>) -> Self {
        let meanings = [
            (Band::All, Meaning::Everybody),
            (Band::Ages(0, 15), Meaning::Under15),
            (Band::Ages(15, 25), Meaning::From15To25),
        ];
        let column = |(band, meaning)| {
            let (index, unit) = cbs_column(table, meaning, problems)?;
            Some((band, index, unit))
        };
        Self {
            columns: meanings.into_iter().filter_map(column).collect(),
            hidden: 0,
        }
    }

    /// Whether the table says nothing of residents.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The residents of one row. A cell that makes no sense is a warning and missing.
    pub fn read(&mut self, table: &Table, row: &Row, problems: &mut Vec<Problem>) -> BandCounts {
        let mut counts = BandCounts::default();
        for &(band, index, unit) in &self.columns {
            let value = row.values.get(index).unwrap_or(&Value::Missing);
            let number = match figure(value) {
                Figure::Known(number) => number,
                Figure::Missing => continue,
                Figure::Hidden => {
                    self.hidden += 1;
                    continue;
                }
                Figure::NotANumber(text) => {
                    let found = format!("\"{text}\"");
                    problems.push(wrong(table, row, index, found, expected(unit)));
                    continue;
                }
            };
            let within = number >= 0.0 && (unit == Unit::Count || number <= 100.0);
            match people(number, unit, counts.all()) {
                _ if !within => {
                    let found = number.to_string();
                    problems.push(wrong(table, row, index, found, expected(unit)));
                }
                Some(people) => {
                    counts.0.insert(band, people);
                }
                None if unit == Unit::Count => {
                    problems.push(wrong(table, row, index, number.to_string(), TOO_MANY));
                }
                // A percentage of an unknown number of people is unknown.
                None => {}
            }
        }
        counts
    }
}

fn people(number: f64, unit: Unit, all: Option<People>) -> Option<People> {
    let people = match unit {
        Unit::Count => number,
        Unit::Percent => number / 100.0 * all?.value(),
    };
    People::new(people).ok()
}

const fn expected(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "a number of people (0 or more)",
        Unit::Percent => "a percentage of the residents (0 to 100)",
    }
}

fn wrong(table: &Table, row: &Row, column: usize, found: String, expected: &str) -> Problem {
    let name = table.columns.get(column).map_or("", String::as_str);
    Problem::of_file(Severity::Warning, &table.file, found, expected)
        .at_row(row.number)
        .in_field(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 2]]) -> Table {
        let row = |(number, values): (u64, &[&str; 2])| Row {
            number,
            values: values.map(|text| Value::Text(text.to_owned())).to_vec(),
            geometry: None,
        };
        Table {
            file: "kwb.csv".to_owned(),
            columns: vec!["p_00_14_jr".to_owned(), "a_inw".to_owned()],
            rows: (2..).zip(rows).map(row).collect(),
            rows_read: rows.len() as u64,
            read_as: crate::ingest::table::ReadAs::default(),
        }
    }

    fn read(rows: &[[&str; 2]]) -> (Vec<Option<f64>>, Vec<String>) {
        let table = table(rows);
        let mut problems = Vec::new();
        let mut columns = BandColumns::of_cbs(&table, &mut problems);
        let children = table
            .rows
            .iter()
            .map(|row| columns.read(&table, row, &mut problems).between(0, 15));
        let children = children.map(|people| people.map(People::value)).collect();
        (children, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_percentage_is_of_everybody_in_the_row_even_when_it_comes_first() {
        assert_eq!(read(&[["25", "200"]]), (vec![Some(50.0)], vec![]));
        assert_eq!(read(&[["25", "-99997"]]), (vec![None], vec![]));
    }

    #[test]
    fn what_cannot_be_a_number_of_people_is_named_and_missing() {
        let (children, problems) =
            read(&[["101", "200"], ["25", "-5"], ["x", "200"], ["25", "1e10"]]);
        assert_eq!(children, [None, None, None, None]);
        assert_eq!(
            problems,
            [
                "kwb.csv, row 2, field \"p_00_14_jr\": found 101, expected a percentage of the residents (0 to 100)",
                "kwb.csv, row 3, field \"a_inw\": found -5, expected a number of people (0 or more)",
                "kwb.csv, row 4, field \"p_00_14_jr\": found \"x\", expected a percentage of the residents (0 to 100)",
                "kwb.csv, row 5, field \"a_inw\": found 10000000000, expected at most a thousand million people",
            ]
        );
    }

    #[test]
    fn a_band_that_does_not_exist_blocks() {
        let bands = [(
            "4-13".to_owned(),
            CountColumn {
                column: "a_inw".to_owned(),
                unit: Unit::Count,
            },
        )];
        let mut problems = Vec::new();
        let found = BandColumns::named("study.toml", &table(&[]), &bands.into(), &mut problems);
        assert!(found.is_empty());
        assert_eq!(problems[0].severity, Severity::Blocks);
        assert!(
            problems[0].to_string().starts_with(
                "study.toml, field \"4-13\": found a band of ages that does not exist"
            )
        );
    }
}
