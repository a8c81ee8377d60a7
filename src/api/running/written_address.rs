//! Addresses in settings, refused with what was written and what was expected. Names of hosts are not looked up.

use std::fmt::Display;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};

use crate::ingest::quotation::quoted;

/// Where a service listens.
///
/// # Errors
/// A text that is no address with a port.
pub fn host_and_port<'de, Source: Deserializer<'de>>(
    source: Source,
) -> Result<Option<SocketAddr>, Source::Error> {
    let text = String::deserialize(source)?;
    let expected = "host:port with an IP address as host, such as 127.0.0.1:8080 or [::1]:8080";
    parsed(&text, expected).map(Some)
}

/// Hosts.
///
/// # Errors
/// A text among them that is no address.
pub fn hosts<'de, Source: Deserializer<'de>>(source: Source) -> Result<Vec<IpAddr>, Source::Error> {
    let written = Vec::<String>::deserialize(source)?;
    let expected = "IP addresses, such as 127.0.0.1 or ::1";
    let hosts = written.iter().map(|text| parsed(text, expected));
    hosts.collect()
}

fn parsed<T: FromStr<Err: Display>, Refused: Error>(
    text: &str,
    expected: &str,
) -> Result<T, Refused> {
    text.parse()
        .map_err(|_cause| Refused::custom(format!("{}, expected {expected}", quoted(text))))
}
