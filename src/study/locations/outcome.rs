//! What a plan does to the people of the study, counted straight from their travel times and not from the model.

use crate::access::quantile::quantile_of;
use crate::model::people::People;
use crate::model::units::Seconds;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::location_times::bring_nearer;

/// How people travel when some candidates are open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// All people whose number is known.
    pub people: People,
    /// Those within the norm.
    pub within: People,
    /// Those who reach no facility at all.
    pub unreached: People,
    /// The time within which half of the people come; nothing when fewer do.
    pub half: Option<Seconds>,
    /// The time within which nine of ten come.
    pub nine_tenths: Option<Seconds>,
}

/// How people travel when sites are open beside the facilities that stay whatever is planned.
pub fn outcome(asked: &AskedLocations<'_>, open: &[usize]) -> Outcome {
    outcome_of(asked, &times_when_open(asked, open))
}

/// Seconds from each home to the nearest of the facilities that stay and the sites that are open.
pub fn times_when_open(asked: &AskedLocations<'_>, open: &[usize]) -> Vec<Option<f64>> {
    let mut times = asked.times.anyway.clone();
    bring_nearer(
        &mut times,
        open.iter().map(|&site| &asked.times.nearer[site]),
    );
    times
}

/// How people travel when each home needs so many seconds.
pub fn outcome_of(asked: &AskedLocations<'_>, times: &[Option<f64>]) -> Outcome {
    let with_people = asked.people.iter().zip(times.iter().copied());
    let mut travel: Vec<(Option<Seconds>, People)> = with_people
        .filter_map(|(people, time)| {
            Some((
                time.and_then(|seconds| Seconds::new(seconds).ok()),
                (*people)?,
            ))
        })
        .collect();
    let of_those = |counts: &dyn Fn(Option<Seconds>) -> bool| {
        let counted = travel.iter().filter(|(time, _)| counts(*time));
        counted.map(|&(_, people)| people).sum()
    };
    let norm = asked.norm.norm;
    let (within, unreached) = (
        of_those(&|time| time.is_some_and(|time| time <= norm)),
        of_those(&|time| time.is_none()),
    );
    Outcome {
        people: of_those(&|_| true),
        within,
        unreached,
        half: quantile_of(&mut travel, 50),
        nine_tenths: quantile_of(&mut travel, 90),
    }
}
