//! Places in a scenario, from the coordinate system that it declares to that of the study.

use geo::Coord;

use crate::ingest::projection::Projection;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;
use crate::model::position::Planar;

/// A place as it is written: x or longitude first.
pub type Written = [f64; 2];

/// A line may have so many places.
const MOST_PLACES: usize = 10_000;

/// The way from the system of a scenario to that of the study.
#[derive(Debug)]
pub struct Places(Projection);

impl Places {
    /// From one system to another, by name.
    ///
    /// # Errors
    /// Names the field `crs` when there is no such system.
    pub fn from_to(from: &str, to: &str) -> Result<Self, QuestionRefused> {
        let projection = Projection::between(from, to).map_err(|_unknown| QuestionRefused {
            field: "crs".to_owned(),
            found: Bilingual::same(format!("\"{from}\"")),
            expected: Bilingual::new(
                format!("OGC:CRS84 (lengte, breedte) of {to} van de studie zelf (x, y)"),
                format!("OGC:CRS84 (longitude, latitude) or the study's own {to} (x, y)"),
            ),
        })?;
        Ok(Self(projection))
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
        let places: Vec<Coord<f64>> = written.iter().map(|&[x, y]| Coord { x, y }).collect();
        let moved = self.0.each(&places).unwrap_or_default();
        written
            .iter()
            .enumerate()
            .map(|(index, &written)| {
                let found = moved.get(index).copied().flatten();
                found
                    .map(Planar::from)
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

fn nowhere(field: &str, [x, y]: Written) -> QuestionRefused {
    QuestionRefused {
        field: field.to_owned(),
        found: Bilingual::same(format!("[{x}, {y}]")),
        expected: Bilingual::new(
            "een plaats in het genoemde crs",
            "a place in the declared crs",
        ),
    }
}
