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
pub fn read_table(
    request: &TableRequest,
    problems: &mut Vec<Problem>,
) -> Result<Table, IngestError> {
    let format = format_of(request)?;
    let mut tally = ProblemTally::new(&request.file, problems);
    let table =
        read_raw(format, request, &mut tally).and_then(|raw| place_rows(raw, request, &mut tally));
    tally.finish();
    table
}

fn read_raw(
    format: Format,
    request: &TableRequest,
    tally: &mut ProblemTally<'_>,
) -> Result<RawTable, IngestError> {
    let raw = match format {
        Format::Text => read_text::read(request, tally)?,
        Format::GeoJson => read_geojson::read(request, tally)?,
        Format::Shapefile => read_shapefile::read(request, tally)?,
        Format::Layer => read_layer::read(request, tally)?,
    };
    if raw.rows_read == 0 {
        return Err(IngestError::of_file(
            &request.file,
            "no rows",
            "at least one row",
        ));
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
        "pbf" | "osm" => Err(refused(
            request,
            "OpenStreetMap data",
            "a table here; name it under [[streets]]",
        )),
        "zip" | "gz" | "7z" => Err(refused(request, "a packed file", "the unpacked file")),
        "vrt" => Err(refused(
            request,
            "a virtual layer, which may point anywhere",
            "the data itself",
        )),
        _ => by_first_bytes(request),
    }
}

/// GDAL opens addresses, databases and programs by name; a study names files.
fn refuse_addresses(request: &TableRequest) -> Result<(), IngestError> {
    for name in [
        request.path.to_string_lossy().as_ref(),
        request.file.as_str(),
    ] {
        if name.starts_with("/vsi") || name.contains("://") || name.contains('<') {
            return Err(refused(request, quoted(name), "a file on disk"));
        }
    }
    Ok(())
}

fn by_first_bytes(request: &TableRequest) -> Result<Format, IngestError> {
    let mut start = [0_u8; 64];
    let mut file = File::open(&request.path)
        .map_err(|source| IngestError::unreadable(&request.file, source))?;
    let length = file
        .read(&mut start)
        .map_err(|source| IngestError::unreadable(&request.file, source))?;
    let text = start
        .iter()
        .take(length)
        .copied()
        .find(|byte| !byte.is_ascii_whitespace());
    Ok(
        if text == Some(b'{') && extension(&request.path).is_empty() {
            Format::GeoJson
        } else {
            Format::Layer
        },
    )
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
    path.extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::ingest::table::{GeometryFrom, Value};
    use crate::ingest::trial::{Trial, read, real_data, refusal, request, said};

    #[test]
    fn a_missing_file_and_a_folder_are_named() {
        let trial = Trial::with(&[("inside.csv", "a\n1\n")]);
        assert_eq!(
            refusal(&trial.request("scholen.csv")),
            "scholen.csv: found no such file, expected a file"
        );
        std::fs::create_dir(trial.path("map.geojson")).expect("a folder");
        assert_eq!(
            refusal(&trial.request("map.geojson")),
            "map.geojson: found a folder, expected a file"
        );
    }

    #[test]
    fn addresses_virtual_layers_and_packed_files_are_refused() {
        let trial = Trial::with(&[
            ("a.vrt", "<OGRVRTDataSource/>"),
            ("a.zip", "PK"),
            ("a.osm.pbf", ""),
        ]);
        for (name, found) in [
            (
                "/vsicurl/https://example.org/a.gpkg",
                "\"/vsicurl/https://example.org/a.gpkg\", expected a file on disk",
            ),
            (
                "https://example.org/a.geojson",
                "\"https://example.org/a.geojson\", expected a file on disk",
            ),
            (
                "<OGRVRTDataSource>",
                "\"<OGRVRTDataSource>\", expected a file on disk",
            ),
        ] {
            let refused = refusal(&request(std::path::Path::new(name), name));
            assert_eq!(refused, format!("{name}: found {found}"));
        }
        assert!(refusal(&trial.request("a.vrt")).contains("a virtual layer"));
        assert!(refusal(&trial.request("a.zip")).contains("the unpacked file"));
        assert!(refusal(&trial.request("a.osm.pbf")).contains("[[streets]]"));
    }

    #[test]
    fn a_virtual_layer_under_another_name_is_not_opened() {
        let virtual_layer = r#"<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"#;
        let trial = Trial::with(&[("a.gpkg", virtual_layer), ("a", virtual_layer)]);
        assert!(refusal(&trial.request("a.gpkg")).contains("a file that cannot be opened"));
        assert!(refusal(&trial.request("a")).contains("a file that cannot be opened"));
    }

    #[test]
    fn a_file_without_rows_is_refused() {
        let trial = Trial::with(&[
            ("a.csv", "code;naam\n"),
            ("b.csv", ""),
            ("a.geojson", r#"{"type":"FeatureCollection","features":[]}"#),
        ]);
        for name in ["a.csv", "b.csv", "a.geojson"] {
            assert_eq!(
                refusal(&trial.request(name)),
                format!("{name}: found no rows, expected at least one row")
            );
        }
    }

    #[test]
    fn the_same_places_in_every_format_are_the_same_places() {
        let geojson = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"naam":"Neude"},
            "geometry":{"type":"Point","coordinates":[5.1176,52.0929]}}]}"#;
        let trial = Trial::with(&[
            ("a.geojson", geojson),
            ("a.csv", "naam;lon;lat\nNeude;5.1176;52.0929\n"),
            ("w.csv", "naam;plek\nNeude;POINT(5.1176 52.0929)\n"),
        ]);
        let mut by_columns = trial.request("a.csv");
        by_columns.crs = Some("OGC:CRS84".to_owned());
        by_columns.geometry = GeometryFrom::Columns {
            x: "lon".to_owned(),
            y: "lat".to_owned(),
        };
        let mut by_text = trial.request("w.csv");
        by_text.crs = Some("EPSG:4326".to_owned());
        by_text.geometry = GeometryFrom::WellKnownText {
            column: "plek".to_owned(),
        };
        let tables =
            [trial.request("a.geojson"), by_columns, by_text].map(|request| read(&request));
        for (table, problems) in &tables {
            assert_eq!(said(problems), [""; 0]);
            assert_eq!(table.rows[0].values[0], Value::Text("Neude".to_owned()));
            assert_eq!(table.rows[0].geometry, tables[0].0.rows[0].geometry);
        }
    }

    #[test]
    fn figures_need_neither_geometry_nor_system() {
        let feature = r#"{"type":"Feature","properties":{"inwoners":5},"geometry":{"type":"Point","coordinates":[1e9,1]}}"#;
        let trial = Trial::with(&[
            ("a.csv", "code;inwoners\nBU03440111;5\n"),
            ("a.geojson", feature),
        ]);
        for name in ["a.csv", "a.geojson"] {
            let mut request = trial.request(name);
            request.geometry = GeometryFrom::None;
            let (table, problems) = read(&request);
            assert_eq!((table.rows.len(), said(&problems).len()), (1, 0));
            assert_eq!(table.rows[0].geometry, None);
        }
    }

    #[test]
    fn utrecht_is_read_whole() {
        for (file, rows) in [
            ("utrecht/buurten_kerncijfers2024.geojson", 111),
            ("utrecht/wijken.geojson", 10),
            ("utrecht/gemeente.geojson", 1),
            ("utrecht/scholen_plus3km_2024.geojson", 238),
            ("utrecht/pc4_inwoners_RD.gpkg", 105),
        ] {
            let Some(path) = real_data(file) else { return };
            let (table, problems) = read(&request(&path, file));
            assert_eq!(
                (table.rows_read, table.rows.len()),
                (rows, table.rows_read as usize),
                "{:?}",
                said(&problems)
            );
        }
    }
}
