//! What is good about an area, first: what is near, and what people there have agreed on.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::area::Area;
use crate::model::facility_kind::FacilityKind;
use crate::model::record::{Ambition, AmbitionOf};
use crate::model::town_data::TownData;
use crate::study::language::Language;
use crate::study::portrait::nearness::{Beside, Nearness};
use crate::study::portrait::words::{strength_sentence, strength_title};

/// So many near kinds are told.
const MOST_NEAR: usize = 3;
/// So many far kinds are told.
const MOST_FAR: usize = 3;
/// From this level on, professionals have a plan or an agreement.
const PLAN_FROM: u8 = 3;

/// One strength of an area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strength {
    titel: String,
    zin: String,
    voorziening: Option<String>,
    leeftijd: Option<&'static str>,
    vastgelegd_op: Option<String>,
}

/// The kinds within the norm that are nearer than in the municipality, most seconds nearer first; then those within
/// the norm of which the share is highest. A kind once; none that is farther than in the municipality.
pub fn near_kinds<'a>(rows: &[Nearness<'a>]) -> Vec<Nearness<'a>> {
    let mut within: Vec<&Nearness<'a>> = rows
        .iter()
        .filter(|row| is_everyday(row) && row.within_norm() == Some(true))
        .filter(|row| row.beside_city() != Some(Beside::Farther))
        .collect();
    within.sort_by_key(|row| {
        let nearer = row.beside_city() == Some(Beside::Nearer);
        let gain = row.time.zip(row.city).filter(|_| nearer);
        let gain = gain.map_or(0.0, |(time, city)| city.value() - time.value());
        let thousandths = |number: f64| Reverse((number * 1_000.0).round() as i64);
        (
            Reverse(nearer),
            thousandths(gain),
            thousandths(row.share.unwrap_or(0.0)),
        )
    });
    each_kind_once(within, MOST_NEAR)
}

/// The everyday kinds whose middle resident is beyond the norm, farthest beyond it first. A kind once.
pub fn far_kinds<'a>(rows: &[Nearness<'a>]) -> Vec<Nearness<'a>> {
    let everyday: Vec<Nearness<'a>> = rows
        .iter()
        .filter(|row| is_everyday(row))
        .copied()
        .collect();
    let mut beyond = kinds_beyond(&everyday);
    beyond.truncate(MOST_FAR);
    beyond
}

/// Every kind whose middle resident is within the norm, for all age groups of which that is known; in the order of `rows`.
pub fn kinds_within<'a>(rows: &[Nearness<'a>]) -> Vec<Nearness<'a>> {
    let beyond = kinds_beyond(rows);
    let is_beyond = |row: &Nearness<'_>| {
        let mut kinds = beyond.iter().map(|beyond| &beyond.asked.question.kind);
        kinds.any(|kind| *kind == row.asked.question.kind)
    };
    let within = rows
        .iter()
        .filter(|row| row.within_norm() == Some(true) && !is_beyond(row));
    each_kind_once(within.collect(), rows.len())
}

/// Every kind whose middle resident of some age group is beyond the norm, farthest beyond it first. A kind once.
pub fn kinds_beyond<'a>(rows: &[Nearness<'a>]) -> Vec<Nearness<'a>> {
    let mut beyond: Vec<&Nearness<'a>> = rows
        .iter()
        .filter(|row| row.within_norm() == Some(false))
        .collect();
    let excess = |row: &Nearness<'_>| {
        let norm = row.asked.travel.norm.norm.value();
        row.time.map_or(0.0, |time| time.value() / norm)
    };
    beyond.sort_by(|one, other| excess(other).total_cmp(&excess(one)));
    each_kind_once(beyond, rows.len())
}

/// A kind of which there is one is near one neighbourhood and far from all others, whatever either is like.
fn is_everyday(row: &Nearness<'_>) -> bool {
    row.locations > 1
}

fn each_kind_once<'a>(rows: Vec<&Nearness<'a>>, most: usize) -> Vec<Nearness<'a>> {
    let mut seen: BTreeSet<&FacilityKind> = BTreeSet::new();
    let first = rows
        .into_iter()
        .filter(|row| seen.insert(&row.asked.question.kind));
    first.take(most).copied().collect()
}

/// The strengths of an area: near kinds, then what its professionals have recorded.
pub fn strengths(
    town: &TownData,
    area: &Area,
    near: &[Nearness<'_>],
    language: Language,
) -> Vec<Strength> {
    let near = near.iter().filter_map(|row| {
        Some(Strength {
            titel: strength_title(row.asked.kind, language),
            zin: strength_sentence(row, language)?,
            voorziening: Some(row.asked.question.kind.code().to_owned()),
            leeftijd: Some(row.asked.question.age.code()),
            vastgelegd_op: None,
        })
    });
    near.chain(recorded(town, area, language)).collect()
}

/// The last plan or agreement that was recorded for the area itself, with its day and the role of who recorded it.
fn recorded(town: &TownData, area: &Area, language: Language) -> Option<Strength> {
    let of_area = |ambition: &&Ambition| match &ambition.of {
        AmbitionOf::Area(code) => *code == area.code,
        AmbitionOf::Building(_) => false,
    };
    let ambitions = town.planning.ambitions.iter().filter(of_area);
    let last = ambitions.max_by_key(|ambition| ambition.recorded.date)?;
    let level = last.level.level();
    let title = match (level >= PLAN_FROM, language) {
        (false, _) => return None,
        (true, Language::Dutch) => "Professionals hebben een plan",
        (true, Language::English) => "Professionals have a plan",
    };
    let recorded = &last.recorded;
    Some(Strength {
        titel: title.to_owned(),
        zin: match language {
            Language::Dutch => format!("Op grond van: {} ({}).", recorded.basis, recorded.role),
            Language::English => format!("It rests on: {} ({}).", recorded.basis, recorded.role),
        },
        voorziening: None,
        leeftijd: None,
        vastgelegd_op: Some(recorded.date.to_string()),
    })
}
