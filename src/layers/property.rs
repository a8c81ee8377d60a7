//! The values that features carry, before they become JSON, tiles or table columns.

/// One value of one feature.
#[derive(Debug, Clone, PartialEq)]
pub enum Property {
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// Not known, or hidden.
    Missing,
}

impl Property {
    /// A text, or missing.
    pub fn text(value: Option<&str>) -> Self {
        value.map_or(Self::Missing, |text| Self::Text(text.to_owned()))
    }

    /// A number, or missing.
    pub fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Missing, Self::Number)
    }

    /// The value in JSON; a number that JSON cannot hold does not occur, as units refuse it.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Whole(number) => (*number).into(),
            Self::Number(number) => (*number).into(),
            Self::Truth(truth) => (*truth).into(),
            Self::Missing => serde_json::Value::Null,
        }
    }
}

/// The values of one feature, in the order of the layer's columns.
pub type Properties = Vec<(&'static str, Property)>;
