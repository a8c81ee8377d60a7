//! Vector tiles of the layers and of the background.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::api::collection_routes::{QUESTION, question};
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::layers::tile::tile;
use crate::layers::tile_address::TileAddress;
use crate::study::error::StudyError;
use crate::study::open_study::Study;
use crate::study::question::Question;

const MEDIA_TYPE: &str = "application/vnd.mapbox-vector-tile";
/// The study does not change while the service runs, but a restart may bring another one.
const CACHING: &str = "public, max-age=60";

/// A tile of one collection, coloured for a question.
pub async fn collection_tile(
    State(state): State<Arc<ServerState>>,
    Path((id, zoom, row, column)): Path<(String, String, String, String)>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&QUESTION)?;
    let address = address(&zoom, &row, &column)?;
    let question = question(&state, &parameters)?;
    answer(state, id, Some(question), address).await
}

/// A tile of the background.
pub async fn background_tile(
    State(state): State<Arc<ServerState>>,
    Path((zoom, row, column)): Path<(String, String, String)>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    parameters.only(&[])?;
    answer(
        state,
        "achtergrond".to_owned(),
        None,
        address(&zoom, &row, &column)?,
    )
    .await
}

fn address(zoom: &str, row: &str, column: &str) -> Result<TileAddress, Problem> {
    let parsed = zoom
        .parse()
        .ok()
        .zip(row.parse().ok())
        .zip(column.parse().ok());
    parsed
        .and_then(|((zoom, row), column)| TileAddress::new(zoom, row, column))
        .ok_or_else(|| {
            Problem::unknown(format!(
                "De tegel {zoom}/{row}/{column} bestaat niet in WebMercatorQuad."
            ))
        })
}

async fn answer(
    state: Arc<ServerState>,
    id: String,
    question: Option<Question>,
    address: TileAddress,
) -> Result<Response, Problem> {
    let study = state.study()?;
    let key = (id.clone(), question.clone(), address);
    let bytes = match state.tiles.get(&key) {
        Some(bytes) => bytes,
        None => {
            let made =
                tokio::task::spawn_blocking(move || make(&study, &id, question.as_ref(), address))
                    .await;
            let made = made.map_err(|stopped| state.failure(&stopped))?;
            let bytes = made
                .map_err(|cause| state.failure(&cause))?
                .ok_or_else(|| unknown_collection(&key.0))?;
            state.tiles.insert(key, bytes.clone());
            bytes
        }
    };
    let headers = [
        (header::CONTENT_TYPE, MEDIA_TYPE),
        (header::CACHE_CONTROL, CACHING),
    ];
    // An empty tile is an answer too: there is nothing there.
    let status = if bytes.is_empty() {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::OK
    };
    Ok((status, headers, bytes).into_response())
}

fn make(
    study: &Study,
    id: &str,
    question: Option<&Question>,
    address: TileAddress,
) -> Result<Option<Bytes>, StudyError> {
    let layers = match question {
        None => Some(study.background_layers()),
        Some(question) => study.tile_layers(id, question)?,
    };
    let Some(layers) = layers else {
        return Ok(None);
    };
    let layers: Vec<&_> = layers.iter().map(AsRef::as_ref).collect();
    Ok(Some(Bytes::from(tile(&layers, address)?)))
}

fn unknown_collection(id: &str) -> Problem {
    Problem::unknown(format!(
        "De laag \"{id}\" bestaat niet. Op /v1/collections staan de lagen."
    ))
}
