//! Sharing a plan by a link: which links there are, a new one, and one that is taken back.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::caller::secret::{kept_of, new_secret};
use crate::api::caller::token_routes::last_day;
use crate::api::described::{LANGUAGE, WHY};
use crate::api::operation::{Method, Operation};
use crate::api::problem::Problem;
use crate::api::register::author::author;
use crate::api::register::body::{read, reason};
use crate::api::register::keeper::{Change, ask, keep_change, newest_to_withdraw};
use crate::api::register::links::{LINK_KIND, LINK_START, Link};
use crate::api::register::operation::operation;
use crate::api::register::scenarios::{holding, one};
use crate::api::state::ServerState;
use crate::store::revision::Revision;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    operation(
        (Method::Get, "/scenarios/{kenmerk}/links", "scenarioLinks"),
        "Links naar een scenario",
        "Welke links dit scenario delen, tot welke dag. Een link zelf is alleen te zien als hij wordt gemaakt.",
        || get(list),
    ),
    operation(
        (
            Method::PostEntry,
            "/scenarios/{kenmerk}/links",
            "shareScenario",
        ),
        "Een scenario delen",
        "Stuur `tot` (de laatste dag) en `waarom`. Het antwoord heeft het `kenmerk`, één keer: wie het heeft, leest deze versie \
         van het scenario met de parameter `scenario`, ook als het van iemand zelf is, zolang het scenario niet is ingetrokken.",
        || post(share),
    ),
    Operation {
        parameters: &[WHY, LANGUAGE],
        ..operation(
            (
                Method::Withdraw,
                "/scenarios/{kenmerk}/links/{link}",
                "withdrawLink",
            ),
            "Een link intrekken",
            "Hij opent daarna niets meer.",
            || delete(take_back),
        )
    },
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLink {
    tot: String,
    #[serde(default)]
    waarom: String,
}

async fn list(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let plan = one(&state, &id).await?;
    let found = ask(&state, |store| store.newest(LINK_KIND)).await?;
    let of_plan = found.iter().filter(|found| is_of(found, &plan));
    let lines = of_plan.filter_map(|found| {
        let mut line = Link::line(found)?;
        if !plan.holds() {
            line["geldt"] = false.into();
        }
        Some(line)
    });
    Ok(Json(json!({ "links": lines.collect::<Vec<_>>() })))
}

async fn share(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    body: Bytes,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let sent: RawLink = read(&body, language)?;
    let author = author(&state, reason(&sent.waarom, language)?)?;
    let plan = holding(&state, &id).await?;
    let link = Link {
        plan: plan.id,
        version: plan.version,
        until: last_day(&sent.tot)?,
    };
    let secret = new_secret(LINK_START);
    let change = Change {
        seen: 0,
        content: Some(link.content().to_string()),
        author,
    };
    let kept = keep_change(&state, (LINK_KIND, kept_of(&secret)), change).await?;
    let mut told = Link::line(&kept).unwrap_or_default();
    told["kenmerk"] = secret.into();
    Ok((StatusCode::CREATED, Json(told)).into_response())
}

async fn take_back(
    State(state): State<Arc<ServerState>>,
    Path((id, link)): Path<(String, String)>,
    call: Call,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let why = call.parameters.text(WHY.name).unwrap_or_default();
    let author = author(&state, reason(why, language)?)?;
    let plan = one(&state, &id).await?;
    let found = newest_to_withdraw(&state, (LINK_KIND, link.clone())).await?;
    let found = found.filter(|found| is_of(found, &plan));
    let found = found.ok_or_else(|| Problem::unknown("Deze link is er niet (meer)."))?;
    let change = Change {
        seen: found.version,
        content: None,
        author,
    };
    let kept = keep_change(&state, (LINK_KIND, link), change).await?;
    Ok(Json(Link::line(&kept).unwrap_or_default()))
}

/// Whether a link was not taken back, and is one to this plan.
fn is_of(link: &Revision, plan: &Revision) -> bool {
    link.holds() && Link::kept(link).is_some_and(|link| link.plan == plan.id)
}
