//! From where a facility can be reached in a time: exactly on the streets, and as land around them on a map.
//! One for each facility, so that nobody mistakes the sum of several for one. It never lies in water.

use geo::{Area, BooleanOps, Buffer, Intersects, LineString, MultiLineString, MultiPolygon};

use crate::model::basemap::{BasemapClass, BasemapFeature};
use crate::model::units::Metres;
use crate::model::work::{Ended, Work};

/// Land this near to a reached street is shown as reached, in metres: about the depth of a row of gardens.
const BESIDE_STREET: f64 = 25.0;
/// The land beside so many pieces of street is made at a time.
const TOGETHER: usize = 250;
/// Pieces in the same square of so many metres are made together, so that what is joined is compact.
const SQUARE: f64 = 1_000.0;

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
/// # Errors
/// When the work is ended.
///
/// # Source
/// Pedestrian shed: O'Sullivan and Morrall 1996, actual over ideal walking area.
pub fn isochrone(
    streets: Vec<LineString<f64>>,
    longest: Metres,
    background: &[BasemapFeature],
    work: &Work,
) -> Result<Isochrone, Ended> {
    let streets = MultiLineString::new(streets);
    let beside = beside(&streets, work)?;
    let water = background
        .iter()
        .filter(|feature| feature.class == BasemapClass::Water);
    let mut dry = beside;
    for feature in water {
        work.go_on()?;
        dry = match &feature.geometry {
            geo::Geometry::Polygon(water) if water.intersects(&dry) => dry.difference(water),
            geo::Geometry::MultiPolygon(water) if water.intersects(&dry) => dry.difference(water),
            _ => dry,
        };
    }
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
    Ok(Isochrone {
        streets,
        land,
        shed,
    })
}

/// The land beside streets: a part at a time, so that work on a whole city can be ended.
fn beside(streets: &MultiLineString<f64>, work: &Work) -> Result<MultiPolygon<f64>, Ended> {
    let mut parts: Vec<MultiPolygon<f64>> = Vec::new();
    let mut streets: Vec<&LineString<f64>> = streets.0.iter().collect();
    streets.sort_by_key(|street| square_of(street));
    for part in streets.chunks(TOGETHER) {
        work.go_on()?;
        let part = part.iter().copied().cloned().collect();
        parts.push(MultiLineString::new(part).buffer(BESIDE_STREET));
    }
    while parts.len() > 1 {
        let mut joined = Vec::with_capacity(parts.len().div_ceil(2));
        for pair in parts.chunks(2) {
            work.go_on()?;
            joined.extend(match pair {
                [one, other] => Some(one.union(other)),
                alone => alone.first().cloned(),
            });
        }
        parts = joined;
    }
    Ok(parts.pop().unwrap_or_else(|| MultiPolygon::new(Vec::new())))
}

/// The square in which a street begins: columns from west to east, each from south to north.
fn square_of(street: &LineString<f64>) -> Option<(i64, i64)> {
    let start = street.0.first()?;
    let square = |metres: f64| (metres / SQUARE).floor() as i64;
    Some((square(start.x), square(start.y)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, Point, polygon};

    fn drawn(
        streets: Vec<LineString<f64>>,
        longest: Metres,
        background: &[BasemapFeature],
    ) -> Isochrone {
        isochrone(streets, longest, background, &Work::default()).expect("nobody ends it")
    }

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
        let open = drawn(vec![quay.clone()], length, &[]);
        assert!(open.land.contains(&Point::new(0.0, 20.0)));
        let dry = drawn(vec![quay], length, &[canal()]);
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
        let over = drawn(
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
        let nothing = drawn(Vec::new(), Metres::ZERO, &[]);
        assert_eq!((nothing.land.0.len(), nothing.shed), (0, 0.0));
    }

    #[test]
    fn land_made_in_parts_is_the_land_made_at_once() {
        // 2,500 pieces of one street of 25 km, in three parts.
        let piece = |number: i32| {
            let from = f64::from(number) * 10.0;
            LineString::from(vec![(from, 0.0), (from + 10.0, 0.0)])
        };
        let length = Metres::new(25_000.0).expect("positive");
        let land = drawn((0..2_500).map(piece).collect(), length, &[]).land;
        let at_once = LineString::from(vec![(0.0, 0.0), (25_000.0, 0.0)]).buffer(BESIDE_STREET);
        assert_eq!(land.0.len(), 1);
        assert!((land.unsigned_area() - at_once.unsigned_area()).abs() < 1.0);
    }

    #[test]
    fn work_that_is_ended_draws_nothing() {
        let work = Work::default();
        work.stop.ask();
        let street = LineString::from(vec![(0.0, 0.0), (0.0, 100.0)]);
        assert_eq!(
            isochrone(vec![street], Metres::ZERO, &[], &work),
            Err(Ended)
        );
    }
}
