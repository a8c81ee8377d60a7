//! Why coordinates cannot be where they say they are: wrong units, swapped axes, or outside the study's country.

use geo::{BoundingRect, Coord, Geometry, Intersects, Rect};

use crate::ingest::coordinate_system::{CoordinateSystem, WGS84};
use crate::ingest::error::IngestError;
use crate::ingest::projection::Projection;

/// RD New is defined for these metres only. Source: Kadaster, RDNAPTRANS2018, section 1.
const RD_NEW_WEST_SOUTH: Coord<f64> = Coord {
    x: -7_000.0,
    y: 289_000.0,
};
const RD_NEW_EAST_NORTH: Coord<f64> = Coord {
    x: 300_000.0,
    y: 629_000.0,
};

/// Degrees around the area of use of a system; a study may lie on its edge.
const MARGIN: f64 = 1.0;

/// What is wrong with the coordinates of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misplacement {
    /// Degrees where metres are declared.
    Degrees,
    /// Metres where degrees are declared.
    Metres,
    /// Latitude before longitude, or y before x.
    Swapped,
    /// A possible place, but not in the study's country.
    Outside,
}

impl Misplacement {
    /// The sort of problem, for a count.
    pub const fn sort(self) -> &'static str {
        match self {
            Self::Degrees => "coordinates that look like degrees",
            Self::Metres => "coordinates that look like metres",
            Self::Swapped => "coordinates with swapped axes",
            Self::Outside => "coordinates outside the area of the system",
        }
    }

    /// The hint in a message.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Degrees => "they look like degrees",
            Self::Metres => "they look like metres",
            Self::Swapped => "the axes look swapped",
            Self::Outside => "outside the area of the system",
        }
    }
}

/// Where coordinates of one file may be.
#[derive(Debug)]
pub struct Whereabouts {
    /// In the study's metres.
    study: Option<Rect<f64>>,
    /// In the file's own system, if that says more than the study's.
    file: Option<Rect<f64>>,
    degrees: bool,
    projection: Projection,
}

impl Whereabouts {
    /// For a file in one system and a study in another.
    ///
    /// # Errors
    /// Systems that PROJ cannot relate.
    pub fn new(file: &CoordinateSystem, study: &CoordinateSystem) -> Result<Self, IngestError> {
        Ok(Self {
            study: extent(study),
            file: file.is_rd_new().then(|| extent(file)).flatten(),
            degrees: file.is_geographic()?,
            projection: Projection::of_systems(file, study)?,
        })
    }

    /// What is expected, for a message.
    pub fn expected(&self) -> String {
        let bounds = if self.degrees {
            self.study_in_degrees()
        } else {
            self.file.or(self.study)
        };
        let (first, second) = if self.degrees {
            ("longitude", "latitude")
        } else {
            ("x", "y")
        };
        let places = usize::from(self.degrees);
        match bounds {
            Some(bounds)
                if self.degrees || self.projection.is_identity() || self.file.is_some() =>
            {
                format!(
                    "{first} {:.places$} to {:.places$} and {second} {:.places$} to {:.places$}",
                    bounds.min().x,
                    bounds.max().x,
                    bounds.min().y,
                    bounds.max().y
                )
            }
            _ => format!("{first} and {second} in the area of the system"),
        }
    }

    /// Why a geometry cannot be where it says, if so. `moved` is the same geometry in the study's system.
    pub fn misplacement(
        &self,
        original: &Geometry<f64>,
        moved: Option<&Geometry<f64>>,
    ) -> Option<Misplacement> {
        let bounds = original.bounding_rect()?;
        let possible = self.file.is_none_or(|extent| holds(extent, bounds));
        if possible && moved.is_some_and(|moved| self.fits(moved)) {
            return None;
        }
        let in_degrees = bounds.max().x.abs().max(bounds.min().x.abs()) <= 180.0
            && bounds.max().y.abs().max(bounds.min().y.abs()) <= 90.0;
        Some(if self.swapped_fits(bounds) {
            Misplacement::Swapped
        } else if self.degrees && !in_degrees {
            Misplacement::Metres
        } else if !self.degrees && in_degrees {
            Misplacement::Degrees
        } else {
            Misplacement::Outside
        })
    }

    fn fits(&self, moved: &Geometry<f64>) -> bool {
        match (self.study, moved.bounding_rect()) {
            (Some(extent), Some(bounds)) => holds(extent, bounds),
            _ => true,
        }
    }

    /// Whether the corners would be well placed with their coordinates exchanged.
    fn swapped_fits(&self, bounds: Rect<f64>) -> bool {
        let mut corners = [bounds.min(), bounds.max()].map(|corner| Coord {
            x: corner.y,
            y: corner.x,
        });
        let [low, high] = corners;
        let possible = self
            .file
            .is_none_or(|extent| holds(extent, Rect::new(low, high)));
        let Some(study) = self.study else {
            return false;
        };
        possible
            && self.projection.coordinates(&mut corners).is_ok()
            && corners.iter().all(|corner| study.intersects(corner))
    }

    fn study_in_degrees(&self) -> Option<Rect<f64>> {
        let back = self.projection.reversed();
        let study = self.study?;
        let mut corners = study.to_polygon().exterior().0.clone();
        back.coordinates(&mut corners).ok()?;
        geo::LineString(corners).bounding_rect()
    }
}

/// Where coordinates of a metric system may be, in its own metres.
fn extent(system: &CoordinateSystem) -> Option<Rect<f64>> {
    if system.is_rd_new() {
        return Some(Rect::new(RD_NEW_WEST_SOUTH, RD_NEW_EAST_NORTH));
    }
    let area = system.area_of_use()?;
    let wide = Rect::new(
        Coord {
            x: (area.min().x - MARGIN).max(-180.0),
            y: (area.min().y - MARGIN).max(-89.0),
        },
        Coord {
            x: (area.max().x + MARGIN).min(180.0),
            y: (area.max().y + MARGIN).min(89.0),
        },
    );
    let world = CoordinateSystem::named(WGS84).ok()?;
    let mut edge = edge_of(wide);
    Projection::of_systems(&world, system)
        .ok()?
        .coordinates(&mut edge)
        .ok()?;
    geo::LineString(edge).bounding_rect()
}

/// Places along the edge; the edge of an area in degrees is curved in metres.
fn edge_of(area: Rect<f64>) -> Vec<Coord<f64>> {
    const STEPS: u32 = 16;
    (0..=STEPS)
        .flat_map(|step| {
            let share = f64::from(step) / f64::from(STEPS);
            let x = area.min().x + share * area.width();
            let y = area.min().y + share * area.height();
            [
                (x, area.min().y),
                (x, area.max().y),
                (area.min().x, y),
                (area.max().x, y),
            ]
        })
        .map(Coord::from)
        .collect()
}

fn holds(extent: Rect<f64>, bounds: Rect<f64>) -> bool {
    extent.intersects(&bounds.min()) && extent.intersects(&bounds.max())
}
