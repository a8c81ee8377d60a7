//! Whether a request comes from who works on the machine itself: on our own page, or by a program.

use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

/// What a proxy says of whom it asks for.
const PASSED_ON: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// Whether no page of another site made the request, and it came by this machine's own name.
pub fn from_here(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host: Option<Authority> = text(header::HOST).and_then(|host| host.parse().ok());
    let ours = host
        .as_ref()
        .is_some_and(|host| is_this_machine(host.host()));
    let same = match headers.get(header::ORIGIN) {
        None => true,
        Some(_) => text(header::ORIGIN)
            .and_then(|origin| origin.split_once("://"))
            .zip(host.as_ref())
            .is_some_and(|((_, origin), host)| origin == host.as_str()),
    };
    // A proxy on this machine asks for somebody elsewhere.
    let passed_on = PASSED_ON.iter().any(|&name| headers.contains_key(name));
    ours && same && !passed_on
}

/// Whether a host is the machine itself, by its own name.
pub fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let address: Result<std::net::IpAddr, _> = bare.parse();
    bare.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_on_this_machine_asks_for_somebody_elsewhere() {
        for name in PASSED_ON {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "localhost:8080".parse().expect("a header"));
            assert!(from_here(&headers));
            headers.insert(name, "203.0.113.1".parse().expect("a header"));
            assert!(!from_here(&headers), "{name}");
        }
    }

    fn allowed(host: Option<&str>, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::HOST, host), (header::ORIGIN, origin)] {
            if let Some(value) = value {
                headers.insert(name, value.parse().expect("a header"));
            }
        }
        from_here(&headers)
    }

    #[test]
    fn only_this_machine_by_its_own_name_and_page() {
        assert!(allowed(Some("localhost:8080"), None));
        assert!(allowed(
            Some("127.0.0.1:8080"),
            Some("http://127.0.0.1:8080")
        ));
        assert!(allowed(Some("[::1]:8080"), Some("http://[::1]:8080")));
        for (host, origin) in [
            (None, None),
            (Some("nabij.example:8080"), None),
            (Some("localhost:8080"), Some("https://elders.example")),
            (Some("localhost:8080"), Some("http://localhost:9090")),
            (Some("localhost:8080"), Some("null")),
            (Some("localhost.elders.example"), None),
        ] {
            assert!(!allowed(host, origin), "{host:?} {origin:?}");
        }
    }
}
