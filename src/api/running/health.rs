//! Whether the service can answer. Any answer says that the program lives; 200 says that a study is there, `warn`
//! that it could not be read again when that was asked, that records wait because its files are not those that were read, that
//! the store could not be used the last time, or not in time, or that the last deed is not in the audit log. The store itself is
//! not asked: the service does so every other second to follow what is entered, and nobody waits for it here.
//!
//! # Source
//! The form is that of the draft "Health Check Response Format for HTTP APIs" (draft-inadarei-api-health-check-06), with `stap`
//! and `deel` for a page that shows how far reading is.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::api::caller::audit::Audit;
use crate::api::headers::VERSION;
use crate::api::register::kept::Register;
use crate::api::running::reload_failed::ReloadFailed;
use crate::api::state::ServerState;
use crate::store::condition::TroubleKind;

const MEDIA_TYPE: &str = "application/health+json";
const PASS: &str = "pass";
const WARN: &str = "warn";

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
    let Some((opened, failed)) = state.opened() else {
        let loading = state.loading();
        let body = json!({
            "status": "fail", "version": VERSION, "output": "De gegevens worden nog gelezen.",
            "stap": loading.step, "deel": loading.share,
        });
        return (StatusCode::SERVICE_UNAVAILABLE, body);
    };
    let mut checks = Map::new();
    checks.insert("studie".to_owned(), json!([of_study(opened, failed)]));
    if let Some(register) = state.register() {
        checks.insert("opslag".to_owned(), json!([of_store(&register)]));
    }
    if let Some(audit) = &state.callers.audit {
        checks.insert("auditlog".to_owned(), json!([of_audit(audit)]));
    }
    let poorer = checks.values().any(|check| check[0]["status"] == WARN);
    let status = if poorer { WARN } else { PASS };
    let body = json!({ "status": status, "version": VERSION, "checks": checks });
    (StatusCode::OK, body)
}

fn of_study(opened: Timestamp, failed: Option<ReloadFailed>) -> Value {
    let mut check = json!({ "componentType": "datastore", "geopend": opened.to_string() });
    check["status"] = failed.as_ref().map_or(PASS, |_| WARN).into();
    if let Some(failed) = failed {
        check["time"] = failed.time.to_string().into();
        check["output"] = failed.reason.into();
    }
    check
}

/// What the database says stands in the log: it may name what is nobody's business.
fn of_store(register: &Register) -> Value {
    let mut check = json!({ "componentType": "datastore", "status": PASS });
    if let Some(trouble) = register.store().trouble() {
        check["status"] = WARN.into();
        check["time"] = trouble.time.to_string().into();
        check["output"] = sentence(trouble.kind).into();
    }
    check
}

fn of_audit(audit: &Audit) -> Value {
    let mut check = json!({ "componentType": "datastore", "status": PASS });
    if let Some(time) = audit.failing() {
        check["status"] = WARN.into();
        check["time"] = time.to_string().into();
        check["output"] = "In het auditlog kan niet worden geschreven; zie het logboek.".into();
    }
    check
}

const fn sentence(kind: TroubleKind) -> &'static str {
    match kind {
        TroubleKind::Unreachable => "De opslag is niet te bereiken.",
        TroubleKind::Busy => "De opslag geeft niet op tijd antwoord.",
        TroubleKind::Held => {
            "In de opslag kan niet op tijd worden geschreven: iets anders houdt haar bezet."
        }
        TroubleKind::Full => "De opslag is vol.",
        TroubleKind::ReadOnly => "In de opslag kan niet worden geschreven.",
        TroubleKind::Altered => "In de opslag is iets veranderd buiten nabij om; zie het logboek.",
        TroubleKind::Failing => "De opslag geeft een fout; zie het logboek.",
    }
}
