//! Connections: how many at once, how slow a client may be, and their end when the service stops.

use std::future::Future;
use std::io;
use std::iter;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use prometheus_client::metrics::gauge::Gauge;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::api::running::closing::Closing;
use crate::api::running::connection_limits::ConnectionLimits;
use crate::api::running::places::{Place, Places};
use crate::api::running::rate_limit::Peer;

/// After a failed accept, as when there are no file descriptors left, so long nobody is let in.
const PAUSE: Duration = Duration::from_secs(1);
/// At a stop, what was sent before it is read for so long.
const LAST_READING: Duration = Duration::from_millis(50);
/// More connections than the system lets wait at a door (Linux: `somaxconn`); who comes after them comes after the stop.
const LONGEST_QUEUE: usize = 4096;
/// The head of a request may have so many bytes.
const LARGEST_HEAD: usize = 64 * 1024;

/// Answers on `listener` until `stop` is done; what was sent before it is answered still, as far as the limit lets it. Trusted
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
    // Each connection keeps a receiver until its end.
    let (stopping, told) = watch::channel(false);
    let cut = CancellationToken::new();
    let answer = |(stream, peer, place)| {
        let connection = Connection {
            stream,
            peer,
            place,
            limits,
        };
        let ends = (told.clone(), cut.clone());
        connection.answer(router.clone(), ends, open.clone());
    };
    let mut stop = pin!(stop);
    loop {
        let next = next_connection(&listener, &places);
        tokio::select! {
            next = next => answer(next),
            () = &mut stop => break,
        }
    }
    let last = last_in_queue(listener, &places);
    last.into_iter().for_each(answer);
    sleep(LAST_READING).await;
    stopping.send_replace(true);
    drop(told);
    if timeout(limits.stopping, stopping.closed()).await.is_err() {
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

/// Who came before the stop and was not let in yet, whether or not a place is free; the door is closed behind them.
fn last_in_queue(listener: TcpListener, places: &Arc<Places>) -> Vec<(TcpStream, Peer, Place)> {
    let Ok(listener) = listener.into_std() else {
        return Vec::new();
    };
    let is_next = |accepted: &io::Result<_>| match accepted {
        Ok(_) => true,
        Err(cause) => is_of_one_client(cause),
    };
    let queue = iter::repeat_with(|| listener.accept()).take(LONGEST_QUEUE);
    let queue = queue.take_while(is_next).filter_map(Result::ok);
    let last = queue.filter_map(|(stream, peer)| {
        stream.set_nonblocking(true).ok()?;
        let place = places.take(&mut None, peer.ip())?;
        Some((TcpStream::from_std(stream).ok()?, Peer(peer.ip()), place))
    });
    last.collect()
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
        (mut told, cut): (watch::Receiver<bool>, CancellationToken),
        open: Gauge,
    ) {
        // Small answers are not held back.
        self.stream.set_nodelay(true).ok();
        let head_late = Arc::new(AtomicBool::default());
        let closing = Closing::new(self.stream, self.place, Arc::clone(&head_late));
        let mut stream = TimeoutStream::new(closing);
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
        tokio::spawn(async move {
            open.inc();
            let mut connection = pin!(connection);
            let ended = tokio::select! {
                // What was sent is read before the stop is heard: hyper drops a connection of which it read nothing.
                biased;
                ended = connection.as_mut() => ended,
                () = stop_told(&mut told) => {
                    connection.as_mut().graceful_shutdown();
                    tokio::select! {
                        ended = connection.as_mut() => ended,
                        () = cut.cancelled() => Ok(()),
                    }
                }
            };
            if let Err(cause) = ended {
                tracing::debug!(%cause, "connection ended early");
                head_late.store(cause.is_timeout(), Ordering::Release);
            }
            open.dec();
        });
    }
}

async fn stop_told(told: &mut watch::Receiver<bool>) {
    // Without who tells it there is nothing left to stop for.
    drop(told.wait_for(|&stop| stop).await);
}
