//! How large the town is on the drawing and how many of everything it has.

use crate::example::plan_point::PlanPoint;
use crate::example::request::ExampleRequest;

/// The town whose numbers are known; every other size is measured against it.
const STANDARD_INHABITANTS: f64 = 60_000.0;
const STANDARD_NEIGHBOURHOODS: f64 = 32.0;

/// The measures of one town. Metres on the drawing, where canal and railway cross at (0, 0).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TownSize {
    /// Inhabitants.
    pub inhabitants: u32,
    /// Length against that of the standard town; areas and numbers grow with its square.
    pub scale: f64,
    /// Neighbourhoods.
    pub neighbourhoods: u32,
    /// Districts.
    pub districts: u32,
    /// Pairs of a large park, of two cells, and a small one of one cell.
    pub parks: u32,
    /// Lakes, of one cell each.
    pub lakes: u32,
    /// Neighbourhoods that are still to be built.
    pub growth_areas: u32,
    /// The middle of the oval that the town fills.
    pub middle: PlanPoint,
    /// Half the width and half the height of that oval.
    pub reach: PlanPoint,
}

impl TownSize {
    /// The measures of the town that was asked for.
    pub fn new(request: ExampleRequest) -> Self {
        let times = f64::from(request.inhabitants) / STANDARD_INHABITANTS;
        let scale = times.sqrt();
        let neighbourhoods = (times * STANDARD_NEIGHBOURHOODS).round().max(4.0);
        let sets = (neighbourhoods / STANDARD_NEIGHBOURHOODS).round() as u32;
        let reach = PlanPoint::new(2_200.0 * scale, 1_560.0 * scale);
        Self {
            inhabitants: request.inhabitants,
            scale,
            neighbourhoods: neighbourhoods as u32,
            // Two characters of 0-9 and A-Z tell 1,296 districts apart.
            districts: ((neighbourhoods * 7.0 / STANDARD_NEIGHBOURHOODS).round() as u32)
                .clamp(1, 1_200),
            parks: sets,
            lakes: sets,
            growth_areas: sets,
            middle: PlanPoint::new(0.28 * reach.x, 0.05 * reach.y),
            reach,
        }
    }

    /// Cells in which the drawing is divided: neighbourhoods, and the parks and lakes between them.
    pub const fn cells(&self) -> u32 {
        self.neighbourhoods + 3 * self.parks + self.lakes
    }

    /// Where a place is in the oval: (0, 0) is its middle, length 1 its edge.
    pub fn in_oval(&self, place: PlanPoint) -> PlanPoint {
        let step = place - self.middle;
        PlanPoint::new(step.x / self.reach.x, step.y / self.reach.y)
    }

    /// The place on the drawing of a place in the oval.
    pub fn on_drawing(&self, place: PlanPoint) -> PlanPoint {
        self.middle + PlanPoint::new(place.x * self.reach.x, place.y * self.reach.y)
    }

    /// The old market, from which the town grew.
    pub const fn market(&self) -> PlanPoint {
        PlanPoint::new(330.0, 380.0)
    }
}
