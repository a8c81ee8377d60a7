//! Rings of a Shapefile polygon to polygons with holes. The order and direction of the rings are often wrong in practice,
//! so a ring is a hole when it lies within an odd number of others.

use geo::{
    Area, BoundingRect, Contains, InteriorPoint, Intersects, LineString, MapCoords, MultiPolygon,
    Point, Polygon, coord,
};

use crate::ingest::geometry_kind::has_numbers_only;

/// Polygons with their holes, in the order of their outer rings. Where a coordinate is no number nothing lies within
/// anything: each ring is a polygon then.
///
/// # Cost
/// Quadratic in the number of rings, with a test of rectangles first.
pub fn polygons_of(rings: Vec<LineString<f64>>) -> MultiPolygon<f64> {
    if rings.len() == 1 || !rings.iter().all(has_numbers_only) {
        return MultiPolygon(
            rings
                .into_iter()
                .map(|ring| Polygon::new(ring, Vec::new()))
                .collect(),
        );
    }
    let rings: Vec<Ring> = rings.into_iter().map(Ring::new).collect();
    let around: Vec<Vec<usize>> = rings
        .iter()
        .map(|ring| rings_around(ring, &rings))
        .collect();
    let mut holes: Vec<Vec<LineString<f64>>> = vec![Vec::new(); rings.len()];
    for (ring, around) in rings.iter().zip(&around) {
        let smallest = around
            .iter()
            .copied()
            .min_by(|&a, &b| area(&rings, a).total_cmp(&area(&rings, b)));
        if let (Some(outer), 1) = (smallest, around.len() % 2) {
            holes
                .get_mut(outer)
                .into_iter()
                .for_each(|holes| holes.push(ring.polygon.exterior().clone()));
        }
    }
    let outers = rings
        .into_iter()
        .zip(around)
        .zip(holes)
        .filter(|((_, around), _)| around.len() % 2 == 0);
    MultiPolygon(
        outers
            .map(|((ring, _), holes)| Polygon::new(ring.polygon.exterior().clone(), holes))
            .collect(),
    )
}

struct Ring {
    polygon: Polygon<f64>,
    area: f64,
    inside: Option<Point<f64>>,
}

impl Ring {
    fn new(ring: LineString<f64>) -> Self {
        // One zero, not two: what orders them finds one before the other.
        let ring = ring.map_coords(|place| place + coord! { x: 0.0, y: 0.0 });
        let polygon = Polygon::new(ring, Vec::new());
        let (area, inside) = (polygon.unsigned_area(), polygon.interior_point());
        Self {
            polygon,
            area,
            inside,
        }
    }
}

fn area(rings: &[Ring], index: usize) -> f64 {
    rings.get(index).map_or(0.0, |ring| ring.area)
}

/// The larger rings that have this one inside.
fn rings_around(ring: &Ring, rings: &[Ring]) -> Vec<usize> {
    let Some(inside) = ring.inside else {
        return Vec::new();
    };
    let holds = |other: &Ring| {
        other.area > ring.area
            && other
                .polygon
                .bounding_rect()
                .is_some_and(|bounds| bounds.intersects(&inside))
            && other.polygon.contains(&inside)
    };
    (0..)
        .zip(rings)
        .filter(|(_, other)| holds(other))
        .map(|(index, _)| index)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square(west: f64, size: f64) -> LineString<f64> {
        let (low, high) = (west, west + size);
        LineString::from(vec![
            (low, low),
            (high, low),
            (high, high),
            (low, high),
            (low, low),
        ])
    }

    /// A lake with an island with a pond, and a town beside: 100 - 64 + 16 - 4 + 9 = 57.
    fn rings() -> Vec<LineString<f64>> {
        vec![
            square(0.0, 10.0),
            square(1.0, 8.0),
            square(2.0, 4.0),
            square(3.0, 2.0),
            square(20.0, 3.0),
        ]
    }

    #[test]
    fn an_island_in_a_hole_is_a_polygon_of_its_own() {
        let polygons = polygons_of(rings());
        assert_eq!(polygons.0.len(), 3);
        assert!((polygons.unsigned_area() - 57.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn rings_of_any_numbers_are_polygons(
            rings in prop::collection::vec(prop::collection::vec((prop::num::f64::ANY, -1e18f64..1e18), 0..6), 0..5),
        ) {
            let rings: Vec<LineString<f64>> = rings.into_iter().map(LineString::from).collect();
            prop_assert!(polygons_of(rings.clone()).0.len() <= rings.len());
        }

        #[test]
        fn order_and_direction_of_rings_change_nothing(
            order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(),
            reversed in proptest::collection::vec(any::<bool>(), 5),
        ) {
            let rings = rings();
            let mixed = order.iter().map(|&index| {
                let mut ring = rings[index].clone();
                if reversed[index] {
                    ring.0.reverse();
                }
                ring
            });
            let polygons = polygons_of(mixed.collect());
            prop_assert_eq!(polygons.0.len(), 3);
            prop_assert!((polygons.unsigned_area() - 57.0).abs() < 1e-9);
        }
    }
}
