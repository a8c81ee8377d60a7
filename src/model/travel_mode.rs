//! How people travel: the mode decides which streets they may use, the profile how fast they go.

use crate::model::units::MetresPerSecond;

/// A way of moving, with its own access rules on a street.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TravelMode {
    /// On foot.
    Foot,
    /// By wheelchair: on foot, without steps, over barrier-free ways only.
    Wheelchair,
    /// By bicycle.
    Bicycle,
    /// By car; only for comparison with figures that were measured over car roads.
    Car,
}

impl TravelMode {
    /// All modes.
    pub const EVERY: [Self; 4] = [Self::Foot, Self::Wheelchair, Self::Bicycle, Self::Car];

    /// The name in files of profiles: `foot`, `wheelchair`, `bicycle`, `car`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Foot => "foot",
            Self::Wheelchair => "wheelchair",
            Self::Bicycle => "bicycle",
            Self::Car => "car",
        }
    }

    /// The name in scenarios, answers and layers: `lopen`, `rolstoel`, `fiets`, `auto`.
    pub const fn public_code(self) -> &'static str {
        match self {
            Self::Foot => "lopen",
            Self::Wheelchair => "rolstoel",
            Self::Bicycle => "fiets",
            Self::Car => "auto",
        }
    }
}

/// Who travels: a mode, a speed and how much longer a trip is than the straight line.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The name in files and addresses, such as `lopen_kind`.
    pub code: String,
    /// The mode of travel.
    pub mode: TravelMode,
    /// The speed, constant on every street.
    pub speed: MetresPerSecond,
    /// How many metres are travelled for each metre in a straight line (1 or more); used at D1 and D2.
    pub detour: f64,
    /// Whom the profile stands for, in Dutch ("een kind van 4 tot 12 jaar te voet").
    pub description_nl: String,
    /// The same in English.
    pub description_en: String,
}

/// How a distance was found. A run uses one level and prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DistanceLevel {
    /// A straight line.
    D0,
    /// A straight line times the profile's detour factor.
    D1,
    /// As D1 where no barrier lies between, and else over crossings.
    D2,
    /// The street network.
    D3,
}

impl DistanceLevel {
    /// The name in files: `D0`, `D1`, `D2`, `D3`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::D0 => "D0",
            Self::D1 => "D1",
            Self::D2 => "D2",
            Self::D3 => "D3",
        }
    }
}
