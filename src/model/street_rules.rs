//! How a study's streets are used: the rules of each mode, and what is left out of reach.

use crate::model::travel_mode::TravelMode;
use crate::model::units::Metres;
use crate::model::way_rules::WayRules;

/// Everything about streets that a study may set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreetRules {
    /// Which ways may be used on foot.
    pub foot: WayRules,
    /// The same by wheelchair.
    pub wheelchair: WayRules,
    /// The same by bicycle.
    pub bicycle: WayRules,
    /// The same by car.
    pub car: WayRules,
    /// How far a home or entrance may be from a street.
    pub limit: Metres,
    /// Components of fewer nodes than this (all nodes of their ways counted) are not used.
    pub smallest_component: usize,
}

impl StreetRules {
    /// The rules for ways of a mode.
    pub const fn way_rules(&self, mode: TravelMode) -> &WayRules {
        match mode {
            TravelMode::Foot => &self.foot,
            TravelMode::Wheelchair => &self.wheelchair,
            TravelMode::Bicycle => &self.bicycle,
            TravelMode::Car => &self.car,
        }
    }

    /// The place of a mode's rules, to change them.
    pub const fn way_rules_mut(&mut self, mode: TravelMode) -> &mut WayRules {
        match mode {
            TravelMode::Foot => &mut self.foot,
            TravelMode::Wheelchair => &mut self.wheelchair,
            TravelMode::Bicycle => &mut self.bicycle,
            TravelMode::Car => &mut self.car,
        }
    }
}
