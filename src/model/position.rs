//! Where something is: degrees at the doors, metres inside.
//! The two are different types; `ingest/projection.rs` alone turns one into the other, by PROJ.

/// A place in WGS84 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    /// Degrees east.
    pub longitude: f64,
    /// Degrees north.
    pub latitude: f64,
}

/// A place in metres in the study's projected system (RD New unless the study says otherwise).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Planar {
    /// Metres to the east.
    pub x: f64,
    /// Metres to the north.
    pub y: f64,
}

impl Planar {
    /// The straight-line distance in metres.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

impl From<geo::Point<f64>> for Planar {
    fn from(point: geo::Point<f64>) -> Self {
        Self {
            x: point.x(),
            y: point.y(),
        }
    }
}

impl From<Planar> for geo::Point<f64> {
    fn from(place: Planar) -> Self {
        Self::new(place.x, place.y)
    }
}

impl From<geo::Coord<f64>> for Planar {
    fn from(coordinate: geo::Coord<f64>) -> Self {
        Self {
            x: coordinate.x,
            y: coordinate.y,
        }
    }
}

impl From<Planar> for geo::Coord<f64> {
    fn from(place: Planar) -> Self {
        Self {
            x: place.x,
            y: place.y,
        }
    }
}
