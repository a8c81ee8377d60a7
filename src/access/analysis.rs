//! The front door for questions about a whole study: every kind that has a norm, every home, every area.

use rayon::prelude::*;

use crate::access::area_tree::AreaTree;
use crate::access::coverage::{Coverage, JudgedTravel, coverage};
use crate::access::error::AccessError;
use crate::access::judged_kinds::judged_kinds;
use crate::access::publication::{Published, PublishedFigures, Reason, publish};
use crate::access::reach::Reach;
use crate::access::suppression::SmallNumbers;
use crate::access::travel::TravelIndex;
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaId;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::Norm;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile};
use crate::model::units::Seconds;

/// The trips from all homes to the nearest facility of one kind, by the profile of its norm.
#[derive(Debug, Clone)]
pub struct KindTravel<'a> {
    /// The norm for the kind, which names the kind too.
    pub norm: &'a Norm,
    /// The profile that travels.
    pub profile: &'a Profile,
    /// The level at which the distances were measured.
    pub level: DistanceLevel,
    /// The trip from each demand point.
    pub reaches: Vec<Reach>,
}

/// One row of `bereikbaarheid.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaAccess {
    /// The area, which has the level.
    pub area: AreaId,
    /// The kind of facility.
    pub kind: FacilityKind,
    /// The age group of the residents.
    pub age: AgeGroup,
    /// The code of the profile that travels.
    pub profile: String,
    /// The level at which the distances were measured.
    pub distance_level: DistanceLevel,
    /// The norm.
    pub norm: Seconds,
    /// The figures.
    pub figures: PublishedFigures,
    /// Why figures are empty or should be read with care; nothing when all is well.
    pub reasons: Vec<Reason>,
}

/// One row of `punten.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointAccess<'a> {
    /// The index of the demand point.
    pub home: usize,
    /// The kind of facility.
    pub kind: &'a FacilityKind,
    /// The code of the profile that travels.
    pub profile: &'a str,
    /// The level at which the distance was measured.
    pub distance_level: DistanceLevel,
    /// The trip.
    pub reach: Reach,
    /// Whether a facility just outside the loaded data might be nearer.
    pub nearer_may_be_missing: bool,
}

/// The access of all areas to all kinds that have a norm, for all age groups, as it may be published.
///
/// # Shape
/// In the order of the areas (level, code), then kind, then age group.
///
/// # Errors
/// When a norm's profile is not there or was not prepared.
pub fn analyse_area_access(
    town: &TownData,
    index: &TravelIndex,
    small_numbers: SmallNumbers,
) -> Result<Vec<AreaAccess>, AccessError> {
    let travel = travel_by_kind(town, index)?;
    Ok(area_access(town, &travel, small_numbers))
}

/// The trips from all homes for every kind of the study that has a norm, in the order of the kinds.
///
/// # Errors
/// When a norm's profile is not there or was not prepared.
pub fn travel_by_kind<'a>(
    town: &'a TownData,
    index: &TravelIndex,
) -> Result<Vec<KindTravel<'a>>, AccessError> {
    judged_kinds(town)?
        .into_par_iter()
        .map(|(norm, profile)| {
            let reaches = index.nearest(&norm.kind, profile)?;
            Ok(KindTravel {
                norm,
                profile,
                level: index.level(),
                reaches,
            })
        })
        .collect()
}

/// As [`analyse_area_access`], from trips that are there already.
pub fn area_access(
    town: &TownData,
    travel: &[KindTravel<'_>],
    small_numbers: SmallNumbers,
) -> Vec<AreaAccess> {
    let tree = AreaTree::of(town);
    let rounding = rounding_of_areas(town, &tree);
    let questions: Vec<(&KindTravel<'_>, AgeGroup)> = travel
        .iter()
        .flat_map(|kind| AgeGroup::EVERY.map(|age| (kind, age)))
        .collect();
    let published: Vec<Vec<Published>> = questions
        .par_iter()
        .map(|&(kind, age)| {
            publish(
                &tree,
                &exact_coverage(town, &tree, kind, age),
                &rounding,
                small_numbers,
            )
        })
        .collect();
    let row = |area: usize, of: usize| {
        let (kind, age) = *questions.get(of)?;
        let published = published.get(of)?.get(area)?;
        Some(row(area, kind, age, published))
    };
    let row = &row;
    (0..town.areas.len())
        .flat_map(|area| (0..questions.len()).filter_map(move |of| row(area, of)))
        .collect()
}

/// The exact coverage of one kind and age group, one for each area; not for publication.
pub fn exact_coverage(
    town: &TownData,
    tree: &AreaTree,
    travel: &KindTravel<'_>,
    age: AgeGroup,
) -> Vec<Coverage> {
    let judged = JudgedTravel {
        reaches: &travel.reaches,
        norm: travel.norm,
        profile: travel.profile,
        level: travel.level,
    };
    (0..tree.len())
        .map(|area| coverage(town, tree, area, age, &judged))
        .collect()
}

/// The trip of every home to every kind, home by home; they hold no numbers of people.
pub fn point_access<'a>(
    index: &'a TravelIndex,
    travel: &'a [KindTravel<'a>],
) -> impl Iterator<Item = PointAccess<'a>> + 'a {
    let row = move |home: usize, kind: &'a KindTravel<'a>| {
        let reach = *kind.reaches.get(home)?;
        Some(PointAccess {
            home,
            kind: &kind.norm.kind,
            profile: &kind.profile.code,
            distance_level: kind.level,
            reach,
            nearer_may_be_missing: index.nearer_may_be_missing(home, reach, kind.profile),
        })
    };
    (0..index.homes()).flat_map(move |home| travel.iter().filter_map(move |kind| row(home, kind)))
}

fn row(area: usize, travel: &KindTravel<'_>, age: AgeGroup, published: &Published) -> AreaAccess {
    AreaAccess {
        // Areas are counted in 32 bits, as `AreaId` says.
        area: AreaId(area as u32),
        kind: travel.norm.kind.clone(),
        age,
        profile: travel.profile.code.clone(),
        distance_level: travel.level,
        norm: travel.norm.norm,
        figures: published.figures,
        reasons: published.reasons.clone(),
    }
}

/// To which multiple the sources of an area's residents round persons: the coarsest of them.
fn rounding_of_areas(town: &TownData, tree: &AreaTree) -> Vec<u32> {
    let of_home = |&home: &usize| {
        let source = town.demand.get(home)?.source;
        town.sources
            .get(usize::from(source.0))
            .map(|source| source.rounded_to)
    };
    (0..tree.len())
        .map(|area| {
            tree.homes(area)
                .iter()
                .filter_map(of_home)
                .max()
                .unwrap_or(1)
        })
        .collect()
}
