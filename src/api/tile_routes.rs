//! Vector tiles of the layers and of the background.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::api::asked::asked;
use crate::api::call::Call;
use crate::api::collection_routes::{grids, known};
use crate::api::described::{AGE, KIND, NORM, PROFILE, SCENARIO};
use crate::api::format::Format;
use crate::api::operation::{Answer, Group, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::{ServerState, TileKey};
use crate::layers::tile::tile;
use crate::layers::tile_address::TileAddress;
use crate::layers::tile_matrix_set::TileMatrixSet;
use crate::study::error::StudyError;
use crate::study::open_study::Study;
use crate::study::question::Question;

/// The study seldom changes while the service runs, but a layer that is sent or a restart brings another one.
const CACHING: &str = "public, max-age=60";
/// Where layers can be sent, a tile may be another one the next moment.
const CHANGING: &str = "no-cache";

const TILE: &[Answer] = &[Answer {
    format: Format::VectorTile,
    schema: "Tile",
}];

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "/collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
        id: "tile",
        group: Group::Tiles,
        summary: "Een tegel van een laag",
        description: "Een vectortegel (Mapbox Vector Tile). Waar niets ligt is het antwoord leeg (204).",
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO],
        others: OtherParameters::Refused,
        answers: TILE,
        handler: || get(collection_tile),
    },
    Operation {
        method: Method::Get,
        path: "/achtergrond/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
        id: "backgroundTile",
        group: Group::Tiles,
        summary: "Een tegel van de achtergrond",
        description: "Water, groen, spoor en straten van de studie. Waar niets ligt is het antwoord leeg (204).",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: TILE,
        handler: || get(background_tile),
    },
];

/// A tile of one collection, coloured for a question.
async fn collection_tile(
    State(state): State<Arc<ServerState>>,
    Path((id, set, zoom, row, column)): Path<(String, String, String, String, String)>,
    call: Call,
) -> Result<Response, Problem> {
    let id = known(&id)?.id.to_owned();
    let address = address(&state, &set, [&zoom, &row, &column])?;
    let (study, question) = asked(&state, &call.parameters).await?;
    let scenario = call.parameters.scenario().unwrap_or_default();
    let asked = Asked {
        key: (kept_as(&study, scenario, &id), Some(question), address),
        id,
    };
    answer(state, study, asked).await
}

/// A tile of the background.
async fn background_tile(
    State(state): State<Arc<ServerState>>,
    Path((set, zoom, row, column)): Path<(String, String, String, String)>,
) -> Result<Response, Problem> {
    let address = address(&state, &set, [&zoom, &row, &column])?;
    let study = state.study()?;
    let id = "achtergrond".to_owned();
    let asked = Asked {
        key: (kept_as(&study, "", &id), None, address),
        id,
    };
    answer(state, study, asked).await
}

/// A layer of what was read, under a scenario.
fn kept_as(study: &Study, scenario: &str, id: &str) -> String {
    format!("{}/{scenario}/{id}", study.edition())
}

/// One tile: of which layers, and under which key it is kept.
struct Asked {
    id: String,
    key: TileKey,
}

/// The grid with this name, of those that the study offers.
///
/// # Errors
/// 404 with the grids there are.
pub fn grid(study: &Study, code: &str) -> Result<TileMatrixSet, Problem> {
    let mut offered = grids(study).iter().copied();
    offered.find(|set| set.code() == code).ok_or_else(|| {
        let known: Vec<&str> = grids(study).iter().map(|set| set.code()).collect();
        Problem::unknown(format!(
            "Het tegelraster \"{code}\" bestaat niet. Er zijn: {}.",
            known.join(", ")
        ))
    })
}

fn address(
    state: &ServerState,
    set: &str,
    [zoom, row, column]: [&str; 3],
) -> Result<TileAddress, Problem> {
    let set = grid(state.study()?.as_ref(), set)?;
    let parsed = zoom
        .parse()
        .ok()
        .zip(row.parse().ok())
        .zip(column.parse().ok());
    parsed
        .and_then(|((zoom, row), column)| TileAddress::within(set, zoom, row, column))
        .ok_or_else(|| {
            Problem::unknown(format!(
                "De tegel {zoom}/{row}/{column} bestaat niet in {}.",
                set.code()
            ))
        })
}

async fn answer(
    state: Arc<ServerState>,
    study: Arc<Study>,
    Asked { id, key }: Asked,
) -> Result<Response, Problem> {
    let (_, question, address) = key.clone();
    let bytes = match state.tiles.get(&key) {
        Some(bytes) => {
            state.metrics.tiles_kept.inc();
            bytes
        }
        None => {
            let made =
                tokio::task::spawn_blocking(move || make(&study, &id, question.as_ref(), address))
                    .await;
            let made = made.map_err(|stopped| state.failure(&stopped))?;
            let bytes = made
                .map_err(|cause| state.failure(&cause))?
                .ok_or_else(|| Problem::unknown("Deze laag is er niet voor deze vraag."))?;
            state.metrics.tiles_made.inc();
            state.tiles.insert(key, bytes.clone());
            bytes
        }
    };
    let caching = match state.uploads() {
        None => CACHING,
        Some(_) => CHANGING,
    };
    // An empty tile is an answer too: there is nothing there.
    if bytes.is_empty() {
        let headers = [(header::CACHE_CONTROL, caching)];
        return Ok((StatusCode::NO_CONTENT, headers).into_response());
    }
    let headers = [
        (header::CONTENT_TYPE, Format::VectorTile.media_type()),
        (header::CACHE_CONTROL, caching),
    ];
    Ok((headers, bytes).into_response())
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
