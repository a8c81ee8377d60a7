//! Logging in and out with a browser: to the identity provider, back from it, and the end of the cookie.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::caller::follow_ended::tell_ended;
use crate::api::caller::openid::LoginError;
use crate::api::caller::permission::{Action, Verdict, verdict};
use crate::api::caller::reading::Reading;
use crate::api::caller::setup::Login;
use crate::api::caller::who::{Caller, Way};
use crate::api::operation::{Group, Method, Operation};
use crate::api::problem::Problem;
use crate::api::state::ServerState;

/// Where a login begins.
const LOG_IN: &str = "/inloggen";
/// Where the provider sends people back to.
pub const BACK: &str = "/inloggen/terug";
/// Where a login ends.
const LOG_OUT: &str = "/uitloggen";

/// What is answered in the interface.
pub const OPERATIONS: &[Operation] = &[Operation::in_json(
    Group::Access,
    (Method::Get, "/wie", "whoAmI"),
    (
        "Wie vraagt",
        "Hoe de dienst u kent, met welke rol, wat u mag, en of inloggen kan.",
    ),
    || get(who),
)];

/// The addresses for a browser.
pub fn login_routes() -> Router<Arc<ServerState>> {
    Router::new()
        .route(LOG_IN, get(begin))
        .route(BACK, get(finish))
        .route(LOG_OUT, post(end))
}

async fn who(State(state): State<Arc<ServerState>>) -> Json<Value> {
    let caller = Caller::current();
    let role = caller.as_ref().map(|caller| caller.role);
    let may = |action| verdict(action, role, state.callers.reading) == Verdict::May;
    let kept = state.register().is_some();
    Json(json!({
        "wie": caller.as_ref().map(|caller| caller.name.as_str()),
        "rol": role.map(|role| role.code()),
        "ingelogd": caller.is_some_and(|caller| caller.way == Way::Login),
        "inloggen": state.callers.login.is_some(),
        "lezen": match state.callers.reading {
            Reading::Open => "open",
            Reading::Login => "login",
        },
        "mag": {
            "lezen": may(Action::Read),
            "vastleggen": kept && may(Action::Enter),
            "kopie_terugzetten": kept && may(Action::TakeIn),
            "lagen_sturen": state.uploads().is_some() && may(Action::Send),
            "tokens_beheren": kept && may(Action::Manage),
        },
    }))
}

#[derive(Debug, Deserialize)]
struct RawBegin {
    #[serde(default)]
    terug: String,
}

/// To the provider.
async fn begin(
    State(state): State<Arc<ServerState>>,
    Query(asked): Query<RawBegin>,
) -> Result<Response, Problem> {
    login(&state)?;
    let back = own_path(&asked.terug).to_owned();
    let asking = Arc::clone(&state);
    let begun =
        tokio::task::spawn_blocking(move || login(&asking).map(|login| login.provider.begin(back)));
    let begun = begun.await.map_err(|stopped| state.failure(&stopped))??;
    let (address, begun) = begun.map_err(|cause| refused(&cause))?;
    let cookie = login(&state)?.sessions.of_begun(begun, Timestamp::now());
    Ok(sent_to(&address, cookie))
}

#[derive(Debug, Deserialize)]
struct RawBack {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

/// Back from the provider.
async fn finish(
    State(state): State<Arc<ServerState>>,
    Query(told): Query<RawBack>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let sessions = &login(&state)?.sessions;
    let (caller, back) = match who_comes_back(&state, told, &headers).await {
        Ok(come_back) => come_back,
        Err(problem) => {
            let refused = problem.into_response();
            write_down(&state, "logIn", None, refused.status()).await;
            return Ok(refused);
        }
    };
    write_down(&state, "logIn", Some(&caller), StatusCode::SEE_OTHER).await;
    let mut response = sent_to(&back, None);
    let headers = response.headers_mut();
    sessions.taken_back().for_each(|cookie| {
        headers.append(header::SET_COOKIE, cookie);
    });
    if let Some(cookie) = sessions.of(&caller, Timestamp::now()) {
        headers.append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Who logged in at the provider, and where they were.
async fn who_comes_back(
    state: &Arc<ServerState>,
    told: RawBack,
    headers: &HeaderMap,
) -> Result<(Caller, String), Problem> {
    let begun = login(state)?.sessions.begun(headers, Timestamp::now());
    let begun = begun.filter(|begun| told.state.as_deref() == Some(begun.state.as_str()));
    let (Some(begun), None, Some(code)) = (begun, &told.error, told.code) else {
        let error = told.error.unwrap_or_default();
        tracing::warn!(error, "a login came back without a code that belongs here");
        return Err(not_logged_in());
    };
    let back = begun.back.clone();
    let asking = Arc::clone(state);
    let caller = tokio::task::spawn_blocking(move || {
        login(&asking).map(|login| login.provider.finish(code, &begun))
    });
    let caller = caller.await.map_err(|stopped| state.failure(&stopped))??;
    let caller = caller.map_err(|cause| refused(&cause))?;
    Ok((caller, back))
}

/// The end of a login, asked by our own page.
async fn end(
    State(state): State<Arc<ServerState>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let login = login(&state)?;
    if !state.callers.is_own(&headers) {
        return Err(Problem::not_allowed(
            "Uitloggen kan alleen op de pagina van deze dienst.",
        ));
    }
    if let Some(caller) = login.sessions.end(&headers, Timestamp::now()) {
        write_down(&state, "logOut", Some(&caller), StatusCode::SEE_OTHER).await;
        tell_ended(&state).await;
    }
    let mut response = sent_to("/", None);
    for cookie in login.sessions.taken_back() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn login(state: &ServerState) -> Result<&Login, Problem> {
    let login = state.callers.login.as_ref();
    login.ok_or_else(|| Problem::unknown("Bij deze dienst hoeft of kan niemand inloggen."))
}

/// A path on this service; the start for anything that leads elsewhere.
fn own_path(asked: &str) -> &str {
    let own = asked.starts_with('/') && !asked.starts_with("//");
    match own && !asked.contains(['\\', '\r', '\n', '\t']) {
        true => asked,
        false => "/",
    }
}

fn sent_to(address: &str, cookie: Option<HeaderValue>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(address) = HeaderValue::try_from(address) {
        headers.insert(header::LOCATION, address);
    }
    if let Some(cookie) = cookie {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}

fn refused(cause: &LoginError) -> Problem {
    tracing::warn!(%cause, "nobody is logged in");
    match cause {
        LoginError::Provider(_) => Problem::no_login_now(),
        LoginError::Refused(_) => not_logged_in(),
    }
}

fn not_logged_in() -> Problem {
    Problem::who("Het inloggen is niet gelukt of duurde te lang. Begin opnieuw op /inloggen.")
}

async fn write_down(state: &ServerState, what: &str, caller: Option<&Caller>, status: StatusCode) {
    let deed = (what, LOG_IN);
    state.callers.write_down(caller, deed, status).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_login_nobody_is_sent_elsewhere() {
        assert_eq!(own_path("/?weergave=buurt"), "/?weergave=buurt");
        for asked in [
            "",
            "//elders.example",
            "https://elders.example",
            "/\\elders.example",
            "/\n/elders",
        ] {
            assert_eq!(own_path(asked), "/", "{asked}");
        }
    }
}
