//! The sites to which the demand travels least in all.
//!
//! # Source
//! Hakimi 1964, "Optimum locations of switching centers and the absolute centers and medians of a graph".

use crate::model::cost_table::CostTable;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::full_sites::Service;
use crate::siting::opening_question::{OpeningQuestion, SetCost};
use crate::siting::opening_search::{OpeningAnswer, cheapest_opening};
use crate::siting::plan::Plan;
use crate::siting::resolved::{Resolved, every_point_reached};
use crate::siting::scaled::Scale;
use crate::siting::service::cheapest_costs;
use crate::siting::set_covering::any_set_that_serves_all;
use crate::siting::shortlists::Shortlists;
use crate::siting::whole_set::WholeSet;

/// The cheapest set of exactly `sites` sites: Σ weight × cost to the cheapest of them.
///
/// # Errors
/// A demand point that reaches no site, islands that so few sites cannot all serve, and constraints that no set meets.
pub fn p_median(
    table: &CostTable,
    resolved: &Resolved,
    sites: usize,
    deadline: &Deadline,
) -> Result<Plan, SitingError> {
    least_paid(table, table, resolved, sites, deadline)
}

/// The cheapest set of exactly `sites` sites when people pay other costs than those by which they choose where to go.
///
/// `paid` has the pairs of `table`, or fewer, and never falls where the costs of `table` rise.
///
/// # Errors
/// As [`p_median`].
pub fn least_paid(
    table: &CostTable,
    paid: &CostTable,
    resolved: &Resolved,
    sites: usize,
    deadline: &Deadline,
) -> Result<Plan, SitingError> {
    let travel = Travel {
        table,
        paid,
        resolved,
        sites,
        at_most: None,
    };
    let mut plans = least_paid_plans(travel, 1, deadline)?;
    plans.pop().ok_or(SitingError::NoAllowedSet)
}

/// What people pay to the sites that open, and by which costs they choose where to go.
#[derive(Debug, Clone, Copy)]
pub struct Travel<'a> {
    /// The costs by which they choose.
    pub table: &'a CostTable,
    /// The costs that they pay: the pairs of `table`, or fewer, never falling where the costs of `table` rise.
    pub paid: &'a CostTable,
    /// Which sites may open.
    pub resolved: &'a Resolved,
    /// How many sites open, exactly.
    pub sites: usize,
    /// Plans that cost more than this are of no interest, where it is given.
    pub at_most: Option<f64>,
}

/// As many of the cheapest sets as asked, found by one search: one at least, ascending by cost, and fewer only when
/// there are no more or time is over. Each is proven when all are.
///
/// # Errors
/// As [`p_median`].
pub fn least_paid_plans(
    travel: Travel<'_>,
    keep: usize,
    deadline: &Deadline,
) -> Result<Vec<Plan>, SitingError> {
    let Travel {
        table,
        paid,
        resolved,
        sites,
        at_most,
    } = travel;
    every_point_reached(paid, resolved, None)?;
    let scaled = ScaledTravel::new(paid, resolved, sites);
    let first_set = if scaled.can_strand {
        any_set_that_serves_all(paid, resolved, sites, deadline)?
    } else {
        Vec::new()
    };
    let whole_set = WholeSet::new(paid, resolved, Service::Travel, scaled.scale)
        .map(|set| set.chosen_by(table));
    let question = OpeningQuestion {
        lists: scaled.lists.with_alike_merged(),
        candidates: resolved.candidates.clone(),
        required: resolved.required.clone(),
        to_open: sites,
        keep,
        dearest: at_most.map_or(i64::MAX, |most| {
            scaled.scale.at_most(most, table.demand().len())
        }),
        unit: scaled.scale.unit,
        first_set,
        rules: &resolved.rules,
        whole_set: whole_set.as_ref().map(|set| set as &dyn SetCost),
    };
    let answer = cheapest_opening(&question, deadline);
    let sets = answer.cheapest.iter().chain(&answer.others);
    let plans: Vec<Plan> = sets
        .filter(|&&(_, cost)| cost < scaled.stranded)
        .map(|(sites, _)| plan(paid, whole_set.as_ref(), scaled.scale, sites, &answer))
        .collect();
    match plans.is_empty() {
        true if answer.complete => Err(SitingError::NoAllowedSet),
        true => Err(SitingError::NoSetInTime),
        false => Ok(plans),
    }
}

/// A set of sites as a plan, with the bound of the search that found it.
fn plan(
    table: &CostTable,
    whole_set: Option<&WholeSet<'_>>,
    scale: Scale,
    sites: &[u32],
    answer: &OpeningAnswer,
) -> Plan {
    let shares = whole_set.map_or_else(Vec::new, |set| set.shares(sites));
    let objective = whole_set
        .and_then(|set| set.value(&shares))
        .unwrap_or_else(|| travel(table, sites, &scale));
    let bound = if answer.complete {
        objective
    } else {
        scale.bound(answer.bound).clamp(0.0, objective)
    };
    Plan {
        sites: sites.to_vec(),
        shares,
        objective,
        bound,
        proven: answer.complete,
    }
}

fn travel(table: &CostTable, sites: &[u32], scale: &Scale) -> f64 {
    let costs =
        cheapest_costs(table, sites).map(|cost| cost.expect("a finite plan serves everyone"));
    scale.value(table.weights().iter().copied().zip(costs))
}

/// The travel of a question in whole numbers.
struct ScaledTravel {
    scale: Scale,
    lists: Shortlists,
    /// What a point pays that no open site serves: more than any set that serves all.
    stranded: i64,
    /// Whether there are points that some sets leave without a site.
    can_strand: bool,
}

impl ScaledTravel {
    fn new(table: &CostTable, resolved: &Resolved, sites: usize) -> Self {
        let farthest = resolved
            .rows(table)
            .map(|row| row.map(|(_, cost)| cost).fold(0.0, f64::max));
        let worst: Vec<(f64, f64)> = table.weights().iter().copied().zip(farthest).collect();
        let total: f64 = worst.iter().map(|(weight, cost)| weight * cost).sum();
        let unsure = resolved.rows(table);
        let unsure = unsure.filter_map(|row| (!is_sure(row, resolved, sites)).then_some(()));
        let unsure = unsure.count();
        let largest = (total + 1.0) * (unsure + 2) as f64;
        let scale = Scale::new(table.weights(), table.costs(), largest);
        let most = |&(weight, cost): &(f64, f64)| scale.scaled(weight, cost);
        let most_in_all: i64 = worst.iter().map(most).sum();
        // Sums of rounded numbers may pass the sum of the largest ones by a little.
        let stranded = most_in_all + (most_in_all >> 40) + scale.unit;
        let mut lists = Shortlists::default();
        for (row, worst) in resolved.rows(table).zip(&worst) {
            let row: Vec<(u32, f64)> = row.collect();
            let fallback = match is_sure(row.iter().copied(), resolved, sites) {
                true => most(worst) + 1,
                false => stranded,
            };
            let choice = |&(site, cost): &(u32, f64)| scale.choice(site, worst.0, cost);
            lists.push(row.iter().map(choice), fallback);
        }
        Self {
            scale,
            lists,
            stranded,
            can_strand: unsure > 0,
        }
    }
}

/// Whether a point reaches an open site whichever open: it reaches one that opens in any case, or all but fewer than
/// `sites`.
fn is_sure(mut row: impl Iterator<Item = (u32, f64)>, resolved: &Resolved, sites: usize) -> bool {
    let mut reached = 0;
    row.any(|(site, _)| {
        reached += 1;
        resolved.required.binary_search(&site).is_ok() || reached + sites > resolved.may_open()
    })
}
