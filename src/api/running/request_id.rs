//! The name of one request, in the answer and in every line of the log about it.
//!
//! A client or a proxy may bring its own in `X-Request-Id`. Only short, plain ones are taken over: a log is read by people and
//! programs that must not be fooled by what a stranger writes.

use std::fmt;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header, in requests and in answers.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// So many letters an id that was brought along may have.
const LONGEST: usize = 64;

tokio::task_local! {
    static CURRENT: RequestId;
}

/// The name of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// The one that the request brought along, or a new one.
    pub fn of(headers: &HeaderMap) -> Self {
        let brought = headers.get(HEADER).and_then(|value| value.to_str().ok());
        match brought.filter(|text| is_plain(text)) {
            Some(text) => Self(text.to_owned()),
            None => Self::new(),
        }
    }

    /// The one of the request that is being answered; a new one when there is none, as in a job.
    pub fn current() -> Self {
        CURRENT
            .try_with(Self::clone)
            .unwrap_or_else(|_| Self::new())
    }

    /// Runs `work` as the answering of this request.
    pub async fn during<T>(self, work: impl Future<Output = T>) -> T {
        CURRENT.scope(self, work).await
    }

    /// As a header.
    pub fn header(&self) -> Option<HeaderValue> {
        HeaderValue::try_from(&self.0).ok()
    }

    fn new() -> Self {
        Self(format!("{:032x}", rand::random::<u128>()))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_plain(text: &str) -> bool {
    let plain = |letter: u8| letter.is_ascii_alphanumeric() || b"-_.".contains(&letter);
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(brought: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(HEADER, HeaderValue::try_from(brought).expect("a header"));
        RequestId::of(&headers).to_string() == brought
    }

    #[test]
    fn only_short_and_plain_ids_are_taken_over() {
        for brought in ["a", "req-1_2.3", &"a".repeat(LONGEST)] {
            assert!(taken(brought), "{brought}");
        }
        for brought in ["", "a b", "a\"b", "a{b}", "é", &"a".repeat(LONGEST + 1)] {
            assert!(!taken(brought), "{brought}");
        }
    }

    #[test]
    fn every_request_without_one_gets_its_own() {
        let headers = HeaderMap::new();
        assert_ne!(RequestId::of(&headers), RequestId::of(&headers));
    }
}
