//! An answer in the form that was asked for.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde_json::Value;

use crate::api::call::Call;
use crate::api::format::Format;

/// The document as JSON of the chosen form, or the page when people ask.
pub fn answered(call: &Call, document: &Value, page: impl FnOnce() -> Markup) -> Response {
    match call.format {
        Format::Html => text(Format::Html, page().into_string()),
        Format::Json
        | Format::GeoJson
        | Format::JsonFg
        | Format::Schema
        | Format::OpenApi
        | Format::TileJson
        | Format::VectorTile
        | Format::Svg
        | Format::File(_)
        | Format::TileArchive
        | Format::Zip
        | Format::JsonLines
        | Format::StyleFile(_) => text(call.format, document.to_string()),
    }
}

/// A text in a form.
pub fn text(format: Format, text: String) -> Response {
    ([(header::CONTENT_TYPE, format.media_type())], text).into_response()
}
