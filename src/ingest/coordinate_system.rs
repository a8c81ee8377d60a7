//! Which system coordinates are in, by the few names we accept. Always x or longitude first,
//! whatever the authority says; so `EPSG:4326` and `OGC:CRS84` are one system here.

use gdal::spatial_ref::{AxisMappingStrategy, SpatialRef};
use geo::{Coord, Rect};

use crate::ingest::error::IngestError;
use crate::ingest::gdal_messages;

/// Longitude and latitude in degrees.
pub const WGS84: &str = "EPSG:4326";

/// RD New, the system of the Netherlands.
pub const RD_NEW: &str = "EPSG:28992";

/// Northward, among the orientations of axes of OGR (`OAO_North`).
const NORTH: u32 = 1;

/// A coordinate system that PROJ knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CoordinateSystem {
    /// `EPSG:` and a number, or well-known text.
    definition: String,
    /// For messages.
    name: String,
}

impl CoordinateSystem {
    /// Reads `EPSG:28992`, `OGC:CRS84`, `CRS84`, and their URN and URL forms.
    ///
    /// # Errors
    /// A name that is none of these, or a number that PROJ does not know. Well-known text, PROJ strings,
    /// files and other addresses are refused: a study names its systems.
    pub fn named(name: &str) -> Result<Self, IngestError> {
        let unknown = || IngestError::UnknownSystem {
            name: name.to_owned(),
        };
        let definition = canonical_name(name).ok_or_else(unknown)?;
        let system = Self {
            definition,
            name: name.trim().to_owned(),
        };
        system.spatial_reference().map(|_| system)
    }

    /// Reads the well-known text of a `.prj` or a layer; a text that says its EPSG number is that number.
    ///
    /// # Errors
    /// Text that PROJ cannot read.
    pub fn from_well_known_text(text: &str) -> Result<Self, IngestError> {
        gdal_messages::listen();
        let excerpt: String = text.chars().take(60).collect();
        let unknown = |_| IngestError::UnknownSystem {
            name: excerpt.clone(),
        };
        let mut reference = SpatialRef::from_wkt(text).map_err(unknown)?;
        // What cannot be identified keeps its own text.
        let _ = reference.auto_identify_epsg();
        if let (Some("EPSG"), Ok(code)) = (reference.auth_name().as_deref(), reference.auth_code())
        {
            return Self::named(&format!("EPSG:{code}"));
        }
        let name = reference.name().unwrap_or(excerpt);
        Ok(Self {
            definition: text.to_owned(),
            name,
        })
    }

    /// The name for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the two are the same by name; different names may still [agree](crate::ingest::agreement::agree).
    pub fn is(&self, other: &Self) -> bool {
        self.definition == other.definition
    }

    /// Whether it is RD New.
    pub fn is_rd_new(&self) -> bool {
        self.definition == RD_NEW
    }

    /// Its number at EPSG, if it has one.
    pub fn epsg(&self) -> Option<u32> {
        self.definition.strip_prefix("EPSG:")?.parse().ok()
    }

    /// Whether EPSG writes the number northward first, as in Finland; programs that follow it expect that order.
    ///
    /// # Errors
    /// A definition that PROJ does not know.
    pub fn is_north_first(&self) -> Result<bool, IngestError> {
        let reference = self.spatial_reference()?;
        let first = reference.axis_orientation("PROJCS", 0);
        Ok(first.is_ok_and(|first| first == NORTH))
    }

    /// Whether coordinates are degrees.
    ///
    /// # Errors
    /// A definition that PROJ no longer knows.
    pub fn is_geographic(&self) -> Result<bool, IngestError> {
        Ok(self.spatial_reference()?.is_geographic())
    }

    /// The same system when it is projected and in metres.
    ///
    /// # Errors
    /// Degrees, feet, or heights.
    pub fn require_metric(self) -> Result<Self, IngestError> {
        let reference = self.spatial_reference()?;
        let unit = if reference.is_projected() {
            reference
                .linear_units_name()
                .unwrap_or_else(|| "an unknown unit".to_owned())
        } else {
            "degrees".to_owned()
        };
        if reference.is_projected() && (reference.linear_units() - 1.0).abs() < 1e-9 {
            return Ok(self);
        }
        Err(IngestError::NotMetric {
            name: self.name,
            unit,
        })
    }

    /// Where on earth it is meant for, in degrees, if its definition says so.
    pub fn area_of_use(&self) -> Option<Rect<f64>> {
        let area = self.spatial_reference().ok()?.area_of_use()?;
        let south_west = Coord {
            x: area.west_lon_degree,
            y: area.south_lat_degree,
        };
        let north_east = Coord {
            x: area.east_lon_degree,
            y: area.north_lat_degree,
        };
        // A system over the date line has its west east of its east; such an area is not of use here.
        (south_west.x < north_east.x && south_west.y < north_east.y)
            .then(|| Rect::new(south_west, north_east))
    }

    /// GDAL's own form, x or longitude first.
    ///
    /// # Errors
    /// A definition that PROJ does not know.
    pub fn spatial_reference(&self) -> Result<SpatialRef, IngestError> {
        gdal_messages::listen();
        let reference = match self.definition.strip_prefix("EPSG:") {
            Some(code) => code
                .parse()
                .ok()
                .and_then(|code| SpatialRef::from_epsg(code).ok()),
            None => SpatialRef::from_wkt(&self.definition).ok(),
        };
        let mut reference = reference.ok_or_else(|| IngestError::UnknownSystem {
            name: self.name.clone(),
        })?;
        reference.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        Ok(reference)
    }
}

/// `EPSG:` and a number for every form that is accepted.
fn canonical_name(name: &str) -> Option<String> {
    let upper = name.trim().to_ascii_uppercase();
    let parts: Vec<&str> = upper
        .split([':', '/'])
        .filter(|part| !part.is_empty())
        .collect();
    let (authority, code) = match parts.as_slice() {
        ["CRS84"] => ("OGC", "CRS84"),
        [authority, code]
        | ["URN", "OGC" | "X-OGC", "DEF", "CRS", authority, code]
        | ["URN", "OGC" | "X-OGC", "DEF", "CRS", authority, _, code]
        | [
            "HTTP" | "HTTPS",
            "WWW.OPENGIS.NET",
            "DEF",
            "CRS",
            authority,
            _,
            code,
        ] => (*authority, *code),
        _ => return None,
    };
    match (authority, code) {
        ("OGC", "CRS84") => Some(WGS84.to_owned()),
        ("EPSG", digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(format!("EPSG:{digits}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_axes_is_that_of_epsg() {
        for (name, north_first) in [
            ("EPSG:28992", false),
            ("EPSG:25831", false),
            ("EPSG:3879", true),
        ] {
            let system = CoordinateSystem::named(name).expect("known");
            assert_eq!(
                system.is_north_first().expect("known"),
                north_first,
                "{name}"
            );
            assert_eq!(
                system.epsg().map(|code| format!("EPSG:{code}")).as_deref(),
                Some(name)
            );
        }
    }

    #[test]
    fn every_spelling_of_a_system_is_that_system() {
        let same = |names: &[&str]| {
            let first = CoordinateSystem::named(names[0]).expect("a known system");
            for name in names {
                assert!(
                    CoordinateSystem::named(name)
                        .expect("a known system")
                        .is(&first),
                    "{name}"
                );
            }
        };
        same(&[
            "EPSG:28992",
            "epsg:28992",
            "urn:ogc:def:crs:EPSG::28992",
            "http://www.opengis.net/def/crs/EPSG/0/28992",
        ]);
        same(&[
            "OGC:CRS84",
            "CRS84",
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "urn:ogc:def:crs:OGC::CRS84",
            "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            "EPSG:4326",
            "urn:ogc:def:crs:EPSG::4326",
        ]);
    }

    #[test]
    fn unknown_names_files_and_addresses_are_refused() {
        for name in [
            "",
            "RD",
            "EPSG:",
            "EPSG:99999",
            "EPSG:abc",
            "/etc/passwd",
            "https://example.org/crs",
            "+proj=longlat",
        ] {
            let error = CoordinateSystem::named(name).expect_err(name);
            assert!(
                error.to_string().contains(&format!("\"{name}\"")),
                "{error}"
            );
        }
    }

    #[test]
    fn a_study_system_is_projected_and_in_metres() {
        let metric = |name: &str| {
            CoordinateSystem::named(name)
                .expect("a known system")
                .require_metric()
        };
        assert!(metric("EPSG:28992").is_ok());
        assert!(metric("EPSG:25831").is_ok());
        assert!(
            metric("OGC:CRS84")
                .expect_err("degrees")
                .to_string()
                .contains("in degrees")
        );
        assert!(
            metric("EPSG:2263")
                .expect_err("feet")
                .to_string()
                .contains("foot")
        );
    }
}
