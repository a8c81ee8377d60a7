//! Which constraint stands in the way when no set of sites meets them all.
//!
//! Each constraint is left out in turn; those without which there is a plan are named.

use crate::model::cost_table::CostTable;
use crate::siting::best_plan::best_plan;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::question::{Constraints, Question};

/// The message that names the constraints to relax, and none when time is over before one is found; without
/// constraints it was time that was short.
pub fn constraint_to_relax(
    table: &CostTable,
    question: &Question,
    deadline: &Deadline,
) -> SitingError {
    let mut present = Vec::new();
    let mut enough = Vec::new();
    for (name, without) in constraints_without_one(&question.constraints) {
        present.push(name);
        let relaxed = Question {
            constraints: without,
            ..question.clone()
        };
        if best_plan(table, &relaxed, deadline).is_ok() {
            enough.push(name);
        }
    }
    if present.is_empty() {
        return SitingError::NoSetInTime;
    }
    if enough.is_empty() && deadline.passed() {
        return SitingError::NoAllowedSet;
    }
    let relax = if enough.is_empty() {
        format!("more than one of: {}", present.join(", "))
    } else {
        enough.join(" or ")
    };
    SitingError::Constraints { relax }
}

/// For each constraint that is there, its name and all the others.
fn constraints_without_one(all: &Constraints) -> Vec<(&'static str, Constraints)> {
    let without = |name, leave_out: fn(&mut Constraints)| {
        let mut others = all.clone();
        leave_out(&mut others);
        (name, others)
    };
    let variants = [
        without("the budget", |others| others.budget = None),
        without("the number of sites per district", |others| {
            others.districts = None
        }),
        without("the minimum distance between sites", |others| {
            others.too_close.clear()
        }),
        without("the groups of which one site opens", |others| {
            others.one_of_each.clear()
        }),
        without("the difference from other plans", |others| {
            others.unlike.clear()
        }),
        without("the required sites", |others| others.required.clear()),
        without("the forbidden sites", |others| others.forbidden.clear()),
        without("the capacities", |others| others.capacities.clear()),
    ];
    variants
        .into_iter()
        .filter(|(_, others)| others != all)
        .collect()
}
