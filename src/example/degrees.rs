//! RD New to degrees for the files that hold degrees (OpenStreetMap, the childcare register, GeoJSON).
//!
//! A polynomial and not PROJ, so that the written bytes do not depend on the version of a library;
//! the ingest room reads them back through PROJ and finds the same places within 0.3 m.

use crate::model::position::{LonLat, Planar};

/// One term of the series: powers of the steps east and north, and its factor in seconds of arc.
type Term = (i32, i32, f64);

const LATITUDE: [Term; 11] = [
    (0, 1, 3_235.653_89),
    (2, 0, -32.582_97),
    (0, 2, -0.247_50),
    (2, 1, -0.849_78),
    (0, 3, -0.065_50),
    (2, 2, -0.017_09),
    (1, 0, -0.007_38),
    (4, 0, 0.005_30),
    (2, 3, -0.000_39),
    (4, 1, 0.000_33),
    (1, 1, -0.000_12),
];

const LONGITUDE: [Term; 12] = [
    (1, 0, 5_260.529_16),
    (1, 1, 105.946_84),
    (1, 2, 2.456_56),
    (3, 0, -0.818_85),
    (1, 3, 0.055_94),
    (3, 1, -0.056_07),
    (0, 1, 0.011_99),
    (3, 2, -0.002_56),
    (1, 4, 0.001_28),
    (0, 2, 0.000_22),
    (2, 0, -0.000_22),
    (5, 0, 0.000_26),
];

/// The place in WGS84 degrees, rounded to 1e-7 degree (about a centimetre).
///
/// Input: metres in RD New. Output: within 0.3 m of the official transformation inside the Netherlands.
///
/// # Source
/// F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en
/// WGS84-kaartcoördinaten", Geodesia 2001, nr. 2.
pub fn degrees(place: Planar) -> LonLat {
    let (east, north) = ((place.x - 155_000.0) * 1e-5, (place.y - 463_000.0) * 1e-5);
    let series = |terms: &[Term]| -> f64 {
        terms
            .iter()
            .map(|&(along, up, factor)| factor * power(east, along) * power(north, up))
            .sum()
    };
    LonLat {
        longitude: to_seven_decimals(5.387_206_21 + series(&LONGITUDE) / 3_600.0),
        latitude: to_seven_decimals(52.155_174_40 + series(&LATITUDE) / 3_600.0),
    }
}

/// Repeated products, because `powi` may differ between machines.
fn power(base: f64, exponent: i32) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

fn to_seven_decimals(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amersfoort_and_a_place_in_the_markermeer_are_where_proj_puts_them() {
        let amersfoort = degrees(Planar {
            x: 155_000.0,
            y: 463_000.0,
        });
        assert_eq!(
            (amersfoort.longitude, amersfoort.latitude),
            (5.387_206_2, 52.155_174_4)
        );
        let water = degrees(Planar {
            x: 148_000.0,
            y: 513_000.0,
        });
        assert!(
            (water.longitude - 5.283_875_1).abs() < 4e-6,
            "{}",
            water.longitude
        );
        assert!(
            (water.latitude - 52.604_504_4).abs() < 3e-6,
            "{}",
            water.latitude
        );
    }
}
