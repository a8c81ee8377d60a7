//! A job that is ended stops computing, wherever it is: alone in this file, as the processor time of the whole process is
//! measured.

#[path = "support/example_server.rs"]
#[expect(dead_code, reason = "other tests ask at addresses")]
mod example_server;

use std::sync::Arc;
use std::time::{Duration, Instant};

use nabij::api::processes::execution::ResponseForm;
use nabij::api::processes::inputs::Inputs;
use nabij::api::processes::job::Status;
use nabij::api::processes::owner::Owner;
use nabij::api::processes::process::Process;
use nabij::api::processes::run::{Ready, as_job};
use nabij::api::processes::task::Task;
use nabij::api::state::ServerState;
use serde_json::{Value, json};

use crate::example_server::state;

/// Without optimisation a step takes about ten times as long as where people ask.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 3 } else { 1 });
/// How long the processor is watched.
const WATCHED: Duration = Duration::from_millis(500);

fn work() -> Vec<(Process, Value)> {
    let site = |question: Value| (Process::SiteQuestion, json!({ "vraag": question }));
    vec![
        site(json!({ "vraag": "buurtschool" })),
        site(json!({
            "vraag": "locaties", "voorziening": "PO", "model": "shortfall", "aantal": 8,
            "bestaand": "telt niet mee", "plannen": 10, "binnen_pct": 100, "verschil": 4, "rekentijd_s": 50,
        })),
        (
            Process::Analyse,
            json!({ "formaten": ["gpkg", "geojson", "fgb"] }),
        ),
    ]
}

fn begun(state: &Arc<ServerState>, process: Process, inputs: &Value) -> String {
    let study = state.study().expect("loaded");
    let inputs = Inputs::of(inputs.as_object().expect("an object").clone()).expect("by value");
    let ready = Ready {
        task: Task::read(process, inputs, &study).expect("read"),
        form: ResponseForm::Raw,
        owner: Owner::Everybody,
        process,
        study,
    };
    as_job(state, ready).expect("room").id
}

/// The processor time of this process so far, in ticks of 10 ms: fields 14 and 15 of its line (proc(5)).
fn ticks() -> u64 {
    let line = std::fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let behind_name = line.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = behind_name.split_whitespace().collect();
    let field = |number: usize| fields[number - 3].parse::<u64>().expect("a number");
    field(14) + field(15)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_is_ended_leaves_no_thread_busy_wherever_it_is() {
    let state = state();
    for (process, inputs) in work() {
        // Each time a bit farther into the work.
        for wait in [20, 200, 600, 1_500] {
            let id = begun(&state, process, &inputs);
            tokio::time::sleep(Duration::from_millis(wait)).await;
            let before = state.jobs.job(&id).expect("told");
            state.jobs.dismiss(&id);
            if before.status == Status::Successful {
                break;
            }
            let ended = Instant::now();
            while state.jobs.job(&id).expect("told").finished.is_none() {
                assert!(
                    ended.elapsed() < SOON,
                    "{} goes on after {before:?}",
                    process.id()
                );
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let job = state.jobs.job(&id).expect("told");
            assert_eq!(job.status, Status::Dismissed);
            assert!(job.outcome.is_none());
        }
        let before = ticks();
        tokio::time::sleep(WATCHED).await;
        let busy = ticks() - before;
        assert!(busy <= 10, "{} ticks of 50 after {}", busy, process.id());
    }
}
