//! The gate before every operation: who asks, may they, and a line in the audit log for what is changed or refused.
//!
//! A change and its line are one piece of work, which goes on when who asked hangs up: no change is without its line.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use crate::api::caller::admission::{admit, without_token};
use crate::api::caller::permission::Action;
use crate::api::caller::reading::Reading;
use crate::api::caller::tokens::holder;
use crate::api::caller::who::Caller;
use crate::api::operation::Operation;
use crate::api::problem::Problem;
use crate::api::running::request_id::RequestId;
use crate::api::state::ServerState;

/// Lets a request for an operation through, or refuses it.
pub async fn pass(
    operation: &'static Operation,
    State(state): State<Arc<ServerState>>,
    request: Request,
    next: Next,
) -> Response {
    let action = Action::of(operation);
    let (caller, passed) = match caller(&state, action, request.headers()).await {
        Ok(caller) => {
            let asked = (operation.method, request.headers());
            let passed = match has_a_place(&state, action) {
                true => admit(&state.callers, caller.as_ref(), action, asked),
                // The operation says so itself.
                false => Ok(()),
            };
            (caller, passed)
        }
        Err(refused) => (None, Err(refused)),
    };
    let mut response = match passed {
        Ok(()) if action.changes(operation.method) => {
            let deed = changed(operation, (Arc::clone(&state), caller), request, next);
            let deed = RequestId::current().during(deed).in_current_span();
            let done = tokio::spawn(deed).await;
            done.unwrap_or_else(|stopped| state.failure(&stopped).into_response())
        }
        Ok(()) => Caller::during(caller, next.run(request)).await,
        Err(problem) => {
            let (refused, deed) = (
                problem.into_response(),
                (operation.id, request.uri().path()),
            );
            let caller = caller.as_ref();
            state
                .callers
                .write_down(caller, deed, refused.status())
                .await;
            refused
        }
    };
    if state.callers.reading == Reading::Login && action != Action::LookIn {
        keep_private(response.headers_mut());
    }
    response
}

/// Answers what changes something, and writes it down.
async fn changed(
    operation: &'static Operation,
    (state, caller): (Arc<ServerState>, Option<Caller>),
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let response = Caller::during(caller.clone(), next.run(request)).await;
    let (caller, deed) = (caller.as_ref(), (operation.id, path.as_str()));
    state
        .callers
        .write_down(caller, deed, response.status())
        .await;
    response
}

/// Who asks.
///
/// # Errors
/// 401 for a token that opens nothing; 503 while nobody can tell whether a token or login still holds.
async fn caller(
    state: &Arc<ServerState>,
    action: Action,
    headers: &HeaderMap,
) -> Result<Option<Caller>, Problem> {
    match token(headers) {
        Some(token) => holder(state, token).await.map(Some),
        None => without_token(&state.callers, action, headers),
    }
}

/// A token comes in the header `Authorization` and never in a cookie, so that a page of another site cannot send it along.
fn token(headers: &HeaderMap) -> Option<&str> {
    let told = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = told.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Whether the service has anything that this could change.
fn has_a_place(state: &ServerState, action: Action) -> bool {
    match action {
        Action::LookIn | Action::Read => true,
        Action::SeeSent | Action::Send => state.uploads().is_some(),
        Action::Enter | Action::TakeIn | Action::Manage => state.register().is_some(),
    }
}

/// What only some may read stays out of caches that others share.
fn keep_private(headers: &mut HeaderMap) {
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    headers.append(
        header::VARY,
        HeaderValue::from_static("authorization, cookie"),
    );
}
