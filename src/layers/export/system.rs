//! The coordinate system of a file: the study's own, or WGS84.

use gdal::spatial_ref::{AxisMappingStrategy, SpatialRef};
use geo::Geometry;

use crate::layers::shapes::{GEOJSON_CRS, Shapes};

const CRS84_URI: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const RD_NEW: &str = "EPSG:28992";
const WGS84: &str = "EPSG:4326";

/// In which of a layer's systems a file is written; x or longitude always comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportSystem {
    /// The study's own, such as RD New.
    Study,
    /// WGS84, longitude first.
    Wgs84,
}

impl ExportSystem {
    /// The system with this address or short name (`EPSG:28992`, `EPSG:4326`, `CRS84`), of those that a study has.
    pub fn of_name(name: &str, study_crs: &str) -> Option<Self> {
        let is_study = name == study_crs || name == Self::Study.uri(study_crs);
        match name {
            _ if is_study => Some(Self::Study),
            CRS84_URI | GEOJSON_CRS | WGS84 | "CRS84" => Some(Self::Wgs84),
            _ => None,
        }
    }

    /// Its address at the OGC.
    pub fn uri(self, study_crs: &str) -> String {
        match self {
            Self::Study => match study_crs.split_once(':') {
                Some((authority, code)) => {
                    format!("http://www.opengis.net/def/crs/{authority}/0/{code}")
                }
                None => study_crs.to_owned(),
            },
            Self::Wgs84 => CRS84_URI.to_owned(),
        }
    }

    /// Its short name in metadata: `EPSG:28992`, `OGC:CRS84`.
    pub fn name(self, study_crs: &str) -> &str {
        match self {
            Self::Study => study_crs,
            Self::Wgs84 => GEOJSON_CRS,
        }
    }

    /// How far places may be off by their projection alone, in metres, where that is known.
    pub fn accuracy_metres(study_crs: &str) -> Option<f64> {
        (study_crs == RD_NEW).then_some(0.25)
    }

    /// The accuracy in words, in Dutch.
    pub fn accuracy(study_crs: &str) -> &'static str {
        if study_crs == RD_NEW {
            "Omgerekend tussen RD en WGS84/ETRS89 zonder het correctierooster van RDNAPTRANS: tot op 0,25 m."
        } else {
            "De nauwkeurigheid van de omrekening naar WGS84 is niet bekend."
        }
    }

    /// The geometries of a layer in this system.
    pub fn geometries(self, shapes: &Shapes) -> &[Geometry<f64>] {
        match self {
            Self::Study => &shapes.planar,
            Self::Wgs84 => &shapes.geographic,
        }
    }

    /// The system as GDAL knows it; WGS84 is EPSG:4326 there, which every program reads, with longitude first.
    ///
    /// # Errors
    /// When PROJ does not know it.
    pub fn reference(self, study_crs: &str) -> gdal::errors::Result<SpatialRef> {
        let mut reference = SpatialRef::from_definition(match self {
            Self::Study => study_crs,
            Self::Wgs84 => WGS84,
        })?;
        reference.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        Ok(reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_found_by_its_address_and_by_its_short_name() {
        let found = |name| ExportSystem::of_name(name, "EPSG:28992");
        for name in ["EPSG:28992", "http://www.opengis.net/def/crs/EPSG/0/28992"] {
            assert_eq!(found(name), Some(ExportSystem::Study), "{name}");
        }
        for name in ["EPSG:4326", "OGC:CRS84", "CRS84", CRS84_URI] {
            assert_eq!(found(name), Some(ExportSystem::Wgs84), "{name}");
        }
        for unknown in ["", "28992", "EPSG:3857", "epsg:28992 "] {
            assert_eq!(found(unknown), None, "{unknown}");
        }
    }
}
