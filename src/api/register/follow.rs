//! Records reach the study by themselves: when one is kept here, and soon after another server kept one.

use std::sync::Arc;
use std::time::Duration;

use crate::api::running::reload::reload;
use crate::api::state::ServerState;
use crate::study::read_study::StudyFiles;

/// So often is looked whether another server kept something.
const LOOK: Duration = Duration::from_secs(2);

/// Reads the study again whenever something was kept that it does not have yet. When that fails it waits for the next
/// record, or for who asks to read the study again. It ends with the service.
pub async fn follow(state: Arc<ServerState>, files: StudyFiles) {
    let Some(register) = state.register() else {
        return;
    };
    loop {
        tokio::select! {
            () = register.changed.notified() => (),
            () = tokio::time::sleep(LOOK) => (),
        }
        let asked = Arc::clone(&register);
        let to_read = tokio::task::spawn_blocking(move || asked.to_read()).await;
        match to_read {
            Ok(Ok(Some(mark))) => {
                if !reload(&state, &files).await {
                    register.tried_in_vain(mark);
                }
            }
            Ok(Ok(None)) => (),
            Ok(Err(error)) => tracing::warn!(%error, "the store cannot be asked"),
            Err(stopped) => tracing::error!(%stopped, "the store was not asked"),
        }
    }
}
