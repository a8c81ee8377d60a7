//! What if: a scenario posted, what it means answered.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::api::asked::asked_of;
use crate::api::call::Call;
use crate::api::caller::who::Caller;
use crate::api::described::{AGE, COMPARED_WITH, KIND, LANGUAGE, NORM, PROFILE, SCENARIO};
use crate::api::format::Format;
use crate::api::operation::{Answer, Group, JSON_ONLY, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::api::wanted::Wanted;
use crate::ingest::each_field_once::each_field_once;
use crate::ingest::scenario::document::{ReadingFor, SCHEMA, scenario_in_value};
use crate::ingest::site_question::as_written::in_words;
use crate::model::bilingual::Bilingual;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::Norm;
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::scenario::refusal::ScenarioRefused;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::question::Question;
use crate::study::scenario::difference_document::difference_document;
use crate::study::scenario::problem::ScenarioProblem;
use crate::study::scenario::scenario_document::fingerprint;
use crate::study::scenario::scenario_in_degrees::scenario_in_degrees;
use crate::study::scenario::steps::steps_document;
use crate::study::scenario::what_if::WhatIfQuestion;
use crate::study::scenario::what_if_document::what_if_document;
use crate::study::scenario::years::years_document;

/// A scenario is some hundreds of changes at most.
const LARGEST: usize = 1024 * 1024;
fn expected() -> Bilingual {
    Bilingual::new(
        "een object met scenario, en voorziening en leeftijd als u alleen die wilt",
        "an object with scenario, and voorziening and leeftijd if you want only these",
    )
}

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
        method: Method::Post,
        path: "/wat-als/stappen",
        id: "whatIfSteps",
        group: Group::Answers,
        summary: "Wat elke wijziging toevoegt",
        description: "Hoeveel bewoners de voorziening binnen de norm bereiken na elke wijziging van een scenario, met alle \
                      wijzigingen ervoor. De volgorde telt mee. Voor hoogstens 25 wijzigingen.",
        parameters: &[LANGUAGE],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || post(steps),
    },
    Operation {
        method: Method::Post,
        path: "/wat-als/jaren",
        id: "whatIfYears",
        group: Group::Answers,
        summary: "Een plan door de jaren",
        description: "Hoeveel bewoners er zijn, hoeveel er de voorziening binnen de norm bereiken en hoeveel plaatsen er zijn: nu, \
                      en over vijf, tien en vijftien jaar, met de woningen van het plan die dan klaar zijn.",
        parameters: &[LANGUAGE],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || post(years),
    },
    Operation {
        method: Method::Get,
        path: "/wat-als",
        id: "postedScenario",
        group: Group::Answers,
        summary: "Een scenario dat is gestuurd",
        description: "Het scenario met dit kenmerk, met plaatsen in graden, zolang de server het bewaart; zonder kenmerk een \
                      scenario dat niets verandert.",
        parameters: &[SCENARIO],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || get(posted),
    },
    Operation {
        method: Method::Get,
        path: "/verschil",
        id: "difference",
        group: Group::Answers,
        summary: "Het verschil tussen twee plannen",
        description: "Wat er per gebied verschilt tussen twee scenario's, of tussen een scenario en de studie zelf, met klassen \
                      voor een kaart. Een aandeel is leeg waar twee plannen samen een klein aantal mensen zouden verraden.",
        parameters: &[KIND, AGE, PROFILE, NORM, LANGUAGE, SCENARIO, COMPARED_WITH],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || get(difference),
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
    let shelf = Arc::clone(&state);
    about_posted(&state, &call, body, move |study, posted, language| {
        let Posted { scenario, told, .. } = posted;
        let what_if = study.what_if(&scenario, &told)?;
        let mark = fingerprint(&scenario, &study.town().crs);
        let document = what_if_document(study, (&mark, &scenario), &what_if, language);
        shelf.put_posted(study, mark, scenario);
        Ok(document)
    })
    .await
}

/// What each change adds to those before it.
async fn steps(
    State(state): State<Arc<ServerState>>,
    call: Call,
    body: Bytes,
) -> Result<Response, Problem> {
    about_posted(&state, &call, body, |study, posted, _| {
        let steps = study.steps(&posted.scenario, &posted.question)?;
        Ok(steps_document(&steps, &posted.question))
    })
    .await
}

/// A plan through the years.
async fn years(
    State(state): State<Arc<ServerState>>,
    call: Call,
    body: Bytes,
) -> Result<Response, Problem> {
    about_posted(&state, &call, body, |study, posted, language| {
        let Posted {
            scenario, question, ..
        } = posted;
        let years = study.years(&scenario, &question)?;
        Ok(years_document(&years, &scenario, &question, language))
    })
    .await
}

/// Answers about a scenario in a body, by the norms that it chooses.
async fn about_posted<T: Serialize + Send + 'static>(
    state: &Arc<ServerState>,
    call: &Call,
    body: Bytes,
    answer: impl FnOnce(&Study, Posted, Language) -> Result<T, Refusal> + Send + 'static,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let study = state.study()?;
    let shelf = Arc::clone(state);
    let turn = state.plan_turn().await?;
    let answered = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let posted = in_body(&study, &body, language)?;
        let study = by_norms_of(&shelf, &study, &posted.scenario)?;
        answer(&study, posted, language)
    });
    let answered = answered.await.map_err(|stopped| state.failure(&stopped))?;
    response(state, answered, language)
}

/// The study by the norms that a scenario chooses.
fn by_norms_of(
    state: &ServerState,
    study: &Arc<Study>,
    scenario: &Scenario,
) -> Result<Arc<Study>, Refusal> {
    let norms = study.norms_of(Some(scenario), None);
    let norms = norms.map_err(ScenarioProblem::from)?;
    let by_norms = state.scenarios.by_norms(study, &norms);
    by_norms.map_err(Refusal::Of)
}

fn response(
    state: &ServerState,
    answered: Result<impl Serialize, Refusal>,
    language: Language,
) -> Result<Response, Problem> {
    match answered {
        Ok(document) => Ok(Json(document).into_response()),
        Err(Refusal::Body(problem)) => Err(problem),
        Err(Refusal::Of(problem)) => Err(state.scenario_problem(&problem, language)),
    }
}

/// A scenario that was posted.
async fn posted(State(state): State<Arc<ServerState>>, call: Call) -> Result<Response, Problem> {
    let study = state.study()?;
    let scenario = match call.parameters.scenario().map(str::to_owned) {
        Some(mark) => {
            let (shelf, study) = (Arc::clone(&state), Arc::clone(&study));
            let caller = Caller::current();
            let found =
                tokio::task::spawn_blocking(move || shelf.scenario(&study, &mark, caller.as_ref()));
            found.await.map_err(|stopped| state.failure(&stopped))??
        }
        None => Some(unchanged(&study)),
    };
    let scenario = scenario.ok_or_else(|| Problem::scenario_gone(Language::Dutch))?;
    let document = scenario_in_degrees(&scenario, &study.town().crs);
    Ok(Json(document.map_err(|cause| state.failure(&cause))?).into_response())
}

/// The scenario that changes nothing.
fn unchanged(study: &Study) -> Arc<Scenario> {
    Arc::new(Scenario::new(String::new(), study.scenario_base().clone()))
}

/// What differs between two plans.
async fn difference(
    State(state): State<Arc<ServerState>>,
    call: Call,
) -> Result<Response, Problem> {
    let parameters = call.parameters;
    let language = parameters.language()?;
    let marks = [parameters.text(COMPARED_WITH.name), parameters.scenario()];
    let now = state.study()?;
    // Beside the city now a plan is judged by its own norms on both sides.
    let [one, other] = match marks {
        [None, Some(plan)] => [Wanted::ByNormsOf(plan), Wanted::Under(plan)],
        [Some(plan), None] => [Wanted::Under(plan), Wanted::ByNormsOf(plan)],
        marks => marks.map(Wanted::from),
    };
    let side = |wanted| asked_of(&state, Arc::clone(&now), &parameters, wanted);
    let (one, _) = side(one).await?;
    let (other, question) = side(other).await?;
    same_norm([&one, &other], &question.kind, language)?;
    let told = tokio::task::spawn_blocking(move || {
        difference_document(&now, [&one, &other], &question, language)
    });
    let told = told.await.map_err(|stopped| state.failure(&stopped))?;
    told.map(|document| Json(document).into_response())
        .ok_or_else(|| Problem::unknown("Op deze vraag heeft de studie geen antwoord."))
}

/// Refuses two plans that are judged by other norms.
///
/// # Source
/// DOMAIN §C.9: the same norm set for both sides; refuse otherwise.
fn same_norm(sides: [&Study; 2], kind: &FacilityKind, language: Language) -> Result<(), Problem> {
    let [one, other] = sides.map(|study| study.town().norms.norm(kind));
    let [Some(one), Some(other)] = [one, other] else {
        return Ok(());
    };
    if (&one.profile, one.norm) == (&other.profile, other.norm) {
        return Ok(());
    }
    let told = |norm: &Norm| format!("{} s, {}", norm.norm.value(), norm.profile);
    let found = Bilingual::same(told(other));
    let expected = Bilingual::new(
        format!("{} aan beide kanten", told(one)),
        format!("{} on both sides", told(one)),
    );
    Err(of_body("normen", found, expected, language))
}

/// The form of a scenario, as JSON Schema.
async fn schema() -> Response {
    let headers = [(header::CONTENT_TYPE, Format::Schema.media_type())];
    (headers, SCHEMA).into_response()
}

/// Why a scenario is not answered: what was sent, or what it says.
enum Refusal {
    Body(Problem),
    Of(Arc<ScenarioProblem>),
}

impl From<ScenarioProblem> for Refusal {
    fn from(problem: ScenarioProblem) -> Self {
        Self::Of(Arc::new(problem))
    }
}

/// What is asked in a body.
struct Posted {
    scenario: Scenario,
    /// The kind and age group; the usual ones where nothing is said.
    question: Question,
    /// Of what is told: of all where nothing is said.
    told: WhatIfQuestion,
}

fn in_body(study: &Study, body: &[u8], language: Language) -> Result<Posted, Refusal> {
    let mut fields = fields(body, language).map_err(Refusal::Body)?;
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
        let found = Bilingual::new("een onbekend veld", "an unknown field");
        let refused = of_body(unknown, found, expected(), language);
        return Err(Refusal::Body(refused));
    }
    let scenario = scenario_in_value(written, of).map_err(ScenarioProblem::from)?;
    let told = WhatIfQuestion {
        kind: kind.map(|_| question.kind.clone()),
        age: age.map(|_| question.age),
    };
    Ok(Posted {
        scenario,
        question,
        told,
    })
}

fn fields(body: &[u8], language: Language) -> Result<Map<String, Value>, Problem> {
    let refused = |field: &str, found, expected| Err(of_body(field, found, expected, language));
    if body.len() > LARGEST {
        return refused(
            "scenario",
            Bilingual::new("meer dan 1 MB", "more than 1 MB"),
            Bilingual::new("minder", "less"),
        );
    }
    let document = each_field_once(body).map_err(|cause| cause.refused("scenario", expected()));
    match document {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(other) => refused("(vraag)", in_words(&other), expected()),
        Err(cause) => Err(of_body(&cause.field, cause.found, cause.expected, language)),
    }
}

fn of_body(field: &str, found: Bilingual, expected: Bilingual, language: Language) -> Problem {
    let refused = ScenarioRefused::of_scenario(field, found, expected);
    Problem::scenario(&language.of(refused.sentence()), language)
}
