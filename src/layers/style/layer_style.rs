//! How a layer is drawn, in words that every style format has: rules in order, each with a condition and a symbol.

/// The rules of a layer; the first ones are drawn first. What no rule holds for is not drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerStyle {
    /// The rules.
    pub rules: Vec<StyleRule>,
}

/// One rule with its line in the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct StyleRule {
    /// The line in the legend, in Dutch.
    pub label: String,
    /// What must hold for a feature; all of it. Nothing holds for every feature.
    pub conditions: Vec<Condition>,
    /// How it is drawn.
    pub symbol: Symbol,
}

/// What must hold for a feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The property.
    pub property: &'static str,
    /// What its value must be.
    pub test: Test,
}

/// A test of one value.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Is this text.
    Text(&'static str),
    /// Is one of these texts.
    AnyOf(&'static [&'static str]),
    /// Is this whole number.
    Whole(i64),
    /// Is yes.
    Yes,
    /// Is missing.
    Missing,
    /// Is at least the first number, and less than the second one if there is one.
    Between(f64, Option<f64>),
}

/// How one feature is drawn; colours are `#rrggbb`, sizes and widths are in pixels of 1/96 inch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Symbol {
    /// An area.
    Fill {
        /// Its colour; without one only the outline is drawn.
        colour: Option<&'static str>,
        /// From 0, invisible, to 1.
        opacity: f64,
        /// The outline.
        outline: Line,
    },
    /// A line without an area.
    Line(Line),
    /// A round point.
    Point {
        /// Its colour.
        colour: &'static str,
        /// Its diameter.
        size: f64,
        /// The ring around it.
        outline: Line,
    },
}

/// A line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Its colour.
    pub colour: &'static str,
    /// Its width.
    pub width: f64,
    /// Whether it is dashed.
    pub dash: Dash,
}

/// How a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dash {
    /// Without gaps.
    Solid,
    /// With gaps.
    Dashed,
}
