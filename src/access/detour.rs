//! How much longer the way is than the straight line.

use crate::access::reach::Reach;
use crate::access::straight::entrances;
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::units::Metres;

/// The detour index from which a way is shown as cut off: a way 1.8 times as long as the straight line.
pub const CUT_OFF: f64 = 1.8;

/// The travelled length over the straight one: `δ = d / e`.
///
/// # Units
/// Without a unit; 1 or more when the travelled length is at least the straight one.
/// Nothing when the straight line has no length.
///
/// # Source
/// O'Sullivan and Morrall 1996, walking route directness.
pub fn detour_index(travelled: Metres, straight: Metres) -> Option<f64> {
    (straight > Metres::ZERO).then(|| travelled.value() / straight.value())
}

/// The way from a home to the facility that is nearest by travel, beside the straight line to its nearest entrance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detour {
    /// The detour index.
    pub index: f64,
    /// Where the straight line ends.
    pub entrance: Planar,
}

/// The detour of a trip; nothing when there is no trip, or no straight line to compare it with.
pub fn detour_of(town: &TownData, home: Planar, reach: Reach) -> Option<Detour> {
    let nearest = reach.nearest()?;
    let facility = town.facilities.get(nearest.facility)?;
    let entrance = entrances(facility)
        .min_by(|one, other| one.distance(home).total_cmp(&other.distance(home)))?;
    let straight = Metres::new(entrance.distance(home)).ok()?;
    Some(Detour {
        index: detour_index(nearest.distance, straight)?,
        entrance,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metres(metres: f64) -> Metres {
        Metres::new(metres).expect("not negative")
    }

    #[test]
    fn the_way_over_the_bridge_of_the_worked_example() {
        // DOMAIN §C.0: 600 m apart, 2 · 500 m over the bridge at (300, 400): 1000 / 600.
        let index = detour_index(metres(1_000.0), metres(600.0)).expect("apart");
        assert!((index - 1.6667).abs() < 1e-4);
        assert_eq!(detour_index(metres(5.0), Metres::ZERO), None);
    }
}
