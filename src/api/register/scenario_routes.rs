//! Kept scenarios: the list, a new one, a change, a withdrawal, a branch and the history.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::caller::who::Caller;
use crate::api::described::{LANGUAGE, SEEN, WHY};
use crate::api::operation::{Method, Operation};
use crate::api::problem::Problem;
use crate::api::register::author::author;
use crate::api::register::body::{
    RawBranch, RawKeptScenario, has_name, needed_reason, read, reason, seen,
};
use crate::api::register::entry::new_id;
use crate::api::register::keeper::{Change, ask};
use crate::api::register::operation::operation;
use crate::api::register::plan::{BranchOf, Plan, SCENARIO_KIND, may_read, own_key};
use crate::api::register::scenarios::{
    holding, keep, keep_version, line, one, one_to_withdraw, sound, unknown, whole,
};
use crate::api::state::ServerState;
use crate::model::scenario::change::ChangeId;
use crate::model::scenario::refusal::ScenarioRefused;
use crate::store::revision::{EntryKey, Revision};

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    operation(
        (Method::Get, "/scenarios", "scenarios"),
        "Bewaarde scenario's",
        "Welke scenario's er zijn. Het `kenmerk` van een scenario is de parameter `scenario` van elke andere vraag.",
        || get(list),
    ),
    operation(
        (Method::PostEntry, "/scenarios", "keepScenario"),
        "Een scenario bewaren",
        "Stuur `scenario`, `toelichting`, `zichtbaar` (iedereen of eigen) en `waarom`. Niets gaat ooit verloren: een wijziging is een nieuwe versie.",
        || post(enter),
    ),
    operation(
        (Method::Get, "/scenarios/{kenmerk}", "oneScenario"),
        "Eén bewaard scenario",
        "Met al zijn wijzigingen, plaatsen in graden.",
        || get(shown),
    ),
    operation(
        (Method::PutEntry, "/scenarios/{kenmerk}", "changeScenario"),
        "Een bewaard scenario wijzigen",
        "Stuur ook de `versie` die u zag. Heeft iemand anders het intussen gewijzigd, dan komt wat geldt terug (409).",
        || put(change),
    ),
    Operation {
        parameters: &[SEEN, WHY, LANGUAGE],
        ..operation(
            (Method::Withdraw, "/scenarios/{kenmerk}", "withdrawScenario"),
            "Een bewaard scenario intrekken",
            "Stuur `waarom`. Het staat dan niet meer in de lijst, links ernaar openen niets meer, en het blijft in de geschiedenis.",
            || delete(retract),
        )
    },
    operation(
        (
            Method::PostEntry,
            "/scenarios/{kenmerk}/takken",
            "branchScenario",
        ),
        "Een tak van een scenario",
        "Een nieuw scenario met dezelfde wijzigingen, tot en met `tot` als dat er staat, onder een eigen `naam`. `tak_van` zegt voorgoed \
         van welke versie van welk scenario.",
        || post(branch),
    ),
    operation(
        (
            Method::Get,
            "/scenarios/{kenmerk}/versies",
            "scenarioHistory",
        ),
        "De geschiedenis van een scenario",
        "Elke versie, de laatste eerst: wie, wanneer, wat en waarom. Het kenmerk van een oude versie opent die versie.",
        || get(versions),
    ),
];

async fn list(State(state): State<Arc<ServerState>>) -> Result<Json<Value>, Problem> {
    if state.register().is_none() {
        return Ok(Json(json!({ "bewaart": false, "scenarios": [] })));
    }
    let study = state.study()?;
    let found = ask(&state, |store| store.newest(SCENARIO_KIND)).await?;
    let caller = Caller::current();
    let holding = found.iter().filter(|revision| revision.holds());
    let readable = holding.filter(|revision| may_read(revision, caller.as_ref()));
    let lines = readable.map(|revision| line(&study, revision));
    Ok(Json(
        json!({ "bewaart": true, "scenarios": lines.collect::<Vec<_>>() }),
    ))
}

async fn enter(
    State(state): State<Arc<ServerState>>,
    call: Call,
    body: Bytes,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let sent: RawKeptScenario = read(&body, language)?;
    let author = author(&state, reason(&sent.waarom, language)?)?;
    let plan = Plan::sent(&*state.study()?, sent, (None, language))?;
    let plan = sound(&state, plan, language).await?;
    let kept = keep(&state, plan, (new_id(), 0, author), language).await?;
    created(&state, &call, &kept)
}

async fn shown(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let found = one(&state, &id).await?;
    Ok(Json(whole(&state, &*state.study()?, &found)?))
}

async fn change(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let sent: RawKeptScenario = read(&body, language)?;
    let version = seen(sent.versie, language)?;
    let author = author(&state, reason(&sent.waarom, language)?)?;
    let before = one(&state, &id).await?;
    let plan = Plan::sent(&*state.study()?, sent, (Some(&before), language))?;
    let plan = sound(&state, plan, language).await?;
    let kept = keep(&state, plan, (id, version, author), language).await?;
    Ok(Json(whole(&state, &*state.study()?, &kept)?))
}

async fn retract(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let version = call
        .parameters
        .value(SEEN.name, "een versie: 1, 2, 3, ...")?;
    let version = seen(version, language)?;
    let why = call.parameters.text(WHY.name).unwrap_or_default();
    let author = author(&state, needed_reason(why, language)?)?;
    one_to_withdraw(&state, &id).await?;
    let change = Change {
        seen: version,
        content: None,
        author,
    };
    let kept = keep_version(&state, id, change, language).await?;
    Ok(Json(line(&*state.study()?, &kept)))
}

async fn branch(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    body: Bytes,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let asked: RawBranch = read(&body, language)?;
    has_name(&asked.naam, language)?;
    let author = author(&state, reason(&asked.waarom, language)?)?;
    let from = holding(&state, &id).await?;
    let mut plan = Plan::kept(&*state.study()?, &from)?;
    plan.owner = own_key();
    plan.branch_of = Some(BranchOf {
        id,
        versie: from.version,
    });
    let until = asked.tot.map(ChangeId);
    let branch = plan.scenario.branch(asked.naam, until.as_ref());
    plan.scenario = branch.map_err(|refused| {
        let of_tot = ScenarioRefused::of_scenario("tot", refused.found, *refused.expected);
        Problem::scenario(&language.of(of_tot.sentence()), language)
    })?;
    let kept = keep(&state, plan, (new_id(), 0, author), language).await?;
    created(&state, &call, &kept)
}

fn created(state: &Arc<ServerState>, call: &Call, kept: &Revision) -> Result<Response, Problem> {
    let place = call.address(&format!("/scenarios/{}", kept.id));
    let told = Json(whole(state, &*state.study()?, kept)?);
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], told).into_response())
}

async fn versions(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let wanted = id.clone();
    let found = ask(&state, move |store| {
        store.history(EntryKey {
            kind: SCENARIO_KIND,
            id: &wanted,
        })
    });
    let mut found = found.await?;
    let caller = Caller::current();
    // A plan that was somebody's own at first stays so in its history.
    found.retain(|revision| may_read(revision, caller.as_ref()));
    if found.is_empty() {
        return Err(unknown(&id));
    }
    let study = state.study()?;
    let lines = found.iter().rev().map(|revision| line(&study, revision));
    Ok(Json(json!({ "versies": lines.collect::<Vec<_>>() })))
}
