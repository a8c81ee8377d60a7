//! From where a facility can be reached in a time: exactly on the streets, and as land around them on a map.
//! One for each facility, so that nobody mistakes the sum of several for one. It never lies in water.

use geo::{Area, BooleanOps, Buffer, Intersects, LineString, MultiLineString, MultiPolygon};

use crate::model::basemap::{BasemapClass, BasemapFeature};
use crate::model::units::Metres;

/// Land this near to a reached street is shown as reached, in metres: about the depth of a row of gardens.
const BESIDE_STREET: f64 = 25.0;

/// From where one facility can be reached in a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Isochrone {
    /// The reached pieces of street, exact to the millimetre.
    pub streets: MultiLineString<f64>,
    /// The land beside them.
    pub land: MultiPolygon<f64>,
    /// The pedestrian shed: the land as a part of the circle that could be reached in straight lines, in [0, 1].
    pub shed: f64,
}

/// The isochrone of reached streets for a trip of so many metres, kept out of the water of the background.
///
/// Land that the water cuts off from every reached street is left out.
///
/// # Source
/// Pedestrian shed: O'Sullivan and Morrall 1996, actual over ideal walking area.
pub fn isochrone(
    streets: Vec<LineString<f64>>,
    longest: Metres,
    background: &[BasemapFeature],
) -> Isochrone {
    let streets = MultiLineString::new(streets);
    let beside = streets.buffer(BESIDE_STREET);
    let water = background
        .iter()
        .filter(|feature| feature.class == BasemapClass::Water);
    let dry = water.fold(beside, |land, feature| match &feature.geometry {
        geo::Geometry::Polygon(water) if water.intersects(&land) => land.difference(water),
        geo::Geometry::MultiPolygon(water) if water.intersects(&land) => land.difference(water),
        _ => land,
    });
    let land = MultiPolygon::new(
        dry.into_iter()
            .filter(|part| part.intersects(&streets))
            .collect(),
    );
    let circle = std::f64::consts::PI * longest.value() * longest.value();
    let shed = if circle > 0.0 {
        (land.unsigned_area() / circle).min(1.0)
    } else {
        0.0
    };
    Isochrone {
        streets,
        land,
        shed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, Point, polygon};

    fn canal() -> BasemapFeature {
        BasemapFeature {
            class: BasemapClass::Water,
            name: None,
            geometry: polygon![(x: -500.0, y: 10.0), (x: 500.0, y: 10.0), (x: 500.0, y: 15.0), (x: -500.0, y: 15.0)].into(),
        }
    }

    #[test]
    fn the_land_beside_a_quay_ends_at_the_water_and_does_not_spill_over_it() {
        // A quay of 400 m along a canal of 5 m, 10 m away: the far bank lies within 25 m and is not reached.
        let quay = LineString::from(vec![(-200.0, 0.0), (200.0, 0.0)]);
        let length = Metres::new(200.0).expect("positive");
        let open = isochrone(vec![quay.clone()], length, &[]);
        assert!(open.land.contains(&Point::new(0.0, 20.0)));
        let dry = isochrone(vec![quay], length, &[canal()]);
        assert!(dry.land.contains(&Point::new(0.0, 5.0)));
        assert!(
            !dry.land.contains(&Point::new(0.0, 12.0))
                && !dry.land.contains(&Point::new(0.0, 20.0))
        );
        // 400 × 35 m and the rounded ends, of a circle with radius 200 m.
        assert!((0.11..0.14).contains(&dry.shed), "{}", dry.shed);
    }

    #[test]
    fn a_bridge_brings_the_isochrone_over_the_water() {
        let bridge = LineString::from(vec![(0.0, 0.0), (0.0, 100.0)]);
        let over = isochrone(
            vec![bridge],
            Metres::new(200.0).expect("positive"),
            &[canal()],
        );
        assert!(
            over.land.contains(&Point::new(0.0, 50.0))
                && !over.land.contains(&Point::new(0.0, 12.0))
        );
    }

    #[test]
    fn nothing_reached_is_nothing() {
        let nothing = isochrone(Vec::new(), Metres::ZERO, &[]);
        assert_eq!((nothing.land.0.len(), nothing.shed), (0, 0.0));
    }
}
