//! Executing: at once, in its turn, as long as somebody waits; or as a job, until it is done or ended.

use std::sync::Arc;

use crate::api::problem::Problem;
use crate::api::processes::execution::ResponseForm;
use crate::api::processes::job::Job;
use crate::api::processes::no_outcome::NoOutcome;
use crate::api::processes::outcome::Outcome;
use crate::api::processes::owner::Owner;
use crate::api::processes::process::Process;
use crate::api::processes::task::Task;
use crate::api::state::ServerState;
use crate::model::stop::Stop;
use crate::model::work::Work;
use crate::study::open_study::Study;

/// An execution that can begin.
#[derive(Debug)]
pub struct Ready {
    /// What is executed.
    pub process: Process,
    /// What is computed.
    pub task: Task,
    /// Of which study.
    pub study: Arc<Study>,
    /// How it is answered.
    pub form: ResponseForm,
    /// Whose it is.
    pub owner: Owner,
}

impl Ready {
    fn outcome(self, work: &Work) -> Result<Outcome, NoOutcome> {
        let outcome = self.task.outcome(&self.study, work)?;
        Ok(outcome.in_form(self.process, self.form))
    }
}

/// Ends the work when nobody waits for it any more.
struct EndsWork(Stop);

impl Drop for EndsWork {
    fn drop(&mut self) {
        self.0.ask();
    }
}

/// Computes in its turn on a thread of its own. When the client goes away, or the answer takes too long, the future is
/// dropped and the work ends.
///
/// # Errors
/// 503 when the service is stopping; 500 when the computing breaks down.
pub async fn in_turn<T: Send + 'static>(
    state: &Arc<ServerState>,
    compute: impl FnOnce(&Work) -> T + Send + 'static,
) -> Result<T, Problem> {
    // Few at a time: each may use every core for seconds.
    let turn = state.turn().await?;
    let work = Work::default();
    let _ends_work = EndsWork(work.stop.clone());
    let computed = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        compute(&work)
    });
    computed.await.map_err(|stopped| state.failure(&stopped))
}

/// Executes at once.
///
/// # Errors
/// Why there is no outcome.
pub async fn at_once(state: &Arc<ServerState>, ready: Ready) -> Result<Outcome, Problem> {
    let found = in_turn(state, move |work| ready.outcome(work)).await?;
    found.map_err(|cause| told(state, cause))
}

/// Begins a job.
///
/// # Errors
/// 503 when too many wait already.
pub fn as_job(state: &Arc<ServerState>, ready: Ready) -> Result<Job, Problem> {
    let job = state.jobs.accept(ready.process, ready.owner.clone())?;
    let (id, work) = (job.id.clone(), job.work.clone());
    let running = tokio::spawn(run(Arc::clone(state), id, work, ready));
    state.jobs.waits_by(&job.id, running.abort_handle());
    Ok(job)
}

async fn run(state: Arc<ServerState>, id: String, work: Work, ready: Ready) {
    let turn = match state.turn().await {
        Ok(turn) => turn,
        Err(stopping) => return state.jobs.finish(&id, Err(stopping)),
    };
    let (of_job, job) = (Arc::clone(&state), id.clone());
    let computed = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        if of_job.jobs.begin(&job) {
            let found = ready.outcome(&work);
            let found = found.map_err(|cause| told(&of_job, cause));
            of_job.jobs.finish(&job, found);
        }
    });
    if let Err(broken) = computed.await {
        let problem = state.failure(&broken);
        state.jobs.finish(&id, Err(problem));
    }
}

fn told(state: &ServerState, cause: NoOutcome) -> Problem {
    match cause {
        NoOutcome::Refused(problem) => problem,
        NoOutcome::Ours(cause) => state.failure(&*cause),
        // Only who ends the work brings this about, and does not read it.
        NoOutcome::Ended => Problem::ended(),
    }
}
