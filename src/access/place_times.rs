//! How long every home is from places where a facility might come, whether or not one stands there.

use rayon::prelude::*;

use crate::access::error::AccessError;
use crate::access::travel::TravelIndex;
use crate::model::position::Planar;
use crate::model::travel_mode::Profile;
use crate::model::units::Seconds;

/// The homes within a time of each place, with that time, in the order of the homes.
///
/// # Shape
/// One list for each place; a place is where it can be entered. One without a place on the streets is reached by nobody.
///
/// # Errors
/// When the profile's mode of travel was not prepared.
///
/// # Cost
/// One search for each place, on all cores.
pub fn times_to_places(
    index: &TravelIndex,
    places: &[Vec<Planar>],
    profile: &Profile,
    limit: Seconds,
) -> Result<Vec<Vec<(usize, Seconds)>>, AccessError> {
    places
        .par_iter()
        .map_init(
            || index.scratch(profile),
            |scratch, entrances| index.homes_within_of_place(scratch, entrances, profile, limit),
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::worked_town;

    #[test]
    fn a_place_where_a_facility_stands_is_as_far_as_that_facility() {
        let town = worked_town();
        let index = TravelIndex::build(&town).expect("prepared");
        let profile = &town.profiles[0];
        let far = Seconds::new(1e6).expect("a time");
        let places: Vec<Vec<Planar>> = town
            .facilities
            .iter()
            .map(|facility| vec![facility.position])
            .collect();
        let found = times_to_places(&index, &places, profile, far).expect("prepared");
        let mut scratch = index.scratch(profile);
        for (facility, times) in found.iter().enumerate() {
            let expected = index.homes_within(&mut scratch, facility, profile, far);
            assert_eq!(times, &expected.expect("prepared"));
            assert!(!times.is_empty());
        }
    }
}
