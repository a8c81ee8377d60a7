//! How a study's streets are used: the rules of each mode, and what is left out of reach.

use std::collections::BTreeMap;

use crate::model::travel_mode::TravelMode;
use crate::model::units::Metres;
use crate::network::built_in_rules::built_in_rules;
use crate::network::way_rules::WayRules;

const LIMIT_METRES: f64 = 300.0;
const SMALLEST_COMPONENT: usize = 40;

/// Everything about streets that a study may set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreetRules {
    /// The rules for ways where they are not the built-in ones.
    pub ways: BTreeMap<TravelMode, WayRules>,
    /// How far a home or entrance may be from a street.
    pub limit: Metres,
    /// Components of fewer nodes than this (all nodes of their ways counted) are not used.
    pub smallest_component: usize,
}

impl StreetRules {
    /// The rules for ways of a mode: the study's own, or else the built-in ones.
    pub fn way_rules(&self, mode: TravelMode) -> WayRules {
        self.ways
            .get(&mode)
            .cloned()
            .unwrap_or_else(|| built_in_rules(mode))
    }
}

impl Default for StreetRules {
    /// The built-in rules, 300 m, 40 nodes.
    fn default() -> Self {
        Self {
            ways: BTreeMap::new(),
            limit: Metres::new(LIMIT_METRES).expect("a constant above zero"),
            smallest_component: SMALLEST_COMPONENT,
        }
    }
}
