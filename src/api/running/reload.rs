//! The study read again while the old one answers. Who is being answered keeps the study with which the answer began; a study
//! that cannot be read changes nothing, and the health of the service says so until one can.

use std::sync::Arc;

use jiff::Timestamp;

use crate::api::register::kept::{Entered, study_with};
use crate::api::state::ServerState;
use crate::ingest::problem::Severity;
use crate::study::open_study::Study;
use crate::study::read_study::{NoStudy, StudyFiles};

/// Why the study was not replaced when that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReloadFailed {
    /// When.
    pub time: Timestamp,
    /// What is wrong with the files.
    pub reason: String,
}

/// Reads the study again, with the sent layers that are used, and puts it in place; `false` when it cannot be read.
/// For a moment there are two studies in memory.
pub async fn reload(state: &Arc<ServerState>, files: &StudyFiles) -> bool {
    let uploads = state.uploads();
    // While a sent layer is put to use, or taken out, the study is read as well.
    let _turn = match &uploads {
        Some(uploads) => Some(uploads.turn.lock().await),
        None => None,
    };
    let added = uploads.as_ref().map(|uploads| uploads.added(None));
    let (files, register) = (files.clone(), state.register());
    let reading = tokio::task::spawn_blocking(move || {
        let added = added.unwrap_or_default();
        let (study, entered) = study_with(register.as_deref(), &files, added)?;
        // What cannot be prepared now is told to who asks for it.
        study.prepare().ok();
        Ok((study, entered))
    });
    match reading.await {
        Ok(Ok((study, entered))) => put_in_place(state, study, &entered),
        Ok(Err(cause)) => keep(state, reason(&cause)),
        Err(stopped) => keep(state, stopped.to_string()),
    }
}

fn put_in_place(state: &ServerState, study: Study, entered: &Entered) -> bool {
    state.open_with(Arc::new(study), entered);
    state.metrics.reloads.inc();
    tracing::info!("study read again");
    true
}

fn keep(state: &ServerState, reason: String) -> bool {
    tracing::error!(reason, "study not read again, the old one stays");
    state.metrics.reloads_failed.inc();
    state.reload_failed(ReloadFailed {
        time: Timestamp::now(),
        reason,
    });
    false
}

/// The first thing that blocks.
fn reason(cause: &NoStudy) -> String {
    match cause {
        NoStudy::Blocked(report) => {
            let mut problems = report.problems.iter();
            let first = problems.find(|problem| problem.severity == Severity::Blocks);
            first.map_or_else(|| report.to_string(), ToString::to_string)
        }
        NoStudy::Files(_) | NoStudy::Study(_) => cause.to_string(),
    }
}
