//! Who gains and who loses by the first plan: the report of gains and losses for the people that a location question is
//! about.

use crate::access::suppression::Shown;
use crate::model::people::People;
use crate::model::travel_mode::Profile;
use crate::model::units::{Euros, Seconds};
use crate::siting::equity_groups::ChangedHome;
use crate::siting::equity_report::Investment;
use crate::study::community_school::assumed_costs::AssumedCosts;
use crate::study::equity::site_equity::{
    EquitySubject, NeedOfHomes, ProfileEquity, Sides, study_equity,
};
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::{AskedLocations, nearest_of};
use crate::study::locations::location_plan::LocationPlan;
use crate::study::place_times::{TimedPlaces, TimesToPlace, WantedTimes};
use crate::study::question::Question;

/// Who needs longer than this counts as not reached, in seconds.
const LONGEST: f64 = 7_200.0;
/// Beside the profile of the question, gains and losses are told of these where the study can travel by them.
const OTHER_PROFILES: [&str; 2] = ["rolstoel", "fiets"];

/// The reports for the question's own profile, and for others that the study has prepared.
///
/// # Errors
/// When distances cannot be measured.
///
/// # Cost
/// For each further profile a search of each candidate and facility, which is kept for the next question.
pub fn gains_and_losses(
    asked: &AskedLocations<'_>,
    plan: &LocationPlan,
) -> Result<Vec<ProfileEquity>, StudyError> {
    let others = asked.town.profiles.iter().filter(|profile| {
        let code = profile.code.as_str();
        code != asked.profile.code
            && OTHER_PROFILES.contains(&code)
            && asked.study.index().knows(profile)
    });
    std::iter::once(asked.profile)
        .chain(others)
        .map(|profile| of_profile(asked, plan, profile))
        .collect()
}

fn of_profile(
    asked: &AskedLocations<'_>,
    plan: &LocationPlan,
    profile: &Profile,
) -> Result<ProfileEquity, StudyError> {
    let (study, town) = (asked.study, asked.town);
    let times = |places| {
        let profile_code = profile.code.clone();
        study.place_times(
            &WantedTimes {
                places,
                profile: profile_code,
            },
            profile,
        )
    };
    let candidates = times(TimedPlaces::Candidates)?;
    let kind = asked.norm.kind.clone();
    let facilities = times(TimedPlaces::Facilities(kind.clone()))?;
    let order = study.index().facilities(&kind);
    let of_facility = |facility: usize| {
        let place = order.binary_search(&facility).ok()?;
        facilities.of_place.get(place)
    };
    let of_site = |&site: &usize| match asked.sites[site].facility {
        None => candidates.of_place.get(site),
        Some(facility) => of_facility(facility),
    };
    let standing = &asked.standing;
    let here = [&standing.closing, &standing.movable, &standing.staying];
    let here = here.into_iter().flatten().copied().filter_map(of_facility);
    let stays = standing.staying.iter().copied().filter_map(of_facility);
    let opened = plan.sites.iter().filter_map(of_site);
    let homes = town.demand.len();
    let before = nearest_of(homes, here);
    let after = nearest_of(homes, stays.chain(opened));
    let changed: Vec<ChangedHome> = (0..homes)
        .map(|home| ChangedHome {
            people: asked.people[home].unwrap_or(People::NONE),
            before: reached(before[home]),
            after: reached(after[home]),
            places: None,
        })
        .collect();
    let mut quintile = asked.need.quintile.clone();
    quintile.resize(homes, None);
    let mut index = asked.need.index.clone();
    index.resize(homes, None);
    let need = NeedOfHomes {
        index: &index,
        quintile: &quintile,
    };
    let name = town.norms.name.as_str();
    let sides = Sides {
        homes: &changed,
        norm: asked.norm.norm,
        norm_sets: (name, name),
        hidden_areas: &hidden_areas(asked),
        investments: &investments(asked, plan, &of_site),
    };
    Ok(ProfileEquity {
        subject: EquitySubject {
            kind,
            age: Some(asked.age),
        },
        profile: profile.code.clone(),
        report: study_equity(town, &sides, need)?,
        assumed_costs: assumed_costs(asked, plan),
    })
}

fn reached(time: Option<f64>) -> Option<Seconds> {
    let time = time.filter(|time| *time <= LONGEST)?;
    Seconds::new(time).ok()
}

/// What is spent on each place, for those who have it within the norm.
fn investments<'a>(
    asked: &AskedLocations<'_>,
    plan: &LocationPlan,
    times: &impl Fn(&usize) -> Option<&'a TimesToPlace>,
) -> Vec<Investment> {
    let norm = asked.norm.norm.value();
    let spent = plan.deeds.iter().filter_map(|deed| {
        let place = deed.into.unwrap_or(deed.site);
        let near = times(&place)?.iter().filter(|(_, time)| *time <= norm);
        Some(Investment {
            amount: Euros::new(deed.cost as f64 / 100.0).ok()?,
            homes: near.map(|(home, _)| *home).collect(),
        })
    });
    spent
        .filter(|investment| investment.amount.value() > 0.0)
        .collect()
}

/// The places of a plan whose cost is one reservation, for want of an estimate.
pub fn assumed_costs(asked: &AskedLocations<'_>, plan: &LocationPlan) -> AssumedCosts {
    let assumed = plan.deeds.iter().filter(|deed| deed.is_assumed);
    AssumedCosts {
        sites: assumed
            .map(|deed| asked.sites[deed.site].id.clone())
            .collect(),
        each: asked.town.weights.community_school.reservation,
    }
}

/// The areas whose people of this age another table hides.
fn hidden_areas(asked: &AskedLocations<'_>) -> Vec<bool> {
    let own = asked.norm.kind.clone();
    let kinds = asked.study.kinds().map(|travel| travel.norm.kind.clone());
    let published = std::iter::once(own).chain(kinds).find_map(|kind| {
        asked.study.published(&Question {
            kind,
            age: asked.age,
        })
    });
    let areas = published.unwrap_or_default().iter();
    areas
        .map(|area| area.figures.persons == Shown::Hidden)
        .collect()
}
