//! The front door: any file with rows, by its name and its first bytes, to a table in the study's system.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::ingest::error::IngestError;
use crate::ingest::place_rows::place_rows;
use crate::ingest::problem::Problem;
use crate::ingest::problem_tally::ProblemTally;
use crate::ingest::quotation::quoted;
use crate::ingest::raw_table::RawTable;
use crate::ingest::table::{Table, TableRequest};
use crate::ingest::{read_geojson, read_layer, read_shapefile, read_text};

/// Reads one file or layer. Rows that cannot be used are left out and named in `problems`.
///
/// # Errors
/// A file that cannot be used as a whole, with one message that says what was found and what was expected.
pub fn read_table(request: &TableRequest, problems: &mut Vec<Problem>) -> Result<Table, IngestError> {
    let format = format_of(request)?;
    let mut tally = ProblemTally::new(&request.file, problems);
    let table = read_raw(format, request, &mut tally).and_then(|raw| place_rows(raw, request, &mut tally));
    tally.finish();
    table
}

fn read_raw(format: Format, request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<RawTable, IngestError> {
    let raw = match format {
        Format::Text => read_text::read(request, tally)?,
        Format::GeoJson => read_geojson::read(request, tally)?,
        Format::Shapefile => read_shapefile::read(request, tally)?,
        Format::Layer => read_layer::read(request, tally)?,
    };
    if raw.rows_read == 0 {
        return Err(IngestError::of_file(&request.file, "no rows", "at least one row"));
    }
    Ok(raw)
}

/// Which reader a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    GeoJson,
    Shapefile,
    Layer,
}

fn format_of(request: &TableRequest) -> Result<Format, IngestError> {
    refuse_addresses(request)?;
    let extension = extension(&request.path);
    let kind = fs::metadata(&request.path).map_err(|source| not_there(request, source))?;
    if kind.is_dir() {
        // An Esri file geodatabase is a folder.
        return match extension.as_str() {
            "gdb" => Ok(Format::Layer),
            _ => Err(IngestError::of_file(&request.file, "a folder", "a file")),
        };
    }
    match extension.as_str() {
        "csv" | "tsv" | "txt" => Ok(Format::Text),
        "geojson" | "json" => Ok(Format::GeoJson),
        "shp" => Ok(Format::Shapefile),
        "dbf" | "shx" | "prj" => Err(refused(request, "a part of a Shapefile", "the .shp itself")),
        "pbf" | "osm" => Err(refused(request, "OpenStreetMap data", "a table here; name it under [[streets]]")),
        "zip" | "gz" | "7z" => Err(refused(request, "a packed file", "the unpacked file")),
        "vrt" => Err(refused(request, "a virtual layer, which may point anywhere", "the data itself")),
        _ => by_first_bytes(request),
    }
}

/// GDAL opens addresses, databases and programs by name; a study names files.
fn refuse_addresses(request: &TableRequest) -> Result<(), IngestError> {
    for name in [request.path.to_string_lossy().as_ref(), request.file.as_str()] {
        if name.starts_with("/vsi") || name.contains("://") || name.contains('<') {
            return Err(refused(request, quoted(name), "a file on disk"));
        }
    }
    Ok(())
}

fn by_first_bytes(request: &TableRequest) -> Result<Format, IngestError> {
    let mut start = [0_u8; 64];
    let mut file = File::open(&request.path).map_err(|source| IngestError::unreadable(&request.file, source))?;
    let length = file.read(&mut start).map_err(|source| IngestError::unreadable(&request.file, source))?;
    let text = start.iter().take(length).copied().find(|byte| !byte.is_ascii_whitespace());
    Ok(if text == Some(b'{') && extension(&request.path).is_empty() { Format::GeoJson } else { Format::Layer })
}

fn not_there(request: &TableRequest, source: std::io::Error) -> IngestError {
    match source.kind() {
        std::io::ErrorKind::NotFound => refused(request, "no such file", "a file"),
        _ => IngestError::unreadable(&request.file, source),
    }
}

fn refused(request: &TableRequest, found: impl Into<String>, expected: &str) -> IngestError {
    IngestError::of_file(&request.file, found, expected)
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}
