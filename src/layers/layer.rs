//! A layer: shapes with the properties that answer one question.

use std::sync::Arc;

use crate::layers::column::Column;
use crate::layers::property::Properties;
use crate::layers::shapes::Shapes;

/// Features ready to be written as GeoJSON, as tiles or to a file.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The name in addresses and files, such as `gebieden`.
    pub name: &'static str,
    /// The fields that its features have, in their order, also when there are no features.
    pub columns: &'static [Column],
    /// The geometries.
    pub shapes: Arc<Shapes>,
    /// The id of each feature, unique in the layer; as many as there are shapes.
    pub ids: Vec<String>,
    /// The properties of each feature; as many as there are shapes.
    pub properties: Vec<Properties>,
}
