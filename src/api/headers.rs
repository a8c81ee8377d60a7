//! What every response says of itself: version, and what a browser may do with it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::api::problem::Problem;
use crate::api::state::ServerState;

/// The version of this service, in every response and in the study's description.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Only our own files, no inline styles or scripts, and nobody may frame the page.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; \
     object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What a page of another site may read of an answer.
const READABLE: &str = "api-version, content-crs, content-disposition, etag, link, accept-ranges, content-range, location, \
     retry-after, x-request-id";

/// The headers of every answer.
pub const ALWAYS: [(HeaderName, &str); 7] = [
    (HeaderName::from_static("api-version"), VERSION),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::ACCESS_CONTROL_EXPOSE_HEADERS, READABLE),
];

/// Adds the headers that every response carries; a header that a handler set itself stays.
/// A refusal that the framework wrote by itself, in plain text, becomes a problem like all others.
pub async fn add_headers(State(state): State<Arc<ServerState>>, response: Response) -> Response {
    let mut response = in_our_words(response);
    let headers: &mut HeaderMap = response.headers_mut();
    if let Ok(policy) = HeaderValue::try_from(policy(&state)) {
        headers
            .entry(header::CONTENT_SECURITY_POLICY)
            .or_insert(policy);
    }
    for (name, value) in ALWAYS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
    // The form of most answers depends on what the reader accepts.
    headers.append(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// What the page may load. Only for a study with a background map of somebody else it may ask that server, for pictures.
fn policy(state: &ServerState) -> String {
    let study = state.study().ok();
    let map = study
        .as_ref()
        .and_then(|study| study.town().background_map.as_ref());
    let elsewhere = map.map_or_else(String::new, |map| format!(" {}", map.origin()));
    format!(
        "{CONTENT_SECURITY_POLICY}; img-src 'self' data:{elsewhere}; connect-src 'self'{elsewhere}"
    )
}

fn in_our_words(response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let ours = kind.is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"));
    let problem = match response.status() {
        _ if ours => return response,
        StatusCode::BAD_REQUEST => Problem::address(),
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        StatusCode::GATEWAY_TIMEOUT => Problem::too_late(),
        _ => return response,
    };
    problem.into_response()
}
