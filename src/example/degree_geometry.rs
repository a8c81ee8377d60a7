//! Places on the ground as GeoJSON has them: degrees, longitude first.

use crate::example::degrees::degrees;
use crate::example::dissolve::{GroundPoint, GroundPolygon};
use crate::model::position::{LonLat, Planar};

/// The degrees of a place on the ground.
pub fn ground_degrees([x, y]: GroundPoint) -> LonLat {
    degrees(Planar {
        x: x as f64 / 100.0,
        y: y as f64 / 100.0,
    })
}

/// A place as a GeoJSON position.
pub fn position_json(place: GroundPoint) -> String {
    let LonLat {
        longitude,
        latitude,
    } = ground_degrees(place);
    format!("[{longitude:.7},{latitude:.7}]")
}

/// Polygons as a GeoJSON geometry.
pub fn polygons_json(polygons: &[GroundPolygon]) -> String {
    let ring = |ring: &Vec<GroundPoint>| {
        let points: Vec<String> = ring
            .iter()
            .chain(ring.first())
            .map(|&place| position_json(place))
            .collect();
        format!("[{}]", points.join(","))
    };
    let polygon = |polygon: &GroundPolygon| {
        let rings: Vec<String> = std::iter::once(&polygon.outer)
            .chain(&polygon.holes)
            .map(ring)
            .collect();
        format!("[{}]", rings.join(","))
    };
    let polygons: Vec<String> = polygons.iter().map(polygon).collect();
    format!(
        "{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}",
        polygons.join(",")
    )
}
