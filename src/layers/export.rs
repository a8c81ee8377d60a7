//! Layers as files for GIS: GeoPackage, FlatGeobuf and Shapefile in the study's system, GeoJSON in WGS84.

use std::fs;
use std::path::Path;

use gdal::spatial_ref::SpatialRef;
use gdal::vector::{
    Feature, FieldDefn, Geometry, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType,
    ToGdal,
};
use gdal::{Dataset, DriverManager};

use crate::layers::error::LayerError;
use crate::layers::geojson_document::feature_collection;
use crate::layers::layer::Layer;
use crate::layers::property::Property;

/// The time that GDAL writes into a GeoPackage: fixed, so that the same input gives the same bytes.
const WRITTEN: &str = "2000-01-01T00:00:00.000Z";

/// The first column of every file: the id of the feature.
const ID: &str = "id";

/// A format of layer files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// RFC 7946, WGS84.
    GeoJson,
    /// OGC GeoPackage, in the study's system.
    GeoPackage,
    /// FlatGeobuf, in the study's system.
    FlatGeobuf,
    /// ESRI Shapefile, in the study's system; field names are cut to ten letters.
    Shapefile,
}

impl ExportFormat {
    /// The ending of its file names, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::GeoPackage => "gpkg",
            Self::FlatGeobuf => "fgb",
            Self::Shapefile => "shp",
        }
    }

    const fn driver(self) -> &'static str {
        match self {
            Self::GeoJson => "GeoJSON",
            Self::GeoPackage => "GPKG",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::Shapefile => "ESRI Shapefile",
        }
    }
}

/// Writes a layer into `folder` as `stem` and the format's ending, and gives that name. A file of that name is replaced.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_layer(
    layer: &Layer,
    stem: &str,
    crs: &str,
    folder: &Path,
    format: ExportFormat,
) -> Result<String, LayerError> {
    let name = format!("{stem}.{}", format.extension());
    let path = folder.join(&name);
    let failed = |source: Box<dyn std::error::Error + Send + Sync>| LayerError::Write {
        file: name.clone(),
        source,
    };
    match format {
        ExportFormat::GeoJson => {
            let document = feature_collection(layer, 0..layer.ids.len()).to_string();
            fs::write(&path, document).map_err(|cause| failed(cause.into()))?;
        }
        ExportFormat::GeoPackage | ExportFormat::FlatGeobuf | ExportFormat::Shapefile => {
            if path.exists() {
                fs::remove_file(&path).map_err(|cause| failed(cause.into()))?;
            }
            write_by_gdal(layer, crs, &path, format).map_err(|cause| failed(cause.into()))?;
        }
    }
    Ok(name)
}

fn write_by_gdal(
    layer: &Layer,
    crs: &str,
    path: &Path,
    format: ExportFormat,
) -> gdal::errors::Result<()> {
    gdal::config::set_config_option("OGR_CURRENT_DATE", WRITTEN)?;
    let driver = DriverManager::get_driver_by_name(format.driver())?;
    let mut dataset = driver.create_vector_only(path)?;
    let columns = columns(layer);
    write_features(layer, &columns, crs, &mut dataset)?;
    dataset.close()
}

fn write_features(
    layer: &Layer,
    columns: &[(&'static str, OGRFieldType::Type)],
    crs: &str,
    dataset: &mut Dataset,
) -> gdal::errors::Result<()> {
    let system = SpatialRef::from_definition(crs)?;
    let geometries: Vec<Geometry> = layer
        .shapes
        .planar
        .iter()
        .map(ToGdal::to_gdal)
        .collect::<gdal::errors::Result<_>>()?;
    let target = dataset.create_layer(LayerOptions {
        name: layer.name,
        srs: Some(&system),
        ty: geometry_type(&geometries),
        options: None,
    })?;
    FieldDefn::new(ID, OGRFieldType::OFTString)?.add_to_layer(&target)?;
    for (name, kind) in columns {
        FieldDefn::new(name, *kind)?.add_to_layer(&target)?;
    }
    for (index, geometry) in geometries.into_iter().enumerate() {
        let mut feature = Feature::new(target.defn())?;
        feature.set_geometry(geometry)?;
        feature.set_field_string(0, layer.ids.get(index).map_or("", String::as_str))?;
        for (name, value) in layer.properties.get(index).into_iter().flatten() {
            let Some(column) = columns.iter().position(|(known, _)| known == name) else {
                continue;
            };
            set_field(&mut feature, column + 1, value)?;
        }
        feature.create(&target)?;
    }
    Ok(())
}

fn set_field(feature: &mut Feature, column: usize, value: &Property) -> gdal::errors::Result<()> {
    match value {
        Property::Text(text) => feature.set_field_string(column, text),
        Property::Whole(number) => feature.set_field_integer64(column, *number),
        Property::Number(number) => feature.set_field_double(column, *number),
        Property::Truth(truth) => {
            feature.set_field_string(column, if *truth { "ja" } else { "nee" })
        }
        Property::Missing => feature.set_field_null(column),
    }
}

/// The columns of a layer in the order of its first feature that has them, each with the type of its first value.
fn columns(layer: &Layer) -> Vec<(&'static str, OGRFieldType::Type)> {
    let mut found: Vec<(&'static str, Option<OGRFieldType::Type>)> = Vec::new();
    let others = layer
        .properties
        .iter()
        .flatten()
        .filter(|(name, _)| *name != ID);
    for (name, value) in others {
        let kind = match value {
            Property::Text(_) | Property::Truth(_) => Some(OGRFieldType::OFTString),
            Property::Whole(_) => Some(OGRFieldType::OFTInteger64),
            Property::Number(_) => Some(OGRFieldType::OFTReal),
            Property::Missing => None,
        };
        match found.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = known.or(kind),
            None => found.push((name, kind)),
        }
    }
    found
        .into_iter()
        .map(|(name, kind)| (name, kind.unwrap_or(OGRFieldType::OFTString)))
        .collect()
}

/// The type that all geometries have in common; polygons and multi-polygons are one.
fn geometry_type(geometries: &[Geometry]) -> OGRwkbGeometryType::Type {
    let mut types: Vec<OGRwkbGeometryType::Type> =
        geometries.iter().map(Geometry::geometry_type).collect();
    types.sort_unstable();
    types.dedup();
    match types.as_slice() {
        [only] => *only,
        [
            OGRwkbGeometryType::wkbPolygon,
            OGRwkbGeometryType::wkbMultiPolygon,
        ] => OGRwkbGeometryType::wkbMultiPolygon,
        _ => OGRwkbGeometryType::wkbUnknown,
    }
}
