//! The study read again while the old one answers. Who is being answered keeps the study with which the answer began; a study
//! that cannot be read changes nothing, and the health of the service says so until one can. Its files are read as they are only
//! when somebody asks for that: who records something has not looked at them, and they may be half copied.

use std::sync::Arc;

use jiff::Timestamp;

use crate::api::register::kept::{Entered, study_with};
use crate::api::running::reload_failed::{ReadFor, ReloadFailed};
use crate::api::state::ServerState;
use crate::ingest::inputs::{InputFile, first_other};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::study::open_study::Study;
use crate::study::read_study::{NoStudy, StudyFiles};

/// Why the study is not read again.
enum NotRead {
    /// There is no study in its files.
    NoStudy(NoStudy),
    /// This file is not as it was when the study was read.
    OtherFile(String),
    /// It is another study than the one of the store: the name that was found, and the one that was expected.
    OtherStudy(String, String),
}

/// Reads the study again from its files as they are now, with the sent layers that are used and what people entered, and puts
/// it in place; `false` when it cannot be read. For a moment there are two studies in memory.
pub async fn reload(state: &Arc<ServerState>, files: &StudyFiles) -> bool {
    let _turn = state.reading.lock().await;
    let read = replace(state, files, None).await;
    let keep = |reason| keep(state, ReadFor::Asked, reason);
    read.map_err(keep).is_ok()
}

/// The same for what people entered, which joins the study as it was read: while its files are others, which may be half
/// copied, nothing is read, and that is told once. Why they could not be read when somebody asked for that stays told: it says
/// what to mend. `false` when the records wait.
pub async fn take_in_records(state: &Arc<ServerState>, files: &StudyFiles) -> bool {
    let _turn = state.reading.lock().await;
    let Ok(study) = state.study() else {
        return false;
    };
    let read = replace(state, files, Some(study)).await;
    let keep_and_tell_once = |reason| {
        let told = state.last_reload_failed();
        let is_known =
            |told: ReloadFailed| told.read_for == ReadFor::Asked || told.reason == reason;
        if !told.is_some_and(is_known) {
            keep(state, ReadFor::Records, reason);
        }
    };
    read.map_err(keep_and_tell_once).is_ok()
}

/// Reads the study and puts it in place, or tells why not.
async fn replace(
    state: &Arc<ServerState>,
    files: &StudyFiles,
    like: Option<Arc<Study>>,
) -> Result<(), String> {
    let (reader, files) = (Arc::clone(state), files.clone());
    let reading = tokio::task::spawn_blocking(move || read(&reader, &files, like.as_deref()));
    let read = reading.await.map_err(|stopped| stopped.to_string())?;
    let (study, entered) = read.map_err(|cause| reason(&cause))?;
    put_in_place(state, study, &entered);
    Ok(())
}

/// The study, from the same files as another when one is given. It is asked first, because reading takes long, and afterwards,
/// because they may have been replaced in between.
fn read(
    state: &ServerState,
    files: &StudyFiles,
    like: Option<&Study>,
) -> Result<(Study, Entered), NotRead> {
    let added = state.layers_used();
    if let Some(like) = like {
        let now = files.inputs(&added).map_err(NoStudy::Files);
        same(like.inputs(), &now.map_err(NotRead::NoStudy)?)?;
    }
    let read = study_with(state.register().as_deref(), files, added);
    let (study, entered) = read.map_err(NotRead::NoStudy)?;
    is_of_store(state, &study)?;
    if let Some(like) = like {
        same(like.inputs(), study.inputs())?;
    }
    // What cannot be prepared now is told to who asks for it.
    study.prepare().ok();
    Ok((study, entered))
}

/// What people entered in one study means nothing in another.
fn is_of_store(state: &ServerState, study: &Study) -> Result<(), NotRead> {
    match (state.register(), state.study()) {
        (Some(_), Ok(now)) if now.town().name != study.town().name => {
            let [found, expected] = [study, &now].map(|study| study.town().name.clone());
            Err(NotRead::OtherStudy(found, expected))
        }
        _ => Ok(()),
    }
}

fn same(before: &[InputFile], now: &[InputFile]) -> Result<(), NotRead> {
    match first_other(before, now) {
        None => Ok(()),
        Some(other) => Err(NotRead::OtherFile(other.name.clone())),
    }
}

fn put_in_place(state: &ServerState, study: Study, entered: &Entered) {
    state.open_with(Arc::new(study), entered);
    state.metrics.reloads.inc();
    tracing::info!("study read again");
}

fn keep(state: &ServerState, read_for: ReadFor, reason: String) {
    tracing::error!(reason, "study not read again, the old one stays");
    state.metrics.reloads_failed.inc();
    state.reload_failed(ReloadFailed {
        time: Timestamp::now(),
        read_for,
        reason,
    });
}

fn reason(cause: &NotRead) -> String {
    match cause {
        NotRead::NoStudy(NoStudy::Blocked(report)) => with_advice(&first_that_blocks(report)),
        NotRead::NoStudy(NoStudy::Files(cause)) => with_advice(&cause.to_string()),
        NotRead::NoStudy(NoStudy::Study(cause)) => cause.to_string(),
        NotRead::OtherStudy(found, expected) => with_advice(&format!(
            "study.toml, field \"name\": found {found:?}, expected {expected:?}: the store is of that study"
        )),
        NotRead::OtherFile(file) => {
            let found = "something else than when the study was read";
            let expected = "the same, or that the study is read again (SIGHUP): what was entered since waits for that";
            Problem::of_file(Severity::Blocks, file, found, expected).to_string()
        }
    }
}

fn with_advice(wrong: &str) -> String {
    format!("{wrong}; mend that first, then have the study read again (SIGHUP)")
}

fn first_that_blocks(report: &Report) -> String {
    let mut problems = report.problems.iter();
    let first = problems.find(|problem| problem.severity == Severity::Blocks);
    first.map_or_else(|| report.to_string(), ToString::to_string)
}
