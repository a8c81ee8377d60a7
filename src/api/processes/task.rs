//! What one execution computes: read from its inputs before it begins, so that a job fails for no mistake in them.

use crate::api::problem::Problem;
use crate::api::processes::analysis_inputs::{analysed, read_analysis};
use crate::api::processes::inputs::Inputs;
use crate::api::processes::isochrone_inputs::{reached, read_isochrone};
use crate::api::processes::no_outcome::NoOutcome;
use crate::api::processes::outcome::Outcome;
use crate::api::processes::process::Process;
use crate::api::processes::site_inputs::{answered, read_site_question};
use crate::api::processes::solve_inputs::read_solve;
use crate::api::processes::solve_task::{SolveTask, solved};
use crate::layers::export::format::ExportFormat;
use crate::model::site_question::SiteQuestion;
use crate::model::work::Work;
use crate::study::isochrone::IsochroneQuestion;
use crate::study::language::Language;
use crate::study::open_study::Study;

/// What is computed.
#[derive(Debug, Clone)]
pub enum Task {
    /// All tables, and layers in these forms.
    Analyse(Vec<ExportFormat>),
    /// From where a point can be reached.
    Isochrone(IsochroneQuestion),
    /// A question about where to build, answered in a language.
    SiteQuestion(Box<SiteQuestion>, Language),
    /// A location model on a table of costs.
    Solve(Box<SolveTask>),
}

impl Task {
    /// Reads the inputs of a process, asked of this study.
    ///
    /// # Errors
    /// 400, naming the input that is wrong.
    pub fn read(process: Process, inputs: Inputs, study: &Study) -> Result<Self, Problem> {
        Ok(match process {
            Process::Analyse => Self::Analyse(read_analysis(inputs)?),
            Process::Isochrone => Self::Isochrone(read_isochrone(inputs, study)?),
            Process::SiteQuestion => {
                let (question, language) = read_site_question(inputs, study)?;
                Self::SiteQuestion(Box::new(question), language)
            }
            Process::Solve => Self::Solve(Box::new(read_solve(inputs)?)),
        })
    }

    /// Computes the outcome.
    ///
    /// # Errors
    /// When the question has no answer, the work is ended, or something of ours fails.
    pub fn outcome(self, study: &Study, work: &Work) -> Result<Outcome, NoOutcome> {
        let outcome = match self {
            Self::Analyse(formats) => analysed(study, &formats, work),
            Self::Isochrone(question) => reached(study, &question, work),
            Self::SiteQuestion(question, language) => answered(study, *question, language, work),
            Self::Solve(task) => solved(*task, work),
        };
        // Whatever was made of work that was ended is not a whole outcome.
        work.go_on()?;
        outcome
    }
}
