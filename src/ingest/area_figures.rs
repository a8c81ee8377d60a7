//! Figures without outlines, joined to areas by code.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::areas::{RawArea, read_figures};
use crate::ingest::band_columns::BandColumns;
use crate::ingest::cbs_alias::{Meaning, cbs_column};
use crate::ingest::columns::{named_column, named_columns};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::special_value::plain_text;
use crate::ingest::study_file::FigureTable;
use crate::ingest::table::{Row, Table};
use crate::model::area::AreaLevel;

/// Joins one table of figures to the areas of its level. The names are those of the study file and of the source.
///
/// Figures that are here replace those of the outline's file; a row of another place in the country is not asked for.
pub fn join_figures(
    (study_file, source): (&str, &str),
    spec: &FigureTable,
    table: &Table,
    areas: &mut [RawArea],
    report: &mut Report,
) {
    let code_column = match &spec.columns.code {
        Some(name) => named_column(table, name, &mut report.problems),
        None => cbs_column(table, Meaning::Code(spec.level), &mut report.problems)
            .map(|(index, _)| index),
    };
    let Some(code_column) = code_column else {
        if spec.columns.code.is_none() {
            let found = format!(
                "no column with a code (columns: {})",
                table.columns.join(", ")
            );
            report.problems.push(Problem::of_file(
                Severity::Blocks,
                &table.file,
                found,
                "columns.code in study.toml",
            ));
        }
        report.tally(source, table, 0, 0);
        return;
    };
    let mut bands = match spec.residents.is_empty() {
        true => BandColumns::of_cbs(table, &mut report.problems),
        false => BandColumns::named(study_file, table, &spec.residents, &mut report.problems),
    };
    let figures = named_columns(
        table,
        spec.figures.iter().map(|(name, of)| (name, &of.column)),
        &mut report.problems,
    );
    let level = AreaLevel::from(spec.level);
    let regions: BTreeSet<String> = areas
        .iter()
        .map(|area| region(&area.code).to_owned())
        .collect();
    let mut by_code: BTreeMap<String, &mut RawArea> = areas
        .iter_mut()
        .filter(|area| area.level == level)
        .map(|area| (area.code.clone(), area))
        .collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut elsewhere = 0;
    for row in &table.rows {
        let code = row.values.get(code_column).and_then(plain_text);
        let code = code.map(|code| format!("{}{code}", spec.code_prefix.as_deref().unwrap_or("")));
        let Some((code, area)) = code
            .as_ref()
            .and_then(|code| Some((code, by_code.get_mut(code)?)))
        else {
            match code.filter(|code| !is_elsewhere(code, spec, &regions)) {
                Some(code) => report
                    .problems
                    .push(no_match(table, row, code_column, &code)),
                None => elsewhere += 1,
            }
            continue;
        };
        if !seen.insert(code.clone()) {
            report.problems.push(again(table, row, code_column, code));
            continue;
        }
        let counts = bands.read(table, row, &mut report.problems);
        if !counts.0.is_empty() {
            area.counts.0.extend(counts.0);
            area.rounded_to = spec.rounded_to.unwrap_or(1);
        }
        area.figures
            .extend(read_figures(table, row, &figures, &mut report.problems));
    }
    report.tally(source, table, seen.len() as u64, elsewhere);
    let without: Vec<&String> = by_code
        .keys()
        .filter(|code| !seen.contains(*code))
        .collect();
    report.problems.extend(without.into_iter().map(|code| {
        Problem::of_file(
            Severity::Warning,
            &table.file,
            format!("no row for \"{code}\""),
            "a row for every area of the study",
        )
    }));
}

/// The part of a CBS code that names the municipality: `0344` of `BU03440111`.
fn region(code: &str) -> &str {
    code.get(2..6).unwrap_or(code)
}

/// A row of another municipality or another level, in a file that has more than the study asks for.
fn is_elsewhere(code: &str, spec: &FigureTable, regions: &BTreeSet<String>) -> bool {
    let level = match AreaLevel::from(spec.level) {
        AreaLevel::Neighbourhood => "BU",
        AreaLevel::District => "WK",
        AreaLevel::Municipality => "GM",
    };
    let of_cbs = ["BU", "WK", "GM", "NL"]
        .iter()
        .any(|start| code.starts_with(start));
    of_cbs && (!code.starts_with(level) || !regions.contains(region(code)))
}

fn no_match(table: &Table, row: &Row, column: usize, code: &str) -> Problem {
    at(
        table,
        row,
        column,
        format!("code \"{code}\" without an area"),
        "the code of an area of the study",
    )
}

fn again(table: &Table, row: &Row, column: usize, code: &str) -> Problem {
    at(
        table,
        row,
        column,
        format!("code \"{code}\" a second time"),
        "one row for each area",
    )
}

fn at(table: &Table, row: &Row, column: usize, found: String, expected: &str) -> Problem {
    Problem::of_file(Severity::LeftOut, &table.file, found, expected)
        .at_row(row.number)
        .in_field(table.columns.get(column).map_or("", String::as_str))
}
