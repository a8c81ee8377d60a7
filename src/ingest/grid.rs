//! Places on a regular grid inside an area, for people of whom only the area is known.

use geo::{BoundingRect, Coord, InteriorPoint, Intersects, MultiPolygon};

use crate::model::position::Planar;

/// Middles of the squares of a grid that lie in the area, from south to north and west to east.
/// The grid has the same lines for every area. An area without any gets one place on its surface.
///
/// # Units
/// `side` in metres, above 0.
pub fn grid_places(shape: &MultiPolygon<f64>, side: f64) -> Vec<Planar> {
    let Some(bounds) = shape.bounding_rect() else {
        return Vec::new();
    };
    let middles = |low: f64, high: f64| {
        let first = (low / side).floor();
        let count = ((high / side).ceil() - first).max(0.0) as u32;
        (0..count).map(move |step| (first + f64::from(step) + 0.5) * side)
    };
    let (low, high) = (bounds.min(), bounds.max());
    let places: Vec<Planar> = middles(low.y, high.y)
        .flat_map(|y| middles(low.x, high.x).map(move |x| Planar { x, y }))
        .filter(|place| shape.intersects(&Coord::from(*place)))
        .collect();
    if places.is_empty() {
        return shape
            .interior_point()
            .map(Planar::from)
            .into_iter()
            .collect();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord};

    fn rectangle(x: f64, width: f64, height: f64) -> MultiPolygon<f64> {
        Rect::new(coord! { x: x, y: 0.0 }, coord! { x: x + width, y: height })
            .to_polygon()
            .into()
    }

    #[test]
    fn the_grid_lies_inside_and_on_the_same_lines_for_all() {
        let places = grid_places(&rectangle(10.0, 100.0, 50.0), 50.0);
        assert_eq!(
            places,
            [Planar { x: 25.0, y: 25.0 }, Planar { x: 75.0, y: 25.0 }]
        );
    }

    #[test]
    fn an_area_smaller_than_a_square_has_one_place_on_its_surface() {
        let small = rectangle(1.0, 4.0, 4.0);
        let places = grid_places(&small, 50.0);
        assert_eq!(places.len(), 1);
        assert!(small.intersects(&Coord::from(places[0])));
    }
}
