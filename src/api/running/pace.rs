//! How slowly a body may come. Nobody is waited for who sends next to nothing; a large file over a slow line is, as long as it
//! goes on coming.
//!
//! There is so much patience with a sender. Waiting takes of it and what comes gives back, never more than there was at first.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::Error;
use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use tokio::time::timeout;

use crate::api::problem::Problem;
use crate::api::state::ServerState;

/// Who sends so many bytes a second is waited for.
const SLOWEST: u32 = 1024;

/// Answers a request of which the body comes, or says that it did not.
pub async fn limit_pace(
    State(state): State<Arc<ServerState>>,
    request: Request,
    next: Next,
) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let too_slow = Arc::new(AtomicBool::default());
    let patience = state.connections.body;
    let request = request.map(|body| paced(body, patience, Arc::clone(&too_slow)));
    let response = next.run(request).await;
    match too_slow.load(Ordering::Acquire) {
        true => Problem::too_slow().into_response(),
        false => response,
    }
}

/// A body that breaks off when patience is at its end, and then says so.
fn paced(body: Body, patience: Duration, too_slow: Arc<AtomicBool>) -> Body {
    let coming = Coming {
        parts: body.into_data_stream(),
        patience,
        left: patience,
        too_slow,
    };
    Body::from_stream(stream::try_unfold(coming, Coming::further))
}

/// A body that is coming in.
struct Coming {
    parts: BodyDataStream,
    patience: Duration,
    left: Duration,
    too_slow: Arc<AtomicBool>,
}

impl Coming {
    async fn further(mut self) -> Result<Option<(Bytes, Self)>, Error> {
        let began = Instant::now();
        let Ok(part) = timeout(self.left, self.parts.next()).await else {
            self.too_slow.store(true, Ordering::Release);
            return Err(Error::new(io::Error::from(io::ErrorKind::TimedOut)));
        };
        let Some(part) = part.transpose()? else {
            return Ok(None);
        };
        let left = left_after(self.left, began.elapsed(), part.len());
        self.left = left.min(self.patience);
        Ok(Some((part, self)))
    }
}

/// What is left of patience after waiting for so many bytes.
fn left_after(left: Duration, waited: Duration, bytes: usize) -> Duration {
    let given_back = Duration::from_secs(bytes as u64) / SLOWEST;
    left.saturating_sub(waited) + given_back
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    #[test]
    fn a_letter_now_and_then_uses_patience_up_and_a_slow_line_does_not() {
        let patience = Duration::from_secs(15);
        let after = |seconds: u64, bytes: usize, times: usize| {
            let waited = Duration::from_secs(seconds);
            (0..times).fold(patience, |left, _| {
                left_after(left, waited, bytes).min(patience)
            })
        };
        assert!(after(5, 1, 4) < Duration::from_millis(10));
        assert_eq!(after(10, 10 * 1024, 1_000), patience);
    }

    #[tokio::test]
    async fn a_body_that_comes_is_whole_and_one_that_does_not_breaks_off() {
        let soon = Duration::from_millis(10);
        let too_slow = Arc::new(AtomicBool::default());
        let parts = ["een", "twee"].map(|part| Ok::<_, Error>(Bytes::from(part)));
        let body = Body::from_stream(stream::iter(parts));
        let whole = to_bytes(paced(body, soon, Arc::clone(&too_slow)), 100).await;
        assert_eq!(whole.expect("it came"), "eentwee");
        assert!(!too_slow.load(Ordering::Acquire));
        let body = Body::from_stream(stream::pending::<Result<Bytes, Error>>());
        let broken = to_bytes(paced(body, soon, Arc::clone(&too_slow)), 100).await;
        assert!(broken.is_err() && too_slow.load(Ordering::Acquire));
    }
}
