//! How much longer the way is than the straight line, and which barrier makes it so.

use geo::{Intersects, Line};

use crate::access::reach::Reach;
use crate::access::straight::entrances;
use crate::model::basemap::{BasemapClass, BasemapFeature};
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

/// The water and the railways of the background that the straight line between two places meets.
///
/// A bridge does not take a barrier away here: it is what the way goes round by.
///
/// # Shape
/// In the order of the background.
pub fn barriers_between(
    from: Planar,
    to: Planar,
    background: &[BasemapFeature],
) -> Vec<&BasemapFeature> {
    let straight = Line::new(geo::Coord::from(from), geo::Coord::from(to));
    let features = background
        .iter()
        .filter(|feature| is_barrier(feature.class));
    features
        .filter(|feature| feature.geometry.intersects(&straight))
        .collect()
}

fn is_barrier(class: BasemapClass) -> bool {
    match class {
        BasemapClass::Water | BasemapClass::Rail => true,
        BasemapClass::Meadow
        | BasemapClass::Park
        | BasemapClass::Building
        | BasemapClass::Bridge => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::LineString;

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

    #[test]
    fn the_railway_in_between_is_named_and_the_one_behind_is_not() {
        let line = |class, name: &str, x: f64| BasemapFeature {
            class,
            name: Some(name.to_owned()),
            geometry: LineString::from(vec![(x, -500.0), (x, 500.0)]).into(),
        };
        let background = [
            line(BasemapClass::Rail, "behind the home", -10.0),
            line(BasemapClass::Park, "hedge", 200.0),
            line(BasemapClass::Rail, "railway", 300.0),
            line(BasemapClass::Water, "behind the school", 700.0),
        ];
        let [home, school] = [0.0, 600.0].map(|x| Planar { x, y: 0.0 });
        let found = barriers_between(home, school, &background);
        let names: Vec<&str> = found
            .iter()
            .filter_map(|barrier| barrier.name.as_deref())
            .collect();
        assert_eq!(names, ["railway"]);
    }
}
