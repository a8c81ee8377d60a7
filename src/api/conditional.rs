//! Answers that did not change are not sent again.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api::problem::Problem;

/// A tag for this content; the same content has the same tag for as long as the program is the same.
/// Weak, as the same content may be sent compressed in several ways.
pub fn tag_of(content: &[u8]) -> Option<HeaderValue> {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    HeaderValue::try_from(format!("W/\"{:016x}\"", hasher.finish())).ok()
}

/// Gives every whole answer to a reader a tag, and answers 304 when the reader has it already.
/// An answer that is streamed has the tag that its handler gave it, or none.
pub async fn answer_once(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    if !reads || response.status() != StatusCode::OK {
        return response;
    }
    let response = match tagged(response).await {
        Ok(response) => response,
        Err(problem) => return problem.into_response(),
    };
    let tag = response.headers().get(header::ETAG);
    match tag.zip(known) {
        Some((tag, known)) if names(&known, tag) => not_modified(response.headers()),
        _ => response,
    }
}

async fn tagged(response: Response) -> Result<Response, Problem> {
    let streamed = response.body().size_hint().exact().is_none();
    if streamed || response.headers().contains_key(header::ETAG) {
        return Ok(response);
    }
    let (mut parts, body) = response.into_parts();
    // The body is in memory already, so that reading it cannot fail.
    let content = to_bytes(body, usize::MAX).await;
    let content = content.map_err(|_broken| Problem::too_late())?;
    if let Some(tag) = tag_of(&content) {
        parts.headers.insert(header::ETAG, tag);
    }
    Ok(Response::from_parts(parts, Body::from(content)))
}

/// Whether a list of tags names this one, whatever is weak.
///
/// # Source
/// RFC 9110, section 13.1.2.
fn names(list: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(list), Ok(tag)) = (list.to_str(), tag.to_str()) else {
        return false;
    };
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    list.trim() == "*" || list.split(',').any(|known| strong(known) == strong(tag))
}

fn not_modified(headers: &HeaderMap) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    for name in [header::ETAG, header::CACHE_CONTROL, header::VARY] {
        if let Some(value) = headers.get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_a_tag_whether_weak_or_not() {
        let names = |list: &'static str| {
            names(
                &HeaderValue::from_static(list),
                &HeaderValue::from_static("W/\"a1\""),
            )
        };
        for list in ["W/\"a1\"", "\"a1\"", "\"b2\", W/\"a1\"", "*"] {
            assert!(names(list), "{list}");
        }
        for list in ["W/\"b2\"", "a1", ""] {
            assert!(!names(list), "{list}");
        }
    }
}
