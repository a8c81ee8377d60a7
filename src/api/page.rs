//! The map page: files that Vite built, embedded in the binary.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::study::open_study::Study;
use crate::study::question::Question;

/// Files of `web/dist`; in a debug build they are read from disk.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/web/dist"]
struct Page;

/// Where the stylesheet of a city is.
const THEME: &str = "thema.css";

/// Files with a hash of their content in the name never change.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The file at this address; the page itself at `/`. There is nothing to change.
pub async fn page(
    State(state): State<Arc<ServerState>>,
    method: Method,
    uri: Uri,
    request: HeaderMap,
) -> Response {
    let answer = file(&state, &uri, &request);
    let allowed = [(header::ALLOW, "GET, HEAD, OPTIONS")];
    match method {
        _ if answer.status() == StatusCode::NOT_FOUND => answer,
        Method::GET | Method::HEAD => answer,
        Method::OPTIONS => (StatusCode::NO_CONTENT, allowed).into_response(),
        _ => (allowed, Problem::method()).into_response(),
    }
}

fn file(state: &ServerState, uri: &Uri, request: &HeaderMap) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    if let Some(themed) = themed(state, path) {
        return themed;
    }
    let Some(file) = Page::get(path) else {
        return Problem::unknown(format!("Op {} staat niets.", uri.path())).into_response();
    };
    let caching = if path.starts_with("assets/") {
        FOREVER
    } else {
        "no-cache"
    };
    let media_type = file.metadata.mimetype().to_owned();
    let is_themed = path == "index.html" && state.theme.is_some();
    let smaller = compressed(path, request).filter(|_| !is_themed);
    let is_smaller = smaller.is_some();
    let data = smaller.unwrap_or(file).data;
    let mut response = match std::str::from_utf8(&data).ok().filter(|_| is_themed) {
        Some(page) => with_theme(page).into_response(),
        None => (StatusCode::OK, data).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if is_smaller {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    let told = [
        (header::CONTENT_TYPE, Some(media_type)),
        (
            header::LINK,
            (path == "index.html").then(|| asked_first(state, uri)),
        ),
    ];
    for (name, value) in told {
        if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

/// The stylesheet of a city, which comes after those of the page.
fn themed(state: &ServerState, path: &str) -> Option<Response> {
    let theme = state.theme.as_ref().filter(|_| path == THEME)?;
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Some((headers, theme.clone()).into_response())
}

/// The page with the stylesheet of a city, where there is one.
fn with_theme(page: &str) -> String {
    let link = format!("<link rel=\"stylesheet\" href=\"/{THEME}\"></head>");
    page.replacen("</head>", &link, 1)
}

/// The file as it was compressed when the page was built, for a reader that takes Brotli.
fn compressed(path: &str, request: &HeaderMap) -> Option<EmbeddedFile> {
    let accepted = request.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let takes_it = accepted
        .split(',')
        .any(|coding| coding.split(';').next().map(str::trim) == Some("br"));
    takes_it.then(|| Page::get(&format!("{path}.br")))?
}

/// What the page at this address asks first, so that a browser asks it along with the scripts and not after them.
///
/// # Source
/// RFC 8288; the kind of link is `preload` of the HTML standard.
fn asked_first(state: &ServerState, uri: &Uri) -> String {
    let parameters = Parameters::of(uri).unwrap_or_default();
    let language = parameters.language().unwrap_or_default();
    let code = language.code();
    let view = parameters.text("weergave").unwrap_or("kaart");
    let study = state.study().ok();
    let study = study.filter(|_| ["kaart", "probeer"].contains(&view));
    let answer = study.and_then(|study| {
        let question = study.question(parameters.text("voorziening"), parameters.text("leeftijd"));
        let question = question.ok()?;
        let (kind, age) = (question.kind.code(), question.age.code());
        let asked = format!("/v1/antwoord?voorziening={kind}&leeftijd={age}&taal={code}");
        // A plan has norms of its own.
        let norm = (view == "kaart").then(|| chosen_norm(&study, &question, &parameters));
        Some(asked + &norm.unwrap_or_default())
    });
    [Some(format!("/v1/studie?taal={code}")), answer]
        .into_iter()
        .flatten()
        .map(|address| format!("<{address}>; rel=preload; as=fetch; crossorigin"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The norm that the address of the page chooses, as the page asks by it.
fn chosen_norm(study: &Study, question: &Question, parameters: &Parameters) -> String {
    let (profile, minutes) = (parameters.text("profiel"), parameters.text("norm"));
    let asked = study.asked_norm(&question.kind, profile, minutes);
    let chosen = study.norms_of(None, asked.ok().flatten().as_ref());
    let Some(chosen) = chosen.ok().and_then(|chosen| chosen.into_iter().next()) else {
        return String::new();
    };
    let profile = chosen.profile.map(|code| format!("&profiel={code}"));
    let minutes = chosen
        .minutes
        .map(|minutes| format!("&normMinuten={minutes}"));
    profile.into_iter().chain(minutes).collect()
}

/// The whole name of the first file whose name begins like this.
pub fn file_named(start: &str) -> Option<String> {
    Page::iter()
        .find(|name| name.starts_with(start))
        .map(|name| name.to_string())
}
