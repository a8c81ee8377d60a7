//! Which sites are in the best plan when the weights of the demand points are drawn again and again.
//!
//! Coverage without limits to places is answered by the walk through all sets that knows only who is near; every other
//! question by its own search.

use crate::model::cost_table::CostTable;
use crate::siting::best_plan::best_plan;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::question::{Model, Question};
use crate::siting::resolved::Resolved;
use crate::siting::set_search::{AllowedSets, SetWorth, best_allowed};
use crate::siting::set_worth::HomesWithin;

/// Sums in another order differ by less than this part of all there is.
const ROUNDING: f64 = 1e-9;

/// A question that is asked for many weights.
#[derive(Debug)]
pub struct DrawnPlans<'a> {
    table: &'a CostTable,
    question: &'a Question,
    near: Option<(Resolved, HomesWithin, usize)>,
}

/// Who is near which site.
pub fn homes_near(table: &CostTable, radius: f64) -> HomesWithin {
    let mut of_site = vec![Vec::new(); table.sites().len()];
    for (home, row) in table.rows().enumerate() {
        for &(site, _) in row.iter().filter(|&&(_, cost)| cost <= radius) {
            of_site[site.0 as usize].push(home);
        }
    }
    HomesWithin::new(table.weights(), &of_site)
}

impl<'a> DrawnPlans<'a> {
    /// Prepares what does not depend on weights.
    ///
    /// # Errors
    /// As for a search with this question, when it names what the table does not have.
    pub fn new(table: &'a CostTable, question: &'a Question) -> Result<Self, SitingError> {
        let near = match question.model {
            Model::MaximalCovering { sites, radius } => {
                let resolved = Resolved::new(table, question)?;
                let any_room = resolved.capacities.is_none() && resolved.spending.is_none();
                any_room.then(|| (resolved, homes_near(table, radius), sites))
            }
            Model::PMedian { .. }
            | Model::SetCovering { .. }
            | Model::PCentre { .. }
            | Model::Shortfall { .. }
            | Model::WorstOff { .. }
            | Model::PDispersion { .. } => None,
        };
        Ok(Self {
            table,
            question,
            near,
        })
    }

    /// The sites of the best plan for weights of 0 or more, one for each demand point; nothing when no plan was proven
    /// in time, or there is none. Where only who is near counts and the plan `as_asked` is as good as any, it is that.
    pub fn best(&self, weights: &[f64], as_asked: &[u32], deadline: &Deadline) -> Option<Vec<u32>> {
        let Some((resolved, near, sites)) = &self.near else {
            let table = self.table.with_weights(weights.to_vec()).ok()?;
            let plan = best_plan(&table, self.question, deadline).ok()?;
            return plan.proven.then_some(plan.sites);
        };
        if deadline.passed() {
            return None;
        }
        let allowed = AllowedSets {
            rules: &resolved.rules,
            candidates: &resolved.candidates,
            required: &resolved.required,
            to_open: *sites,
        };
        let homes = &near.with_weights(weights);
        let (value, best) = best_allowed(allowed, &homes, 1).pop()?;
        let is_as_good =
            !as_asked.is_empty() && homes.of(as_asked) >= value - ROUNDING * homes.all();
        Some(match is_as_good {
            true => as_asked.to_vec(),
            false => best,
        })
    }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::siting::enumeration::best_by_enumeration;
    use crate::siting::random_questions::{random_constraints, random_model, random_table};
    use crate::siting::service::cheapest_costs;

    #[test]
    fn the_best_plan_of_each_draw_is_worth_what_enumeration_finds() {
        let (mut covering, mut others) = (0, 0);
        for seed in 9000..9150 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let table = random_table(&mut random);
            let model = match seed % 2 {
                0 => Model::MaximalCovering {
                    sites: random.random_range(1..=table.sites().len()),
                    radius: 15.0,
                },
                _ => random_model(&mut random, table.sites().len()),
            };
            let mut question = Question::plain(model);
            question.constraints = random_constraints(&mut random, &table);
            question.constraints.capacities.clear();
            let Ok(drawn) = DrawnPlans::new(&table, &question) else {
                continue;
            };
            for _ in 0..3 {
                let weights: Vec<f64> = (0..table.demand().len())
                    .map(|_| f64::from(random.random_range(0..9_u32)))
                    .collect();
                let other = table.with_weights(weights.clone()).expect("weights");
                let found = drawn.best(&weights, &[], &Deadline::after(None));
                let best = best_by_enumeration(&other, &question);
                assert_eq!(found.is_some(), best.is_some(), "seed {seed}");
                let (Some(sites), Some(best)) = (found, best) else {
                    continue;
                };
                if let Model::MaximalCovering { radius, .. } = question.model {
                    let costs = cheapest_costs(&other, &sites).zip(other.weights());
                    let near = costs.filter(|(cost, _)| cost.is_some_and(|cost| cost <= radius));
                    let covered: f64 = near.map(|(_, weight)| weight).sum();
                    assert!(
                        (covered - best).abs() < 1e-9,
                        "seed {seed}: {covered}, {best}"
                    );
                    covering += 1;
                } else {
                    others += 1;
                }
            }
        }
        assert!(covering > 40 && others > 40, "{covering}, {others}");
    }
}
