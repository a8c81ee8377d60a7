//! The properties of a layer as a table, for those who do not need its shapes.

use std::path::Path;

use crate::layers::access_tables::write_table;
use crate::layers::error::LayerError;
use crate::layers::layer::Layer;
use crate::layers::property::Property;

/// Writes a row for each feature into `folder`, and gives the file's name: the layer's, ending in `.csv`.
///
/// # Shape
/// The id of the feature, then its properties in their order; what is missing is empty.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_layer_table(layer: &Layer, folder: &Path) -> Result<String, LayerError> {
    let name = format!("{}.csv", layer.name);
    let kept = |&&(name, _): &&(&'static str, Property)| name != "id";
    let named = layer.properties.first().into_iter().flatten();
    let columns = named.filter(kept).map(|(name, _)| (*name).to_owned());
    let header = std::iter::once("id".to_owned()).chain(columns).collect();
    let rows = layer.ids.iter().zip(&layer.properties);
    let rows = rows.map(|(id, properties)| {
        let values = properties.iter().filter(kept).map(|(_, value)| text(value));
        std::iter::once(id.clone()).chain(values).collect()
    });
    write_table(folder, &name, std::iter::once(header).chain(rows))?;
    Ok(name)
}

fn text(value: &Property) -> String {
    match value {
        Property::Text(text) => text.clone(),
        Property::Whole(number) => number.to_string(),
        Property::Number(number) => number.to_string(),
        Property::Truth(true) => "ja".to_owned(),
        Property::Truth(false) => "nee".to_owned(),
        Property::Missing => String::new(),
    }
}
