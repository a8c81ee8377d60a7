//! All tile layers of a study as one archive, for one question.

use std::io::{Seek, Write};
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::layers::error::LayerError;
use crate::layers::export::system::ExportSystem;
use crate::layers::layer::Layer;
use crate::layers::tile_archive::{ArchiveNotes, write_tile_archive};
use crate::study::collection::COLLECTIONS;
use crate::study::error::StudyError;
use crate::study::open_study::Study;
use crate::study::question::Question;

impl Study {
    /// The layers that tiles are made of: the background from the ground up, then the collections.
    ///
    /// # Errors
    /// When a layer cannot be made.
    pub fn all_tile_layers(&self, question: &Question) -> Result<Vec<Arc<Layer>>, StudyError> {
        let mut layers = self.background_layers();
        for collection in &COLLECTIONS {
            layers.extend(
                self.tile_layers(collection.id, question)?
                    .into_iter()
                    .flatten(),
            );
        }
        Ok(layers)
    }

    /// Writes these layers as one PMTiles file, with what is told of each.
    ///
    /// # Errors
    /// Names the tile that cannot be made.
    pub fn write_tile_archive(
        &self,
        layers: &[Arc<Layer>],
        question: &Question,
        out: impl Write + Seek,
    ) -> Result<(), LayerError> {
        let told = COLLECTIONS.iter().map(|collection| {
            let record = self.layer_record(collection.id, Some(question));
            (
                collection.id.to_owned(),
                record.summary(ExportSystem::Wgs84),
            )
        });
        let whole = self.layer_record("gebieden", Some(question));
        let notes = ArchiveNotes {
            name: format!("{}: alle lagen", self.town().name),
            description: whole.text(),
            attribution: whole.citation(),
            bounds: self.bounds(),
            metadata: Value::Object(told.collect::<Map<String, Value>>()),
        };
        let layers: Vec<&Layer> = layers.iter().map(AsRef::as_ref).collect();
        write_tile_archive(&layers, &notes, out)
    }
}
