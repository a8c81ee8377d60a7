//! The map page: files that Vite built, embedded in the binary.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::api::problem::Problem;

/// Files of `web/dist`; in a debug build they are read from disk.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/web/dist"]
struct Page;

/// Files with a hash of their content in the name never change.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The file at this address; the page itself at `/`.
pub async fn page(uri: Uri) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    let Some(file) = Page::get(path) else {
        return Problem::unknown(format!("Op {} staat niets.", uri.path())).into_response();
    };
    let caching = if path.starts_with("assets/") {
        FOREVER
    } else {
        "no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, file.metadata.mimetype().to_owned()),
        (header::CACHE_CONTROL, caching.to_owned()),
    ];
    (StatusCode::OK, headers, file.data).into_response()
}

/// The whole name of the first file whose name begins like this.
pub fn file_named(start: &str) -> Option<String> {
    Page::iter()
        .find(|name| name.starts_with(start))
        .map(|name| name.to_string())
}
