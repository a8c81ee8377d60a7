//! Everything about one area in one answer.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::api::call::Call;
use crate::api::described::{LANGUAGE, SCENARIO};
use crate::api::operation::{Group, JSON_ONLY, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::model::area::AreaCode;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[Operation {
    method: Method::Get,
    path: "/gebieden/{code}/overzicht",
    id: "portrait",
    group: Group::Answers,
    summary: "Eén gebied: wat er is, wat dichtbij is en wat niet",
    description: "Alles over één gebied in één antwoord, naast de gemeente, met bronnen.",
    parameters: &[LANGUAGE, SCENARIO],
    others: OtherParameters::Refused,
    answers: JSON_ONLY,
    handler: || get(portrait),
}];

/// What an area has, how far everything is for each age beside the municipality, and how we know.
async fn portrait(
    State(state): State<Arc<ServerState>>,
    Path(code): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let study = state.study_of(&call.parameters).await?;
    let area = AreaCode(code);
    let asked = area.clone();
    let found = tokio::task::spawn_blocking(move || study.portrait(&asked, language)).await;
    match found.map_err(|stopped| state.failure(&stopped))? {
        Some(portrait) => Ok(Json(portrait).into_response()),
        None => Err(Problem::unknown(format!(
            "Het gebied \"{area}\" bestaat niet in deze studie."
        ))),
    }
}
