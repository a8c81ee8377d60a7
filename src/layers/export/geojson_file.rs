//! A layer as GeoJSON, one feature a line.
//!
//! The system is WGS84 whatever was asked: RFC 7946 knows no other.

use std::io::Write;
use std::ops::Range;

use serde_json::Value;

use crate::layers::export::columns::Columns;
use crate::layers::export::exported::Exported;
use crate::layers::export::system::ExportSystem;
use crate::layers::geojson_document::feature;
use crate::layers::reference_system::ReferenceSystem;

/// All before the first feature: the collection's name and its metadata.
pub fn geojson_head(exported: &Exported<'_>, columns: &Columns) -> Vec<u8> {
    let name = Value::from(exported.name);
    let document = exported.record.document(ExportSystem::Wgs84, columns);
    format!(
        "{{\"type\":\"FeatureCollection\",\"name\":{name},\"metadata\":{document},\"features\":["
    )
    .into_bytes()
}

/// The chosen features, each but the first of the layer after a comma.
///
/// # Errors
/// Passes on that of the writer.
pub fn geojson_features(
    exported: &Exported<'_>,
    chosen: Range<usize>,
) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::new();
    for index in chosen {
        let Some(feature) = feature(exported.layer, index, ReferenceSystem::Crs84) else {
            break;
        };
        let between: &[u8] = if index == 0 { b"\n" } else { b",\n" };
        out.extend_from_slice(between);
        serde_json::to_writer(out.by_ref(), &feature)?;
    }
    Ok(out)
}

/// All after the last feature.
pub fn geojson_tail() -> Vec<u8> {
    b"\n]}\n".to_vec()
}
