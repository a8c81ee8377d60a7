//! How far a home is from the edge of the loaded data, so that an answer can say that a nearer facility may be missing.
//! The loaded data reaches as far as the convex hull of all areas and facilities of the study:
//! what lies outside it was not loaded, what lies inside it may be assumed to be.

use geo::{
    ConvexHull, Coord, Distance, Euclidean, Intersects, LineString, MultiPoint, Point, Polygon,
};

use crate::model::position::Planar;
use crate::model::town_data::TownData;

/// The outline of what was loaded.
#[derive(Debug, Clone)]
pub struct DataEdge {
    hull: Polygon<f64>,
}

impl DataEdge {
    /// The convex hull of a study's areas and facilities.
    pub fn of(town: &TownData) -> Self {
        let outlines = town
            .areas
            .iter()
            .flat_map(|area| &area.shape)
            .flat_map(|polygon| polygon.exterior().coords().copied());
        let facilities = town
            .facilities
            .iter()
            .map(|facility| Coord::from(facility.position));
        Self::around(outlines.chain(facilities))
    }

    fn around(coordinates: impl Iterator<Item = Coord<f64>>) -> Self {
        let points: Vec<Point<f64>> = coordinates
            .filter(|place| place.x.is_finite() && place.y.is_finite())
            .map(Point::from)
            .collect();
        let hull = if points.is_empty() {
            Polygon::new(LineString::new(Vec::new()), Vec::new())
        } else {
            MultiPoint::new(points).convex_hull()
        };
        Self { hull }
    }

    /// Metres in a straight line from a place to the edge; 0 for a place outside it.
    ///
    /// No facility that was not loaded is nearer than this.
    pub fn distance_from(&self, place: Planar) -> f64 {
        let point = Point::from(place);
        if self.hull.intersects(&point) {
            Euclidean.distance(&point, self.hull.exterior())
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_is_the_convex_hull_and_outside_it_nothing_is_sure() {
        let corners = [
            (0.0, 0.0),
            (100.0, 0.0),
            (100.0, 100.0),
            (0.0, 100.0),
            (50.0, 60.0),
        ];
        let edge = DataEdge::around(corners.into_iter().map(Coord::from));
        assert_eq!(edge.distance_from(Planar { x: 50.0, y: 10.0 }), 10.0);
        assert_eq!(edge.distance_from(Planar { x: 50.0, y: -10.0 }), 0.0);
        assert_eq!(
            DataEdge::around(std::iter::empty()).distance_from(Planar { x: 0.0, y: 0.0 }),
            0.0
        );
    }
}
