//! Requests to the service: a line with method and address, lines with headers, an empty line and a body. The service has a
//! register and wants to know who asks. Only what reads is asked, so that one request changes nothing for the next.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use http_body_util::BodyExt;
use nabij::api::register::kept::Register;
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::store::address::StoreAddress;
use nabij::store::open_store::Store;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

use super::kept_table::folder;
use super::town::study;

/// The service, and what runs it.
static SERVICE: LazyLock<(Router, Runtime)> = LazyLock::new(|| {
    let kept = option_env!("CARGO_TARGET_TMPDIR").map(PathBuf::from);
    let kept = kept.unwrap_or_else(|| folder().keep());
    let address = StoreAddress::File(kept.join("fuzzed.sqlite"));
    let store = Store::open(&address, "Proefstad").expect("a store");
    let state = ServerState::default().with_register(Some(Register::over(store)));
    let state = Arc::new(state);
    state.open(study());
    let runtime = Builder::new_current_thread().enable_all().build();
    (service(state), runtime.expect("a runtime"))
});

/// Reads bytes as a request, and the answer to its end.
pub fn read(bytes: &[u8]) {
    let Some(request) = request(bytes) else {
        return;
    };
    let (service, runtime) = &*SERVICE;
    runtime.block_on(async {
        let Ok(answer) = service.clone().oneshot(request).await;
        let status = answer.status();
        let body = answer.into_body().collect().await;
        assert!(
            status.as_u16() != 500,
            "an answer that is a mistake of ours"
        );
        assert!(body.is_ok(), "an answer that breaks off");
    });
}

fn request(bytes: &[u8]) -> Option<Request<Body>> {
    let (head, body) = match bytes.windows(2).position(|two| two == b"\n\n") {
        Some(end) => (&bytes[..end], &bytes[end + 2..]),
        None => (bytes, &bytes[..0]),
    };
    let mut lines = head.split(|&byte| byte == b'\n');
    let first = std::str::from_utf8(lines.next()?).ok()?;
    let (method, address) = first.split_once(' ')?;
    let method = Method::try_from(method).ok()?;
    let reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(&method);
    let mut request = Request::builder().method(method).uri(address);
    for line in lines {
        let colon = line.iter().position(|&byte| byte == b':')?;
        request = request.header(&line[..colon], line[colon + 1..].trim_ascii());
    }
    let body = Body::from(body.to_vec());
    request.body(body).ok().filter(|_| reads)
}
