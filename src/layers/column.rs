//! The columns of a layer: which properties its features have, and of what type.

use crate::layers::layer::Layer;
use crate::layers::property::Property;

/// One property that features of a layer have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name of the property.
    pub name: &'static str,
    /// The type of its values.
    pub kind: ColumnKind,
}

/// The type of the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text; also a column in which no value is known.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers with decimals.
    Number,
    /// Yes or no.
    Truth,
}

impl ColumnKind {
    /// The type in Dutch, as a refusal names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "tekst",
            Self::Whole => "een heel getal",
            Self::Number => "een getal",
            Self::Truth => "true of false",
        }
    }
}

/// The columns of a layer in the order in which its features have them, each with the type of its first known value.
pub fn columns(layer: &Layer) -> Vec<Column> {
    let mut found: Vec<(&'static str, Option<ColumnKind>)> = Vec::new();
    for (name, value) in layer.properties.iter().flatten() {
        match found.iter_mut().find(|(known, _)| known == name) {
            Some((_, kind)) => *kind = kind.or_else(|| kind_of(value)),
            None => found.push((name, kind_of(value))),
        }
    }
    found
        .into_iter()
        .map(|(name, kind)| Column {
            name,
            kind: kind.unwrap_or(ColumnKind::Text),
        })
        .collect()
}

fn kind_of(value: &Property) -> Option<ColumnKind> {
    match value {
        Property::Text(_) => Some(ColumnKind::Text),
        Property::Whole(_) => Some(ColumnKind::Whole),
        Property::Number(_) => Some(ColumnKind::Number),
        Property::Truth(_) => Some(ColumnKind::Truth),
        Property::Missing => None,
    }
}
