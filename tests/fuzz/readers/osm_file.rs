//! OpenStreetMap data, as streets and as background.

use nabij::ingest::read_basemap::read_osm_basemap;
use nabij::ingest::read_streets::read_osm_streets;

use super::kept_table::{folder, written};

/// Reads bytes as `.osm.pbf`.
pub fn read(bytes: &[u8]) {
    let folder = folder();
    let path = written(&folder, "straten.osm.pbf", bytes);
    let mut problems = Vec::new();
    let _streets = read_osm_streets(&path, "straten.osm.pbf", "EPSG:28992", &mut problems);
    let _basemap = read_osm_basemap(&path, "straten.osm.pbf", "EPSG:28992", &mut problems);
}
