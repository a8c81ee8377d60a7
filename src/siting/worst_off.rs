//! The sites that serve the worst off first, and then everyone.
//!
//! Of all plans with the least largest cost, the one to which the demand travels least in all. A mean over the
//! worst-served tenth was the other choice: one far farm would weigh less in it, but who belongs to that tenth changes
//! with every plan, and a planner cannot point at them. Here the reason is one address, and ties go to everybody.

use std::ops::ControlFlow;

use crate::model::cost_table::CostTable;
use crate::siting::covering_sets::{WalkEnd, each_covering_set, is_walkable};
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::p_centre::p_centre;
use crate::siting::p_median::p_median;
use crate::siting::plan::Plan;
use crate::siting::resolved::Resolved;
use crate::siting::service::cheapest_costs;

/// The set of exactly `sites` sites with the least largest cost, and of those with the least Σ weight × cost.
///
/// The value and the bound are those of the largest cost; proven is only what is proven of both.
///
/// # Errors
/// As [`p_centre`].
pub fn worst_off(
    table: &CostTable,
    resolved: &Resolved,
    sites: usize,
    deadline: &Deadline,
) -> Result<Plan, SitingError> {
    let farthest = p_centre(table, resolved, sites, deadline)?;
    let unproven = Plan {
        proven: false,
        ..farthest.clone()
    };
    if !farthest.proven {
        return Ok(unproven);
    }
    if let Some(sites) = best_by_walking(table, resolved, sites, farthest.objective) {
        return Ok(Plan { sites, ..farthest });
    }
    let near = table
        .with_costs(|cost| (cost <= farthest.objective).then_some(cost))
        .expect("the costs of a table are quantities");
    match p_median(&near, resolved, sites, deadline) {
        Ok(then) => Ok(Plan {
            sites: then.sites,
            shares: then.shares,
            proven: then.proven,
            ..farthest
        }),
        Err(SitingError::NoSetInTime) => Ok(unproven),
        Err(error) => Err(error),
    }
}

/// More sets than this are for a search with bounds.
const MOST_SETS: usize = 200;

/// Of all sets that serve everyone within a cost, the one to which the demand travels least in all; `None` where
/// there are too many to walk through.
fn best_by_walking(
    table: &CostTable,
    resolved: &Resolved,
    sites: usize,
    farthest: f64,
) -> Option<Vec<u32>> {
    if !is_walkable(resolved, sites) {
        return None;
    }
    let mut best: Option<(f64, Vec<u32>)> = None;
    let mut met = 0;
    let end = each_covering_set(table, resolved, (sites, farthest), |set| {
        let costs = cheapest_costs(table, set).zip(table.weights());
        let travel: f64 = costs
            .map(|(cost, weight)| cost.unwrap_or(0.0) * weight)
            .sum();
        let is_better = |(least, sites): &(f64, Vec<u32>)| {
            travel < *least || (travel == *least && *set < sites[..])
        };
        if best.as_ref().is_none_or(is_better) {
            best = Some((travel, set.to_vec()));
        }
        met += 1;
        match met < MOST_SETS {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    best.filter(|_| end == WalkEnd::AllMet)
        .map(|(_, sites)| sites)
}
