//! Places in a scenario, from the coordinate system that it declares to that of the study.

use std::fmt;

use geo::Coord;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, SeqAccess, Visitor};

use crate::ingest::projection::Projection;
use crate::ingest::site_question::as_written::A_PLACE;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;
use crate::model::position::Planar;

/// A place as it is written: x or longitude first.
#[derive(Debug, Clone, Copy)]
pub struct Written(pub f64, pub f64);

/// A line may have so many places.
const MOST_PLACES: usize = 10_000;
/// Metres that lead around the earth and farther.
const FARTHEST: f64 = 1e8;

/// The way from the system of a scenario to that of the study.
#[derive(Debug)]
pub struct Places(Projection);

impl Places {
    /// From degrees with the longitude first, or from that of the study itself. Of any other system nobody knows which of two
    /// numbers was written first.
    ///
    /// # Errors
    /// Names the field `crs` for another system.
    pub fn from_to(from: &str, to: &str) -> Result<Self, QuestionRefused> {
        let refused = || QuestionRefused {
            field: "crs".to_owned(),
            found: Bilingual::quoted(from),
            expected: Bilingual::new(
                format!("OGC:CRS84 (lengte, breedte) of {to} van de studie zelf (x, y)"),
                format!("OGC:CRS84 (longitude, latitude) or the study's own {to} (x, y)"),
            ),
        };
        let code = |name: &str| name.rsplit([':', '/']).next().map(str::to_uppercase);
        let is_known = code(from) == code(to) || code(from).as_deref() == Some("CRS84");
        let projection = is_known.then(|| Projection::between(from, to).ok());
        projection.flatten().map(Self).ok_or_else(refused)
    }

    /// One place.
    ///
    /// # Errors
    /// Names the field when there is no such place in the study's system.
    pub fn place(&self, field: &str, written: Written) -> Result<Planar, QuestionRefused> {
        let [place] = self.each(field, &[written])?[..] else {
            return Err(nowhere(field, written));
        };
        Ok(place)
    }

    /// Two places.
    ///
    /// # Errors
    /// As [`Places::place`].
    pub fn pair(&self, field: &str, written: [Written; 2]) -> Result<[Planar; 2], QuestionRefused> {
        Ok([
            self.place(field, written[0])?,
            self.place(field, written[1])?,
        ])
    }

    /// Some places.
    ///
    /// # Errors
    /// As [`Places::place`], and when there are more than anybody draws.
    pub fn each(&self, field: &str, written: &[Written]) -> Result<Vec<Planar>, QuestionRefused> {
        if written.len() > MOST_PLACES {
            return Err(QuestionRefused {
                field: field.to_owned(),
                found: Bilingual::new(
                    format!("{} plaatsen", written.len()),
                    format!("{} places", written.len()),
                ),
                expected: Bilingual::new(
                    format!("hoogstens {MOST_PLACES}"),
                    format!("at most {MOST_PLACES}"),
                ),
            });
        }
        let places: Vec<Coord<f64>> = written
            .iter()
            .map(|&Written(x, y)| Coord { x, y })
            .collect();
        let moved = self.0.each(&places).unwrap_or_default();
        written
            .iter()
            .enumerate()
            .map(|(index, &written)| {
                let found = moved.get(index).copied().flatten();
                found
                    .and_then(to_a_millimetre)
                    .ok_or_else(|| nowhere(field, written))
            })
            .collect()
    }

    /// A line.
    ///
    /// # Errors
    /// As [`Places::each`], and when it has fewer than two places.
    pub fn line(&self, field: &str, written: &[Written]) -> Result<Vec<Planar>, QuestionRefused> {
        if written.len() < 2 {
            return Err(QuestionRefused {
                field: field.to_owned(),
                found: Bilingual::new(
                    format!("{} plaatsen", written.len()),
                    format!("{} places", written.len()),
                ),
                expected: Bilingual::new("een lijn van twee of meer", "a line of two or more"),
            });
        }
        self.each(field, written)
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(TwoNumbers)
    }
}

struct TwoNumbers;

impl<'de> Visitor<'de> for TwoNumbers {
    type Value = Written;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(A_PLACE)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Written, A::Error> {
        let (x, y) = (numbers.next_element()?, numbers.next_element()?);
        let more = numbers.next_element::<IgnoredAny>()?;
        match (x, y, more) {
            (Some(x), Some(y), None) => Ok(Written(x, y)),
            (x, y, more) => {
                let count = x.iter().chain(&y).count() + more.iter().count();
                Err(A::Error::invalid_length(count, &self))
            }
        }
    }
}

/// As places are written in a scenario, so that what is written and read again is the same; nothing beyond the earth.
fn to_a_millimetre(place: Coord<f64>) -> Option<Planar> {
    let round = |metres: f64| (metres * 1_000.0).round() / 1_000.0;
    let on_earth = place.x.abs() < FARTHEST && place.y.abs() < FARTHEST;
    on_earth.then(|| Planar {
        x: round(place.x),
        y: round(place.y),
    })
}

fn nowhere(field: &str, Written(x, y): Written) -> QuestionRefused {
    QuestionRefused {
        field: field.to_owned(),
        found: Bilingual::same(format!("[{x}, {y}]")),
        expected: Bilingual::new(
            "een plaats in het genoemde crs",
            "a place in the declared crs",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_systems_of_which_the_first_number_is_known_are_read() {
        let own = "EPSG:28992";
        for sound in [
            "OGC:CRS84",
            "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            own,
            "http://www.opengis.net/def/crs/EPSG/0/28992",
        ] {
            assert!(Places::from_to(sound, own).is_ok(), "{sound}");
        }
        for other in [
            "EPSG:4326",
            "urn:ogc:def:crs:EPSG::4326",
            "EPSG:3857",
            "",
            "28992x",
        ] {
            let refused = Places::from_to(other, own).expect_err("nobody knows the order");
            assert_eq!(refused.field, "crs", "{other}");
        }
    }

    #[test]
    fn places_are_read_to_the_millimetre_and_none_beyond_the_earth() {
        let places = Places::from_to("OGC:CRS84", "EPSG:28992").expect("known systems");
        let Planar { x, y } = places
            .place("plaats", Written(5.387_203_1, 52.155_172_2))
            .expect("a place");
        assert_eq!(
            [x, y],
            [x, y].map(|metres| (metres * 1_000.0).round() / 1_000.0)
        );
        let own = Places::from_to("EPSG:28992", "EPSG:28992").expect("known systems");
        let place = own
            .place("plaats", Written(155_000.000_4, 463_000.000_6))
            .expect("a place");
        assert_eq!([place.x, place.y], [155_000.0, 463_000.001]);
        for far in [1e9, -1e9, 1e308, f64::INFINITY] {
            assert!(
                own.place("plaats", Written(far, 463_000.0)).is_err(),
                "{far}"
            );
        }
    }
}
