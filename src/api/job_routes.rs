//! OGC API Processes: jobs, how far they are, their results, and their end.
//!
//! # Source
//! OGC 18-062r2, sections 7.12 to 7.14, 11 (job-list) and 13 (dismiss).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::{delete, get};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::api::answered::{answered, text};
use crate::api::call::Call;
use crate::api::caller::who::Caller;
use crate::api::described::LANGUAGE;
use crate::api::format::Format;
use crate::api::html::jobs::{job_page, jobs_page, results_page};
use crate::api::operation::{
    Answer, Described, Group, JSON_ONLY, Method, Operation, OtherParameters, RESULTS,
};
use crate::api::problem::Problem;
use crate::api::process_routes::next_page;
use crate::api::processes::job::{Job, Status};
use crate::api::processes::job_document::job_document;
use crate::api::processes::job_filter::{CHOOSING, JobFilter, LIMIT, OFFSET, PageAsked};
use crate::api::state::ServerState;

/// Who follows a job may ask again after so many seconds.
const AGAIN: &str = "1";

const LIST: [Described; 9] = {
    let [kind, process, status, created, shortest, longest] = CHOOSING;
    [
        kind, process, status, created, shortest, longest, LIMIT, OFFSET, LANGUAGE,
    ]
};

const STATUS: &[Answer] = &[
    Answer {
        format: Format::Json,
        schema: "StatusInfo",
    },
    Answer {
        format: Format::Html,
        schema: "Page",
    },
];

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "/jobs",
        id: "jobs",
        group: Group::Processes,
        summary: "De opdrachten",
        description: "De opdrachten die wachten, lopen of klaar zijn, de laatste eerst. Die onder een eigen scenario of een link \
                      zijn alleen voor wie ze gaf.",
        parameters: &LIST,
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "Jobs",
            },
            Answer {
                format: Format::Html,
                schema: "Page",
            },
        ],
        handler: || get(jobs),
    },
    Operation {
        method: Method::Get,
        path: "/jobs/{jobId}",
        id: "job",
        group: Group::Processes,
        summary: "Een opdracht",
        description: "Hoe ver een opdracht is, met een zin over wat er nu gebeurt. `Retry-After` zegt wanneer het zin heeft \
                      om weer te vragen; `expires` tot wanneer zij wordt bewaard.",
        parameters: &[LANGUAGE],
        others: OtherParameters::Refused,
        answers: STATUS,
        handler: || get(job),
    },
    Operation {
        method: Method::Delete,
        path: "/jobs/{jobId}",
        id: "dismiss",
        group: Group::Processes,
        summary: "Een opdracht stoppen",
        description: "Stopt een opdracht die wacht of loopt: het antwoord is haar toestand, `dismissed`. Het rekenen houdt op bij \
                      de eerstvolgende blik, meestal binnen een tiende seconde; `finished` zegt daarna op haar eigen \
                      adres dat er niets meer voor draait. Zij heeft dan geen resultaat en blijft een uur te zien. Een \
                      opdracht die klaar is, wordt met haar resultaat weggegooid en is daarna onbekend (404).",
        parameters: &[LANGUAGE],
        others: OtherParameters::Refused,
        answers: &[JSON_STATUS],
        handler: || delete(dismiss),
    },
    Operation {
        method: Method::Get,
        path: "/jobs/{jobId}/results",
        id: "results",
        group: Group::Processes,
        summary: "Het resultaat van een opdracht",
        description: "Dezelfde bytes als wie op het antwoord had gewacht. De vorm ligt in het proces: JSON, GeoJSON of, van \
                      `analyse`, zip; `f=geojson` en `f=zip` mogen daarbij staan. Alleen `f=html` is een bladzijde.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: RESULTS,
        handler: || get(results),
    },
];

const JSON_STATUS: Answer = Answer {
    format: JSON_ONLY[0].format,
    schema: "StatusInfo",
};

async fn jobs(State(state): State<Arc<ServerState>>, call: Call) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let filter = JobFilter::of(&call.parameters)?;
    let now = Timestamp::now();
    let mut jobs = state.jobs.all();
    let caller = Caller::current();
    jobs.retain(|job| job.owner.is_told_to(caller.as_ref()) && filter.lets_in(job, now));
    let (page, next) = PageAsked::of(&call.parameters)?.of_all(jobs);
    let mut links = call.own_links();
    links.extend(next_page(&call, next));
    let list: Vec<Value> = page
        .iter()
        .map(|job| job_document(job, &call, language))
        .collect();
    let document = json!({ "jobs": list, "links": links });
    Ok(answered(&call, &document, || {
        jobs_page(&call, &page, language)
    }))
}

async fn job(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let job = found(&state, &id)?;
    let document = job_document(&job, &call, language);
    let mut response = answered(&call, &document, || job_page(&call, &job, language));
    if job.status.is_open() {
        let again = HeaderValue::from_static(AGAIN);
        response.headers_mut().insert(header::RETRY_AFTER, again);
    }
    Ok(response)
}

async fn dismiss(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let job = found(&state, &id)?;
    let job = state.jobs.dismiss(&job.id);
    let job = job.ok_or_else(|| Problem::no_such_job(&id))?;
    let document = job_document(&job, &call, language).to_string();
    Ok(text(Format::Json, document))
}

async fn results(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let job = found(&state, &id)?;
    let Some(outcome) = job.outcome.clone() else {
        return Err(match job.problem {
            Some(problem) => problem,
            None => no_results(job.status),
        });
    };
    if call.format == Format::Html {
        return Ok(text(
            Format::Html,
            results_page(&call, &job, &outcome).into_string(),
        ));
    }
    Ok(outcome.response())
}

/// The job with this name, for who asks now.
fn found(state: &ServerState, id: &str) -> Result<Job, Problem> {
    let caller = Caller::current();
    let job = state.jobs.job(id);
    let job = job.filter(|job| job.owner.lets_in(caller.as_ref()));
    job.ok_or_else(|| Problem::no_such_job(id))
}

fn no_results(status: Status) -> Problem {
    Problem::result_not_ready(match status {
        Status::Dismissed => "De opdracht is gestopt voordat zij klaar was; er is geen resultaat.",
        Status::Accepted | Status::Running | Status::Successful | Status::Failed => {
            "De opdracht is nog niet klaar. Op haar eigen adres staat hoe ver zij is."
        }
    })
}
