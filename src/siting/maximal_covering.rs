//! The sites that have most of the demand within a radius.
//!
//! # Source
//! Church and ReVelle 1974, "The maximal covering location problem". Points that the same sites cover are one point
//! with their weights together.

use std::collections::BTreeMap;

use crate::model::cost_table::CostTable;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::full_sites::Service;
use crate::siting::opening_question::{OpeningQuestion, SetCost};
use crate::siting::opening_search::cheapest_opening;
use crate::siting::plan::Plan;
use crate::siting::resolved::Resolved;
use crate::siting::scaled::Scale;
use crate::siting::service::cheapest_costs;
use crate::siting::shortlists::{Choice, Shortlists};
use crate::siting::whole_set::WholeSet;

/// The set of exactly `sites` sites that covers most weight: cost ≤ radius counts.
///
/// # Errors
/// Constraints that no set meets.
pub fn maximal_covering(
    table: &CostTable,
    resolved: &Resolved,
    sites: usize,
    radius: f64,
    deadline: &Deadline,
) -> Result<Plan, SitingError> {
    let total: f64 = table.weights().iter().sum();
    let scale = Scale::new(table.weights(), std::iter::once(1.0), total + 1.0);
    let whole_set = WholeSet::new(table, resolved, Service::MostWithin(radius), scale);
    let question = OpeningQuestion {
        lists: weight_lost(table, resolved, radius, &scale),
        candidates: resolved.candidates.clone(),
        required: resolved.required.clone(),
        to_open: sites,
        keep: 1,
        dearest: i64::MAX,
        unit: scale.unit,
        first_set: Vec::new(),
        rules: &resolved.rules,
        whole_set: whole_set.as_ref().map(|set| set as &dyn SetCost),
    };
    let answer = cheapest_opening(&question, deadline);
    let Some((sites, _)) = answer.cheapest else {
        return Err(if answer.complete {
            SitingError::NoAllowedSet
        } else {
            SitingError::NoSetInTime
        });
    };
    let shares = whole_set
        .as_ref()
        .map_or_else(Vec::new, |set| set.shares(&sites));
    let objective = (whole_set.as_ref())
        .and_then(|set| set.value(&shares))
        .unwrap_or_else(|| covered_weight(table, &sites, radius, &scale));
    let bound = if answer.complete {
        objective
    } else {
        (total - scale.bound(answer.bound)).clamp(objective, total.max(objective))
    };
    Ok(Plan {
        sites,
        shares,
        objective,
        bound,
        proven: answer.complete,
    })
}

/// Groups of points with the same covering sites, which cost nothing; a group that is not covered loses its weight.
fn weight_lost(table: &CostTable, resolved: &Resolved, radius: f64, scale: &Scale) -> Shortlists {
    let mut groups: BTreeMap<Vec<u32>, i64> = BTreeMap::new();
    for (row, &weight) in resolved.rows(table).zip(table.weights()) {
        let covering = row
            .filter(|&(_, cost)| cost <= radius)
            .map(|(site, _)| site)
            .collect();
        *groups.entry(covering).or_default() += scale.scaled(weight, 1.0);
    }
    let mut lists = Shortlists::default();
    for (covering, weight) in groups {
        lists.push(
            covering.into_iter().map(|site| Choice { cost: 0, site }),
            weight,
        );
    }
    lists
}

fn covered_weight(table: &CostTable, sites: &[u32], radius: f64, scale: &Scale) -> f64 {
    let costs = cheapest_costs(table, sites).zip(table.weights());
    let covered = costs.filter(|(cost, _)| cost.is_some_and(|cost| cost <= radius));
    scale.value(covered.map(|(_, &weight)| (weight, 1.0)))
}
