//! All figures as text for Prometheus, at an address of their own: they are for who runs the service.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::api::headers::VERSION;
use crate::api::problem::Problem;
use crate::api::processes::job::Status;
use crate::api::state::ServerState;

const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What is answered at the address for figures.
pub fn metrics_routes(state: Arc<ServerState>) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .fallback(|| async { Problem::unknown("Hier staat alleen /metrics.") })
        .with_state(state)
}

async fn metrics(State(state): State<Arc<ServerState>>) -> Result<Response, Problem> {
    let text = metrics_text(&state).map_err(|cause| state.failure(&cause))?;
    Ok(([(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response())
}

/// # Source
/// OpenMetrics 1.0, which Prometheus reads.
fn metrics_text(state: &ServerState) -> Result<String, fmt::Error> {
    let mut registry = Registry::with_prefix("nabij");
    counted(&mut registry, state);
    held(&mut registry, state);
    let mut text = String::new();
    encode(&mut text, &registry)?;
    Ok(text)
}

/// What was counted since the start.
fn counted(registry: &mut Registry, state: &ServerState) {
    let metrics = &state.metrics;
    registry.register("http_requests", "Answers", metrics.answered.clone());
    registry.register_with_unit(
        "http_request_duration",
        "Time until an answer began",
        Unit::Seconds,
        metrics.took.clone(),
    );
    let running = "Requests being answered";
    registry.register("http_requests_running", running, metrics.running.clone());
    let open = metrics.connections.clone();
    registry.register("http_connections", "Open connections", open);
    let reloads = metrics.reloads.clone();
    registry.register("study_reloads", "Times the study was read again", reloads);
    let failed = metrics.reloads_failed.clone();
    registry.register("study_reloads_failed", "Times it was not", failed);
    let kept = "Tiles that were there already";
    registry.register("tiles_kept", kept, metrics.tiles_kept.clone());
    let made = "Tiles that were made";
    registry.register("tiles_made", made, metrics.tiles_made.clone());
}

/// What there is now.
fn held(registry: &mut Registry, state: &ServerState) {
    let mut gauge = |name: &str, help: &str, value: i64| {
        let gauge: Gauge = Gauge::default();
        gauge.set(value);
        registry.register(name, help, gauge);
    };
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let tiles = &state.tiles;
    gauge("tile_cache_tiles", "Tiles kept", whole(tiles.entry_count()));
    let bytes = whole(tiles.weighted_size());
    gauge("tile_cache_bytes", "Memory of tiles kept", bytes);
    let files = whole(state.files.count());
    gauge("made_files", "Files kept for downloading", files);
    let uploads = state.uploads().map_or(0, |uploads| uploads.records().len());
    gauge("uploads", "Layers that were sent", whole(uploads as u64));
    let opened = state.opened().map(|(opened, _)| opened.as_second());
    let when = "When the study was put in place, in seconds since 1970; 0 when it is not there";
    gauge("study_opened_timestamp_seconds", when, opened.unwrap_or(0));
    let study = state.study().ok();
    let name = study.map(|study| study.town().name.clone());
    let labels = [
        ("version", VERSION.to_owned()),
        ("study", name.unwrap_or_default()),
    ];
    registry.register("build", "Version and study", Info::new(labels));
    registry.register("jobs", "Jobs that are kept", jobs(state));
}

fn jobs(state: &ServerState) -> Family<[(&'static str, &'static str); 1], Gauge> {
    let family: Family<_, Gauge> = Family::default();
    let jobs = state.jobs.all();
    for status in Status::EVERY {
        let count = jobs.iter().filter(|job| job.status == status).count();
        let gauge = family.get_or_create(&[("status", status.code())]);
        gauge.set(i64::try_from(count).unwrap_or(i64::MAX));
    }
    family
}
