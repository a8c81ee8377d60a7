//! Features written by GDAL into one table of a data set, for GeoPackage and Shapefile.

use gdal::Dataset;
use gdal::vector::{
    Feature, FieldDefn, Geometry as GdalGeometry, Layer as GdalLayer, LayerAccess, LayerOptions,
    OGRFieldType, OGRwkbGeometryType, ToGdal,
};
use geo::Geometry;

use crate::layers::column::ColumnKind;
use crate::layers::export::columns::{Columns, number, text};
use crate::layers::export::exported::Exported;
use crate::layers::geometry_kind::GeometryKind;
use crate::layers::property::Property;

/// Why a layer could not be added.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Adds a layer to a data set, with the id and its columns.
///
/// # Shape
/// `names` are the names of the fields: the id first, then the columns in their order.
///
/// # Errors
/// Passes on what GDAL says, or that the work is ended.
pub fn add_gdal_layer<'d>(
    dataset: &'d mut Dataset,
    exported: &Exported<'_>,
    columns: &Columns,
    (names, options): (&[String], &[&str]),
) -> Result<GdalLayer<'d>, Failure> {
    let reference = exported.system.reference(&exported.record.crs)?;
    let target = dataset.create_layer(LayerOptions {
        name: exported.name,
        srs: Some(&reference),
        ty: layer_type(exported),
        options: Some(options),
    })?;
    let kinds = columns.others.iter().map(|column| column.kind);
    let all_kinds: Vec<ColumnKind> = std::iter::once(ColumnKind::Text).chain(kinds).collect();
    for (name, kind) in names.iter().zip(&all_kinds) {
        FieldDefn::new(name, field_type(*kind))?.add_to_layer(&target)?;
    }
    write_features(&target, exported, columns)?;
    Ok(target)
}

fn write_features(
    target: &GdalLayer<'_>,
    exported: &Exported<'_>,
    columns: &Columns,
) -> Result<(), Failure> {
    let shapes = exported.system.geometries(&exported.layer.shapes);
    let multiple = geometry_type(shapes) == OGRwkbGeometryType::wkbMultiPolygon;
    for ((index, id), shape) in exported.layer.ids.iter().enumerate().zip(shapes) {
        exported.work.go_on()?;
        let mut feature = Feature::new(target.defn())?;
        feature.set_geometry(gdal_geometry(shape, multiple)?)?;
        feature.set_field_string(0, id)?;
        let row = columns.row(exported.layer, index);
        for ((place, column), value) in (1..).zip(&columns.others).zip(row) {
            set_field(&mut feature, (place, column.kind), value)?;
        }
        feature.create(target)?;
    }
    Ok(())
}

/// Where polygons and multi-polygons share a layer, all are multi-polygons.
fn gdal_geometry(shape: &Geometry<f64>, multiple: bool) -> gdal::errors::Result<GdalGeometry> {
    match shape {
        Geometry::Polygon(polygon) if multiple => {
            geo::MultiPolygon(vec![polygon.clone()]).to_gdal()
        }
        other => other.to_gdal(),
    }
}

fn set_field(
    feature: &mut Feature<'_>,
    (place, kind): (usize, ColumnKind),
    value: &Property,
) -> gdal::errors::Result<()> {
    if *value == Property::Missing {
        return feature.set_field_null(place);
    }
    match (kind, value) {
        (ColumnKind::Whole, Property::Whole(whole)) => feature.set_field_integer64(place, *whole),
        (ColumnKind::Number, _) => match number(value) {
            Some(number) => feature.set_field_double(place, number),
            None => feature.set_field_null(place),
        },
        (ColumnKind::Text | ColumnKind::Truth | ColumnKind::Whole | ColumnKind::Date, _) => {
            feature.set_field_string(place, &text(value))
        }
    }
}

/// GDAL's bindings know no truths: these are `ja` and `nee`.
const fn field_type(kind: ColumnKind) -> OGRFieldType::Type {
    match kind {
        ColumnKind::Text | ColumnKind::Truth => OGRFieldType::OFTString,
        ColumnKind::Whole => OGRFieldType::OFTInteger64,
        ColumnKind::Number => OGRFieldType::OFTReal,
        ColumnKind::Date => OGRFieldType::OFTDate,
    }
}

/// The type of a layer's geometries; of one without features what its name says.
fn layer_type(exported: &Exported<'_>) -> OGRwkbGeometryType::Type {
    match exported.system.geometries(&exported.layer.shapes) {
        [] => match GeometryKind::of_layer(exported.layer.name) {
            GeometryKind::Point => OGRwkbGeometryType::wkbPoint,
            GeometryKind::MultiLineString => OGRwkbGeometryType::wkbMultiLineString,
            GeometryKind::MultiPolygon => OGRwkbGeometryType::wkbMultiPolygon,
        },
        shapes => geometry_type(shapes),
    }
}

/// The type that all geometries have in common; polygons and multi-polygons are one.
fn geometry_type(shapes: &[Geometry<f64>]) -> OGRwkbGeometryType::Type {
    let mut types: Vec<OGRwkbGeometryType::Type> = shapes.iter().map(type_of).collect();
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

const fn type_of(shape: &Geometry<f64>) -> OGRwkbGeometryType::Type {
    match shape {
        Geometry::Point(_) => OGRwkbGeometryType::wkbPoint,
        Geometry::MultiPoint(_) => OGRwkbGeometryType::wkbMultiPoint,
        Geometry::Line(_) | Geometry::LineString(_) => OGRwkbGeometryType::wkbLineString,
        Geometry::MultiLineString(_) => OGRwkbGeometryType::wkbMultiLineString,
        Geometry::Polygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {
            OGRwkbGeometryType::wkbPolygon
        }
        Geometry::MultiPolygon(_) => OGRwkbGeometryType::wkbMultiPolygon,
        Geometry::GeometryCollection(_) => OGRwkbGeometryType::wkbGeometryCollection,
    }
}
