//! GDAL's geometries to ours: flat, without curves.

use gdal::vector::{Geometry, geometry_type_flatten, geometry_type_to_name};

use crate::ingest::curves::straight;
use crate::ingest::gdal_messages;
use crate::ingest::quotation::quoted;

/// Simple-feature types from here on have curves.
const FIRST_CURVE: u32 = 8;
const LAST_CURVE: u32 = 12;

/// A geometry that was read, and whether all its rings were closed.
#[derive(Debug, PartialEq)]
pub struct FlatGeometry {
    /// The geometry without heights and measures.
    pub geometry: geo::Geometry<f64>,
    /// Whether all polygon rings ended where they began.
    pub closed: bool,
}

/// Heights and measures are dropped, curves become lines; none for an empty geometry.
///
/// # Errors
/// What was found instead of points, lines or polygons, in words.
pub fn flat(geometry: &Geometry) -> Result<Option<FlatGeometry>, String> {
    if geometry.is_empty() {
        return Ok(None);
    }
    let mut flat = geometry.clone();
    flat.flatten_to_2d();
    let kind = geometry_type_flatten(flat.geometry_type());
    if (FIRST_CURVE..=LAST_CURVE).contains(&kind) {
        let drawn =
            straight(&flat).ok_or_else(|| "a curve that cannot be drawn as lines".to_owned())?;
        return Ok(Some(FlatGeometry {
            geometry: drawn,
            closed: true,
        }));
    }
    let closed = rings_are_closed(&flat);
    match flat.to_geo() {
        Ok(geometry) => Ok(Some(FlatGeometry { geometry, closed })),
        Err(_) => Err(format!(
            "a geometry of type {}",
            quoted(&geometry_type_to_name(kind))
        )),
    }
}

/// Reads well-known text, with or without a leading `SRID=28992;`.
///
/// # Errors
/// What was found instead, in words.
pub fn from_well_known_text(text: &str) -> Result<Option<FlatGeometry>, String> {
    gdal_messages::listen();
    let bare = match text.split_once(';') {
        Some((prefix, rest))
            if prefix
                .trim_start()
                .to_ascii_uppercase()
                .starts_with("SRID=") =>
        {
            rest
        }
        _ => text,
    };
    flat(&Geometry::from_wkt(bare).ok().ok_or_else(|| quoted(text))?)
}

fn rings_are_closed(geometry: &Geometry) -> bool {
    let parts = geometry.geometry_count();
    match geometry.geometry_name().as_str() {
        "POLYGON" => (0..parts).all(|part| ends_where_it_begins(&geometry.get_geometry(part))),
        "MULTIPOLYGON" | "GEOMETRYCOLLECTION" => {
            (0..parts).all(|part| rings_are_closed(&geometry.get_geometry(part)))
        }
        _ => true,
    }
}

fn ends_where_it_begins(ring: &Geometry) -> bool {
    match i32::try_from(ring.point_count()) {
        Ok(points @ 1..) => {
            let (first, last) = (ring.get_point(0), ring.get_point(points - 1));
            (first.0, first.1) == (last.0, last.1)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, Point};

    #[test]
    fn heights_measures_and_srid_are_dropped() {
        for text in [
            "POINT (1 2)",
            "POINT Z (1 2 3)",
            "POINT ZM (1 2 3 4)",
            "SRID=28992;POINT(1 2)",
        ] {
            let point = FlatGeometry {
                geometry: Point::new(1.0, 2.0).into(),
                closed: true,
            };
            assert_eq!(from_well_known_text(text), Ok(Some(point)), "{text}");
        }
    }

    #[test]
    fn an_open_ring_is_noticed_and_closed() {
        let flat = from_well_known_text("POLYGON ((0 0, 1 0, 1 1, 0 1))")
            .expect("a polygon")
            .expect("not empty");
        assert!(!flat.closed);
        assert!((flat.geometry.unsigned_area() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn empty_is_none_and_nonsense_is_named() {
        assert_eq!(from_well_known_text("POLYGON EMPTY"), Ok(None));
        assert_eq!(from_well_known_text("POINT EMPTY"), Ok(None));
        assert_eq!(
            from_well_known_text("Neude 11"),
            Err("\"Neude 11\"".to_owned())
        );
    }
}
