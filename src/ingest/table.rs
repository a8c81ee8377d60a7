//! A file as rows of values with a geometry each, whatever its format was.

use std::path::PathBuf;

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
}

impl Table {
    /// The position of a column: its exact name, or else its only match without regard to case.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name).or_else(|| {
            let mut matches = (0..self.columns.len()).filter(|&index| self.columns[index].eq_ignore_ascii_case(name));
            let first = matches.next()?;
            matches.next().is_none().then_some(first)
        })
    }
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
