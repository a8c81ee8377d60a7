//! Tokens for programs: which there are, a new one, and one that is taken back.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::caller::last_day::is_before_the_end_of;
use crate::api::caller::role::Role;
use crate::api::caller::tokens::{self, LONGEST_NAME, TOKEN_KIND, Token, program_name};
use crate::api::described::{LANGUAGE, WHY};
use crate::api::operation::{Group, Method, Operation};
use crate::api::problem::Problem;
use crate::api::register::author::author;
use crate::api::register::body::{read, reason};
use crate::api::register::keeper::{Change, ask, keep_change, newest_to_withdraw};
use crate::api::state::ServerState;
use crate::store::revision::Revision;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation::in_json(
        Group::Access,
        (Method::Get, "/tokens", "tokens"),
        (
            "Tokens voor programma's",
            "Welke er zijn, met hun rol en laatste dag. Een token zelf is alleen te zien als hij wordt gegeven.",
        ),
        || get(list),
    ),
    Operation {
        parameters: &[LANGUAGE],
        ..Operation::in_json(
            Group::Access,
            (Method::PostEntry, "/tokens", "newToken"),
            (
                "Een token geven",
                "Stuur `naam` (van het programma), `rol`, `tot` (de laatste dag) en `waarom`. Het antwoord heeft het `token`, \
                 één keer: bewaar het veilig en stuur het mee als `Authorization: Bearer`.",
            ),
            || post(give),
        )
    },
    Operation {
        parameters: &[WHY, LANGUAGE],
        ..Operation::in_json(
            Group::Access,
            (Method::Withdraw, "/tokens/{kenmerk}", "withdrawToken"),
            ("Een token intrekken", "Het opent daarna niets meer."),
            || delete(take_back),
        )
    },
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawToken {
    naam: String,
    rol: String,
    tot: String,
    #[serde(default)]
    waarom: String,
}

async fn list(State(state): State<Arc<ServerState>>) -> Result<Json<Value>, Problem> {
    let found = ask(&state, |store| store.newest(TOKEN_KIND)).await?;
    let holding = found.iter().filter(|revision| revision.holds());
    let lines = holding.filter_map(line);
    Ok(Json(json!({ "tokens": lines.collect::<Vec<_>>() })))
}

async fn give(
    State(state): State<Arc<ServerState>>,
    call: Call,
    body: Bytes,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let sent: RawToken = read(&body, language)?;
    let author = author(&state, reason(&sent.waarom, language)?)?;
    let token = token(&sent)?;
    let (kept, secret) = ask(&state, move |store| tokens::give(store, &token, author)).await?;
    let mut told = line(&kept).unwrap_or_default();
    told["token"] = secret.into();
    Ok((StatusCode::CREATED, Json(told)).into_response())
}

async fn take_back(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let why = call.parameters.text(WHY.name).unwrap_or_default();
    let author = author(&state, reason(why, language)?)?;
    let found = newest_to_withdraw(&state, (TOKEN_KIND, id.clone())).await?;
    let found = found.filter(Revision::holds);
    let found = found.ok_or_else(|| Problem::unknown("Dit token is er niet (meer)."))?;
    let change = Change {
        seen: found.version,
        content: None,
        author,
    };
    let kept = keep_change(&state, (TOKEN_KIND, id), change).await?;
    Ok(Json(line(&kept).unwrap_or_default()))
}

/// What was sent, as a token.
fn token(sent: &RawToken) -> Result<Token, Problem> {
    let Some(name) = program_name(&sent.naam) else {
        let expected = format!("de naam van een programma, hoogstens {LONGEST_NAME} tekens");
        return Err(Problem::parameter("naam", sent.naam.trim(), &expected));
    };
    let role = Role::of(&sent.rol);
    let role =
        role.ok_or_else(|| Problem::parameter("rol", &sent.rol, "lezer, planner of beheerder"))?;
    Ok(Token {
        name: name.to_owned(),
        role,
        until: last_day(&sent.tot)?,
    })
}

/// The last day of something that is given now.
///
/// # Errors
/// 400 for what is no day, or one that is over.
pub fn last_day(written: &str) -> Result<Date, Problem> {
    let day: Option<Date> = written.parse().ok();
    day.filter(|&day| is_before_the_end_of(day, Timestamp::now()))
        .ok_or_else(|| {
            Problem::parameter("tot", written, "een dag van vandaag of later: JJJJ-MM-DD")
        })
}

/// A token as people are told of it: all but what opens something.
fn line(revision: &Revision) -> Option<Value> {
    let token = Token::kept(revision)?;
    let mut told = token.content();
    told["id"] = revision.id.as_str().into();
    told["geldt"] =
        (revision.holds() && is_before_the_end_of(token.until, Timestamp::now())).into();
    told["wie"] = revision.author.who.as_str().into();
    told["wanneer"] = revision.author.at.as_str().into();
    told["waarom"] = revision.author.why.as_str().into();
    Some(told)
}
