//! The fields of a layer: those of a feature, and those that can be filtered on.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Map, Value, json};

use crate::api::answered::answered;
use crate::api::asked::asked;
use crate::api::call::Call;
use crate::api::collection_routes::{known, layer_of};
use crate::api::described::{AGE, KIND, NORM, PROFILE, SCENARIO};
use crate::api::format::Format;
use crate::api::html::fields::fields_page;
use crate::api::operation::{Answer, Group, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::layers::column::{Column, ColumnKind, Role, Values};
use crate::layers::filter::parse::GEOMETRY;
use crate::layers::geometry_kind::GeometryKind;
use crate::layers::layer::Layer;
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
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO],
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
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO],
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
    let (study, question) = asked(&state, &call.parameters).await?;
    let layer = layer_of(&state, study, collection, question).await?;
    let document = document(&call, collection, &layer, fields);
    Ok(answered(&call, &document, || {
        let title = match fields {
            Fields::Queryable => "Velden om op te filteren",
            Fields::OfFeature => "Velden van een object",
        };
        fields_page(&call, collection, title)
    }))
}

fn document(call: &Call, collection: &Collection, layer: &Layer, fields: Fields) -> Value {
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
    for (column, number) in collection.columns.iter().zip(2..) {
        let mut property = described(column);
        if fields == Fields::OfFeature {
            property["x-ogc-propertySeq"] = number.into();
            if let Some(role) = role(column) {
                property["x-ogc-role"] = role.into();
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

/// Type, words, unit and values of a column, as a JSON Schema.
pub fn described(column: &Column) -> Value {
    let mut property = json!({
        "title": column.title,
        "description": column.description,
        "type": json_type(column.kind),
    });
    if column.kind == ColumnKind::Date {
        property["format"] = "date".into();
    }
    if let Some(unit) = column.unit {
        property["x-ogc-unit"] = unit.code().into();
    }
    match column.values {
        Values::Any => {}
        Values::Texts(texts) => property["enum"] = texts.into(),
        Values::Wholes(first, last) => {
            property["enum"] = (first..=last).collect::<Vec<i64>>().into();
        }
    }
    property
}

/// What a column is to its feature, in the words of part 5 of OGC API Features.
const fn role(column: &Column) -> Option<&'static str> {
    match (column.role, column.kind) {
        (Role::Id, _) => Some("id"),
        (Role::Told, ColumnKind::Date) => Some("primary-instant"),
        (Role::Told, _) => None,
    }
}

const fn json_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text | ColumnKind::Date => "string",
        ColumnKind::Whole => "integer",
        ColumnKind::Number => "number",
        ColumnKind::Truth => "boolean",
    }
}

fn geometry_format(layer: &Layer) -> &'static str {
    match GeometryKind::of_layer(layer.name) {
        GeometryKind::Point => "geometry-point",
        GeometryKind::MultiLineString => "geometry-multilinestring",
        GeometryKind::MultiPolygon => "geometry-multipolygon",
    }
}
