//! Layers as files in a folder: each in every format asked for, with its metadata beside it.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use serde_json::{Value, json};

use crate::layers::error::LayerError;
use crate::layers::export::columns::columns;
use crate::layers::export::exported::Exported;
use crate::layers::export::flatgeobuf::write_flatgeobuf;
use crate::layers::export::format::ExportFormat;
use crate::layers::export::geopackage::write_geopackage;
use crate::layers::export::geoparquet::write_geoparquet;
use crate::layers::export::shapefile::write_shapefile;
use crate::layers::export::text_parts::{TextFormat, write_text};
use crate::layers::export::while_wanted::WhileWanted;
use crate::model::work::Work;

/// The GeoPackage with all layers of a run.
pub const ALL_LAYERS: &str = "alles.gpkg";

/// Writes a layer into `folder` in each format, in the system that is the format's own, with `*.metadata.json` beside
/// them, and gives the names of the files. Files of those names are replaced.
///
/// # Errors
/// Names the file that cannot be written.
pub fn write_layer(
    exported: &Exported<'_>,
    folder: &Path,
    formats: &[ExportFormat],
) -> Result<Vec<String>, LayerError> {
    let mut names = Vec::new();
    let mut files = Vec::new();
    for &format in formats {
        let system = format.default_system();
        let name = format!("{}.{}", exported.name, format.extension());
        write_file(
            &Exported {
                system,
                ..*exported
            },
            &folder.join(&name),
            format,
        )?;
        let mut file = json!({ "bestand": name, "vorm": format.title() });
        if let (Some(members), Some(crs)) = (
            file.as_object_mut(),
            exported.record.summary(system).get("crs"),
        ) {
            members.insert("crs".to_owned(), crs.clone());
        }
        files.push(file);
        names.push(name);
    }
    let mut document = exported
        .record
        .document(exported.system, &columns(exported.layer));
    if let Some(members) = document.as_object_mut() {
        members.insert("bestanden".to_owned(), Value::Array(files));
    }
    let name = format!("{}.metadata.json", exported.name);
    fs::write(folder.join(&name), format!("{document:#}\n")).map_err(failure(&name))?;
    names.push(name);
    Ok(names)
}

/// Writes a layer to one file, which is replaced when it is there.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_file(
    exported: &Exported<'_>,
    path: &Path,
    format: ExportFormat,
) -> Result<(), LayerError> {
    let text = |format| {
        let file = create(path, exported.work)?;
        Ok(write_text(
            exported,
            &columns(exported.layer),
            format,
            file,
        )?)
    };
    let written = match format {
        ExportFormat::GeoPackage => return write_all_layers(&[*exported], path),
        ExportFormat::GeoJson => text(TextFormat::GeoJson),
        ExportFormat::Csv => text(TextFormat::Csv),
        ExportFormat::FlatGeobuf => {
            create(path, exported.work).and_then(|file| write_flatgeobuf(exported, file))
        }
        ExportFormat::Shapefile => {
            create(path, exported.work).and_then(|file| write_shapefile(exported, file))
        }
        ExportFormat::GeoParquet => {
            create(path, exported.work).and_then(|file| write_geoparquet(exported, file))
        }
    };
    written.map_err(failure(&file_name(path)))
}

/// Writes layers to one GeoPackage, which is replaced when it is there.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_all_layers(layers: &[Exported<'_>], path: &Path) -> Result<(), LayerError> {
    let name = file_name(path);
    if path.exists() {
        fs::remove_file(path).map_err(failure(&name))?;
    }
    write_geopackage(layers, path).map_err(failure(&name))
}

/// A file that is written as long as somebody waits for it.
fn create<'a>(
    path: &Path,
    work: &'a Work,
) -> Result<BufWriter<WhileWanted<'a, File>>, Box<dyn std::error::Error + Send + Sync>> {
    let inner = File::create(path)?;
    Ok(BufWriter::new(WhileWanted::new(inner, work)))
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn failure<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    file: &str,
) -> impl Fn(E) -> LayerError {
    move |source| LayerError::Write {
        file: file.to_owned(),
        source: source.into(),
    }
}
