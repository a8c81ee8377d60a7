//! How firm a plan is: the question asked again with weights of need, missing need and the norm drawn at random.

use std::sync::Arc;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::model::location_question::Weighing;
use crate::model::units::Seconds;
use crate::siting::deadline::Deadline;
use crate::siting::drawn_plans::DrawnPlans;
use crate::siting::drawn_shortlist::{DrawnShortlist, DrawnWeights};
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
    let norms: &[f64] = match asked.question.model.norm() {
        Some(_) => &NORMS,
        None => &[1.0],
    };
    let parts = asked.need.parts.as_ref();
    let parts = parts.filter(|_| question.weighing == Weighing::PeopleByNeed && counts(asked));
    if question.draws == 0 || (norms.len() == 1 && parts.is_none()) {
        return Ok(None);
    }
    let levels = levels(asked, first, norms)?;
    let deadline = Deadline::after(asked.question.time_limit).or_when(&asked.question.stop);
    let is_walk = matches!(asked.question.model, Model::MaximalCovering { .. })
        && asked.possible.is_none()
        && asked.question.constraints.capacities.is_empty();
    let needs = parts.map_or_else(Vec::new, |parts| drawn_needs(asked, parts, question.draws));
    let factors: Vec<Vec<f64>> = needs.into_iter().map(Needs::factors).collect();
    let lists = shortlists(asked, &levels, (&factors, is_walk), &deadline)?;
    let count = match (parts, &lists) {
        (Some(_), None) if !is_walk => question.draws.min(MOST_SEARCHES),
        _ => question.draws,
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
    let best = |(level, plans): &(&Level, DrawnPlans<'_>), factors: Option<&Vec<f64>>| {
        level.best(asked, factors, (plans, &deadline))
    };
    let as_asked: Vec<Option<Vec<usize>>> =
        prepared.par_iter().map(|level| best(level, None)).collect();
    let found: Vec<Option<Vec<usize>>> = match parts {
        None => level_of
            .iter()
            .map(|&level| as_asked[level].clone())
            .collect(),
        Some(_) => factors
            .par_iter()
            .zip(&level_of)
            .map(|(factors, &level)| match &lists {
                Some(lists) => {
                    let sites = lists[level].best(factors, &levels[level].first)?;
                    Some(levels[level].sites_of(sites.iter().copied()))
                }
                None => best(&prepared[level], Some(factors)),
            })
            .collect(),
    };
    Ok(Some(told(
        asked,
        &found,
        (&levels, &as_asked),
        parts.is_some(),
    )))
}

/// For each level the plans that can be the best in some draw; nothing where these cannot be listed.
fn shortlists(
    asked: &AskedLocations<'_>,
    levels: &[Level],
    (factors, is_walk): (&[Vec<f64>], bool),
    deadline: &Deadline,
) -> Result<Option<Vec<DrawnShortlist>>, StudyError> {
    if factors.is_empty() || is_walk || asked.possible.is_some() {
        return Ok(None);
    }
    let mut lists = Vec::new();
    for level in levels {
        let (parts, group_of) = level.groups(asked);
        let drawn = DrawnWeights {
            parts: &parts,
            group_of: &group_of,
            factors,
        };
        match DrawnShortlist::of(&level.location.table, &level.question, drawn, deadline) {
            Ok(Some(list)) => lists.push(list),
            // Each draw says for itself whether it has a plan.
            Ok(None) | Err(_) => return Ok(None),
        }
    }
    Ok(Some(lists))
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
    /// The site of the question for each of the table; nothing for what is there and stays.
    sites: Vec<Option<usize>>,
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
        let question = table.question(&Question {
            model: model_at(norm),
            ..asked.question.clone()
        });
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
        let sites: Vec<Option<usize>> = names
            .map(|name| asked.sites_named(std::iter::once(name)).first().copied())
            .collect();
        let numbered = (0..).zip(&sites);
        // What is there and stays is in every plan.
        let in_first = numbered.filter(|(_, site)| site.is_none_or(|site| first.contains(&site)));
        Self {
            norm,
            question,
            homes: location.homes(),
            first: in_first.map(|(number, _)| number).collect(),
            sites,
            location,
        }
    }

    /// For each demand point its people, and the place of its neighbourhood's need among the factors of a draw.
    fn groups(&self, asked: &AskedLocations<'_>) -> (Vec<f64>, Vec<usize>) {
        let parts = asked.need.parts.as_ref();
        let elsewhere = parts.map_or(0, |parts| parts.areas.len());
        let area = |home: usize| parts?.area_of_home.get(home).copied().flatten();
        let of_home = |home: &Option<usize>| {
            let people = home.and_then(|home| asked.people[home]);
            let group = home.and_then(area).unwrap_or(elsewhere);
            (people.map_or(0.0, |people| people.value()), group)
        };
        self.homes.iter().map(of_home).unzip()
    }

    /// The sites of the best plan, when neighbourhoods have these needs instead of their own.
    fn best(
        &self,
        asked: &AskedLocations<'_>,
        factors: Option<&Vec<f64>>,
        (plans, deadline): (&DrawnPlans<'_>, &Deadline),
    ) -> Option<Vec<usize>> {
        let weights: Vec<f64> = match factors {
            None => self.location.table.weights().to_vec(),
            Some(factors) => {
                let (parts, group_of) = self.groups(asked);
                let points = parts.iter().zip(group_of);
                points.map(|(part, group)| part * factors[group]).collect()
            }
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
        let site = |site: u32| self.sites.get(site as usize).copied().flatten();
        sites.filter_map(site).collect()
    }
}

/// The need of each neighbourhood in one draw, 0 to 1, and their mean over the homes.
struct Needs {
    of_area: Vec<f64>,
    elsewhere: f64,
}

impl Needs {
    /// The need of each neighbourhood, and last that of homes elsewhere.
    fn factors(self) -> Vec<f64> {
        let mut factors = self.of_area;
        factors.push(self.elsewhere);
        factors
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

#[cfg(test)]
mod tests {
    use crate::siting::stability::Stability;
    use crate::study::community_school::worked_planning::planned_study;
    use crate::study::locations::worked_questions::{NO_NEED, asked};

    #[test]
    fn draws_of_the_norm_say_how_firm_a_site_is() {
        // g2 has 170 children at 100 m and less, in every draw; at the longest norm g1 has as many, and no more.
        let study = planned_study(|_| ());
        let answer = study
            .locations(&asked(|_| ()), &NO_NEED, &[])
            .expect("an answer");
        let draws = answer.draws.as_ref().expect("the norm is drawn");
        assert_eq!(
            (draws.count, draws.unanswered, draws.norm, draws.need),
            (2_000, 0, true, false)
        );
        assert_eq!(draws.share, [0.0, 1.0, 0.0]);
        assert_eq!(answer.occurrence[0].stability(), Some(Stability::Robust));
        assert_eq!(
            answer.occurrence[0].by_plans, None,
            "one plan alone says nothing"
        );
        assert_eq!(draws.at_norms, [(480.0, vec![1]), (720.0, vec![1])]);
    }
}
