//! Places by name, for who looks for a street or a school they know.

use geo::{Geometry, Point};
use serde::Serialize;

use crate::layers::shapes::Shapes;
use crate::study::community_school::places::areas_of;
use crate::study::error::StudyError;
use crate::study::named_places::{PlaceSort, found};
use crate::study::open_study::Study;
use crate::study::place_at::{WrittenPlace, place_at};

/// A place that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundPlace {
    soort: PlaceSort,
    naam: String,
    buurt: Option<String>,
    midden: [f64; 2],
}

impl Study {
    /// The places whose name holds `text`, without regard to capitals and accents; those that begin with it first.
    /// Two numbers are the place they say.
    ///
    /// # Errors
    /// When a place cannot be put in degrees.
    pub fn places_named(&self, text: &str) -> Result<Vec<FoundPlace>, StudyError> {
        let town = self.town();
        if let Some(place) = place_at(text, &town.crs) {
            return Ok(vec![self.found_place(place)]);
        }
        let found = found(self.named_places(), text);
        let points = found
            .iter()
            .map(|place| Geometry::Point(Point::from(place.position)));
        let shapes = Shapes::project(points.collect(), &town.crs)?;
        let degrees = shapes.geographic.iter().filter_map(|shape| match shape {
            Geometry::Point(point) => Some([point.x(), point.y()]),
            _ => None,
        });
        let named = found.iter().zip(degrees).map(|(place, midden)| FoundPlace {
            soort: place.sort,
            naam: place.name.clone(),
            buurt: areas_of(town, place.position)
                .0
                .and_then(|area| Some(town.areas.get(area)?.name.clone())),
            midden,
        });
        Ok(named.collect())
    }

    /// A place that was written as two numbers, as it is told.
    fn found_place(&self, place: WrittenPlace) -> FoundPlace {
        let town = self.town();
        let area = areas_of(town, place.planar).0;
        FoundPlace {
            soort: PlaceSort::Written,
            naam: place.written,
            buurt: area.and_then(|area| Some(town.areas.get(area)?.name.clone())),
            midden: [place.degrees.longitude, place.degrees.latitude],
        }
    }
}
