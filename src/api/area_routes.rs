//! Everything about one area in one answer.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::model::area::AreaCode;

/// What an area has, how far everything is for each age beside the municipality, and how we know.
pub async fn portrait(
    State(state): State<Arc<ServerState>>,
    Path(code): Path<String>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&["taal"])?;
    let language = parameters.value("taal", "nl of en")?.unwrap_or_default();
    let study = state.study()?;
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
