//! Sets of candidates by the question's aim and constraints, as lists that the searches for sets take.

use crate::model::community_school_question::{CommunitySchoolQuestion, SetAim};
use crate::model::units::Seconds;
use crate::siting::community_school::refusal::CandidateRefusal;
use crate::siting::site_sets::{SetQuestion, Worth};
use crate::study::community_school::tables::CandidateTables;

/// What a set is made of: one entry for each candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct SetParts {
    /// The score, where it is known.
    pub scores: Vec<Option<f64>>,
    /// Whether the candidate may be in a set.
    pub possible: Vec<bool>,
    /// What it costs, in euros.
    pub costs: Vec<f64>,
    /// What makes a set worth most.
    pub aim: SetAim,
}

/// The lists that a search for sets takes.
#[derive(Debug, Clone, PartialEq)]
pub struct SetLists {
    /// What makes a set worth most.
    pub aim: SetAim,
    scores: Vec<f64>,
    costs: Vec<f64>,
    allowed: Vec<bool>,
    required: Vec<bool>,
    districts: Vec<Option<usize>>,
    places: Vec<(f64, f64)>,
    weights: Vec<f64>,
    /// The homes within the norm of each candidate.
    pub near: Vec<Vec<usize>>,
}

impl SetLists {
    /// The lists of a question.
    ///
    /// # Errors
    /// When an id is unknown.
    pub fn new(
        tables: &CandidateTables,
        question: &CommunitySchoolQuestion,
        parts: SetParts,
    ) -> Result<Self, CandidateRefusal> {
        let required = marked(tables, "verplicht", &question.required)?;
        let forbidden = marked(tables, "uitgesloten", &question.forbidden)?;
        let possible = parts.possible.iter().zip(&forbidden);
        let places = tables.places.iter();
        let scores = parts.scores.iter();
        Ok(Self {
            aim: parts.aim,
            scores: scores.map(|score| score.unwrap_or(0.0)).collect(),
            costs: parts.costs,
            allowed: possible
                .map(|(possible, forbidden)| *possible && !forbidden)
                .collect(),
            required,
            districts: places.clone().map(|place| place.district).collect(),
            places: places
                .map(|place| (place.position.x, place.position.y))
                .collect(),
            weights: (tables.homes.iter())
                .map(|home| tables.level.weight(home))
                .collect(),
            near: homes_within(tables, tables.norm.norm),
        })
    }

    /// The question about sets, of which as many are kept as it shows.
    pub fn asked<'a>(&'a self, question: &'a CommunitySchoolQuestion) -> SetQuestion<'a> {
        let smallest = question.smallest_distance;
        SetQuestion {
            worth: match self.aim {
                SetAim::Scores => Worth::Scores(&self.scores),
                SetAim::PeopleWithinNorm => Worth::Homes(&self.weights, &self.near),
            },
            allowed: &self.allowed,
            required: &self.required,
            districts: (&self.districts, question.most_per_district),
            places: (
                &self.places,
                smallest.map_or(0.0, |distance| distance.value()),
            ),
            costs: (&self.costs, question.budget.map(|budget| budget.value())),
            sites: question.sites,
            keep: question.sets,
            stop: Some(&question.work.stop),
        }
    }
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
