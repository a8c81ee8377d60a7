//! A study's 0–18 clusters: from its facilities, buildings and records to the search and back.

use std::collections::BTreeMap;

use crate::access::suppression::is_small;
use crate::layers::cluster_layer::{cluster_layer, cluster_member_layer};
use crate::layers::layer::Layer;
use crate::model::bilingual::Bilingual;
use crate::model::building::BuildingId;
use crate::model::cluster_question::ClusterQuestion;
use crate::model::facility::{Facility, FacilityId};
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::siting::clusters::answer::ClusterAnswer;
use crate::siting::clusters::search::clusters;
use crate::siting::clusters::town::{ClusterFacility, ClusterTown, Lies, Surroundings};
use crate::siting::error::SitingError;
use crate::study::error::StudyError;
use crate::study::facility_walks::{FacilityWalks, WantedWalks};
use crate::study::open_study::Study;

/// The attribute of a facility that holds the BAG id of its building.
const BAG_ID: &str = "bag_id";
/// The attribute of a facility that says whether it offers pre-school education (VE), and what says that it does.
const PRESCHOOL: (&str, &str) = ("ve", "ja");
/// So far is looked for the stage that a near-cluster lacks, in metres.
pub const FARTHEST_MISSING: u32 = 3_000;

/// Finds the clusters of a study.
///
/// `around` is what is known around each facility of the study, in their order; empty where that is not asked.
///
/// # Errors
/// Names the field of the question that cannot be answered; or that distances cannot be measured.
pub fn study_clusters(
    study: &Study,
    question: &ClusterQuestion,
    around: &[Surroundings],
) -> Result<ClusterAnswer, StudyError> {
    let town = study.town();
    if !around.is_empty() && around.len() != town.facilities.len() {
        return Err(StudyError::Siting(SitingError::Field {
            field: "around".into(),
            found: Bilingual::new(
                format!("{} waarden", around.len()),
                format!("{} values", around.len()),
            ),
            expected: Bilingual::new(
                format!("{}, één per voorziening, of geen", town.facilities.len()),
                format!("{}, one for each facility, or none", town.facilities.len()),
            ),
        }));
    }
    let walks = study.facility_walks(&wanted_walks(town, question))?;
    clusters_by(town, &walks, question, around)
}

/// The same with walks that were measured before, of [`wanted_walks`].
///
/// # Errors
/// Names the field of the question that cannot be answered.
pub fn clusters_by(
    town: &TownData,
    walks: &FacilityWalks,
    question: &ClusterQuestion,
    around: &[Surroundings],
) -> Result<ClusterAnswer, StudyError> {
    let facilities = cluster_facilities(town, question, &walks.places, around);
    let mut kinds = town.kinds.clone();
    if town.facilities.iter().any(has_preschool) {
        kinds.extend(question.childcare.first().cloned());
    }
    let cluster_town = ClusterTown {
        facilities: &facilities,
        walks: &walks.walks,
        wheelchair: walks.wheelchair.as_ref(),
        visions: &town.planning.visions,
        flows: &town.planning.flows,
        kinds: &kinds,
    };
    Ok(clusters(&cluster_town, question)?)
}

/// The clusters and near-clusters on the map, and their members.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn cluster_layers(
    study: &Study,
    answer: &ClusterAnswer,
    question: &ClusterQuestion,
) -> Result<[Layer; 2], StudyError> {
    Ok([
        cluster_layer(study.town(), answer, question)?,
        cluster_member_layer(study.town(), answer)?,
    ])
}

/// The walks that a question needs. Childcare is the most numerous kind, and walks from one to another are never asked.
pub fn wanted_walks(town: &TownData, question: &ClusterQuestion) -> WantedWalks {
    let mut from = [
        question.primary.as_slice(),
        &question.secondary,
        &question.optional,
    ]
    .concat();
    from.sort();
    from.dedup();
    let preschools = town.facilities.iter().filter(|one| has_preschool(one));
    let mut also_to = question.childcare.clone();
    also_to.extend(preschools.flat_map(|preschool| preschool.kinds.clone()));
    also_to.sort();
    also_to.dedup();
    WantedWalks {
        from,
        also_to,
        limit_metres: FARTHEST_MISSING,
    }
}

/// Whether a facility is recorded to offer pre-school education; what is not recorded does not count.
pub fn has_preschool(facility: &Facility) -> bool {
    let (attribute, yes) = PRESCHOOL;
    let said = facility.attributes.get(attribute);
    said.is_some_and(|said| said.trim().to_lowercase() == yes)
}

/// Whether a facility is childcare by its pre-school education only: that is childcare for 0 to 4, whatever else it is.
///
/// # Source
/// DOMAIN §C.5, g1: childcare is KDV or VE.
fn is_preschool_only(facility: &Facility, question: &ClusterQuestion) -> bool {
    let mut kinds = facility.kinds.iter();
    has_preschool(facility) && !kinds.any(|kind| question.childcare.contains(kind))
}

fn cluster_facilities(
    town: &TownData,
    question: &ClusterQuestion,
    places: &[Lies],
    around: &[Surroundings],
) -> Vec<ClusterFacility> {
    let buildings: BTreeMap<&FacilityId, &BuildingId> = town
        .planning
        .buildings
        .iter()
        .flat_map(|building| building.facilities.iter().map(move |id| (id, &building.id)))
        .collect();
    let facilities = town.facilities.iter().zip(places).enumerate();
    facilities
        .map(|(index, (facility, lies))| {
            let preschool_only = is_preschool_only(facility, question);
            let more = question.childcare.first().filter(|_| preschool_only);
            ClusterFacility {
                id: facility.id.clone(),
                kinds: facility.kinds.iter().chain(more).cloned().collect(),
                preschool_only,
                position: facility.position,
                building: buildings.get(&facility.id).map(|&id| id.clone()),
                bag_id: facility.attributes.get(BAG_ID).cloned(),
                places: facility.capacity.filter(|_| !preschool_only),
                // A number that may not be shown must not be found from a cohort either.
                pupils: facility
                    .pupils
                    .filter(|&pupils| !is_small(People::whole(pupils))),
                lies: lies.clone(),
                around: around.get(index).copied().unwrap_or_default(),
            }
        })
        .collect()
}
