//! Areas of one level from one table: codes, names, outlines and figures, before levels are put together.

use std::collections::BTreeMap;

use geo::MultiPolygon;

use crate::ingest::band::BandCounts;
use crate::ingest::band_columns::BandColumns;
use crate::ingest::cbs_alias::{Meaning, cbs_column};
use crate::ingest::columns::{named_columns, optional_column};
use crate::ingest::outline::{joined, outline};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::row_filter::RowFilter;
use crate::ingest::special_value::{Figure, figure, plain_text};
use crate::ingest::study_columns::{AreaColumns, LevelName, NameCase};
use crate::ingest::study_file::AreaTable;
use crate::ingest::table::{Row, Table, Value};
use crate::model::area::AreaLevel;
use crate::model::bilingual::Bilingual;
use crate::model::source::SourceId;

/// An area as its file gives it.
#[derive(Debug, Clone)]
pub struct RawArea {
    /// Its code.
    pub code: String,
    /// Its name, if the file has one.
    pub name: Option<String>,
    /// The code of the area it belongs to, if the file or the study file says it.
    pub parent: Option<String>,
    /// Its level.
    pub level: AreaLevel,
    /// Its outline.
    pub shape: MultiPolygon<f64>,
    /// Its residents by band.
    pub counts: BandCounts,
    /// Residents were rounded to a multiple of this.
    pub rounded_to: u32,
    /// Its further figures.
    pub figures: BTreeMap<String, f64>,
    /// The source of its outline.
    pub source: SourceId,
    /// The file and row of its outline, for messages.
    pub place: (String, u64),
}

/// One areas table with what is known of it.
pub struct AreaReading<'a> {
    /// The study file, for messages.
    pub study_file: &'a str,
    /// What the study file says of the table.
    pub spec: &'a AreaTable,
    /// The source's number.
    pub source: SourceId,
    /// The source's short name.
    pub name: &'a str,
}

impl From<LevelName> for AreaLevel {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Buurt => Self::Neighbourhood,
            LevelName::Wijk => Self::District,
            LevelName::Gemeente => Self::Municipality,
        }
    }
}

/// The areas of one table. Rows with one code are parts of one area; water is dropped on purpose.
pub fn read_areas(reading: &AreaReading<'_>, table: &Table, report: &mut Report) -> Vec<RawArea> {
    let spec = reading.spec;
    let columns = Columns::find(reading, table, &mut report.problems);
    let filter = RowFilter::find(table, &spec.keep, &mut report.problems);
    let (Some(code_column), Some(filter)) = (columns.code, filter) else {
        report.tally(reading.name, table, 0, 0);
        return Vec::new();
    };
    let mut bands = match spec.residents.is_empty() {
        true => BandColumns::of_cbs(table, &mut report.problems),
        false => BandColumns::named(
            reading.study_file,
            table,
            &spec.residents,
            &mut report.problems,
        ),
    };
    let (mut not_asked, mut kept) = (0, 0);
    let mut parts: BTreeMap<String, Vec<RawArea>> = BTreeMap::new();
    for row in &table.rows {
        if !filter.asks_for(row) || columns.is_water(row) {
            not_asked += 1;
            continue;
        }
        let (code, shape) = match (text_at(row, code_column), outline(table, row)) {
            (Some(code), Ok(shape)) => (code, shape),
            (None, _) => {
                report.problems.push(missing_code(table, row, code_column));
                continue;
            }
            (_, Err(problem)) => {
                report.problems.push(problem);
                continue;
            }
        };
        kept += 1;
        let code = format!("{}{code}", spec.code_prefix.as_deref().unwrap_or(""));
        let area = RawArea {
            name: columns
                .name
                .and_then(|index| text_at(row, index))
                .map(|name| written(name, spec.name_case)),
            parent: columns
                .parent
                .and_then(|index| text_at(row, index))
                .or_else(|| spec.parent_code.clone()),
            level: spec.level.into(),
            shape,
            counts: bands.read(table, row, &mut report.problems),
            rounded_to: spec.rounded_to.unwrap_or(1),
            figures: read_figures(table, row, &columns.figures, &mut report.problems),
            source: reading.source,
            place: (table.file.clone(), row.number),
            code: code.clone(),
        };
        parts.entry(code).or_default().push(area);
    }
    report.tally(reading.name, table, kept, not_asked);
    note_parts(reading, &parts, report);
    let areas: Vec<RawArea> = parts.into_values().filter_map(one_area).collect();
    warn_of_codes(table, spec, &areas, &mut report.problems);
    areas
}

struct Columns {
    code: Option<usize>,
    name: Option<usize>,
    parent: Option<usize>,
    water: Option<usize>,
    figures: BTreeMap<String, usize>,
}

impl Columns {
    fn find(reading: &AreaReading<'_>, table: &Table, problems: &mut Vec<Problem>) -> Self {
        let AreaColumns {
            code,
            name,
            parent,
            water,
        } = &reading.spec.columns;
        let level = reading.spec.level;
        let mut find = |named: &Option<String>, meaning: Option<Meaning>| match (named, meaning) {
            (Some(_), _) => optional_column(table, named.as_ref(), problems),
            (None, Some(meaning)) => cbs_column(table, meaning, problems).map(|(index, _)| index),
            (None, None) => None,
        };
        let upper = match level {
            LevelName::Buurt => Some(Meaning::Parent(LevelName::Wijk)),
            LevelName::Wijk => Some(Meaning::Parent(LevelName::Gemeente)),
            LevelName::Gemeente => None,
        };
        let found_code = find(code, Some(Meaning::Code(level)));
        let columns = Self {
            code: found_code,
            name: find(name, Some(Meaning::Name(level))),
            // A parent that is the same for all is not looked for in the file.
            parent: find(parent, upper.filter(|_| reading.spec.parent_code.is_none())),
            water: find(water, Some(Meaning::Water)),
            figures: named_columns(
                table,
                reading
                    .spec
                    .figures
                    .iter()
                    .map(|(name, of)| (name, &of.column)),
                problems,
            ),
        };
        if found_code.is_none() && code.is_none() {
            problems.push(
                Problem::of_file(
                    Severity::Blocks,
                    &table.file,
                    format!(
                        "no column with the code of a {} (columns: {})",
                        AreaLevel::from(level).code(),
                        table.columns.join(", ")
                    ),
                    "columns.code in study.toml",
                )
                .in_field("code"),
            );
        }
        columns
    }

    fn is_water(&self, row: &Row) -> bool {
        self.water
            .and_then(|index| text_at(row, index))
            .is_some_and(|text| text.eq_ignore_ascii_case("JA"))
    }
}

/// Further figures of one row; a figure that is no number is a warning and missing.
pub fn read_figures(
    table: &Table,
    row: &Row,
    columns: &BTreeMap<String, usize>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, f64> {
    let mut figures = BTreeMap::new();
    for (name, &index) in columns {
        match figure(row.values.get(index).unwrap_or(&Value::Missing)) {
            Figure::Known(number) => {
                figures.insert(name.clone(), number);
            }
            Figure::Missing | Figure::Hidden => {}
            Figure::NotANumber(text) => problems.push(
                Problem::of_file(
                    Severity::Warning,
                    &table.file,
                    format!("\"{text}\""),
                    "a number",
                )
                .at_row(row.number)
                .in_field(table.columns.get(index).map_or("", String::as_str)),
            ),
        }
    }
    figures
}

fn text_at(row: &Row, index: usize) -> Option<String> {
    row.values.get(index).and_then(plain_text)
}

fn missing_code(table: &Table, row: &Row, column: usize) -> Problem {
    Problem::of_file(
        Severity::LeftOut,
        &table.file,
        "nothing",
        "the code of an area",
    )
    .at_row(row.number)
    .in_field(table.columns.get(column).map_or("", String::as_str))
}

fn written(name: String, case: Option<NameCase>) -> String {
    match case {
        None => name,
        Some(NameCase::Title) => {
            let word = |word: &str| {
                let mut letters = word.chars();
                letters.next().map_or(String::new(), |first| {
                    first
                        .to_uppercase()
                        .chain(letters.as_str().to_lowercase().chars())
                        .collect()
                })
            };
            name.split(' ').map(word).collect::<Vec<_>>().join(" ")
        }
    }
}

/// Parts with one code become one area; the first part that says something is believed.
fn one_area(parts: Vec<RawArea>) -> Option<RawArea> {
    let shape = joined(parts.iter().map(|part| &part.shape));
    let counts = parts
        .iter()
        .map(|part| &part.counts)
        .find(|counts| counts.all().is_some())
        .cloned();
    let mut area = parts.into_iter().next()?;
    area.shape = shape;
    area.counts = counts.unwrap_or(area.counts);
    Some(area)
}

fn note_parts(
    reading: &AreaReading<'_>,
    parts: &BTreeMap<String, Vec<RawArea>>,
    report: &mut Report,
) {
    let mut in_parts = 0;
    for (code, parts) in parts.iter().filter(|(_, parts)| parts.len() > 1) {
        let [first, others @ ..] = parts.as_slice() else {
            continue;
        };
        in_parts += 1;
        for other in others
            .iter()
            .filter(|other| other.name != first.name || other.counts != first.counts)
        {
            report.problems.push(
                Problem::of_file(
                    Severity::Warning,
                    &other.place.0,
                    format!("code \"{code}\" again, with another name or other figures"),
                    format!("one area for a code (the outlines are joined, the figures of row {} are used)", first.place.1),
                )
                .at_row(other.place.1),
            );
        }
    }
    let name = reading.name;
    let text = Bilingual::new(
        format!("{name}: gebieden op meer dan één rij, die zijn samengevoegd: {in_parts}."),
        format!("{name}: areas on more than one row, which were joined: {in_parts}."),
    );
    report.note("gebieden_in_delen", Some(reading.name), in_parts, text);
}

/// Codes of CBS are two letters, then digits or letters; a study may have others, but a person should know.
fn warn_of_codes(table: &Table, spec: &AreaTable, areas: &[RawArea], problems: &mut Vec<Problem>) {
    let (start, length) = match spec.level {
        LevelName::Buurt => ("BU", 10),
        LevelName::Wijk => ("WK", 8),
        LevelName::Gemeente => ("GM", 6),
    };
    let usual = |code: &str| {
        code.len() == length
            && code.starts_with(start)
            && code.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    let mut others = areas.iter().filter(|area| !usual(&area.code));
    if let Some(first) = others.next() {
        let found = match others.count() {
            0 => format!("code \"{}\", which is not of CBS", first.code),
            more => format!(
                "code \"{}\" and {more} more that are not of CBS",
                first.code
            ),
        };
        let expected = format!(
            "{start} and {} digits or letters (other codes are fine if they are meant)",
            length - 2
        );
        problems.push(
            Problem::of_file(Severity::Warning, &table.file, found, expected).at_row(first.place.1),
        );
    }
}
