//! Connections: how many at once, how slow a client may be, and their end when the service stops.

use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use prometheus_client::metrics::gauge::Gauge;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::api::running::closing::Closing;
use crate::api::running::places::{Place, Places};
use crate::api::running::rate_limit::Peer;

/// After a failed accept, as when there are no file descriptors left, so long nobody is let in.
const PAUSE: Duration = Duration::from_secs(1);
/// The head of a request may have so many bytes.
const LARGEST_HEAD: usize = 64 * 1024;

/// What a client may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// So many connections are open at once; further ones wait at the door. One client has an eighth of them at most.
    pub most: usize,
    /// So long the head of a request may take, and so long an open connection may be silent.
    pub head: Duration,
    /// So long a body may not come, and so long it may take when next to nothing of it comes.
    pub body: Duration,
    /// So long a client may leave an answer unread.
    pub unread: Duration,
    /// So long answers may take to be finished when the service stops.
    pub stopping: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            most: 1024,
            head: Duration::from_secs(15),
            body: Duration::from_secs(15),
            unread: Duration::from_secs(30),
            stopping: Duration::from_secs(20),
        }
    }
}

/// Answers on `listener` until `stop` is done; answers that have begun are finished, as far as the limit lets them. Trusted
/// proxies may have all connections.
///
/// # Errors
/// None today; what goes wrong with one connection ends that one.
pub async fn answer_connections(
    listener: TcpListener,
    router: Router,
    (limits, trusted): (ConnectionLimits, Vec<IpAddr>),
    open: Gauge,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Places::of(limits.most, trusted);
    let graceful = GracefulShutdown::new();
    let cut = CancellationToken::new();
    let mut stop = pin!(stop);
    loop {
        let next = next_connection(&listener, &places);
        let (stream, peer, place) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let connection = Connection {
            stream,
            peer,
            place,
            limits,
        };
        connection.answer(router.clone(), &graceful, cut.clone(), open.clone());
    }
    drop(listener);
    if timeout(limits.stopping, graceful.shutdown()).await.is_err() {
        tracing::warn!("answers that were not finished are broken off");
    }
    cut.cancel();
    Ok(())
}

async fn next_connection(listener: &TcpListener, places: &Arc<Places>) -> (TcpStream, Peer, Place) {
    let mut free = places.free().await;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => match places.take(&mut free, peer.ip()) {
                Some(place) => return (stream, Peer(peer.ip()), place),
                // Waiting at the door it would keep others out; it is closed at once.
                None => {
                    tracing::debug!(client = %peer.ip(), "a client has its share of connections")
                }
            },
            Err(cause) if is_of_one_client(&cause) => {}
            Err(cause) => {
                tracing::error!(%cause, "no connection can be accepted");
                sleep(PAUSE).await;
            }
        }
    }
}

fn is_of_one_client(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

struct Connection {
    stream: TcpStream,
    peer: Peer,
    place: Place,
    limits: ConnectionLimits,
}

impl Connection {
    fn answer(
        self,
        router: Router,
        graceful: &GracefulShutdown,
        cut: CancellationToken,
        open: Gauge,
    ) {
        // Small answers are not held back.
        self.stream.set_nodelay(true).ok();
        let mut stream = TimeoutStream::new(Closing::new(self.stream, self.place));
        stream.set_write_timeout(Some(self.limits.unread));
        let peer = self.peer;
        let service = router.map_request(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            request
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.head)
            .max_buf_size(LARGEST_HEAD)
            .serve_connection(
                TokioIo::new(Box::pin(stream)),
                TowerToHyperService::new(service),
            );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            open.inc();
            tokio::select! {
                ended = connection => {
                    if let Err(cause) = ended {
                        tracing::debug!(%cause, "connection ended early");
                    }
                }
                () = cut.cancelled() => {}
            }
            open.dec();
        });
    }
}
