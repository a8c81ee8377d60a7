//! The look of the pages: the tokens of the map (colours, sizes, distances) and some rules for documents.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::api::page::file_named;

/// Where the look is found.
pub const ADDRESS: &str = "/pagina.css";

const TOKENS: &str = include_str!("../../../web/src/style/tokens.css");
const RULES: &str = include_str!("page.css");
/// The font of the map, as it was built.
const FONT: &str = "assets/source-sans-3-latin-wght-normal";
const CACHING: &str = "public, max-age=3600";

static STYLESHEET: LazyLock<String> = LazyLock::new(|| {
    // The tokens begin after the fonts, whose addresses only the build of the map knows.
    let tokens = TOKENS.split_once(":root").map_or("", |(_, tokens)| tokens);
    let font = file_named(FONT).map_or_else(String::new, |file| {
        format!("@font-face {{ font-family: \"Source Sans 3 Variable\"; font-weight: 200 900; font-display: swap; src: url(\"/{file}\") format(\"woff2\"); }}\n")
    });
    format!("{font}:root{tokens}\n{RULES}")
});

/// The look.
pub async fn stylesheet() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, CACHING),
    ];
    (headers, STYLESHEET.as_str()).into_response()
}
