//! The study's own background: water, green, rails and the like, so that the map needs no third party.

/// What a background feature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BasemapClass {
    /// Sea, lake, canal, river.
    Water,
    /// Meadow and farmland around the town.
    Meadow,
    /// Park and other green in the town.
    Park,
    /// Railway.
    Rail,
    /// Building.
    Building,
    /// Bridge or other crossing worth drawing.
    Bridge,
}

impl BasemapClass {
    /// All classes.
    pub const EVERY: [Self; 6] = [
        Self::Water,
        Self::Meadow,
        Self::Park,
        Self::Rail,
        Self::Building,
        Self::Bridge,
    ];

    /// The name in files and tiles: `water`, `meadow`, ...
    pub const fn code(self) -> &'static str {
        match self {
            Self::Water => "water",
            Self::Meadow => "meadow",
            Self::Park => "park",
            Self::Rail => "rail",
            Self::Building => "building",
            Self::Bridge => "bridge",
        }
    }
}

/// One feature of the background.
#[derive(Debug, Clone, PartialEq)]
pub struct BasemapFeature {
    /// What it is.
    pub class: BasemapClass,
    /// Its name, for a label.
    pub name: Option<String>,
    /// Polygons or lines, in planar metres.
    pub geometry: geo::Geometry<f64>,
}
