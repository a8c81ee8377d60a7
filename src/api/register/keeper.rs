//! The store behind the requests: asked beside them, so that a slow database holds up nobody who asks something else.

use std::sync::Arc;
use std::time::Duration;

use crate::api::problem::Problem;
use crate::api::register::body::told;
use crate::api::register::kept::Register;
use crate::api::state::ServerState;
use crate::ingest::readable_text::not_readable;
use crate::store::error::StoreError;
use crate::store::open_store::Store;
use crate::store::revision::{Author, Draft, EntryKey, Revision};
use crate::study::language::Language;

/// The register of this service.
///
/// # Errors
/// 403 when this service keeps nothing.
pub fn register(state: &ServerState) -> Result<Arc<Register>, Problem> {
    state.register().ok_or_else(|| {
        Problem::not_allowed(
            "Deze dienst bewaart niets. Wie haar start, kan dat toestaan met --store en een bestand of database.",
        )
    })
}

/// A store answers within so long, or says that it cannot; a server that hangs says nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks the store something, beside the requests.
///
/// # Errors
/// 409 with what is in force, 400 for a text that no store takes, 503 when the store cannot be asked now, 500 for anything else.
pub async fn ask<T: Send + 'static>(
    state: &Arc<ServerState>,
    what: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, Problem> {
    let register = register(state)?;
    let asked = tokio::task::spawn_blocking(move || what(register.store()));
    let answered = tokio::time::timeout(PATIENCE, asked).await;
    let answered = answered.map_err(|_late| Problem::perhaps_kept())?;
    let answered = answered.map_err(|stopped| state.failure(&stopped))?;
    answered.map_err(|error| match error {
        StoreError::Conflict { current, sent } => {
            Problem::conflict(current.as_deref(), sent.as_deref())
        }
        StoreError::Clash { other, sent } => Problem::recorded_already(&other, sent.as_deref()),
        StoreError::NoText => told(&not_readable("(vraag)"), Language::Dutch),
        error => state.store_problem(&error),
    })
}

/// What an entry becomes.
pub struct Change {
    /// The version that its author saw; 0 for an entry that is new.
    pub seen: u64,
    /// What it becomes; nothing to withdraw it.
    pub content: Option<String>,
    /// Whose change it is.
    pub author: Author,
}

/// Keeps a change of one entry.
///
/// # Errors
/// As [`ask`].
pub async fn keep_change(
    state: &Arc<ServerState>,
    (kind, id): (&'static str, String),
    change: Change,
) -> Result<Revision, Problem> {
    ask(state, move |store| {
        store.keep(&Draft {
            key: EntryKey { kind, id: &id },
            seen: change.seen,
            content: change.content.as_deref(),
            author: change.author,
        })
    })
    .await
}

/// The newest revision of one entry; nothing when it was never there.
///
/// # Errors
/// As [`ask`].
pub async fn newest(
    state: &Arc<ServerState>,
    (kind, id): (&'static str, String),
) -> Result<Option<Revision>, Problem> {
    ask(state, move |store| store.one(EntryKey { kind, id: &id })).await
}
