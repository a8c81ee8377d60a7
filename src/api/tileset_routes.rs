//! Which tiles there are: the grids, and the tilesets of each layer.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use geo::{Coord, Rect};
use serde_json::{Map, Value, json};

use crate::api::answered::{answered, text};
use crate::api::asked::{asked, ending};
use crate::api::call::Call;
use crate::api::collection_routes::{grids, known};
use crate::api::described::{AGE, KIND, NORM, PROFILE, SCENARIO};
use crate::api::field_routes::described;
use crate::api::format::Format;
use crate::api::html::tilesets::{grid_page, grids_page, tileset_page, tilesets_page};
use crate::api::operation::{Answer, Group, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::api::tile_routes::grid;
use crate::layers::tile_matrix_set::{PIXELS, TileMatrixSet};
use crate::study::collection::{Collection, TileLayer};
use crate::study::open_study::Study;

const PAGE: Answer = Answer {
    format: Format::Html,
    schema: "Page",
};
/// A finer tile than this adds nothing: a program enlarges it.
const FINEST: u8 = 14;
const GRID_RELATION: &str = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "/tileMatrixSets",
        id: "tileMatrixSets",
        group: Group::Tiles,
        summary: "De tegelrasters",
        description: "In welke rasters tegels worden gesneden.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "TileMatrixSets",
            },
            PAGE,
        ],
        handler: || get(tile_matrix_sets),
    },
    Operation {
        method: Method::Get,
        path: "/tileMatrixSets/{tileMatrixSetId}",
        id: "tileMatrixSet",
        group: Group::Tiles,
        summary: "Eén tegelraster",
        description: "De oorsprong, schalen en maten van een raster (OGC Two Dimensional Tile Matrix Set 2.0).",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "TileMatrixSet",
            },
            PAGE,
        ],
        handler: || get(tile_matrix_set),
    },
    Operation {
        method: Method::Get,
        path: "/collections/{collectionId}/tiles",
        id: "tilesets",
        group: Group::Tiles,
        summary: "De tegels van een laag",
        description: "In welke rasters er tegels van deze laag zijn.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "TileSets",
            },
            PAGE,
        ],
        handler: || get(tilesets),
    },
    Operation {
        method: Method::Get,
        path: "/collections/{collectionId}/tiles/{tileMatrixSetId}",
        id: "tileset",
        group: Group::Tiles,
        summary: "De tegels van een laag in één raster",
        description: "Waar er tegels zijn en hoe ze heten, ook als TileJSON (alleen in web-Mercator).",
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "TileSet",
            },
            Answer {
                format: Format::TileJson,
                schema: "TileJson",
            },
            PAGE,
        ],
        handler: || get(tileset),
    },
];

async fn tile_matrix_sets(
    State(state): State<Arc<ServerState>>,
    call: Call,
) -> Result<Response, Problem> {
    let study = state.study()?;
    let sets: Vec<Value> = grids(&study)
        .iter()
        .map(|set| {
            let path = format!("/tileMatrixSets/{}", set.code());
            let mut item = json!({
                "id": set.code(),
                "title": set.title(),
                "crs": set.system().uri(),
                "links": [call.link("self", &path, Format::Json, set.title())],
            });
            if let Some(uri) = set.uri() {
                item["uri"] = uri.into();
            }
            item
        })
        .collect();
    let document = json!({ "links": call.own_links(), "tileMatrixSets": sets });
    Ok(answered(&call, &document, || {
        grids_page(&call, grids(&study))
    }))
}

async fn tile_matrix_set(
    State(state): State<Arc<ServerState>>,
    Path(code): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let set = grid(state.study()?.as_ref(), &code)?;
    let Coord { x, y } = set.origin();
    let matrices: Vec<Value> = (0..=set.deepest())
        .map(|zoom| {
            let side = 1u32 << zoom;
            json!({
                "id": zoom.to_string(),
                "scaleDenominator": set.scale_denominator(zoom),
                "cellSize": set.cell_size(zoom),
                "cornerOfOrigin": "topLeft",
                "pointOfOrigin": [x, y],
                "tileWidth": PIXELS,
                "tileHeight": PIXELS,
                "matrixWidth": side,
                "matrixHeight": side,
            })
        })
        .collect();
    let mut document = json!({
        "id": set.code(),
        "title": set.title(),
        "crs": set.system().uri(),
        "orderedAxes": ["X", "Y"],
        "links": call.own_links(),
        "tileMatrices": matrices,
    });
    if let Some(uri) = set.uri() {
        document["uri"] = uri.into();
    }
    Ok(answered(&call, &document, || grid_page(&call, set)))
}

async fn tilesets(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let study = state.study()?;
    let collection = known(&id)?;
    let tilesets: Vec<Value> = grids(&study)
        .iter()
        .map(|&set| {
            let mut tileset = summary(collection, set);
            let home = home(collection, set);
            let own = call.link("self", &home, Format::Json, set.title());
            tileset["links"] = json!([own, scheme(&call, set), tiles(&call, &home, "")]);
            tileset
        })
        .collect();
    let document = json!({ "links": call.own_links(), "tilesets": tilesets });
    Ok(answered(&call, &document, || {
        tilesets_page(&call, collection, grids(&study))
    }))
}

async fn tileset(
    State(state): State<Arc<ServerState>>,
    Path((id, code)): Path<(String, String)>,
    call: Call,
) -> Result<Response, Problem> {
    let study = state.study()?;
    let collection = known(&id)?;
    let set = grid(&study, &code)?;
    // Refused here, so that no address is handed out that would be refused later.
    asked(&state, &call.parameters).await?;
    let asked = ending(&call.parameters);
    let home = home(collection, set);
    if call.format == Format::TileJson {
        if set != TileMatrixSet::WebMercatorQuad {
            let expected = "json of html: TileJSON kent alleen het raster WebMercatorQuad";
            return Err(Problem::parameter("f", "tilejson", expected));
        }
        let address = call.address(&format!("{home}/{{z}}/{{y}}/{{x}}{asked}"));
        let document = tile_json(collection, &study, &address);
        return Ok(text(Format::TileJson, document.to_string()));
    }
    let call = match set {
        TileMatrixSet::WebMercatorQuad => call,
        TileMatrixSet::NetherlandsRdNewQuad => call.without(Format::TileJson),
    };
    let mut document = summary(collection, set);
    let mut links = call.own_links();
    links.extend([scheme(&call, set), tiles(&call, &home, &asked)]);
    document["links"] = links.into();
    document["tileMatrixSetLimits"] = limits(&study, set).into();
    document["boundingBox"] = bounding_box(&study, set);
    let layers = collection.tile_layers();
    document["layers"] = layers.iter().map(layer_in_tiles).collect();
    Ok(answered(&call, &document, || {
        tileset_page(
            &call,
            collection,
            set,
            &format!("{home}/{{z}}/{{y}}/{{x}}{asked}"),
        )
    }))
}

fn home(collection: &Collection, set: TileMatrixSet) -> String {
    format!("/collections/{}/tiles/{}", collection.id, set.code())
}

fn summary(collection: &Collection, set: TileMatrixSet) -> Value {
    let mut document = json!({
        "title": format!("{}, {}", collection.title, set.title()),
        "dataType": "vector",
        "crs": set.system().uri(),
        "tileMatrixSetId": set.code(),
    });
    if let Some(uri) = set.uri() {
        document["tileMatrixSetURI"] = uri.into();
    }
    document
}

fn scheme(call: &Call, set: TileMatrixSet) -> Value {
    let path = format!("/tileMatrixSets/{}", set.code());
    call.link(GRID_RELATION, &path, Format::Json, set.title())
}

fn tiles(call: &Call, home: &str, asked: &str) -> Value {
    let path = format!("{home}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}{asked}");
    call.template("item", &path, Format::VectorTile, "De tegels")
}

/// The study's box in metres of the grid's system.
fn bounds(study: &Study, set: TileMatrixSet) -> Rect<f64> {
    study.bounds_in(set.system())
}

fn bounding_box(study: &Study, set: TileMatrixSet) -> Value {
    let bounds = bounds(study, set);
    json!({
        "lowerLeft": [bounds.min().x, bounds.min().y],
        "upperRight": [bounds.max().x, bounds.max().y],
        "crs": set.system().uri(),
    })
}

/// The rows and columns in which the study lies, at every zoom level.
fn limits(study: &Study, set: TileMatrixSet) -> Vec<Value> {
    let (bounds, origin) = (bounds(study, set), set.origin());
    (0..=set.deepest())
        .map(|zoom| {
            let side = set.side(zoom);
            let last = f64::from((1u32 << zoom) - 1);
            let number = |metres: f64| (metres / side).floor().clamp(0.0, last) as u32;
            json!({
                "tileMatrix": zoom.to_string(),
                "minTileRow": number(origin.y - bounds.max().y),
                "maxTileRow": number(origin.y - bounds.min().y),
                "minTileCol": number(bounds.min().x - origin.x),
                "maxTileCol": number(bounds.max().x - origin.x),
            })
        })
        .collect()
}

/// A layer of the tiles with its fields, as OGC 17-083r4 tells them.
fn layer_in_tiles(layer: &TileLayer) -> Value {
    let properties = layer.columns.iter();
    let properties: Map<String, Value> = properties
        .map(|column| (column.name.to_owned(), described(column)))
        .collect();
    json!({
        "id": layer.id,
        "dataType": "vector",
        "title": layer.title,
        "description": layer.description,
        "propertiesSchema": { "type": "object", "properties": properties },
    })
}

/// The same as TileJSON tells it: each field with a sentence.
fn vector_layer(layer: &TileLayer) -> Value {
    let fields = layer.columns.iter();
    let fields: Map<String, Value> = fields
        .map(|column| (column.name.to_owned(), column.description.into()))
        .collect();
    json!({ "id": layer.id, "description": layer.description, "fields": fields })
}

fn tile_json(collection: &Collection, study: &Study, tiles: &str) -> Value {
    let layers = collection.tile_layers();
    json!({
        "tilejson": "3.0.0",
        "name": collection.title,
        "description": collection.description,
        "tiles": [tiles],
        "minzoom": 0,
        "maxzoom": FINEST,
        "bounds": study.bounds(),
        "vector_layers": layers.iter().map(vector_layer).collect::<Vec<Value>>(),
    })
}
