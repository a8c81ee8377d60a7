//! Geometry from where the study says it is: the layer, two columns with coordinates, or well-known text.

use geo::{Geometry, Point};

use crate::ingest::error::IngestError;
use crate::ingest::gdal_geometry::from_well_known_text;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::quotation::{listed, quoted};
use crate::ingest::raw_table::RawTable;
use crate::ingest::table::{GeometryFrom, Row, TableRequest, Value, column_position};

/// Gives each row its geometry. Rows without one are left out, unless no row has any (a table without geometry).
///
/// # Errors
/// A column that does not exist.
pub fn give_geometry(
    mut raw: RawTable,
    request: &TableRequest,
    tally: &mut ProblemTally<'_>,
) -> Result<RawTable, IngestError> {
    let find = |name: &str| position(&raw, request, name);
    match &request.geometry {
        GeometryFrom::None => raw.rows.iter_mut().for_each(|row| row.geometry = None),
        GeometryFrom::Layer => {
            if raw.rows.iter().any(|row| row.geometry.is_some()) {
                raw.rows
                    .retain(|row| row.geometry.is_some() || without_geometry(row, tally));
            }
        }
        GeometryFrom::Columns { x, y } => {
            let columns = [(find(x)?, x.as_str()), (find(y)?, y.as_str())];
            raw.rows.retain_mut(|row| place_at(row, columns, tally));
        }
        GeometryFrom::WellKnownText { column } => {
            let position = find(column)?;
            raw.rows
                .retain_mut(|row| place_by_text(row, (position, column), tally));
        }
    }
    Ok(raw)
}

fn position(raw: &RawTable, request: &TableRequest, name: &str) -> Result<usize, IngestError> {
    column_position(&raw.columns, name).ok_or_else(|| {
        let found = format!("no column {}", quoted(name));
        let expected = format!("one of {}", listed(&raw.columns));
        let problem = Problem::of_file(Severity::Blocks, &request.file, found, expected);
        IngestError::Blocked(Box::new(problem.in_field("position")))
    })
}

fn without_geometry(row: &Row, tally: &mut ProblemTally<'_>) -> bool {
    tally.of_row(
        RowPlace::left_out(row.number),
        "no geometry",
        "no geometry",
        "a geometry",
    );
    false
}

/// Whether the row has a place now.
fn place_at(row: &mut Row, columns: [(usize, &str); 2], tally: &mut ProblemTally<'_>) -> bool {
    let mut place = [0.0; 2];
    for ((position, name), coordinate) in columns.into_iter().zip(&mut place) {
        let found = match row.values.get(position) {
            Some(Value::Number(number)) if number.is_finite() => Ok(*number),
            Some(Value::Text(text)) => {
                number_of(text).ok_or_else(|| ("no number as coordinate", quoted(text)))
            }
            _ => Err(("no coordinate", "no coordinate".to_owned())),
        };
        match found {
            Ok(number) => *coordinate = number,
            Err((sort, found)) => {
                let row = RowPlace::left_out(row.number).in_field(name);
                tally.of_row(row, sort, found, "a number (x or longitude, y or latitude)");
                return false;
            }
        }
    }
    row.geometry = Some(Geometry::Point(Point::from(place)));
    true
}

/// A number with a point, or with a comma where nothing else can be meant.
fn number_of(text: &str) -> Option<f64> {
    let plain = if text.contains('.') {
        text.to_owned()
    } else {
        text.replacen(',', ".", 1)
    };
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether the row has a geometry now.
fn place_by_text(
    row: &mut Row,
    (position, column): (usize, &str),
    tally: &mut ProblemTally<'_>,
) -> bool {
    let place = RowPlace::left_out(row.number).in_field(column);
    let expected = "well-known text, such as POINT (136000 456000)";
    let read = match row.values.get(position) {
        Some(Value::Text(text)) => from_well_known_text(text),
        Some(Value::Number(number)) => Err(number.to_string()),
        Some(Value::Missing) | None => Ok(None),
    };
    match read {
        Ok(Some(flat)) => {
            if !flat.closed {
                let found = "a polygon ring that is not closed";
                let place = RowPlace::warning(row.number).in_field(column);
                tally.of_row(place, found, found, "a closed ring; it was closed");
            }
            row.geometry = Some(flat.geometry);
            return true;
        }
        Ok(None) => tally.of_row(place, "no geometry", "no geometry", expected),
        Err(found) => tally.of_row(place, "no well-known text", found, expected),
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_is_understood_and_thousands_are_not_guessed() {
        assert_eq!(number_of("5.12"), Some(5.12));
        assert_eq!(number_of("5,12"), Some(5.12));
        assert_eq!(number_of("136.000,5"), None);
        assert_eq!(number_of("1,360,005"), None);
        assert_eq!(number_of("inf"), None);
        assert_eq!(number_of("x"), None);
    }
}
