//! Each model to its own search.

use crate::model::cost_table::CostTable;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::maximal_covering::maximal_covering;
use crate::siting::p_centre::p_centre;
use crate::siting::p_dispersion::p_dispersion;
use crate::siting::p_median::p_median;
use crate::siting::plan::Plan;
use crate::siting::question::{Model, Question};
use crate::siting::resolved::Resolved;
use crate::siting::set_covering::set_covering;
use crate::siting::shortfall::{Norm, shortfall};
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
    let resolved = Resolved::new(table, question)?;
    match question.model {
        Model::PMedian { sites } => p_median(table, &resolved, sites, deadline),
        Model::MaximalCovering { sites, radius } => {
            maximal_covering(table, &resolved, sites, radius, deadline)
        }
        Model::SetCovering { radius } => set_covering(table, &resolved, radius, deadline),
        Model::PCentre { sites } => p_centre(table, &resolved, sites, deadline),
        Model::Shortfall { sites, norm, power } => {
            let norm = Norm { cost: norm, power };
            shortfall(table, &resolved, sites, norm, deadline)
        }
        Model::WorstOff { sites } => worst_off(table, &resolved, sites, deadline),
        Model::PDispersion { sites } => p_dispersion(table, &resolved, sites, deadline),
    }
}
