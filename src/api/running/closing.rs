//! The end of a connection that the service closes first: the client reads the answer before the line is cut.
//!
//! A request whose head is too large, or does not come whole in time, is refused before it is read to its end. Closing at once
//! would make the client's system throw away the refusal with the unread rest, so the rest is read and thrown away for a while.

use std::io;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::time::timeout;

use crate::api::headers::ALWAYS;
use crate::api::problem::Problem;
use crate::api::running::places::Place;

/// So long the rest of a request is read after its answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// What hyper writes, without a word, when a head is larger than it may be, or the address in it.
const TOO_LARGE: [&[u8]; 2] = [b"HTTP/1.1 431 ", b"HTTP/1.1 414 "];

/// A connection that is closed with patience, and that says in words why a head was refused.
#[derive(Debug)]
pub struct Closing {
    /// Taken when the rest of a request is read.
    stream: Option<TcpStream>,
    /// Given back when the connection is really closed.
    place: Option<Place>,
    read_to_the_end: bool,
    heard: bool,
    answered: bool,
    /// Whether hyper gave up waiting for a head.
    head_late: Arc<AtomicBool>,
    /// What is left to write of a refusal in words.
    words: Vec<u8>,
}

impl Closing {
    /// The connection, and its place among those that are open at once.
    pub const fn new(stream: TcpStream, place: Place, head_late: Arc<AtomicBool>) -> Self {
        Self {
            stream: Some(stream),
            place: Some(place),
            read_to_the_end: false,
            heard: false,
            answered: false,
            head_late,
            words: Vec::new(),
        }
    }

    fn stream(&mut self) -> io::Result<Pin<&mut TcpStream>> {
        let stream = self.stream.as_mut().map(Pin::new);
        stream.ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    fn poll_words(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.words.is_empty() {
            let words = mem::take(&mut self.words);
            let written = self.stream()?.poll_write(context, &words);
            self.words = words;
            self.words.drain(..ready!(written)?);
        }
        Poll::Ready(Ok(()))
    }
}

/// Whether hyper refuses a head here: nobody else writes these.
fn is_wordless(bytes: &[u8]) -> bool {
    TOO_LARGE.iter().any(|start| bytes.starts_with(start))
}

/// The last answer of a connection.
fn refusal(status: StatusCode, problem: Problem) -> Vec<u8> {
    let body = json!(problem).to_string();
    let headers = ALWAYS.map(|(name, value)| format!("{name}: {value}\r\n"));
    format!(
        "HTTP/1.1 {status}\r\n{}content-type: application/problem+json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        headers.concat(),
        body.len()
    )
    .into_bytes()
}

impl AsyncRead for Closing {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(self.stream()?.poll_read(context, buffer))?;
        self.read_to_the_end = buffer.filled().len() == before;
        self.heard |= !self.read_to_the_end;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Closing {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.answered = true;
        if is_wordless(bytes) {
            // It is nearly always a long filter in the address.
            self.words = refusal(StatusCode::URI_TOO_LONG, Problem::too_long());
            return Poll::Ready(Ok(bytes.len()));
        }
        ready!(self.poll_words(context))?;
        self.stream()?.poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let Some(first) = parts.first().filter(|part| is_wordless(part)) {
            return self.poll_write(context, first);
        }
        self.answered = true;
        ready!(self.poll_words(context))?;
        self.stream()?.poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_words(context))?;
        self.stream()?.poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_words(context))?;
        self.stream()?.poll_shutdown(context)
    }
}

impl Drop for Closing {
    fn drop(&mut self) {
        let (Some(stream), false) = (self.stream.take(), self.read_to_the_end) else {
            return;
        };
        // In the midst of an earlier answer a refusal would spoil it, and who was silent asked nothing.
        if self.heard && !self.answered && self.head_late.load(Ordering::Acquire) {
            self.words = refusal(StatusCode::REQUEST_TIMEOUT, Problem::too_slow());
        }
        let words = mem::take(&mut self.words);
        let place = self.place.take();
        // Outside of the runtime everything stops anyway.
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        runtime.spawn(async move {
            let _place = place;
            timeout(PATIENCE, read_the_rest(stream, words)).await.ok();
        });
    }
}

/// Writes what is left to say, then reads until the client closes.
async fn read_the_rest(mut stream: TcpStream, words: Vec<u8>) -> io::Result<()> {
    stream.write_all(&words).await?;
    stream.shutdown().await?;
    let mut thrown_away = [0; 16 * 1024];
    while stream.read(&mut thrown_away).await? > 0 {}
    Ok(())
}
