//! How a collection is drawn, in the languages of QGIS, SLD and MapLibre.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;

use crate::api::asked::{asked, ending};
use crate::api::call::Call;
use crate::api::collection_routes::known;
use crate::api::described::{AGE, KIND, NORM, PROFILE, SCENARIO};
use crate::api::download_routes::{ready, told};
use crate::api::format::Format;
use crate::api::operation::{Answer, Group, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::layers::style::format::StyleFormat;
use crate::layers::style::map_style::{TileSource, map_style};
use crate::layers::style::qml::qml;
use crate::layers::style::sld::sld;
use crate::layers::tile_archive::DEEPEST;
use crate::study::ready_layer::ReadyLayer;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    style_of(
        "/styles/{styleId}",
        "style",
        &[
            Answer {
                format: Format::StyleFile(StyleFormat::Mapbox),
                schema: "Object",
            },
            Answer {
                format: Format::StyleFile(StyleFormat::Qml),
                schema: "Drawing",
            },
            Answer {
                format: Format::StyleFile(StyleFormat::Sld),
                schema: "Drawing",
            },
        ],
    ),
    style_of(
        "/collections/{collectionId}/styles/qml",
        "styleQgis",
        &[Answer {
            format: Format::StyleFile(StyleFormat::Qml),
            schema: "Drawing",
        }],
    ),
    style_of(
        "/collections/{collectionId}/styles/sld",
        "styleSld",
        &[Answer {
            format: Format::StyleFile(StyleFormat::Sld),
            schema: "Drawing",
        }],
    ),
    style_of(
        "/collections/{collectionId}/styles/mapbox",
        "styleMapbox",
        &[Answer {
            format: Format::StyleFile(StyleFormat::Mapbox),
            schema: "Object",
        }],
    ),
];

const fn style_of(path: &'static str, id: &'static str, answers: &'static [Answer]) -> Operation {
    Operation {
        method: Method::Get,
        path,
        id,
        group: Group::Styles,
        summary: "Hoe een laag getekend wordt",
        description: "Dezelfde klassen en kleuren als de kaart: voor QGIS 3.22 en nieuwer (qml), SLD 1.1, of MapLibre.",
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO],
        others: OtherParameters::Refused,
        answers,
        handler: || get(style),
    }
}

/// The style of one collection for a question.
async fn style(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    request: HeaderMap,
) -> Result<Response, Problem> {
    let Format::StyleFile(format) = call.format else {
        return Err(Problem::unknown("Deze stijl bestaat niet."));
    };
    let collection = known(&id)?;
    let (study, question) = asked(&state, &call.parameters).await?;
    let ready = ready(&state, study, collection, question).await?;
    let text = match format {
        StyleFormat::Qml => qml(&ready.style, &str::to_owned),
        StyleFormat::Sld => sld(&ready.style, &ready.name, &str::to_owned),
        StyleFormat::Mapbox => {
            let tiles = tiles(&ready, &call, state.study()?.bounds());
            map_style(&ready.style, &ready.name, &ready.record.title, &tiles).to_string()
        }
    };
    let mut hasher = DefaultHasher::new();
    (format.code(), &text).hash(&mut hasher);
    let representation = told(&state, (format.media_type(), None), hasher.finish());
    Ok(representation.whole(&request, text))
}

fn tiles(ready: &ReadyLayer, call: &Call, bounds: [f64; 4]) -> TileSource {
    let home = format!("/collections/{}/tiles/WebMercatorQuad", ready.name);
    TileSource {
        address: format!(
            "{}/{{z}}/{{y}}/{{x}}{}",
            call.address(&home),
            ending(&call.parameters)
        ),
        deepest: DEEPEST,
        bounds,
        attribution: ready.record.citation(),
    }
}
