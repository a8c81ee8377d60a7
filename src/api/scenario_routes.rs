//! What if: a scenario posted, what it means answered.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Map, Value};

use crate::api::call::Call;
use crate::api::described::LANGUAGE;
use crate::api::format::Format;
use crate::api::operation::{Answer, Group, JSON_ONLY, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::ingest::scenario::document::{ReadingFor, SCHEMA, scenario_in_value};
use crate::model::scenario::ordered_changes::Scenario;
use crate::study::open_study::Study;
use crate::study::scenario::problem::ScenarioProblem;
use crate::study::scenario::scenario_document::fingerprint;
use crate::study::scenario::what_if::WhatIfQuestion;
use crate::study::scenario::what_if_document::what_if_document;

/// A scenario is some hundreds of changes at most.
const LARGEST: usize = 1024 * 1024;
const EXPECTED: &str =
    "a document with scenario, and voorziening and leeftijd if you want only these";

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Post,
        path: "/wat-als",
        id: "whatIf",
        group: Group::Answers,
        summary: "Wat als",
        description: "Wat een scenario voor bewoners verandert: voor en na, wie erbij komt en wie eraf valt. Het scenario \
                      staat in de vraag; hoe het eruitziet staat in `/schemas/scenario.json`.",
        parameters: &[LANGUAGE],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || post(what_if),
    },
    Operation {
        method: Method::Get,
        path: "/schemas/scenario.json",
        id: "scenarioSchema",
        group: Group::Answers,
        summary: "De vorm van een scenario",
        description: "Een JSON Schema (2020-12).",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[Answer {
            format: Format::Schema,
            schema: "Object",
        }],
        handler: || get(schema),
    },
];

/// What a scenario means for people, compared with the study as it is.
async fn what_if(
    State(state): State<Arc<ServerState>>,
    call: Call,
    body: Bytes,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let study = state.study()?;
    let shelf = Arc::clone(&state);
    let answered = tokio::task::spawn_blocking(move || {
        let (scenario, question) = asked(&study, &body)?;
        let what_if = study.what_if(&scenario, &question).map_err(Refusal::Of)?;
        let document = what_if_document(&study, &scenario, &what_if, language);
        let kept = fingerprint(&scenario, &study.town().crs);
        shelf.scenarios.put(kept, scenario);
        Ok::<_, Refusal>(document)
    });
    match answered.await.map_err(|stopped| state.failure(&stopped))? {
        Ok(document) => Ok(Json(document).into_response()),
        Err(Refusal::Body(problem)) => Err(problem),
        Err(Refusal::Of(problem)) => Err(refusal(&state, &problem)),
    }
}

/// The form of a scenario, as JSON Schema.
async fn schema() -> Response {
    let headers = [(header::CONTENT_TYPE, Format::Schema.media_type())];
    (headers, SCHEMA).into_response()
}

/// Why a scenario is not answered: what was sent, or what it says.
enum Refusal {
    Body(Problem),
    Of(ScenarioProblem),
}

/// The scenario and the question in a body.
fn asked(study: &Study, body: &[u8]) -> Result<(Scenario, WhatIfQuestion), Refusal> {
    let mut fields = fields(body).map_err(Refusal::Body)?;
    let mut word = |name: &str| match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(word)) => Ok(Some(word)),
        Some(other) => Err(Refusal::Body(Problem::parameter(
            name,
            &other.to_string(),
            "een tekst",
        ))),
    };
    let (kind, age) = (word("voorziening")?, word("leeftijd")?);
    let question = study.question(kind.as_deref(), age.as_deref());
    let question = question.map_err(|refused| {
        let problem = Problem::parameter(refused.parameter(), refused.found(), &refused.expected());
        Refusal::Body(problem)
    })?;
    let of = ReadingFor {
        crs: &study.town().crs,
        base: study.scenario_base(),
    };
    let written = fields.remove("scenario").unwrap_or_default();
    if let Some(unknown) = fields.keys().next() {
        let refused = format!("{unknown}: found an unknown field, expected {EXPECTED}");
        return Err(Refusal::Body(Problem::scenario(&refused)));
    }
    let scenario = scenario_in_value(written, of).map_err(|refused| Refusal::Of(refused.into()))?;
    let question = WhatIfQuestion {
        kind: kind.map(|_| question.kind),
        age: age.map(|_| question.age),
    };
    Ok((scenario, question))
}

fn fields(body: &[u8]) -> Result<Map<String, Value>, Problem> {
    if body.len() > LARGEST {
        return Err(Problem::scenario(
            "scenario: found more than 1 MB, expected less",
        ));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Problem::scenario(&format!(
            "scenario: found no group of fields, expected {EXPECTED}"
        ))),
        Err(cause) => Err(Problem::scenario(&format!(
            "scenario: found text that is no JSON ({cause}), expected {EXPECTED}"
        ))),
    }
}

fn refusal(state: &ServerState, problem: &ScenarioProblem) -> Problem {
    match problem {
        ScenarioProblem::Refused(refused) => Problem::scenario(&refused.to_string()),
        ScenarioProblem::Study(cause) => state.failure(cause),
    }
}
