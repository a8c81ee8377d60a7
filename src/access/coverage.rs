//! For how many residents of an age group of an area a facility lies within the norm.
//! Every area is computed from the homes in it; no area is a mean of smaller ones.

use crate::access::proximity::proximity;
use crate::access::quantile::{TimesOfPeople, in_bits};
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
    /// The mean proximity score of the residents, 0 to 100; nothing when there are none.
    pub score: Option<f64>,
    /// The residents whose number is an estimate.
    pub estimated: People,
}

impl Figures {
    /// The covered residents in percent; nothing when there are no residents.
    pub fn share(&self) -> Option<f64> {
        self.covered.percentage_of(self.persons)
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
    coverage_of(residents, residents.known.iter(), travel)
}

/// The same of homes that are looked at in another order, which changes nothing but the time it takes: of an order that
/// was that of their times before a change, most need not be sorted again.
pub fn coverage_in_order(
    residents: &AreaResidents,
    order: &[u32],
    travel: &JudgedTravel<'_>,
) -> Coverage {
    let homes = order.iter();
    let homes = homes.filter_map(|&place| residents.known.get(place as usize));
    coverage_of(residents, homes, travel)
}

/// The places of an area's known homes in the order of their times.
pub fn order_by_time(residents: &AreaResidents, reaches: &[Reach]) -> Vec<u32> {
    let places = (0u32..).zip(&residents.known);
    let mut ordered: Vec<(u64, People, u32)> = places
        .map(|(place, known)| {
            let reach = reaches.get(known.home);
            let time = reach.and_then(|reach| reach.time());
            (in_bits(time), known.count.people, place)
        })
        .collect();
    ordered.sort_unstable();
    ordered.into_iter().map(|(_, _, place)| place).collect()
}

fn coverage_of<'a>(
    residents: &AreaResidents,
    homes: impl Iterator<Item = &'a KnownResidents>,
    travel: &JudgedTravel<'_>,
) -> Coverage {
    let evidence = residents.evidence;
    if residents.known.is_empty() && !residents.said_to_be_nobody {
        return Coverage {
            figures: None,
            evidence,
            unreached: Vec::new(),
        };
    }
    let figures = figures(homes, travel);
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
    let causes = [Reach::NoPlace, Reach::NoRoute, Reach::NoFacility].into_iter();
    let of = |cause: Reach| {
        let stranded = homes.iter().filter(|residents| {
            !residents.count.people.is_none() && reaches.get(residents.home) == Some(&cause)
        });
        stranded.count()
    };
    let counted = causes.map(|reach| Unreached {
        reach,
        homes: of(reach),
    });
    counted.filter(|unreached| unreached.homes > 0).collect()
}

fn figures<'a>(
    homes: impl Iterator<Item = &'a KnownResidents>,
    travel: &JudgedTravel<'_>,
) -> Figures {
    let norm = travel.norm.norm.value();
    let mut sums = [People::NONE; 4];
    let mut times = Vec::with_capacity(homes.size_hint().1.unwrap_or_default());
    for residents in homes {
        let Count { people, certainty } = residents.count;
        let time_in = |reaches: &[Reach]| {
            let reach = reaches.get(residents.home)?;
            reach.time()
        };
        let time = time_in(travel.reaches);
        let shortest = time_in(travel.with_unknown.unwrap_or(travel.reaches));
        let spread = band(residents.half_diagonal, travel.level, travel.profile);
        let within = |time: Option<Seconds>, shift: f64| {
            time.is_some_and(|time| time.value() + shift <= norm)
        };
        let counts = [
            within(time, 0.0),
            within(time, spread),
            within(shortest, -spread),
            certainty == Certainty::Estimated,
        ];
        for (sum, counts) in sums.iter_mut().zip(counts) {
            *sum = if counts { *sum + people } else { *sum };
        }
        times.push((time, people));
    }
    let [covered, certain, possible, estimated] = sums;
    let times = TimesOfPeople::new(times);
    Figures {
        persons: times.people(),
        covered,
        certain,
        possible,
        p10: times.quantile(10),
        p50: times.quantile(50),
        p90: times.quantile(90),
        score: mean_score(&times, travel.norm),
        estimated,
    }
}

/// Summed in the order of time, so that the order of the homes changes no bit.
fn mean_score(times: &TimesOfPeople, norm: &Norm) -> Option<f64> {
    let people = times.people();
    let sum: f64 = times
        .iter()
        .map(|(time, people)| people.value() * proximity(time, norm))
        .sum();
    (!people.is_none()).then(|| (sum / people.value()).clamp(0.0, 100.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::access::analysis::travel_by_kind;
    use crate::access::area_tree::AreaTree;
    use crate::access::residents::residents_of_areas;
    use crate::access::travel::TravelIndex;
    use crate::access::worked_town::{BU1, children, home, school, worked_town};
    use crate::model::age_group::AgeGroup;
    use crate::model::town_data::TownData;

    fn with_school(homes: &[(u32, u32)], x: f64) -> TownData {
        let mut town = worked_town();
        let lives = |&(place, people): &(u32, u32)| {
            let people = children(Some(people), Certainty::Counted);
            home("h", BU1, f64::from(place), people, 10.0)
        };
        town.demand = homes.iter().map(lives).collect::<Vec<_>>().into();
        town.facilities = vec![school("A", x)];
        town
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn the_order_in_which_homes_are_looked_at_changes_nothing(
            homes in prop::collection::vec((0u32..2_000, 0u32..9), 0..200),
            [before, after] in prop::array::uniform2(0f64..2_000.0),
        ) {
            let towns = [before, after].map(|x| with_school(&homes, x));
            let [before, after] = towns.map(|town| {
                let index = TravelIndex::build(&town).expect("an index");
                let travel = travel_by_kind(&town, &index).expect("trips");
                (town, travel)
            });
            let residents = residents_of_areas(&before.0, &AreaTree::of(&before.0), AgeGroup::From4To12);
            let judged = after.1[0].judged();
            for residents in &residents {
                let order = order_by_time(residents, &before.1[0].reaches);
                prop_assert_eq!(coverage_in_order(residents, &order, &judged), coverage(residents, &judged));
            }
        }
    }
}
