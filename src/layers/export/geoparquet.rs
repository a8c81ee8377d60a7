//! A layer as GeoParquet: a column for each property and the shapes as well-known binary.
//!
//! The columns are written one by one with the plain writer of the Parquet library: its Arrow tables would bring
//! seven more libraries for the same bytes.

use std::io::Write;
use std::sync::Arc;

use gdal::spatial_ref::SpatialRef;
use geo::{BoundingRect, Geometry};
use geozero::{CoordDimensions, ToWkb};
use jiff::Unit;
use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::{Value, json};

use crate::layers::column::ColumnKind;
use crate::layers::export::columns::{Columns, columns, number, text};
use crate::layers::export::exported::Exported;
use crate::layers::property::Property;

/// The column of shapes.
const GEOMETRY: &str = "geometry";
/// So many features are written at a time.
const ROW_GROUP: usize = 50_000;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Writes the layer.
///
/// # Errors
/// Passes on that of the disk, and of a system that PROJ does not know.
///
/// # Source
/// GeoParquet 1.1.0, geoparquet.org.
pub fn write_geoparquet(exported: &Exported<'_>, out: impl Write + Send) -> Result<(), Failure> {
    let columns = columns(exported.layer);
    let schema = schema(&columns)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("nabij ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(key_values(exported, &columns)?))
        .build();
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    let all: Vec<usize> = (0..exported.layer.ids.len()).collect();
    for chosen in all.chunks(ROW_GROUP) {
        let mut group = writer.next_row_group()?;
        write_group(&mut group, exported, &columns, chosen)?;
        group.close()?;
    }
    writer.close()?;
    Ok(())
}

fn schema(columns: &Columns) -> Result<TypePtr, Failure> {
    let column = |name: &str, kind: PhysicalType, repetition, logical| {
        let column = Type::primitive_type_builder(name, kind)
            .with_repetition(repetition)
            .with_logical_type(logical);
        column.build().map(Arc::new)
    };
    let text = Some(LogicalType::String);
    let mut fields = vec![column(
        columns.id,
        PhysicalType::BYTE_ARRAY,
        Repetition::REQUIRED,
        text.clone(),
    )?];
    for other in &columns.others {
        let (kind, logical) = match other.kind {
            ColumnKind::Text => (PhysicalType::BYTE_ARRAY, text.clone()),
            ColumnKind::Whole => (PhysicalType::INT64, None),
            ColumnKind::Number => (PhysicalType::DOUBLE, None),
            ColumnKind::Truth => (PhysicalType::BOOLEAN, None),
            ColumnKind::Date => (PhysicalType::INT32, Some(LogicalType::Date)),
        };
        fields.push(column(other.name, kind, Repetition::OPTIONAL, logical)?);
    }
    fields.push(column(
        GEOMETRY,
        PhysicalType::BYTE_ARRAY,
        Repetition::REQUIRED,
        None,
    )?);
    let schema = Type::group_type_builder("schema")
        .with_fields(fields)
        .build()?;
    Ok(Arc::new(schema))
}

fn write_group<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    exported: &Exported<'_>,
    columns: &Columns,
    chosen: &[usize],
) -> Result<(), Failure> {
    let layer = exported.layer;
    let ids = chosen.iter().filter_map(|&index| layer.ids.get(index));
    write_column::<ByteArrayType, _>(group, ids.map(|id| Some(ByteArray::from(id.as_str()))))?;
    let rows: Vec<Vec<&Property>> = chosen
        .iter()
        .map(|&index| columns.row(layer, index))
        .collect();
    for (place, column) in columns.others.iter().enumerate() {
        let values = rows
            .iter()
            .map(|row| row.get(place).copied().unwrap_or(&Property::Missing));
        match column.kind {
            ColumnKind::Text => {
                let known = |value: &Property| {
                    (*value != Property::Missing).then(|| ByteArray::from(text(value).into_bytes()))
                };
                write_column::<ByteArrayType, _>(group, values.map(known))?;
            }
            ColumnKind::Whole => write_column::<Int64Type, _>(group, values.map(whole))?,
            ColumnKind::Number => write_column::<DoubleType, _>(group, values.map(number))?,
            ColumnKind::Truth => write_column::<BoolType, _>(group, values.map(truth))?,
            ColumnKind::Date => write_column::<Int32Type, _>(group, values.map(day))?,
        }
    }
    let shapes = exported.system.geometries(&layer.shapes);
    let shapes = chosen.iter().filter_map(|&index| shapes.get(index));
    let binary: Vec<Option<ByteArray>> = shapes
        .map(|shape| {
            shape
                .to_wkb(CoordDimensions::xy())
                .map(|bytes| Some(ByteArray::from(bytes)))
        })
        .collect::<Result<_, _>>()?;
    write_column::<ByteArrayType, _>(group, binary.into_iter())
}

/// The next column of the group: which rows have a value, and the values.
fn write_column<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<(), Failure> {
    let values: Vec<Option<T::T>> = values.collect();
    let levels: Vec<i16> = values
        .iter()
        .map(|value| i16::from(value.is_some()))
        .collect();
    let known: Vec<T::T> = values.into_iter().flatten().collect();
    let mut column = group
        .next_column()?
        .ok_or("more columns than the schema has")?;
    // A column that must have values has no levels, and then none is looked at.
    column
        .typed::<T>()
        .write_batch(&known, Some(&levels), None)?;
    column.close()?;
    Ok(())
}

fn whole(value: &Property) -> Option<i64> {
    match value {
        Property::Whole(whole) => Some(*whole),
        Property::Text(_) | Property::Number(_) | Property::Truth(_) | Property::Missing => None,
    }
}

fn truth(value: &Property) -> Option<bool> {
    match value {
        Property::Truth(truth) => Some(*truth),
        Property::Text(_) | Property::Whole(_) | Property::Number(_) | Property::Missing => None,
    }
}

/// The days since the first of 1970, as Parquet counts them.
fn day(value: &Property) -> Option<i32> {
    match value {
        Property::Text(text) => {
            let day: Date = text.parse().ok()?;
            let since = day.since((Unit::Day, Date::constant(1970, 1, 1))).ok()?;
            Some(since.get_days())
        }
        Property::Whole(_) | Property::Number(_) | Property::Truth(_) | Property::Missing => None,
    }
}

fn key_values(exported: &Exported<'_>, columns: &Columns) -> Result<Vec<KeyValue>, Failure> {
    let document = exported.record.document(exported.system, columns);
    let mut pairs = vec![
        KeyValue::new("geo".to_owned(), geo_metadata(exported)?.to_string()),
        KeyValue::new("metadata".to_owned(), document.to_string()),
    ];
    let items = exported.record.items(exported.system);
    pairs.extend(
        items
            .into_iter()
            .map(|(name, text)| KeyValue::new(name.to_owned(), text)),
    );
    Ok(pairs)
}

/// What GeoParquet asks for: encoding, types, system and bounds of the shapes.
fn geo_metadata(exported: &Exported<'_>) -> Result<Value, Failure> {
    let shapes = exported.system.geometries(&exported.layer.shapes);
    let crs = projjson(exported)?;
    let mut types: Vec<&str> = shapes.iter().map(type_name).collect();
    types.sort_unstable();
    types.dedup();
    let mut column = json!({ "encoding": "WKB", "geometry_types": types, "crs": crs });
    if let (Some(bounds), Some(members)) = (bounds(shapes), column.as_object_mut()) {
        members.insert("bbox".to_owned(), json!(bounds));
    }
    Ok(json!({ "version": "1.1.0", "primary_column": GEOMETRY, "columns": { GEOMETRY: column } }))
}

/// The system in PROJJSON, with its id, which PROJ leaves out of CRS84.
fn projjson(exported: &Exported<'_>) -> Result<Value, Failure> {
    let name = exported.system.name(&exported.record.crs);
    let mut crs: Value = serde_json::from_str(&SpatialRef::from_definition(name)?.to_projjson()?)?;
    if let (Some((authority, code)), Some(members)) = (name.split_once(':'), crs.as_object_mut()) {
        let code = code
            .parse::<u32>()
            .map_or_else(|_word| json!(code), |number| json!(number));
        members
            .entry("id")
            .or_insert(json!({ "authority": authority, "code": code }));
    }
    Ok(crs)
}

const fn type_name(shape: &Geometry<f64>) -> &'static str {
    match shape {
        Geometry::Point(_) => "Point",
        Geometry::MultiPoint(_) => "MultiPoint",
        Geometry::Line(_) | Geometry::LineString(_) => "LineString",
        Geometry::MultiLineString(_) => "MultiLineString",
        Geometry::Polygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => "Polygon",
        Geometry::MultiPolygon(_) => "MultiPolygon",
        Geometry::GeometryCollection(_) => "GeometryCollection",
    }
}

fn bounds(shapes: &[Geometry<f64>]) -> Option<[f64; 4]> {
    let boxes = shapes.iter().filter_map(BoundingRect::bounding_rect);
    boxes
        .map(|bounds| {
            [
                bounds.min().x,
                bounds.min().y,
                bounds.max().x,
                bounds.max().y,
            ]
        })
        .reduce(|[west, south, east, north], other| {
            [
                west.min(other[0]),
                south.min(other[1]),
                east.max(other[2]),
                north.max(other[3]),
            ]
        })
}
