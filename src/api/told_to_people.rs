//! Refusals and failures as a page for who reads pages: same words, same status.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::api::call::{Call, FORMAT, ROOT};
use crate::api::format::{Format, accepted};
use crate::api::html::problem::problem_page;
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;

/// Writes a problem below the version as a page, when the reader asks for pages and not for JSON.
pub async fn told_to_people(request: Request, next: Next) -> Response {
    let is_asked =
        request.uri().path().starts_with(ROOT) && asks_for_pages(request.uri(), request.headers());
    let call = is_asked.then(|| Call::of_page(&request));
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>();
    if let (Some(call), Some(problem)) = (call, problem) {
        let page = problem_page(&call, problem.title(), problem.detail()).into_string();
        let kind = HeaderValue::from_static(Format::Html.media_type());
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response.headers_mut().remove(header::CONTENT_LENGTH);
        *response.body_mut() = Body::from(page);
    }
    response
}

/// By `f`, or else by `Accept`: a browser names pages first, and who names JSON reads JSON.
fn asks_for_pages(uri: &Uri, headers: &HeaderMap) -> bool {
    let parameters = Parameters::of(uri).unwrap_or_default();
    let mut forms = parameters.pairs().filter(|(name, _)| *name == FORMAT);
    if let (Some((_, code)), None) = (forms.next(), forms.next()) {
        return code == Format::Html.code();
    }
    let accept = headers.get(header::ACCEPT);
    let accept = accept.and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| {
        !accept.contains("json")
            && accepted(&[Format::Json, Format::Html], accept) == Some(Format::Html)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(address: &str, accept: &str) -> bool {
        let mut headers = HeaderMap::new();
        if let (false, Ok(accept)) = (accept.is_empty(), HeaderValue::from_str(accept)) {
            headers.insert(header::ACCEPT, accept);
        }
        asks_for_pages(&address.parse().expect("an address"), &headers)
    }

    #[test]
    fn a_browser_reads_pages_and_a_program_json() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert!(asks("/v1/niets", browser));
        assert!(asks("/v1/collections?f=html", "*/*"));
        assert!(!asks("/v1/collections?f=json", browser));
        assert!(
            !asks("/v1/collections?f=html&f=html", ""),
            "that is no choice"
        );
        for accept in [
            "",
            "*/*",
            "application/json",
            "text/html, application/problem+json",
        ] {
            assert!(!asks("/v1/niets", accept), "{accept}");
        }
    }
}
