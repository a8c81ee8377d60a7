//! Answers a question about sites on a table of costs.

use std::time::Instant;

use crate::model::cost_table::{CostTable, SiteIndex};
use crate::siting::answer::Answer;
use crate::siting::best_plan::best_plan;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::question::Question;
use crate::siting::relaxing::constraint_to_relax;
use crate::siting::service::assignment;

/// The best plan, with its proof if time allows one.
///
/// The order of rows and sites in the files changes nothing. Without a time limit the same table and question give
/// the same answer, but for its time.
///
/// # Errors
/// What was asked wrongly, why there is no plan and what to relax, or that time was over before one was found.
pub fn solve(table: &CostTable, question: &Question) -> Result<Answer, SitingError> {
    let start = Instant::now();
    let deadline = Deadline::after(question.time_limit);
    let plan = match best_plan(table, question, &deadline) {
        Err(SitingError::NoAllowedSet) => {
            return Err(constraint_to_relax(table, question, &deadline));
        }
        plan => plan?,
    };
    Ok(Answer {
        assignment: assignment(table, &plan.sites, question.model.radius()),
        objective: plan.objective,
        bound: plan.bound,
        proven_optimal: plan.proven,
        sites: plan.sites.into_iter().map(SiteIndex).collect(),
        time: start.elapsed(),
    })
}
