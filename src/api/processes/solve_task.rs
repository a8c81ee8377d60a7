//! The process `oplossen`: a location model on a table, and its plan as `nabij solve --json` tells it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::api::problem::Problem;
use crate::api::processes::inputs::path;
use crate::api::processes::no_outcome::NoOutcome;
use crate::api::processes::outcome::Outcome;
use crate::api::processes::process::Process;
use crate::model::cost_table::{CostTable, TableId};
use crate::model::site_actions::SiteActions;
use crate::model::work::Work;
use crate::siting::actions::best_actions;
use crate::siting::error::SitingError;
use crate::siting::good_plans::{Choice, good_plans};
use crate::siting::question::Question;
use crate::siting::refusal_sentence::siting_refusal;
use crate::siting::report::{alternatives, reported_actions, solve_report};
use crate::siting::solve::solve;
use crate::study::language::Language;
use crate::study::steps;

/// A table with a question.
#[derive(Debug, Clone)]
pub struct SolveTask {
    /// What it costs to come to each site.
    pub table: CostTable,
    /// The model with its constraints.
    pub question: Question,
    /// Other plans, when they are asked for.
    pub choice: Option<Choice>,
    /// What may become of sites, when that is asked for; then there are no other plans.
    pub actions: Option<BTreeMap<TableId, SiteActions>>,
}

/// The plan. How long the search took is told by the job, so that the same question gives the same bytes.
///
/// # Errors
/// When there is no plan, or the work is ended.
pub fn solved(task: SolveTask, work: &Work) -> Result<Outcome, NoOutcome> {
    work.begin(5, steps::solving())?;
    let (table, mut question) = (task.table, task.question);
    question.stop = work.stop.clone();
    let no_plan = |cause: SitingError| NoOutcome::Refused(refused(&cause));
    let report = match (task.actions, task.choice) {
        (Some(actions), _) => {
            let plan = best_actions(&table, &question, &actions).map_err(no_plan)?;
            let mut report = solve_report(&table, &question, &plan.answer);
            report.actions = Some(reported_actions(&table, &plan));
            report
        }
        (None, None) => {
            let answer = solve(&table, &question).map_err(no_plan)?;
            solve_report(&table, &question, &answer)
        }
        (None, Some(choice)) => {
            let found = good_plans(&table, &question, choice).map_err(no_plan)?;
            let mut report = solve_report(&table, &question, &found.plans[0]);
            report.alternatives = Some(alternatives(&table, &found));
            report
        }
    };
    let mut document =
        serde_json::to_value(&report).map_err(|cause| NoOutcome::Ours(cause.into()))?;
    if let Value::Object(fields) = &mut document {
        fields.shift_remove("seconds");
    }
    Ok(Outcome::of(Process::Solve, document.to_string()))
}

/// The refusal, with the input that it is about.
pub fn refused(cause: &SitingError) -> Problem {
    let input = match cause {
        SitingError::UnknownModel { .. } => Some("model"),
        SitingError::NumberOfSitesMissing { .. } | SitingError::NumberOfSites { .. } => {
            Some("sites")
        }
        SitingError::RadiusMissing { .. }
        | SitingError::Radius { .. }
        | SitingError::Norm { .. } => Some("radius"),
        SitingError::Power { .. } => Some("power"),
        SitingError::Share { .. } => Some("within"),
        SitingError::NotKnownOfSite { .. } => Some("sites_table"),
        _the_table => None,
    };
    Problem::question(input.map(path), siting_refusal(cause), Language::Dutch)
}
