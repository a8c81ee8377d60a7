//! A layer with all that its file needs to know.

use crate::layers::export::layer_record::LayerRecord;
use crate::layers::export::system::ExportSystem;
use crate::layers::layer::Layer;
use crate::layers::style::layer_style::LayerStyle;
use crate::model::work::Work;

/// A layer that is ready to be written.
#[derive(Debug, Clone, Copy)]
pub struct Exported<'a> {
    /// The features.
    pub layer: &'a Layer,
    /// The name of its file and of its table, such as `gebieden_PO`.
    pub name: &'a str,
    /// What is told of it.
    pub record: &'a LayerRecord,
    /// How it is drawn.
    pub style: &'a LayerStyle,
    /// The system of its coordinates.
    pub system: ExportSystem,
    /// Who waits for the file, and may end its writing.
    pub work: &'a Work,
}
