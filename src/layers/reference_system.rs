//! The coordinate systems in which features are asked for and given, with the order of their axes.
//!
//! ETRS89 and WGS84 have the same degrees here: by PROJ they differ a millimetre, and without the national
//! correction grid nabij claims 0.25 m and no more.

use std::borrow::Cow;

use geo::{Coord, Geometry, MapCoords, Rect};

/// Degrees with seven decimals are about a centimetre.
const DEGREES: i32 = 7;
/// Metres to the millimetre.
const METRES: i32 = 3;

/// A coordinate system at the doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceSystem {
    /// WGS84, longitude first: the system of GeoJSON.
    Crs84,
    /// RD New, x first.
    RdNew,
    /// Another projected system in metres, in which a study outside the Netherlands measures.
    Own(OwnSystem),
    /// ETRS89, latitude first.
    Etrs89,
    /// ETRF2000, the realisation of ETRS89 that the Netherlands use, latitude first.
    Etrf2000,
    /// WGS84, latitude first.
    Wgs84,
    /// Web Mercator, x first.
    WebMercator,
}

/// A system with a number at EPSG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OwnSystem {
    /// Its number.
    pub code: u32,
    /// Which of its two numbers EPSG writes first.
    pub order: AxisOrder,
}

/// Which of two numbers is written first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AxisOrder {
    /// Eastward, then northward.
    EastNorth,
    /// Northward, then eastward.
    NorthEast,
}

impl ReferenceSystem {
    /// The systems that a study is given in, the default first.
    pub fn offered(own: Option<OwnSystem>) -> Vec<Self> {
        match own {
            Some(OwnSystem { code: 28992, .. }) => vec![
                Self::Crs84,
                Self::RdNew,
                Self::Etrs89,
                Self::Etrf2000,
                Self::Wgs84,
                Self::WebMercator,
            ],
            Some(own) => vec![Self::Crs84, Self::Own(own), Self::Wgs84, Self::WebMercator],
            None => vec![Self::Crs84, Self::Wgs84, Self::WebMercator],
        }
    }

    /// Whether it is the system in which a study keeps its places.
    pub const fn is_stored(self) -> bool {
        matches!(self, Self::RdNew | Self::Own(_))
    }

    /// The name in addresses and headers.
    pub fn uri(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Own(own) => {
                return format!("http://www.opengis.net/def/crs/EPSG/0/{}", own.code).into();
            }
            Self::Crs84 => "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            Self::RdNew => "http://www.opengis.net/def/crs/EPSG/0/28992",
            Self::Etrs89 => "http://www.opengis.net/def/crs/EPSG/0/4258",
            Self::Etrf2000 => "http://www.opengis.net/def/crs/EPSG/0/9067",
            Self::Wgs84 => "http://www.opengis.net/def/crs/EPSG/0/4326",
            Self::WebMercator => "http://www.opengis.net/def/crs/EPSG/0/3857",
        })
    }

    /// The name that people use.
    pub fn name(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Own(own) => return format!("EPSG:{}", own.code).into(),
            Self::Crs84 => "WGS84, lengtegraad eerst (CRS84)",
            Self::RdNew => "RD New (EPSG:28992)",
            Self::Etrs89 => "ETRS89, breedtegraad eerst (EPSG:4258)",
            Self::Etrf2000 => "ETRF2000, breedtegraad eerst (EPSG:9067)",
            Self::Wgs84 => "WGS84, breedtegraad eerst (EPSG:4326)",
            Self::WebMercator => "Web-Mercator (EPSG:3857)",
        })
    }

    /// Whether coordinates are degrees.
    pub const fn is_degrees(self) -> bool {
        match self {
            Self::Crs84 | Self::Etrs89 | Self::Etrf2000 | Self::Wgs84 => true,
            Self::RdNew | Self::Own(_) | Self::WebMercator => false,
        }
    }

    /// The two numbers of a place, in the order of this system's axes, as x (or longitude) and y; and the other way.
    pub const fn swapped(self, place: Coord<f64>) -> Coord<f64> {
        match self {
            Self::Etrs89
            | Self::Etrf2000
            | Self::Wgs84
            | Self::Own(OwnSystem {
                order: AxisOrder::NorthEast,
                ..
            }) => Coord {
                x: place.y,
                y: place.x,
            },
            Self::Crs84 | Self::RdNew | Self::Own(_) | Self::WebMercator => place,
        }
    }

    /// Where the system holds, x (or longitude) first.
    ///
    /// # Source
    /// RD New: the limits of RDNAPTRANS 2018; web Mercator: its square, and the whole earth in x. Of another projected
    /// system no more is known than that its numbers are metres on earth.
    pub fn area(self) -> Rect<f64> {
        let (low, high) = match self {
            Self::Crs84 | Self::Etrs89 | Self::Etrf2000 | Self::Wgs84 => {
                ((-180.0, -90.0), (180.0, 90.0))
            }
            Self::RdNew => ((-7_000.0, 289_000.0), (300_000.0, 629_000.0)),
            Self::Own(_) => ((-1e8, -1e8), (1e8, 1e8)),
            Self::WebMercator => (
                (-20_037_508.342_789_244, -20_048_966.104_014_6),
                (20_037_508.342_789_244, 20_048_966.104_014_6),
            ),
        };
        Rect::new(low, high)
    }

    /// A geometry as it is written: rounded, and in the order of this system's axes.
    pub fn written(self, geometry: &Geometry<f64>) -> Geometry<f64> {
        let decimals = if self.is_degrees() { DEGREES } else { METRES };
        let factor = 10f64.powi(decimals);
        let round = |number: f64| (number * factor).round() / factor;
        geometry.map_coords(|place| {
            self.swapped(Coord {
                x: round(place.x),
                y: round(place.y),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use geo::point;

    use super::*;
    use crate::ingest::projection::Projection;

    fn of(code: u32, order: AxisOrder) -> OwnSystem {
        OwnSystem { code, order }
    }

    #[test]
    fn the_default_comes_first_and_one_is_that_of_the_study() {
        for (own, stored) in [
            (Some(of(28992, AxisOrder::EastNorth)), "EPSG/0/28992"),
            (Some(of(3879, AxisOrder::NorthEast)), "EPSG/0/3879"),
        ] {
            let systems = ReferenceSystem::offered(own);
            assert_eq!(systems.first(), Some(&ReferenceSystem::Crs84));
            let own: Vec<_> = systems.into_iter().filter(|one| one.is_stored()).collect();
            assert!(matches!(own.as_slice(), [one] if one.uri().ends_with(stored)));
        }
        let systems = ReferenceSystem::offered(None);
        assert!(!systems.into_iter().any(ReferenceSystem::is_stored));
    }

    #[test]
    fn a_place_is_written_in_the_order_of_the_axes() {
        let place = Geometry::Point(point! { x: 5.123_456_789, y: 52.1 });
        let written = ReferenceSystem::Wgs84.written(&place);
        assert_eq!(written, point! { x: 52.1, y: 5.123_456_8 }.into());
        let written = ReferenceSystem::Crs84.written(&place);
        assert_eq!(written, point! { x: 5.123_456_8, y: 52.1 }.into());
        let north_first = ReferenceSystem::Own(of(3879, AxisOrder::NorthEast));
        let written = north_first.written(&place);
        assert_eq!(written, point! { x: 52.1, y: 5.123 }.into());
    }

    #[test]
    fn etrs89_and_wgs84_have_the_same_degrees_as_proj_says() {
        let place = [Coord {
            x: 136_000.0,
            y: 456_000.0,
        }];
        let degrees = |system: &str| {
            let projection = Projection::between("EPSG:28992", system).expect("both are known");
            projection.each(&place).expect("related")[0].expect("in the Netherlands")
        };
        let world = degrees("OGC:CRS84");
        for system in ["EPSG:4258", "EPSG:9067", "EPSG:4326"] {
            let there = degrees(system);
            let apart = (there.x - world.x).hypot(there.y - world.y);
            // Less than 2 mm, and less than what is written.
            assert!(apart < 2e-8, "{system}: {there:?} and {world:?}");
        }
    }
}
