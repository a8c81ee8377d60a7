//! Where people live, as one table gives it: places with numbers, squares with numbers, or only the places.

use crate::ingest::band::BandCounts;
use crate::ingest::band_columns::BandColumns;
use crate::ingest::columns::optional_column;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::row_place::position;
use crate::ingest::special_value::{Figure, figure, plain_text};
use crate::ingest::study_columns::ResidentShape;
use crate::ingest::study_file::ResidentTable;
use crate::ingest::table::{Row, Table, Value};
use crate::model::position::Planar;
use crate::model::source::SourceId;
use crate::model::units::Metres;

/// Weights have this many parts in one, so that people can be shared out over whole numbers.
const WEIGHT_PARTS: f64 = 1000.0;
/// A larger weight than this is a mistake in the file.
const LARGEST_WEIGHT: f64 = 1e9;

/// A place where people live, as its row gives it.
#[derive(Debug, Clone)]
pub struct RawPlace {
    /// Its own id, or one made from source and row.
    pub id: String,
    /// Where it is; for a square its middle.
    pub position: Planar,
    /// Its people by band; empty for homes.
    pub counts: BandCounts,
    /// How many people of its neighbourhood it gets, in proportion to others.
    pub weight: u64,
}

/// All places of one table.
#[derive(Debug, Clone)]
pub struct ResidentPlaces {
    /// What a row is.
    pub shape: ResidentShape,
    /// The source's number.
    pub source: SourceId,
    /// The source's short name.
    pub name: String,
    /// How far from a place its people may really live.
    pub half_diagonal: Metres,
    /// The places, in the order of the file.
    pub places: Vec<RawPlace>,
}

/// One residents table with what is known of it.
pub struct ResidentReading<'a> {
    /// The study file, for messages.
    pub study_file: &'a str,
    /// What the study file says of the table.
    pub spec: &'a ResidentTable,
    /// The source's number.
    pub source: SourceId,
    /// The source's short name.
    pub name: &'a str,
}

/// The places of one table.
pub fn read_residents(
    reading: &ResidentReading<'_>,
    table: &Table,
    report: &mut Report,
) -> ResidentPlaces {
    let mut places = Vec::new();
    if let Some(columns) = Columns::find(reading, table, &mut report.problems) {
        places = columns.places(reading, table, report);
    }
    report.tally(reading.name, table, places.len() as u64, 0);
    ResidentPlaces {
        shape: reading.spec.shape,
        source: reading.source,
        name: reading.name.to_owned(),
        half_diagonal: half_diagonal(reading.spec.resolution_m.unwrap_or(0.0)),
        places,
    }
}

/// Half the diagonal of a square: the farthest anybody in it can be from its middle.
pub fn half_diagonal(side: f64) -> Metres {
    Metres::new(side / 2.0 * std::f64::consts::SQRT_2).unwrap_or(Metres::ZERO)
}

struct Columns {
    id: Option<usize>,
    cell: Option<usize>,
    weight: Option<usize>,
    bands: BandColumns,
    side: f64,
}

impl Columns {
    fn find(
        reading: &ResidentReading<'_>,
        table: &Table,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let spec = reading.spec;
        let refuse = |field: &str, found: String, expected: &str| {
            Problem::of_file(
                Severity::Blocks,
                reading.study_file,
                format!("{found} for \"{}\"", reading.name),
                expected,
            )
            .in_field(field)
        };
        let side = spec.resolution_m.unwrap_or(0.0);
        let needs_side = spec.shape == ResidentShape::Squares;
        if !(side.is_finite() && side >= 0.0) || (needs_side && side == 0.0) {
            let expected = "a number of metres: 0 or more, and for squares their side";
            problems.push(refuse("resolution_m", side.to_string(), expected));
            return None;
        }
        let bands = match spec.shape {
            ResidentShape::Homes => BandColumns::default(),
            ResidentShape::Points | ResidentShape::Squares if spec.counts.is_empty() => {
                BandColumns::of_cbs(table, problems)
            }
            ResidentShape::Points | ResidentShape::Squares => {
                BandColumns::named(reading.study_file, table, &spec.counts, problems)
            }
        };
        if spec.shape != ResidentShape::Homes && bands.is_empty() {
            let expected = "[residents.counts] with at least \"alle\"";
            problems.push(refuse(
                "counts",
                "no numbers of people".to_owned(),
                expected,
            ));
            return None;
        }
        let weight = match spec.shape {
            ResidentShape::Squares => &spec.dwellings,
            ResidentShape::Homes | ResidentShape::Points => &spec.weight,
        };
        Some(Self {
            id: optional_column(
                table,
                spec.columns.id.as_ref().filter(|name| !name.is_empty()),
                problems,
            ),
            cell: optional_column(table, spec.cell_id.as_ref(), problems),
            weight: optional_column(table, weight.as_ref(), problems),
            bands,
            side,
        })
    }

    fn places(
        mut self,
        reading: &ResidentReading<'_>,
        table: &Table,
        report: &mut Report,
    ) -> Vec<RawPlace> {
        let mut places = Vec::new();
        for row in &table.rows {
            let place = match self.cell {
                Some(cell) => cell_middle(table, row, cell, self.side),
                None => position(table, row),
            };
            match place {
                Ok(position) => places.push(RawPlace {
                    id: self
                        .id
                        .and_then(|index| row.values.get(index).and_then(plain_text))
                        .unwrap_or_else(|| format!("{}-{}", reading.name, row.number)),
                    position,
                    counts: self.bands.read(table, row, &mut report.problems),
                    weight: self
                        .weight
                        .map_or(1, |index| weight(table, row, index, &mut report.problems)),
                }),
                Err(problem) => report.problems.push(problem),
            }
        }
        let hidden = self.bands.hidden;
        report.note_hidden_numbers(reading.name, hidden);
        places
    }
}

/// A missing weight is none, a wrong one is a warning and none.
fn weight(table: &Table, row: &Row, column: usize, problems: &mut Vec<Problem>) -> u64 {
    let found = match figure(row.values.get(column).unwrap_or(&Value::Missing)) {
        Figure::Missing | Figure::Hidden => return 0,
        // In range, so the cast cannot cut.
        Figure::Known(number) if (0.0..=LARGEST_WEIGHT).contains(&number) => {
            return (number * WEIGHT_PARTS).round() as u64;
        }
        Figure::Known(number) => number.to_string(),
        Figure::NotANumber(text) => format!("\"{text}\""),
    };
    problems.push(
        Problem::of_file(
            Severity::Warning,
            &table.file,
            found,
            "a weight (0 or more)",
        )
        .at_row(row.number)
        .in_field(table.columns.get(column).map_or("", String::as_str)),
    );
    0
}

/// The middle of the square whose id holds its south-west corner: `E85900N436000`, or `E0859N4360` in hectometres.
///
/// # Source
/// CBS, vierkantstatistieken: column crs28992res100m (older: C28992R100).
fn cell_middle(table: &Table, row: &Row, column: usize, side: f64) -> Result<Planar, Problem> {
    let text = row.values.get(column).and_then(plain_text);
    let corner = text.as_deref().and_then(|text| {
        let (east, north) = text
            .trim()
            .strip_prefix(['E', 'e'])?
            .split_once(['N', 'n'])?;
        // Metres north have six digits in RD New; the older ids have four, in hundreds of metres.
        let unit = if north.len() <= 4 { 100.0 } else { 1.0 };
        Some((
            f64::from(east.parse::<u32>().ok()?) * unit,
            f64::from(north.parse::<u32>().ok()?) * unit,
        ))
    });
    let Some((x, y)) = corner else {
        let found = text.map_or("nothing".to_owned(), |text| format!("\"{text}\""));
        return Err(Problem::of_file(
            Severity::LeftOut,
            &table.file,
            found,
            "the south-west corner of a square such as E85900N436000",
        )
        .at_row(row.number)
        .in_field(table.columns.get(column).map_or("", String::as_str)));
    };
    Ok(Planar {
        x: x + side / 2.0,
        y: y + side / 2.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn middle(id: &str) -> Result<(f64, f64), String> {
        let table = Table {
            file: "v.csv".to_owned(),
            columns: vec!["cel".to_owned()],
            rows: vec![],
            rows_read: 1,
            read_as: crate::ingest::table::ReadAs::default(),
        };
        let row = Row {
            number: 2,
            values: vec![Value::Text(id.to_owned())],
            geometry: None,
        };
        cell_middle(&table, &row, 0, 100.0)
            .map(|place| (place.x, place.y))
            .map_err(|problem| problem.to_string())
    }

    #[test]
    fn the_id_of_a_square_says_where_its_middle_is() {
        assert_eq!(middle("E85900N436000"), Ok((85_950.0, 436_050.0)));
        assert_eq!(middle("E0859N4360"), Ok((85_950.0, 436_050.0)));
        assert_eq!(
            middle("859-4360"),
            Err("v.csv, row 2, field \"cel\": found \"859-4360\", expected the south-west corner of a square such as E85900N436000".to_owned())
        );
    }

    #[test]
    fn half_the_diagonal_of_20_metres_is_14_metres() {
        assert!((half_diagonal(20.0).value() - 14.142_135).abs() < 1e-6);
        assert_eq!(half_diagonal(0.0), Metres::ZERO);
    }
}
