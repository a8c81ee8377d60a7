//! The layers: which there are, and what is said of each.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::api::answered::answered;
use crate::api::call::Call;
use crate::api::described::LANGUAGE;
use crate::api::download_links::{download_links, whole_links};
use crate::api::format::Format;
use crate::api::html::layers::{layer_page, layers_page};
use crate::api::operation::{Answer, Group, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::layers::layer::Layer;
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::tile_matrix_set::TileMatrixSet;
use crate::layers::time_span::TimeSpan;
use crate::study::collection::{COLLECTIONS, Collection};
use crate::study::extent::Extent;
use crate::study::open_study::Study;
use crate::study::question::Question;

/// How moments are told.
const GREGORIAN: &str = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

const FORMS: &[Answer] = &[
    Answer {
        format: Format::Json,
        schema: "Collection",
    },
    Answer {
        format: Format::Html,
        schema: "Page",
    },
];

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "/collections",
        id: "collections",
        group: Group::Layers,
        summary: "De lagen",
        description: "Alle lagen met hun omvang, coördinatenstelsels en links.",
        parameters: &[LANGUAGE],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "Collections",
            },
            Answer {
                format: Format::Html,
                schema: "Page",
            },
        ],
        handler: || get(collections),
    },
    Operation {
        method: Method::Get,
        path: "/collections/{collectionId}",
        id: "collection",
        group: Group::Layers,
        summary: "Eén laag",
        description: "Wat er over een laag te zeggen is, met links naar objecten, velden en tegels.",
        parameters: &[LANGUAGE],
        others: OtherParameters::Refused,
        answers: FORMS,
        handler: || get(collection),
    },
];

/// The layer with this name.
///
/// # Errors
/// 404 with the names there are.
pub fn known(id: &str) -> Result<&'static Collection, Problem> {
    COLLECTIONS
        .iter()
        .find(|collection| collection.id == id)
        .ok_or_else(|| {
            let known: Vec<&str> = COLLECTIONS.iter().map(|collection| collection.id).collect();
            Problem::unknown(format!(
                "De laag \"{id}\" bestaat niet. Er zijn: {}.",
                known.join(", ")
            ))
        })
}

/// The features of a layer for a question.
///
/// # Errors
/// 404 when the layer is not there for this question, 500 when it cannot be made.
pub async fn layer_of(
    state: &ServerState,
    study: Arc<Study>,
    collection: &'static Collection,
    question: Question,
) -> Result<Arc<Layer>, Problem> {
    let made = tokio::task::spawn_blocking(move || study.layer(collection.id, &question)).await;
    made.map_err(|stopped| state.failure(&stopped))?
        .map_err(|cause| state.failure(&cause))?
        .ok_or_else(|| Problem::unknown("Deze laag is er niet voor deze vraag."))
}

/// All collections.
async fn collections(
    State(state): State<Arc<ServerState>>,
    call: Call,
) -> Result<Response, Problem> {
    let study = state.study()?;
    let mut collections: Vec<Value> = Vec::new();
    for collection in &COLLECTIONS {
        let extent = extent(&state, &study, collection).await?;
        let described = describe(&call, (collection, extent), &study, Vec::new())?;
        collections.push(described);
    }
    let mut links = call.own_links();
    links.extend(whole_links().iter().map(|file| file.link(&call)));
    let document = json!({
        "links": links,
        "crs": uris(&study),
        "collections": collections,
    });
    Ok(answered(&call, &document, || layers_page(&call)))
}

/// One collection.
async fn collection(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let study = state.study()?;
    let collection = known(&id)?;
    let extent = extent(&state, &study, collection).await?;
    let document = describe(&call, (collection, extent), &study, call.own_links())?;
    Ok(answered(&call, &document, || {
        layer_page(&call, (collection, extent), &study)
    }))
}

/// Where and when the features of a collection are.
async fn extent(
    state: &ServerState,
    study: &Arc<Study>,
    collection: &'static Collection,
) -> Result<Extent, Problem> {
    let study = Arc::clone(study);
    let found = tokio::task::spawn_blocking(move || study.extent(collection)).await;
    found
        .map_err(|stopped| state.failure(&stopped))?
        .map_err(|cause| state.failure(&cause))
}

fn describe(
    call: &Call,
    (collection, extent): (&Collection, Extent),
    study: &Study,
    own: Vec<Value>,
) -> Result<Value, Problem> {
    let (title, description) = collection.words(call.parameters.language()?);
    let mut document = json!({
        "id": collection.id,
        "title": title,
        "description": description,
        "itemType": "feature",
        "extent": {
            "spatial": { "bbox": [extent.bounds], "crs": ReferenceSystem::Crs84.uri() },
        },
        "crs": uris(study),
        "links": links(call, collection, own),
    });
    if let Some(TimeSpan { from, until }) = extent.time {
        let moment = |moment: Option<Timestamp>| {
            moment.map(|moment| moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
        };
        document["extent"]["temporal"] = json!({
            "interval": [[moment(from), moment(until)]],
            "trs": GREGORIAN,
        });
    }
    if let Some(stored) = study.stored_system() {
        document["storageCrs"] = stored.uri().into();
    }
    Ok(document)
}

fn uris(study: &Study) -> Vec<Cow<'static, str>> {
    study.systems().iter().map(|system| system.uri()).collect()
}

/// The links of a collection; in a list the collection itself is one of them.
fn links(call: &Call, collection: &Collection, own: Vec<Value>) -> Vec<Value> {
    let home = format!("/collections/{}", collection.id);
    let mut links = own;
    if links.is_empty() {
        links.push(call.link("self", &home, Format::Json, collection.title));
    }
    let to = |relation: &str, tail: &str, format: Format, title: &str| {
        call.link(relation, &format!("{home}{tail}"), format, title)
    };
    links.extend([
        to(
            "items",
            "/items",
            Format::GeoJson,
            "De objecten als GeoJSON",
        ),
        to(
            "items",
            "/items?f=jsonfg",
            Format::JsonFg,
            "De objecten als JSON-FG",
        ),
        to(
            "items",
            "/items?f=html",
            Format::Html,
            "De objecten als pagina",
        ),
        to(
            "http://www.opengis.net/def/rel/ogc/1.0/queryables",
            "/queryables",
            Format::Schema,
            "De velden waarop gefilterd kan worden",
        ),
        to(
            "http://www.opengis.net/def/rel/ogc/1.0/schema",
            "/schema",
            Format::Schema,
            "De velden van een object",
        ),
        to(
            "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector",
            "/tiles",
            Format::Json,
            "De vectortegels",
        ),
        to("legend", "/legend", Format::Json, "De legenda"),
        to(
            "legend",
            "/legend?f=svg",
            Format::Svg,
            "De legenda als tekening",
        ),
    ]);
    let files = download_links(collection);
    links.extend(files.iter().map(|file| file.link(call)));
    links
}

/// The grids of a study's tiles.
pub fn grids(study: &Study) -> &'static [TileMatrixSet] {
    TileMatrixSet::offered(&study.town().crs)
}
