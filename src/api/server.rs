//! The service: all routes with their headers, until it is told to stop.

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state, map_response, map_response_with_state};
use prometheus_client::metrics::gauge::Gauge;
use tokio::net::TcpListener;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutLayer;

use crate::api::caller::follow_ended::{follow_ended, tell_ended_last};
use crate::api::conditional::answer_once;
use crate::api::format::Format;
use crate::api::headers::add_headers;
use crate::api::representation::weaken_compressed;
use crate::api::routes::routes;
use crate::api::running::connection_limits::ConnectionLimits;
use crate::api::running::connections::answer_connections;
use crate::api::running::observe::observe;
use crate::api::running::pace::limit_pace;
use crate::api::running::rate_gate::limit_rate;
use crate::api::state::ServerState;
use crate::layers::export::format::ExportFormat;

/// Longer than this no answer takes; a slow client does not hold a place for ever.
const LONGEST_ANSWER: Duration = Duration::from_secs(60);

/// Answers requests on `listener` until `stop` is done; answers that have begun are finished.
///
/// # Errors
/// Passes on what the operating system says of the socket.
pub async fn serve(
    listener: TcpListener,
    state: Arc<ServerState>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    tokio::spawn(follow_ended(Arc::clone(&state)));
    let [stopping, last] = [(); 2].map(|()| Arc::clone(&state));
    let trusted = state.rates.trusted_proxies().to_vec();
    let (limits, open) = (state.connections, state.metrics.connections.clone());
    let stop = async move {
        stop.await;
        // Nobody can fetch their results any more.
        stopping.jobs.dismiss_all();
    };
    let answered = answer_connections(listener, service(state), (limits, trusted), open, stop);
    let answered = answered.await;
    tell_ended_last(&last).await;
    answered
}

/// Answers with other routes, for who runs the service, until `stop` is done.
///
/// # Errors
/// As [`serve`].
pub async fn serve_routes(
    listener: TcpListener,
    routes: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let limits = ConnectionLimits::default();
    answer_connections(
        listener,
        routes,
        (limits, Vec::new()),
        Gauge::default(),
        stop,
    )
    .await
}

/// Archives and Parquet are compressed inside.
fn not_compressed_yet() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::new(Format::TileArchive.media_type()))
        .and(NotForContentType::new(ExportFormat::Shapefile.media_type()))
        .and(NotForContentType::new(
            ExportFormat::GeoParquet.media_type(),
        ))
}

/// The routes with compression, headers, a time limit and a log line each.
pub fn service(state: Arc<ServerState>) -> Router {
    routes(Arc::clone(&state))
        .layer(from_fn_with_state(Arc::clone(&state), limit_pace))
        .layer(from_fn(answer_once))
        // Tiles are compressed at every request, so speed counts for more than the last percent.
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(not_compressed_yet()),
        )
        .layer(map_response(weaken_compressed))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            LONGEST_ANSWER,
        ))
        .layer(from_fn_with_state(Arc::clone(&state), limit_rate))
        .layer(map_response_with_state(Arc::clone(&state), add_headers))
        .layer(from_fn_with_state(state, observe))
}
