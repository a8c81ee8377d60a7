//! Around every answer: the request's id, a line in the log and the figures. The log has the path and never what stands after
//! the question mark, where people may have typed an address or a name.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, info, info_span};

use crate::api::running::request_id::{HEADER, RequestId};
use crate::api::state::ServerState;

/// What answers outside the table: the page and its files, and what is not there.
const OTHER: &str = "(page)";

/// Answers a request under its id.
pub async fn observe(
    State(state): State<Arc<ServerState>>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let id = RequestId::of(request.headers());
    let header = id.header();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = known(request.method());
    let path = request.uri().path().to_owned();
    let span = info_span!("request", id = %id, method, path);
    let running = state.metrics.begin();
    let answering = id.during(next.run(request));
    let mut response = answering.instrument(span.clone()).await;
    if let Some(header) = header {
        response.headers_mut().insert(HEADER, header);
    }
    let (status, took) = (response.status().as_u16(), began.elapsed());
    let route = route.as_ref().map_or(OTHER, MatchedPath::as_str);
    running.end(route, method, status, took);
    let milliseconds = took.as_secs_f64() * 1000.0;
    span.in_scope(|| info!(status, milliseconds, "answered"));
    response
}

/// The name of a method that is in use; a stranger's own word is not repeated.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "OTHER",
    }
}
