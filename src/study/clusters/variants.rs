//! Which clusters stay when the diameter, or the way in which walks are measured, is another one.

use std::borrow::Cow;
use std::sync::Arc;

use crate::access::travel::TravelIndex;
use crate::model::cluster_question::ClusterQuestion;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, TravelMode};
use crate::model::units::Metres;
use crate::siting::clusters::answer::{Cluster, ClusterAnswer};
use crate::siting::clusters::variant::{ClusterChange, ClusterVariant};
use crate::study::clusters::answer::{clusters_by, wanted_walks};
use crate::study::error::StudyError;
use crate::study::facility_walks::{FacilityWalks, facility_walks};
use crate::study::open_study::Study;

/// How much the diameter is changed.
const STEP: f64 = 0.2;
/// Detours that are tried where walks are straight lines.
const DETOURS: [f64; 2] = [1.2, 1.4];

/// The answer with what every change does that means something in this study. A cluster that one of them takes away is
/// not robust.
///
/// # Errors
/// As the question itself.
///
/// # Cost
/// A search for each diameter; walks anew for each other way to measure them. None without clusters.
///
/// # Source
/// DOMAIN §C.10, 3 (D ± 20 %, detour 1.2 to 1.4) and 4 (D1 and D2).
pub fn with_variants(
    study: &Study,
    question: &ClusterQuestion,
    mut answer: ClusterAnswer,
) -> Result<ClusterAnswer, StudyError> {
    if answer.clusters.is_empty() {
        return Ok(answer);
    }
    let changes = changes(study.town(), question).into_iter();
    let variants = changes.map(|change| variant(study, question, &answer, change));
    let variants: Vec<ClusterVariant> = variants.collect::<Result<_, StudyError>>()?;
    for (place, cluster) in answer.clusters.iter_mut().enumerate() {
        let goes = variants.iter().any(|variant| variant.gone.contains(&place));
        cluster.stability = cluster.stability.while_open(goes);
    }
    answer.variants = variants;
    Ok(answer)
}

fn variant(
    study: &Study,
    question: &ClusterQuestion,
    answer: &ClusterAnswer,
    change: ClusterChange,
) -> Result<ClusterVariant, StudyError> {
    let mut question = ClusterQuestion {
        most_results: ClusterQuestion::MOST_RESULTS,
        places_to_start: 0,
        ..question.clone()
    };
    if let ClusterChange::Diameter(factor) = change {
        let changed = question.diameter.value() * factor;
        question.diameter = Metres::new(changed).unwrap_or(question.diameter);
    }
    let walks = walks(study, &question, change)?;
    let then = clusters_by(study.town(), &walks, &question, &[])?;
    Ok(ClusterVariant {
        change,
        found: then.found,
        gone: gone(answer, &then),
    })
}

fn walks(
    study: &Study,
    question: &ClusterQuestion,
    change: ClusterChange,
) -> Result<Arc<FacilityWalks>, StudyError> {
    let wanted = wanted_walks(study.town(), question);
    let mut town = Cow::Borrowed(study.town());
    let mut anew = None;
    match change {
        ClusterChange::Diameter(_) => return study.facility_walks(&wanted),
        ClusterChange::Detour(detour) => {
            let profiles = town.to_mut().profiles.iter_mut();
            let on_foot = profiles.filter(|profile| profile.mode == TravelMode::Foot);
            on_foot.for_each(|profile| profile.detour = detour);
        }
        ClusterChange::Level(level) => {
            town.to_mut().distance_level = level;
            anew = Some(TravelIndex::build(&town)?);
        }
    }
    let index = anew.as_ref().unwrap_or(study.index());
    Ok(Arc::new(facility_walks(&town, index, &wanted)?))
}

/// The clusters of which the required members are no cluster any more, neither by themselves nor as an alternative.
fn gone(answer: &ClusterAnswer, then: &ClusterAnswer) -> Vec<usize> {
    let stays = |cluster: &Cluster| {
        let members = cluster.required.members;
        let mut clusters = then.clusters.iter();
        clusters.any(|other| {
            let alternatives = other.alternatives.iter();
            let mut trios = std::iter::once(&other.required).chain(alternatives);
            trios.any(|trio| trio.members == members)
        })
    };
    let clusters = answer.clusters.iter().enumerate();
    let gone = clusters.filter(|(_, cluster)| !stays(cluster));
    gone.map(|(place, _)| place).collect()
}

/// A diameter that may not be asked is not tried either.
fn changes(town: &TownData, question: &ClusterQuestion) -> Vec<ClusterChange> {
    let (shortest, longest) = ClusterQuestion::DIAMETERS;
    let allowed =
        |factor: &f64| (shortest..=longest).contains(&(question.diameter.value() * factor));
    let diameters = [1.0 - STEP, 1.0 + STEP].into_iter().filter(allowed);
    let level = town.distance_level;
    let straight = matches!(level, DistanceLevel::D1 | DistanceLevel::D2);
    let detours = DETOURS.into_iter().filter(|_| straight);
    let levels = [DistanceLevel::D1, DistanceLevel::D2].into_iter();
    let levels = levels.filter(|other| {
        let differs = *other != level && level != DistanceLevel::D0;
        differs && (*other == DistanceLevel::D1 || !town.barriers.is_empty())
    });
    diameters
        .map(ClusterChange::Diameter)
        .chain(detours.map(ClusterChange::Detour))
        .chain(levels.map(ClusterChange::Level))
        .collect()
}
