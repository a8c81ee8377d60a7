//! Which area a place lies in: an R-tree over the boxes of the areas, then the exact outline.

use geo::{BoundingRect, Coord, Intersects, MultiPolygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::model::position::Planar;

/// Areas by place. A place on a border belongs to the first of the areas it touches, in the order they were given.
#[derive(Debug, Clone, Default)]
pub struct AreaIndex {
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    shapes: Vec<MultiPolygon<f64>>,
}

impl AreaIndex {
    /// An index over outlines; each is known by its position in the list.
    pub fn new(shapes: &[MultiPolygon<f64>]) -> Self {
        let boxes = shapes.iter().enumerate().filter_map(|(index, shape)| {
            let bounds = shape.bounding_rect()?;
            let corners = Rectangle::from_corners(bounds.min().into(), bounds.max().into());
            Some(GeomWithData::new(corners, index))
        });
        Self {
            boxes: RTree::bulk_load(boxes.collect()),
            shapes: shapes.to_vec(),
        }
    }

    /// The first area that holds this place, its border included.
    pub fn area_at(&self, place: Planar) -> Option<usize> {
        let point = Coord::from(place);
        let envelope = AABB::from_point([place.x, place.y]);
        let mut candidates: Vec<usize> = self
            .boxes
            .locate_in_envelope_intersecting(&envelope)
            .map(|found| found.data)
            .collect();
        candidates.sort_unstable();
        candidates.into_iter().find(|&index| {
            self.shapes
                .get(index)
                .is_some_and(|shape| shape.intersects(&point))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord};
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
