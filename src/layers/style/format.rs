//! The languages in which styles are given.

/// A language of styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StyleFormat {
    /// QGIS 3.22 and newer.
    Qml,
    /// SLD 1.1.
    Sld,
    /// MapLibre, Mapbox style version 8.
    Mapbox,
}

impl StyleFormat {
    /// All languages, in the order in which they are offered.
    pub const EVERY: [Self; 3] = [Self::Qml, Self::Sld, Self::Mapbox];

    /// The name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Qml => "qml",
            Self::Sld => "sld",
            Self::Mapbox => "mapbox",
        }
    }

    /// The language with this code, if there is one.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|format| format.code() == code)
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Qml => "QGIS (qml)",
            Self::Sld => "SLD 1.1",
            Self::Mapbox => "MapLibre",
        }
    }

    /// Its media type, as OGC API Styles names those it has.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Qml => "application/xml",
            Self::Sld => "application/vnd.ogc.sld+xml;version=1.1",
            Self::Mapbox => "application/vnd.mapbox.style+json",
        }
    }
}
