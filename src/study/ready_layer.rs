//! A layer that is ready to leave the study, with what is told of it and how it is drawn.

use std::path::Path;
use std::sync::Arc;

use crate::layers::export::exported::Exported;
use crate::layers::export::format::ExportFormat;
use crate::layers::export::layer_record::LayerRecord;
use crate::layers::export::system::ExportSystem;
use crate::layers::export::write_layers::{ALL_LAYERS, write_all_layers, write_layer};
use crate::layers::layer::Layer;
use crate::layers::style::layer_style::LayerStyle;
use crate::model::work::Work;
use crate::study::error::StudyError;
use crate::study::steps;

/// A layer with all that a file of it needs.
#[derive(Debug, Clone)]
pub struct ReadyLayer {
    /// The name of its file and table.
    pub name: String,
    /// The features.
    pub layer: Arc<Layer>,
    /// What is told of it.
    pub record: LayerRecord,
    /// How it is drawn.
    pub style: LayerStyle,
}

impl ReadyLayer {
    /// The layer as it is written, in a system, for who asked for this work.
    pub fn exported<'a>(&'a self, system: ExportSystem, work: &'a Work) -> Exported<'a> {
        Exported {
            layer: &self.layer,
            name: &self.name,
            record: &self.record,
            style: &self.style,
            system,
            work,
        }
    }
}

/// Writes layers into a folder, each in every format, and with GeoPackage also all of them in one; gives the files' names.
///
/// # Errors
/// Names the file that cannot be written; or the work is ended.
pub fn write_ready_layers(
    layers: &[ReadyLayer],
    folder: &Path,
    formats: &[ExportFormat],
    work: &Work,
) -> Result<Vec<String>, StudyError> {
    let mut written = Vec::new();
    if formats.is_empty() || layers.is_empty() {
        return Ok(written);
    }
    for (number, layer) in layers.iter().enumerate() {
        let of = layers.len();
        work.begin(65 + 35 * number / of, steps::one_layer(number + 1, of))?;
        written.extend(write_layer(
            &layer.exported(ExportSystem::Study, work),
            folder,
            formats,
        )?);
    }
    work.go_on()?;
    if formats.contains(&ExportFormat::GeoPackage) {
        let all: Vec<Exported<'_>> = layers
            .iter()
            .map(|layer| layer.exported(ExportSystem::Study, work))
            .collect();
        write_all_layers(&all, &folder.join(ALL_LAYERS))?;
        written.push(ALL_LAYERS.to_owned());
    }
    Ok(written)
}
