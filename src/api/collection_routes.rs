//! The layers as collections of GeoJSON features.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use geo::{Coord, Intersects, Rect};
use serde_json::{Value, json};

use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::layers::geojson_document::feature_collection;
use crate::layers::layer::Layer;
use crate::study::collection::{COLLECTIONS, Collection};
use crate::study::error::StudyError;
use crate::study::question::Question;

/// The parameters of a question.
pub const QUESTION: [&str; 2] = ["voorziening", "leeftijd"];
const ITEMS: [&str; 5] = ["voorziening", "leeftijd", "bbox", "limit", "offset"];
const DEFAULT_LIMIT: usize = 1_000;
const LARGEST_LIMIT: usize = 10_000;

/// The question in the parameters; what is left out is the study's first kind and that kind's main age group.
///
/// # Errors
/// 400 for a kind or age group that the study does not know.
pub fn question(state: &ServerState, parameters: &Parameters) -> Result<Question, Problem> {
    let study = state.study()?;
    study
        .question(parameters.text("voorziening"), parameters.text("leeftijd"))
        .map_err(|refusal| {
            Problem::parameter(refusal.parameter(), refusal.found(), &refusal.expected())
        })
}

/// All collections.
pub async fn collections(
    State(state): State<Arc<ServerState>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[])?;
    let bounds = state.study()?.bounds();
    let collections: Vec<Value> = COLLECTIONS
        .iter()
        .map(|collection| describe(collection, bounds))
        .collect();
    Ok(Json(
        json!({ "links": [link("self", "/v1/collections")], "collections": collections }),
    ))
}

/// One collection.
pub async fn collection(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[])?;
    let collection = COLLECTIONS
        .iter()
        .find(|collection| collection.id == id)
        .ok_or_else(|| unknown(&id))?;
    Ok(Json(describe(collection, state.study()?.bounds())))
}

/// Features of one collection.
pub async fn items(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&ITEMS)?;
    let window = parameters.bounding_box("bbox")?;
    let limit = limit(&parameters)?;
    let offset = parameters
        .value("offset", "een heel getal van 0 of meer")?
        .unwrap_or(0);
    let question = question(&state, &parameters)?;
    let study = state.study()?;
    let asked = id.clone();
    let document = tokio::task::spawn_blocking(move || {
        let layer = study.layer(&asked, &question)?;
        Ok::<_, StudyError>(layer.map(|layer| page_of(&layer, window, offset, limit)))
    });
    let document = document.await.map_err(|stopped| state.failure(&stopped))?;
    let document = document
        .map_err(|cause| state.failure(&cause))?
        .ok_or_else(|| unknown(&id))?;
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], document).into_response())
}

fn limit(parameters: &Parameters) -> Result<usize, Problem> {
    let expected = format!("een heel getal van 1 tot en met {LARGEST_LIMIT}");
    match parameters.value::<usize>("limit", &expected)? {
        None => Ok(DEFAULT_LIMIT),
        Some(limit @ 1..=LARGEST_LIMIT) => Ok(limit),
        Some(other) => Err(Problem::parameter("limit", &other.to_string(), &expected)),
    }
}

/// The features of one page, with how many there are in all.
fn page_of(layer: &Layer, window: Option<[f64; 4]>, offset: usize, limit: usize) -> String {
    let inside = |index: &usize| match window {
        None => true,
        Some([west, south, east, north]) => {
            let window = Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north });
            layer
                .shapes
                .geographic
                .get(*index)
                .is_some_and(|geometry| geometry.intersects(&window))
        }
    };
    let matched: Vec<usize> = (0..layer.ids.len()).filter(inside).collect();
    let chosen: Vec<usize> = matched.iter().copied().skip(offset).take(limit).collect();
    let counts = [
        ("numberMatched", matched.len()),
        ("numberReturned", chosen.len()),
    ];
    let mut document = feature_collection(layer, chosen);
    document.foreign_members = Some(
        counts
            .map(|(name, count)| (name.to_owned(), count.into()))
            .into_iter()
            .collect(),
    );
    document.to_string()
}

fn describe(collection: &Collection, bounds: [f64; 4]) -> Value {
    let home = format!("/v1/collections/{}", collection.id);
    json!({
        "id": collection.id,
        "title": collection.title,
        "description": collection.description,
        "itemType": "feature",
        "extent": { "spatial": { "bbox": [bounds], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84" } },
        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
        "links": [
            link("self", &home),
            { "rel": "items", "href": format!("{home}/items"), "type": "application/geo+json" },
            {
                "rel": "item",
                "href": format!("{home}/tiles/WebMercatorQuad/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"),
                "type": "application/vnd.mapbox-vector-tile",
                "templated": true,
            },
        ],
    })
}

fn link(relation: &str, address: &str) -> Value {
    json!({ "rel": relation, "href": address, "type": "application/json" })
}

fn unknown(id: &str) -> Problem {
    let known: Vec<&str> = COLLECTIONS.iter().map(|collection| collection.id).collect();
    Problem::unknown(format!(
        "De laag \"{id}\" bestaat niet. Er zijn: {}.",
        known.join(", ")
    ))
}
