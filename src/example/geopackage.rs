//! Writes GeoPackages through gdal, with nothing in them that changes from run to run.

use std::path::Path;

use gdal::DriverManager;
use gdal::spatial_ref::SpatialRef;
use gdal::vector::{
    FieldValue, Geometry, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType,
};

use crate::example::dissolve::{GroundPoint, GroundPolygon};
use crate::example::error::ExampleError;

/// One feature: its geometry as well-known text, and a value for each field.
pub struct Feature {
    /// The geometry.
    pub geometry: String,
    /// The values.
    pub values: Vec<FieldValue>,
}

/// One layer.
pub struct Layer<'a> {
    /// Its name.
    pub name: &'a str,
    /// What its geometries are.
    pub geometry: OGRwkbGeometryType::Type,
    /// Names and types of its fields.
    pub fields: &'a [(&'a str, OGRFieldType::Type)],
    /// Its features.
    pub features: Vec<Feature>,
}

/// Writes a GeoPackage in RD New.
///
/// # Errors
/// The file cannot be written.
pub fn write_geopackage(path: &Path, layers: Vec<Layer<'_>>) -> Result<(), ExampleError> {
    if path.exists() {
        std::fs::remove_file(path).map_err(ExampleError::write(path))?;
    }
    write_layers(path, layers).map_err(ExampleError::geopackage(path))
}

fn write_layers(path: &Path, layers: Vec<Layer<'_>>) -> gdal::errors::Result<()> {
    // The date of change that each layer carries.
    gdal::config::set_thread_local_config_option("OGR_CURRENT_DATE", "2026-01-01T00:00:00Z")?;
    let written = write_all(path, layers);
    gdal::config::clear_thread_local_config_option("OGR_CURRENT_DATE")?;
    written
}

fn write_all(path: &Path, layers: Vec<Layer<'_>>) -> gdal::errors::Result<()> {
    let mut dataset = DriverManager::get_driver_by_name("GPKG")?.create_vector_only(path)?;
    let system = SpatialRef::from_epsg(28992)?;
    for layer in layers {
        let mut transaction = dataset.start_transaction()?;
        let target = transaction.create_layer(LayerOptions {
            name: layer.name,
            srs: Some(&system),
            ty: layer.geometry,
            options: None,
        })?;
        target.create_defn_fields(layer.fields)?;
        for feature in layer.features {
            let mut row = gdal::vector::Feature::new(target.defn())?;
            row.set_geometry(Geometry::from_wkt(&feature.geometry)?)?;
            for (index, value) in feature.values.iter().enumerate() {
                row.set_field(index, value)?;
            }
            row.create(&target)?;
        }
        transaction.commit()?;
    }
    dataset.close()
}

/// Metres with two decimals, from whole centimetres.
pub fn metres(centimetres: i64) -> String {
    format!("{}.{:02}", centimetres / 100, centimetres.rem_euclid(100))
}

/// A place as well-known text.
pub fn point_text([x, y]: GroundPoint) -> String {
    format!("POINT ({} {})", metres(x), metres(y))
}

/// A line as well-known text.
pub fn line_text(line: &[GroundPoint]) -> String {
    format!("LINESTRING ({})", coordinates(line.iter()))
}

/// Polygons as well-known text.
pub fn multi_polygon_text(polygons: &[GroundPolygon]) -> String {
    let texts: Vec<String> = polygons.iter().map(rings_text).collect();
    format!("MULTIPOLYGON ({})", texts.join(", "))
}

fn rings_text(polygon: &GroundPolygon) -> String {
    let rings = std::iter::once(&polygon.outer).chain(&polygon.holes);
    let texts: Vec<String> = rings
        .map(|ring| format!("({})", coordinates(ring.iter().chain(ring.first()))))
        .collect();
    format!("({})", texts.join(", "))
}

fn coordinates<'a>(points: impl Iterator<Item = &'a GroundPoint>) -> String {
    let texts: Vec<String> = points
        .map(|&[x, y]| format!("{} {}", metres(x), metres(y)))
        .collect();
    texts.join(", ")
}
