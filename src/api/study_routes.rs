//! The study, the answer to a question, and why a number is what it is.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::api::collection_routes::{QUESTION, question};
use crate::api::headers::VERSION;
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::model::area::AreaCode;
use crate::study::language::Language;

/// Whether the service is ready, and how far loading is when it is not.
pub async fn health(State(state): State<Arc<ServerState>>) -> Response {
    if state.study().is_ok() {
        return Json(json!({ "status": "ok", "versie": VERSION })).into_response();
    }
    let loading = state.loading();
    let body = json!({ "status": "laden", "stap": loading.step, "deel": loading.share });
    (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response()
}

/// What there is to ask.
pub async fn landing(parameters: Parameters) -> Result<Json<Value>, Problem> {
    parameters.only(&[])?;
    let link = |relation: &str, address: &str, title: &str| json!({ "rel": relation, "href": address, "title": title });
    Ok(Json(json!({
        "title": "nabij",
        "description": "Wie heeft een school, bibliotheek, buurtschool of zorgpunt in de buurt?",
        "links": [
            link("self", "/v1", "Dit overzicht"),
            link("data", "/v1/collections", "De lagen"),
            link("studie", "/v1/studie", "Wat er is gelezen: voorzieningen, normen, gebieden, bronnen"),
            link("antwoord", "/v1/antwoord{?voorziening,leeftijd}", "Het antwoord op één vraag voor alle gebieden"),
            link("locatievragen", "/v1/locatievragen", "Vragen over waar te bouwen"),
            link("uitleg", "/v1/gebieden/{code}/uitleg{?voorziening,leeftijd}", "Waarom een getal is wat het is"),
            link("overzicht", "/v1/gebieden/{code}/overzicht", "Eén gebied: wat er is, wat dichtbij is en wat niet"),
            link("controle", "/v1/controle", "Wat is gelezen, wat is weggelaten en waarom"),
        ],
    })))
}

/// The study: its kinds, norms, areas and sources.
pub async fn overview(
    State(state): State<Arc<ServerState>>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&["taal"])?;
    let overview = state.study()?.overview(language(&parameters)?, VERSION);
    Ok(Json(overview).into_response())
}

/// The answer to one question, for every area.
pub async fn answer(
    State(state): State<Arc<ServerState>>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&["taal", QUESTION[0], QUESTION[1]])?;
    let language = language(&parameters)?;
    let question = question(&state, &parameters)?;
    let study = state.study()?;
    let found = tokio::task::spawn_blocking(move || study.answer(&question, language)).await;
    match found.map_err(|stopped| state.failure(&stopped))? {
        Some(answer) => Ok(Json(answer).into_response()),
        None => Err(Problem::unknown(
            "Op deze vraag heeft de studie geen antwoord.",
        )),
    }
}

/// One area's number with its parts, its sentence and its sources.
pub async fn explanation(
    State(state): State<Arc<ServerState>>,
    Path(code): Path<String>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&["taal", QUESTION[0], QUESTION[1]])?;
    let language = language(&parameters)?;
    let question = question(&state, &parameters)?;
    let study = state.study()?;
    let area = AreaCode(code);
    let asked = area.clone();
    let found =
        tokio::task::spawn_blocking(move || study.explanation(&asked, &question, language)).await;
    match found.map_err(|stopped| state.failure(&stopped))? {
        Some(explanation) => Ok(Json(explanation).into_response()),
        None => Err(Problem::unknown(format!(
            "Het gebied \"{area}\" bestaat niet in deze studie."
        ))),
    }
}

fn language(parameters: &Parameters) -> Result<Language, Problem> {
    Ok(parameters.value("taal", "nl of en")?.unwrap_or_default())
}
