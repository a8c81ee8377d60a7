//! The service as those who run it see it: its health, figures, log, connections and stop.

pub mod closing;
pub mod connection_limits;
pub mod connections;
pub mod default_settings;
pub mod health;
pub mod metrics;
pub mod metrics_text;
pub mod observe;
pub mod pace;
pub mod places;
pub mod rate_gate;
pub mod rate_limit;
pub mod reload;
pub mod reload_failed;
pub mod request_id;
pub mod settings;
pub mod written_address;
