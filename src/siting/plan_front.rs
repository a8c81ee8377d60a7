//! Cost, coverage and who is left far away: all plans of up to so many sites that no other plan betters in all three.

use crate::siting::front_measures::felt;
use crate::siting::front_question::{Burden, PlanFrontQuestion};
use crate::siting::front_search::{Met, front_search};

/// A plan that no other one betters in all three.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredPlan {
    /// From which of the starts it begins.
    pub start: usize,
    /// The sites that open besides, ascending.
    pub sites: Vec<u32>,
    /// What it costs; less is better.
    pub money: u64,
    /// The weight within the norm; more is better.
    pub covered: f64,
    /// Who is left far away; less is better.
    pub burden: f64,
}

/// The plans of the front.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanFront {
    /// By money, then the most covered first, then by burden.
    pub plans: Vec<MeasuredPlan>,
    /// Whether all sets were considered.
    pub proven: bool,
}

/// All plans that no other one betters; of equal plans one is shown.
///
/// Shortfalls, and weights that are no decimals, are compared in steps below 1e-14 of all there is.
///
/// # Cost
/// At most `looks`, and memory for a number for each site and home that it can change.
pub fn plan_front(question: &PlanFrontQuestion<'_>) -> PlanFront {
    let (met, proven) = front_search(question);
    let plans = met.into_iter();
    let mut plans: Vec<MeasuredPlan> = plans.map(|plan| measured(question, plan)).collect();
    plans.sort_by(|one, other| {
        (one.money.cmp(&other.money))
            .then(other.covered.total_cmp(&one.covered))
            .then(one.burden.total_cmp(&other.burden))
            .then_with(|| (one.start, &one.sites).cmp(&(other.start, &other.sites)))
    });
    PlanFront { plans, proven }
}

/// A plan counted straight from the costs of its sites.
fn measured(question: &PlanFrontQuestion<'_>, plan: Met) -> MeasuredPlan {
    let mut costs: Vec<f64> = question.homes.iter().map(|home| home.now).collect();
    let opened = &question.starts[plan.start].opened;
    for &(home, cost) in (opened.iter().chain(&plan.sites))
        .flat_map(|&site| question.costs[site as usize])
        .filter(|(home, _)| *home < question.homes.len())
    {
        costs[home] = costs[home].min(cost);
    }
    let homes = question.homes.iter().zip(&costs);
    let covered = homes.filter(|(_, cost)| **cost <= question.norm);
    let covered = covered.map(|(home, _)| home.weight).sum();
    let burdened = (0..costs.len()).filter(|&home| question.homes[home].burden > 0.0);
    let felt = burdened.map(|home| felt(question, home, costs[home]));
    MeasuredPlan {
        burden: match question.burden {
            Burden::Longest => felt.fold(0.0, f64::max),
            Burden::Shortfall => felt.sum(),
        },
        start: plan.start,
        sites: plan.sites,
        money: plan.money,
        covered,
    }
}
