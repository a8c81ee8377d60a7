//! The plain tables on which candidates are judged: who reaches each of them, who has the wished functions now, and
//! which partners are near. They are made once for a question and hold for other weights too.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::access::error::AccessError;
use crate::access::judged_kinds::profile_of;
use crate::access::reach::Reach;
use crate::access::travel::{Reached, TravelIndex};
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaLevel;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::Norm;
use crate::model::record::Wish;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::{Metres, Seconds};
use crate::siting::community_school::reach_of_need::{NeedLevel, NeedyHome};
use crate::siting::community_school::refusal::CandidateRefusal;
use crate::study::community_school::places::{CandidatePlace, candidate_places};
use crate::study::community_school::site_travel::SiteTravel;
use crate::study::community_school::unknown_ages::people_of_homes;
use crate::study::error::StudyError;
use crate::study::estimated_children::estimated_share;

/// Children are those of 0 to 18.
const CHILDREN: [AgeGroup; 3] = [
    AgeGroup::From0To4,
    AgeGroup::From4To12,
    AgeGroup::From12To18,
];
/// Partners are reached on foot by this profile, or by the first that walks.
const PARTNER_PROFILE: &str = "lopen";

/// A wished function: who has it now, and who would reach it at each candidate.
#[derive(Debug, Clone)]
pub struct FunctionTable {
    /// The kind.
    pub kind: FacilityKind,
    /// Its norm; nothing when the norm set has none, and then its gain cannot be measured.
    pub norm: Option<Norm>,
    /// The people of its main age group, home by home, with their need.
    pub homes: Vec<NeedyHome>,
    /// Times now; nothing when the study has no source of it.
    pub before: Option<Vec<Option<Seconds>>>,
    /// Who reaches each candidate by the profile of its norm.
    pub after: Arc<Vec<Reached>>,
}

/// Everything that does not depend on weights.
#[derive(Debug, Clone)]
pub struct CandidateTables {
    /// The candidates, in the order of their ids.
    pub places: Vec<CandidatePlace>,
    /// How far a community school reaches.
    pub norm: Norm,
    /// Who travels to it.
    pub profile: Profile,
    /// Children of 0 to 18 by home, with the need of their neighbourhood.
    pub homes: Vec<NeedyHome>,
    /// How need is counted.
    pub level: NeedLevel,
    /// The homes that reach each candidate within the limit.
    pub reach: Arc<Vec<Reached>>,
    /// The functions that some wish list has, in the order of their kinds.
    pub functions: Vec<FunctionTable>,
    /// For each candidate the facilities within walking distance, with the distance.
    pub partners: Vec<Vec<(usize, Metres)>>,
    /// The part of the children that is estimated, in percent; `None` when there are none.
    pub estimated: Option<f64>,
}

impl CandidateTables {
    /// Makes the tables.
    ///
    /// `need_of_home` is the index of need (0 to 100) of each home's neighbourhood, where it is known.
    ///
    /// # Errors
    /// When there are no candidates, a code is unknown, or distances cannot be measured.
    ///
    /// # Cost
    /// One search a candidate and profile.
    pub fn build(
        town: &TownData,
        index: &TravelIndex,
        question: &CommunitySchoolQuestion,
        need_of_home: &[Option<f64>],
    ) -> Result<Self, StudyError> {
        let places = candidate_places(town, question)?;
        let (norm, profile) = reach_norm(town, question)?;
        let walk = walking_profile(town)?;
        let wished: BTreeSet<&FacilityKind> =
            town.planning.wishes.iter().map(|wish| &wish.kind).collect();
        let norms: Vec<(&FacilityKind, Option<(&Norm, &Profile)>)> = wished
            .into_iter()
            .map(|kind| {
                let norm = town.norms.norm(kind);
                let judged = norm.map(|norm| profile_of(town, norm).map(|profile| (norm, profile)));
                Ok((kind, judged.transpose()?))
            })
            .collect::<Result<_, AccessError>>()?;
        let searches = Searches::run(
            (town, index),
            &places,
            question,
            (&norm, &profile),
            walk,
            &norms,
        )?;
        let homes = needy_homes(town, &CHILDREN, need_of_home);
        let functions = norms
            .iter()
            .map(|&(kind, judged)| function(town, index, &searches, need_of_home, kind, judged))
            .collect::<Result<_, AccessError>>()?;
        Ok(Self {
            level: NeedLevel::of(&homes),
            reach: searches.by(&profile),
            partners: partners(&searches.by(walk), walk, question.rules.partner_distance),
            estimated: estimated_share(&town.demand),
            places,
            norm,
            profile,
            homes,
            functions,
        })
    }
}

impl CandidateTables {
    /// The same tables with another need of each home, 0 to 100; as [`Self::build`] would make them.
    pub fn with_need(&self, need_of_home: &[Option<f64>]) -> Self {
        let mut tables = self.clone();
        let renew = |homes: &mut Vec<NeedyHome>| {
            for (home, needy) in homes.iter_mut().enumerate() {
                needy.need = need_of_home.get(home).copied().flatten();
            }
        };
        renew(&mut tables.homes);
        let functions = tables.functions.iter_mut();
        functions.for_each(|function| renew(&mut function.homes));
        tables.level = NeedLevel::of(&tables.homes);
        tables
    }
}

/// The norm of the reach of a community school, with what the question changes.
fn reach_norm(
    town: &TownData,
    question: &CommunitySchoolQuestion,
) -> Result<(Norm, Profile), StudyError> {
    let known = town
        .norms
        .norms
        .iter()
        .find(|norm| norm.kind.code() == question.norm_kind);
    let unknown = |field, found: &str, known: Vec<String>| CandidateRefusal::UnknownCode {
        field,
        found: found.to_owned(),
        known,
    };
    let kinds = || {
        town.norms
            .norms
            .iter()
            .map(|norm| norm.kind.code().to_owned())
    };
    let mut norm = known
        .ok_or_else(|| unknown("norm_voorziening", &question.norm_kind, kinds().collect()))?
        .clone();
    if let Some(time) = question.norm {
        // The limit keeps its proportion to the norm.
        let factor = time.value() / norm.norm.value().max(f64::MIN_POSITIVE);
        norm.limit = Seconds::new(norm.limit.value() * factor).unwrap_or(norm.limit);
        norm.norm = time;
    }
    let profile = match &question.profile {
        None => profile_of(town, &norm)?,
        Some(code) => {
            let codes = || town.profiles.iter().map(|profile| profile.code.clone());
            let mut profiles = town.profiles.iter();
            let found = profiles.find(|profile| profile.code == *code);
            found.ok_or_else(|| unknown("profiel", code, codes().collect()))?
        }
    };
    norm.profile = profile.code.clone();
    Ok((norm, profile.clone()))
}

fn walking_profile(town: &TownData) -> Result<&Profile, CandidateRefusal> {
    let named = town
        .profiles
        .iter()
        .find(|profile| profile.code == PARTNER_PROFILE);
    let walks = || {
        town.profiles
            .iter()
            .find(|profile| profile.mode == TravelMode::Foot)
    };
    named
        .or_else(walks)
        .ok_or_else(|| CandidateRefusal::UnknownCode {
            field: "profiel",
            found: PARTNER_PROFILE.to_owned(),
            known: vec![TravelMode::Foot.code().to_owned()],
        })
}

/// One search for each profile, as far as anybody asks.
struct Searches(BTreeMap<String, Arc<Vec<Reached>>>);

impl Searches {
    fn run(
        (town, index): (&TownData, &TravelIndex),
        places: &[CandidatePlace],
        question: &CommunitySchoolQuestion,
        (norm, profile): (&Norm, &Profile),
        walk: &Profile,
        norms: &[(&FacilityKind, Option<(&Norm, &Profile)>)],
    ) -> Result<Self, AccessError> {
        let partners = walk.speed.time_over(question.rules.partner_distance);
        let functions = norms.iter().flat_map(|(_, judged)| judged);
        let asked = [(profile, norm.limit), (walk, partners)]
            .into_iter()
            .chain(functions.map(|(norm, profile)| (*profile, norm.norm)));
        let mut limits: BTreeMap<&str, (&Profile, Seconds)> = BTreeMap::new();
        for (profile, limit) in asked {
            let entry = limits.entry(&profile.code).or_insert((profile, limit));
            entry.1 = entry.1.max(limit);
        }
        let profiles: Vec<&Profile> = limits.values().map(|(profile, _)| *profile).collect();
        let destinations = places.iter().map(|place| place.doors(town)).collect();
        let travel = SiteTravel::build(town, index, destinations, &profiles)?;
        let searched = limits.into_iter().map(|(code, (profile, limit))| {
            let reached = travel.reached(profile, limit, &question.work)?;
            Ok((code.to_owned(), Arc::new(reached)))
        });
        Ok(Self(searched.collect::<Result<_, AccessError>>()?))
    }

    fn by(&self, profile: &Profile) -> Arc<Vec<Reached>> {
        self.0
            .get(&profile.code)
            .map_or_else(Arc::default, Arc::clone)
    }
}

fn function(
    town: &TownData,
    index: &TravelIndex,
    searches: &Searches,
    need_of_home: &[Option<f64>],
    kind: &FacilityKind,
    judged: Option<(&Norm, &Profile)>,
) -> Result<FunctionTable, AccessError> {
    let age = judged.and_then(|(norm, _)| norm.ages.first().copied());
    let before = match judged.filter(|_| town.kinds.contains(kind)) {
        Some((_, profile)) => {
            let reaches = index.nearest(kind, profile)?;
            Some(reaches.into_iter().map(Reach::time).collect())
        }
        None => None,
    };
    Ok(FunctionTable {
        kind: kind.clone(),
        norm: judged.map(|(norm, _)| norm.clone()),
        homes: needy_homes(town, &[age.unwrap_or(AgeGroup::All)], need_of_home),
        before,
        after: judged.map_or_else(Arc::default, |(_, profile)| searches.by(profile)),
    })
}

/// A search by the same profile may have gone farther for a function's norm, so what lies too far is left out here.
fn partners(reached: &[Reached], walk: &Profile, farthest: Metres) -> Vec<Vec<(usize, Metres)>> {
    let of_place = |reached: &Reached| {
        let facilities = reached.facilities.iter();
        facilities
            .map(|&(facility, time)| (facility, walk.speed.length_in(time)))
            .filter(|(_, distance)| *distance <= farthest)
            .collect()
    };
    reached.iter().map(of_place).collect()
}

/// The people of some age groups, home by home; known where one of them is, and with the others at their most.
fn needy_homes(town: &TownData, ages: &[AgeGroup], need_of_home: &[Option<f64>]) -> Vec<NeedyHome> {
    let people = people_of_homes(town, ages).into_iter().enumerate();
    people
        .map(|(home, (people, unknown))| NeedyHome {
            people,
            unknown,
            need: need_of_home.get(home).copied().flatten(),
        })
        .collect()
}

/// The wish list that holds at a place: that of its neighbourhood, or else of its district, or of the municipality.
pub fn wishes_at<'a>(town: &'a TownData, place: &CandidatePlace) -> Vec<&'a Wish> {
    let whole = town
        .areas
        .iter()
        .position(|area| area.level == AreaLevel::Municipality);
    let areas = [
        place.neighbourhood,
        place.district,
        place.neighbourhood.and(whole),
    ];
    let lists = areas.into_iter().flatten().map(|area| {
        let code = &town.areas[area].code;
        town.planning
            .wishes
            .iter()
            .filter(|wish| wish.area == *code)
            .collect::<Vec<_>>()
    });
    let mut lists = lists.filter(|list| !list.is_empty());
    lists.next().unwrap_or_default()
}
