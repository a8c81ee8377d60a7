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
    let Some(mut columns) = Columns::find(study_file, spec, table, &mut report.problems) else {
        report.tally(source, table, 0, 0);
        return;
    };
    let regions: BTreeSet<String> = areas
        .iter()
        .map(|area| region(&area.code).to_owned())
        .collect();
    let level = AreaLevel::from(spec.level);
    let of_level = areas.iter_mut().filter(|area| area.level == level);
    let mut by_code: BTreeMap<String, &mut RawArea> =
        of_level.map(|area| (area.code.clone(), area)).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut elsewhere = 0;
    for row in &table.rows {
        let code = columns.code_of(spec, row);
        match by_code.get_mut(&code) {
            Some(area) if seen.insert(code.clone()) => {
                columns.give(spec, (table, row), area, &mut report.problems)
            }
            Some(_) => report.problems.push(columns.wrong(
                table,
                row,
                &format!("code \"{code}\" a second time"),
            )),
            None if is_elsewhere(&code, spec, &regions) => elsewhere += 1,
            None => report.problems.push(columns.wrong(
                table,
                row,
                &format!("code \"{code}\" without an area"),
            )),
        }
    }
    report.tally(source, table, seen.len() as u64, elsewhere);
    let without = by_code.keys().filter(|code| !seen.contains(*code));
    report.problems.extend(without.map(|code| {
        let found = format!("no row for \"{code}\"");
        Problem::of_file(
            Severity::Warning,
            &table.file,
            found,
            "a row for every area of the study",
        )
    }));
}

struct Columns {
    code: usize,
    bands: BandColumns,
    figures: BTreeMap<String, usize>,
}

impl Columns {
    /// Nothing, and a problem that blocks, when no column has the code.
    fn find(
        study_file: &str,
        spec: &FigureTable,
        table: &Table,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let code = match &spec.columns.code {
            Some(name) => named_column(table, name, problems)?,
            None => match cbs_column(table, Meaning::Code(spec.level), problems) {
                Some((index, _)) => index,
                None => {
                    let found = format!(
                        "no column with a code (columns: {})",
                        table.columns.join(", ")
                    );
                    problems.push(Problem::of_file(
                        Severity::Blocks,
                        &table.file,
                        found,
                        "columns.code in study.toml",
                    ));
                    return None;
                }
            },
        };
        let bands = match spec.residents.is_empty() {
            true => BandColumns::of_cbs(table, problems),
            false => BandColumns::named(study_file, table, &spec.residents, problems),
        };
        let figures = named_columns(
            table,
            spec.figures.iter().map(|(name, of)| (name, &of.column)),
            problems,
        );
        Some(Self {
            code,
            bands,
            figures,
        })
    }

    fn code_of(&self, spec: &FigureTable, row: &Row) -> String {
        let code = row
            .values
            .get(self.code)
            .and_then(plain_text)
            .unwrap_or_default();
        format!("{}{code}", spec.code_prefix.as_deref().unwrap_or(""))
    }

    fn give(
        &mut self,
        spec: &FigureTable,
        (table, row): (&Table, &Row),
        area: &mut RawArea,
        problems: &mut Vec<Problem>,
    ) {
        let counts = self.bands.read(table, row, problems);
        if !counts.0.is_empty() {
            area.counts.0.extend(counts.0);
            area.rounded_to = spec.rounded_to.unwrap_or(1);
        }
        area.figures
            .extend(read_figures(table, row, &self.figures, problems));
    }

    fn wrong(&self, table: &Table, row: &Row, found: &str) -> Problem {
        Problem::of_file(
            Severity::LeftOut,
            &table.file,
            found,
            "one row for each area of the study",
        )
        .at_row(row.number)
        .in_field(table.columns.get(self.code).map_or("", String::as_str))
    }
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
