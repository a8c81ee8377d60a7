//! Records reach the study by themselves: when one is kept here, and soon after another server kept one.

use std::sync::Arc;
use std::time::Duration;

use crate::api::running::reload::reload;
use crate::api::state::ServerState;
use crate::study::read_study::StudyFiles;

/// So often is looked whether another server kept something.
const LOOK: Duration = Duration::from_secs(2);

/// Reads the study again whenever something was kept that it does not have yet. It ends with the service.
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
        let ahead = tokio::task::spawn_blocking(move || asked.is_ahead()).await;
        match ahead {
            Ok(Ok(true)) => {
                reload(&state, &files).await;
            }
            Ok(Ok(false)) => (),
            Ok(Err(error)) => tracing::warn!(%error, "the store cannot be asked"),
            Err(stopped) => tracing::error!(%stopped, "the store was not asked"),
        }
    }
}
