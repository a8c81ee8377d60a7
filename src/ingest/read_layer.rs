//! GeoPackage, FlatGeobuf and other layers to rows by GDAL. Only formats that are one plain file (or folder) of data:
//! nothing that opens an address, a database server, a program or another file.

use gdal::vector::{Feature, LayerAccess, OGRFieldType};
use gdal::{Dataset, DatasetOptions, GdalOpenFlags};

use crate::ingest::coordinate_system::CoordinateSystem;
use crate::ingest::error::IngestError;
use crate::ingest::gdal_geometry::flat;
use crate::ingest::gdal_messages;
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::quotation::{listed, quoted};
use crate::ingest::raw_table::{RawTable, SystemClaim};
use crate::ingest::table::{GeometryFrom, Row, TableRequest, Value};

/// GDAL's names of the formats that are opened.
const FORMATS: [&str; 11] = [
    "GPKG",
    "FlatGeobuf",
    "OpenFileGDB",
    "MapInfo File",
    "GPX",
    "LIBKML",
    "KML",
    "GeoJSONSeq",
    "TopoJSON",
    "XLSX",
    "ODS",
];

/// Beyond this a whole number of eight bytes is no longer exact as a number, and is kept as text.
const EXACT: i64 = 1 << 53;

/// Reads one layer.
///
/// # Errors
/// A file that none of the formats fits, that is damaged, or in which the layer is not clear.
pub fn read(request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<RawTable, IngestError> {
    gdal_messages::listen();
    let dataset = open(request)?;
    let mut layer = dataset.layer(chosen_layer(request, &dataset)?).map_err(|_| damaged(request))?;
    let fields: Vec<(String, OGRFieldType::Type)> =
        layer.defn().fields().map(|field| (field.name(), field.field_type())).collect();
    let promised = layer.try_feature_count();
    let system = layer.spatial_ref().map(|reference| reference.to_wkt());
    let mut table = RawTable {
        columns: fields.iter().map(|(name, _)| name.clone()).collect(),
        rows: Vec::new(),
        rows_read: 0,
        system: match system {
            Some(Ok(text)) => SystemClaim::stated(CoordinateSystem::from_well_known_text(&text)),
            Some(Err(_)) => SystemClaim::Unknown("a system without a text".to_owned()),
            None => SystemClaim::Silent,
        },
    };
    gdal_messages::listen();
    for feature in layer.features() {
        table.rows_read += 1;
        table.rows.extend(row_of(table.rows_read, &feature, &fields, tally));
    }
    if promised.is_some_and(|promised| table.rows_read < promised) || !gdal_messages::take_failures().is_empty() {
        return Err(cut_off(request, table.rows_read, promised));
    }
    Ok(table)
}

fn open(request: &TableRequest) -> Result<Dataset, IngestError> {
    let path = std::path::absolute(&request.path).map_err(|source| IngestError::unreadable(&request.file, source))?;
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_VECTOR | GdalOpenFlags::GDAL_OF_VERBOSE_ERROR,
        allowed_drivers: Some(&FORMATS),
        ..DatasetOptions::default()
    };
    Dataset::open_ex(path, options).map_err(|_| damaged(request))
}

fn damaged(request: &TableRequest) -> IngestError {
    let said = gdal_messages::take_failures();
    let known = "a whole file of a known format: .csv, .geojson, .shp, .gpkg, .fgb, .gdb, .tab, .gpx, .kml, .xlsx, .ods";
    let found = match said.first() {
        Some(reason) => format!("a file that cannot be opened ({})", without_path(request, reason)),
        None => "a file that cannot be opened".to_owned(),
    };
    IngestError::of_file(&request.file, found, known)
}

fn cut_off(request: &TableRequest, read: u64, promised: Option<u64>) -> IngestError {
    let expected = promised.map_or_else(|| "a whole file".to_owned(), |promised| format!("{promised} rows"));
    IngestError::of_file(&request.file, format!("a damaged file, of which {read} rows could be read"), expected)
}

/// A message names the file as the study does, not where it stands on this machine.
fn without_path(request: &TableRequest, reason: &str) -> String {
    let path = std::path::absolute(&request.path).unwrap_or_else(|_| request.path.clone());
    reason.replace(path.to_string_lossy().as_ref(), &request.file)
}

/// The named layer, or the only one, or the only one with geometry where geometry is asked for.
fn chosen_layer(request: &TableRequest, dataset: &Dataset) -> Result<usize, IngestError> {
    let names: Vec<String> = dataset.layers().map(|layer| layer.name()).collect();
    if let Some(wanted) = &request.layer {
        return names.iter().position(|name| name == wanted).ok_or_else(|| {
            let expected = if names.is_empty() { "a file with layers".to_owned() } else { format!("one of {}", listed(&names)) };
            IngestError::of_file(&request.file, format!("layer = {}", quoted(wanted)), expected)
        });
    }
    let spatial: Vec<usize> = dataset
        .layers()
        .enumerate()
        .filter(|(_, layer)| layer.defn().geom_fields().next().is_some())
        .map(|(index, _)| index)
        .collect();
    match (names.len(), spatial.as_slice()) {
        (0, _) => Err(IngestError::of_file(&request.file, "no layers", "at least one layer")),
        (1, _) => Ok(0),
        (_, &[only]) if request.geometry == GeometryFrom::Layer => Ok(only),
        (count, _) => {
            let found = format!("{count} layers: {}", listed(&names));
            Err(IngestError::of_file(&request.file, found, "layer = one of these"))
        }
    }
}

/// The row, unless its geometry cannot be read.
fn row_of(
    number: u64,
    feature: &Feature<'_>,
    fields: &[(String, OGRFieldType::Type)],
    tally: &mut ProblemTally<'_>,
) -> Option<Row> {
    let values = fields.iter().enumerate().map(|(index, &(_, kind))| value_of(feature, index, kind)).collect();
    let geometry = match (feature.geometry_by_index(0), gdal_messages::take_failures().first()) {
        (Ok(geometry), _) => flat(geometry),
        (Err(_), Some(reason)) => Err(format!("a geometry that cannot be read ({reason})")),
        (Err(_), None) => Ok(None),
    };
    match geometry {
        Ok(geometry) => {
            if geometry.as_ref().is_some_and(|flat| !flat.closed) {
                let found = "a polygon ring that is not closed";
                tally.of_row(RowPlace::warning(number), found, found, "a closed ring; it was closed");
            }
            Some(Row { number, values, geometry: geometry.map(|flat| flat.geometry) })
        }
        Err(found) => {
            tally.of_row(RowPlace::left_out(number), "a broken geometry", found, "points, lines or polygons");
            None
        }
    }
}

fn value_of(feature: &Feature<'_>, index: usize, kind: OGRFieldType::Type) -> Value {
    let number = |number: f64| if number.is_finite() { Value::Number(number) } else { Value::Missing };
    let read = match kind {
        OGRFieldType::OFTInteger | OGRFieldType::OFTReal => {
            feature.field_as_double(index).map(|value| value.map(number))
        }
        OGRFieldType::OFTInteger64 => feature.field_as_integer64(index).map(|value| value.map(whole_number)),
        _ => feature.field_as_string(index).map(|value| value.map(|text| text_value(&text))),
    };
    read.ok().flatten().unwrap_or(Value::Missing)
}

#[expect(clippy::cast_precision_loss, reason = "numbers that would lose precision are kept as text")]
fn whole_number(number: i64) -> Value {
    if number.abs() <= EXACT { Value::Number(number as f64) } else { Value::Text(number.to_string()) }
}

fn text_value(text: &str) -> Value {
    match text.trim() {
        "" => Value::Missing,
        trimmed => Value::Text(trimmed.to_owned()),
    }
}
