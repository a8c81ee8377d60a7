//! The fields of a layer: those of a feature, and those that can be filtered on.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use geo::Geometry;
use serde_json::{Map, Value, json};

use crate::api::answered::answered;
use crate::api::call::Call;
use crate::api::collection_routes::{known, layer_of, question};
use crate::api::described::{AGE, KIND};
use crate::api::format::Format;
use crate::api::html::fields::fields_page;
use crate::api::operation::{Answer, Group, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::layers::column::{Column, ColumnKind, columns};
use crate::layers::filter::parse::GEOMETRY;
use crate::layers::layer::Layer;
use crate::layers::property::Property;
use crate::study::collection::Collection;

const FORMS: &[Answer] = &[
    Answer {
        format: Format::Schema,
        schema: "Fields",
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
        path: "/collections/{collectionId}/queryables",
        id: "queryables",
        group: Group::Layers,
        summary: "Velden om op te filteren",
        description: "De velden die in `filter` en als parameter gebruikt kunnen worden (OGC API Features, deel 3).",
        parameters: &[KIND, AGE],
        others: OtherParameters::Refused,
        answers: FORMS,
        handler: || get(queryables),
    },
    Operation {
        method: Method::Get,
        path: "/collections/{collectionId}/schema",
        id: "schema",
        group: Group::Layers,
        summary: "Velden van een object",
        description: "De velden van een object met hun soort (OGC API Features, deel 5).",
        parameters: &[KIND, AGE],
        others: OtherParameters::Refused,
        answers: FORMS,
        handler: || get(schema),
    },
];

/// Which fields are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fields {
    /// Those that can be filtered on; there are no others.
    Queryable,
    /// Those of a feature, with what each is for.
    OfFeature,
}

async fn queryables(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    told(state, id, call, Fields::Queryable).await
}

async fn schema(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    told(state, id, call, Fields::OfFeature).await
}

async fn told(
    state: Arc<ServerState>,
    id: String,
    call: Call,
    fields: Fields,
) -> Result<Response, Problem> {
    let collection = known(&id)?;
    let question = question(&state, &call.parameters)?;
    let layer = layer_of(&state, collection, question).await?;
    let columns = columns(&layer);
    let document = document(&call, collection, &layer, &columns, fields);
    Ok(answered(&call, &document, || {
        let title = match fields {
            Fields::Queryable => "Velden om op te filteren",
            Fields::OfFeature => "Velden van een object",
        };
        fields_page(&call, collection, &columns, title)
    }))
}

fn document(
    call: &Call,
    collection: &Collection,
    layer: &Layer,
    columns: &[Column],
    fields: Fields,
) -> Value {
    let mut properties = Map::new();
    properties.insert(
        GEOMETRY.to_owned(),
        json!({
            "title": "de geometrie",
            "x-ogc-role": "primary-geometry",
            "format": geometry_format(layer),
            "x-ogc-propertySeq": 1,
        }),
    );
    let id_column = id_column(layer);
    for (column, number) in columns.iter().zip(2..) {
        let mut property = json!({ "title": column.name, "type": json_type(column.kind) });
        if fields == Fields::OfFeature {
            property["x-ogc-propertySeq"] = number.into();
            if id_column == Some(column.name) {
                property["x-ogc-role"] = "id".into();
            }
        }
        properties.insert(column.name.to_owned(), property);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": call.with(&[]),
        "type": "object",
        "title": collection.title,
        "description": collection.description,
        "properties": properties,
        "additionalProperties": false,
    })
}

const fn json_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "string",
        ColumnKind::Whole => "integer",
        ColumnKind::Number => "number",
        ColumnKind::Truth => "boolean",
    }
}

fn geometry_format(layer: &Layer) -> &'static str {
    match layer.shapes.geographic.first() {
        Some(Geometry::Point(_)) => "geometry-point",
        Some(Geometry::Polygon(_)) => "geometry-polygon",
        Some(Geometry::MultiPolygon(_)) => "geometry-multipolygon",
        Some(_) | None => "geometry-any",
    }
}

/// The column that holds the id of every feature, if there is one.
fn id_column(layer: &Layer) -> Option<&'static str> {
    let first = layer.properties.first()?;
    let holds_ids = |name: &str| {
        layer.ids.iter().zip(&layer.properties).all(|(id, values)| {
            values
                .iter()
                .any(|(known, value)| *known == name && *value == Property::Text(id.clone()))
        })
    };
    first
        .iter()
        .map(|(name, _)| *name)
        .find(|name| holds_ids(name))
}
