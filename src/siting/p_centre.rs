//! The sites to which the farthest demand point travels least.
//!
//! The answer is one of the costs of the table. Whether a cost is enough is a covering question, so the least one
//! that is enough is found by halving the list of costs.
//!
//! # Source
//! Hakimi 1964 (the centre of a graph); Minieka 1970, "The m-center problem" (a sequence of covering questions).

use crate::model::cost_table::CostTable;
use crate::siting::answer::Share;
use crate::siting::cover_search::Wanted;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::plan::Plan;
use crate::siting::resolved::{Resolved, every_point_reached};
use crate::siting::service::cheapest_costs;
use crate::siting::set_covering::{
    allowed_cover, any_set_that_serves_all, covering_sites, shares_within,
};

/// The set of exactly `sites` sites with the least largest cost, whatever the weights.
///
/// # Errors
/// A demand point that reaches no site, islands that so few sites cannot all serve, and constraints that no set meets.
pub fn p_centre(
    table: &CostTable,
    resolved: &Resolved,
    sites: usize,
    deadline: &Deadline,
) -> Result<Plan, SitingError> {
    every_point_reached(table, resolved, None)?;
    let costs = possible_costs(table, resolved);
    let mut best: Option<(Vec<u32>, Vec<Share>, f64)> = None;
    // No set has a largest cost before `low`; the best set has the one at `high`, or there is none yet.
    let (mut low, mut high) = (0, costs.len());
    while low < high {
        let middle = low + (high - low) / 2;
        match within(table, resolved, sites, costs[middle], deadline) {
            Within::Set(chosen) => {
                let shares = shares_within(table, resolved, costs[middle], &chosen);
                let largest = largest_cost(table, &chosen, &shares);
                high = costs.partition_point(|&cost| cost < largest);
                best = Some((chosen, shares, largest));
            }
            Within::None => low = middle + 1,
            Within::Unknown => break,
        }
    }
    let Some((sites, shares, objective)) = best else {
        any_set_that_serves_all(table, resolved, sites, deadline)?;
        return Err(if low == costs.len() {
            SitingError::NoAllowedSet
        } else {
            SitingError::NoSetInTime
        });
    };
    Ok(Plan {
        sites,
        shares,
        objective,
        bound: costs[low.min(high)],
        proven: low >= high,
    })
}

/// Whether some set serves everyone within a cost.
enum Within {
    Set(Vec<u32>),
    None,
    Unknown,
}

fn within(
    table: &CostTable,
    resolved: &Resolved,
    sites: usize,
    radius: f64,
    deadline: &Deadline,
) -> Within {
    let wanted = Wanted {
        at_most: sites,
        enough: sites,
    };
    let found = covering_sites(table, resolved, radius, wanted, deadline);
    match found.cover {
        None if found.complete => Within::None,
        _ if !resolved.any_set_will_do() => within_rules(table, resolved, sites, radius, deadline),
        Some(chosen) => Within::Set(filled_up(chosen, &resolved.candidates, sites)),
        None => Within::Unknown,
    }
}

fn within_rules(
    table: &CostTable,
    resolved: &Resolved,
    sites: usize,
    radius: f64,
    deadline: &Deadline,
) -> Within {
    let answer = allowed_cover(table, resolved, radius, sites, deadline);
    match answer.cheapest {
        Some((chosen, 0)) => Within::Set(chosen),
        _ if answer.complete || answer.bound > 0 => Within::None,
        _ => Within::Unknown,
    }
}

/// The same sites, and the first other candidates until there are as many as asked.
fn filled_up(mut chosen: Vec<u32>, candidates: &[u32], sites: usize) -> Vec<u32> {
    let missing = sites.saturating_sub(chosen.len());
    let others: Vec<u32> = candidates
        .iter()
        .copied()
        .filter(|site| !chosen.contains(site))
        .take(missing)
        .collect();
    chosen.extend(others);
    chosen.sort_unstable();
    chosen
}

/// The costs that the largest one can be, ascending: at least the dearest of the points' cheapest costs.
fn possible_costs(table: &CostTable, resolved: &Resolved) -> Vec<f64> {
    let cheapest = resolved
        .rows(table)
        .map(|row| row.map(|(_, cost)| cost).fold(f64::MAX, f64::min));
    let least = cheapest.fold(0.0, f64::max);
    let mut costs: Vec<f64> = resolved
        .rows(table)
        .flatten()
        .map(|(_, cost)| cost)
        .filter(|&cost| cost >= least)
        .collect();
    costs.sort_unstable_by(f64::total_cmp);
    costs.dedup();
    costs
}

fn largest_cost(table: &CostTable, sites: &[u32], shares: &[Share]) -> f64 {
    let nearest = cheapest_costs(table, sites).map(|cost| cost.unwrap_or(f64::MAX));
    nearest
        .chain(shares.iter().map(|share| share.cost))
        .fold(0.0, f64::max)
}
