//! How a collection is drawn, in the languages of QGIS, SLD and MapLibre.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;

use crate::api::collection_routes::{QUESTION, question};
use crate::api::download_routes::{ready, told};
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::layers::style::format::StyleFormat;
use crate::layers::style::map_style::{TileSource, map_style};
use crate::layers::style::qml::qml;
use crate::layers::style::sld::sld;
use crate::layers::tile_archive::DEEPEST;
use crate::study::question::Question;
use crate::study::ready_layer::ReadyLayer;

/// The addresses of styles, below `/v1`.
pub fn style_routes() -> Router<Arc<ServerState>> {
    Router::new().route("/collections/{id}/styles/{style}", get(style))
}

/// The style of one collection for a question.
pub async fn style(
    State(state): State<Arc<ServerState>>,
    Path((id, code)): Path<(String, String)>,
    parameters: Parameters,
    request: HeaderMap,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&QUESTION)?;
    let format = StyleFormat::of_code(&code).ok_or_else(|| unknown(&code))?;
    let question = question(&state, &parameters)?;
    let ready = ready(&state, id, question.clone()).await?;
    let text = match format {
        StyleFormat::Qml => qml(&ready.style, &str::to_owned),
        StyleFormat::Sld => sld(&ready.style, &ready.name, &str::to_owned),
        StyleFormat::Mapbox => {
            let tiles = tiles(
                &ready,
                &question,
                &origin(&request),
                state.study()?.bounds(),
            );
            map_style(&ready.style, &ready.name, &ready.record.title, &tiles).to_string()
        }
    };
    let mut hasher = DefaultHasher::new();
    (code, &text).hash(&mut hasher);
    let representation = told(&state, (format.media_type(), None), hasher.finish());
    Ok(representation.whole(&request, text))
}

fn tiles(ready: &ReadyLayer, question: &Question, origin: &str, bounds: [f64; 4]) -> TileSource {
    TileSource {
        address: format!(
            "{origin}/v1/collections/{}/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}?voorziening={}&leeftijd={}",
            ready.name, question.kind, question.age
        ),
        deepest: DEEPEST,
        bounds,
        attribution: ready.record.citation(),
    }
}

/// The address under which the asker knows this service: MapLibre wants whole addresses.
fn origin(request: &HeaderMap) -> String {
    let text = |name: &str| request.get(name).and_then(|value| value.to_str().ok());
    let scheme = match text("x-forwarded-proto") {
        Some("https") => "https",
        Some(_) | None => "http",
    };
    let host = text("x-forwarded-host").or_else(|| text(header::HOST.as_str()));
    // Only what a host can look like: the rest would end up in an address that others follow.
    let is_host = |host: &&str| {
        host.chars()
            .all(|letter| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter))
    };
    host.filter(is_host)
        .map_or_else(String::new, |host| format!("{scheme}://{host}"))
}

fn unknown(found: &str) -> Problem {
    let known = StyleFormat::EVERY.map(StyleFormat::code);
    Problem::unknown(format!(
        "De stijl \"{found}\" bestaat niet. Er zijn: {}.",
        known.join(", ")
    ))
}
