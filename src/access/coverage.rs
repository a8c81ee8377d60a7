//! For how many residents of an age group of an area a facility lies within the norm.
//! Every area is computed from the homes in it; no area is a mean of smaller ones.

use crate::access::area_sums::{AreaSums, Unreached};
use crate::access::judged_travel::JudgedTravel;
use crate::access::proximity_sum::ProximitySum;
use crate::access::quantile::quantile_of;
use crate::access::residents::{AreaResidents, Evidence, KnownResidents};
use crate::model::area::Certainty;
use crate::model::people::People;
use crate::model::units::Seconds;

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
    let homes = residents.known.iter();
    let sums = homes.fold(AreaSums::default(), |sums, home| sums.with(home, travel));
    let figures = figures(&residents.known, sums, travel);
    // Nobody where residents are known, and elsewhere they are not: that is not nobody.
    let unknown = figures.persons.is_none() && !evidence.is_complete();
    Coverage {
        figures: (!unknown).then_some(figures),
        evidence,
        unreached: sums.unreached(),
    }
}

fn figures(homes: &[KnownResidents], sums: AreaSums, travel: &JudgedTravel<'_>) -> Figures {
    let people = |residents: &KnownResidents| residents.count.people;
    let is_estimated = |home: &&KnownResidents| home.count.certainty == Certainty::Estimated;
    let times = homes.iter();
    let times = times.map(|residents| (travel.time(residents.home), people(residents)));
    let mut times: Vec<(Option<Seconds>, People)> = times.collect();
    let mut within = |percent| quantile_of(&mut times, percent);
    let [covered, certain, possible] = sums.people;
    Figures {
        persons: homes.iter().map(people).sum(),
        covered,
        certain,
        possible,
        p10: within(10),
        p50: within(50),
        p90: within(90),
        proximity: sums.proximity,
        estimated: homes.iter().filter(is_estimated).map(people).sum(),
    }
}
