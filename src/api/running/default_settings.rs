//! What holds of the service where nothing is written.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use toml::{Table, Value};

use crate::api::running::connection_limits::ConnectionLimits;
use crate::api::running::rate_limit::RateLimits;

/// Only this machine reaches it.
pub const ADDRESS: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// A login lasts so long: a working day.
pub const SESSION: Duration = Duration::from_secs(8 * 3600);
/// Where an identity provider names the roles of somebody.
pub const ROLE_CLAIM: &str = "roles";
/// The role of who records and plans.
pub const PLANNER_ROLE: &str = "planner";
/// The role of who may do all.
pub const KEEPER_ROLE: &str = "beheerder";

/// Every setting that holds without being written, as it would be written.
pub fn default_settings() -> Table {
    let (connections, rates) = (ConnectionLimits::default(), RateLimits::default());
    let seconds = |lasting: Duration| whole(lasting.as_secs());
    let settings: [(&str, Value); 14] = [
        ("address", ADDRESS.to_string().into()),
        ("connections", whole(connections.most as u64)),
        ("head_seconds", seconds(connections.head)),
        ("body_seconds", seconds(connections.body)),
        ("unread_seconds", seconds(connections.unread)),
        ("stop_seconds", seconds(connections.stopping)),
        ("requests_per_second", rates.per_second.get().into()),
        ("burst", rates.burst.get().into()),
        ("trusted_proxies", Value::Array(Vec::new())),
        ("reading", "open".into()),
        ("role_claim", ROLE_CLAIM.into()),
        ("planner_role", PLANNER_ROLE.into()),
        ("keeper_role", KEEPER_ROLE.into()),
        ("session_minutes", whole(SESSION.as_secs() / 60)),
    ];
    let named = |(key, value): (&str, Value)| (key.to_owned(), value);
    settings.map(named).into_iter().collect()
}

fn whole(number: u64) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
