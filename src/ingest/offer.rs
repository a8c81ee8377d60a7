//! What the facilities of a table offer: the same for all rows, or by a value that the study file translates.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::columns::named_column;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::special_value::plain_text;
use crate::ingest::study_file::FacilityTable;
use crate::ingest::table::{Row, Table};
use crate::model::facility_kind::{FacilityKind, KindDescription};
use crate::model::source::SourceId;

/// One facilities table with what is known of it.
pub struct FacilityReading<'a> {
    /// The study file, for messages.
    pub study_file: &'a str,
    /// What the study file says of the table.
    pub spec: &'a FacilityTable,
    /// The source's number.
    pub source: SourceId,
    /// The source's short name.
    pub name: &'a str,
    /// The kinds there are.
    pub kinds: &'a [KindDescription],
}

/// How the kinds of a row are known.
pub enum Offer {
    /// All rows are of these kinds.
    Fixed(BTreeSet<FacilityKind>),
    /// By the value of a column.
    ByValue {
        /// The column.
        column: usize,
        /// Its values in lower case, with what they mean.
        kinds: BTreeMap<String, BTreeSet<FacilityKind>>,
    },
    /// The column holds codes of kinds.
    Codes {
        /// The column.
        column: usize,
        /// The kinds there are.
        known: BTreeSet<FacilityKind>,
    },
}

impl Offer {
    /// As the study file says; what makes no sense there is a problem that blocks.
    pub fn find(
        reading: &FacilityReading<'_>,
        table: &Table,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let spec = reading.spec;
        let refuse = |found: &str, expected: &str| {
            Problem::of_file(
                Severity::Blocks,
                reading.study_file,
                format!("{found} for \"{}\"", reading.name),
                expected,
            )
        };
        match (&spec.kind, &spec.columns.kind) {
            (Some(kind), None) => known_kinds(reading, kind.all(), problems).map(Self::Fixed),
            (None, Some(column)) => {
                let column = named_column(table, column, problems)?;
                if spec.kinds.is_empty() {
                    let known = reading
                        .kinds
                        .iter()
                        .map(|known| known.kind.clone())
                        .collect();
                    return Some(Self::Codes { column, known });
                }
                // Every value is looked at before giving up, so that all wrong kinds are named at once.
                let kinds: Vec<_> = spec
                    .kinds
                    .iter()
                    .map(|(value, kinds)| {
                        Some((
                            value.trim().to_lowercase(),
                            known_kinds(reading, kinds.all(), problems)?,
                        ))
                    })
                    .collect();
                Some(Self::ByValue {
                    column,
                    kinds: kinds.into_iter().collect::<Option<_>>()?,
                })
            }
            (Some(_), Some(_)) => {
                problems.push(refuse("both kind and columns.kind", "one of them").in_field("kind"));
                None
            }
            (None, None) => {
                problems.push(
                    refuse("no kind", "kind = \"PO\" for all rows, or columns.kind")
                        .in_field("kind"),
                );
                None
            }
        }
    }

    /// The kinds for which the table is a source, whether it has rows of them or not.
    pub fn declared(&self) -> BTreeSet<FacilityKind> {
        match self {
            Self::Fixed(kinds) => kinds.clone(),
            Self::ByValue { kinds, .. } => kinds.values().flatten().cloned().collect(),
            Self::Codes { .. } => BTreeSet::new(),
        }
    }

    /// What one row offers; nothing at all when its value is dropped on purpose.
    ///
    /// # Errors
    /// A problem that leaves the row out, when its value is not one the study file names.
    pub fn of_row(&self, table: &Table, row: &Row) -> Result<BTreeSet<FacilityKind>, Problem> {
        match self {
            Self::Fixed(kinds) => Ok(kinds.clone()),
            Self::ByValue { column, kinds } => {
                let value = text_at(row, *column);
                let found = value
                    .as_ref()
                    .and_then(|value| kinds.get(&value.to_lowercase()));
                found.cloned().ok_or_else(|| {
                    unknown_value(
                        table,
                        row,
                        *column,
                        value.as_deref(),
                        "a value that \"kinds\" in study.toml names",
                    )
                })
            }
            Self::Codes { column, known } => {
                let value = text_at(row, *column);
                let codes = value
                    .iter()
                    .flat_map(|value| value.split([',', ';', '|']))
                    .map(str::trim);
                let kinds: Option<BTreeSet<_>> = codes
                    .map(|code| {
                        FacilityKind::new(code)
                            .ok()
                            .filter(|kind| known.contains(kind))
                    })
                    .collect();
                kinds.filter(|kinds| !kinds.is_empty()).ok_or_else(|| {
                    let expected =
                        "the code of a kind such as PO, or \"kinds\" in study.toml to translate it";
                    unknown_value(table, row, *column, value.as_deref(), expected)
                })
            }
        }
    }
}

fn known_kinds(
    reading: &FacilityReading<'_>,
    codes: &[String],
    problems: &mut Vec<Problem>,
) -> Option<BTreeSet<FacilityKind>> {
    let mut kinds = BTreeSet::new();
    let mut complete = true;
    for code in codes {
        match reading.kinds.iter().find(|known| known.kind.code() == code) {
            Some(known) => {
                kinds.insert(known.kind.clone());
            }
            None => {
                complete = false;
                let known: Vec<&str> = reading
                    .kinds
                    .iter()
                    .map(|known| known.kind.code())
                    .collect();
                let found = format!("unknown kind \"{code}\" for \"{}\"", reading.name);
                let expected = format!("one of {}, or a table [[kinds]] for it", known.join(", "));
                problems.push(
                    Problem::of_file(Severity::Blocks, reading.study_file, found, expected)
                        .in_field("kind"),
                );
            }
        }
    }
    complete.then_some(kinds)
}

fn unknown_value(
    table: &Table,
    row: &Row,
    column: usize,
    value: Option<&str>,
    expected: &str,
) -> Problem {
    let found = value.map_or("nothing".to_owned(), |value| format!("\"{value}\""));
    Problem::of_file(Severity::LeftOut, &table.file, found, expected)
        .at_row(row.number)
        .in_field(table.columns.get(column).map_or("", String::as_str))
}

fn text_at(row: &Row, index: usize) -> Option<String> {
    row.values.get(index).and_then(plain_text)
}
