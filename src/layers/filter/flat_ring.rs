//! Polygons with a ring without a surface: they pass as valid, and relating one to a feature goes wrong in the library.

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Geometry, LineString, Polygon};

/// Whether all places of some ring lie on one line.
pub fn has_flat_ring(geometry: &Geometry<f64>) -> bool {
    match geometry {
        Geometry::Polygon(polygon) => is_flat_somewhere(polygon),
        Geometry::MultiPolygon(polygons) => polygons.iter().any(is_flat_somewhere),
        Geometry::GeometryCollection(parts) => parts.iter().any(has_flat_ring),
        Geometry::Point(_)
        | Geometry::MultiPoint(_)
        | Geometry::Line(_)
        | Geometry::LineString(_)
        | Geometry::MultiLineString(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_) => false,
    }
}

fn is_flat_somewhere(polygon: &Polygon<f64>) -> bool {
    is_flat(polygon.exterior()) || polygon.interiors().iter().any(is_flat)
}

fn is_flat(ring: &LineString<f64>) -> bool {
    let Some(&first) = ring.0.first() else {
        return false;
    };
    let Some(&other) = ring.0.iter().find(|&&place| place != first) else {
        return true;
    };
    let turns = |&place: &_| RobustKernel::orient2d(first, other, place) != Orientation::Collinear;
    !ring.0.iter().any(turns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{MultiPolygon, polygon};

    #[test]
    fn a_ring_on_one_line_is_flat_also_as_a_hole_or_among_others() {
        let whole = polygon![(x: 5.0, y: 52.0), (x: 6.0, y: 52.0), (x: 6.0, y: 53.0)];
        let flat = polygon![(x: 0.1, y: 0.1), (x: 0.2, y: 0.2), (x: 0.3, y: 0.3)];
        let same = polygon![(x: 1.0, y: 1.0), (x: 1.0, y: 1.0), (x: 1.0, y: 1.0)];
        let with_hole = Polygon::new(whole.exterior().clone(), vec![flat.exterior().clone()]);
        assert!(!has_flat_ring(&whole.clone().into()));
        for one in [flat, same, with_hole] {
            let several = MultiPolygon(vec![whole.clone(), one.clone()]);
            assert!(has_flat_ring(&one.into()) && has_flat_ring(&several.into()));
        }
    }
}
