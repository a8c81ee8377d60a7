//! How long it takes to come to places where a facility might stand, whether or not one stands there.

use rayon::prelude::*;

use crate::access::error::AccessError;
use crate::access::travel::{Reached, TravelIndex};
use crate::model::position::Planar;
use crate::model::travel_mode::Profile;
use crate::model::units::Seconds;
use crate::model::work::Work;

/// Who reaches each place within a time.
///
/// # Shape
/// One for each place; a place is where it can be entered. One without a place on the streets is reached by nobody.
///
/// # Errors
/// When the profile's mode of travel was not prepared, or the work is ended.
///
/// # Cost
/// One search for each place, on all cores.
pub fn reached_places(
    index: &TravelIndex,
    places: &[Vec<Planar>],
    (profile, limit): (&Profile, Seconds),
    work: &Work,
) -> Result<Vec<Reached>, AccessError> {
    places
        .par_iter()
        .map_init(
            || index.scratch(profile),
            |scratch, entrances| {
                work.go_on()?;
                index.reached(scratch, entrances, profile, limit)
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::{street, worked_town};
    use crate::model::town_data::TownData;
    use crate::model::travel_mode::DistanceLevel;

    #[test]
    fn homes_and_facilities_reach_a_new_place_as_they_would_reach_a_school_there() {
        for level in [DistanceLevel::D1, DistanceLevel::D2, DistanceLevel::D3] {
            let town = TownData {
                distance_level: level,
                streets: Some(street()).into(),
                ..worked_town()
            };
            let index = TravelIndex::build(&town).expect("sound");
            let profile = &town.profiles[0];
            let here = [vec![Planar { x: 650.0, y: 0.0 }]];
            let limit = Seconds::new(1_200.0).expect("a time");
            let found = reached_places(&index, &here, (profile, limit), &Work::default())
                .expect("prepared");
            let detour = if level == DistanceLevel::D3 { 1.0 } else { 1.3 };
            let metres =
                |&(place, time): &(usize, Seconds)| (place, (time.value() * 1.1 / detour).round());
            let homes: Vec<(usize, f64)> = found[0].homes.iter().map(metres).collect();
            assert_eq!(
                homes,
                [(0, 250.0), (1, 150.0), (2, 50.0), (3, 50.0)],
                "{level:?}"
            );
            let facilities: Vec<(usize, f64)> = found[0].facilities.iter().map(metres).collect();
            assert_eq!(facilities, [(0, 650.0)], "{level:?}");
        }
    }
}
