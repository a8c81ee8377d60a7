//! Facilities of one table: what each row offers, where it stands and how much room it has.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::columns::{named_columns, optional_column};
use crate::ingest::offer::{FacilityReading, Offer};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::row_filter::RowFilter;
use crate::ingest::row_place::position;
use crate::ingest::special_value::{Figure, figure, plain_text};
use crate::ingest::table::{Row, Table, Value};
use crate::model::bilingual::Bilingual;
use crate::model::facility_kind::FacilityKind;
use crate::model::opening_hours::OpeningHours;
use crate::model::position::Planar;
use crate::model::source::SourceId;

/// A facility as its row gives it.
#[derive(Debug, Clone)]
pub struct RawFacility {
    /// The code of its institution; made from source and row where the file has none.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it offers.
    pub kinds: BTreeSet<FacilityKind>,
    /// Where it stands.
    pub position: Planar,
    /// Places.
    pub capacity: Option<u32>,
    /// Pupils.
    pub pupils: Option<u32>,
    /// When it is open.
    pub opening_hours: Option<OpeningHours>,
    /// Further facts.
    pub attributes: BTreeMap<String, String>,
    /// Its source.
    pub source: SourceId,
    /// Its file and row, for messages.
    pub place: (String, u64),
}

/// What a table's rows may be, and what its rows are.
#[derive(Debug, Clone, Default)]
pub struct FacilitiesRead {
    /// The kinds for which this table is a source.
    pub kinds: BTreeSet<FacilityKind>,
    /// The facilities, in the order of the file.
    pub facilities: Vec<RawFacility>,
}

/// The facilities of one table.
pub fn read_facilities(
    reading: &FacilityReading<'_>,
    table: &Table,
    report: &mut Report,
) -> FacilitiesRead {
    let problems = &mut report.problems;
    let (Some(columns), Some(offer)) = (
        Columns::find(reading, table, problems),
        Offer::find(reading, table, problems),
    ) else {
        report.tally(reading.name, table, 0, 0);
        return FacilitiesRead::default();
    };
    let mut found = FacilitiesRead {
        kinds: offer.declared(),
        facilities: Vec::new(),
    };
    let (mut not_asked, mut hidden) = (0, 0);
    for row in &table.rows {
        if !columns.filter.asks_for(row) {
            not_asked += 1;
            continue;
        }
        let kinds = match offer.of_row(table, row) {
            Ok(kinds) if kinds.is_empty() => {
                not_asked += 1;
                continue;
            }
            Ok(kinds) => kinds,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        match position(table, row) {
            Ok(position) => {
                found.kinds.extend(kinds.iter().cloned());
                found.facilities.push(columns.facility(
                    reading,
                    table,
                    row,
                    kinds,
                    position,
                    (&mut hidden, problems),
                ));
            }
            Err(problem) => problems.push(problem),
        }
    }
    report.note_hidden_numbers(reading.name, hidden);
    note_unknown_hours(reading.name, &columns, &found.facilities, report);
    report.tally(
        reading.name,
        table,
        found.facilities.len() as u64,
        not_asked,
    );
    found
}

/// Tells how many facilities have no known opening hours, of a table that has a column for them.
fn note_unknown_hours(
    name: &str,
    columns: &Columns,
    facilities: &[RawFacility],
    report: &mut Report,
) {
    if columns.opening_hours.is_some() {
        let unknown = facilities
            .iter()
            .filter(|facility| facility.opening_hours.is_none())
            .count();
        let text = Bilingual::new(
            format!("{name}: voorzieningen waarvan de openingstijden niet bekend zijn: {unknown}."),
            format!("{name}: facilities whose opening hours are not known: {unknown}."),
        );
        report.note("openingstijden_onbekend", Some(name), unknown, text);
    }
}

struct Columns {
    id: Option<usize>,
    name: Option<usize>,
    capacity: Option<usize>,
    pupils: Option<usize>,
    opening_hours: Option<usize>,
    attributes: BTreeMap<String, usize>,
    filter: RowFilter,
}

impl Columns {
    /// Nothing when a column of the filter is missing.
    fn find(
        reading: &FacilityReading<'_>,
        table: &Table,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let spec = reading.spec;
        Some(Self {
            id: optional_column(table, spec.columns.id.as_ref(), problems),
            name: optional_column(table, spec.columns.name.as_ref(), problems),
            capacity: optional_column(table, spec.columns.capacity.as_ref(), problems),
            pupils: optional_column(table, spec.columns.pupils.as_ref(), problems),
            opening_hours: optional_column(table, spec.columns.opening_hours.as_ref(), problems),
            attributes: named_columns(table, &spec.attributes, problems),
            filter: RowFilter::find(table, &spec.keep, problems)?,
        })
    }

    fn facility(
        &self,
        reading: &FacilityReading<'_>,
        table: &Table,
        row: &Row,
        kinds: BTreeSet<FacilityKind>,
        position: Planar,
        (hidden, problems): (&mut usize, &mut Vec<Problem>),
    ) -> RawFacility {
        let text = |column: Option<usize>| column.and_then(|index| text_at(row, index));
        let code = text(self.id).unwrap_or_else(|| format!("{}-{}", reading.name, row.number));
        let mut number = |column: Option<usize>, of: &str| {
            whole_number(table, row, column?, of, (hidden, problems))
        };
        RawFacility {
            name: text(self.name).unwrap_or_else(|| code.clone()),
            capacity: number(self.capacity, "places"),
            pupils: number(self.pupils, "pupils"),
            opening_hours: self
                .opening_hours
                .and_then(|column| opening_hours(table, row, column, problems)),
            attributes: self
                .attributes
                .iter()
                .filter_map(|(name, &index)| Some((name.clone(), text_at(row, index)?)))
                .collect(),
            code,
            kinds,
            position,
            source: reading.source,
            place: (table.file.clone(), row.number),
        }
    }
}

/// A whole number of zero or more; what is not one is a warning and unknown.
fn whole_number(
    table: &Table,
    row: &Row,
    column: usize,
    of: &str,
    (hidden, problems): (&mut usize, &mut Vec<Problem>),
) -> Option<u32> {
    let found = match figure(row.values.get(column).unwrap_or(&Value::Missing)) {
        Figure::Missing => return None,
        Figure::Hidden => {
            *hidden += 1;
            return None;
        }
        Figure::Known(number)
            if number >= 0.0 && number.fract() == 0.0 && number <= f64::from(u32::MAX) =>
        {
            return Some(number as u32);
        }
        Figure::Known(number) => number.to_string(),
        Figure::NotANumber(text) => format!("\"{text}\""),
    };
    problems.push(
        Problem::of_file(
            Severity::Warning,
            &table.file,
            found,
            format!("a whole number of {of} (0 or more)"),
        )
        .at_row(row.number)
        .in_field(table.columns.get(column).map_or("", String::as_str)),
    );
    None
}

/// Opening hours; what is not understood is a warning and unknown.
fn opening_hours(
    table: &Table,
    row: &Row,
    column: usize,
    problems: &mut Vec<Problem>,
) -> Option<OpeningHours> {
    let refused = match text_at(row, column)?.parse::<OpeningHours>() {
        Ok(hours) => return Some(hours),
        Err(refused) => refused,
    };
    let found = match refused.part == refused.text {
        true => format!("\"{}\"", refused.text),
        false => format!("\"{}\" in \"{}\"", refused.part, refused.text),
    };
    problems.push(
        Problem::of_file(Severity::Warning, &table.file, found, refused.expected)
            .at_row(row.number)
            .in_field(table.columns.get(column).map_or("", String::as_str)),
    );
    None
}

fn text_at(row: &Row, index: usize) -> Option<String> {
    row.values.get(index).and_then(plain_text)
}
