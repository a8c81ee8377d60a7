//! A zip archive with a Shapefile.

use nabij::ingest::table::GeometryFrom;
use nabij::ingest::upload::format::UploadFormat;
use nabij::ingest::upload::unpack::Archive;

use super::kept_table::{folder, read as read_file, request, written};

/// Reads bytes as a zip archive with a Shapefile.
pub fn read(bytes: &[u8]) {
    for name in ["a.csv", "a.geojson", "a.zip", "a.gpkg", "a.fgb"] {
        let _format = UploadFormat::of(name, bytes);
    }
    let folder = folder();
    let path = written(&folder, "sent.zip", bytes);
    let archive = Archive {
        path: &path,
        name: "sent.zip",
    };
    if let Ok(path) = archive.unpack(folder.path()) {
        read_file(&request(&path, GeometryFrom::Layer));
    }
}
