//! GeoJSON.

use nabij::ingest::table::GeometryFrom;

use super::kept_table::{folder, read as read_file, request, written};

/// Reads bytes as GeoJSON.
pub fn read(bytes: &[u8]) {
    let folder = folder();
    let path = written(&folder, "rijen.geojson", bytes);
    for geometry in [GeometryFrom::Layer, GeometryFrom::None] {
        read_file(&request(&path, geometry));
    }
}
