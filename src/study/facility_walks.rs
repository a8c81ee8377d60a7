//! How far facilities walk to each other, and where they lie: what questions about groups of facilities share.

use crate::access::distances_between::{DistanceBand, Wanted, distance_band, distances_between};
use crate::access::facility_distances::FacilityDistances;
use crate::access::travel::TravelIndex;
use crate::ingest::area_index::AreaIndex;
use crate::model::area::{Area, AreaLevel};
use crate::model::bilingual::Bilingual;
use crate::model::facility_kind::FacilityKind;
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;
use crate::model::units::Metres;
use crate::siting::clusters::town::Lies;
use crate::siting::error::SitingError;
use crate::study::error::StudyError;

/// The profile by which people walk from one facility to another.
const WALKING: &str = "lopen";
/// The profile that needs ways without barriers; a study may do without.
const WHEELCHAIR: &str = "rolstoel";

/// Between the facilities of which kinds walks are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WantedWalks {
    /// The kinds from which is searched.
    pub from: Vec<FacilityKind>,
    /// Further kinds, of which the walks among themselves are not wanted.
    pub also_to: Vec<FacilityKind>,
    /// How far is searched, in whole metres.
    pub limit_metres: u32,
}

/// The walks, by index of the study's facilities.
#[derive(Debug)]
pub struct FacilityWalks {
    /// On foot.
    pub walks: FacilityDistances,
    /// By wheelchair; nothing where the study knows no ways or has no such profile.
    pub wheelchair: Option<DistanceBand>,
    /// Where each facility of the study lies.
    pub places: Vec<Lies>,
}

/// Measures the walks between facilities.
///
/// # Errors
/// When the study has no walking profile, or distances cannot be measured.
pub fn facility_walks(
    town: &TownData,
    index: &TravelIndex,
    wanted: &WantedWalks,
) -> Result<FacilityWalks, StudyError> {
    let from = facilities_of(town, &[&wanted.from]);
    let to = facilities_of(town, &[&wanted.from, &wanted.also_to]);
    let wanted = Wanted {
        from: &from,
        to: &to,
        limit: Metres::new(f64::from(wanted.limit_metres)).unwrap_or(Metres::ZERO),
    };
    let wheelchair = town
        .profiles
        .iter()
        .find(|profile| profile.code == WHEELCHAIR)
        .map(|profile| distance_band(town, profile, wanted))
        .transpose()?;
    Ok(FacilityWalks {
        walks: distances_between(town, index, walking(town)?, wanted)?,
        wheelchair: wheelchair.flatten(),
        places: facility_places(town),
    })
}

/// The study's profile of an adult on foot.
///
/// # Errors
/// When it has none of that name.
pub fn walking(town: &TownData) -> Result<&Profile, SitingError> {
    let found = town.profiles.iter().find(|profile| profile.code == WALKING);
    found.ok_or_else(|| SitingError::Field {
        field: "profiles".into(),
        found: Bilingual::same(
            town.profiles
                .iter()
                .map(|profile| profile.code.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        ),
        expected: Bilingual::new(
            format!("ook het profiel \"{WALKING}\""),
            format!("the profile \"{WALKING}\" among them"),
        ),
    })
}

/// The facilities that offer one of some kinds, by index, ascending.
pub fn facilities_of(town: &TownData, kinds: &[&[FacilityKind]]) -> Vec<usize> {
    let asked = |kind: &FacilityKind| kinds.iter().any(|kinds| kinds.contains(kind));
    let offers = |index: &usize| {
        let found = town.facilities.get(*index);
        found.is_some_and(|found| found.kinds.iter().any(asked))
    };
    (0..town.facilities.len()).filter(offers).collect()
}

/// In which district each facility lies; a study without areas takes everything for its own.
pub fn facility_places(town: &TownData) -> Vec<Lies> {
    if town.areas.is_empty() {
        return vec![Lies::Inside { district: None }; town.facilities.len()];
    }
    let lowest = town.areas.iter().map(|area| area.level).min();
    let areas: Vec<&Area> = town
        .areas
        .iter()
        .filter(|area| Some(area.level) == lowest)
        .collect();
    let shapes: Vec<geo::MultiPolygon<f64>> = areas.iter().map(|area| area.shape.clone()).collect();
    let index = AreaIndex::new(&shapes);
    let lies = |place| {
        let area = index.area_at(place).and_then(|area| areas.get(area));
        area.map_or(Lies::Outside, |area| Lies::Inside {
            district: district_of(town, area).map(|district| district.code.clone()),
        })
    };
    let facilities = town.facilities.iter();
    facilities.map(|facility| lies(facility.position)).collect()
}

fn district_of<'a>(town: &'a TownData, area: &'a Area) -> Option<&'a Area> {
    match area.level {
        AreaLevel::District => Some(area),
        AreaLevel::Neighbourhood => {
            let parent = town.areas.get(area.parent?.0 as usize)?;
            (parent.level == AreaLevel::District).then_some(parent)
        }
        AreaLevel::Municipality => None,
    }
}
