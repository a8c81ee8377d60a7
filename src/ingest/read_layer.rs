//! GeoPackage, FlatGeobuf and other layers to rows by GDAL. Only formats that are one plain file (or folder) of data:
//! nothing that opens an address, a database server, a program or another file.

use gdal::errors::GdalError;
use gdal::vector::{Feature, LayerAccess, OGRFieldType};
use gdal::{Dataset, DatasetOptions, GdalOpenFlags};

use crate::ingest::coordinate_system::CoordinateSystem;
use crate::ingest::error::IngestError;
use crate::ingest::gdal_geometry::flat;
use crate::ingest::gdal_messages;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::quotation::{listed, quoted};
use crate::ingest::raw_table::{RawTable, SystemClaim};
use crate::ingest::table::{GeometryFrom, ReadAs, Row, TableRequest, Value};

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

/// So many layers of a file are offered to choose from.
const OFFERED: usize = 100;

/// Reads one layer.
///
/// # Errors
/// A file that none of the formats fits, that is damaged, or in which the layer is not clear.
pub fn read(request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<RawTable, IngestError> {
    gdal_messages::listen();
    let dataset = open(request)?;
    let chosen = chosen_layer(request, &dataset)?;
    let mut layer = dataset
        .layer(chosen)
        .map_err(|error| damaged(request, &error))?;
    let fields: Vec<(String, OGRFieldType::Type)> = layer
        .defn()
        .fields()
        .map(|field| (field.name(), field.field_type()))
        .collect();
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
        read_as: ReadAs {
            layer: Some(layer.name()),
            layers: first_layers(&dataset),
            ..ReadAs::default()
        },
    };
    gdal_messages::listen();
    for feature in layer.features() {
        table.rows_read += 1;
        table
            .rows
            .extend(row_of(table.rows_read, &feature, &fields, tally));
    }
    if promised.is_some_and(|promised| table.rows_read < promised)
        || !gdal_messages::take_failures().is_empty()
    {
        return Err(cut_off(request, table.rows_read, promised));
    }
    Ok(table)
}

fn open(request: &TableRequest) -> Result<Dataset, IngestError> {
    let path = std::path::absolute(&request.path)
        .map_err(|source| IngestError::unreadable(&request.file, source))?;
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_VECTOR | GdalOpenFlags::GDAL_OF_VERBOSE_ERROR,
        allowed_drivers: Some(&FORMATS),
        ..DatasetOptions::default()
    };
    Dataset::open_ex(path, options).map_err(|error| damaged(request, &error))
}

fn damaged(request: &TableRequest, error: &GdalError) -> IngestError {
    let said = gdal_messages::take_failures();
    let known = "a whole file of a known format: .csv, .geojson, .shp, .gpkg, .fgb, .gdb, .tab, .gpx, .kml, .xlsx, .ods";
    // The first thing that GDAL said is the cause; its error has the last.
    let reason = said.into_iter().next().unwrap_or_else(|| error.to_string());
    let found = format!(
        "a file that cannot be opened ({})",
        without_path(request, &reason)
    );
    IngestError::of_file(&request.file, found, known)
}

fn cut_off(request: &TableRequest, read: u64, promised: Option<u64>) -> IngestError {
    let expected = promised.map_or_else(
        || "a whole file".to_owned(),
        |promised| format!("{promised} rows"),
    );
    IngestError::of_file(
        &request.file,
        format!("a damaged file, of which {read} rows could be read"),
        expected,
    )
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
            let expected = if names.is_empty() {
                "a file with layers".to_owned()
            } else {
                format!("one of {}", listed(&names))
            };
            let found = format!("layer = {}", quoted(wanted));
            of_layers((request, dataset), found, &expected)
        });
    }
    let spatial: Vec<usize> = dataset
        .layers()
        .enumerate()
        .filter(|(_, layer)| layer.defn().geom_fields().next().is_some())
        .map(|(index, _)| index)
        .collect();
    match (names.len(), spatial.as_slice()) {
        (0, _) => Err(IngestError::of_file(
            &request.file,
            "no layers",
            "at least one layer",
        )),
        (1, _) => Ok(0),
        (_, &[only]) if request.geometry == GeometryFrom::Layer => Ok(only),
        (count, _) => {
            let found = format!("{count} layers: {}", listed(&names));
            Err(of_layers((request, dataset), found, "layer = one of these"))
        }
    }
}

/// A layer is to be named, or another one.
fn of_layers(
    (request, dataset): (&TableRequest, &Dataset),
    found: String,
    expected: &str,
) -> IngestError {
    let problem = Problem::of_file(Severity::Blocks, &request.file, found, expected);
    IngestError::Undecided {
        problem: Box::new(problem.in_field("layer")),
        choices: first_layers(dataset),
    }
}

/// The names of the first layers, to choose from.
fn first_layers(dataset: &Dataset) -> Vec<String> {
    let names = dataset.layers().map(|layer| layer.name());
    // QGIS keeps its styles there.
    names
        .filter(|name| name != "layer_styles")
        .take(OFFERED)
        .collect()
}

/// The row, unless its geometry cannot be read.
fn row_of(
    number: u64,
    feature: &Feature<'_>,
    fields: &[(String, OGRFieldType::Type)],
    tally: &mut ProblemTally<'_>,
) -> Option<Row> {
    let values = fields
        .iter()
        .enumerate()
        .map(|(index, &(_, kind))| value_of(feature, index, kind))
        .collect();
    let geometry = match (
        feature.geometry_by_index(0),
        gdal_messages::take_failures().first(),
    ) {
        (Ok(geometry), _) => flat(geometry),
        (Err(_), Some(reason)) => Err(format!("a geometry that cannot be read ({reason})")),
        (Err(_), None) => Ok(None),
    };
    match geometry {
        Ok(geometry) => {
            if geometry.as_ref().is_some_and(|flat| !flat.closed) {
                let found = "a polygon ring that is not closed";
                tally.of_row(
                    RowPlace::warning(number),
                    found,
                    found,
                    "a closed ring; it was closed",
                );
            }
            Some(Row {
                number,
                values,
                geometry: geometry.map(|flat| flat.geometry),
            })
        }
        Err(found) => {
            tally.of_row(
                RowPlace::left_out(number),
                "a broken geometry",
                found,
                "points, lines or polygons",
            );
            None
        }
    }
}

fn value_of(feature: &Feature<'_>, index: usize, kind: OGRFieldType::Type) -> Value {
    if is_unset(feature, index, kind) {
        return Value::Missing;
    }
    let read = match kind {
        OGRFieldType::OFTInteger | OGRFieldType::OFTReal => feature
            .field_as_double(index)
            .map(|value| value.map(Value::from_number)),
        OGRFieldType::OFTInteger64 => feature
            .field_as_integer64(index)
            .map(|value| value.map(Value::from_whole_number)),
        // The library writes a day as 2025/10/01.
        OGRFieldType::OFTDate | OGRFieldType::OFTDateTime => feature
            .field_as_string(index)
            .map(|value| value.map(|text| Value::from_text(&text.replace('/', "-")))),
        _ => feature
            .field_as_string(index)
            .map(|value| value.map(|text| Value::from_text(&text))),
    };
    read.ok().flatten().unwrap_or(Value::Missing)
}

/// Whether a field of numbers has none. FlatGeobuf leaves out what is missing; GDAL reads that as 0, which is not the same, and
/// only its text tells them apart.
fn is_unset(feature: &Feature<'_>, index: usize, kind: OGRFieldType::Type) -> bool {
    let is_zero = match kind {
        OGRFieldType::OFTInteger | OGRFieldType::OFTReal => {
            matches!(feature.field_as_double(index), Ok(Some(0.0)))
        }
        OGRFieldType::OFTInteger64 => matches!(feature.field_as_integer64(index), Ok(Some(0))),
        _ => false,
    };
    is_zero && matches!(feature.field_as_string(index), Ok(Some(text)) if text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::{
        Trial, read as table_of, real_data, refusal, request as file_request, said,
    };
    use gdal::DriverManager;
    use gdal::spatial_ref::SpatialRef;
    use gdal::vector::{Geometry, LayerOptions, OGRwkbGeometryType};

    /// A file with layers of schools: each layer its name and its geometries as text, none for no geometry.
    fn write(trial: &Trial, file: &str, format: &str, layers: &[(&str, &[Option<&str>])]) {
        let driver = DriverManager::get_driver_by_name(format).expect("a format of GDAL");
        let mut dataset = driver
            .create_vector_only(trial.path(file))
            .expect("a folder to write into");
        let rd_new = SpatialRef::from_epsg(28992).expect("a known system");
        for &(name, geometries) in layers {
            let layer = dataset
                .create_layer(LayerOptions {
                    name,
                    srs: Some(&rd_new),
                    ty: OGRwkbGeometryType::wkbUnknown,
                    options: None,
                })
                .expect("a layer");
            layer
                .create_defn_fields(&[
                    ("naam", OGRFieldType::OFTString),
                    ("plaatsen", OGRFieldType::OFTInteger),
                    ("nummer", OGRFieldType::OFTInteger64),
                ])
                .expect("fields");
            for (index, geometry) in (0..).zip(geometries) {
                let mut feature = Feature::new(layer.defn()).expect("a feature");
                feature
                    .set_field_string(0, " De Regenboog ")
                    .expect("a field");
                feature.set_field_integer(1, index).expect("a field");
                feature
                    .set_field_integer64(2, 9_007_199_254_740_993)
                    .expect("a field");
                if let Some(text) = geometry {
                    feature
                        .set_geometry(Geometry::from_wkt(text).expect("well-known text"))
                        .expect("a geometry");
                }
                feature.create(&layer).expect("a row");
            }
        }
        dataset.close().expect("a whole file");
    }

    fn nothing() -> Trial {
        Trial::with::<&str>(&[])
    }

    const PLACE: Option<&str> = Some("POINT (136000 456000)");

    #[test]
    fn a_geopackage_and_a_flatgeobuf_are_read_with_types_and_system() {
        for (file, format) in [("scholen.gpkg", "GPKG"), ("scholen.fgb", "FlatGeobuf")] {
            let trial = nothing();
            write(
                &trial,
                file,
                format,
                &[("scholen", &[PLACE, Some("POINT Z (136001 456000 3)")])],
            );
            let (table, problems) = table_of(&trial.request(file));
            assert_eq!(said(&problems), [""; 0]);
            assert_eq!(table.columns, ["naam", "plaatsen", "nummer"]);
            let text = |text: &str| Value::Text(text.to_owned());
            let numbers: Vec<u64> = table.rows.iter().map(|row| row.number).collect();
            assert_eq!(numbers, [1, 2]);
            let place = |x: f64| Some(geo::Point::new(x, 456_000.0).into());
            let first = table
                .rows
                .iter()
                .find(|row| row.geometry == place(136_000.0))
                .expect("the first place");
            assert_eq!(
                first.values,
                [
                    text("De Regenboog"),
                    Value::Number(0.0),
                    text("9007199254740993")
                ]
            );
            assert!(
                table
                    .rows
                    .iter()
                    .any(|row| row.geometry == place(136_001.0))
            );
        }
    }

    #[test]
    fn a_number_that_is_missing_is_no_zero_in_any_form() {
        for (file, format) in [
            ("a.gpkg", "GPKG"),
            ("a.fgb", "FlatGeobuf"),
            ("a.shp", "ESRI Shapefile"),
        ] {
            let trial = nothing();
            let driver = DriverManager::get_driver_by_name(format).expect("a format of GDAL");
            let mut dataset = driver
                .create_vector_only(trial.path(file))
                .expect("a folder");
            let rd_new = SpatialRef::from_epsg(28992).expect("a known system");
            let layer = dataset.create_layer(LayerOptions {
                name: "a",
                srs: Some(&rd_new),
                ty: OGRwkbGeometryType::wkbPoint,
                options: None,
            });
            let layer = layer.expect("a layer");
            let kinds = [
                ("heel", OGRFieldType::OFTInteger),
                ("lang", OGRFieldType::OFTInteger64),
                ("reeel", OGRFieldType::OFTReal),
            ];
            layer.create_defn_fields(&kinds).expect("fields");
            for known in [true, false] {
                let mut feature = Feature::new(layer.defn()).expect("a feature");
                let place = Geometry::from_wkt("POINT (136000 456000)").expect("a place");
                feature.set_geometry(place).expect("a geometry");
                if known {
                    feature.set_field_integer(0, 0).expect("a field");
                    feature.set_field_integer64(1, 0).expect("a field");
                    feature.set_field_double(2, 0.0).expect("a field");
                } else {
                    (0..3).for_each(|field| feature.set_field_null(field).expect("a field"));
                }
                feature.create(&layer).expect("a row");
            }
            dataset.close().expect("a whole file");
            let (table, _) = table_of(&trial.request(file));
            let missing = |row: &Row| {
                row.values
                    .iter()
                    .filter(|value| **value == Value::Missing)
                    .count()
            };
            let mut found: Vec<usize> = table.rows.iter().map(missing).collect();
            found.sort_unstable();
            assert_eq!(found, [0, 3], "{format}");
        }
    }

    #[test]
    fn rows_without_geometry_are_left_out_unless_no_row_has_any() {
        let trial = nothing();
        write(
            &trial,
            "a.gpkg",
            "GPKG",
            &[("a", &[PLACE, None, Some("POINT EMPTY")])],
        );
        let (table, problems) = table_of(&trial.request("a.gpkg"));
        assert_eq!((table.rows_read, table.rows.len()), (3, 1));
        assert_eq!(
            said(&problems)[0],
            "a.gpkg, row 2: found no geometry, expected a geometry"
        );
        write(&trial, "b.gpkg", "GPKG", &[("b", &[None, None])]);
        let (table, problems) = table_of(&trial.request("b.gpkg"));
        assert_eq!((table.rows.len(), problems.len()), (2, 0));
    }

    #[test]
    fn the_layer_must_be_clear() {
        let trial = nothing();
        write(
            &trial,
            "a.gpkg",
            "GPKG",
            &[("wijken", &[PLACE]), ("buurten", &[PLACE])],
        );
        assert_eq!(
            refusal(&trial.request("a.gpkg")),
            "a.gpkg, field \"layer\": found 2 layers: \"wijken\", \"buurten\", expected layer = one of these"
        );
        let named = |layer: &str| TableRequest {
            layer: Some(layer.to_owned()),
            ..trial.request("a.gpkg")
        };
        assert_eq!(
            refusal(&named("gemeenten")),
            "a.gpkg, field \"layer\": found layer = \"gemeenten\", expected one of \"wijken\", \"buurten\""
        );
        assert_eq!(table_of(&named("buurten")).0.rows.len(), 1);
    }

    #[test]
    fn an_empty_layer_is_refused() {
        let trial = nothing();
        write(&trial, "a.gpkg", "GPKG", &[("leeg", &[])]);
        assert_eq!(
            refusal(&trial.request("a.gpkg")),
            "a.gpkg: found no rows, expected at least one row"
        );
    }

    #[test]
    fn a_cut_off_file_is_refused_without_a_word_on_the_error_output() {
        for (file, format) in [("a.gpkg", "GPKG"), ("a.fgb", "FlatGeobuf")] {
            let trial = nothing();
            let places: Vec<String> = (0..2_000)
                .map(|x| format!("POINT ({} 456000)", 136_000 + x))
                .collect();
            let places: Vec<Option<&str>> =
                places.iter().map(|place| Some(place.as_str())).collect();
            write(&trial, file, format, &[("scholen", &places)]);
            let whole = std::fs::read(trial.path(file)).expect("it was written");
            std::fs::write(trial.path(file), &whole[..whole.len() / 2]).expect("a shorter file");
            let refused = refusal(&trial.request(file));
            assert!(
                refused.starts_with(&format!("{file}: found a ")),
                "{refused}"
            );
            assert!(!refused.contains("/tmp"), "{refused}");
        }
    }

    #[test]
    fn a_file_that_is_something_else_is_refused_with_what_can_be_read() {
        let trial = Trial::with(&[("a.gpkg", "Beste collega"), ("b.docx", "PK")]);
        for name in ["a.gpkg", "b.docx"] {
            let refused = refusal(&trial.request(name));
            assert!(
                refused.contains("a file that cannot be opened") && refused.contains(".gpkg"),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_postcode_as_a_float_stays_a_number() {
        let file = "utrecht/pc4_inwoners_RD.gpkg";
        let Some(path) = real_data(file) else { return };
        let (table, problems) = table_of(&file_request(&path, file));
        assert_eq!((table.rows.len(), said(&problems)), (105, Vec::new()));
        let postcode = table.column("postcode").expect("it is there");
        assert!(
            table
                .rows
                .iter()
                .all(|row| matches!(row.values[postcode], Value::Number(code) if code > 3_400.0))
        );
    }
}
