//! Records reach the study by themselves: when one is kept here, and soon after another server kept one.

use std::sync::Arc;
use std::time::Duration;

use crate::api::running::reload::take_in_records;
use crate::api::state::ServerState;
use crate::ingest::inputs::InputStamp;
use crate::store::error::StoreError;
use crate::study::read_study::StudyFiles;

/// So often is looked whether another server kept something.
const LOOK: Duration = Duration::from_secs(2);

/// Records that wait for the study, and what it would be read from: when they could not be taken in, that is not tried again
/// while all of this is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The mark of the store.
    mark: i64,
    /// The study that does not have them.
    edition: String,
    /// Its files as they are now; nothing when the study file cannot be read.
    files: Option<Vec<InputStamp>>,
}

/// Takes in whatever was kept that the study does not have yet. It ends with the service.
pub async fn follow(state: Arc<ServerState>, files: StudyFiles) {
    let Some(register) = state.register() else {
        return;
    };
    let mut in_vain = None;
    loop {
        tokio::select! {
            () = register.changed.notified() => (),
            () = tokio::time::sleep(LOOK) => (),
        }
        in_vain = catch_up(&state, &files, in_vain).await;
    }
}

/// Takes in the records that wait, unless that was in vain before and nothing changed since; tells what was in vain now.
pub async fn catch_up(
    state: &Arc<ServerState>,
    files: &StudyFiles,
    in_vain: Option<Waiting>,
) -> Option<Waiting> {
    let asked = (Arc::clone(state), files.clone());
    let found = tokio::task::spawn_blocking(move || waiting(&asked.0, &asked.1)).await;
    let waiting = match found {
        Ok(Ok(waiting)) => waiting?,
        Ok(Err(error)) => {
            tracing::warn!(%error, "the store cannot be asked");
            return in_vain;
        }
        Err(stopped) => {
            tracing::error!(%stopped, "the store was not asked");
            return in_vain;
        }
    };
    let known = in_vain.as_ref() == Some(&waiting);
    (known || !take_in_records(state, files).await).then_some(waiting)
}

fn waiting(state: &ServerState, files: &StudyFiles) -> Result<Option<Waiting>, StoreError> {
    let (Some(register), Ok(study)) = (state.register(), state.study()) else {
        return Ok(None);
    };
    Ok(register.to_read()?.map(|mark| Waiting {
        mark,
        edition: study.edition().to_owned(),
        files: files.stamps(&state.layers_used()).ok(),
    }))
}
