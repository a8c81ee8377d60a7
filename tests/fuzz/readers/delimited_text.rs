//! Delimited text, with each place where its geometry can be, and with encodings that are declared.

use nabij::ingest::table::{GeometryFrom, TableRequest};

use super::kept_table::{folder, read as read_file, request, written};

/// Reads bytes as delimited text.
pub fn read(bytes: &[u8]) {
    let folder = folder();
    let path = written(&folder, "rijen.csv", bytes);
    read_file(&request(&path, GeometryFrom::None));
    let columns = GeometryFrom::Columns {
        x: "x".to_owned(),
        y: "y".to_owned(),
    };
    let text = GeometryFrom::WellKnownText {
        column: "wkt".to_owned(),
    };
    for (geometry, crs, encoding) in [
        (columns, "EPSG:4326", "windows-1252"),
        (text, "EPSG:28992", "utf-16le"),
    ] {
        let request = TableRequest {
            crs: Some(crs.to_owned()),
            ..request(&path, geometry)
        };
        read_file(&request);
        read_file(&TableRequest {
            encoding: Some(encoding.to_owned()),
            delimiter: Some(';'),
            ..request
        });
    }
}
