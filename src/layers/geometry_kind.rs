//! The sort of geometry that a layer has, also when it has no features.

/// A sort of geometry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeometryKind {
    /// Points.
    Point,
    /// Lines of one or more parts.
    MultiLineString,
    /// Areas of one or more parts.
    MultiPolygon,
}

const POINTS: [&str; 7] = [
    "voorzieningen",
    "dekking",
    "oversteken",
    "kandidaten_buurtschool",
    "clusters_0_18_leden",
    "dbos_lijst",
    "locatieplan",
];

impl GeometryKind {
    /// The sort of the layer of this name.
    pub fn of_layer(name: &str) -> Self {
        match name {
            "barrieres" => Self::MultiLineString,
            point if POINTS.contains(&point) => Self::Point,
            _ => Self::MultiPolygon,
        }
    }
}
