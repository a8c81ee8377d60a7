//! Who gains and who loses by the first plan: the report of gains and losses for the people that a location question is
//! about.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::access::suppression::Shown;
use crate::model::location_question::Existing;
use crate::model::people::People;
use crate::model::position::Planar;
use crate::model::travel_mode::Profile;
use crate::model::units::{Euros, Seconds};
use crate::siting::equity_groups::ChangedHome;
use crate::siting::equity_report::Investment;
use crate::study::community_school::assumed_costs::AssumedCosts;
use crate::study::equity::need_of_homes::NeedOfHomes;
use crate::study::equity::site_equity::{EquitySubject, ProfileEquity, Sides, study_equity};
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::location_plan::LocationPlan;
use crate::study::locations::location_times::nearest_of;
use crate::study::locations::outcome::times_when_open;
use crate::study::place_times::{TimedPlaces, TimesToPlace, WantedTimes, times_to_doors};
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
/// For each further profile a search of each site of the plan; and where facilities close, of each facility, which is
/// kept for the next question.
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
    let town = asked.town;
    let times = match profile.code == asked.profile.code {
        true => ProfileTimes::of_question(asked, plan),
        false => ProfileTimes::measured(asked, plan, profile)?,
    };
    let homes = town.demand.len();
    let ProfileTimes { before, after, .. } = &times;
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
        investments: &investments(asked, plan, &times),
    };
    Ok(ProfileEquity {
        subject: EquitySubject {
            kind: asked.norm.kind.clone(),
            age: Some(asked.age),
        },
        profile: profile.code.clone(),
        report: study_equity(town, &sides, need)?,
        assumed_costs: assumed_costs(asked, plan),
    })
}

/// Travel times by one profile, before and after a plan.
struct ProfileTimes {
    /// Seconds from each home to the nearest facility today.
    before: Vec<Option<f64>>,
    /// And with the plan.
    after: Vec<Option<f64>>,
    /// The homes that reach each site of the plan.
    of_site: BTreeMap<usize, TimesToPlace>,
}

impl ProfileTimes {
    /// Those of the question's own profile are known.
    fn of_question(asked: &AskedLocations<'_>, plan: &LocationPlan) -> Self {
        let times = |&site: &usize| (site, Arc::clone(&asked.times.of_site[site]));
        Self {
            before: asked.times.today.clone(),
            after: times_when_open(asked, &plan.sites),
            of_site: plan.sites.iter().map(times).collect(),
        }
    }

    fn measured(
        asked: &AskedLocations<'_>,
        plan: &LocationPlan,
        profile: &Profile,
    ) -> Result<Self, StudyError> {
        let new = plan.sites.iter().copied();
        let new: Vec<usize> = new.filter(|&site| site < asked.candidates).collect();
        let doors = new.iter().map(|&site| asked.sites[site].doors.clone());
        let doors: Vec<Vec<Planar>> = doors.collect();
        let limit = Seconds::new(LONGEST).unwrap_or(Seconds::ZERO);
        let measured = times_to_doors(
            asked.study.index(),
            &doors,
            (profile, limit),
            &asked.asked.work,
        )?;
        let standing = match asked.asked.existing {
            Existing::LeftOut => Self::of_none(asked),
            Existing::Stay => Self::of_standing(asked, plan, profile)?,
        };
        let mut of_site = standing.of_site;
        of_site.extend(new.into_iter().zip(measured));
        let opened = nearest_of(asked.town.demand.len(), of_site.values());
        let nearer = |(one, other): (&Option<f64>, &Option<f64>)| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(*other)),
            (one, other) => one.or(*other),
        };
        Ok(Self {
            before: standing.before,
            after: standing.after.iter().zip(&opened).map(nearer).collect(),
            of_site,
        })
    }

    /// Where no facility counts.
    fn of_none(asked: &AskedLocations<'_>) -> Self {
        let nobody = vec![None; asked.town.demand.len()];
        Self {
            before: nobody.clone(),
            after: nobody,
            of_site: BTreeMap::new(),
        }
    }

    /// The facilities that are there today, those that stay whatever is planned, and those that the plan keeps.
    fn of_standing(
        asked: &AskedLocations<'_>,
        plan: &LocationPlan,
        profile: &Profile,
    ) -> Result<Self, StudyError> {
        let (study, kind, standing) = (asked.study, &asked.norm.kind, &asked.standing);
        let before = study.nearest_seconds(kind, profile)?.to_vec();
        let may_close = !asked.asked.actions.is_empty() || !standing.closing.is_empty();
        if !may_close {
            return Ok(Self {
                after: before.clone(),
                before,
                of_site: BTreeMap::new(),
            });
        }
        let wanted = WantedTimes {
            places: TimedPlaces::Facilities(kind.clone()),
            profile: profile.code.clone(),
        };
        let measured = study.place_times(&wanted, profile, &asked.asked.work)?;
        let order = study.index().facilities(kind);
        let of_facility = |facility: &usize| {
            let place = order.binary_search(facility).ok()?;
            measured.of_place.get(place)
        };
        let kept = plan.sites.iter().filter_map(|&site| {
            let facility = asked.sites[site].facility?;
            Some((site, of_facility(&facility)?.clone()))
        });
        let staying = standing.staying.iter().filter_map(of_facility);
        Ok(Self {
            after: nearest_of(asked.town.demand.len(), staying),
            of_site: kept.collect(),
            before,
        })
    }
}

fn reached(time: Option<f64>) -> Option<Seconds> {
    let time = time.filter(|time| *time <= LONGEST)?;
    Seconds::new(time).ok()
}

/// What is spent on each place, for those who have it within the norm.
fn investments(
    asked: &AskedLocations<'_>,
    plan: &LocationPlan,
    times: &ProfileTimes,
) -> Vec<Investment> {
    let norm = asked.norm.norm.value();
    let spent = plan.deeds.iter().filter_map(|deed| {
        let place = deed.into.unwrap_or(deed.site);
        let near = times.of_site.get(&place)?.iter();
        let near = near.filter(|(_, time)| *time <= norm);
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
