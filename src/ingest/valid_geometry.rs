//! Polygons that cross themselves: mended where that is possible, by GEOS through GDAL.

use gdal::cpl::CslStringList;
use gdal::vector::ToGdal;
use geo::{Area, Geometry};

use crate::ingest::gdal_messages;
use crate::ingest::geometry_kind::{GeometryKind, kind_of, plain};

/// What became of a geometry.
#[derive(Debug, PartialEq)]
pub enum Validity {
    /// It was valid.
    Valid(Geometry<f64>),
    /// It was not, and was mended; and what was wrong.
    Mended(Geometry<f64>, String),
    /// It was not, and nothing is left of it; and what was wrong.
    Beyond(String),
}

/// Checks a geometry, and mends it where needed. Points and lines are valid as they are.
pub fn validity(geometry: Geometry<f64>) -> Validity {
    if kind_of(&geometry) != Some(GeometryKind::Polygon) {
        return Validity::Valid(geometry);
    }
    gdal_messages::listen();
    let Ok(checked) = geometry.to_gdal() else {
        return Validity::Beyond("a polygon that cannot be checked".to_owned());
    };
    if checked.is_valid() && geometry.unsigned_area() > 0.0 {
        return Validity::Valid(geometry);
    }
    let said = gdal_messages::take_warnings()
        .into_iter()
        .chain(gdal_messages::take_failures())
        .next();
    let reason = said.unwrap_or_else(|| "a polygon without a surface".to_owned());
    let mended = checked
        .make_valid(&CslStringList::new())
        .ok()
        .and_then(|mended| mended.to_geo().ok());
    let polygons = mended.and_then(surfaces);
    match polygons {
        Some(polygons) => Validity::Mended(polygons, reason),
        None => Validity::Beyond(reason),
    }
}

/// The surfaces of what mending left: it may add lines and points where a polygon had no width.
fn surfaces(geometry: Geometry<f64>) -> Option<Geometry<f64>> {
    let surfaces = match geometry {
        Geometry::GeometryCollection(mut parts) => {
            parts
                .0
                .retain(|part| kind_of(part) == Some(GeometryKind::Polygon));
            plain(Geometry::GeometryCollection(parts)).ok()?
        }
        other => plain(other).ok()?,
    };
    (kind_of(&surfaces) == Some(GeometryKind::Polygon) && surfaces.unsigned_area() > 0.0)
        .then_some(surfaces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Point, polygon};

    #[test]
    fn a_bow_tie_is_mended_to_two_triangles() {
        let bow_tie =
            polygon![(x: 0.0, y: 0.0), (x: 2.0, y: 2.0), (x: 0.0, y: 2.0), (x: 2.0, y: 0.0)];
        let Validity::Mended(mended, reason) = validity(bow_tie.into()) else {
            unreachable!("it crosses itself")
        };
        assert!((mended.unsigned_area() - 2.0).abs() < 1e-12);
        assert!(reason.contains("Self-intersection"), "{reason}");
    }

    #[test]
    fn a_polygon_without_width_is_beyond_mending() {
        let flat = polygon![(x: 0.0, y: 0.0), (x: 2.0, y: 2.0), (x: 1.0, y: 1.0)];
        assert!(matches!(validity(flat.into()), Validity::Beyond(_)));
        let dot = polygon![(x: 1.0, y: 1.0), (x: 1.0, y: 1.0)];
        assert!(matches!(validity(dot.into()), Validity::Beyond(_)));
    }

    #[test]
    fn what_is_valid_is_untouched() {
        let point = Geometry::from(Point::new(1.0, 2.0));
        assert_eq!(validity(point.clone()), Validity::Valid(point));
        let square = Geometry::from(
            polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)],
        );
        assert_eq!(validity(square.clone()), Validity::Valid(square));
    }
}
