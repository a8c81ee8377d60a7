//! The styles there are, and the legend of each layer, from the same rules as the styles.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use crate::api::answered::{answered, text};
use crate::api::asked::asked;
use crate::api::call::Call;
use crate::api::collection_routes::known;
use crate::api::described::{AGE, KIND, NORM, PROFILE, SCENARIO};
use crate::api::download_routes::ready;
use crate::api::format::Format;
use crate::api::html::drawing::{legend_drawing, legend_lines};
use crate::api::html::legend::{legend_page, styles_page};
use crate::api::operation::{Answer, Group, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::layers::style::format::StyleFormat;
use crate::layers::style::layer_style::{StyleRule, Symbol};
use crate::study::collection::COLLECTIONS;

const PAGE: Answer = Answer {
    format: Format::Html,
    schema: "Page",
};

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "/styles",
        id: "styles",
        group: Group::Styles,
        summary: "De stijlen",
        description: "Elke laag heeft een stijl met de klassen en kleuren van de kaart.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "Styles",
            },
            PAGE,
        ],
        handler: || get(styles),
    },
    Operation {
        method: Method::Get,
        path: "/collections/{collectionId}/legend",
        id: "legend",
        group: Group::Styles,
        summary: "De legenda van een laag",
        description: "De klassen met hun namen en kleuren, ook als tekening.",
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "Legend",
            },
            Answer {
                format: Format::Svg,
                schema: "Drawing",
            },
            PAGE,
        ],
        handler: || get(legend),
    },
];

async fn styles(call: Call) -> Response {
    let styles: Vec<Value> = COLLECTIONS
        .iter()
        .map(|collection| {
            let sheets = StyleFormat::EVERY.map(|format| {
                let path = format!("/styles/{}?f={}", collection.id, format.code());
                call.link(
                    "stylesheet",
                    &path,
                    Format::StyleFile(format),
                    collection.title,
                )
            });
            json!({ "id": collection.id, "title": collection.title, "links": sheets })
        })
        .collect();
    let document = json!({ "links": call.own_links(), "styles": styles });
    answered(&call, &document, || styles_page(&call))
}

async fn legend(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let collection = known(&id)?;
    let (study, question) = asked(&state, &call.parameters).await?;
    let style = ready(&state, study, collection, question).await?.style;
    if call.format == Format::Svg {
        let drawing = legend_drawing(&style, collection.title);
        return Ok(text(Format::Svg, drawing.into_string()));
    }
    let lines: Vec<Value> = legend_lines(&style).map(line).collect();
    let document = json!({ "title": collection.title, "links": call.own_links(), "regels": lines });
    Ok(answered(&call, &document, || {
        legend_page(&call, collection, &style)
    }))
}

fn line(rule: &StyleRule) -> Value {
    let (sort, colour, outline) = match &rule.symbol {
        Symbol::Fill {
            colour, outline, ..
        } => ("vlak", *colour, outline),
        Symbol::Line(line) => ("lijn", None, line),
        Symbol::Point {
            colour, outline, ..
        } => ("punt", Some(*colour), outline),
    };
    json!({ "naam": rule.label, "soort": sort, "kleur": colour, "rand": outline.colour })
}
