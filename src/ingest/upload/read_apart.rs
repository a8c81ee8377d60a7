//! Reading a sent file in a process of its own: the request as that process gets it, and what it does with it.

use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::ingest::error::IngestError;
use crate::ingest::read_table::read_table;
use crate::ingest::table::{GeometryFrom, TableRequest};
use crate::ingest::upload::table_file::{ReadFile, write};
use crate::ingest::upload::unpack::Archive;

/// What is to be read, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApartRequest {
    /// The file, under a name of our own.
    pub path: PathBuf,
    /// A folder to unpack in.
    pub folder: PathBuf,
    /// What the sender calls the file.
    pub name: String,
    /// The layer, where the file holds several.
    pub layer: Option<String>,
    /// The system of its coordinates, when given.
    pub crs: Option<String>,
    /// The study's system.
    pub study_crs: String,
    /// The encoding of its text, when given.
    pub encoding: Option<String>,
    /// The delimiter of its text, when given.
    pub delimiter: Option<char>,
    /// Where the geometry of a row is.
    pub geometry: ApartGeometry,
}

/// Where the geometry of a row is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApartGeometry {
    /// In the layer.
    Layer,
    /// In two columns: x or longitude first.
    Columns(String, String),
    /// In a column of well-known text.
    WellKnownText(String),
    /// None is asked for.
    None,
}

impl ApartGeometry {
    /// The same, to be sent.
    pub fn of(geometry: GeometryFrom) -> Self {
        match geometry {
            GeometryFrom::Layer => Self::Layer,
            GeometryFrom::Columns { x, y } => Self::Columns(x, y),
            GeometryFrom::WellKnownText { column } => Self::WellKnownText(column),
            GeometryFrom::None => Self::None,
        }
    }

    fn read(self) -> GeometryFrom {
        match self {
            Self::Layer => GeometryFrom::Layer,
            Self::Columns(x, y) => GeometryFrom::Columns { x, y },
            Self::WellKnownText(column) => GeometryFrom::WellKnownText { column },
            Self::None => GeometryFrom::None,
        }
    }
}

/// Reads the file and writes what came of it.
///
/// # Errors
/// When it cannot be written. What is wrong with the file is written.
pub fn read_apart(request: ApartRequest, out: &mut impl Write) -> std::io::Result<()> {
    write(read(request), out)
}

fn read(request: ApartRequest) -> Result<ReadFile, IngestError> {
    let packed = request
        .path
        .extension()
        .is_some_and(|ending| ending == "zip");
    let path = if packed {
        let archive = Archive {
            path: &request.path,
            name: &request.name,
        };
        archive.unpack(&request.folder)?
    } else {
        request.path
    };
    let request = TableRequest {
        path,
        file: request.name,
        layer: request.layer,
        crs: request.crs,
        study_crs: request.study_crs,
        encoding: request.encoding,
        delimiter: request.delimiter,
        geometry: request.geometry.read(),
    };
    let mut problems = Vec::new();
    let table = read_table(&request, &mut problems)?;
    Ok(ReadFile { table, problems })
}
