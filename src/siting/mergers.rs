//! Mergers: one site closes and another takes its people in, both or neither; and several plans of actions to choose
//! from.
//!
//! Every combination of mergers is a question of its own about the other sites, so that closing and taking in cannot
//! come apart. There are few mergers in a plan, and their combinations are walked through.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::model::cost_table::{CostTable, TableId};
use crate::model::site_actions::{OpenState, SiteActions};
use crate::siting::action_plan::ActionPlan;
use crate::siting::actions::best_actions;
use crate::siting::error::SitingError;
use crate::siting::good_plans::{Choice, Limit};
use crate::siting::question::{OtherPlan, Question};

/// One site closes and another takes its people in.
#[derive(Debug, Clone, PartialEq)]
pub struct Merger {
    /// The site that closes.
    pub closes: TableId,
    /// The site that takes its people in.
    pub into: TableId,
    /// How that site is then open, with the price of the whole merger.
    pub state: OpenState,
}

/// What may be done with the sites of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Possibilities {
    /// What may become of single sites.
    pub actions: BTreeMap<TableId, SiteActions>,
    /// What may become of two at once.
    pub mergers: Vec<Merger>,
    /// The sites that stand today.
    pub stands: Vec<TableId>,
}

/// The best plan of actions and mergers; of plans of one value the one with the earlier mergers undone.
///
/// # Errors
/// As [`best_actions`] without any merger, when no combination has a plan.
///
/// # Cost
/// [`best_actions`] for each combination of mergers.
pub fn best_with_mergers(
    table: &CostTable,
    question: &Question,
    possible: &Possibilities,
) -> Result<ActionPlan, SitingError> {
    let end = question.time_limit.map(|limit| (Instant::now(), limit));
    let left = || end.map(|(start, limit)| limit.saturating_sub(start.elapsed()));
    let mut best: Option<ActionPlan> = None;
    let mut refused = None;
    let (mut bound, mut proven) = (None, true);
    let is_better = |one: f64, other: f64| match question.model.more_is_better() {
        true => one > other,
        false => one < other,
    };
    for done in 0..1_u32 << possible.mergers.len() {
        let Some((asked, actions)) = with_mergers(question, possible, done, left()) else {
            continue;
        };
        match best_actions(table, &asked, &actions) {
            Ok(plan) => {
                proven &= plan.answer.proven_optimal;
                if bound.is_none_or(|bound| is_better(plan.answer.bound, bound)) {
                    bound = Some(plan.answer.bound);
                }
                let value = plan.answer.objective;
                let best_value = best.as_ref().map(|best| best.answer.objective);
                if best_value.is_none_or(|best| is_better(value, best)) {
                    best = Some(plan);
                }
            }
            Err(error) => {
                proven &= error != SitingError::NoSetInTime;
                refused.get_or_insert(error);
            }
        }
    }
    match (best, bound, refused) {
        (Some(mut plan), Some(bound), _) => {
            plan.answer.bound = bound;
            plan.answer.proven_optimal = proven;
            Ok(plan)
        }
        (_, _, Some(error)) => Err(error),
        (_, _, None) => Err(SitingError::NoAllowedSet),
    }
}

/// The best plan of actions and mergers in which nothing closes that need not: of the sites that a plan of the same
/// value can keep open, the earlier by id are.
///
/// # Errors
/// As [`best_with_mergers`].
///
/// # Cost
/// A further [`best_with_mergers`] for each site that the best plan closes.
pub fn best_with_few_closures(
    table: &CostTable,
    question: &Question,
    possible: &Possibilities,
) -> Result<ActionPlan, SitingError> {
    let mut best = best_with_mergers(table, question, possible)?;
    let mut question = question.clone();
    let stands = |id: &TableId| possible.stands.contains(id);
    for site in best.closed.clone() {
        let id = table.site(site);
        if !stands(id) || !best.closed.contains(&site) {
            continue;
        }
        question.constraints.required.push(id.clone());
        match best_with_mergers(table, &question, possible) {
            Ok(plan) if plan.answer.objective == best.answer.objective => best = plan,
            Ok(_) | Err(_) => {
                question.constraints.required.pop();
            }
        }
    }
    Ok(best)
}

/// The best plan of actions, and others nearly as good that leave enough of its sites closed.
///
/// # Errors
/// As [`best_with_mergers`] for the best plan.
pub fn good_actions(
    table: &CostTable,
    question: &Question,
    possible: &Possibilities,
    choice: Choice,
) -> Result<(Vec<ActionPlan>, bool), SitingError> {
    let best = best_with_few_closures(table, question, possible)?;
    let limit = Limit::new(&question.model, best.answer.objective, choice.within);
    let mut complete = best.answer.proven_optimal;
    let (mut plans, mut question) = (vec![best], question.clone());
    while plans.len() < choice.plans {
        let last = &plans[plans.len() - 1].answer;
        question.constraints.unlike.push(OtherPlan {
            sites: last
                .sites
                .iter()
                .map(|&site| table.site(site).clone())
                .collect(),
            differing: choice.differing.max(1),
        });
        match best_with_few_closures(table, &question, possible) {
            Ok(plan) if limit.allows(plan.answer.objective) => {
                complete &= plan.answer.proven_optimal;
                plans.push(plan);
            }
            Ok(plan) => {
                complete &= !limit.allows(plan.answer.bound);
                break;
            }
            Err(SitingError::NoSetInTime) => {
                complete = false;
                break;
            }
            // Nothing else is left that differs enough.
            Err(_) => break,
        }
    }
    Ok((plans, complete))
}

/// The question with some of the mergers done, by the bits of a number; nothing when they cannot go together.
fn with_mergers(
    question: &Question,
    possible: &Possibilities,
    done: u32,
    time_limit: Option<Duration>,
) -> Option<(Question, BTreeMap<TableId, SiteActions>)> {
    let mut question = Question {
        time_limit,
        ..question.clone()
    };
    let mut actions = possible.actions.clone();
    let numbered = possible.mergers.iter().enumerate();
    let chosen = numbered.filter(|(number, _)| done >> number & 1 == 1);
    let chosen: Vec<&Merger> = chosen.map(|(_, merger)| merger).collect();
    for (number, merger) in chosen.iter().enumerate() {
        let touched = |other: &&Merger| {
            [&other.closes, &other.into]
                .iter()
                .any(|site| **site == merger.closes || **site == merger.into)
        };
        let constraints = &mut question.constraints;
        let forbidden = constraints.forbidden.contains(&merger.into)
            || constraints.required.contains(&merger.closes);
        if chosen[..number]
            .iter()
            .copied()
            .any(|other| touched(&other))
            || forbidden
        {
            return None;
        }
        constraints.forbidden.push(merger.closes.clone());
        let closed = actions.entry(merger.closes.clone()).or_default();
        closed.closed = Some(0);
        if closed.open.is_empty() {
            closed.open.push(merger.state.clone());
        }
        let into = SiteActions {
            closed: None,
            open: vec![merger.state.clone()],
        };
        actions.insert(merger.into.clone(), into);
    }
    Some((question, actions))
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::siting::question::{Constraints, Model, SiteBudget};
    use crate::siting::random_questions::state;
    use crate::siting::solve::solve;

    struct Drawn {
        table: CostTable,
        question: Question,
        possible: Possibilities,
    }

    fn drawn(seed: u64) -> Drawn {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let sites = random.random_range(3..=5_u32);
        let names: Vec<TableId> = (0..sites).map(TableId::Vertex).collect();
        let demand: Vec<_> = (0..6)
            .map(|point| {
                (
                    TableId::Vertex(point),
                    f64::from(random.random_range(1..5_u32)),
                )
            })
            .collect();
        let all = (0..6).flat_map(|point| (0..sites).map(move |site| (point, site)));
        let pairs: Vec<_> = all
            .map(|(point, site)| (point, site, f64::from(random.random_range(0..20_u32))))
            .collect();
        let mut possible = Possibilities {
            stands: names[..2].to_vec(),
            ..Possibilities::default()
        };
        // The first two stand and may close; the others may open.
        for name in &names[..2] {
            let open = vec![state("stays", 0, None)];
            let closed = random.random_bool(0.5).then_some(3);
            possible
                .actions
                .insert(name.clone(), SiteActions { closed, open });
        }
        for name in &names[2..] {
            let open = vec![state("new", random.random_range(0..15), None)];
            let closed = Some(0);
            possible
                .actions
                .insert(name.clone(), SiteActions { closed, open });
        }
        for closes in 0..random.random_range(1..=2_usize) {
            let into = names[random.random_range(closes + 1..names.len())].clone();
            possible.mergers.push(Merger {
                closes: names[closes].clone(),
                into,
                state: state("merged", random.random_range(0..10), None),
            });
        }
        let most = random.random_range(1..=sites as usize);
        let models = [
            Model::PMedian { sites: most },
            Model::MaximalCovering {
                sites: most,
                radius: 8.0,
            },
            Model::WorstOff { sites: most },
        ];
        let mut question = Question::plain(models[seed as usize % 3]);
        question.constraints.budget = Some(SiteBudget {
            limit: random.random_range(0..40),
            ..SiteBudget::default()
        });
        Drawn {
            table: CostTable::new(&demand, &names, &pairs).expect("a table"),
            question,
            possible,
        }
    }

    /// Every combination of mergers and of what becomes of each other site, one by one.
    fn by_enumeration(drawn: &Drawn) -> Option<f64> {
        let (model, possible) = (drawn.question.model, &drawn.possible);
        let limit = drawn.question.constraints.budget.as_ref()?.limit;
        let sites = drawn.table.sites();
        let mut values = Vec::new();
        for done in 0..1_u32 << possible.mergers.len() {
            let merged = |number: &usize| done >> number & 1 == 1;
            let numbers = (0..possible.mergers.len()).filter(merged);
            let merged: Vec<&Merger> = numbers.map(|number| &possible.mergers[number]).collect();
            let mut touched: Vec<&TableId> = merged
                .iter()
                .flat_map(|merger| [&merger.closes, &merger.into])
                .collect();
            touched.sort();
            if touched.windows(2).any(|two| two[0] == two[1]) {
                continue;
            }
            for open in 0..1_u32 << sites.len() {
                let mut spent: u64 = merged.iter().map(|merger| merger.state.cost).sum();
                let is_open = |site: &TableId| {
                    let place = sites.iter().position(|other| other == site);
                    open >> place.expect("a site") & 1 == 1
                };
                let as_merged = merged
                    .iter()
                    .all(|merger| is_open(&merger.into) && !is_open(&merger.closes));
                let mut possible_at_all = as_merged;
                for site in sites.iter().filter(|site| !touched.contains(site)) {
                    let action = &possible.actions[site];
                    match (is_open(site), action.closed) {
                        (true, _) => spent += action.open[0].cost,
                        (false, Some(closing)) => spent += closing,
                        (false, None) => possible_at_all = false,
                    }
                }
                let count = open.count_ones() as usize;
                let most = model.sites().expect("a number");
                if !possible_at_all || spent > limit || count == 0 || count > most {
                    continue;
                }
                let required = sites.iter().filter(|site| is_open(site)).cloned();
                let fixed = Question {
                    constraints: Constraints {
                        required: required.collect(),
                        ..Constraints::default()
                    },
                    ..Question::plain(model.with_sites(count))
                };
                values.extend(
                    solve(&drawn.table, &fixed)
                        .ok()
                        .map(|answer| answer.objective),
                );
            }
        }
        match model.more_is_better() {
            true => values.into_iter().max_by(f64::total_cmp),
            false => values.into_iter().min_by(f64::total_cmp),
        }
    }

    #[test]
    fn the_best_plan_with_mergers_is_that_of_enumeration_and_others_come_after_it() {
        let (mut answered, mut merged) = (0, 0);
        for seed in 0..150 {
            let drawn = drawn(seed);
            let (table, question) = (&drawn.table, &drawn.question);
            let found = best_with_mergers(table, question, &drawn.possible);
            match (found, by_enumeration(&drawn)) {
                (Ok(plan), Some(best)) => {
                    assert!(plan.answer.proven_optimal, "seed {seed}");
                    let value = plan.answer.objective;
                    assert!(
                        (value - best).abs() < 1e-9,
                        "seed {seed}: {value} is not {best}"
                    );
                    answered += 1;
                    let is_merged = |state: &Option<String>| state.as_deref() == Some("merged");
                    merged += usize::from(plan.states.iter().any(is_merged));
                    let choice = Choice {
                        plans: 3,
                        within: 1.0,
                        differing: 1,
                    };
                    let (plans, complete) = good_actions(table, question, &drawn.possible, choice)
                        .expect("the best plan at least");
                    assert!(complete, "seed {seed}");
                    assert_eq!(plans[0].answer.objective, value);
                    assert!(plans[0].closed.len() <= plan.closed.len());
                    for two in plans.windows(2) {
                        let (one, next) = (two[0].answer.objective, two[1].answer.objective);
                        let ordered = match question.model.more_is_better() {
                            true => next <= one,
                            false => next >= one,
                        };
                        assert!(ordered, "seed {seed}");
                        assert_ne!(two[0].answer.sites, two[1].answer.sites);
                    }
                }
                (found, best) => assert!(found.is_err() && best.is_none(), "seed {seed}"),
            }
        }
        assert!(answered > 60 && merged > 10, "{answered}, {merged}");
    }
}
