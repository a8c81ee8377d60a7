//! A layer as FlatGeobuf: with a spatial index, and with title, description and metadata in its header.

use std::io::Write;

use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geo::Geometry;
use geozero::{ColumnValue, PropertyProcessor};

use crate::layers::column::ColumnKind;
use crate::layers::export::columns::{columns, number, text};
use crate::layers::export::exported::Exported;
use crate::layers::property::Property;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Writes the layer; features stand in the order of the index, not in that of the layer.
///
/// # Errors
/// Passes on that of the disk, and of a system that PROJ does not know.
///
/// # Source
/// FlatGeobuf 3, flatgeobuf.org.
pub fn write_flatgeobuf(exported: &Exported<'_>, out: impl Write) -> Result<(), Failure> {
    let reference = exported.system.reference(&exported.record.crs)?;
    let name = reference.name();
    let wkt = reference.to_wkt()?;
    let description = exported.record.text();
    let shapes = exported.system.geometries(&exported.layer.shapes);
    let columns = columns(exported.layer);
    let document = exported
        .record
        .document(exported.system, &columns)
        .to_string();
    let options = FgbWriterOptions {
        // An index over nothing cannot be read.
        write_index: !exported.layer.ids.is_empty(),
        detect_type: true,
        // Where polygons and multi-polygons share a layer, all are multi-polygons.
        promote_to_multi: shapes
            .iter()
            .any(|shape| matches!(shape, Geometry::MultiPolygon(_))),
        crs: FgbCrs {
            org: Some("EPSG"),
            code: reference.auth_code().unwrap_or(0),
            name: name.as_deref(),
            wkt: Some(&wkt),
            ..FgbCrs::default()
        },
        title: Some(&exported.record.title),
        description: Some(&description),
        metadata: Some(&document),
        ..FgbWriterOptions::default()
    };
    let mut writer = FgbWriter::create_with_options(exported.name, GeometryType::Unknown, options)?;
    writer.add_column(columns.id, ColumnType::String, |_, column| {
        column.nullable = false
    });
    for column in &columns.others {
        writer.add_column(column.name, column_type(column.kind), |_, _| {});
    }
    for ((index, id), shape) in exported.layer.ids.iter().enumerate().zip(shapes) {
        exported.work.go_on()?;
        let row = columns.row(exported.layer, index);
        let mut told = Ok(());
        writer.add_feature_geom(shape.clone(), |feature| {
            told = tell(feature, 0, ColumnKind::Text, &Property::Text(id.clone()));
            for ((place, column), value) in (1..).zip(&columns.others).zip(row) {
                if told.is_ok() {
                    told = tell(feature, place, column.kind, value);
                }
            }
        })?;
        told?;
    }
    writer.write(out)?;
    Ok(())
}

/// What is missing is left out, which readers give back as missing.
fn tell(
    feature: &mut impl PropertyProcessor,
    place: usize,
    kind: ColumnKind,
    value: &Property,
) -> geozero::error::Result<()> {
    let written;
    let value = match (kind, value) {
        (_, Property::Missing) => return Ok(()),
        (ColumnKind::Whole, Property::Whole(whole)) => ColumnValue::Long(*whole),
        (ColumnKind::Truth, Property::Truth(truth)) => ColumnValue::Bool(*truth),
        (ColumnKind::Number, _) => match number(value) {
            Some(number) => ColumnValue::Double(number),
            None => return Ok(()),
        },
        (ColumnKind::Text | ColumnKind::Whole | ColumnKind::Truth | ColumnKind::Date, _) => {
            written = text(value);
            ColumnValue::String(&written)
        }
    };
    feature.property(place, "", &value).map(|_| ())
}

const fn column_type(kind: ColumnKind) -> ColumnType {
    match kind {
        // The format knows moments, and no days.
        ColumnKind::Text | ColumnKind::Date => ColumnType::String,
        ColumnKind::Whole => ColumnType::Long,
        ColumnKind::Number => ColumnType::Double,
        ColumnKind::Truth => ColumnType::Bool,
    }
}
