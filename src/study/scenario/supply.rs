//! What a scenario changes about the facilities themselves: how many there are, their places and their hours.

use crate::model::facility::Facility;
use crate::model::facility_kind::FacilityKind;
use crate::model::town_data::TownData;

/// The facilities of a kind together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Supply {
    /// How many there are.
    pub facilities: usize,
    /// The places of those of which they are known.
    pub places: u64,
    /// Of how many the places are not known.
    pub unknown_places: usize,
    /// The minutes a week that those of which the hours are known are open, added up.
    pub minutes_a_week: usize,
    /// Of how many the hours are not known.
    pub unknown_hours: usize,
}

/// The facilities of a kind before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyChange {
    /// The kind.
    pub kind: FacilityKind,
    /// Before.
    pub before: Supply,
    /// After.
    pub after: Supply,
}

/// The kinds of which the supply changes, of those that are asked, in their order.
pub fn supply_changes(
    [before, after]: [&TownData; 2],
    asked: &dyn Fn(&FacilityKind) -> bool,
) -> Vec<SupplyChange> {
    let kinds = before.kinds.iter().filter(|kind| asked(kind));
    let changes = kinds.map(|kind| SupplyChange {
        kind: kind.clone(),
        before: supply(&before.facilities, kind),
        after: supply(&after.facilities, kind),
    });
    changes
        .filter(|change| change.before != change.after)
        .collect()
}

/// The facilities of a kind together.
pub fn supply(facilities: &[Facility], kind: &FacilityKind) -> Supply {
    let mut supply = Supply::default();
    for facility in facilities
        .iter()
        .filter(|facility| facility.kinds.contains(kind))
    {
        supply.facilities += 1;
        match facility.capacity {
            Some(places) => supply.places += u64::from(places),
            None => supply.unknown_places += 1,
        }
        match &facility.opening_hours {
            Some(hours) => supply.minutes_a_week += hours.minutes_a_week(),
            None => supply.unknown_hours += 1,
        }
    }
    supply
}
