//! How often one client may ask. Who asks more is told to wait, so that nobody takes the service from the others.
//!
//! The limit is a bucket for each client: it holds `burst` requests and fills by `per_second`. Who works on the machine itself
//! has no limit. Behind a proxy that is trusted, the client is the one that the proxy names.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");
/// After so many requests clients that are quiet again are forgotten.
const SWEEP: u64 = 10_000;

/// How often a client may ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimits {
    /// So many requests a second, on average.
    pub per_second: NonZeroU32,
    /// So many at once.
    pub burst: NonZeroU32,
    /// Proxies whose word on who asks is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            per_second: const { NonZeroU32::new(100).expect("it is not zero") },
            // A map on a large screen that is panned asks a few hundred tiles.
            burst: const { NonZeroU32::new(1000).expect("it is not zero") },
            trusted_proxies: Vec::new(),
        }
    }
}

/// Who is at the other end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// What each client has left.
#[derive(Debug)]
pub struct RateLimit {
    limits: RateLimits,
    buckets: DefaultKeyedRateLimiter<IpAddr>,
    asked: AtomicU64,
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::of(RateLimits::default())
    }
}

impl RateLimit {
    /// Full buckets.
    pub fn of(limits: RateLimits) -> Self {
        let quota = Quota::per_second(limits.per_second).allow_burst(limits.burst);
        Self {
            limits,
            buckets: RateLimiter::keyed(quota),
            asked: AtomicU64::new(0),
        }
    }

    /// Proxies whose word on who asks is believed.
    pub fn trusted_proxies(&self) -> &[IpAddr] {
        &self.limits.trusted_proxies
    }

    /// Takes one request of who asks it.
    ///
    /// # Errors
    /// How long to wait.
    pub fn take(&self, peer: IpAddr, headers: &HeaderMap) -> Result<(), Duration> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.buckets.retain_recent();
            self.buckets.shrink_to_fit();
        }
        let client = client(peer, headers, &self.limits.trusted_proxies);
        if client.is_loopback() {
            return Ok(());
        }
        let taken = self.buckets.check_key(&neighbours(client));
        taken.map_err(|until| until.wait_time_from(DefaultClock::default().now()))
    }
}

/// The nearest address that is no proxy of ours. What a stranger wrote before it is not believed.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let told = headers.get_all(FORWARDED).iter();
    let told: Vec<&str> = told.filter_map(|value| value.to_str().ok()).collect();
    let mut nearest = peer.to_canonical();
    for address in told.iter().rev().flat_map(|list| list.rsplit(',')) {
        if !trusted.contains(&nearest) {
            break;
        }
        match address.trim().parse::<IpAddr>() {
            Ok(address) => nearest = address.to_canonical(),
            Err(_) => break,
        }
    }
    nearest
}

/// Who counts as one client: a household or office has a whole network of IPv6, of 64 bits.
pub fn neighbours(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(address) => {
            let network = u128::from(address) & !u128::from(u64::MAX);
            Ipv6Addr::from(network).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn limits(trusted: &[&str]) -> RateLimits {
        let trusted = trusted.iter().map(|text| text.parse().expect("an address"));
        RateLimits {
            per_second: NonZeroU32::MIN,
            burst: NonZeroU32::new(3).expect("not zero"),
            trusted_proxies: trusted.collect(),
        }
    }

    fn headers(forwarded: &str) -> HeaderMap {
        let value = HeaderValue::try_from(forwarded).expect("a header");
        HeaderMap::from_iter([(FORWARDED, value)])
    }

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn a_client_that_asks_too_often_waits_and_another_does_not() {
        let limit = RateLimit::of(limits(&[]));
        let take = |text: &str| limit.take(address(text), &HeaderMap::new());
        for _ in 0..3 {
            take("203.0.113.1").expect("within the burst");
        }
        let wait = take("203.0.113.1").expect_err("too often");
        assert!(
            wait > Duration::ZERO && wait <= Duration::from_secs(1),
            "{wait:?}"
        );
        take("203.0.113.2").expect("another one");
        for host in ["2001:db8::1", "2001:db8::2", "2001:db8::3"] {
            take(host).expect("one network");
        }
        take("2001:db8::4").expect_err("the same network");
        take("2001:db8:0:1::4").expect("another network");
        for _ in 0..100 {
            take("127.0.0.1").expect("this machine");
        }
    }

    #[test]
    fn only_a_trusted_proxy_says_who_asks() {
        let trusted = limits(&["127.0.0.1", "10.0.0.2"]).trusted_proxies;
        let found = |peer: &str, forwarded: &str| {
            client(address(peer), &headers(forwarded), &trusted).to_string()
        };
        assert_eq!(found("127.0.0.1", "203.0.113.9"), "203.0.113.9");
        assert_eq!(found("203.0.113.1", "198.51.100.7"), "203.0.113.1");
        assert_eq!(found("127.0.0.1", "1.2.3.4, 203.0.113.9"), "203.0.113.9");
        assert_eq!(found("127.0.0.1", "203.0.113.9, 10.0.0.2"), "203.0.113.9");
        assert_eq!(found("::ffff:127.0.0.1", "203.0.113.9"), "203.0.113.9");
        assert_eq!(found("127.0.0.1", "geheim"), "127.0.0.1");
    }

    #[test]
    fn clients_that_are_quiet_are_forgotten() {
        let fast = RateLimits {
            per_second: NonZeroU32::MAX,
            ..limits(&[])
        };
        let limit = RateLimit::of(fast);
        for number in 0..=SWEEP {
            let client = Ipv6Addr::from(u128::from(number + 1) << 64);
            limit
                .take(client.into(), &HeaderMap::new())
                .expect("the first");
        }
        assert!(
            limit.buckets.len() < 100,
            "{} are kept",
            limit.buckets.len()
        );
    }
}
