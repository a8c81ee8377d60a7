//! A place that is written as two numbers: degrees as a phone shows them, or metres in the study's own system.

use geo::Coord;

use crate::ingest::error::IngestError;
use crate::ingest::projection::Projection;
use crate::model::position::{LonLat, Planar};

/// The system of degrees, longitude first.
const DEGREES: &str = "OGC:CRS84";
/// Numbers beyond this are metres.
const LARGEST_DEGREE: f64 = 180.0;

/// A place that was written as numbers, in both systems.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenPlace {
    /// As it was written.
    pub written: String,
    /// In the study's metres.
    pub planar: Planar,
    /// In degrees.
    pub degrees: LonLat,
}

/// The place that a text of two numbers says: "52,091 5,122" or "5.122, 52.091" in degrees, "136000 455000" in the
/// study's metres. Nothing when the text is something else, or says a place that is not on the map.
///
/// Of two degrees the larger one is the latitude, as it is everywhere in the Netherlands.
pub fn place_at(text: &str, crs: &str) -> Option<WrittenPlace> {
    let [one, other] = two_numbers(text)?;
    let are_degrees = one.abs() <= LARGEST_DEGREE && other.abs() <= LARGEST_DEGREE;
    let (from, place) = match are_degrees {
        true => (
            DEGREES,
            Coord {
                x: one.min(other),
                y: one.max(other),
            },
        ),
        false => (crs, Coord { x: one, y: other }),
    };
    let brought = |to: &str| -> Result<Option<Coord<f64>>, IngestError> {
        let moved = Projection::between(from, to)?.each(&[place])?;
        Ok(moved.into_iter().next().flatten())
    };
    let (planar, degrees) = (brought(crs).ok()??, brought(DEGREES).ok()??);
    Some(WrittenPlace {
        written: text.trim().to_owned(),
        planar: planar.into(),
        degrees: LonLat {
            longitude: degrees.x,
            latitude: degrees.y,
        },
    })
}

/// Two numbers with a decimal point or comma, parted by a space, a semicolon or a comma.
fn two_numbers(text: &str) -> Option<[f64; 2]> {
    let parts: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter == ';')
        .filter(|part| !part.is_empty())
        .collect();
    match parts[..] {
        [both] => {
            let (one, other) = both.split_once(',')?;
            Some([number(one)?, number(other)?])
        }
        [one, other] => Some([number(one.trim_end_matches(','))?, number(other)?]),
        _ => None,
    }
}

fn number(text: &str) -> Option<f64> {
    let digits = |letter: char| letter.is_ascii_digit() || ['-', '.', ','].contains(&letter);
    let number: f64 = text
        .chars()
        .all(digits)
        .then(|| text.replace(',', "."))?
        .parse()
        .ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RD_NEW: &str = "EPSG:28992";

    #[test]
    fn degrees_in_either_order_and_metres_are_the_same_place() {
        // The Onze Lieve Vrouwetoren in Amersfoort, where RD New has its origin: 155,000 and 463,000.
        for written in [
            "52.155172 5.387204",
            "5,387204 52,155172",
            "52.155172,5.387204",
            " 155000; 463000 ",
            "155000, 463000",
        ] {
            let place = place_at(written, RD_NEW).expect(written);
            let off = place.planar.distance(Planar {
                x: 155_000.0,
                y: 463_000.0,
            });
            assert!(off < 1.0, "{written} is {off} m off");
            assert!((place.degrees.latitude - 52.155_172).abs() < 1e-5);
        }
    }

    #[test]
    fn a_name_with_numbers_is_no_place() {
        for written in ["Dijkweg 4", "12", "1e 2e", "", "1 2 3", "inf nan"] {
            assert_eq!(place_at(written, RD_NEW), None, "{written}");
        }
    }
}
