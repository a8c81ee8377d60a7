//! A request as the handlers see it: its parameters are known ones, given once, and the form of the answer is chosen.

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Value, json};

use crate::api::format::{Format, accepted};
use crate::api::operation::{Method, Operation, OtherParameters};
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;

/// The parameter that chooses the form of the answer.
pub const FORMAT: &str = "f";
/// The version in every address.
pub const ROOT: &str = "/v1";

/// Letters that mean nothing in an address stay as they are.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b':');

/// A request that was checked.
#[derive(Debug, Clone)]
pub struct Call {
    /// The parameters.
    pub parameters: Parameters,
    /// The form of the answer.
    pub format: Format,
    offered: Vec<Format>,
    /// `https://host`, or nothing when the request did not say.
    host: String,
    path: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        // Every route of the table has one.
        parts.extensions.get().cloned().ok_or_else(nothing_here)
    }
}

fn nothing_here() -> Problem {
    Problem::unknown("Op dit adres staat niets.")
}

/// Refuses what this operation does not know, chooses the form of the answer, and goes on.
pub async fn check(operation: &'static Operation, mut request: Request, next: Next) -> Response {
    match checked(operation, &request) {
        Ok(call) => {
            request.extensions_mut().insert(call);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

fn checked(operation: &'static Operation, request: &Request) -> Result<Call, Problem> {
    // Nothing is called so, and not every store can be asked for it.
    if percent_decode_str(request.uri().path()).any(|byte| byte == 0) {
        return Err(nothing_here());
    }
    let mut parameters = Parameters::of(request.uri())?;
    if parameters.text(FORMAT) == Some(Format::Html.code()) {
        parameters = parameters.filled_in();
    }
    let mut known: Vec<&str> = operation.parameters.iter().map(|one| one.name).collect();
    if operation.has_choice() {
        known.push(FORMAT);
    }
    let parameters = match operation.others {
        OtherParameters::Refused => parameters.only(&known)?,
        OtherParameters::Properties => parameters.once()?,
    };
    let headers = request.headers();
    match operation.method {
        Method::Post | Method::Execute | Method::Put | Method::PostEntry | Method::PutEntry
            if !is_json(headers) =>
        {
            return Err(Problem::media_type());
        }
        Method::PostFile | Method::PutFile | Method::PostCopy if is_form(headers) => {
            return Err(Problem::file_type());
        }
        _ => (),
    }
    Ok(Call {
        format: format(operation, &parameters, headers)?,
        parameters,
        offered: operation
            .answers
            .iter()
            .map(|answer| answer.format)
            .collect(),
        host: host(headers),
        path: request.uri().path().to_owned(),
    })
}

/// A body without a type is read as JSON.
fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_none_or(|kind| {
        let kind = kind.to_str().unwrap_or_default();
        let bare = kind.split(';').next().unwrap_or_default().trim();
        bare.eq_ignore_ascii_case("application/json") || bare.ends_with("+json")
    })
}

/// What the form of any page can send without asking first.
fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or("text/plain");
    let bare = kind.split(';').next().unwrap_or_default().trim();
    [
        "text/plain",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
    ]
    .iter()
    .any(|form| bare.eq_ignore_ascii_case(form))
}

fn format(
    operation: &Operation,
    parameters: &Parameters,
    headers: &HeaderMap,
) -> Result<Format, Problem> {
    let offered: Vec<Format> = operation
        .answers
        .iter()
        .map(|answer| answer.format)
        .collect();
    if let Some(code) = parameters.text(FORMAT).filter(|_| operation.has_choice()) {
        let mut asked = offered.iter().copied();
        return asked.find(|format| format.code() == code).ok_or_else(|| {
            let codes: Vec<&str> = offered.iter().map(|format| format.code()).collect();
            Problem::parameter(FORMAT, code, &format!("een van {}", codes.join(", ")))
        });
    }
    let accept = headers
        .get(header::ACCEPT)
        .map(|accept| accept.to_str().unwrap_or_default());
    let chosen = match accept {
        None => offered.first().copied(),
        Some(accept) => accepted(&offered, accept),
    };
    chosen.ok_or_else(|| {
        let types: Vec<&str> = offered.iter().map(|format| format.bare_type()).collect();
        Problem::not_acceptable(&types)
    })
}

/// The address by which the service was asked. A proxy tells by `X-Forwarded-Proto` that it was over TLS.
fn host(headers: &HeaderMap) -> String {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
    };
    let authority = text(header::HOST.as_str()).and_then(|host| host.parse::<Authority>().ok());
    let scheme = match text("x-forwarded-proto") {
        Some("https") => "https",
        _ => "http",
    };
    authority.map_or_else(String::new, |authority| format!("{scheme}://{authority}"))
}

impl Call {
    /// A request for a page where nothing else is known of it.
    pub fn of_page(request: &Request) -> Self {
        Self {
            parameters: Parameters::default(),
            format: Format::Html,
            offered: Vec::new(),
            host: host(request.headers()),
            path: request.uri().path().to_owned(),
        }
    }

    /// The whole address of a path below the version, such as `/collections`.
    pub fn address(&self, path: &str) -> String {
        format!("{}{ROOT}{path}", self.host)
    }

    /// The address of this request with some parameters changed; those without a value are left out.
    pub fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let kept = self
            .parameters
            .pairs()
            .filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        let added = changes
            .iter()
            .filter_map(|&(name, value)| Some((name, value?)));
        let pairs: Vec<String> = kept
            .chain(added)
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let question = if pairs.is_empty() { "" } else { "?" };
        format!("{}{}{question}{}", self.host, self.path, pairs.join("&"))
    }

    /// The same request, where a form that others have is not there.
    #[must_use]
    pub fn without(mut self, format: Format) -> Self {
        self.offered.retain(|&offered| offered != format);
        self
    }

    /// Links to this answer itself and to its other forms.
    pub fn own_links(&self) -> Vec<Value> {
        let forms = self.offered.iter().map(|&format| {
            let (relation, title) = if format == self.format {
                ("self", format!("Dit antwoord als {}", format.name()))
            } else {
                ("alternate", format!("Hetzelfde als {}", format.name()))
            };
            let href = if self.offered.len() > 1 {
                self.with(&[(FORMAT, Some(format.code()))])
            } else {
                self.with(&[])
            };
            link(relation, &href, format, &title)
        });
        forms.collect()
    }

    /// A link to an address below the version.
    pub fn link(&self, relation: &str, path: &str, format: Format, title: &str) -> Value {
        link(relation, &self.address(path), format, title)
    }

    /// A link with variable parts between brackets.
    pub fn template(&self, relation: &str, path: &str, format: Format, title: &str) -> Value {
        let mut link = self.link(relation, path, format, title);
        link["templated"] = true.into();
        link
    }

    /// The other forms of this answer: name and address.
    pub fn other_forms(&self) -> Vec<(&'static str, String)> {
        let others = self.offered.iter().copied();
        others
            .filter(|&format| format != self.format)
            .map(|format| (format.name(), self.with(&[(FORMAT, Some(format.code()))])))
            .collect()
    }
}

/// A link as OGC API and RFC 8288 have it.
pub fn link(relation: &str, href: &str, format: Format, title: &str) -> Value {
    json!({ "rel": relation, "href": href, "type": format.bare_type(), "title": title, "hreflang": "nl" })
}

/// A text as a part of an address.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}
