//! Layers as one GeoPackage: each with its style, so that QGIS opens it coloured, and with its metadata.

use std::path::Path;

use gdal::vector::sql::Dialect;
use gdal::vector::{
    Feature, FieldDefn, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType,
};
use gdal::{Dataset, DatasetOptions, DriverManager, GdalOpenFlags, Metadata};

use crate::layers::export::columns::columns;
use crate::layers::export::exported::Exported;
use crate::layers::export::gdal_layer::{Failure, add_gdal_layer};
use crate::layers::style::qml::qml;
use crate::layers::style::sld::sld;

/// The table in which QGIS looks for styles.
const STYLES: &str = "layer_styles";
/// Its columns; QGIS 3.22 reads the style with `useAsDefault` of the table and geometry column.
const STYLE_COLUMNS: [&str; 11] = [
    "f_table_catalog",
    "f_table_schema",
    "f_table_name",
    "f_geometry_column",
    "styleName",
    "styleQML",
    "styleSLD",
    "useAsDefault",
    "description",
    "owner",
    "update_time",
];
/// The name that GDAL gives to the column of shapes.
const GEOMETRY: &str = "geom";

/// Writes layers into a new file at `path`, where no file may be.
///
/// All of them say that they were written on the day of the first one's study.
///
/// # Errors
/// Passes on what GDAL says, or that the work is ended.
///
/// # Source
/// OGC 12-128r15 (GeoPackage 1.2), with its metadata extension.
pub fn write_geopackage(layers: &[Exported<'_>], path: &Path) -> Result<(), Failure> {
    let Some(first) = layers.first() else {
        return Ok(());
    };
    let written = format!("{}T00:00:00.000Z", first.record.day());
    // Of this thread alone: another one may be writing another study.
    gdal::config::set_thread_local_config_option("OGR_CURRENT_DATE", &written)?;
    let done = write_tables(layers, path, &written)
        .and_then(|()| Ok(add_documents(layers, path, &written)?));
    gdal::config::clear_thread_local_config_option("OGR_CURRENT_DATE")?;
    done
}

fn write_tables(layers: &[Exported<'_>], path: &Path, written: &str) -> Result<(), Failure> {
    let driver = DriverManager::get_driver_by_name("GPKG")?;
    let mut dataset = driver.create_vector_only(path)?;
    let mut transaction = dataset.start_transaction()?;
    for exported in layers {
        let columns = columns(exported.layer);
        let names = columns.others.iter().map(|column| column.name);
        let names: Vec<String> = std::iter::once(columns.id)
            .chain(names)
            .map(str::to_owned)
            .collect();
        let title = format!("IDENTIFIER={}: {}", exported.name, exported.record.title);
        let description = format!("DESCRIPTION={}", exported.record.description);
        let options = [title.as_str(), &description];
        let mut table = add_gdal_layer(&mut transaction, exported, &columns, (&names, &options))?;
        for (name, text) in exported.record.items(exported.system) {
            table.set_metadata_item(name, &text, "")?;
        }
    }
    write_styles(layers, &mut transaction, written)?;
    transaction.commit()?;
    Ok(dataset.close()?)
}

fn write_styles(
    layers: &[Exported<'_>],
    dataset: &mut Dataset,
    written: &str,
) -> gdal::errors::Result<()> {
    let table = dataset.create_layer(LayerOptions {
        name: STYLES,
        ty: OGRwkbGeometryType::wkbNone,
        ..LayerOptions::default()
    })?;
    for name in STYLE_COLUMNS {
        let kind = match name {
            "useAsDefault" => OGRFieldType::OFTInteger,
            "update_time" => OGRFieldType::OFTDateTime,
            _ => OGRFieldType::OFTString,
        };
        FieldDefn::new(name, kind)?.add_to_layer(&table)?;
    }
    for exported in layers {
        let style = qml(exported.style, &str::to_owned);
        let descriptor = sld(exported.style, exported.name, &str::to_owned);
        let values = [
            "",
            "",
            exported.name,
            GEOMETRY,
            exported.name,
            &style,
            &descriptor,
            "1",
            &exported.record.title,
            "nabij",
            written,
        ];
        let mut row = Feature::new(table.defn())?;
        for (place, value) in values.into_iter().enumerate() {
            row.set_field_string(place, value)?;
        }
        row.create(&table)?;
    }
    Ok(())
}

/// Adds the whole metadata of each layer as a JSON document, in the tables that GDAL has made for its own.
fn add_documents(layers: &[Exported<'_>], path: &Path, written: &str) -> gdal::errors::Result<()> {
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_UPDATE | GdalOpenFlags::GDAL_OF_VECTOR,
        ..DatasetOptions::default()
    };
    let mut dataset = Dataset::open_ex(path, options)?;
    let transaction = dataset.start_transaction()?;
    for exported in layers {
        let document = exported
            .record
            .document(exported.system, &columns(exported.layer));
        let document = quoted(&document.to_string());
        let table = quoted(exported.name);
        let statements = [
            format!(
                "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) \
                 VALUES ('dataset', 'urn:nabij:metadata', 'application/json', {document})"
            ),
            format!(
                "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id) \
                 VALUES ('table', {table}, '{written}', (SELECT MAX(id) FROM gpkg_metadata))"
            ),
        ];
        for statement in statements {
            transaction.execute_sql(statement, None, Dialect::DEFAULT)?;
        }
    }
    transaction.commit()?;
    dataset.close()
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
