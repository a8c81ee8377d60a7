//! The columns of a layer: which fields its features have, of what type, and what they mean. A list of columns belongs to
//! the layer and not to its values, so that a layer in which nothing is known, or that is empty, has the same fields.

/// One field that features of a layer have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name of the field.
    pub name: &'static str,
    /// The type of its values.
    pub kind: ColumnKind,
    /// What people call it, in Dutch.
    pub title: &'static str,
    /// What it says, in one Dutch sentence.
    pub description: &'static str,
    /// The unit of its numbers, if they have one.
    pub unit: Option<Unit>,
    /// The values that it can have.
    pub values: Values,
    /// Whether it is the id of its feature.
    pub role: Role,
}

/// The type of the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers with decimals.
    Number,
    /// Yes or no.
    Truth,
    /// Days, as texts such as `2025-01-31`.
    Date,
}

/// The unit of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Metres.
    Metres,
    /// Parts of a hundred.
    Percent,
    /// Differences between two percentages.
    PercentPoints,
    /// People.
    People,
}

/// The values that a column can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Any of its type.
    Any,
    /// One of these texts.
    Texts(&'static [&'static str]),
    /// A whole number from the first to the last of these.
    Wholes(i64, i64),
}

/// What a column is to its feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Something that is told of it.
    Told,
    /// The id of the feature, in words of its own.
    Id,
}

impl Column {
    /// A column of texts.
    pub const fn text(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self {
            name,
            kind: ColumnKind::Text,
            title,
            description,
            unit: None,
            values: Values::Any,
            role: Role::Told,
        }
    }

    /// A column of numbers with decimals.
    pub const fn number(
        name: &'static str,
        title: &'static str,
        description: &'static str,
    ) -> Self {
        Self {
            kind: ColumnKind::Number,
            ..Self::text(name, title, description)
        }
    }

    /// A column of whole numbers.
    pub const fn whole(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self {
            kind: ColumnKind::Whole,
            ..Self::text(name, title, description)
        }
    }

    /// A column of yes and no.
    pub const fn truth(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self {
            kind: ColumnKind::Truth,
            ..Self::text(name, title, description)
        }
    }

    /// A column of days.
    pub const fn date(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self {
            kind: ColumnKind::Date,
            ..Self::text(name, title, description)
        }
    }

    /// The same with numbers in a unit.
    pub const fn unit(self, unit: Unit) -> Self {
        Self {
            unit: Some(unit),
            ..self
        }
    }

    /// The same with one of these texts.
    pub const fn one_of(self, texts: &'static [&'static str]) -> Self {
        Self {
            values: Values::Texts(texts),
            ..self
        }
    }

    /// The same with whole numbers from the first to the last.
    pub const fn from_to(self, first: i64, last: i64) -> Self {
        Self {
            values: Values::Wholes(first, last),
            ..self
        }
    }

    /// The same as the id of its feature.
    pub const fn id(self) -> Self {
        Self {
            role: Role::Id,
            ..self
        }
    }
}

impl ColumnKind {
    /// The type in Dutch, as metadata name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "tekst",
            Self::Whole => "geheel getal",
            Self::Number => "getal",
            Self::Truth => "ja of nee",
            Self::Date => "dag",
        }
    }

    /// A value of the type in Dutch, as a refusal asks for it.
    pub const fn value_name(self) -> &'static str {
        match self {
            Self::Text => "tekst",
            Self::Whole => "een geheel getal",
            Self::Number => "een getal",
            Self::Truth => "true of false",
            Self::Date => "een dag zoals 2025-01-31",
        }
    }
}

impl Unit {
    /// The unit in Dutch.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconden",
            Self::Minutes => "minuten",
            Self::Metres => "meter",
            Self::Percent => "%",
            Self::PercentPoints => "procentpunt",
            Self::People => "personen",
        }
    }

    /// The code of the unit; what is between braces only says what is counted.
    ///
    /// # Source
    /// The Unified Code for Units of Measure (UCUM), 2.2, the default of `x-ogc-unit` in OGC 23-058r2.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seconds => "s",
            Self::Minutes => "min",
            Self::Metres => "m",
            Self::Percent | Self::PercentPoints => "%",
            Self::People => "{persoon}",
        }
    }
}
