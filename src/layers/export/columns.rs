//! The columns of a layer as formats with a fixed table need them: the id of each feature, then its fields.

use crate::layers::column::{Column, Role};
use crate::layers::layer::Layer;
use crate::layers::property::Property;

/// The table of a layer: the id of each feature, then its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The name of the column with the features' ids.
    pub id: &'static str,
    /// The other columns, in the order of the layer.
    pub others: Vec<Column>,
}

/// The table of a layer.
///
/// The column of ids is `id`, also for a layer with a field of that name that says the same. Where it says
/// something else it is kept, and the ids are in `kenmerk`.
pub fn columns(layer: &Layer) -> Columns {
    let columns = layer.columns.iter().copied();
    let others: Vec<Column> = columns
        .filter(|column| !(column.name == "id" && column.role == Role::Id))
        .collect();
    let is_taken = others.iter().any(|column| column.name == "id");
    Columns {
        id: if is_taken { "kenmerk" } else { "id" },
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
    use crate::layers::shapes::Shapes;

    fn layer(
        ids: &[&str],
        columns: &'static [Column],
        properties: Vec<Vec<(&'static str, Property)>>,
    ) -> Layer {
        Layer {
            name: "proef",
            columns,
            shapes: Arc::new(
                Shapes::project(Vec::new(), "EPSG:28992").expect("nothing to project"),
            ),
            ids: ids.iter().map(|id| (*id).to_owned()).collect(),
            properties,
        }
    }

    #[test]
    fn a_column_has_its_type_also_where_nothing_is_known() {
        const COLUMNS: &[Column] = &[
            Column::whole("aantal", "Aantal", "Hoeveel."),
            Column::truth("bekend", "Bekend", "Of het bekend is."),
            Column::number("leeg", "Leeg", "Een getal."),
        ];
        let known = vec![("aantal", Property::Whole(1)), ("leeg", Property::Missing)];
        for layer in [
            layer(&["a"], COLUMNS, vec![known]),
            layer(&[], COLUMNS, vec![]),
        ] {
            assert_eq!(columns(&layer).others, COLUMNS);
        }
        let known = vec![("leeg", Property::Number(2.0))];
        let layer = layer(&["a"], COLUMNS, vec![known]);
        let row = columns(&layer).row(&layer, 0);
        assert_eq!(
            row,
            [
                &Property::Missing,
                &Property::Missing,
                &Property::Number(2.0)
            ]
        );
    }

    #[test]
    fn a_field_id_that_says_something_else_is_kept_beside_the_features_id() {
        const SAME: &[Column] = &[Column::text("id", "Kenmerk", "Het kenmerk.").id()];
        const OTHER: &[Column] = &[Column::text("id", "Voorziening", "Een ander kenmerk.")];
        // Also in a layer without features.
        for ids in [&["a"][..], &[]] {
            let same = columns(&layer(ids, SAME, vec![Vec::new(); ids.len()]));
            assert_eq!((same.id, same.others.len()), ("id", 0));
            let other = columns(&layer(ids, OTHER, vec![Vec::new(); ids.len()]));
            assert_eq!((other.id, other.others[0].name), ("kenmerk", "id"));
        }
    }
}
