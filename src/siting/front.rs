//! What coverage costs and whom it leaves far away: the plans that no other plan betters in all three respects.
//!
//! A plan is measured by its money, by the weight within a radius, and by the largest cost of anyone. For each budget
//! that matters, the largest cost is pressed down step by step, and at each step the plan that covers most is found
//! and proven; then the budget is lowered below the dearest of these plans, until no plan is left.
//!
//! # Source
//! Haimes, Lasdon and Wismer 1971 (epsilon constraints); Laumanns, Thiele and Zitzler 2006, "An efficient, adaptive
//! parameter variation scheme for metaheuristics based on the epsilon-constraint method" (steps given by the plans
//! that are met).

use crate::model::cost_table::{CostTable, SiteIndex};
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::p_median::least_paid;
use crate::siting::plan::Plan;
use crate::siting::question::{Constraints, Model, Question, SiteBudget};
use crate::siting::relaxing::constraint_to_relax;
use crate::siting::resolved::Resolved;
use crate::siting::service::cheapest_costs;
use crate::siting::spending::spent;

/// A plan on the front.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontPlan {
    /// The sites that open, ascending.
    pub sites: Vec<SiteIndex>,
    /// What opening and places cost, in the smallest unit of money; less is better.
    pub money: u64,
    /// The weight within the radius; more is better.
    pub covered: f64,
    /// The largest cost of a demand point to its cheapest open site; less is better.
    pub farthest: f64,
}

/// Plans of which none is better than another in every respect.
#[derive(Debug, Clone, PartialEq)]
pub struct Front {
    /// By money, then from most to least weight covered, then by the largest cost.
    pub plans: Vec<FrontPlan>,
    /// Whether it is proven that no plan betters one of these, and that no further one is missing; `false` when time
    /// or the number of searches was over first.
    pub proven: bool,
}

/// What is asked of a front.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontQuestion {
    /// How many sites open.
    pub sites: usize,
    /// Up to this cost a demand point is covered.
    pub radius: f64,
    /// What limits the sets of sites. The budget has the prices; without one no plan costs anything.
    pub constraints: Constraints,
    /// Most searches; each finds one plan.
    pub searches: usize,
}

/// All plans with exactly so many sites that serve everyone and that no other such plan betters.
///
/// # Errors
/// As for a p-median with the same constraints; limited room, which this sweep does not know.
pub fn front(
    table: &CostTable,
    question: &FrontQuestion,
    deadline: &Deadline,
) -> Result<Front, SitingError> {
    if !question.constraints.capacities.is_empty() {
        return Err(SitingError::RoomOnFront);
    }
    let mut sweep = Sweep {
        table,
        question,
        deadline,
        searches: question.searches,
        proven: true,
        met: Vec::new(),
    };
    let mut budget = question.constraints.budget.clone().unwrap_or_default();
    if question.constraints.budget.is_none() {
        budget.limit = u64::MAX;
    }
    while let Some(dearest) = sweep.within_budget(&budget)? {
        let Some(limit) = dearest.checked_sub(1) else {
            break;
        };
        budget.limit = limit;
    }
    let proven = sweep.proven;
    let plans = unbettered(sweep.met);
    if plans.is_empty() {
        return Err(if proven {
            let median = Question {
                constraints: question.constraints.clone(),
                ..question.as_median(budget)
            };
            constraint_to_relax(table, &median, deadline)
        } else {
            SitingError::NoSetInTime
        });
    }
    Ok(Front { plans, proven })
}

impl FrontQuestion {
    /// The p-median with the same constraints and a budget.
    fn as_median(&self, budget: SiteBudget) -> Question {
        let mut question = Question::plain(Model::PMedian { sites: self.sites });
        question.constraints = Constraints {
            budget: Some(budget),
            ..self.constraints.clone()
        };
        question
    }
}

struct Sweep<'a> {
    table: &'a CostTable,
    question: &'a FrontQuestion,
    deadline: &'a Deadline,
    searches: usize,
    proven: bool,
    met: Vec<FrontPlan>,
}

impl Sweep<'_> {
    /// Meets the plans that cover most within a budget, at ever smaller largest costs; what the dearest of them costs,
    /// `None` when there is none or when the sweep is over.
    fn within_budget(&mut self, budget: &SiteBudget) -> Result<Option<u64>, SitingError> {
        let median = self.question.as_median(budget.clone());
        let resolved = match Resolved::new(self.table, &median) {
            Err(SitingError::NoAllowedSet) => return Ok(None),
            resolved => resolved?,
        };
        let mut dearest = None;
        let mut below = f64::INFINITY;
        while self.proven {
            if self.searches == 0 {
                self.proven = false;
                break;
            }
            self.searches -= 1;
            match self.most_covered(&resolved, below) {
                Ok(plan) => {
                    self.proven &= plan.proven;
                    let met = self.measured(&plan, budget);
                    below = met.farthest;
                    dearest = dearest.max(Some(met.money));
                    self.met.push(met);
                }
                Err(SitingError::NoSetInTime) => self.proven = false,
                Err(SitingError::NoAllowedSet) => break,
                Err(SitingError::Unreached { .. } | SitingError::Islands { .. })
                    if below.is_finite() =>
                {
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(dearest.filter(|_| self.proven))
    }

    /// The plan that covers most and in which everyone is served at less than some cost.
    fn most_covered(&self, resolved: &Resolved, below: f64) -> Result<Plan, SitingError> {
        let lost = |cost: f64| {
            if cost <= self.question.radius {
                0.0
            } else {
                1.0
            }
        };
        let (within, paid) = (
            self.table.with_costs(|cost| (cost < below).then_some(cost)),
            self.table
                .with_costs(|cost| (cost < below).then(|| lost(cost))),
        );
        let sound = "the costs of a table are quantities";
        let (within, paid) = (within.expect(sound), paid.expect(sound));
        least_paid(&within, &paid, resolved, self.question.sites, self.deadline)
    }

    fn measured(&self, plan: &Plan, budget: &SiteBudget) -> FrontPlan {
        let costs = cheapest_costs(self.table, &plan.sites).zip(self.table.weights());
        let (mut covered, mut farthest) = (0.0, 0.0_f64);
        for (cost, weight) in costs {
            let cost = cost.expect("a finite plan serves everyone");
            farthest = farthest.max(cost);
            if cost <= self.question.radius {
                covered += weight;
            }
        }
        FrontPlan {
            sites: plan.sites.iter().copied().map(SiteIndex).collect(),
            money: spent(self.table, &plan.sites, budget),
            covered,
            farthest,
        }
    }
}

/// The plans that no other plan betters; of equal ones the one with the smaller sites.
fn unbettered(mut plans: Vec<FrontPlan>) -> Vec<FrontPlan> {
    plans.sort_by(|one, other| {
        (one.money.cmp(&other.money))
            .then(other.covered.total_cmp(&one.covered))
            .then(one.farthest.total_cmp(&other.farthest))
            .then_with(|| one.sites.cmp(&other.sites))
    });
    let mut kept: Vec<FrontPlan> = Vec::new();
    for plan in plans {
        let as_good =
            |other: &FrontPlan| other.covered >= plan.covered && other.farthest <= plan.farthest;
        if !kept.iter().any(as_good) {
            kept.push(plan);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::siting::enumeration::is_allowed;
    use crate::siting::random_questions::{random_constraints, random_table};

    fn by_enumeration(table: &CostTable, question: &FrontQuestion) -> Vec<FrontPlan> {
        let budget = question.constraints.budget.clone().unwrap_or_default();
        let mut median = question.as_median(budget.clone());
        median
            .constraints
            .budget
            .clone_from(&question.constraints.budget);
        let sites = table.sites().len() as u32;
        let sets = (0_u32..1 << sites)
            .map(|bits| -> Vec<u32> { (0..sites).filter(|site| bits >> site & 1 == 1).collect() });
        let allowed = sets.filter(|set| is_allowed(table, &median, set));
        let plans = allowed.filter_map(|set| {
            let costs: Option<Vec<f64>> = cheapest_costs(table, &set).collect();
            let costs = costs?;
            let near = costs.iter().zip(table.weights());
            Some(FrontPlan {
                money: spent(table, &set, &budget),
                covered: near
                    .filter(|(cost, _)| **cost <= question.radius)
                    .map(|(_, weight)| weight)
                    .sum(),
                farthest: costs.into_iter().fold(0.0, f64::max),
                sites: set.into_iter().map(SiteIndex).collect(),
            })
        });
        unbettered(plans.collect())
    }

    fn random_question(random: &mut ChaCha8Rng, table: &CostTable) -> FrontQuestion {
        FrontQuestion {
            sites: random.random_range(1..=table.sites().len()),
            radius: f64::from(random.random_range(5..30_u32)),
            constraints: random_constraints(random, table),
            searches: usize::MAX,
        }
    }

    /// Money, covered weight and largest cost of each plan; which of several equal plans is shown is free.
    fn measures(plans: &[FrontPlan]) -> Vec<(u64, i64, f64)> {
        let rounded = |covered: f64| (covered * 1e6).round() as i64;
        plans
            .iter()
            .map(|plan| (plan.money, rounded(plan.covered), plan.farthest))
            .collect()
    }

    #[test]
    fn the_front_is_that_of_enumeration() {
        let (mut answered, mut several) = (0, 0);
        for seed in 6000..6250 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let table = random_table(&mut random);
            let question = random_question(&mut random, &table);
            let plain = by_enumeration(&table, &question);
            match front(&table, &question, &Deadline::after(None)) {
                Ok(found) => {
                    assert!(found.proven, "seed {seed}");
                    assert_eq!(measures(&found.plans), measures(&plain), "seed {seed}");
                    answered += 1;
                    several += usize::from(plain.len() > 2);
                }
                Err(_) => assert_eq!(plain, [], "seed {seed}"),
            }
        }
        assert!(answered > 60 && several > 15, "{answered}, {several}");
    }

    #[test]
    fn a_front_cut_short_is_not_proven() {
        let mut random = ChaCha8Rng::seed_from_u64(6);
        let table = random_table(&mut random);
        let question = FrontQuestion {
            sites: table.sites().len(),
            radius: 20.0,
            constraints: Constraints::default(),
            searches: 1,
        };
        let one = front(&table, &question, &Deadline::after(None));
        assert!(!one.is_ok_and(|front| front.proven));
        let none = front(&table, &question, &Deadline::after(Some(Duration::ZERO)));
        assert!(!none.is_ok_and(|front| front.proven));
    }
}
