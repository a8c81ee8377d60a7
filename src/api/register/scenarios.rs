//! Scenarios that are kept: named, with every version that they had.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::api::beside::Beside;
use crate::api::caller::who::Caller;
use crate::api::problem::Problem;
use crate::api::register::entry::content;
use crate::api::register::keeper::{Change, answer, newest, newest_to_withdraw, problem};
use crate::api::register::plan::{Plan, SCENARIO_KIND, may_read, scenario};
use crate::api::state::ServerState;
use crate::store::error::StoreError;
use crate::store::revision::{Author, Revision};
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::scenario::scenario_in_degrees::scenario_in_degrees;

/// The plan, when this study can carry it out; one of earlier data of this study is taken as it is.
///
/// # Errors
/// 400 with the change and the field.
pub async fn sound(
    state: &Arc<ServerState>,
    plan: Plan,
    language: Language,
) -> Result<Plan, Problem> {
    let study = state.study()?;
    let turn = state.plan_turn().await?;
    let judged = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        study.can_keep(&plan.scenario).map(|()| plan)
    });
    let judged = judged.await.map_err(|stopped| state.failure(&stopped))?;
    judged.map_err(|cause| state.scenario_problem(&cause, language))
}

/// Keeps a plan under an id.
///
/// # Errors
/// 409 when another version is in force.
pub async fn keep(
    state: &Arc<ServerState>,
    plan: Plan,
    (id, seen, author): (String, u64, Author),
    language: Language,
) -> Result<Revision, Problem> {
    let study = state.study()?;
    let content = plan.content(&study);
    let change = Change {
        seen,
        content: Some(content),
        author,
    };
    let kept = keep_version(state, id, change, language).await?;
    state.scenarios.put(plan.shelf_key(&study), plan.scenario);
    Ok(kept)
}

/// Keeps a version of a plan, or that it is withdrawn.
///
/// # Errors
/// 409 with what is in force, and what was sent, when another version is; 404 when that is somebody else's own by now.
pub async fn keep_version(
    state: &Arc<ServerState>,
    id: String,
    change: Change,
    language: Language,
) -> Result<Revision, Problem> {
    let study = state.study()?;
    let key = id.clone();
    let kept = answer(state, move |store| {
        change.kept(store, (SCENARIO_KIND, &key))
    });
    kept.await?.map_err(|error| match &error {
        StoreError::Conflict {
            current: Some(current),
            sent,
        } => match may_read(current, Caller::current().as_ref()) {
            true => {
                let both = both(state, &study, (current, sent.as_deref()));
                Problem::conflict(current, both, language)
            }
            false => unknown(&id),
        },
        error => problem(state, error, language),
    })
}

/// What is in force and what was sent instead, each as plans are told everywhere.
fn both(state: &ServerState, study: &Study, (current, sent): (&Revision, Option<&str>)) -> Beside {
    let sent = sent.and_then(|sent| serde_json::from_str::<Value>(sent).ok());
    let told = |line: Value, content: &Value| {
        // What is no scenario any more for this study is told without its changes.
        with_changes(state, study, (line.clone(), content)).unwrap_or(line)
    };
    Beside::InForce {
        geldig: told(line(study, current), &content(current)),
        gestuurd: sent.map(|sent| told(description(study, &sent), &sent)),
    }
}

/// The scenario with this id, for who asks now.
///
/// # Errors
/// 404 for what was never there, or is somebody else's own.
pub async fn one(state: &Arc<ServerState>, id: &str) -> Result<Revision, Problem> {
    readable(newest(state, (SCENARIO_KIND, id.to_owned())).await?, id)
}

/// The same for who withdraws it, whether or not it is what was sealed.
///
/// # Errors
/// As [`one`].
pub async fn one_to_withdraw(state: &Arc<ServerState>, id: &str) -> Result<Revision, Problem> {
    let found = newest_to_withdraw(state, (SCENARIO_KIND, id.to_owned()));
    readable(found.await?, id)
}

fn readable(found: Option<Revision>, id: &str) -> Result<Revision, Problem> {
    let caller = Caller::current();
    let found = found.filter(|found| may_read(found, caller.as_ref()));
    found.ok_or_else(|| unknown(id))
}

/// The same, as long as it is not withdrawn.
///
/// # Errors
/// 404 as [`one`], and for one that is withdrawn.
pub async fn holding(state: &Arc<ServerState>, id: &str) -> Result<Revision, Problem> {
    let found = Some(one(state, id).await?).filter(Revision::holds);
    found.ok_or_else(|| {
        Problem::unknown(
            "Dit scenario is ingetrokken: het is niet te delen, en er is geen tak van te maken.",
        )
    })
}

/// A scenario that was never there.
pub fn unknown(id: &str) -> Problem {
    Problem::unknown(format!(
        "Het scenario \"{id}\" is er niet. Op /v1/scenarios staat wat er is."
    ))
}

/// A line of the list: all but the changes.
pub fn line(study: &Study, revision: &Revision) -> Value {
    let mut told = description(study, &content(revision));
    told["id"] = revision.id.as_str().into();
    told["versie"] = revision.version.into();
    told["geldt"] = revision.holds().into();
    told["handeling"] = revision.action.code().into();
    told["wie"] = revision.author.who.as_str().into();
    told["wanneer"] = revision.author.at.as_str().into();
    told["waarom"] = revision.author.why.as_str().into();
    told
}

/// What is told of the content of a plan: nothing of whose it is.
fn description(study: &Study, content: &Value) -> Value {
    let base = &content["scenario"]["basis"]["invoer"];
    json!({
        "naam": content["naam"],
        "toelichting": content["toelichting"],
        "zichtbaar": content["zichtbaar"],
        "tak_van": content["tak_van"],
        "kenmerk": content["kenmerk"],
        "wijzigingen": content["scenario"]["wijzigingen"].as_array().map(Vec::len),
        "basis_is_deze": *base == study.scenario_base().inputs.as_str(),
    })
}

/// The whole of it, with places in degrees as the page has them.
///
/// # Errors
/// 400 when it is no scenario any more for this study; 500 when its places have no degrees.
pub fn whole(state: &ServerState, study: &Study, revision: &Revision) -> Result<Value, Problem> {
    with_changes(state, study, (line(study, revision), &content(revision)))
}

fn with_changes(
    state: &ServerState,
    study: &Study,
    (mut told, content): (Value, &Value),
) -> Result<Value, Problem> {
    let document = scenario_in_degrees(&scenario(study, content)?, &study.town().crs);
    told["scenario"] = document.map_err(|cause| state.failure(&cause))?;
    Ok(told)
}
