//! The store behind the requests: asked beside them, so that a slow database holds up nobody who asks something else.

use std::sync::Arc;
use std::time::Duration;

use crate::api::problem::Problem;
use crate::api::register::body::told;
use crate::api::register::entry::in_force;
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

/// Asks the store something, beside the requests. What it refuses is told in Dutch.
///
/// # Errors
/// 409 with what is in force, 400 for a text that no store takes, 503 when the store cannot be asked now, 500 for anything else.
pub async fn ask<T: Send + 'static>(
    state: &Arc<ServerState>,
    what: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, Problem> {
    ask_in(Language::Dutch, state, what).await
}

/// The same in the language of the call.
///
/// # Errors
/// As [`ask`].
pub async fn ask_in<T: Send + 'static>(
    language: Language,
    state: &Arc<ServerState>,
    what: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, Problem> {
    let answered = answer(state, what).await?;
    answered.map_err(|error| problem(state, &error, language))
}

/// The same, with what the store itself says when it refuses.
///
/// # Errors
/// 403 when this service keeps nothing, 503 when the store does not answer in time.
pub async fn answer<T: Send + 'static>(
    state: &Arc<ServerState>,
    what: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
) -> Result<Result<T, StoreError>, Problem> {
    let register = register(state)?;
    let asked = tokio::task::spawn_blocking(move || what(register.store()));
    let answered = tokio::time::timeout(PATIENCE, asked).await;
    let answered = answered.map_err(|_late| Problem::perhaps_kept())?;
    answered.map_err(|stopped| state.failure(&stopped))
}

/// What a store says when it refuses, as the answer to a request.
pub fn problem(state: &ServerState, error: &StoreError, language: Language) -> Problem {
    match error {
        StoreError::Conflict { current: None, .. } => Problem::no_such_version(language),
        StoreError::Conflict {
            current: Some(current),
            sent,
        } => Problem::conflict(current, in_force(current, sent.as_deref()), language),
        StoreError::Clash { other, sent } => {
            Problem::recorded_already(other, in_force(other, sent.as_deref()), language)
        }
        StoreError::NoText => told(&not_readable("(vraag)"), language),
        error => state.store_problem(error),
    }
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

impl Change {
    /// Keeps it.
    ///
    /// # Errors
    /// As the store.
    pub fn kept(self, store: &Store, (kind, id): (&str, &str)) -> Result<Revision, StoreError> {
        store.keep(&Draft {
            key: EntryKey { kind, id },
            seen: self.seen,
            content: self.content.as_deref(),
            author: self.author,
        })
    }
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
    ask(state, move |store| change.kept(store, (kind, &id))).await
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

/// The same for who takes it back, whether or not it is what was sealed.
///
/// # Errors
/// As [`ask`].
pub async fn newest_to_withdraw(
    state: &Arc<ServerState>,
    (kind, id): (&'static str, String),
) -> Result<Option<Revision>, Problem> {
    ask(state, move |store| {
        store.one_to_withdraw(EntryKey { kind, id: &id })
    })
    .await
}
