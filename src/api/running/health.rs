//! Whether the service can answer. Any answer says that the program lives; 200 says that a study is there, `warn`
//! that it could not be read again when that was asked.
//!
//! # Source
//! The form is that of the draft "Health Check Response Format for HTTP APIs" (draft-inadarei-api-health-check-06), with `stap`
//! and `deel` for a page that shows how far reading is.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::api::headers::VERSION;
use crate::api::state::ServerState;

const MEDIA_TYPE: &str = "application/health+json";

/// The health of the service.
pub async fn health(State(state): State<Arc<ServerState>>) -> Response {
    let (status, body) = told(&state);
    let headers = [
        (header::CONTENT_TYPE, MEDIA_TYPE),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, Json(body)).into_response()
}

fn told(state: &ServerState) -> (StatusCode, Value) {
    let Some(opened) = state.opened() else {
        let loading = state.loading();
        let body = json!({
            "status": "fail", "version": VERSION, "output": "De gegevens worden nog gelezen.",
            "stap": loading.step, "deel": loading.share,
        });
        return (StatusCode::SERVICE_UNAVAILABLE, body);
    };
    let mut check = json!({ "componentType": "datastore", "geopend": opened.to_string() });
    let status = match state.last_reload_failed() {
        None => "pass",
        Some(failed) => {
            check["time"] = failed.time.to_string().into();
            check["output"] = failed.reason.into();
            "warn"
        }
    };
    check["status"] = status.into();
    let body = json!({ "status": status, "version": VERSION, "checks": { "studie": [check] } });
    (StatusCode::OK, body)
}
