//! Questions about where to build: asked as a document, answered as one.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::described::{LANGUAGE, SCENARIO};
use crate::api::operation::{Group, JSON_ONLY, Method, Operation, OtherParameters};
use crate::api::problem::Problem;
use crate::api::processes::run::in_turn;
use crate::api::state::ServerState;
use crate::ingest::site_question::document::question_in_json;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;
use crate::model::site_question::SiteQuestion;
use crate::model::work::Work;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::site_answer::SiteRefusal;
use crate::study::site_layers::proposed_question;

/// A question is a page at most.
const LARGEST_QUESTION: usize = 64 * 1024;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "/locatievragen",
        id: "siteQuestions",
        group: Group::Sites,
        summary: "De vragen",
        description: "Welke vragen over waar te bouwen er zijn.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || get(questions),
    },
    Operation {
        method: Method::Post,
        path: "/locatievragen",
        id: "askSiteQuestion",
        group: Group::Sites,
        summary: "Een eigen vraag",
        description: "Stel een vraag als JSON, met wat er anders moet zijn dan in de gewichtenset, of dan het scenario \
                      kiest. Er wordt niets bewaard.",
        parameters: &[LANGUAGE, SCENARIO],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || post(asked),
    },
    Operation {
        method: Method::Get,
        path: "/locatievragen/{vraag}",
        id: "proposedSiteQuestion",
        group: Group::Sites,
        summary: "Een vraag zoals voorgesteld",
        description: "Het antwoord op een vraag zoals de gewichtenset haar voorstelt, met de gewichten die het \
                      scenario kiest. Van `dbos` en `locaties` is er geen voorstel: stuur die naar `/locatievragen`, \
                      met wat daar bij `nodig` staat.",
        parameters: &[LANGUAGE, SCENARIO],
        others: OtherParameters::Refused,
        answers: JSON_ONLY,
        handler: || get(proposed),
    },
];

/// A question that can be asked.
struct Known {
    code: &'static str,
    title: &'static str,
    /// What people have to say first, because nobody proposes it; nothing when the weight set proposes all.
    needed: Option<Needed>,
}

/// A field, and what is expected in it in Dutch and in English.
struct Needed {
    field: &'static str,
    expected: [&'static str; 2],
}

const QUESTIONS: [Known; 6] = [
    Known {
        code: "inzetprofiel",
        title: "Waar vraagt de omgeving meer inzet?",
        needed: None,
    },
    Known {
        code: "buurtschool",
        title: "Welke gebouwen komen in beeld voor een buurtschool?",
        needed: None,
    },
    Known {
        code: "clusters_0_18",
        title: "Waar liggen opvang, basisschool en middelbare school bij elkaar?",
        needed: None,
    },
    Known {
        code: "kansenwerkplaats",
        title: "Welke buurten komen in beeld voor een Kansenwerkplaats?",
        needed: None,
    },
    Known {
        code: "dbos",
        title: "In welke volgorde komen scholen in beeld voor een bibliotheek op school?",
        needed: Some(Needed {
            field: "kosten_per_school_eur",
            expected: [
                "wat een bibliotheek op één school kost; stuur de vraag als JSON (POST)",
                "what a library at one school costs; POST the question as JSON",
            ],
        }),
    },
    Known {
        code: "locaties",
        title: "Waar brengt een nieuwe voorziening de meeste mensen dichtbij?",
        needed: Some(Needed {
            field: "voorziening",
            expected: [
                "de soort die erbij komt; stuur de vraag als JSON (POST)",
                "the kind that would come; POST the question as JSON",
            ],
        }),
    },
];

/// The questions that the weight set proposes whole.
pub fn proposed_questions() -> Vec<&'static str> {
    let whole = QUESTIONS.iter().filter(|known| known.needed.is_none());
    whole.map(|known| known.code).collect()
}

/// The questions there are. One that is not proposed has no address, and what it needs.
async fn questions() -> Json<Value> {
    let question = |known: &Known| {
        let whole = known.needed.is_none();
        let needed = known.needed.iter().map(|needed| needed.field);
        json!({
            "vraag": known.code,
            "titel": known.title,
            "href": whole.then(|| format!("/v1/locatievragen/{}", known.code)),
            "nodig": needed.collect::<Vec<_>>(),
        })
    };
    Json(json!({
        "uitleg": "Lees een vraag zoals de gewichtenset haar voorstelt (GET op `href`), of stel uw eigen vraag als \
                   JSON (POST op /v1/locatievragen), met ten minste wat bij `nodig` staat.",
        "vragen": QUESTIONS.iter().map(question).collect::<Vec<_>>(),
    }))
}

/// A question as the weight set proposes it.
async fn proposed(
    State(state): State<Arc<ServerState>>,
    Path(code): Path<String>,
    call: Call,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let known = QUESTIONS.iter().find(|known| known.code == code);
    if let Some(needed) = known.and_then(|known| known.needed.as_ref()) {
        let [dutch, english] = needed.expected;
        let refused = QuestionRefused {
            field: needed.field.to_owned(),
            found: Bilingual::new("niets", "nothing"),
            expected: Bilingual::new(dutch, english),
        };
        return Err(unreadable(refused, language));
    }
    let study = state.study_of(&call.parameters).await?;
    let question = proposed_question(&code, &study.town().weights).ok_or_else(|| {
        Problem::unknown(format!(
            "De vraag \"{code}\" bestaat niet. Op /v1/locatievragen staan de vragen."
        ))
    })?;
    answer(state, study, question, language).await
}

/// A question of one's own.
async fn asked(
    State(state): State<Arc<ServerState>>,
    call: Call,
    body: Bytes,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let study = state.study_of(&call.parameters).await?;
    let weights = &study.town().weights;
    let question = text_of(&body)
        .and_then(|text| question_in_json(text, weights))
        .map_err(|refused| unreadable(refused, language))?;
    answer(state, study, question, language).await
}

/// The text of a question.
fn text_of(body: &Bytes) -> Result<&str, QuestionRefused> {
    let refused = |found| QuestionRefused {
        field: "vraag".to_owned(),
        found,
        expected: Bilingual::new(
            format!("een vraag in JSON van hoogstens {LARGEST_QUESTION} bytes"),
            format!("a question in JSON of {LARGEST_QUESTION} bytes at most"),
        ),
    };
    if body.len() > LARGEST_QUESTION {
        return Err(refused(Bilingual::same(format_args!(
            "{} bytes",
            body.len()
        ))));
    }
    std::str::from_utf8(body).map_err(|_not_text| {
        refused(Bilingual::new(
            "bytes die geen UTF-8 zijn",
            "bytes that are not UTF-8",
        ))
    })
}

fn unreadable(refused: QuestionRefused, language: Language) -> Problem {
    let message = refused.sentence();
    Problem::question(Some(refused.field), message, language)
}

async fn answer(
    state: Arc<ServerState>,
    study: Arc<Study>,
    question: SiteQuestion,
    language: Language,
) -> Result<Response, Problem> {
    let compute = move |work: &Work| {
        let question = question.as_work(work);
        let answer = study.site_answer(&question, language);
        answer.map(|answer| answer.document)
    };
    match in_turn(&state, compute).await? {
        Ok(document) => Ok(Json(document).into_response()),
        Err(SiteRefusal::Question { field, message }) => {
            Err(Problem::question(field, message, language))
        }
        Err(SiteRefusal::Study(cause)) => Err(state.failure(&cause)),
    }
}
