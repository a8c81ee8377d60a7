//! OGC API Processes: what can be computed, and computing it, at once or as a job.
//!
//! # Source
//! OGC 18-062r2, Processes part 1.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::api::answered::answered;
use crate::api::call::Call;
use crate::api::caller::who::Caller;
use crate::api::described::LANGUAGE;
use crate::api::format::Format;
use crate::api::html::processes::{process_page, processes_page};
use crate::api::operation::{Answer, Group, Method, OUTCOMES, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::processes::description::{description, summary};
use crate::api::processes::example_inputs::example_inputs;
use crate::api::processes::execution::{Execution, prefers_job};
use crate::api::processes::job_document::job_document;
use crate::api::processes::job_filter::{LIMIT, OFFSET, PageAsked};
use crate::api::processes::owner::Owner;
use crate::api::processes::process::Process;
use crate::api::processes::run::{Ready, as_job, at_once};
use crate::api::processes::task::Task;
use crate::api::state::ServerState;
use crate::study::language::Language;
use crate::study::open_study::Study;

/// A table of costs may have some hundred thousand rows.
const LARGEST: usize = 16 * 1024 * 1024;
/// The header that tells which preference was kept.
const APPLIED: &str = "preference-applied";

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "/processes",
        id: "processes",
        group: Group::Processes,
        summary: "Wat er te berekenen is",
        description: "De processen: wat de dienst op verzoek berekent.",
        parameters: &[LIMIT, OFFSET],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "Processes",
            },
            Answer {
                format: Format::Html,
                schema: "Page",
            },
        ],
        handler: || get(processes),
    },
    Operation {
        method: Method::Get,
        path: "/processes/{processId}",
        id: "process",
        group: Group::Processes,
        summary: "Een proces",
        description: "De inputs en de output van een proces, als JSON Schema.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "Process",
            },
            Answer {
                format: Format::Html,
                schema: "Page",
            },
        ],
        handler: || get(process),
    },
    Operation {
        method: Method::Execute,
        path: "/processes/{processId}/execution",
        id: "execute",
        group: Group::Processes,
        summary: "Een proces uitvoeren",
        description: "Met de header `Prefer: respond-async` wordt het een opdracht die te volgen en te stoppen is (201, \
                      met haar adres in `Location`); zonder wacht u op het resultaat, hoogstens een minuut. Er worden \
                      er twee tegelijk uitgevoerd en er wachten er hoogstens zestien. Een resultaat wordt hoogstens een \
                      uur bewaard.",
        parameters: &[LANGUAGE],
        others: OtherParameters::Refused,
        answers: OUTCOMES,
        handler: || post(execute).layer(DefaultBodyLimit::max(LARGEST)),
    },
];

async fn processes(call: Call) -> Result<Response, Problem> {
    let asked = PageAsked::of(&call.parameters)?;
    let (page, next) = asked.of_all(Process::EVERY.to_vec());
    let mut links = call.own_links();
    links.extend(next_page(&call, next));
    let list: Vec<Value> = page.iter().map(|&one| summary(&call, one)).collect();
    let document = json!({ "processes": list, "links": links });
    Ok(answered(&call, &document, || processes_page(&call, &page)))
}

/// The link to the page that begins at `next`.
pub fn next_page(call: &Call, next: Option<usize>) -> Option<Value> {
    let address = call.with(&[(OFFSET.name, Some(&next?.to_string()))]);
    let title = "De volgende bladzijde";
    Some(crate::api::call::link("next", &address, call.format, title))
}

async fn process(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let process = Process::of_id(&id).ok_or_else(|| Problem::no_such_process(&id))?;
    let study = state.study()?;
    let document = description(&call, process, &study);
    Ok(answered(&call, &document, || {
        process_page(
            &call,
            process,
            (&document, &example_inputs(process, &study)),
        )
    }))
}

async fn execute(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let process = Process::of_id(&id).ok_or_else(|| Problem::no_such_process(&id))?;
    let language = call.parameters.language()?;
    let execution = Execution::read(process, &body)?;
    let scenario = match process {
        Process::Analyse | Process::Isochrone | Process::SiteQuestion => {
            execution.inputs.clone().text("scenario")?
        }
        Process::Solve => None,
    };
    let (study, owner) = asked_of(&state, scenario.as_deref(), language).await?;
    let ready = Ready {
        task: Task::read(process, execution.inputs, &study)?,
        form: execution.form,
        owner,
        process,
        study,
    };
    if !prefers_job(&headers) {
        return Ok(at_once(&state, ready).await?.response());
    }
    let job = as_job(&state, ready)?;
    let told = [
        (header::LOCATION.as_str(), call.address(&job.path())),
        (
            header::CONTENT_TYPE.as_str(),
            Format::Json.media_type().to_owned(),
        ),
        (APPLIED, "respond-async".to_owned()),
    ];
    let document = job_document(&job, &call, language).to_string();
    Ok((StatusCode::CREATED, told, document).into_response())
}

/// The study under the scenario that is named, and whose an execution then is.
async fn asked_of(
    state: &Arc<ServerState>,
    scenario: Option<&str>,
    language: Language,
) -> Result<(Arc<Study>, Owner), Problem> {
    let study = state.study()?;
    let Some(mark) = scenario else {
        return Ok((study, Owner::Everybody));
    };
    let (study, place) = state.study_and_place(study, (mark, None), language).await?;
    let caller = Caller::current();
    Ok((study, Owner::of((mark, &place), caller.as_ref())))
}
