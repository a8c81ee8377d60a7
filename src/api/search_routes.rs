//! Places by name.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;

use crate::api::call::Call;
use crate::api::operation::{
    Described, Group, JSON_ONLY, Method, Operation, OtherParameters, Shape,
};
use crate::api::problem::Problem;
use crate::api::state::ServerState;

/// Longer names than this there are not.
const LONGEST_TEXT: usize = 100;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[Operation {
    method: Method::Get,
    path: "/zoeken",
    id: "places",
    group: Group::Answers,
    summary: "Plekken op naam",
    description: "Voorzieningen, straten en gebouwen van de studie waarvan de naam de tekst bevat; ten hoogste acht, en zonder tekst geen. Twee getallen zijn een plek: graden, of meters in het stelsel van de studie.",
    parameters: &[Described {
        name: "tekst",
        description: "Een deel van de naam.",
        shape: Shape::Text,
    }],
    others: OtherParameters::Refused,
    answers: JSON_ONLY,
    handler: || get(places),
}];

/// The places whose name holds a text.
async fn places(State(state): State<Arc<ServerState>>, call: Call) -> Result<Response, Problem> {
    let Some(text) = call.parameters.text("tekst") else {
        return Ok(Json(json!({ "tekst": "", "gevonden": [] })).into_response());
    };
    if text.trim().is_empty() || text.chars().count() > LONGEST_TEXT {
        let expected = format!("een deel van een naam, 1 tot en met {LONGEST_TEXT} tekens");
        return Err(Problem::parameter("tekst", text, &expected));
    }
    let text = text.to_owned();
    let study = state.study()?;
    let asked = text.clone();
    let found = tokio::task::spawn_blocking(move || study.places_named(&asked)).await;
    let found = found.map_err(|stopped| state.failure(&stopped))?;
    let found = found.map_err(|cause| state.failure(&cause))?;
    Ok(Json(json!({ "tekst": text, "gevonden": found })).into_response())
}
