//! What a filter asks of a feature.

use geo::{Geometry, Rect};

use crate::layers::time_span::TimeSpan;

/// Something that is true, false or not known of a feature.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// True when all are.
    Every(Vec<Condition>),
    /// True when one is.
    Any(Vec<Condition>),
    /// True when it is false.
    Not(Box<Condition>),
    /// One value beside another.
    Compare(Value, Comparison, Value),
    /// A value from one to another, both included.
    Between(Value, Value, Value),
    /// A value that is one of these.
    OneOf(Value, Vec<Value>),
    /// A text with a pattern: `%` is any letters, `_` one letter, `\` takes the next one as it is.
    Like(Value, Value),
    /// A property without a value.
    Missing(String),
    /// How the feature's geometry lies to another one.
    Lies(Relation, Place),
    /// Always so, or never.
    Fixed(bool),
}

/// A value in a comparison.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// The value of a property.
    Property(String),
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// A day or a moment.
    Time(TimeSpan),
    /// A text without the difference between capitals and small letters.
    SmallLetters(Box<Value>),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// How two geometries lie to each other.
///
/// # Source
/// OGC 21-065r2, table 8, as in OGC 06-103r4, section 6.1.15.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They share a point.
    Intersects,
    /// They share none.
    Disjoint,
    /// The first lies in the second.
    Within,
    /// The second lies in the first.
    Contains,
    /// They are the same.
    Equals,
    /// Only their edges share points.
    Touches,
    /// One goes through the other.
    Crosses,
    /// They share a part of their own kind.
    Overlaps,
}

impl Relation {
    /// The relation as seen from the other geometry.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Within => Self::Contains,
            Self::Contains => Self::Within,
            Self::Intersects
            | Self::Disjoint
            | Self::Equals
            | Self::Touches
            | Self::Crosses
            | Self::Overlaps => self,
        }
    }
}

/// A geometry in a filter, x (or longitude) first, in the system of the filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The geometry.
    pub geometry: Geometry<f64>,
    /// Its box.
    pub bounds: Rect<f64>,
}
