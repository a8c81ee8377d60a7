//! Layers of a study made ready to leave it, for the question that they answer.

use std::sync::Arc;

use crate::layers::layer::Layer;
use crate::layers::style::layer_styles::layer_style;
use crate::study::collection::COLLECTIONS;
use crate::study::error::StudyError;
use crate::study::open_study::Study;
use crate::study::question::Question;
use crate::study::ready_layer::ReadyLayer;

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
