//! The router: every operation of the table, the health of the service, and the page.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, options};
use axum::{Extension, Router};

use crate::api::call::{ROOT, check};
use crate::api::html::stylesheet;
use crate::api::operation::{Method, Operation, Table};
use crate::api::page::page;
use crate::api::problem::Problem;
use crate::api::route_table::operations;
use crate::api::running::health::health;
use crate::api::state::ServerState;
use crate::api::told_to_people::told_to_people;

/// What other sites may send along.
const ALLOWED_HEADERS: &str =
    "accept, accept-language, content-type, if-none-match, prefer, x-request-id";
/// So long a browser remembers what is allowed, in seconds.
const REMEMBERED: &str = "86400";

/// All routes.
pub fn routes(state: Arc<ServerState>) -> Router {
    let mut router = Router::new()
        .route("/health", get(health))
        .route(stylesheet::ADDRESS, get(stylesheet::stylesheet));
    let mut methods: BTreeMap<String, Vec<Method>> = BTreeMap::new();
    for operation in operations() {
        for address in addresses(operation) {
            router = router.route(&address, checked(operation));
            methods.entry(address).or_default().push(operation.method);
        }
    }
    for (address, methods) in methods {
        let allow = allow(&methods);
        router = router.route(&address, options(move || allowed(allow)));
    }
    router
        .layer(Extension(Table(operations().collect())))
        .fallback(page)
        .method_not_allowed_fallback(|| async { Problem::method() })
        .layer(from_fn(told_to_people))
        .with_state(state)
}

/// Where an operation is found. The start is `/` in the description, so it answers with and without a slash; everywhere
/// else a slash at the end is no address.
fn addresses(operation: &Operation) -> Vec<String> {
    let address = format!("{ROOT}{}", operation.path);
    if operation.path.is_empty() {
        vec![format!("{ROOT}/"), address]
    } else {
        vec![address]
    }
}

fn checked(operation: &'static Operation) -> MethodRouter<Arc<ServerState>> {
    let checking = move |request: Request, next: Next| check(operation, request, next);
    (operation.handler)().route_layer(from_fn(checking))
}

/// The methods of an address, for who asks which there are.
fn allow(methods: &[Method]) -> &'static str {
    let has = |method| methods.contains(&method);
    let posts = has(Method::Post) || has(Method::Execute) || has(Method::PostFile);
    match (
        has(Method::Get),
        posts,
        has(Method::Put),
        has(Method::Delete),
    ) {
        (true, true, ..) => "GET, HEAD, POST, OPTIONS",
        (true, false, _, true) => "GET, HEAD, DELETE, OPTIONS",
        (true, ..) => "GET, HEAD, OPTIONS",
        (false, true, ..) => "POST, OPTIONS",
        (false, false, true, true) => "PUT, DELETE, OPTIONS",
        (false, false, true, false) => "PUT, OPTIONS",
        (false, false, false, _) => "DELETE, OPTIONS",
    }
}

/// What a browser asks before another site's page may ask more.
async fn allowed(methods: &'static str) -> Response {
    let headers = [
        (header::ALLOW, methods),
        (header::ACCESS_CONTROL_ALLOW_METHODS, methods),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS),
        (header::ACCESS_CONTROL_MAX_AGE, REMEMBERED),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
