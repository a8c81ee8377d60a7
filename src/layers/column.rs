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
    /// The type in Dutch, as metadata name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "tekst",
            Self::Whole => "geheel getal",
            Self::Number => "getal",
            Self::Truth => "ja of nee",
        }
    }

    /// A value of the type in Dutch, as a refusal asks for it.
    pub const fn value_name(self) -> &'static str {
        match self {
            Self::Text => "tekst",
            Self::Whole => "een geheel getal",
            Self::Number => "een getal",
            Self::Truth => "true of false",
        }
    }

    /// The type of a value; nothing when it is missing.
    const fn of(value: &Property) -> Option<Self> {
        match value {
            Property::Text(_) => Some(Self::Text),
            Property::Whole(_) => Some(Self::Whole),
            Property::Number(_) => Some(Self::Number),
            Property::Truth(_) => Some(Self::Truth),
            Property::Missing => None,
        }
    }

    /// The type that can hold both.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Whole, Self::Number) | (Self::Number, Self::Whole) => Self::Number,
            (one, other) if one == other => one,
            _ => Self::Text,
        }
    }
}

/// The columns of a layer in the order in which its features have them, each with the type that can hold all its values.
pub fn columns(layer: &Layer) -> Vec<Column> {
    let mut found: Vec<(&'static str, Option<ColumnKind>)> = Vec::new();
    for (name, value) in layer.properties.iter().flatten() {
        let kind = ColumnKind::of(value);
        match found.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => {
                let both = known.zip(kind).map(|(one, other)| one.and(other));
                *known = both.or(*known).or(kind);
            }
            None => found.push((name, kind)),
        }
    }
    let column = |(name, kind): (_, Option<ColumnKind>)| Column {
        name,
        kind: kind.unwrap_or(ColumnKind::Text),
    };
    found.into_iter().map(column).collect()
}
