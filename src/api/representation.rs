//! One representation with its validators: whether the asker has it already, and which part of it is wanted.
//!
//! # Source
//! RFC 9110: validators (section 8.8), conditional requests (13), ranges (14).

use std::io::SeekFrom;
use std::time::SystemTime;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use headers::{
    AcceptRanges, ContentLength, ContentRange, ETag, HeaderMapExt, IfModifiedSince, IfNoneMatch,
    IfRange, LastModified,
};
use http_range_header::parse_range_header;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use crate::api::made_files::MadeFile;
use crate::api::problem::Problem;

/// So many bytes are read from a file at a time.
const CHUNK: usize = 64 * 1024;
const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");

/// What is told of a representation before its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Representation {
    /// Its media type.
    pub media_type: &'static str,
    /// The number that stands for its bytes.
    pub number: u64,
    /// When it was first given.
    pub first_given: SystemTime,
    /// The name under which it is saved; nothing for what is only read.
    pub file_name: Option<String>,
    /// The address of its coordinate system, if it has one.
    pub crs: Option<String>,
    /// Where its metadata are, if anywhere.
    pub described_by: Option<String>,
}

impl Representation {
    /// 304 when the asker has these bytes already.
    pub fn unchanged(&self, request: &HeaderMap) -> Option<Response> {
        let tag = self.tag()?;
        let has_it = match request.typed_get::<IfNoneMatch>() {
            Some(known) => !known.precondition_passes(&tag),
            None => request
                .typed_get::<IfModifiedSince>()
                .is_some_and(|since| !since.is_modified(self.first_given)),
        };
        has_it.then(|| (StatusCode::NOT_MODIFIED, self.headers()).into_response())
    }

    /// A body that is there as a whole.
    pub fn whole(&self, request: &HeaderMap, body: impl Into<Body>) -> Response {
        match self.unchanged(request) {
            Some(unchanged) => unchanged,
            None => (self.headers(), body.into()).into_response(),
        }
    }

    /// A file, or the part of it that is asked for.
    ///
    /// # Errors
    /// Passes on that of the disk.
    pub async fn file(&self, request: &HeaderMap, file: &MadeFile) -> std::io::Result<Response> {
        if let Some(unchanged) = self.unchanged(request) {
            return Ok(unchanged);
        }
        let mut headers = self.headers();
        headers.typed_insert(AcceptRanges::bytes());
        let (status, first, length) = match self.wanted(request, file.length) {
            Wanted::Whole => (StatusCode::OK, 0, file.length),
            Wanted::Part(first, last) => {
                if let Ok(range) = ContentRange::bytes(first..=last, file.length) {
                    headers.typed_insert(range);
                }
                (StatusCode::PARTIAL_CONTENT, first, last - first + 1)
            }
            Wanted::Beyond => {
                headers.typed_insert(ContentRange::unsatisfied_bytes(file.length));
                headers.remove(header::CONTENT_TYPE);
                headers.remove(header::CONTENT_DISPOSITION);
                return Ok((headers, Problem::beyond(file.length)).into_response());
            }
        };
        headers.typed_insert(ContentLength(length));
        let mut opened = tokio::fs::File::open(file.path()).await?;
        opened.seek(SeekFrom::Start(first)).await?;
        let stream = ReaderStream::with_capacity(opened.take(length), CHUNK);
        Ok((status, headers, Body::from_stream(stream)).into_response())
    }

    /// One range is given as such; of several, the whole file is, as every server may.
    fn wanted(&self, request: &HeaderMap, length: u64) -> Wanted {
        let asked = request
            .get(header::RANGE)
            .and_then(|range| range.to_str().ok());
        // What is no range at all is as if nothing was asked.
        let Some(range) = asked.and_then(|range| parse_range_header(range).ok()) else {
            return Wanted::Whole;
        };
        let changed = request.typed_get::<IfRange>().is_some_and(|known| {
            known.is_modified(
                self.tag().as_ref(),
                Some(&LastModified::from(self.first_given)),
            )
        });
        if changed {
            return Wanted::Whole;
        }
        match range.validate(length).as_deref() {
            Ok([only]) => Wanted::Part(*only.start(), *only.end()),
            Ok(_several) => Wanted::Whole,
            Err(_beyond) => Wanted::Beyond,
        }
    }

    fn tag(&self) -> Option<ETag> {
        format!("\"{:016x}\"", self.number).parse().ok()
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let mut tell = |name: HeaderName, value: Option<String>| {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                headers.insert(name, value);
            }
        };
        tell(header::CONTENT_TYPE, Some(self.media_type.to_owned()));
        let saved = |name: &String| format!("attachment; filename=\"{name}\"");
        tell(
            header::CONTENT_DISPOSITION,
            self.file_name.as_ref().map(saved),
        );
        tell(CONTENT_CRS, self.crs.as_ref().map(|crs| format!("<{crs}>")));
        let described = |address: &String| {
            format!("<{address}>; rel=\"describedby\"; type=\"application/json\"")
        };
        tell(header::LINK, self.described_by.as_ref().map(described));
        headers.typed_insert(LastModified::from(self.first_given));
        if let Some(tag) = self.tag() {
            headers.typed_insert(tag);
        }
        headers
    }
}

/// What a request wants of a file.
enum Wanted {
    Whole,
    Part(u64, u64),
    Beyond,
}

/// Compressed bytes are others than those that the tag stands for, so that the tag becomes a weak one.
pub async fn weaken_compressed(mut response: Response) -> Response {
    let compressed = response.headers().contains_key(header::CONTENT_ENCODING);
    let tag = response
        .headers()
        .get(header::ETAG)
        .and_then(|tag| tag.to_str().ok());
    let strong = tag.filter(|tag| compressed && !tag.starts_with("W/"));
    let weak = strong.and_then(|tag| HeaderValue::from_str(&format!("W/{tag}")).ok());
    if let Some(weak) = weak {
        response.headers_mut().insert(header::ETAG, weak);
    }
    response
}
