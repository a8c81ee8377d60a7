//! Several different plans that are nearly as good as the best one, so that people have something to choose from.
//!
//! Each plan is the best of all that differ enough from every plan before it, and is proven to be that. One search
//! lists the best plans where the model's search can; further ones are searched for one by one. The search ends with a
//! plan that is too far from the best, or with none.

use std::time::Instant;

use crate::model::cost_table::{CostTable, TableId};
use crate::siting::answer::Answer;
use crate::siting::best_plan::{best_plan, best_plans};
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::plan::Plan;
use crate::siting::question::{Model, OtherPlan, Question};
use crate::siting::relaxing::constraint_to_relax;
use crate::siting::solve::answer;

/// Which plans are good enough, and different enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// How many plans are asked for, the best one among them.
    pub plans: usize,
    /// How much worse than the best plan, as a share of its value: 0.05 allows 5 per cent.
    pub within: f64,
    /// How many sites of each other plan a plan has to leave closed, 1 or more.
    pub differing: usize,
}

/// The plans to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct GoodPlans {
    /// The best plan, and then each the best of those that differ enough from all before it.
    pub plans: Vec<Answer>,
    /// Whether each plan is proven and these are all that were asked for, or all there are; `false` when time was over
    /// first.
    pub complete: bool,
}

/// The best plan and others that are nearly as good.
///
/// # Errors
/// As [`crate::siting::solve::solve`] for the best plan; and a share that is none.
///
/// # Cost
/// One search for all plans of a p-median or shortfall that differ in one site; else up to one a plan.
pub fn good_plans(
    table: &CostTable,
    question: &Question,
    choice: Choice,
) -> Result<GoodPlans, SitingError> {
    let start = Instant::now();
    let deadline = Deadline::after(question.time_limit).or_when(&question.stop);
    if !(choice.within.is_finite() && choice.within >= 0.0) {
        return Err(SitingError::Share {
            found: choice.within,
        });
    }
    let differing = choice.differing.max(1);
    // Plans that differ in one site are the next best ones; those that differ in more lie farther down.
    let keep = choice.plans.max(1) * if differing == 1 { 1 } else { DEEPER };
    let listed = match best_plans(table, question, keep, &deadline) {
        Err(SitingError::NoAllowedSet) => {
            return Err(constraint_to_relax(table, question, &deadline));
        }
        listed => listed?,
    };
    let limit = Limit::new(&question.model, listed[0].objective, choice.within);
    let complete = listed.iter().all(|plan| plan.proven);
    let is_whole_list = listed.len() > 1 && listed.len() < keep;
    let ends = is_whole_list || !listed.iter().all(|plan| limit.allows(plan.objective));
    let mut plans: Vec<Plan> = Vec::new();
    for plan in listed {
        let differs = |other: &Plan| {
            let shared = other.sites.iter().filter(|site| plan.sites.contains(site));
            other.sites.len() - shared.count() >= differing.min(other.sites.len())
        };
        if plans.len() < choice.plans.max(1)
            && limit.allows(plan.objective)
            && plans.iter().all(differs)
        {
            plans.push(plan);
        }
    }
    let mut found = GoodPlans {
        complete,
        plans: (plans.into_iter())
            .map(|plan| answer(table, question, plan, start))
            .collect(),
    };
    if !ends && complete {
        search_on(&mut found, table, question, (choice, limit), &deadline)?;
    }
    Ok(found)
}

/// So many times the plans asked for are listed where they have to differ in more than one site.
const DEEPER: usize = 10;

/// Adds plans one by one, each the best of those that differ enough from all before it.
fn search_on(
    found: &mut GoodPlans,
    table: &CostTable,
    question: &Question,
    (choice, limit): (Choice, Limit),
    deadline: &Deadline,
) -> Result<(), SitingError> {
    let start = Instant::now();
    let unlike = |plan: &Answer| OtherPlan {
        sites: names(table, plan),
        differing: choice.differing.max(1),
    };
    let mut question = question.clone();
    let known = found.plans.iter().map(unlike);
    question.constraints.unlike.extend(known);
    while found.plans.len() < choice.plans {
        match best_plan(table, &question, deadline) {
            Ok(plan) if limit.allows(plan.objective) => {
                found.complete &= plan.proven;
                let next = answer(table, &question, plan, start);
                question.constraints.unlike.push(unlike(&next));
                found.plans.push(next);
            }
            // Nothing near enough was found, and the bound says whether there may be.
            Ok(plan) => {
                found.complete &= !limit.allows(plan.bound);
                break;
            }
            Err(SitingError::NoSetInTime) => {
                found.complete = false;
                break;
            }
            Err(SitingError::NoAllowedSet) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// How many of some plans have each site that any of them has, the most frequent first, then by id.
pub fn how_often(plans: &[Answer], table: &CostTable) -> Vec<(TableId, usize)> {
    let mut times = vec![0; table.sites().len()];
    for site in plans.iter().flat_map(|plan| &plan.sites) {
        times[site.0 as usize] += 1;
    }
    let mut often: Vec<(TableId, usize)> = table.sites().iter().cloned().zip(times).collect();
    often.retain(|&(_, times)| times > 0);
    often.sort_by_key(|&(_, times)| std::cmp::Reverse(times));
    often
}

fn names(table: &CostTable, plan: &Answer) -> Vec<TableId> {
    let sites = plan.sites.iter();
    sites.map(|&site| table.site(site).clone()).collect()
}

/// The last value that is near enough to the best one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    value: f64,
    more_is_better: bool,
}

impl Limit {
    /// The limit of a model's best value and the share by which another may be worse.
    pub fn new(model: &Model, best: f64, within: f64) -> Self {
        let more_is_better = model.more_is_better();
        let share = if more_is_better { -within } else { within };
        // What is left of a share after rounding is no reason to refuse an equal plan.
        let rounding = if more_is_better { -1e-12 } else { 1e-12 };
        Self {
            value: best * (1.0 + share + rounding),
            more_is_better,
        }
    }

    /// Whether a value is near enough.
    pub fn allows(&self, value: f64) -> bool {
        if self.more_is_better {
            value >= self.value
        } else {
            value <= self.value
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::siting::enumeration::best_by_enumeration;
    use crate::siting::question::Constraints;
    use crate::siting::random_questions::{random_constraints, random_model, random_table};

    #[test]
    fn each_plan_is_the_best_of_those_that_differ_enough_and_no_near_one_is_left_out() {
        let (mut several, mut ended) = (0, 0);
        for seed in 5000..5250 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let table = random_table(&mut random);
            let constraints = random_constraints(&mut random, &table);
            let question = Question {
                constraints: if seed % 2 == 0 {
                    constraints
                } else {
                    Constraints::default()
                },
                ..Question::plain(random_model(&mut random, table.sites().len()))
            };
            let choice = Choice {
                plans: 4,
                within: random.random_range(0.0..1.5),
                differing: random.random_range(1..=3),
            };
            let Ok(found) = good_plans(&table, &question, choice) else {
                continue;
            };
            assert!(found.complete, "seed {seed}");
            let limit = Limit::new(&question.model, found.plans[0].objective, choice.within);
            let mut rest = question.clone();
            for plan in &found.plans {
                let best = best_by_enumeration(&table, &rest).expect("the plan is one");
                assert!(plan.proven_optimal, "seed {seed}");
                assert!(
                    (plan.objective - best).abs() <= 1e-9 * best.abs().max(1.0),
                    "seed {seed}: {} is not {best}",
                    plan.objective
                );
                rest.constraints.unlike.push(OtherPlan {
                    sites: names(&table, plan),
                    differing: choice.differing,
                });
            }
            if found.plans.len() < choice.plans {
                let next = best_by_enumeration(&table, &rest);
                assert!(!next.is_some_and(|next| limit.allows(next)), "seed {seed}");
                ended += 1;
            }
            several += usize::from(found.plans.len() > 1);
        }
        assert!(several > 40 && ended > 30, "{several} and {ended}");
    }

    #[test]
    fn sites_are_counted_over_all_plans_and_time_that_is_over_is_no_proof() {
        let mut random = ChaCha8Rng::seed_from_u64(0);
        let table = random_table(&mut random);
        let mut question = Question::plain(Model::MaximalCovering {
            sites: 1,
            radius: 20.0,
        });
        let choice = Choice {
            plans: table.sites().len(),
            within: 1.0,
            differing: 1,
        };
        let all = good_plans(&table, &question, choice).expect("a plan for each site");
        let often = how_often(&all.plans, &table);
        assert!(all.complete);
        let once: Vec<_> = table.sites().iter().map(|site| (site.clone(), 1)).collect();
        assert_eq!(often, once);
        question.time_limit = Some(Duration::ZERO);
        let none = good_plans(&table, &question, choice);
        assert!(!none.is_ok_and(|plans| plans.complete));
    }
}
