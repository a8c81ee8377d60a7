//! How firm a plan is: the question asked again with weights of need, missing need and the norm drawn at random.

use std::sync::Arc;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::model::location_question::Weighing;
use crate::model::units::Seconds;
use crate::siting::deadline::Deadline;
use crate::siting::drawn_plans::DrawnPlans;
use crate::siting::location_table::LocationTable;
use crate::siting::mergers::best_with_few_closures;
use crate::siting::question::{Model, Question};
use crate::siting::weight_draws::{Spread, weight_draws};
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::need::by_home::NeedParts;

/// The norm is drawn from these parts of itself.
///
/// # Source
/// DOMAIN §C.10, 3: ± 20 %.
const NORMS: [f64; 9] = [0.8, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.2];
/// Models that are searched anew for every draw of weights are drawn so many times at most.
const MOST_SEARCHES: usize = 100;

/// What draws say of a question's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    /// How many were drawn and answered.
    pub count: usize,
    /// How many had no plan, or none that was proven in time.
    pub unanswered: usize,
    /// For each site the share of the answered draws that have it in their best plan.
    pub share: Vec<f64>,
    /// Whether the norm was drawn.
    pub norm: bool,
    /// Whether weights and missing need were drawn.
    pub need: bool,
    /// The best plan at the lowest and at the highest norm, with the norm in seconds.
    pub at_norms: Vec<(f64, Vec<usize>)>,
}

/// Draws weights and norms and answers each; nothing when the plan depends on neither. `first` are the sites of the
/// plan as asked: where it covers as many as any other, the draw is for it.
///
/// # Errors
/// When the table cannot be made.
///
/// # Cost
/// One search for each norm, and with need one for each draw.
///
/// # Source
/// DOMAIN §C.10: weights within ±25 %, norms within ±20 %, missing data between their bounds.
pub fn draws(asked: &AskedLocations<'_>, first: &[usize]) -> Result<Option<Draws>, StudyError> {
    let question = &asked.asked;
    let norms: &[f64] = match asked.question.model {
        Model::MaximalCovering { .. } | Model::SetCovering { .. } | Model::Shortfall { .. } => {
            &NORMS
        }
        Model::PMedian { .. }
        | Model::PCentre { .. }
        | Model::WorstOff { .. }
        | Model::PDispersion { .. } => &[1.0],
    };
    let parts = asked.need.parts.as_ref();
    let parts = parts.filter(|_| question.weighing == Weighing::PeopleByNeed && counts(asked));
    if question.draws == 0 || (norms.len() == 1 && parts.is_none()) {
        return Ok(None);
    }
    let levels = levels(asked, first, norms)?;
    let deadline = Deadline::after(asked.question.time_limit);
    let is_walk = matches!(asked.question.model, Model::MaximalCovering { .. })
        && asked.possible.is_none()
        && asked.question.constraints.capacities.is_empty();
    let count = match parts {
        Some(_) if !is_walk => question.draws.min(MOST_SEARCHES),
        Some(_) | None => question.draws,
    };
    let mut random = ChaCha8Rng::seed_from_u64(question.seed);
    let level_of: Vec<usize> = (0..count)
        .map(|_| random.random_range(0..levels.len()))
        .collect();
    let prepared: Result<Vec<(&Level, DrawnPlans<'_>)>, StudyError> = levels
        .iter()
        .map(|level| {
            Ok((
                level,
                DrawnPlans::new(&level.location.table, &level.question)?,
            ))
        })
        .collect();
    let prepared = prepared?;
    let best = |(level, plans): &(&Level, DrawnPlans<'_>), needs: Option<&Needs>| {
        level.best(asked, needs, (plans, &deadline))
    };
    let as_asked: Vec<Option<Vec<usize>>> =
        prepared.par_iter().map(|level| best(level, None)).collect();
    let found: Vec<Option<Vec<usize>>> = match parts {
        None => level_of
            .iter()
            .map(|&level| as_asked[level].clone())
            .collect(),
        Some(parts) => drawn_needs(asked, parts, count)
            .par_iter()
            .zip(&level_of)
            .map(|(needs, &level)| best(&prepared[level], Some(needs)))
            .collect(),
    };
    Ok(Some(told(
        asked,
        &found,
        (&levels, &as_asked),
        parts.is_some(),
    )))
}

/// Whether people count in the model at all.
fn counts(asked: &AskedLocations<'_>) -> bool {
    !matches!(
        asked.question.model,
        Model::PCentre { .. } | Model::SetCovering { .. } | Model::PDispersion { .. }
    )
}

fn told(
    asked: &AskedLocations<'_>,
    found: &[Option<Vec<usize>>],
    (levels, as_asked): (&[Level], &[Option<Vec<usize>>]),
    need: bool,
) -> Draws {
    let answered = found.iter().flatten().count();
    let mut times = vec![0_usize; asked.sites.len()];
    for &site in found.iter().flatten().flatten() {
        times[site] += 1;
    }
    let ends = [0, levels.len() - 1];
    let at_norms = ends.into_iter().filter(|_| levels.len() > 1);
    Draws {
        count: found.len(),
        unanswered: found.len() - answered,
        share: times
            .into_iter()
            .map(|times| times as f64 / answered.max(1) as f64)
            .collect(),
        norm: levels.len() > 1,
        need,
        at_norms: at_norms
            .filter_map(|level| Some((levels[level].norm, as_asked[level].clone()?)))
            .collect(),
    }
}

/// The question at one norm.
struct Level {
    norm: f64,
    question: Question,
    location: Arc<LocationTable>,
    /// The home of each demand point of the table.
    homes: Vec<Option<usize>>,
    /// The site of the question for each of the table.
    sites: Vec<usize>,
    /// The sites of the table in the plan as asked.
    first: Vec<u32>,
}

/// The question at each of some parts of the norm. What is asked of a model with a radius are the times within it; the
/// table of other models is the same at every norm.
fn levels(
    asked: &AskedLocations<'_>,
    first: &[usize],
    parts: &[f64],
) -> Result<Vec<Level>, StudyError> {
    let homes = asked.homes(asked.asked.weighing);
    let norms: Vec<f64> = parts
        .iter()
        .map(|part| asked.norm.norm.value() * part)
        .map(|norm| Seconds::new(norm).map_or(norm, Seconds::value))
        .collect();
    let model_at = |norm: &f64| asked.question.model.at_norm(*norm);
    let farthest = norms.iter().copied().fold(0.0, f64::max);
    let tables: Result<Vec<Arc<LocationTable>>, StudyError> = match asked.question.model.radius() {
        Some(_) => {
            let near = asked.times_within(farthest);
            let table = |norm: &f64| asked.table_from(&model_at(norm), &homes, &near);
            norms.iter().map(|norm| table(norm).map(Arc::new)).collect()
        }
        None => {
            let table = Arc::new(asked.table(&asked.question.model, &homes)?);
            Ok(vec![table; norms.len()])
        }
    };
    let with_tables = norms.iter().zip(tables?);
    let level = |(norm, table): (&f64, Arc<LocationTable>)| {
        let question = Question {
            model: model_at(norm),
            ..asked.question.clone()
        };
        Level::new(asked, (first, *norm), question, table)
    };
    Ok(with_tables.map(level).collect())
}

impl Level {
    fn new(
        asked: &AskedLocations<'_>,
        (first, norm): (&[usize], f64),
        question: Question,
        location: Arc<LocationTable>,
    ) -> Self {
        let names = location.table.sites().iter();
        let sites: Vec<usize> = names
            .flat_map(|name| asked.sites_named(std::iter::once(name)))
            .collect();
        let numbered = (0..).zip(&sites);
        let in_first = numbered.filter(|(_, site)| first.contains(site));
        Self {
            norm,
            question,
            homes: location.homes(),
            first: in_first.map(|(number, _)| number).collect(),
            sites,
            location,
        }
    }

    /// The sites of the best plan, when homes have these needs instead of their own.
    fn best(
        &self,
        asked: &AskedLocations<'_>,
        needs: Option<&Needs>,
        (plans, deadline): (&DrawnPlans<'_>, &Deadline),
    ) -> Option<Vec<usize>> {
        let own = self.location.table.weights();
        let weights: Vec<f64> = match needs {
            None => own.to_vec(),
            Some(needs) => self
                .homes
                .iter()
                .zip(own)
                .map(|(home, &own)| home.map_or(own, |home| needs.weight(asked, home)))
                .collect(),
        };
        if let Some(possible) = &asked.possible {
            let table = self.location.table.with_weights(weights).ok()?;
            if deadline.passed() {
                return None;
            }
            let plan = best_with_few_closures(&table, &self.question, possible).ok()?;
            let plan = Some(plan.answer).filter(|answer| answer.proven_optimal)?;
            return Some(self.sites_of(plan.sites.iter().map(|site| site.0)));
        }
        let best = plans.best(&weights, &self.first, deadline)?;
        Some(self.sites_of(best.into_iter()))
    }

    fn sites_of(&self, sites: impl Iterator<Item = u32>) -> Vec<usize> {
        let site = |site: u32| self.sites.get(site as usize).copied();
        sites.filter_map(site).collect()
    }
}

/// The need of each neighbourhood in one draw, 0 to 1, and their mean over the homes.
struct Needs {
    of_area: Vec<f64>,
    elsewhere: f64,
}

impl Needs {
    fn weight(&self, asked: &AskedLocations<'_>, home: usize) -> f64 {
        let parts = asked.need.parts.as_ref();
        let area = parts.and_then(|parts| parts.area_of_home.get(home).copied().flatten());
        let need = area.and_then(|area| self.of_area.get(area).copied());
        let people = asked.people[home].map_or(0.0, |people| people.value());
        people * need.unwrap_or(self.elsewhere)
    }
}

/// Weights of the domains within ±25 %, and what is missing anywhere between its bounds.
fn drawn_needs(asked: &AskedLocations<'_>, parts: &NeedParts, count: usize) -> Vec<Needs> {
    let seed = asked.asked.seed;
    let weights = weight_draws(Spread::Around(&parts.weights), count, seed);
    let mut random = ChaCha8Rng::seed_from_u64(seed.wrapping_add(1));
    let mut of_draw = |weights: &Vec<f64>| {
        let of_area = parts.areas.iter().map(|area| {
            let (low, high) = area.bounds;
            let missing = low + (high - low) * random.random::<f64>();
            let known = area.index(weights).filter(|_| area.is_known);
            known.unwrap_or(missing) / 100.0
        });
        let of_area: Vec<f64> = of_area.collect();
        let homes = parts.area_of_home.iter().flatten();
        let known: Vec<f64> = homes.map(|&area| of_area[area]).collect();
        Needs {
            elsewhere: known.iter().sum::<f64>() / known.len().max(1) as f64,
            of_area,
        }
    };
    weights.iter().map(&mut of_draw).collect()
}
