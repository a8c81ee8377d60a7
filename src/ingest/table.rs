//! A file as rows of values with a geometry each, whatever its format was.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// One value of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text as it stands in the file, without the white space around it.
    Text(String),
    /// A number from a typed field.
    Number(f64),
    /// Null, empty, or a field the row does not have.
    Missing,
}

/// Beyond this a whole number is no longer exact as a number, and is kept as text.
const EXACT: i64 = 1 << 53;

impl Value {
    /// Text without the white space around it; missing when nothing is left.
    pub fn from_text(text: &str) -> Self {
        match text.trim() {
            "" => Self::Missing,
            trimmed => Self::Text(trimmed.to_owned()),
        }
    }

    /// A whole number with all its digits.
    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers that would lose digits are kept as text"
    )]
    pub fn from_whole_number(number: i64) -> Self {
        if number.unsigned_abs() <= EXACT.unsigned_abs() {
            Self::Number(number as f64)
        } else {
            Self::Text(number.to_string())
        }
    }

    /// A number; missing when it is not finite.
    pub fn from_number(number: f64) -> Self {
        if number.is_finite() {
            Self::Number(number)
        } else {
            Self::Missing
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The row as a person counts: the line of a text file (its header is line 1), the feature of a layer (from 1).
    pub number: u64,
    /// A value for each column of the table, in the same order.
    pub values: Vec<Value>,
    /// The geometry in the study's system, if the row has one.
    pub geometry: Option<geo::Geometry<f64>>,
}

/// All rows of one file or layer that could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The file as the study names it, for messages.
    pub file: String,
    /// Names of the columns, as the file spells them.
    pub columns: Vec<String>,
    /// The rows, in file order. A row that could not be read is a problem and not here.
    pub rows: Vec<Row>,
    /// How many rows the file has, kept or not.
    pub rows_read: u64,
    /// How it was read, as it was declared or found.
    pub read_as: ReadAs,
}

/// How a file was read, where that could be otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadAs {
    /// The system of its coordinates, by name.
    pub crs: Option<String>,
    /// The encoding of its text, by its web name.
    pub encoding: Option<String>,
    /// The delimiter of its text.
    pub delimiter: Option<char>,
    /// Which of its layers was read.
    pub layer: Option<String>,
    /// Its first layers; none where its format has no layers.
    pub layers: Vec<String>,
}

impl Table {
    /// The position of a column: its exact name, or else its only match without regard to case.
    pub fn column(&self, name: &str) -> Option<usize> {
        column_position(&self.columns, name)
    }
}

/// The position of a column among names: its exact name, or else its only match without regard to case.
pub fn column_position(columns: &[String], name: &str) -> Option<usize> {
    columns
        .iter()
        .position(|column| column == name)
        .or_else(|| {
            let mut matches = (0..)
                .zip(columns)
                .filter(|(_, column)| column.eq_ignore_ascii_case(name));
            let (first, _) = matches.next()?;
            matches.next().is_none().then_some(first)
        })
}

/// Where the geometry of a row comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GeometryFrom {
    /// The layer's own geometry; a text file has none.
    Layer,
    /// Two columns with coordinates: x or longitude first.
    Columns {
        /// The column with x or longitude.
        x: String,
        /// The column with y or latitude.
        y: String,
    },
    /// A column with well-known text.
    WellKnownText {
        /// The column.
        column: String,
    },
    /// No geometry is asked for.
    None,
}

/// How one file is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRequest {
    /// Where the file is.
    pub path: PathBuf,
    /// The file as the study names it, for messages.
    pub file: String,
    /// The layer, where a file holds several; the only one when not given.
    pub layer: Option<String>,
    /// The declared system of the coordinates, x or longitude first whatever the authority says
    /// (`EPSG:28992`, `OGC:CRS84`, `EPSG:4326`). When not given, the file must say it.
    pub crs: Option<String>,
    /// The study's system, to which geometries are brought.
    pub study_crs: String,
    /// The declared encoding by its web name (`windows-1252`, `utf-8`); UTF-8 when not given.
    pub encoding: Option<String>,
    /// The declared delimiter of a text file; found from the header when not given.
    pub delimiter: Option<char>,
    /// Where the geometry comes from.
    pub geometry: GeometryFrom,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_its_exact_name_first() {
        let columns = ["CODE", "code", "Naam"].map(str::to_owned);
        assert_eq!(column_position(&columns, "code"), Some(1));
        assert_eq!(column_position(&columns, "NAAM"), Some(2));
        assert_eq!(column_position(&columns, "Code"), None, "two columns match");
        assert_eq!(column_position(&columns, "wijk"), None);
    }

    #[test]
    fn no_digit_of_a_whole_number_is_lost() {
        assert_eq!(Value::from_whole_number(-344), Value::Number(-344.0));
        assert_eq!(
            Value::from_whole_number(9_007_199_254_740_993),
            Value::Text("9007199254740993".to_owned())
        );
        assert_eq!(
            Value::from_whole_number(i64::MIN),
            Value::Text("-9223372036854775808".to_owned())
        );
    }
}
