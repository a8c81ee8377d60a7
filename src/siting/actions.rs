//! What may become of each site: closed, left as it is, extended, newly built; one of these is chosen for each site.
//!
//! Every way to be open is a site of its own in a larger table, of which at most one opens. So all models and
//! constraints hold for them. A merger is no action of its own: it closes one site and extends or opens another.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::model::bilingual::Bilingual;
use crate::model::cost_table::{CostTable, TableId};
use crate::model::site_actions::SiteActions;
use crate::siting::action_plan::ActionPlan;
use crate::siting::best_plan::best_plan;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::plan::Plan;
use crate::siting::question::{Model, Question};
use crate::siting::service::cheapest_costs;
use crate::siting::solve::{answer, solve};
use crate::siting::ways_to_open::WaysToOpen;

/// The best plan with at most as many open sites as the model says, when some sites can be open in several ways.
///
/// A site without actions is a candidate as elsewhere. Prices and room of sites with actions are those of their
/// actions; what may be spent is the limit of the question's budget.
///
/// # Errors
/// As [`solve`]; a model that opens as many sites as it needs, or that keeps them apart; a site that the table does
/// not have.
///
/// # Cost
/// One search for each number of open sites.
pub fn best_actions(
    table: &CostTable,
    question: &Question,
    actions: &BTreeMap<TableId, SiteActions>,
) -> Result<ActionPlan, SitingError> {
    let start = Instant::now();
    let deadline = Deadline::after(question.time_limit).or_when(&question.stop);
    let most = most_sites(table, question)?;
    let ways = WaysToOpen::new(table, question, actions)?;
    let mut search = Search {
        model: question.model,
        best: None,
        parts: Vec::new(),
    };
    for sites in 1..=most {
        if let Some(part) = ways.question(question, sites) {
            search.meet(ways.table(), best_plan(ways.table(), &part, &deadline))?;
        }
    }
    let Some(plan) = search.into_best() else {
        let part = ways.question(question, most).ok_or_else(no_money)?;
        return Err(match solve(ways.table(), &part) {
            Ok(_) => SitingError::NoSetInTime,
            Err(error) => error,
        });
    };
    let question = ways.question(question, plan.sites.len());
    let question = question.expect("a plan with so many sites was found");
    Ok(ways.action_plan(answer(ways.table(), &question, plan, start)))
}

/// The best plan over all numbers of open sites.
struct Search {
    model: Model,
    best: Option<(Plan, f64)>,
    /// For each number of open sites what its plans can be worth at best, and whether a proven plan is worth it.
    parts: Vec<(f64, bool)>,
}

impl Search {
    /// Takes in the plan for a number of open sites, or that there is none.
    fn meet(
        &mut self,
        table: &CostTable,
        found: Result<Plan, SitingError>,
    ) -> Result<(), SitingError> {
        match found {
            Ok(plan) => {
                self.parts.push((plan.bound, plan.proven));
                let then = self.then(table, &plan);
                let is_better = self.best.as_ref().is_none_or(|(best, best_then)| {
                    self.is_better(plan.objective, best.objective)
                        || (plan.objective == best.objective && then < *best_then)
                });
                if is_better {
                    self.best = Some((plan, then));
                }
                Ok(())
            }
            Err(SitingError::NoSetInTime) => {
                let most = if self.model.more_is_better() {
                    table.weights().iter().sum()
                } else {
                    0.0
                };
                self.parts.push((most, false));
                Ok(())
            }
            Err(SitingError::NoAllowedSet | SitingError::Islands { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn is_better(&self, one: f64, other: f64) -> bool {
        if self.model.more_is_better() {
            one > other
        } else {
            one < other
        }
    }

    /// What decides between plans of one value: the travel where the model says so, else the number of open sites.
    fn then(&self, table: &CostTable, plan: &Plan) -> f64 {
        if !matches!(self.model, Model::WorstOff { .. }) {
            return plan.sites.len() as f64;
        }
        if !plan.shares.is_empty() {
            let paid = plan.shares.iter().map(|share| share.weight * share.cost);
            return paid.sum();
        }
        let costs = cheapest_costs(table, &plan.sites).zip(table.weights());
        costs
            .map(|(cost, weight)| cost.unwrap_or(0.0) * weight)
            .sum()
    }

    /// The best plan with the bound of all parts: proven when no part that is not can hold a better one, or an equal.
    fn into_best(self) -> Option<Plan> {
        let (mut plan, _) = self.best.clone()?;
        for &(bound, proven) in &self.parts {
            if self.is_better(bound, plan.bound) {
                plan.bound = bound;
            }
            plan.proven &= proven || self.is_better(plan.objective, bound);
        }
        Some(plan)
    }
}

/// How many sites may be open.
fn most_sites(table: &CostTable, question: &Question) -> Result<usize, SitingError> {
    let forbidden = &question.constraints.forbidden;
    let may_open = |site: &&TableId| !forbidden.contains(site);
    let candidates = table.sites().iter().filter(may_open).count();
    match question.model {
        Model::SetCovering { .. } | Model::PDispersion { .. } => {
            Err(SitingError::NoModelForActions {
                model: question.model.to_string(),
            })
        }
        Model::PMedian { sites: 0 }
        | Model::MaximalCovering { sites: 0, .. }
        | Model::PCentre { sites: 0 }
        | Model::Shortfall { sites: 0, .. }
        | Model::WorstOff { sites: 0 } => Err(SitingError::NumberOfSites {
            found: 0,
            candidates,
        }),
        Model::PMedian { sites }
        | Model::MaximalCovering { sites, .. }
        | Model::PCentre { sites }
        | Model::Shortfall { sites, .. }
        | Model::WorstOff { sites } => Ok(sites.min(candidates)),
    }
}

fn no_money() -> SitingError {
    SitingError::Constraints {
        relax: Bilingual::new("het budget", "the budget"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::model::cost_table::SiteIndex;
    use crate::siting::question::{Constraints, SiteBudget};
    use crate::siting::random_questions::state;

    fn budget(limit: u64) -> Option<SiteBudget> {
        Some(SiteBudget {
            limit,
            ..SiteBudget::default()
        })
    }

    fn name(text: &str) -> TableId {
        TableId::Name(text.to_owned())
    }

    /// Schools A, B and C at 0, 4 and 10 with 30 children each; B can be extended from 30 places to 60 for 50, and A
    /// closed for 5. Keeping all three costs 8 + 8 + 8 = 24. When A comes to cost 60, keeping them costs 76; closing A
    /// and extending B costs 5 + 50 + 8 = 63, and the children of A travel 4 farther: 120.
    #[test]
    fn merging_two_schools_is_closing_the_one_and_extending_the_other() {
        let places = [("A", 0.0_f64), ("B", 4.0), ("C", 10.0)];
        let demand = places.map(|(site, _)| (name(site), 30.0));
        let sites = places.map(|(site, _)| name(site));
        let all = (0..3).flat_map(|from| (0..3).map(move |to| (from, to)));
        let pairs: Vec<_> = all
            .map(|(from, to): (usize, usize)| {
                (
                    from as u32,
                    to as u32,
                    (places[from].1 - places[to].1).abs(),
                )
            })
            .collect();
        let table = CostTable::new(&demand, &sites, &pairs).expect("a table");
        let as_is = || state("as it is", 8, Some(30.0));
        let mut actions = BTreeMap::from([
            (
                name("A"),
                SiteActions {
                    closed: Some(5),
                    open: vec![as_is()],
                },
            ),
            (
                name("B"),
                SiteActions {
                    closed: None,
                    open: vec![as_is(), state("extended", 50, Some(60.0))],
                },
            ),
            (
                name("C"),
                SiteActions {
                    closed: None,
                    open: vec![as_is()],
                },
            ),
        ]);
        let mut question = Question::plain(Model::PMedian { sites: 3 });
        question.constraints.budget = budget(24);
        let stay = best_actions(&table, &question, &actions).expect("enough to keep all");
        assert_eq!((stay.answer.objective, stay.closed.len()), (0.0, 0));

        // Upkeep of A becomes dearer than closing it.
        actions.insert(
            name("A"),
            SiteActions {
                closed: Some(5),
                open: vec![state("as it is", 60, Some(30.0))],
            },
        );
        question.constraints.budget = budget(71);
        let merger = best_actions(&table, &question, &actions).expect("a merger");
        assert_eq!(merger.answer.objective, 120.0);
        assert!(merger.answer.proven_optimal);
        assert_eq!(merger.closed, [SiteIndex(0)]);
        assert_eq!(merger.answer.sites, [SiteIndex(1), SiteIndex(2)]);
        let states = [Some("extended".to_owned()), Some("as it is".to_owned())];
        assert_eq!(merger.states, states);
        assert_eq!(merger.answer.assignment[0], Some(SiteIndex(1)));

        question.constraints.budget = budget(62);
        let message = best_actions(&table, &question, &actions)
            .expect_err("too little")
            .to_string();
        assert!(message.contains("the budget"), "{message}");
    }

    /// All ways for all sites, one by one; the value of the best, and how many are open.
    fn by_enumeration(
        table: &CostTable,
        question: &Question,
        actions: &BTreeMap<TableId, SiteActions>,
    ) -> Option<f64> {
        let limit = question
            .constraints
            .budget
            .as_ref()
            .map_or(u64::MAX, |budget| budget.limit);
        let most = question.model.sites().expect("a model with a number");
        let mut plans: Vec<(u64, Constraints)> = vec![(0, Constraints::default())];
        for site in table.sites() {
            let actions = &actions[site];
            let mut next = Vec::new();
            for (spent, chosen) in plans {
                if let Some(closing) = actions.closed {
                    let mut chosen = chosen.clone();
                    chosen.forbidden.push(site.clone());
                    next.push((spent + closing, chosen));
                }
                for state in &actions.open {
                    let mut chosen = chosen.clone();
                    chosen.required.push(site.clone());
                    chosen
                        .capacities
                        .extend(state.capacity.map(|room| (site.clone(), room)));
                    next.push((spent + state.cost, chosen));
                }
            }
            plans = next;
        }
        let values = plans.into_iter().filter_map(|(spent, constraints)| {
            let open = constraints.required.len();
            if spent > limit || open == 0 || open > most {
                return None;
            }
            // With every site required or forbidden, only one set is left to solve.
            let fixed = Question {
                constraints,
                ..Question::plain(question.model.with_sites(open))
            };
            solve(table, &fixed).ok().map(|answer| answer.objective)
        });
        if question.model.more_is_better() {
            values.max_by(f64::total_cmp)
        } else {
            values.min_by(f64::total_cmp)
        }
    }

    #[test]
    fn the_best_actions_are_those_of_enumeration() {
        let mut answered = 0;
        for seed in 0..60 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let sites = random.random_range(1..=5_u32);
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
            let table = CostTable::new(&demand, &names, &pairs).expect("a table");
            let mut actions = BTreeMap::new();
            for name in &names {
                let open = (0..random.random_range(1..=2)).map(|_| {
                    let room = f64::from(random.random_range(2..15_u32));
                    let cost = random.random_range(0..20);
                    let capacity = random.random_bool(0.5).then_some(room);
                    state("open", cost, capacity)
                });
                let open = open.collect();
                let closed = random.random_bool(0.8).then(|| random.random_range(0..8));
                actions.insert(name.clone(), SiteActions { closed, open });
            }
            let most = random.random_range(1..=sites as usize);
            for model in [
                Model::PMedian { sites: most },
                Model::MaximalCovering {
                    sites: most,
                    radius: 8.0,
                },
                Model::PCentre { sites: most },
                Model::WorstOff { sites: most },
                Model::Shortfall {
                    sites: most,
                    norm: 5.0,
                    power: 1.0,
                },
            ] {
                let mut question = Question::plain(model);
                question.constraints.budget = budget(random.random_range(5..50));
                let found = best_actions(&table, &question, &actions);
                match (found, by_enumeration(&table, &question, &actions)) {
                    (Ok(plan), Some(best)) => {
                        assert!(plan.answer.proven_optimal, "seed {seed}: {model}");
                        assert!(
                            (plan.answer.objective - best).abs() < 1e-9,
                            "seed {seed}: {model}: {plan:?} is not {best}"
                        );
                        answered += 1;
                    }
                    (Err(_), None) => {}
                    (found, best) => {
                        unreachable!("seed {seed}: {model}: {found:?}, by enumeration {best:?}")
                    }
                }
            }
        }
        assert!(answered > 120, "only {answered} had an answer");
    }

    #[test]
    fn a_forbidden_site_leaves_fewer_to_be_open_and_no_error() {
        let names = [name("A"), name("B")];
        let demand = [(name("d"), 1.0)];
        let table = CostTable::new(&demand, &names, &[(0, 0, 1.0), (0, 1, 2.0)]).expect("a table");
        let mut question = Question::plain(Model::PMedian { sites: 2 });
        question.constraints.forbidden = vec![name("A")];
        let plan = best_actions(&table, &question, &BTreeMap::new()).expect("B alone");
        assert_eq!(
            (plan.answer.sites, plan.states),
            (vec![SiteIndex(1)], vec![None])
        );
    }

    #[test]
    fn actions_without_time_are_not_proven() {
        let names = [name("A"), name("B")];
        let demand = [(name("d"), 1.0)];
        let table = CostTable::new(&demand, &names, &[(0, 0, 1.0), (0, 1, 2.0)]).expect("a table");
        let question = Question {
            time_limit: Some(Duration::ZERO),
            ..Question::plain(Model::PMedian { sites: 1 })
        };
        let open = vec![state("as it is", 0, None)];
        let actions = BTreeMap::from([(
            name("A"),
            SiteActions {
                closed: Some(0),
                open,
            },
        )]);
        let found = best_actions(&table, &question, &actions);
        assert!(!found.is_ok_and(|plan| plan.answer.proven_optimal));
    }
}
