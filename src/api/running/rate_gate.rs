//! The gate that keeps each client to its rate: a request is answered, or told to wait.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api::problem::Problem;
use crate::api::running::rate_limit::Peer;
use crate::api::state::ServerState;

/// Answers, or tells to wait.
pub async fn limit_rate(
    State(state): State<Arc<ServerState>>,
    request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<Peer>();
    let taken = peer.map(|&Peer(peer)| state.rates.take(peer, request.headers()));
    match taken {
        Some(Err(wait)) => Problem::too_often(wait).into_response(),
        // In process nobody is at the other end.
        Some(Ok(())) | None => next.run(request).await,
    }
}
