//! The router: every operation of the table, the health of the service, and the page.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Request;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, options};
use axum::{Extension, Router};

use crate::api::call::{ROOT, check};
use crate::api::caller::gate::pass;
use crate::api::caller::login_routes::login_routes;
use crate::api::html::stylesheet;
use crate::api::operation::{Method, Operation, Table};
use crate::api::page::page;
use crate::api::problem::Problem;
use crate::api::route_table::operations;
use crate::api::running::health::health;
use crate::api::state::ServerState;
use crate::api::told_to_people::told_to_people;

/// What other sites may send along.
const ALLOWED_HEADERS: &str = "accept, authorization, accept-language, content-type, if-match, if-modified-since, \
                               if-none-match, if-range, prefer, range, x-request-id";
/// So long a browser remembers what is allowed, in seconds.
const REMEMBERED: &str = "86400";

/// All routes.
pub fn routes(state: Arc<ServerState>) -> Router {
    let mut router = Router::new()
        .route("/health", get(health))
        .route(stylesheet::ADDRESS, get(stylesheet::stylesheet))
        .merge(login_routes());
    let mut methods: BTreeMap<String, Vec<Method>> = BTreeMap::new();
    for operation in operations() {
        for address in addresses(operation) {
            router = router.route(&address, checked(operation, &state));
            methods.entry(address).or_default().push(operation.method);
        }
    }
    for (address, methods) in methods {
        let allow = allow(&methods);
        router = router.route(&address, options(move || allowed(allow.clone())));
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

fn checked(
    operation: &'static Operation,
    state: &Arc<ServerState>,
) -> MethodRouter<Arc<ServerState>> {
    let checking = move |request: Request, next: Next| check(operation, request, next);
    let passing = move |state: State<Arc<ServerState>>, request: Request, next: Next| {
        pass(operation, state, request, next)
    };
    (operation.handler)()
        .route_layer(from_fn(checking))
        .route_layer(from_fn_with_state(Arc::clone(state), passing))
}

/// The methods of an address, for who asks which there are.
fn allow(methods: &[Method]) -> String {
    let has = |name| methods.iter().any(|method| method.name() == name);
    let names = ["GET", "POST", "PUT", "DELETE"]
        .into_iter()
        .filter(|&name| has(name));
    let told = names.flat_map(|name| match name {
        "GET" => vec!["GET", "HEAD"],
        other => vec![other],
    });
    told.chain(["OPTIONS"]).collect::<Vec<_>>().join(", ")
}

/// What a browser asks before another site's page may ask more.
async fn allowed(methods: String) -> Response {
    let headers = [
        (header::ALLOW, methods.as_str()),
        (header::ACCESS_CONTROL_ALLOW_METHODS, &methods),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS),
        (header::ACCESS_CONTROL_MAX_AGE, REMEMBERED),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
