//! What is counted while the service runs.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;

/// Upper bounds of the classes of answering times, in seconds.
const BOUNDS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0,
];

/// Which requests are counted together. The route is a template, so that there are as many as there are routes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Answered {
    route: String,
    method: &'static str,
    status: u16,
}

/// Requests of one route.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Route {
    route: String,
}

/// All counters.
#[derive(Debug)]
pub struct Metrics {
    /// Answers by route, method and status.
    pub answered: Family<Answered, Counter>,
    /// Seconds until an answer began, by route.
    pub took: Family<Route, Histogram, fn() -> Histogram>,
    /// Requests that are being answered.
    pub running: Gauge,
    /// Open connections.
    pub connections: Gauge,
    /// How often the study was read again.
    pub reloads: Counter,
    /// How often that failed, and the old one stayed.
    pub reloads_failed: Counter,
    /// Tiles that were there already.
    pub tiles_kept: Counter,
    /// Tiles that were made.
    pub tiles_made: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            answered: Family::default(),
            took: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
            running: Gauge::default(),
            connections: Gauge::default(),
            reloads: Counter::default(),
            reloads_failed: Counter::default(),
            tiles_kept: Counter::default(),
            tiles_made: Counter::default(),
        }
    }
}

impl Metrics {
    /// A request is being answered, until this is dropped.
    pub fn begin(&self) -> Running<'_> {
        self.running.inc();
        Running(self)
    }
}

/// A request that is being answered; one that is broken off ends too.
#[derive(Debug)]
pub struct Running<'a>(&'a Metrics);

impl Running<'_> {
    /// It was answered.
    pub fn end(self, route: &str, method: &'static str, status: u16, took: Duration) {
        let route = route.to_owned();
        let seconds = took.as_secs_f64();
        let of_route = Route {
            route: route.clone(),
        };
        self.0.took.get_or_create(&of_route).observe(seconds);
        let answered = Answered {
            route,
            method,
            status,
        };
        self.0.answered.get_or_create(&answered).inc();
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.running.dec();
    }
}
