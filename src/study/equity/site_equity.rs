//! What opening some candidates does to travel times, by need, by area and by who travels.

use crate::access::analysis::rounding_of_areas;
use crate::access::area_tree::AreaTree;
use crate::access::straight::entrances;
use crate::access::suppression::Shown;
use crate::access::travel::Reached;
use crate::model::age_group::AgeGroup;
use crate::model::facility_kind::FacilityKind;
use crate::model::people::People;
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;
use crate::model::units::Seconds;
use crate::siting::community_school::refusal::CandidateRefusal;
use crate::siting::equity_groups::ChangedHome;
use crate::siting::equity_report::{
    EquityInput, EquityRefusal, EquityReport, Investment, equity_report,
};
use crate::study::community_school::assumed_costs::AssumedCosts;
use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::community_school::site_travel::SiteTravel;
use crate::study::equity::need_of_homes::NeedOfHomes;
use crate::study::equity::places_per_child::{SchoolPlaces, fill_places};
use crate::study::equity::school_places::school_places;
use crate::study::equity::unknown_people::UnknownPeople;
use crate::study::error::StudyError;
use crate::study::open_study::Study;

/// Who needs longer than this counts as not reached, in seconds.
const LONGEST: f64 = 7_200.0;
/// Whose travel a report on community schools is about.
pub const CHILDREN: [AgeGroup; 3] = [
    AgeGroup::From0To4,
    AgeGroup::From4To12,
    AgeGroup::From12To18,
];

/// The two sides of a change.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// The homes, in the order of the demand points.
    pub homes: &'a [ChangedHome],
    /// The norm.
    pub norm: Seconds,
    /// The norm sets before and after.
    pub norm_sets: (&'a str, &'a str),
    /// The areas whose people other tables hide; one for each area, or none.
    pub hidden_areas: &'a [bool],
    /// What is spent on it.
    pub investments: &'a [Investment],
}

/// Of whom a report tells, and to what they travel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EquitySubject {
    /// The kind of facility.
    pub kind: FacilityKind,
    /// Whose travel counts; nothing where it is that of all children of 0 to 18.
    pub age: Option<AgeGroup>,
}

/// The report for those who travel by one profile.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileEquity {
    /// Of whom it tells.
    pub subject: EquitySubject,
    /// The code of the profile.
    pub profile: String,
    /// The report.
    pub report: EquityReport,
    /// The sites whose cost was assumed.
    pub assumed_costs: AssumedCosts,
}

/// The report on any change of travel times in a study.
///
/// # Errors
/// When the sides were judged by different norm sets, or a list does not fit the homes.
pub fn study_equity(
    town: &TownData,
    sides: &Sides<'_>,
    need: NeedOfHomes<'_>,
) -> Result<EquityReport, EquityRefusal> {
    let tree = AreaTree::of(town);
    let homes_of_area: Vec<&[usize]> = (0..tree.len()).map(|area| tree.homes(area)).collect();
    equity_report(&EquityInput {
        homes: sides.homes,
        need: need.index,
        quintile: need.quintile,
        areas: &tree,
        homes_of_area: &homes_of_area,
        rounding: &rounding_of_areas(town, &tree),
        hidden_areas: sides.hidden_areas,
        norm: sides.norm,
        norm_sets: sides.norm_sets,
        investments: sides.investments,
    })
}

impl Study {
    /// What it does to children of 0 to 18 when some candidates become community schools beside those there are.
    ///
    /// Each site's estimate is spent on those within its norm; a site without estimate spends one reservation.
    ///
    /// # Errors
    /// When an id or profile is unknown, or the need of homes does not fit the study.
    ///
    /// # Cost
    /// A search for each site and profile; over streets also a graph for each mode.
    pub fn equity_of_sites(
        &self,
        judged: &JudgedCandidates<'_>,
        ids: &[String],
        profiles: &[String],
        need: NeedOfHomes<'_>,
    ) -> Result<Vec<ProfileEquity>, StudyError> {
        let town = self.town();
        let sites = indexes(judged, ids)?;
        let profiles: Vec<&Profile> = profiles
            .iter()
            .map(|code| profile(town, code))
            .collect::<Result<_, _>>()?;
        let mut destinations = existing(town, judged);
        let there_now = destinations.len();
        let place = |&site: &usize| vec![judged.answer.candidates[site].place.position];
        destinations.extend(sites.iter().map(place));
        let travel = SiteTravel::build(town, self.index(), destinations, &profiles)?;
        let children = self.published_children().into_iter();
        let hidden_areas: Vec<bool> = children.map(|people| people == Shown::Hidden).collect();
        let capacities: Vec<Option<u32>> = school_places(town, judged, &sites)
            .into_iter()
            .map(|school| school.places)
            .collect();
        let (tree, unknown) = (AreaTree::of(town), UnknownPeople::of(town, &CHILDREN));
        let longest = Seconds::new(LONGEST).unwrap_or(Seconds::ZERO);
        let of_profile = |profile: &Profile| {
            let reached = travel.reached(profile, longest, &judged.question.work)?;
            let (now, new) = reached.split_at(there_now.min(reached.len()));
            let name = town.norms.name.as_str();
            let mut homes = changed_homes(town, now, new);
            let schools = SchoolPlaces {
                reached: &reached,
                capacities: &capacities,
            };
            fill_places(&mut homes, schools, there_now, &judged.tables.norm);
            let sides = Sides {
                homes: &homes,
                norm: judged.tables.norm.norm,
                hidden_areas: &hidden_areas,
                norm_sets: (name, name),
                investments: &investments(judged, &sites, new),
            };
            let mut report = study_equity(town, &sides, need)?;
            unknown.blank(&mut report, &tree, need);
            Ok(ProfileEquity {
                subject: EquitySubject {
                    kind: judged.tables.norm.kind.clone(),
                    age: None,
                },
                profile: profile.code.clone(),
                report,
                assumed_costs: AssumedCosts::of(judged, &sites),
            })
        };
        profiles.into_iter().map(of_profile).collect()
    }
}

pub(crate) fn indexes(
    judged: &JudgedCandidates<'_>,
    ids: &[String],
) -> Result<Vec<usize>, CandidateRefusal> {
    let index = |id: &String| {
        let mut candidates = judged.answer.candidates.iter();
        candidates
            .position(|candidate| candidate.place.id == *id)
            .ok_or_else(|| CandidateRefusal::UnknownSite {
                field: "locaties",
                found: id.clone(),
            })
    };
    ids.iter().map(index).collect()
}

fn profile<'a>(town: &'a TownData, code: &str) -> Result<&'a Profile, CandidateRefusal> {
    let found = town.profiles.iter().find(|profile| profile.code == code);
    found.ok_or_else(|| {
        let known = town.profiles.iter().map(|profile| profile.code.clone());
        CandidateRefusal::UnknownCode {
            field: "profiel",
            found: code.to_owned(),
            known: known.collect(),
        }
    })
}

/// The community schools that the study has already.
fn existing(town: &TownData, judged: &JudgedCandidates<'_>) -> Vec<Vec<Planar>> {
    let facilities = town.facilities.iter();
    facilities
        .filter(|facility| facility.kinds.contains(&judged.tables.norm.kind))
        .map(|facility| entrances(facility).collect())
        .collect()
}

fn changed_homes(town: &TownData, now: &[Reached], new: &[Reached]) -> Vec<ChangedHome> {
    let mut homes: Vec<ChangedHome> = town
        .demand
        .iter()
        .map(|point| ChangedHome {
            people: CHILDREN
                .into_iter()
                .filter_map(|age| point.residents[age])
                .map(|count| count.people)
                .sum::<People>(),
            before: None,
            after: None,
            places: None,
        })
        .collect();
    let nearer = |old: Option<Seconds>, time: Seconds| Some(old.map_or(time, |old| old.min(time)));
    for &(home, time) in now.iter().flat_map(|reached| &reached.homes) {
        homes[home].before = nearer(homes[home].before, time);
        homes[home].after = nearer(homes[home].after, time);
    }
    for &(home, time) in new.iter().flat_map(|reached| &reached.homes) {
        homes[home].after = nearer(homes[home].after, time);
    }
    homes
}

fn investments(
    judged: &JudgedCandidates<'_>,
    sites: &[usize],
    reached: &[Reached],
) -> Vec<Investment> {
    let of_site = |(&site, reached): (&usize, &Reached)| {
        let near = reached
            .homes
            .iter()
            .filter(|(_, time)| *time <= judged.tables.norm.norm);
        Investment {
            amount: judged.answer.candidates[site].budget.counted(),
            homes: near.map(|(home, _)| *home).collect(),
        }
    };
    sites.iter().zip(reached).map(of_site).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::area::{Certainty, Count};
    use crate::model::community_school_question::CommunitySchoolQuestion;
    use crate::study::community_school::worked_planning::planned_study;

    #[test]
    fn no_area_whose_children_are_hidden_elsewhere_is_counted_here() {
        // h4 has 40 children of 4 to 12 and 3 of 12 to 18: 43 is large, and tells of the 3.
        let study = planned_study(|town| {
            town.demand[4].residents[AgeGroup::From12To18] = Some(Count {
                people: People::whole(3),
                certainty: Certainty::Counted,
            });
        });
        let question = CommunitySchoolQuestion::proposal(&study.town().weights);
        let judged = study.community_schools(&question, &[]).expect("answered");
        let need = NeedOfHomes {
            index: &[None; 5],
            quintile: &[None; 5],
        };
        let (sites, profiles) = (["g3".to_owned()], ["lopen_kind".to_owned()]);
        let found = study.equity_of_sites(&judged, &sites, &profiles, need);
        let groups = &found.expect("answered")[0].report.by_area;
        let elsewhere = study.published_children();
        let hidden = || (0..groups.len()).filter(|&area| elsewhere[area] == Shown::Hidden);
        assert!(hidden().any(|area| study.town().areas[area].code.0 == "BU4"));
        for group in hidden().map(|area| &groups[area]) {
            assert_eq!(group.people, Shown::Hidden);
            assert_eq!(
                (group.gaining, group.losing),
                (Shown::Hidden, Shown::Hidden)
            );
        }
        assert!(groups.iter().any(|group| group.people.value().is_some()));
    }
}
