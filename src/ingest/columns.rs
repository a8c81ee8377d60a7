//! The columns a study file names, found in a table; a column that is not there is a problem of its file.

use std::collections::BTreeMap;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::table::Table;

/// The position of a column the study file names; where it is not, the problem blocks.
pub fn named_column(table: &Table, name: &str, problems: &mut Vec<Problem>) -> Option<usize> {
    let found = table.column(name);
    if found.is_none() {
        let known = table.columns.join(", ");
        let nearest = table
            .columns
            .iter()
            .min_by_key(|column| (strsim::damerau_levenshtein(name, column), *column));
        let expected = match nearest {
            Some(column) => {
                format!("the column that study.toml names, \"{column}\" perhaps (columns: {known})")
            }
            None => "the column that study.toml names".to_owned(),
        };
        problems.push(
            Problem::of_file(Severity::Blocks, &table.file, "no such column", expected)
                .in_field(name),
        );
    }
    found
}

/// The position of a column the study file may name.
pub fn optional_column(
    table: &Table,
    name: Option<&String>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    named_column(table, name?, problems)
}

/// The positions of the columns of a map from a name of ours to a column.
pub fn named_columns<'a>(
    table: &Table,
    columns: impl IntoIterator<Item = (&'a String, &'a String)>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, usize> {
    columns
        .into_iter()
        .filter_map(|(ours, column)| Some((ours.clone(), named_column(table, column, problems)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_is_not_there_is_named_with_the_nearest_one() {
        let table = Table {
            file: "scholen.csv".to_owned(),
            columns: vec!["naam".to_owned(), "vestigingscode".to_owned()],
            rows: vec![],
            rows_read: 0,
            read_as: crate::ingest::table::ReadAs::default(),
        };
        let mut problems = Vec::new();
        assert_eq!(named_column(&table, "Naam", &mut problems), Some(0));
        assert_eq!(named_column(&table, "vestigingcode", &mut problems), None);
        assert_eq!(
            problems[0].to_string(),
            "scholen.csv, field \"vestigingcode\": found no such column, expected the column that study.toml names, \
             \"vestigingscode\" perhaps (columns: naam, vestigingscode)"
        );
    }
}
