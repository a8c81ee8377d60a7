//! Scenarios that are kept: named, with every version that they had.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::api::caller::who::Caller;
use crate::api::problem::Problem;
use crate::api::register::entry::content;
use crate::api::register::keeper::{Change, keep_change, newest};
use crate::api::register::plan::{Plan, SCENARIO_KIND, may_read};
use crate::api::state::ServerState;
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
) -> Result<Revision, Problem> {
    let study = state.study()?;
    let content = plan.content(&study);
    let change = Change {
        seen,
        content: Some(content),
        author,
    };
    let kept = keep_change(state, (SCENARIO_KIND, id), change).await?;
    state.scenarios.put(plan.shelf_key(&study), plan.scenario);
    Ok(kept)
}

/// The scenario with this id, for who asks now.
///
/// # Errors
/// 404 for what was never there, or is somebody else's own.
pub async fn one(state: &Arc<ServerState>, id: &str) -> Result<Revision, Problem> {
    let found = newest(state, (SCENARIO_KIND, id.to_owned())).await?;
    let caller = Caller::current();
    let found = found.filter(|found| may_read(found, caller.as_ref()));
    found.ok_or_else(|| unknown(id))
}

/// A scenario that was never there.
pub fn unknown(id: &str) -> Problem {
    Problem::unknown(format!(
        "Het scenario \"{id}\" is er niet. Op /v1/scenarios staat wat er is."
    ))
}

/// A line of the list: all but the changes.
pub fn line(study: &Study, revision: &Revision) -> Value {
    let content = content(revision);
    let base = &content["scenario"]["basis"]["invoer"];
    json!({
        "id": revision.id,
        "versie": revision.version,
        "geldt": revision.holds(),
        "naam": content["naam"],
        "toelichting": content["toelichting"],
        "zichtbaar": content["zichtbaar"],
        "kenmerk": content["kenmerk"],
        "wijzigingen": content["scenario"]["wijzigingen"].as_array().map(Vec::len),
        "basis_is_deze": *base == study.scenario_base().inputs.as_str(),
        "handeling": revision.action,
        "wie": revision.author.who,
        "wanneer": revision.author.at,
        "waarom": revision.author.why,
    })
}

/// The whole of it, with places in degrees as the page has them.
///
/// # Errors
/// 400 when it is no scenario any more for this study; 500 when its places have no degrees.
pub fn whole(state: &ServerState, study: &Study, revision: &Revision) -> Result<Value, Problem> {
    let plan = Plan::kept(study, revision)?;
    let mut told = line(study, revision);
    let document = scenario_in_degrees(&plan.scenario, &study.town().crs);
    told["scenario"] = document.map_err(|cause| state.failure(&cause))?;
    Ok(told)
}
