//! A file as its reader found it: geometries still in the file's own system, nothing judged yet.

use crate::ingest::coordinate_system::CoordinateSystem;
use crate::ingest::error::IngestError;
use crate::ingest::table::{ReadAs, Row};

/// What a file says of its own coordinates.
#[derive(Debug)]
pub enum SystemClaim {
    /// Nothing.
    Silent,
    /// It is in this system.
    Stated(CoordinateSystem),
    /// It says nothing, and its format then means this system.
    Implied(CoordinateSystem),
    /// It names a system that is not known.
    Unknown(String),
}

impl SystemClaim {
    /// A file that states its system, by whatever reading of it.
    pub fn stated(system: Result<CoordinateSystem, IngestError>) -> Self {
        match system {
            Ok(system) => Self::Stated(system),
            Err(IngestError::UnknownSystem { name }) => Self::Unknown(name),
            Err(other) => Self::Unknown(other.to_string()),
        }
    }
}

/// The rows of one file or layer.
#[derive(Debug)]
pub struct RawTable {
    /// Names of the columns, as the file spells them.
    pub columns: Vec<String>,
    /// The rows with geometries as the file has them.
    pub rows: Vec<Row>,
    /// How many rows the file has, kept or not.
    pub rows_read: u64,
    /// What the file says of its coordinates.
    pub system: SystemClaim,
    /// How its text was read.
    pub read_as: ReadAs,
}
