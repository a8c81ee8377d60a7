//! The allowed sets of a few sites that reach every demand point within a radius, one by one.
//!
//! One of the sites near the point that has fewest of them must open, so few sets are looked into where few sites open.
//! Where there would be many, the walk gives up, and a search with bounds has to take over.

use std::ops::ControlFlow;

use fixedbitset::FixedBitSet;

use crate::model::cost_table::CostTable;
use crate::siting::resolved::Resolved;

/// A walk gives up after so many steps.
const MOST_STEPS: usize = 20_000;

/// With more sites to open than this, bounds do better than a walk.
const MOST_SITES: usize = 6;

/// Whether a walk is worth trying: few sites open, and nothing but the choice of sites matters.
pub fn is_walkable(resolved: &Resolved, sites: usize) -> bool {
    sites.saturating_sub(resolved.required.len()) <= MOST_SITES
        && resolved.capacities.is_none()
        && resolved.spending.is_none()
}

/// How a walk over covering sets ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WalkEnd {
    /// Every covering set was met.
    AllMet,
    /// Whoever met the sets had enough.
    Stopped,
    /// There was too much to walk through.
    GivenUp,
}

/// Tells `meet` each allowed set of exactly `sites` sites, ascending, that has every point within the radius, until it
/// breaks off. Room in the sites and money for places are not looked at.
pub fn each_covering_set(
    table: &CostTable,
    resolved: &Resolved,
    (sites, radius): (usize, f64),
    meet: impl FnMut(&[u32]) -> ControlFlow<()>,
) -> WalkEnd {
    let Some(missing) = sites.checked_sub(resolved.required.len()) else {
        return WalkEnd::AllMet;
    };
    if !resolved.rules.allow(&resolved.required) {
        return WalkEnd::AllMet;
    }
    let reach = Reach::new(table, resolved, radius);
    let mut uncovered = FixedBitSet::with_capacity(reach.near.len());
    uncovered.insert_range(..);
    let mut walk = Walk {
        resolved,
        reach: &reach,
        chosen: resolved.required.clone(),
        steps: 0,
        meet,
    };
    let mut may_open = FixedBitSet::with_capacity(table.sites().len());
    let candidates = resolved.candidates.iter();
    may_open.extend(candidates.map(|&site| site as usize));
    match walk.extend(&uncovered, may_open, missing) {
        ControlFlow::Continue(()) => WalkEnd::AllMet,
        ControlFlow::Break(end) => end,
    }
}

/// Who is within the radius of whom, of those whom no required site covers; points with fewest sites come first.
struct Reach {
    /// For each point the sites near it.
    near: Vec<Vec<u32>>,
    /// For each site the points near it.
    of_site: Vec<FixedBitSet>,
}

impl Reach {
    fn new(table: &CostTable, resolved: &Resolved, radius: f64) -> Self {
        let is_required = |site: u32| resolved.required.binary_search(&site).is_ok();
        let is_near = |&(_, cost): &(u32, f64)| cost <= radius;
        let rows = table
            .rows()
            .zip(resolved.rows(table))
            .filter_map(|(all, row)| {
                let mut all = all.iter().map(|&(site, cost)| (site.0, cost));
                let is_covered = all.any(|pair| is_near(&pair) && is_required(pair.0));
                (!is_covered).then(|| row.filter(is_near).map(|(site, _)| site).collect())
            });
        let mut near: Vec<Vec<u32>> = rows.collect();
        near.sort_unstable_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
        near.dedup();
        let mut of_site = vec![FixedBitSet::with_capacity(near.len()); table.sites().len()];
        for (point, sites) in near.iter().enumerate() {
            for &site in sites {
                of_site[site as usize].insert(point);
            }
        }
        Self { near, of_site }
    }
}

struct Walk<'a, M> {
    resolved: &'a Resolved,
    reach: &'a Reach,
    chosen: Vec<u32>,
    steps: usize,
    meet: M,
}

impl<M: FnMut(&[u32]) -> ControlFlow<()>> Walk<'_, M> {
    /// Opens `missing` more sites in every way that covers what is uncovered.
    fn extend(
        &mut self,
        uncovered: &FixedBitSet,
        mut may_open: FixedBitSet,
        missing: usize,
    ) -> ControlFlow<WalkEnd> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return ControlFlow::Break(WalkEnd::GivenUp);
        }
        let hardest = uncovered.minimum();
        if missing == 0 {
            return if hardest.is_none() {
                self.meet()
            } else {
                ControlFlow::Continue(())
            };
        }
        let next: Vec<u32> = match hardest {
            Some(point) => {
                let near = self.reach.near[point].iter().copied();
                near.filter(|&site| may_open.contains(site as usize))
                    .collect()
            }
            None => may_open.ones().map(|site| site as u32).collect(),
        };
        for site in next {
            let covers = &self.reach.of_site[site as usize];
            // Sets with this site are all met here, so it stays closed in the ways that follow.
            may_open.set(site as usize, false);
            let is_enough = missing > 1 || uncovered.is_subset(covers);
            if is_enough && self.resolved.rules.lets_in(&self.chosen, site) {
                let mut rest = uncovered.clone();
                rest.difference_with(covers);
                self.chosen.push(site);
                self.extend(&rest, may_open.clone(), missing - 1)?;
                self.chosen.pop();
            }
        }
        ControlFlow::Continue(())
    }

    fn meet(&mut self) -> ControlFlow<WalkEnd> {
        if !self.resolved.rules.allow_whole(&self.chosen) {
            return ControlFlow::Continue(());
        }
        let mut sites = self.chosen.clone();
        sites.sort_unstable();
        (self.meet)(&sites).map_break(|()| WalkEnd::Stopped)
    }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::siting::enumeration::is_allowed;
    use crate::siting::question::{Model, Question};
    use crate::siting::random_questions::{random_constraints, random_table};
    use crate::siting::service::cheapest_costs;

    #[test]
    fn the_covering_sets_are_those_of_enumeration_each_once() {
        let mut met_in_all = 0;
        for seed in 9000..9300 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let table = random_table(&mut random);
            let count = table.sites().len() as u32;
            let sites = random.random_range(1..=count as usize);
            let mut question = Question::plain(Model::PCentre { sites });
            if seed % 3 > 0 {
                question.constraints = random_constraints(&mut random, &table);
                question.constraints.capacities.clear();
                if let Some(budget) = &mut question.constraints.budget {
                    budget.costs_per_weight.clear();
                }
            }
            let Ok(resolved) = Resolved::new(&table, &question) else {
                continue;
            };
            let radius = f64::from(random.random_range(5..40_u32));
            let mut found: Vec<Vec<u32>> = Vec::new();
            let end = each_covering_set(&table, &resolved, (sites, radius), |set| {
                found.push(set.to_vec());
                ControlFlow::Continue(())
            });
            assert_eq!(end, WalkEnd::AllMet, "seed {seed}");
            found.sort();
            let sets = (0_u32..1 << count).map(|bits| -> Vec<u32> {
                (0..count).filter(|site| bits >> site & 1 == 1).collect()
            });
            let covers = |set: &Vec<u32>| {
                cheapest_costs(&table, set).all(|cost| cost.is_some_and(|cost| cost <= radius))
            };
            let mut plain: Vec<Vec<u32>> = sets
                .filter(|set| is_allowed(&table, &question, set) && covers(set))
                .collect();
            plain.sort();
            assert_eq!(found, plain, "seed {seed}");
            met_in_all += found.len();
        }
        assert!(met_in_all > 1000, "only {met_in_all} sets");
    }

    #[test]
    fn a_walk_over_too_many_sets_gives_up_and_one_can_be_broken_off() {
        let id = crate::model::cost_table::TableId::Vertex;
        let sites: Vec<_> = (0..40).map(id).collect();
        let pairs: Vec<_> = (0..40).map(|site| (0, site, 1.0)).collect();
        let table = CostTable::new(&[(id(0), 1.0)], &sites, &pairs).expect("a table");
        let question = Question::plain(Model::PCentre { sites: 20 });
        let resolved = Resolved::new(&table, &question).expect("a sound question");
        let ask =
            |answer: ControlFlow<()>| each_covering_set(&table, &resolved, (20, 1.0), |_| answer);
        assert_eq!(ask(ControlFlow::Continue(())), WalkEnd::GivenUp);
        assert_eq!(ask(ControlFlow::Break(())), WalkEnd::Stopped);
    }
}
