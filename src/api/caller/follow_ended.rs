//! An ended login is ended on every server of the store: told when somebody logs out, and heard every other second.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::api::state::ServerState;

/// So often is looked what other servers ended, and so long who logs out waits for the others to be told.
const LOOK: Duration = Duration::from_secs(2);

/// Hears and tells as long as the service runs.
pub async fn follow_ended(state: Arc<ServerState>) {
    if state.register().is_none() || state.callers.login.is_none() {
        return;
    }
    loop {
        exchange_ended(&state).await;
        tokio::time::sleep(LOOK).await;
    }
}

/// Tells the other servers at once; what does not go well within [`LOOK`] goes on beside the answer.
pub async fn tell_ended(state: &Arc<ServerState>) {
    let exchange = exchange_ended(state);
    if tokio::time::timeout(LOOK, exchange).await.is_err() {
        tracing::warn!("other servers hear later that a login was ended");
    }
}

/// At a stop, tells what could not be told before; what the store does not take now is known to nobody after it.
pub async fn tell_ended_last(state: &Arc<ServerState>) {
    let login = state.callers.login.as_ref();
    if login.is_some_and(|login| !login.sessions.ended().are_all_told()) {
        tell_ended(state).await;
    }
}

/// Hears which logins were ended on other servers, and tells which were here.
pub async fn exchange_ended(state: &Arc<ServerState>) {
    let Some(register) = state.register() else {
        return;
    };
    let asking = Arc::clone(state);
    let done = tokio::task::spawn_blocking(move || match &asking.callers.login {
        Some(login) => login
            .sessions
            .ended()
            .exchange(register.store(), Timestamp::now()),
        None => Ok(()),
    });
    match done.await {
        Ok(Ok(())) => (),
        Ok(Err(error)) => tracing::warn!(%error, "ended logins are not heard or told"),
        Err(stopped) => tracing::error!(%stopped, "ended logins were not heard or told"),
    }
}
