//! The study, the answer to a question, and why a number is what it is.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::api::asked::asked;
use crate::api::call::Call;
use crate::api::described::{AGE, KIND, LANGUAGE, NORM, PROFILE, SCENARIO};
use crate::api::headers::VERSION;
use crate::api::operation::{Group, JSON_ONLY, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::model::area::AreaCode;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "/studie",
        id: "study",
        group: Group::Answers,
        summary: "De studie",
        description: "Wat er is gelezen: voorzieningen, normen, gebieden en bronnen.",
        parameters: &[LANGUAGE],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || get(overview),
    },
    Operation {
        method: Method::Get,
        path: "/antwoord",
        id: "answer",
        group: Group::Answers,
        summary: "Het antwoord op één vraag",
        description: "Voor alle gebieden hoeveel bewoners de voorziening binnen de norm bereiken, met klassen en totalen.",
        parameters: &[KIND, AGE, PROFILE, NORM, LANGUAGE, SCENARIO],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || get(answer),
    },
    Operation {
        method: Method::Get,
        path: "/gebieden/{code}/uitleg",
        id: "explanation",
        group: Group::Answers,
        summary: "Waarom een getal is wat het is",
        description: "Het getal van één gebied met delen, een zin en bronnen.",
        parameters: &[KIND, AGE, PROFILE, NORM, LANGUAGE, SCENARIO],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || get(explanation),
    },
];

/// The study: its kinds, norms, areas and sources.
async fn overview(State(state): State<Arc<ServerState>>, call: Call) -> Result<Response, Problem> {
    let parameters = call.parameters;
    let overview = state.study()?.overview(parameters.language()?, VERSION);
    Ok(Json(overview).into_response())
}

/// The answer to one question, for every area.
async fn answer(State(state): State<Arc<ServerState>>, call: Call) -> Result<Response, Problem> {
    let parameters = call.parameters;
    let language = parameters.language()?;
    let (study, question) = asked(&state, &parameters).await?;
    let found = tokio::task::spawn_blocking(move || study.answer(&question, language)).await;
    match found.map_err(|stopped| state.failure(&stopped))? {
        Some(answer) => Ok(Json(answer).into_response()),
        None => Err(Problem::unknown(
            "Op deze vraag heeft de studie geen antwoord.",
        )),
    }
}

/// One area's number with its parts, its sentence and its sources.
async fn explanation(
    State(state): State<Arc<ServerState>>,
    Path(code): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let parameters = call.parameters;
    let language = parameters.language()?;
    let (study, question) = asked(&state, &parameters).await?;
    let area = AreaCode(code);
    let of = area.clone();
    let found =
        tokio::task::spawn_blocking(move || study.explanation(&of, &question, language)).await;
    match found.map_err(|stopped| state.failure(&stopped))? {
        Some(explanation) => Ok(Json(explanation).into_response()),
        None => Err(Problem::unknown(format!(
            "Het gebied \"{area}\" bestaat niet in deze studie."
        ))),
    }
}
