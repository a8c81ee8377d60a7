//! The sites that lie as far apart as they can: the least distance between two of them is largest.
//!
//! The answer is one of the distances. Whether so many sites can keep a distance is a question about independent
//! sets in the graph of pairs that are nearer, so the largest distance that can be kept is found by halving.
//!
//! # Source
//! Kuby 1987, "Programming models for facility dispersion: the p-dispersion and maxisum dispersion problems"; Sayyady
//! and Fathi 2016, "An integer programming approach for solving the p-dispersion problem" (halving over distances).

use fixedbitset::FixedBitSet;

use crate::model::cost_table::{CostTable, SiteIndex};
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::plan::Plan;
use crate::siting::resolved::Resolved;
use crate::siting::rules::SiteRules;

/// The set of exactly `sites` sites whose least distance is largest.
///
/// A distance is the cost in the table from the demand point with the name of the one site to the other site, the
/// lesser of both directions.
///
/// # Errors
/// Fewer than two sites, which have no distance; sites without a distance between them; room or prices for people,
/// who go nowhere in this model; constraints that no set meets; time over before the first set.
pub fn p_dispersion(
    table: &CostTable,
    resolved: &Resolved,
    sites: usize,
    deadline: &Deadline,
) -> Result<Plan, SitingError> {
    if sites < 2 {
        return Err(SitingError::SitesToDisperse {
            found: sites,
            candidates: resolved.may_open(),
        });
    }
    if resolved.capacities.is_some() || resolved.spending.is_some() {
        return Err(SitingError::NobodyTravels);
    }
    let distances = Distances::of(table, resolved)?;
    let lengths = distances.lengths(resolved);
    // The length before `low` can be kept; the one at `high` cannot.
    let (mut low, mut high) = (0, lengths.len());
    let mut best = None;
    while low < high {
        let middle = low + (high - low) / 2;
        match Apart::new(resolved, &distances, lengths[middle], deadline).sites(sites) {
            Some(chosen) => {
                best = Some(chosen);
                low = middle + 1;
            }
            None if deadline.passed() => break,
            None => high = middle,
        }
    }
    let mut sites = best.ok_or(if deadline.passed() {
        SitingError::NoSetInTime
    } else {
        SitingError::NoAllowedSet
    })?;
    sites.sort_unstable();
    Ok(Plan {
        objective: distances.least(&sites),
        bound: lengths[high - 1],
        sites,
        shares: Vec::new(),
        proven: low >= high,
    })
}

/// The distances between all sites that may open.
struct Distances {
    sites: usize,
    /// Row = site, column = site; not a number where it is not needed.
    between: Vec<f64>,
}

impl Distances {
    fn of(table: &CostTable, resolved: &Resolved) -> Result<Self, SitingError> {
        let sites = table.sites().len();
        let mut between = vec![f64::NAN; sites * sites];
        for (row, id) in table.rows().zip(table.demand()) {
            let Some(from) = table.site_named(id) else {
                continue;
            };
            for &(to, cost) in row {
                let (from, to) = (from.0 as usize, to.0 as usize);
                // The lesser of the two, also where one of them is not a number.
                between[from * sites + to] = cost.min(between[from * sites + to]);
                between[to * sites + from] = cost.min(between[to * sites + from]);
            }
        }
        let distances = Self { sites, between };
        let missing = pairs(&resolved.open_to_plans())
            .find(|&(one, other)| distances.between(one, other).is_nan());
        match missing {
            None => Ok(distances),
            Some((one, other)) => Err(SitingError::NoDistance {
                one: table.site(SiteIndex(one)).clone(),
                other: table.site(SiteIndex(other)).clone(),
            }),
        }
    }

    fn between(&self, one: u32, other: u32) -> f64 {
        self.between[one as usize * self.sites + other as usize]
    }

    /// The distances between sites that may open, ascending, each once.
    fn lengths(&self, resolved: &Resolved) -> Vec<f64> {
        let mut lengths: Vec<f64> = pairs(&resolved.open_to_plans())
            .map(|(one, other)| self.between(one, other))
            .collect();
        lengths.sort_unstable_by(f64::total_cmp);
        lengths.dedup();
        lengths
    }

    fn least(&self, sites: &[u32]) -> f64 {
        pairs(sites)
            .map(|(one, other)| self.between(one, other))
            .fold(f64::MAX, f64::min)
    }
}

/// Each two of some sites, once.
fn pairs(sites: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    (1..).zip(sites).flat_map(move |(next, &one)| {
        let others = sites.iter().skip(next);
        others.map(move |&other| (one, other))
    })
}

/// A search for sites of which no two are too near.
struct Apart<'a> {
    near: Vec<FixedBitSet>,
    resolved: &'a Resolved,
    deadline: &'a Deadline,
}

impl<'a> Apart<'a> {
    fn new(
        resolved: &'a Resolved,
        distances: &Distances,
        apart: f64,
        deadline: &'a Deadline,
    ) -> Self {
        let mut near = vec![FixedBitSet::with_capacity(distances.sites); distances.sites];
        for (one, other) in pairs(&resolved.open_to_plans()) {
            if distances.between(one, other) < apart {
                near[one as usize].insert(other as usize);
                near[other as usize].insert(one as usize);
            }
        }
        Self {
            near,
            resolved,
            deadline,
        }
    }

    /// So many sites, if there are; `None` also when time is over.
    fn sites(&self, wanted: usize) -> Option<Vec<u32>> {
        let required = &self.resolved.required;
        let clash = |&site: &u32| {
            let near = &self.near[site as usize];
            required.iter().any(|&other| near.contains(other as usize))
        };
        if required.iter().any(clash) || !self.rules().allow(required) {
            return None;
        }
        let mut left = FixedBitSet::with_capacity(self.near.len());
        let candidates = self.resolved.candidates.iter();
        left.extend(
            candidates
                .filter(|site| !clash(site))
                .map(|&site| site as usize),
        );
        let mut chosen = required.clone();
        let left = self.possible(&chosen, left, wanted)?;
        self.extend(&mut chosen, left, wanted).then_some(chosen)
    }

    fn rules(&self) -> &SiteRules {
        &self.resolved.rules
    }

    /// What is left by the rules; `None` when no whole set is.
    fn possible(&self, chosen: &[u32], left: FixedBitSet, wanted: usize) -> Option<FixedBitSet> {
        if self.rules().is_empty() {
            return Some(left);
        }
        let candidates: Vec<u32> = left.ones().map(|site| site as u32).collect();
        let to_open = wanted - chosen.len();
        let possible = self.rules().still_possible(chosen, &candidates, to_open)?;
        let mut left = FixedBitSet::with_capacity(self.near.len());
        left.extend(possible.into_iter().map(|site| site as usize));
        Some(left)
    }

    fn extend(&self, chosen: &mut Vec<u32>, mut left: FixedBitSet, wanted: usize) -> bool {
        if chosen.len() == wanted {
            return self.rules().allow_whole(chosen);
        }
        while chosen.len() + self.most(&left, wanted - chosen.len()) >= wanted
            && !self.deadline.passed()
        {
            let fewest = left
                .ones()
                .min_by_key(|&site| self.near[site].intersection_count(&left));
            let Some(site) = fewest else { return false };
            left.set(site, false);
            let mut apart = left.clone();
            apart.difference_with(&self.near[site]);
            chosen.push(site as u32);
            let apart = self.possible(chosen, apart, wanted);
            if apart.is_some_and(|apart| self.extend(chosen, apart, wanted)) {
                return true;
            }
            chosen.pop();
        }
        false
    }

    /// No more than this many of the sites left can be apart: each group of sites that are all near each other
    /// gives one. Stops counting at `enough`.
    fn most(&self, left: &FixedBitSet, enough: usize) -> usize {
        let mut left = left.clone();
        let mut groups = 0;
        while groups < enough {
            let Some(first) = left.ones().next() else {
                break;
            };
            left.set(first, false);
            let mut group = self.near[first].clone();
            group.intersect_with(&left);
            while let Some(next) = group.ones().next() {
                left.set(next, false);
                group.set(next, false);
                group.intersect_with(&self.near[next]);
            }
            groups += 1;
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cost_table::TableId;
    use crate::siting::question::{Model, Question};
    use crate::siting::solve::solve;

    /// Sites that are demand points too, on a line.
    fn line(places: &[f64]) -> CostTable {
        let names: Vec<TableId> = (0..places.len() as u32).map(TableId::Vertex).collect();
        let demand: Vec<_> = names.iter().map(|name| (name.clone(), 1.0)).collect();
        let all =
            (0..places.len()).flat_map(|one| (0..places.len()).map(move |other| (one, other)));
        let pairs: Vec<_> = all
            .map(|(one, other)| {
                (
                    one as u32,
                    other as u32,
                    (places[one] - places[other]).abs(),
                )
            })
            .collect();
        CostTable::new(&demand, &names, &pairs).expect("a plain table")
    }

    #[test]
    fn the_ends_and_the_middle_of_a_line_lie_farthest_apart() {
        let table = line(&[0.0, 1.0, 4.0, 5.0, 9.0]);
        let answer = solve(&table, &Question::plain(Model::PDispersion { sites: 3 }))
            .expect("three of five");
        let sites: Vec<u32> = answer.sites.iter().map(|site| site.0).collect();
        assert_eq!((sites, answer.objective), (vec![0, 2, 4], 4.0));
        let message = |sites| {
            solve(&table, &Question::plain(Model::PDispersion { sites }))
                .expect_err("refused")
                .to_string()
        };
        assert!(message(1).contains("expected 2 to 5"));
        assert!(message(6).contains("expected 1 to 5"));
    }

    #[test]
    fn without_time_no_set_is_claimed_to_lie_farthest_apart() {
        let table = line(&[0.0, 1.0, 4.0, 5.0, 9.0]);
        let question = Question {
            time_limit: Some(std::time::Duration::ZERO),
            ..Question::plain(Model::PDispersion { sites: 3 })
        };
        assert_eq!(solve(&table, &question), Err(SitingError::NoSetInTime));
    }

    #[test]
    fn a_site_without_a_distance_and_people_who_would_travel_are_refused() {
        let names = [TableId::Vertex(1), TableId::Vertex(2)];
        let apart = CostTable::new(&[(names[0].clone(), 1.0)], &names, &[(0, 0, 0.0)]);
        let apart = apart.expect("a plain table");
        let error = solve(&apart, &Question::plain(Model::PDispersion { sites: 2 }))
            .expect_err("no distance");
        assert!(matches!(error, SitingError::NoDistance { .. }));
        let table = line(&[0.0, 1.0]);
        let mut question = Question::plain(Model::PDispersion { sites: 2 });
        question
            .constraints
            .capacities
            .insert(TableId::Vertex(0), 1.0);
        assert_eq!(solve(&table, &question), Err(SitingError::NobodyTravels));
    }
}
