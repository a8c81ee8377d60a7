//! The columns that all features of a layer have in common, as formats with a fixed table need them.

use crate::layers::column::{self, Column};
use crate::layers::layer::Layer;
use crate::layers::property::Property;

/// The table of a layer: the id of each feature, then its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The name of the column with the features' ids.
    pub id: &'static str,
    /// The other columns, in the order of the first feature that has them.
    pub others: Vec<Column>,
}

/// The table of a layer.
///
/// The column of ids is `id`, also for a layer with a property of that name that says the same. Where it says
/// something else it is kept, and the ids are in `kenmerk`. A column without any value is one of text.
pub fn columns(layer: &Layer) -> Columns {
    let same_id = layer.ids.iter().zip(&layer.properties).all(|(id, values)| {
        let own = values.iter().find(|(name, _)| *name == "id");
        own.is_none_or(|(_, value)| matches!(value, Property::Text(text) if text == id))
    });
    let mut others = column::columns(layer);
    others.retain(|column| !(same_id && column.name == "id"));
    Columns {
        id: if same_id { "id" } else { "kenmerk" },
        others,
    }
}

impl Columns {
    /// The values of one feature in the order of the other columns; what it does not have is missing.
    pub fn row<'a>(&self, layer: &'a Layer, index: usize) -> Vec<&'a Property> {
        let values = layer.properties.get(index).map_or(&[][..], Vec::as_slice);
        let in_order = self.others.iter().enumerate().map(|(place, column)| {
            // Features nearly always have their properties in the order of the columns.
            let guess = values.get(place).filter(|(name, _)| *name == column.name);
            let found = guess.or_else(|| values.iter().find(|(name, _)| *name == column.name));
            found.map_or(&Property::Missing, |(_, value)| value)
        });
        in_order.collect()
    }
}

/// A value as text, where a format has only text: yes and no as `ja` and `nee`, missing as nothing.
pub fn text(value: &Property) -> String {
    match value {
        Property::Text(text) => text.clone(),
        Property::Whole(number) => number.to_string(),
        Property::Number(number) => number.to_string(),
        Property::Truth(true) => "ja".to_owned(),
        Property::Truth(false) => "nee".to_owned(),
        Property::Missing => String::new(),
    }
}

/// A value as a number, if it is one.
pub fn number(value: &Property) -> Option<f64> {
    match value {
        Property::Whole(number) => Some(*number as f64),
        Property::Number(number) => Some(*number),
        Property::Text(_) | Property::Truth(_) | Property::Missing => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::layers::column::ColumnKind;
    use crate::layers::shapes::Shapes;

    fn layer(ids: &[&str], properties: Vec<Vec<(&'static str, Property)>>) -> Layer {
        Layer {
            name: "proef",
            shapes: Arc::new(
                Shapes::project(Vec::new(), "EPSG:28992").expect("nothing to project"),
            ),
            ids: ids.iter().map(|id| (*id).to_owned()).collect(),
            properties,
        }
    }

    #[test]
    fn a_column_holds_what_all_its_values_have_in_common() {
        let one = vec![
            ("aantal", Property::Whole(1)),
            ("bekend", Property::Missing),
            ("leeg", Property::Missing),
        ];
        let other = vec![
            ("aantal", Property::Number(1.5)),
            ("bekend", Property::Truth(true)),
        ];
        let layer = layer(&["a", "b"], vec![one, other]);
        let columns = columns(&layer);
        let kinds: Vec<(&str, ColumnKind)> =
            columns.others.iter().map(|c| (c.name, c.kind)).collect();
        assert_eq!(
            kinds,
            [
                ("aantal", ColumnKind::Number),
                ("bekend", ColumnKind::Truth),
                ("leeg", ColumnKind::Text)
            ]
        );
        assert_eq!(columns.row(&layer, 1)[2], &Property::Missing);
    }

    #[test]
    fn a_property_id_that_says_something_else_is_kept_beside_the_features_id() {
        let named = |id: &str| vec![("id", Property::Text(id.to_owned()))];
        let same = columns(&layer(&["a"], vec![named("a")]));
        assert_eq!((same.id, same.others.len()), ("id", 0));
        let other = columns(&layer(&["a", "c:b"], vec![named("a"), named("b")]));
        assert_eq!((other.id, other.others[0].name), ("kenmerk", "id"));
    }
}
