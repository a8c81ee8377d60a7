//! How long homes take to the sites of a location question, to what is there today and to what stays.
//!
//! Most homes have something nearer than most candidates. A plan changes nothing for them, so the candidates that are
//! nearer than what stays are kept apart, and for facilities as they are today with the study.

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::location_question::{Existing, LocationQuestion};
use crate::model::travel_mode::Profile;
use crate::study::error::StudyError;
use crate::study::locations::location_sites::Standing;
use crate::study::open_study::Study;
use crate::study::place_times::{TimedPlaces, TimesToPlace, WantedTimes, nearer_than};

/// Seconds from homes to sites, to what is there today, and to what stays.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationTimes {
    /// For each site the homes that reach it, with the seconds.
    pub of_site: Vec<TimesToPlace>,
    /// The same, of the homes for which the site is nearer than what is open anyway.
    pub nearer: Vec<TimesToPlace>,
    /// To the nearest facility there is today.
    pub today: Vec<Option<f64>>,
    /// To the nearest facility that stays whatever is planned, and that is no site.
    pub now: Vec<Option<f64>>,
    /// To the nearest that is open in every plan, sites among it.
    pub anyway: Vec<Option<f64>>,
}

impl LocationTimes {
    /// The times of a question by a profile; the candidates come before the facilities that are sites.
    ///
    /// # Errors
    /// When travel cannot be measured.
    pub fn of(
        study: &Study,
        (question, profile): (&LocationQuestion, &Profile),
        standing: &Standing,
    ) -> Result<Self, StudyError> {
        let wanted = |places| WantedTimes {
            places,
            profile: profile.code.clone(),
        };
        let candidates =
            study.place_times(&wanted(TimedPlaces::Candidates), profile, &question.work)?;
        let mut of_site = candidates.of_place.clone();
        if question.existing == Existing::LeftOut {
            let nothing = vec![None; study.town().demand.len()];
            return Ok(Self {
                nearer: of_site.clone(),
                of_site,
                today: nothing.clone(),
                now: nothing.clone(),
                anyway: nothing,
            });
        }
        let today = study.nearest_seconds(&question.kind, profile)?.to_vec();
        if standing.closing.is_empty() && standing.movable.is_empty() {
            let nearer = study.nearer_candidates(&question.kind, profile, &question.work)?;
            return Ok(Self {
                nearer: nearer.of_place.clone(),
                of_site,
                now: today.clone(),
                anyway: today.clone(),
                today,
            });
        }
        let facilities = wanted(TimedPlaces::Facilities(question.kind.clone()));
        let measured = study.place_times(&facilities, profile, &question.work)?;
        let order = study.index().facilities(&question.kind);
        let of_facility = |facility: &usize| {
            let place = order.binary_search(facility).ok()?;
            measured.of_place.get(place)
        };
        of_site.extend(standing.movable.iter().filter_map(of_facility).cloned());
        let staying = standing.staying.iter().filter_map(of_facility);
        let now = nearest_of(today.len(), staying);
        let sites = Sites {
            candidates: candidates.of_place.len(),
            may_close: !question.actions.is_empty(),
        };
        Ok(Self {
            today,
            ..Self::measured(of_site, now, sites)
        })
    }

    /// From the times to sites and to what stays; today is not known.
    pub fn measured(of_site: Vec<TimesToPlace>, now: Vec<Option<f64>>, sites: Sites) -> Self {
        let standing = of_site.get(sites.candidates..).unwrap_or_default();
        let (standing, changing) = match sites.may_close {
            true => (&[][..], &of_site[..]),
            false => (standing, &of_site[..of_site.len() - standing.len()]),
        };
        let mut anyway = now.clone();
        bring_nearer(&mut anyway, standing.iter());
        let nearer = changing.par_iter().map(|times| nearer_than(times, &anyway));
        let mut nearer: Vec<TimesToPlace> = nearer.collect();
        // Nobody is nearer to what is open anyway than to that itself.
        nearer.resize(of_site.len(), Arc::new([]));
        Self {
            today: Vec::new(),
            nearer,
            of_site,
            now,
            anyway,
        }
    }
}

/// Which sites there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sites {
    /// How many of them, the first ones, are candidates; the others are there.
    pub candidates: usize,
    /// Whether those that are there may close.
    pub may_close: bool,
}

/// Seconds from each home to the nearest of some places.
pub fn nearest_of<'a>(
    homes: usize,
    places: impl Iterator<Item = &'a TimesToPlace>,
) -> Vec<Option<f64>> {
    let mut times = vec![None; homes];
    bring_nearer(&mut times, places);
    times
}

/// Makes times shorter where one of some places is nearer.
pub fn bring_nearer<'a>(times: &mut [Option<f64>], places: impl Iterator<Item = &'a TimesToPlace>) {
    for &(home, time) in places.flat_map(|times| times.iter()) {
        times[home] = Some(times[home].map_or(time, |nearest| nearest.min(time)));
    }
}
