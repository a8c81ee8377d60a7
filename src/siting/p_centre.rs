//! The sites to which the farthest demand point travels least.
//!
//! The answer is one of the costs of the table. Whether a cost is enough is a covering question, so the least one
//! that is enough is found by halving the list of costs. Where few sites open, the covering sets are walked through.
//!
//! # Source
//! Hakimi 1964 (the centre of a graph); Minieka 1970, "The m-center problem" (a sequence of covering questions).

use std::ops::ControlFlow;

use crate::model::cost_table::CostTable;
use crate::siting::answer::Share;
use crate::siting::cover_search::Wanted;
use crate::siting::covering_sets::{WalkEnd, each_covering_set, is_walkable};
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
    // The costs that the best set can still have: no set has a smaller one, and the best one met has a larger one.
    let mut costs = possible_costs(table, resolved);
    let mut best: Option<(Vec<u32>, Vec<Share>, f64)> = None;
    let mut unknown = false;
    while !costs.is_empty() && !unknown {
        let middle = (costs.len() - 1) / 2;
        let (_, &mut radius, _) = costs.select_nth_unstable_by(middle, f64::total_cmp);
        match within(table, resolved, sites, radius, deadline) {
            Within::Set(chosen) => {
                let shares = shares_within(table, resolved, radius, &chosen);
                let largest = largest_cost(table, &chosen, &shares);
                costs.retain(|&cost| cost < largest);
                best = Some((chosen, shares, largest));
            }
            Within::None => costs.retain(|&cost| cost > radius),
            Within::Unknown => unknown = true,
        }
    }
    let Some((sites, shares, objective)) = best else {
        any_set_that_serves_all(table, resolved, sites, deadline)?;
        return Err(if unknown {
            SitingError::NoSetInTime
        } else {
            SitingError::NoAllowedSet
        });
    };
    Ok(Plan {
        sites,
        shares,
        objective,
        bound: costs.into_iter().fold(objective, f64::min),
        proven: !unknown,
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
    if deadline.passed() {
        return Within::Unknown;
    }
    if let Some(within) = by_walking(table, resolved, sites, radius) {
        return within;
    }
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

/// The answer where so few sites open that all covering sets can be walked through; `None` elsewhere.
fn by_walking(table: &CostTable, resolved: &Resolved, sites: usize, radius: f64) -> Option<Within> {
    if !is_walkable(resolved, sites) {
        return None;
    }
    let mut first = None;
    let end = each_covering_set(table, resolved, (sites, radius), |set| {
        first = Some(set.to_vec());
        ControlFlow::Break(())
    });
    match end {
        WalkEnd::Stopped => first.map(Within::Set),
        WalkEnd::AllMet => Some(Within::None),
        WalkEnd::GivenUp => None,
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

/// The costs that the largest one can be, in any order: at least the dearest of the points' cheapest costs.
fn possible_costs(table: &CostTable, resolved: &Resolved) -> Vec<f64> {
    let cheapest = resolved
        .rows(table)
        .map(|row| row.map(|(_, cost)| cost).fold(f64::MAX, f64::min));
    let least = cheapest.fold(0.0, f64::max);
    let costs = resolved.rows(table).flatten().map(|(_, cost)| cost);
    costs.filter(|&cost| cost >= least).collect()
}

fn largest_cost(table: &CostTable, sites: &[u32], shares: &[Share]) -> f64 {
    let nearest = cheapest_costs(table, sites).map(|cost| cost.unwrap_or(f64::MAX));
    nearest
        .chain(shares.iter().map(|share| share.cost))
        .fold(0.0, f64::max)
}
