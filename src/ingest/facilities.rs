//! Facilities of one table: what each row offers, where it stands and how much room it has.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Geometry, InteriorPoint};

use crate::ingest::columns::{named_column, named_columns, optional_column};
use crate::ingest::outline::kind as kind_of_geometry;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::special_value::{Figure, figure, plain_text};
use crate::ingest::study_file::FacilityTable;
use crate::ingest::table::{Row, Table, Value};
use crate::model::facility_kind::{FacilityKind, KindDescription};
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
    /// Further facts.
    pub attributes: BTreeMap<String, String>,
    /// Its source.
    pub source: SourceId,
    /// Its file and row, for messages.
    pub place: (String, u64),
}

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
        if !columns.is_asked(row) {
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
    let text = format!(
        "{}: {hidden} kleine aantallen zijn door de bron verborgen en gelden als onbekend.",
        reading.name
    );
    report.note("verborgen_aantallen", Some(reading.name), hidden, text);
    report.tally(
        reading.name,
        table,
        found.facilities.len() as u64,
        not_asked,
    );
    found
}

struct Columns {
    id: Option<usize>,
    name: Option<usize>,
    capacity: Option<usize>,
    pupils: Option<usize>,
    attributes: BTreeMap<String, usize>,
    keep: Vec<(usize, Vec<String>)>,
}

impl Columns {
    /// Nothing when a column of the filter is missing, because then nobody knows which rows are asked for.
    fn find(
        reading: &FacilityReading<'_>,
        table: &Table,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let spec = reading.spec;
        let keep: Option<Vec<_>> = spec
            .keep
            .iter()
            .map(|(column, values)| Some((named_column(table, column, problems)?, values.clone())))
            .collect();
        Some(Self {
            id: optional_column(table, spec.columns.id.as_ref(), problems),
            name: optional_column(table, spec.columns.name.as_ref(), problems),
            capacity: optional_column(table, spec.columns.capacity.as_ref(), problems),
            pupils: optional_column(table, spec.columns.pupils.as_ref(), problems),
            attributes: named_columns(table, &spec.attributes, problems),
            keep: keep?,
        })
    }

    fn is_asked(&self, row: &Row) -> bool {
        self.keep.iter().all(|(column, values)| {
            let value = text_at(row, *column).unwrap_or_default();
            values
                .iter()
                .any(|asked| asked.trim().eq_ignore_ascii_case(&value))
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

/// How the kinds of a row are known.
enum Offer {
    /// All rows are of these kinds.
    Fixed(BTreeSet<FacilityKind>),
    /// By the value of a column.
    ByValue {
        column: usize,
        kinds: BTreeMap<String, BTreeSet<FacilityKind>>,
    },
    /// The column holds codes of kinds.
    Codes {
        column: usize,
        known: BTreeSet<FacilityKind>,
    },
}

impl Offer {
    fn find(
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

    fn declared(&self) -> BTreeSet<FacilityKind> {
        match self {
            Self::Fixed(kinds) => kinds.clone(),
            Self::ByValue { kinds, .. } => kinds.values().flatten().cloned().collect(),
            Self::Codes { .. } => BTreeSet::new(),
        }
    }

    fn of_row(&self, table: &Table, row: &Row) -> Result<BTreeSet<FacilityKind>, Problem> {
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

/// The place of a row: its point, or a point on its surface.
pub fn position(table: &Table, row: &Row) -> Result<Planar, Problem> {
    let refuse = |found: &str| {
        Problem::of_file(
            Severity::LeftOut,
            &table.file,
            found,
            "a point with coordinates",
        )
        .at_row(row.number)
    };
    let geometry = row
        .geometry
        .as_ref()
        .ok_or_else(|| refuse("missing coordinates"))?;
    let point = match geometry {
        Geometry::Point(point) => Some(*point),
        Geometry::MultiPoint(points) => match points.0.as_slice() {
            [only] => Some(*only),
            _ => None,
        },
        Geometry::Polygon(polygon) => polygon.interior_point(),
        Geometry::MultiPolygon(polygons) => polygons.interior_point(),
        Geometry::Rect(rectangle) => Some(rectangle.center().into()),
        Geometry::Line(_)
        | Geometry::LineString(_)
        | Geometry::MultiLineString(_)
        | Geometry::Triangle(_)
        | Geometry::GeometryCollection(_) => None,
    };
    point
        .map(Planar::from)
        .ok_or_else(|| refuse(&format!("a {}", kind_of_geometry(geometry))))
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

fn text_at(row: &Row, index: usize) -> Option<String> {
    row.values.get(index).and_then(plain_text)
}
