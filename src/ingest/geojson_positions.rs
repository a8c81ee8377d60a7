//! Whether every position of a GeoJSON geometry has its two numbers: the library that converts geometries panics at one
//! that has not.

use geojson::{GeometryValue, Position};

/// Whether every position has at least two numbers.
///
/// # Source
/// RFC 7946, section 3.1.1.
pub fn are_whole(value: &GeometryValue) -> bool {
    match value {
        GeometryValue::Point { coordinates } => is_whole(coordinates),
        GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => {
            all_whole(coordinates)
        }
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.iter().all(|line| all_whole(line))
        }
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().flatten().all(|ring| all_whole(ring))
        }
        GeometryValue::GeometryCollection { geometries } => {
            geometries.iter().all(|part| are_whole(&part.value))
        }
    }
}

fn all_whole(positions: &[Position]) -> bool {
    positions.iter().all(is_whole)
}

fn is_whole(position: &Position) -> bool {
    position.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_of_one_number_is_found_wherever_it_stands() {
        // A single point the library refuses itself.
        let whole = |text: &str| {
            let read = text.parse::<geojson::Geometry>();
            read.is_ok_and(|geometry| are_whole(&geometry.value))
        };
        for (kind, around) in [
            ("Point", "P"),
            ("MultiPoint", "[[5, 52], P]"),
            ("LineString", "[P, [5, 52]]"),
            ("MultiLineString", "[[[5, 52], P]]"),
            ("Polygon", "[[[5, 52], [6, 52], P, [5, 52]]]"),
            ("MultiPolygon", "[[[[5, 52], [6, 52], P, [5, 52]]]]"),
        ] {
            for (position, expected) in [("[5, 53, 1]", true), ("[5]", false), ("[]", false)] {
                let coordinates = around.replace('P', position);
                let text = format!("{{\"type\": \"{kind}\", \"coordinates\": {coordinates}}}");
                assert_eq!(whole(&text), expected, "{text}");
                let text =
                    format!("{{\"type\": \"GeometryCollection\", \"geometries\": [{text}]}}");
                assert_eq!(whole(&text), expected, "{text}");
            }
        }
    }
}
