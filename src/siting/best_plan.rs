//! Each model to its own search.

use crate::model::cost_table::CostTable;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::maximal_covering::maximal_covering;
use crate::siting::p_centre::p_centre;
use crate::siting::p_dispersion::p_dispersion;
use crate::siting::p_median::{Travel, least_paid_plans};
use crate::siting::plan::Plan;
use crate::siting::question::{Model, Question};
use crate::siting::resolved::Resolved;
use crate::siting::set_covering::set_covering;
use crate::siting::shortfall::{Norm, shortfall_plans};
use crate::siting::worst_off::worst_off;

/// The best plan of a question until a deadline, without its assignment.
///
/// # Errors
/// What was asked wrongly, why there is no plan, and [`SitingError::NoAllowedSet`] where constraints leave no plan.
pub fn best_plan(
    table: &CostTable,
    question: &Question,
    deadline: &Deadline,
) -> Result<Plan, SitingError> {
    let mut plans = best_plans(table, question, 1, deadline)?;
    plans.pop().ok_or(SitingError::NoAllowedSet)
}

/// As many of the best plans as one search finds, up to `keep`, the best first: for the p-median and the shortfall all
/// of these, for other models the best plan alone.
///
/// # Errors
/// As [`best_plan`].
pub fn best_plans(
    table: &CostTable,
    question: &Question,
    keep: usize,
    deadline: &Deadline,
) -> Result<Vec<Plan>, SitingError> {
    let resolved = Resolved::new(table, question)?;
    let best = match question.model {
        Model::PMedian { sites } => {
            let travel = Travel {
                table,
                paid: table,
                resolved: &resolved,
                sites,
                at_most: None,
            };
            return least_paid_plans(travel, keep, deadline);
        }
        Model::Shortfall { sites, norm, power } => {
            let norm = Norm { cost: norm, power };
            return shortfall_plans((table, &resolved), norm, (sites, keep), deadline);
        }
        Model::MaximalCovering { sites, radius } => {
            maximal_covering(table, &resolved, sites, radius, deadline)
        }
        Model::SetCovering { radius } => set_covering(table, &resolved, radius, deadline),
        Model::PCentre { sites } => p_centre(table, &resolved, sites, deadline),
        Model::WorstOff { sites } => worst_off(table, &resolved, sites, deadline),
        Model::PDispersion { sites } => p_dispersion(table, &resolved, sites, deadline),
    };
    Ok(vec![best?])
}
