//! A near-cluster as other programs and people read it: what is there, what is missing and how far that is.

use serde::Serialize;

use crate::layers::cluster_layer::{near_id, near_label, stage_code};
use crate::layers::decimals::tenth;
use crate::siting::clusters::near::{NearCluster, Nearest};
use crate::siting::clusters::town::Stage;
use crate::study::clusters::sentences::{NearWords, near_sentence};
use crate::study::clusters::telling::{MemberDocument, Told};

/// One near-cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearDocument {
    id: String,
    zin: String,
    label: &'static str,
    stabiliteit: &'static str,
    ontbreekt: &'static str,
    dichtstbijzijnde_m: Option<f64>,
    dichtstbijzijnde: Option<String>,
    doorsnede_m: f64,
    leden: Vec<MemberDocument>,
}

/// One near-cluster in words and numbers.
pub fn near_document(told: &Told<'_>, near: &NearCluster) -> NearDocument {
    let stages = Stage::EVERY
        .into_iter()
        .filter(|stage| *stage != near.missing);
    let present: Vec<(Stage, usize)> = stages.zip(near.members).collect();
    let (walk, nearest) = match near.nearest {
        Nearest::At(walk, facility) => (Some(tenth(walk.value())), told.facility(facility)),
        Nearest::Beyond | Nearest::NoSource => (None, None),
    };
    let words = |[one, other]: [(Stage, usize); 2]| NearWords {
        present: [one, other].map(|(stage, member)| (stage, told.name(member))),
        walk: near.walk,
        missing: near.missing,
        diameter: told.question.diameter,
        nearest: near.nearest,
        nearest_name: nearest.map(|facility| facility.name.as_str()),
    };
    let both: Option<[(Stage, usize); 2]> = present.clone().try_into().ok();
    NearDocument {
        id: near_id(told.town, near),
        zin: both.map_or_else(String::new, |both| {
            near_sentence(&words(both), told.language)
        }),
        label: near_label(near),
        stabiliteit: near.stability(told.question).code(),
        ontbreekt: stage_code(near.missing),
        dichtstbijzijnde_m: walk,
        dichtstbijzijnde: nearest.map(|facility| facility.id.0.clone()),
        doorsnede_m: tenth(near.walk.value()),
        leden: present
            .into_iter()
            .map(|(stage, member)| told.member_for(stage, member))
            .collect(),
    }
}
