//! How long every home takes to places that questions about new facilities ask for again and again: measured once for
//! each set of places and profile, and kept for the next question.

use std::sync::Arc;

use crate::access::place_times::reached_places;
use crate::access::straight::entrances;
use crate::access::travel::TravelIndex;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::facility_kind::FacilityKind;
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;
use crate::model::units::Seconds;
use crate::model::work::Work;
use crate::study::community_school::places::candidate_places;
use crate::study::error::StudyError;

/// Who needs longer than a day does not come, in seconds.
pub const LONGEST: f64 = 86_400.0;

/// Which places.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TimedPlaces {
    /// Where facilities could come.
    Candidates,
    /// The facilities of a kind that the study has.
    Facilities(FacilityKind),
}

/// Places, and who travels to them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WantedTimes {
    /// The places.
    pub places: TimedPlaces,
    /// The code of the profile.
    pub profile: String,
}

/// The homes that reach a place, ascending, with the seconds.
pub type TimesToPlace = Arc<[(usize, f64)]>;

/// The homes that reach each of some places within a day; candidates by id, facilities by index.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceTimes {
    /// One for each place.
    pub of_place: Vec<TimesToPlace>,
}

impl PlaceTimes {
    /// How many times are kept, as the cache weighs them.
    pub fn len(&self) -> usize {
        self.of_place.iter().map(|times| times.len()).sum()
    }

    /// Whether nobody reaches anything.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Measures the times to places.
///
/// # Errors
/// When there are no candidates, the profile's mode was not prepared, or the work is ended.
///
/// # Cost
/// A search of streets for each place.
pub fn measured_times(
    (town, index): (&TownData, &TravelIndex),
    places: &TimedPlaces,
    profile: &Profile,
    work: &Work,
) -> Result<PlaceTimes, StudyError> {
    let doors: Vec<Vec<Planar>> = match places {
        TimedPlaces::Candidates => {
            let proposal = CommunitySchoolQuestion::proposal(&town.weights);
            let candidates = candidate_places(town, &proposal)?;
            candidates.iter().map(|place| place.doors(town)).collect()
        }
        TimedPlaces::Facilities(kind) => index
            .facilities(kind)
            .iter()
            .map(|&facility| entrances(&town.facilities[facility]).collect())
            .collect(),
    };
    let limit = Seconds::new(LONGEST).expect("a day is a time");
    Ok(PlaceTimes {
        of_place: times_to_doors(index, &doors, (profile, limit), work)?,
    })
}

/// The homes to which a place is nearer than what they have already; one for each home.
pub fn nearer_than(times: &TimesToPlace, now: &[Option<f64>]) -> TimesToPlace {
    let is_nearer = |&&(home, time): &&(usize, f64)| now[home].is_none_or(|now| time < now);
    times.iter().filter(is_nearer).copied().collect()
}

/// The homes that reach each of some places, given by where it can be entered, within a time.
///
/// # Errors
/// When the profile's mode was not prepared, or the work is ended.
///
/// # Cost
/// A search of streets for each place.
pub fn times_to_doors(
    index: &TravelIndex,
    doors: &[Vec<Planar>],
    within: (&Profile, Seconds),
    work: &Work,
) -> Result<Vec<TimesToPlace>, StudyError> {
    let reached = reached_places(index, doors, within, work)?;
    let seconds = |(home, time): (usize, Seconds)| (home, time.value());
    let times = reached
        .into_iter()
        .map(|reached| reached.homes.into_iter().map(seconds).collect());
    Ok(times.collect())
}
