//! Which area a place lies in: an R-tree over the boxes of the areas, then the exact outline.

use geo::indexed::IntervalTreeMultiPolygon;
use geo::{BoundingRect, Contains, Coord, Intersects, MultiPolygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::model::position::Planar;

/// Areas by place. A place on a border belongs to the first of the areas it touches, in the order they were given;
/// so does a place in areas that overlap.
#[derive(Default)]
pub struct AreaIndex {
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    areas: Vec<IndexedArea>,
}

struct IndexedArea {
    /// Answers for the inside only, but at once.
    inside: IntervalTreeMultiPolygon<f64>,
    /// Answers for the border too.
    shape: MultiPolygon<f64>,
}

impl AreaIndex {
    /// An index over outlines with outer rings counter-clockwise and holes clockwise;
    /// each is known by its position in the list.
    pub fn new(shapes: &[MultiPolygon<f64>]) -> Self {
        let boxes = shapes.iter().enumerate().filter_map(|(index, shape)| {
            let bounds = shape.bounding_rect()?;
            let corners = Rectangle::from_corners(bounds.min().into(), bounds.max().into());
            Some(GeomWithData::new(corners, index))
        });
        let area = |shape: &MultiPolygon<f64>| IndexedArea {
            inside: IntervalTreeMultiPolygon::new(shape),
            shape: shape.clone(),
        };
        Self {
            boxes: RTree::bulk_load(boxes.collect()),
            areas: shapes.iter().map(area).collect(),
        }
    }

    /// The first area that holds this place, or else the first on whose border it lies.
    pub fn area_at(&self, place: Planar) -> Option<usize> {
        let point = Coord::from(place);
        let envelope = AABB::from_point([place.x, place.y]);
        let mut candidates: Vec<usize> = self
            .boxes
            .locate_in_envelope_intersecting(&envelope)
            .map(|found| found.data)
            .collect();
        candidates.sort_unstable();
        let first = |holds: &dyn Fn(&IndexedArea) -> bool| {
            candidates
                .iter()
                .copied()
                .find(|&index| self.areas.get(index).is_some_and(holds))
        };
        first(&|area| area.inside.contains(&point))
            .or_else(|| first(&|area| area.shape.intersects(&point)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::orient::{Direction, Orient};
    use geo::{Polygon, Rect, coord};
    use proptest::prelude::*;

    fn square(x: f64, y: f64, side: f64) -> MultiPolygon<f64> {
        Rect::new(coord! { x: x, y: y }, coord! { x: x + side, y: y + side })
            .to_polygon()
            .into()
    }

    #[test]
    fn a_place_on_a_border_belongs_to_the_first_area() {
        let index = AreaIndex::new(&[square(0.0, 0.0, 10.0), square(10.0, 0.0, 10.0)]);
        assert_eq!(index.area_at(Planar { x: 10.0, y: 5.0 }), Some(0));
        assert_eq!(index.area_at(Planar { x: 10.1, y: 5.0 }), Some(1));
        assert_eq!(index.area_at(Planar { x: 30.0, y: 5.0 }), None);
    }

    #[test]
    fn a_hole_is_outside_and_its_border_is_not() {
        let ring = |low: f64, high: f64| {
            Rect::new(coord! { x: low, y: low }, coord! { x: high, y: high }).to_polygon()
        };
        let holed = Polygon::new(
            ring(0.0, 30.0).exterior().clone(),
            vec![ring(10.0, 20.0).exterior().clone()],
        );
        let index = AreaIndex::new(&[MultiPolygon::from(holed).orient(Direction::Default)]);
        assert_eq!(index.area_at(Planar { x: 15.0, y: 15.0 }), None);
        assert_eq!(index.area_at(Planar { x: 10.0, y: 15.0 }), Some(0));
        assert_eq!(index.area_at(Planar { x: 5.0, y: 15.0 }), Some(0));
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_plain_search_finds(
            squares in prop::collection::vec((0.0..90.0_f64, 0.0..90.0_f64, 1.0..40.0_f64), 1..20),
            x in 0.0..120.0_f64,
            y in 0.0..120.0_f64,
        ) {
            let shapes: Vec<_> = squares.into_iter().map(|(x, y, side)| square(x, y, side)).collect();
            let plain = shapes.iter().position(|shape| shape.intersects(&coord! { x: x, y: y }));
            prop_assert_eq!(AreaIndex::new(&shapes).area_at(Planar { x, y }), plain);
        }
    }
}
