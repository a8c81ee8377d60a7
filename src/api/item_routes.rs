//! Features: a page of them, and one.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::api::answered::{answered, text};
use crate::api::asked::asked;
use crate::api::call::{Call, link};
use crate::api::collection_routes::{known, layer_of};
use crate::api::conditional::tag_of;
use crate::api::described::{AGE, CRS, ITEMS, KIND, NORM, PROFILE, SCENARIO};
use crate::api::format::Format;
use crate::api::html::items::{item_page, items_page};
use crate::api::item_page::{Page, page_of};
use crate::api::item_query::{ItemQuery, system};
use crate::api::operation::{Answer, Group, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::layers::geojson_document::feature;
use crate::layers::json_fg_document::json_fg_feature;
use crate::layers::layer::Layer;
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::selection::selected;
use crate::study::collection::Collection;
use crate::study::open_study::Study;

/// In which system coordinates are.
const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");
/// What a document with JSON-FG says of itself.
const JSON_FG: [&str; 2] = [
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/core",
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas",
];

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "/collections/{collectionId}/items",
        id: "items",
        group: Group::Layers,
        summary: "Objecten van een laag",
        description: "Een bladzijde met objecten, in een vaste volgorde; `next` en `prev` wijzen naar de volgende en de \
                      vorige. Elk veld van de laag is ook een parameter: `niveau=buurt`.",
        parameters: &ITEMS,
        others: OtherParameters::Properties,
        answers: &[
            Answer {
                format: Format::GeoJson,
                schema: "FeatureCollection",
            },
            Answer {
                format: Format::JsonFg,
                schema: "FeatureCollection",
            },
            Answer {
                format: Format::Html,
                schema: "Page",
            },
        ],
        handler: || get(items),
    },
    Operation {
        method: Method::Get,
        path: "/collections/{collectionId}/items/{featureId}",
        id: "item",
        group: Group::Layers,
        summary: "Eén object",
        description: "Een object van een laag.",
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO, CRS],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::GeoJson,
                schema: "Feature",
            },
            Answer {
                format: Format::JsonFg,
                schema: "Feature",
            },
            Answer {
                format: Format::Html,
                schema: "Page",
            },
        ],
        handler: || get(item),
    },
];

async fn items(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let collection = known(&id)?;
    let (study, question) = asked(&state, &call.parameters).await?;
    let layer = layer_of(&state, Arc::clone(&study), collection, question).await?;
    let made =
        tokio::task::spawn_blocking(move || answer_items(&call, &study, collection, &layer)).await;
    made.unwrap_or_else(|stopped| Err(state.failure(&stopped)))
}

async fn item(
    State(state): State<Arc<ServerState>>,
    Path((id, feature_id)): Path<(String, String)>,
    call: Call,
) -> Result<Response, Problem> {
    let collection = known(&id)?;
    let (study, question) = asked(&state, &call.parameters).await?;
    let layer = layer_of(&state, Arc::clone(&study), collection, question).await?;
    let index = layer.ids.iter().position(|id| *id == feature_id);
    let index = index.ok_or_else(|| {
        Problem::unknown(format!(
            "De laag \"{id}\" heeft geen object \"{feature_id}\"."
        ))
    })?;
    answer_item(&call, &study, &layer, index)
}

fn answer_items(
    call: &Call,
    study: &Study,
    collection: &Collection,
    layer: &Layer,
) -> Result<Response, Problem> {
    let offered = study.systems();
    let query = ItemQuery::read(call, offered, layer.columns)?;
    let page = page_of(call, layer, &selected(layer, &query.selection), &query.page)?;
    let response = if call.format == Format::Html {
        let markup = items_page(call, study, collection, layer, &page);
        text(Format::Html, markup.into_string())
    } else {
        let document = collection_document(call, layer, &page, query.system);
        stamped(call.format, &document)
    };
    Ok(with_crs(response, query.system))
}

fn answer_item(
    call: &Call,
    study: &Study,
    layer: &Layer,
    index: usize,
) -> Result<Response, Problem> {
    let offered = study.systems();
    let system = system(&call.parameters, "crs", offered)?;
    let mut document = json!({ "links": item_links(call, layer) });
    if call.format == Format::JsonFg {
        document["conformsTo"] = json!(JSON_FG);
    }
    if let (Value::Object(document), Value::Object(feature)) =
        (&mut document, written(call.format, layer, index, system))
    {
        document.extend(feature);
    }
    let response = answered(call, &document, || item_page(call, study, layer, index));
    Ok(with_crs(response, system))
}

fn written(format: Format, layer: &Layer, index: usize, system: ReferenceSystem) -> Value {
    let feature = match format {
        Format::JsonFg => json_fg_feature(layer, index, system),
        _ => feature(layer, index, system),
    };
    feature.map_or(Value::Null, |feature| Value::Object((&feature).into()))
}

fn item_links(call: &Call, layer: &Layer) -> Vec<Value> {
    let mut links = call.own_links();
    let home = format!("/collections/{}", layer.name);
    links.push(call.link("collection", &home, Format::Json, "De laag van dit object"));
    links
}

fn collection_document(call: &Call, layer: &Layer, page: &Page, system: ReferenceSystem) -> Value {
    let mut links = call.own_links();
    let home = format!("/collections/{}", layer.name);
    links.push(call.link(
        "collection",
        &home,
        Format::Json,
        "De laag van deze objecten",
    ));
    for (relation, title, address) in [
        ("next", "De volgende bladzijde", &page.next),
        ("prev", "De vorige bladzijde", &page.previous),
    ] {
        links.extend(
            address
                .iter()
                .map(|address| link(relation, address, call.format, title)),
        );
    }
    let features: Vec<Value> = page
        .chosen
        .iter()
        .map(|&index| written(call.format, layer, index, system))
        .collect();
    let mut document = json!({
        "type": "FeatureCollection",
        "numberMatched": page.matched,
        "numberReturned": page.chosen.len(),
        "links": links,
    });
    if call.format == Format::JsonFg {
        document["conformsTo"] = json!(JSON_FG);
        document["featureType"] = layer.name.into();
        if system != ReferenceSystem::Crs84 {
            document["coordRefSys"] = system.uri().into();
        }
    }
    document["features"] = features.into();
    document
}

/// The document with the moment at which it was made. Its tag is of the rest, so that the same content has the same tag.
fn stamped(format: Format, document: &Value) -> Response {
    let content = document.to_string();
    let tag = tag_of(content.as_bytes());
    let now = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
    let rest = content.strip_prefix('{').unwrap_or_default();
    let mut response = text(format, format!("{{\"timeStamp\":\"{now}\",{rest}"));
    if let Some(tag) = tag {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn with_crs(mut response: Response, system: ReferenceSystem) -> Response {
    if let Ok(value) = HeaderValue::try_from(format!("<{}>", system.uri())) {
        response.headers_mut().insert(CONTENT_CRS, value);
    }
    response
}
