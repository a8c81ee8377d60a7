//! Sets of candidates by the question's aim and constraints.
//! The search itself is [`best_sets`]; another one with the same question can take its place.

use crate::model::community_school_question::{CommunitySchoolQuestion, SetAim};
use crate::model::units::Seconds;
use crate::siting::community_school::refusal::CandidateRefusal;
use crate::siting::site_sets::{SetQuestion, SiteSets, Worth, best_sets};
use crate::study::community_school::tables::CandidateTables;

/// What a set is made of: one entry for each candidate.
#[derive(Debug, Clone, Copy)]
pub struct SetParts<'a> {
    /// The score, where it is known.
    pub scores: &'a [Option<f64>],
    /// Whether the candidate is ranked.
    pub ranked: &'a [bool],
    /// What it costs, in euros.
    pub costs: &'a [f64],
}

/// The sets that are worth most.
///
/// # Errors
/// When an id is unknown, there are too many sets, or none meets the constraints.
pub fn portfolio(
    tables: &CandidateTables,
    question: &CommunitySchoolQuestion,
    parts: SetParts<'_>,
) -> Result<SiteSets, CandidateRefusal> {
    let required = marked(tables, "verplicht", &question.required)?;
    let forbidden = marked(tables, "uitgesloten", &question.forbidden)?;
    let allowed: Vec<bool> = parts
        .ranked
        .iter()
        .zip(&forbidden)
        .map(|(ranked, forbidden)| *ranked && !forbidden)
        .collect();
    let scores: Vec<f64> = parts
        .scores
        .iter()
        .map(|score| score.unwrap_or(0.0))
        .collect();
    let districts: Vec<Option<usize>> = tables.places.iter().map(|place| place.district).collect();
    let places: Vec<(f64, f64)> = tables
        .places
        .iter()
        .map(|place| (place.position.x, place.position.y))
        .collect();
    let weights: Vec<f64> = tables
        .homes
        .iter()
        .map(|home| tables.level.weight(home))
        .collect();
    let near = homes_within(tables, tables.norm.norm);
    best_sets(&SetQuestion {
        worth: match question.aim {
            SetAim::Scores => Worth::Scores(&scores),
            SetAim::PeopleWithinNorm => Worth::Homes(&weights, &near),
        },
        allowed: &allowed,
        required: &required,
        districts: (&districts, question.most_per_district),
        places: (
            &places,
            question
                .smallest_distance
                .map_or(0.0, |distance| distance.value()),
        ),
        costs: (parts.costs, question.budget.map(|budget| budget.value())),
        sites: question.sites,
        keep: question.sets,
    })
}

fn marked(
    tables: &CandidateTables,
    field: &'static str,
    ids: &[String],
) -> Result<Vec<bool>, CandidateRefusal> {
    let known = |id: &&String| tables.places.iter().any(|place| place.id == **id);
    match ids.iter().find(|id| !known(id)) {
        Some(id) => Err(CandidateRefusal::UnknownSite {
            field,
            found: id.clone(),
        }),
        None => Ok(tables
            .places
            .iter()
            .map(|place| ids.contains(&place.id))
            .collect()),
    }
}

fn homes_within(tables: &CandidateTables, norm: Seconds) -> Vec<Vec<usize>> {
    let near = tables.reach.iter().map(|reached| {
        let homes = reached.homes.iter().filter(|(_, time)| *time <= norm);
        homes.map(|(home, _)| *home).collect()
    });
    near.collect()
}
