//! The plans that can be the best of all for some weights between bounds: few, so that thousands of draws of weights are
//! answered by comparing these.
//!
//! A plan is left out only when the base plan is at least as good for all weights between the bounds. Seen from the
//! base plan, a point counts with its highest weight where a plan is nearer to it, and with its lowest where it is
//! farther. What a point pays so never falls as its cost rises, so that the plans that could be better are listed by
//! the search for the cheapest sets.

use crate::model::cost_table::{CostTable, DemandIndex};
use crate::siting::best_plan::best_plan;
use crate::siting::deadline::Deadline;
use crate::siting::drawn_plans::homes_near;
use crate::siting::error::SitingError;
use crate::siting::p_median::{Travel, least_paid_plans};
use crate::siting::question::{Model, Question};
use crate::siting::resolved::Resolved;
use crate::siting::service::cheapest_costs;
use crate::siting::set_search::{AllowedSets, SetWorth, best_allowed};
use crate::siting::shortfall::Norm;

/// So many plans are listed at most; where more could be the best, draws are searched for one by one.
const MOST_PLANS: usize = 400;

/// Weights that are drawn together: that of a point is its own part times the factor of its group.
#[derive(Debug, Clone, Copy)]
pub struct DrawnWeights<'a> {
    /// The part of each demand point, in the order of the table.
    pub parts: &'a [f64],
    /// The group of each demand point.
    pub group_of: &'a [usize],
    /// For each draw the factor of each group, 0 or more.
    pub factors: &'a [Vec<f64>],
}

impl DrawnWeights<'_> {
    /// The weight of each demand point in a draw.
    pub fn of_draw(&self, draw: usize) -> Vec<f64> {
        let factors = &self.factors[draw];
        let points = self.parts.iter().zip(self.group_of);
        points.map(|(part, &group)| part * factors[group]).collect()
    }

    /// What groups pay when each point pays this.
    fn by_group(&self, costs: impl Iterator<Item = f64>, groups: usize) -> Vec<f64> {
        let mut paid = vec![0.0; groups];
        for ((cost, part), &group) in costs.zip(self.parts).zip(self.group_of) {
            paid[group] += part * cost;
        }
        paid
    }

    /// The lowest and the highest factor of each group.
    fn bounds(&self) -> Vec<(f64, f64)> {
        let groups = self.factors.first().map_or(0, Vec::len);
        let mut bounds = vec![(f64::INFINITY, 0.0_f64); groups];
        for factors in self.factors {
            for ((low, high), &factor) in bounds.iter_mut().zip(factors) {
                (*low, *high) = (low.min(factor), high.max(factor));
            }
        }
        bounds
    }
}

/// The plans that can be the best, and what each group pays in each.
#[derive(Debug)]
pub struct DrawnShortlist {
    plans: Vec<(Vec<u32>, Vec<f64>)>,
}

impl DrawnShortlist {
    /// Lists the plans of a question; nothing when there are too many, the model is none whose value is a sum over
    /// people, or room or places cost money.
    ///
    /// # Errors
    /// As the question itself.
    pub fn of(
        table: &CostTable,
        question: &Question,
        drawn: DrawnWeights<'_>,
        deadline: &Deadline,
    ) -> Result<Option<Self>, SitingError> {
        let resolved = Resolved::new(table, question)?;
        if resolved.capacities.is_some() || resolved.spending.is_some() || drawn.factors.is_empty()
        {
            return Ok(None);
        }
        let base = best_plan(table, question, deadline)?;
        let bounds = drawn.bounds();
        if let Model::MaximalCovering { sites, radius } = question.model {
            let covering = Covering {
                table,
                resolved: &resolved,
                sites,
                radius,
            };
            return Ok(covering.shortlist(&base.sites, drawn, &bounds));
        }
        let Some((paid, sites)) = paid(table, question, base.objective)? else {
            return Ok(None);
        };
        let in_base: Vec<f64> = cheapest_costs(&paid, &base.sites)
            .map(|cost| cost.unwrap_or(0.0))
            .collect();
        let weighed = |row: DemandIndex, cost: f64| {
            let (row, base) = (row.0 as usize, in_base[row.0 as usize]);
            let (low, high) = bounds[drawn.group_of[row]];
            drawn.parts[row] * (high * cost.min(base) + low * (cost - base).max(0.0))
        };
        let seen = paid
            .with_costs_by_row(weighed)
            .and_then(|table| table.with_weights(vec![1.0; drawn.parts.len()]));
        let Ok(seen) = seen else { return Ok(None) };
        let of_base = cheapest_costs(&seen, &base.sites).map(|cost| cost.unwrap_or(0.0));
        let travel = Travel {
            table: &seen,
            paid: &seen,
            resolved: &resolved,
            sites,
            at_most: Some(of_base.sum()),
        };
        let plans = least_paid_plans(travel, MOST_PLANS, deadline)?;
        let all = base.proven && plans.len() < MOST_PLANS && plans.iter().all(|plan| plan.proven);
        let plans = plans.into_iter().map(|plan| {
            let costs = cheapest_costs(&paid, &plan.sites).map(|cost| cost.unwrap_or(0.0));
            let groups = drawn.by_group(costs, bounds.len());
            (plan.sites, groups)
        });
        Ok(all.then(|| Self {
            plans: plans.collect(),
        }))
    }

    /// The plans, each with what each group pays in it at a factor of 1: who is covered pays nothing.
    pub fn plans(&self) -> &[(Vec<u32>, Vec<f64>)] {
        &self.plans
    }

    /// The best plan for some factors; the plan `as_asked` where it is as good, but for rounding.
    pub fn best(&self, factors: &[f64], as_asked: &[u32]) -> Option<&[u32]> {
        let value = |groups: &[f64]| -> f64 {
            groups
                .iter()
                .zip(factors)
                .map(|(paid, factor)| paid * factor)
                .sum()
        };
        let values = self
            .plans
            .iter()
            .map(|(sites, groups)| (value(groups), sites));
        let (least, sites) = values
            .min_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(other.1)))?;
        let asked = self.plans.iter().find(|(sites, _)| sites == as_asked);
        let is_as_good = asked.is_some_and(|(_, groups)| value(groups) <= least * (1.0 + ROUNDING));
        Some(if is_as_good { &asked?.0 } else { sites })
    }
}

/// A question for the sets that cover most.
struct Covering<'a> {
    table: &'a CostTable,
    resolved: &'a Resolved,
    sites: usize,
    radius: f64,
}

impl Covering<'_> {
    /// The sets that can cover most for some weights between the bounds: a point that the base set covers counts with
    /// its lowest weight, another one with its highest, and the base set must not be worth more.
    fn shortlist(
        &self,
        base: &[u32],
        drawn: DrawnWeights<'_>,
        bounds: &[(f64, f64)],
    ) -> Option<DrawnShortlist> {
        let in_base = self.left(base);
        let points = in_base.zip(drawn.parts).zip(drawn.group_of);
        let weights: Vec<f64> = points
            .map(|((left, part), &group)| match left > 0.0 {
                true => part * bounds[group].1,
                false => part * bounds[group].0,
            })
            .collect();
        let homes = &homes_near(self.table, self.radius).with_weights(&weights);
        let allowed = AllowedSets {
            rules: &self.resolved.rules,
            candidates: &self.resolved.candidates,
            required: &self.resolved.required,
            to_open: self.sites,
        };
        let least = homes.of(base) - ROUNDING * homes.all();
        let mut sets = best_allowed(allowed, &homes, MOST_PLANS + 1);
        sets.retain(|(worth, _)| *worth >= least);
        let told = |(_, sites): (f64, Vec<u32>)| {
            let groups = drawn.by_group(self.left(&sites), bounds.len());
            (sites, groups)
        };
        (sets.len() <= MOST_PLANS).then(|| DrawnShortlist {
            plans: sets.into_iter().map(told).collect(),
        })
    }

    /// 1 for each point that a set does not cover, else 0.
    fn left(&self, sites: &[u32]) -> impl Iterator<Item = f64> {
        let costs = cheapest_costs(self.table, sites);
        costs.map(|cost| match cost {
            Some(cost) if cost <= self.radius => 0.0,
            _ => 1.0,
        })
    }
}

/// Sums in another order differ by less than this part of themselves.
const ROUNDING: f64 = 1e-9;

/// What each pair costs in the sum of the model, and how many sites open; nothing for a model that is no such sum.
fn paid(
    table: &CostTable,
    question: &Question,
    longest: f64,
) -> Result<Option<(CostTable, usize)>, SitingError> {
    let with_costs = |cost: &dyn Fn(f64) -> Option<f64>| table.with_costs(cost).ok();
    Ok(match question.model {
        Model::PMedian { sites } => Some((table.clone(), sites)),
        Model::Shortfall { sites, norm, power } => {
            let norm = Norm { cost: norm, power };
            with_costs(&|cost| Some(norm.shortfall(cost))).map(|table| (table, sites))
        }
        // Whoever goes no farther than the largest cost, which weights do not change.
        Model::WorstOff { sites } => {
            with_costs(&|cost| (cost <= longest).then_some(cost)).map(|table| (table, sites))
        }
        Model::MaximalCovering { .. }
        | Model::SetCovering { .. }
        | Model::PCentre { .. }
        | Model::PDispersion { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::siting::enumeration::best_by_enumeration;
    use crate::siting::random_questions::{random_constraints, random_table};

    #[test]
    fn the_best_plan_of_each_draw_is_on_the_list() {
        let (mut answered, mut others) = (0, 0);
        for seed in 12_000..12_200 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let table = random_table(&mut random);
            let sites = random.random_range(1..=table.sites().len().min(3));
            let model = [
                Model::MaximalCovering { sites, radius: 8.0 },
                Model::PMedian { sites },
                Model::Shortfall {
                    sites,
                    norm: 8.0,
                    power: 1.0,
                },
                Model::WorstOff { sites },
            ][seed as usize % 4];
            let mut question = Question::plain(model);
            question.constraints = random_constraints(&mut random, &table);
            question.constraints.capacities.clear();
            question.constraints.budget = None;
            let points = table.demand().len();
            let group_of: Vec<usize> = (0..points).map(|_| random.random_range(0..3)).collect();
            let factors: Vec<Vec<f64>> = (0..10)
                .map(|_| (0..3).map(|_| random.random_range(0.2..2.0)).collect())
                .collect();
            let drawn = DrawnWeights {
                parts: table.weights(),
                group_of: &group_of,
                factors: &factors,
            };
            let Ok(Some(list)) =
                DrawnShortlist::of(&table, &question, drawn, &Deadline::after(None))
            else {
                continue;
            };
            let base = list.plans[0].0.clone();
            for (draw, factors) in drawn.factors.iter().enumerate() {
                let other = table.with_weights(drawn.of_draw(draw)).expect("weights");
                let found = list.best(factors, &[]).expect("a plan");
                let mut only = question.clone();
                only.constraints.required = (found.iter())
                    .map(|&site| table.sites()[site as usize].clone())
                    .collect();
                let value = best_by_enumeration(&other, &only).expect("the plan is allowed");
                let best = best_by_enumeration(&other, &question).expect("a plan");
                assert!(
                    (value - best).abs() <= 1e-9 * best.max(1.0),
                    "seed {seed}: {value} is not {best}"
                );
                answered += 1;
                others += usize::from(found != base);
            }
        }
        assert!(answered > 500 && others > 50, "{answered}, {others}");
    }
}
