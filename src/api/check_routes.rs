//! What was read of the study's files, what was left out and why: the report of `nabij check`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::routing::get;
use serde_json::Value;

use crate::api::described::LANGUAGE;
use crate::api::operation::{Group, JSON_ONLY, Method, Operation, OtherParameters};
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::state::ServerState;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[Operation {
    method: Method::Get,
    path: "/controle",
    id: "check",
    group: Group::Answers,
    summary: "Wat is gelezen, wat is weggelaten en waarom",
    description: "Het verslag van nabij check: per bestand wat is gelezen, wat is weggelaten en waarom.",
    parameters: &[LANGUAGE],
    others: OtherParameters::Refused,
    answers: JSON_ONLY,
    handler: || get(check),
}];

/// The same report as `nabij check --json`, in the language that was asked for.
async fn check(
    State(state): State<Arc<ServerState>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let language = parameters.language()?;
    let study = state.study()?;
    Ok(Json(study.check().to_json_in(&|text| language.of(text))))
}
