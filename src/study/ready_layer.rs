//! Layers that are ready to leave the study, with what is told of them and how they are drawn.

use std::path::Path;
use std::sync::Arc;

use crate::layers::error::LayerError;
use crate::layers::export::exported::Exported;
use crate::layers::export::format::ExportFormat;
use crate::layers::export::layer_record::LayerRecord;
use crate::layers::export::system::ExportSystem;
use crate::layers::export::write_layers::{ALL_LAYERS, write_all_layers, write_layer};
use crate::layers::layer::Layer;
use crate::layers::style::layer_style::LayerStyle;
use crate::layers::style::layer_styles::layer_style;
use crate::study::collection::COLLECTIONS;
use crate::study::error::StudyError;
use crate::study::open_study::Study;
use crate::study::question::Question;

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
    /// The layer as it is written, in a system.
    pub fn exported(&self, system: ExportSystem) -> Exported<'_> {
        Exported {
            layer: &self.layer,
            name: &self.name,
            record: &self.record,
            style: &self.style,
            system,
        }
    }
}

impl Study {
    /// A layer made ready under a name, for a question when it answers one.
    pub fn ready_layer(
        &self,
        name: String,
        layer: Arc<Layer>,
        question: Option<&Question>,
    ) -> ReadyLayer {
        let norm = question.and_then(|question| self.town().norms.norm(&question.kind));
        ReadyLayer {
            record: self.layer_record(layer.name, question),
            style: layer_style(&layer, norm),
            name,
            layer,
        }
    }

    /// A collection made ready; nothing when there is none of that name.
    ///
    /// # Errors
    /// When the layer cannot be made.
    pub fn ready_collection(
        &self,
        id: &str,
        question: &Question,
    ) -> Result<Option<ReadyLayer>, StudyError> {
        let layer = self.layer(id, question)?;
        Ok(layer.map(|layer| self.ready_layer(id.to_owned(), layer, Some(question))))
    }

    /// All collections made ready, in their order.
    ///
    /// # Errors
    /// When a layer cannot be made.
    pub fn ready_collections(&self, question: &Question) -> Result<Vec<ReadyLayer>, StudyError> {
        let ready = COLLECTIONS
            .iter()
            .map(|collection| self.ready_collection(collection.id, question));
        Ok(ready
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
            .collect())
    }
}

/// Writes layers into a folder, each in every format, and with GeoPackage also all of them in one; gives the files' names.
///
/// # Errors
/// Names the file that cannot be written.
pub fn write_ready_layers(
    layers: &[ReadyLayer],
    folder: &Path,
    formats: &[ExportFormat],
) -> Result<Vec<String>, LayerError> {
    let mut written = Vec::new();
    if formats.is_empty() || layers.is_empty() {
        return Ok(written);
    }
    for layer in layers {
        written.extend(write_layer(
            &layer.exported(ExportSystem::Study),
            folder,
            formats,
        )?);
    }
    if formats.contains(&ExportFormat::GeoPackage) {
        let all: Vec<Exported<'_>> = layers
            .iter()
            .map(|layer| layer.exported(ExportSystem::Study))
            .collect();
        write_all_layers(&all, &folder.join(ALL_LAYERS))?;
        written.push(ALL_LAYERS.to_owned());
    }
    Ok(written)
}
