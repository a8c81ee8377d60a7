//! For how many residents of an age group of an area a facility lies within the norm.
//! Every area is computed from the homes in it; no area is a mean of smaller ones.

use crate::access::proximity_sum::ProximitySum;
use crate::access::quantile::quantile_of;
use crate::access::reach::Reach;
use crate::access::residents::{AreaResidents, Evidence, KnownResidents};
use crate::model::area::{Certainty, Count};
use crate::model::norm::Norm;
use crate::model::people::People;
use crate::model::travel_mode::{DistanceLevel, Profile};
use crate::model::units::{Metres, Seconds};

/// Trips to the nearest facility of one kind, and by what they are judged.
#[derive(Debug, Clone, Copy)]
pub struct JudgedTravel<'a> {
    /// The trip from each demand point.
    pub reaches: &'a [Reach],
    /// The same if ways of which nothing is known could be used as well, for a mode that asks what is known.
    pub with_unknown: Option<&'a [Reach]>,
    /// The norm for the kind.
    pub norm: &'a Norm,
    /// The profile that travels.
    pub profile: &'a Profile,
    /// The level at which the distances were measured.
    pub level: DistanceLevel,
}

/// How well the residents of an age group in an area reach a kind of facility; exact, not for publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Residents of the age group whose number is known.
    pub persons: People,
    /// Of them, those whose travel time is within the norm.
    pub covered: People,
    /// Those for whom it would be so wherever in their square they live.
    pub certain: People,
    /// Those for whom it would be so somewhere in their square, and over ways of which nothing is known.
    pub possible: People,
    /// The travel time within which 10 % of them reach a facility.
    pub p10: Option<Seconds>,
    /// The same for 50 %.
    pub p50: Option<Seconds>,
    /// The same for 90 %.
    pub p90: Option<Seconds>,
    /// The proximity scores of the residents.
    pub proximity: ProximitySum,
    /// The residents whose number is an estimate.
    pub estimated: People,
}

impl Figures {
    /// The covered residents in percent; nothing when there are no residents.
    pub fn share(&self) -> Option<f64> {
        self.covered.percentage_of(self.persons)
    }

    /// The mean proximity score of the residents, 0 to 100; nothing when there are none.
    pub fn score(&self) -> Option<f64> {
        self.proximity.mean(self.persons)
    }

    /// The residents whose number is an estimate, in percent; nothing when there are none.
    pub fn estimated_share(&self) -> Option<f64> {
        self.estimated.percentage_of(self.persons)
    }
}

/// Figures for one area and age group, as far as residents are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// The figures; nothing when no number of residents is known, which is not the same as nobody.
    pub figures: Option<Figures>,
    /// How complete the numbers of residents are.
    pub evidence: Evidence,
    /// Homes with residents that reach nothing, by the cause; a kind without facilities has its own word for it.
    pub unreached: Vec<Unreached>,
}

/// Homes with residents that reach nothing for one cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreached {
    /// The cause.
    pub reach: Reach,
    /// How many homes; at least one.
    pub homes: usize,
}

/// The coverage of one age group in one area.
///
/// Covered is who travels no longer than the norm, tested on the unrounded time.
/// Certain and possible move every home's time up or down by that of its half-diagonal h, times the
/// detour factor at D1, D2 and D3: on streets the true bound is not known, and the factor stands for it.
///
/// # Source
/// DOMAIN §C.1 (mean score, quantiles) and §C.2 (coverage, resolution band `t ± h · f / v`).
pub fn coverage(residents: &AreaResidents, travel: &JudgedTravel<'_>) -> Coverage {
    let evidence = residents.evidence;
    if residents.known.is_empty() && !residents.said_to_be_nobody {
        return Coverage {
            figures: None,
            evidence,
            unreached: Vec::new(),
        };
    }
    let figures = figures(&residents.known, travel);
    // Nobody where residents are known, and elsewhere they are not: that is not nobody.
    let unknown = figures.persons.is_none() && !evidence.is_complete();
    Coverage {
        figures: (!unknown).then_some(figures),
        evidence,
        unreached: unreached(&residents.known, travel.reaches),
    }
}

/// By how many seconds a home may be nearer or farther than its place says: `h · f / v`.
///
/// # Source
/// DOMAIN §C.2, resolution band.
pub fn band(half_diagonal: Metres, level: DistanceLevel, profile: &Profile) -> f64 {
    let factor = match level {
        DistanceLevel::D0 => 1.0,
        DistanceLevel::D1 | DistanceLevel::D2 | DistanceLevel::D3 => profile.detour,
    };
    half_diagonal.value() * factor / profile.speed.value()
}

fn unreached(homes: &[KnownResidents], reaches: &[Reach]) -> Vec<Unreached> {
    unreached_by_cause(|cause| stranded(homes.iter(), reaches, cause))
}

/// How many of some homes have residents and reach nothing, for this cause.
pub(super) fn stranded<'a>(
    homes: impl Iterator<Item = &'a KnownResidents>,
    reaches: &[Reach],
    cause: Reach,
) -> usize {
    let stranded = homes.filter(|residents| {
        !residents.count.people.is_none() && reaches.get(residents.home) == Some(&cause)
    });
    stranded.count()
}

/// The causes of which there are homes, given how many there are of each.
pub(super) fn unreached_by_cause(homes: impl Fn(Reach) -> usize) -> Vec<Unreached> {
    let causes = [Reach::NoPlace, Reach::NoRoute, Reach::NoFacility].into_iter();
    let counted = causes.map(|reach| Unreached {
        reach,
        homes: homes(reach),
    });
    counted.filter(|unreached| unreached.homes > 0).collect()
}

/// Whether the people of a home are covered, certainly, and possibly.
pub(super) fn judged(residents: &KnownResidents, travel: &JudgedTravel<'_>) -> [bool; 3] {
    let norm = travel.norm.norm.value();
    let time_in = |reaches: &[Reach]| {
        let reach = reaches.get(residents.home)?;
        reach.time()
    };
    let time = time_in(travel.reaches);
    let shortest = time_in(travel.with_unknown.unwrap_or(travel.reaches));
    let spread = band(residents.half_diagonal, travel.level, travel.profile);
    let within =
        |time: Option<Seconds>, shift: f64| time.is_some_and(|time| time.value() + shift <= norm);
    [
        within(time, 0.0),
        within(time, spread),
        within(shortest, -spread),
    ]
}

fn figures(homes: &[KnownResidents], travel: &JudgedTravel<'_>) -> Figures {
    let mut sums = [People::NONE; 5];
    let mut proximity = ProximitySum::default();
    let mut times = Vec::with_capacity(homes.len());
    for residents in homes {
        let Count { people, certainty } = residents.count;
        let [covered, certain, possible] = judged(residents, travel);
        let estimated = certainty == Certainty::Estimated;
        let counts = [true, covered, certain, possible, estimated];
        for (sum, counts) in sums.iter_mut().zip(counts) {
            *sum = if counts { *sum + people } else { *sum };
        }
        let reach = travel.reaches.get(residents.home);
        let time = reach.and_then(|reach| reach.time());
        proximity = proximity.with(time, people, travel.norm);
        times.push((time, people));
    }
    let [persons, covered, certain, possible, estimated] = sums;
    let mut within = |percent| quantile_of(&mut times, percent);
    Figures {
        persons,
        covered,
        certain,
        possible,
        p10: within(10),
        p50: within(50),
        p90: within(90),
        proximity,
        estimated,
    }
}
