//! For how many residents of an age group of an area a facility lies within the norm.
//! Every area is computed from the homes in it; no area is a mean of smaller ones.

use crate::access::area_tree::AreaTree;
use crate::access::proximity::proximity;
use crate::access::quantile::TimesOfPeople;
use crate::access::reach::Reach;
use crate::model::age_group::AgeGroup;
use crate::model::area::{Certainty, Count};
use crate::model::norm::Norm;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile};
use crate::model::units::Seconds;

/// Trips to the nearest facility of one kind, and by what they are judged.
#[derive(Debug, Clone, Copy)]
pub struct JudgedTravel<'a> {
    /// The trip from each demand point.
    pub reaches: &'a [Reach],
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
    /// Those for whom it would be so somewhere in their square.
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

/// How complete the numbers of residents of an age group in an area are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The neighbourhoods of the area; 1 for a neighbourhood itself.
    pub neighbourhoods: usize,
    /// Those of them without any resident figure.
    pub neighbourhoods_without_figure: usize,
    /// The homes in the area for which the number of residents is not known.
    pub homes_without_figure: usize,
}

/// Figures for one area and age group, as far as residents are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// The figures; nothing when no number of residents is known, which is not the same as nobody.
    pub figures: Option<Figures>,
    /// How complete the numbers of residents are.
    pub evidence: Evidence,
}

/// The coverage of one age group in one area.
///
/// Covered is who travels no longer than the norm, tested on the unrounded time.
/// Certain and possible move every home's time up or down by that of its half-diagonal h, times the
/// detour factor at D1 and D3: on streets the true bound is not known, and the factor stands for it.
///
/// # Source
/// DOMAIN §C.1 (mean score, quantiles) and §C.2 (coverage, resolution band `t ± h · f / v`).
pub fn coverage(
    town: &TownData,
    tree: &AreaTree,
    area: usize,
    age: AgeGroup,
    travel: &JudgedTravel<'_>,
) -> Coverage {
    let homes = tree.homes(area);
    let evidence = evidence(town, tree, area, age);
    let known: Vec<KnownHome> = homes
        .iter()
        .filter_map(|&home| known_home(town, home, age, travel))
        .collect();
    let empty = known.is_empty() && counts_nobody(town, area, age);
    let figures = (!known.is_empty() || empty).then(|| figures(&known, travel.norm));
    let nobody_of_some = |figures: &Figures| figures.persons.is_none() && !evidence.is_complete();
    Coverage {
        figures: figures.filter(|figures| !nobody_of_some(figures)),
        evidence,
    }
}

impl Evidence {
    /// Whether the number of residents is known everywhere.
    pub const fn is_complete(&self) -> bool {
        self.neighbourhoods_without_figure == 0 && self.homes_without_figure == 0
    }
}

struct KnownHome {
    count: Count,
    time: Option<Seconds>,
    spread: f64,
}

fn known_home(
    town: &TownData,
    home: usize,
    age: AgeGroup,
    travel: &JudgedTravel<'_>,
) -> Option<KnownHome> {
    let point = town.demand.get(home)?;
    let factor = match travel.level {
        DistanceLevel::D0 => 1.0,
        DistanceLevel::D1 | DistanceLevel::D3 => travel.profile.detour,
    };
    Some(KnownHome {
        count: point.residents[age]?,
        time: travel.reaches.get(home).and_then(|reach| reach.time()),
        spread: point.half_diagonal.value() * factor / travel.profile.speed.value(),
    })
}

fn figures(homes: &[KnownHome], norm: &Norm) -> Figures {
    let people_where = |counts: &dyn Fn(&KnownHome) -> bool| -> People {
        homes
            .iter()
            .filter(|home| counts(home))
            .map(|home| home.count.people)
            .sum()
    };
    let within = |home: &KnownHome, shift: f64| {
        home.time
            .is_some_and(|time| time.value() + shift <= norm.norm.value())
    };
    let times = TimesOfPeople::new(
        homes
            .iter()
            .map(|home| (home.time, home.count.people))
            .collect(),
    );
    Figures {
        persons: times.people(),
        covered: people_where(&|home| within(home, 0.0)),
        certain: people_where(&|home| within(home, home.spread)),
        possible: people_where(&|home| within(home, -home.spread)),
        p10: times.quantile(10),
        p50: times.quantile(50),
        p90: times.quantile(90),
        score: mean_score(&times, norm),
        estimated: people_where(&|home| home.count.certainty == Certainty::Estimated),
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

fn evidence(town: &TownData, tree: &AreaTree, area: usize, age: AgeGroup) -> Evidence {
    let unknown = |&&home: &&usize| {
        town.demand
            .get(home)
            .is_some_and(|point| point.residents[age].is_none())
    };
    let neighbourhoods = tree.neighbourhoods(area);
    let without = neighbourhoods
        .iter()
        .filter(|&&inside| !has_figure(town, tree, inside, age))
        .count();
    Evidence {
        neighbourhoods: neighbourhoods.len(),
        neighbourhoods_without_figure: without,
        homes_without_figure: tree.homes(area).iter().filter(unknown).count(),
    }
}

fn has_figure(town: &TownData, tree: &AreaTree, area: usize, age: AgeGroup) -> bool {
    let known = |&home: &usize| {
        town.demand
            .get(home)
            .is_some_and(|point| point.residents[age].is_some())
    };
    tree.homes(area).iter().any(known) || counts_nobody(town, area, age)
}

/// Whether the area's own source says that nobody of this age lives there.
fn counts_nobody(town: &TownData, area: usize, age: AgeGroup) -> bool {
    let count = town.areas.get(area).and_then(|area| area.residents[age]);
    count.is_some_and(|count| count.people.is_none())
}
