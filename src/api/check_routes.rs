//! What was read of the study's files, what was left out and why: the report of `nabij check`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::Value;

use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::state::ServerState;

/// The same report as `nabij check --json`.
pub async fn check(
    State(state): State<Arc<ServerState>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[])?;
    Ok(Json(state.study()?.check().to_json()))
}
