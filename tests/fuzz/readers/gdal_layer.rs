//! What GDAL reads for us: a GeoPackage or a FlatGeobuf, by its first bytes.

use nabij::ingest::table::GeometryFrom;

use super::kept_table::{folder, read as read_file, request, written};

/// Reads bytes as the layer of a file that GDAL opens.
pub fn read(bytes: &[u8]) {
    let name = if bytes.starts_with(b"SQLite format 3\0") {
        "laag.gpkg"
    } else if bytes.starts_with(b"fgb") {
        "laag.fgb"
    } else {
        return;
    };
    let folder = folder();
    let path = written(&folder, name, bytes);
    read_file(&request(&path, GeometryFrom::Layer));
}
