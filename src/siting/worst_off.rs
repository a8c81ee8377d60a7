//! The sites that serve the worst off first, and then everyone.
//!
//! Of all plans with the least largest cost, the one to which the demand travels least in all. A mean over the
//! worst-served tenth was the other choice: one far farm would weigh less in it, but who belongs to that tenth changes
//! with every plan, and a planner cannot point at them. Here the reason is one address, and ties go to everybody.

use crate::model::cost_table::CostTable;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::p_centre::p_centre;
use crate::siting::p_median::p_median;
use crate::siting::plan::Plan;
use crate::siting::resolved::Resolved;

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
