//! Refusals and failures as `application/problem+json`, in plain Dutch, or in English where that was asked.

use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

use crate::api::beside::Beside;
use crate::api::legible::legible;
use crate::api::running::request_id::RequestId;
use crate::ingest::problem as reading;
use crate::ingest::problem_words::sentence::sentence;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::{Bilingual, beginning};
use crate::store::revision::{Author, Revision};
use crate::study::language::Language;

/// After so many seconds a busy server may be asked again.
const RETRY_AFTER: u64 = 5;

/// Why a request got no answer.
///
/// # Source
/// RFC 9457, with the parameter that was wrong as an extra member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    status: u16,
    title: String,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    #[serde(flatten)]
    beside: Option<Box<Beside>>,
    #[serde(skip)]
    retry_after: Option<u64>,
}

impl Problem {
    /// 400: a parameter has a value that cannot be answered.
    pub fn parameter(name: &str, found: &str, expected: &str) -> Self {
        let found = beginning(found);
        let detail = format!("Parameter \"{name}\": gevonden \"{found}\", verwacht {expected}.");
        Self {
            parameter: Some(name.to_owned()),
            ..Self::plain(StatusCode::BAD_REQUEST, "Deze vraag klopt niet", detail)
        }
    }

    /// The same in the words of a refusal.
    pub fn refused_parameter(refused: &QuestionRefused) -> Self {
        let (found, expected) = (&refused.found.dutch, &refused.expected.dutch);
        Self::parameter(&refused.field, found, expected)
    }

    /// 400: a filter cannot be read; `refused` says where, what was found and what was expected.
    pub fn filter(refused: &str) -> Self {
        let detail = format!("Parameter \"filter\": {refused}.");
        Self {
            parameter: Some("filter".to_owned()),
            ..Self::plain(StatusCode::BAD_REQUEST, "Deze vraag klopt niet", detail)
        }
    }

    /// 400: a scenario cannot be read or used; `refused` names field, found and expected.
    pub fn scenario(refused: &str, language: Language) -> Self {
        let field = refused.split_once(": ").map(|(field, _)| field.to_owned());
        Self::question(field, Bilingual::same(refused), language)
    }

    /// 400: a question in the body cannot be answered; the message names field, found and expected.
    pub fn question(field: Option<String>, message: Bilingual, language: Language) -> Self {
        let title = match language {
            Language::Dutch => "Deze vraag klopt niet",
            Language::English => "This question cannot be answered",
        };
        Self {
            parameter: field.map(legible),
            ..Self::plain(StatusCode::BAD_REQUEST, title, language.of(message))
        }
    }

    /// 429: this client asked too often; after `wait` it may ask again.
    pub fn too_often(wait: Duration) -> Self {
        let seconds = wait.as_secs() + 1;
        let detail =
            format!("Er komen te veel vragen van dit adres. Probeer het over {seconds} s weer.");
        Self {
            retry_after: Some(seconds),
            ..Self::plain(StatusCode::TOO_MANY_REQUESTS, "Te vaak", detail)
        }
    }

    /// 503: others are being answered.
    pub fn busy() -> Self {
        let detail = "Er worden al veel vragen tegelijk beantwoord. Probeer het zo weer.";
        Self::plain(StatusCode::SERVICE_UNAVAILABLE, "Even druk", detail)
    }

    /// 400: the address itself cannot be read.
    pub fn address() -> Self {
        let detail = "Het adres bevat tekens die geen UTF-8 zijn.";
        Self::plain(StatusCode::BAD_REQUEST, "Dit adres klopt niet", detail)
    }

    /// 404: what was asked for does not exist.
    pub fn unknown(detail: impl Into<String>) -> Self {
        Self::plain(StatusCode::NOT_FOUND, "Niet gevonden", detail)
    }

    /// 404: a scenario that was posted is no longer kept.
    pub fn scenario_gone(language: Language) -> Self {
        let (title, detail) = match language {
            Language::Dutch => (
                "Niet gevonden",
                "Dit scenario is er niet (meer). Stuur het opnieuw naar /v1/wat-als.",
            ),
            Language::English => (
                "Not found",
                "This scenario is not there (any more). Send it to /v1/wat-als again.",
            ),
        };
        Self::plain(StatusCode::NOT_FOUND, title, detail)
    }

    /// 406: none of the forms of this answer is accepted.
    pub fn not_acceptable(types: &[&str]) -> Self {
        let detail = format!(
            "Dit antwoord is er als {}. De header Accept laat geen daarvan toe.",
            types.join(", ")
        );
        Self::plain(StatusCode::NOT_ACCEPTABLE, "Deze vorm is er niet", detail)
    }

    /// 400: a file that was sent cannot be read or used; the message names file, row, field, found and expected.
    pub fn of_reading(problem: reading::Problem, language: Language) -> Self {
        let title = match language {
            Language::Dutch => "Dit bestand kan zo niet",
            Language::English => "This file cannot be used so",
        };
        let detail = language.of(sentence(&problem));
        Self {
            parameter: problem.field,
            ..Self::plain(StatusCode::BAD_REQUEST, title, detail)
        }
    }

    /// 400: a copy that is sent cannot be taken in; 409 when nothing is wrong with it, but here it is otherwise. All problems and
    /// both sides of what differs go with it.
    pub fn of_copy(problems: Vec<Value>, clashes: Vec<Value>, language: Language) -> Self {
        let (status, told) = match problems.is_empty() {
            true => (StatusCode::CONFLICT, &clashes),
            false => (StatusCode::BAD_REQUEST, &problems),
        };
        let first = told.first().and_then(|one| one["zin"].as_str());
        let (first, all) = (first.unwrap_or_default(), problems.len() + clashes.len());
        let (title, detail) = match language {
            Language::Dutch => (
                "Deze kopie kan zo niet terug",
                format!("Er is niets van bewaard. Problemen: {all}. Het eerste: {first}."),
            ),
            Language::English => (
                "This copy cannot be taken in so",
                format!("Nothing of it is kept. Problems: {all}. The first: {first}."),
            ),
        };
        Self {
            beside: Some(Box::new(Beside::Copy {
                problemen: problems,
                conflicten: clashes,
            })),
            ..Self::plain(status, title, detail)
        }
    }

    /// 401: who asks must be known first.
    pub fn who(detail: &str) -> Self {
        Self::plain(StatusCode::UNAUTHORIZED, "Wie bent u?", detail)
    }

    /// 503: nobody can log in now.
    pub fn no_login_now() -> Self {
        let detail = "De dienst waarmee u inlogt geeft geen antwoord. Probeer het zo weer; wat u zonder inloggen kon, kan nog.";
        Self::plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "Even niet in te loggen",
            detail,
        )
    }

    /// 403: this may not be done here.
    pub fn not_allowed(detail: &str) -> Self {
        Self::plain(StatusCode::FORBIDDEN, "Dit mag hier niet", detail)
    }

    /// 408: the body did not come, or too slowly.
    pub fn too_slow() -> Self {
        let detail = "Wat u stuurt komt niet of te langzaam aan. Stuur het opnieuw.";
        Self::plain(StatusCode::REQUEST_TIMEOUT, "Te langzaam", detail)
    }

    /// 413: the body is too large.
    pub fn too_large() -> Self {
        let detail = "De vraag is te groot.";
        Self::plain(StatusCode::PAYLOAD_TOO_LARGE, "Te groot", detail)
    }

    /// 414: the address and the headers are too long together.
    pub fn too_long() -> Self {
        let detail = "Het adres en de kopregels zijn samen langer dan 64 kB. Maak het filter korter, bijvoorbeeld met \
                      een vlak van minder punten, of verdeel de vraag.";
        Self::plain(StatusCode::URI_TOO_LONG, "De vraag is te lang", detail)
    }

    /// 415: the body is no JSON.
    pub fn media_type() -> Self {
        let detail = "Stuur de vraag als JSON, met Content-Type: application/json.";
        Self::plain(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Deze vorm kan hier niet",
            detail,
        )
    }

    /// 415: the body is no file.
    pub fn file_type() -> Self {
        let detail = "Stuur het bestand zelf, met Content-Type: application/octet-stream.";
        Self::plain(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Deze vorm kan hier niet",
            detail,
        )
    }

    /// 416: the part that is asked for lies beyond the end.
    pub fn beyond(length: u64) -> Self {
        let detail =
            format!("Dit bestand heeft {length} bytes; het gevraagde deel ligt daarbuiten.");
        Self::plain(
            StatusCode::RANGE_NOT_SATISFIABLE,
            "Dit deel is er niet",
            detail,
        )
    }

    /// 504: the answer took too long.
    pub fn too_late() -> Self {
        let detail = "Het antwoord duurde te lang. Probeer een kleinere vraag.";
        Self::plain(StatusCode::GATEWAY_TIMEOUT, "Te laat", detail)
    }

    /// 405: this address answers another method.
    pub fn method() -> Self {
        let detail = "Dit adres kent deze methode niet. De header Allow noemt welke wel.";
        Self::plain(
            StatusCode::METHOD_NOT_ALLOWED,
            "Deze methode kan hier niet",
            detail,
        )
    }

    /// 503: the study is still being read.
    pub fn not_ready(step: &str) -> Self {
        let detail = format!("De gegevens worden nog gelezen ({step}). Probeer het zo weer.");
        Self::plain(StatusCode::SERVICE_UNAVAILABLE, "Nog niet klaar", detail)
    }

    /// 500: our own mistake; the id of the request is in the log beside the cause.
    pub fn ours(id: &RequestId) -> Self {
        let detail =
            format!("Er ging iets mis bij ons. Het kenmerk {id} staat ook in het logboek.");
        Self::plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Er ging iets mis",
            detail,
        )
    }

    /// 500: an entry of the store, as kind/id/version, is not what was kept.
    pub fn altered(entry: &str) -> Self {
        let detail = format!(
            "In de opslag is {entry} veranderd buiten nabij om. Wie de dienst beheert, kan een kopie terugzetten in een nieuwe opslag."
        );
        let title = "De opslag is niet meer zoals bewaard";
        Self::plain(StatusCode::INTERNAL_SERVER_ERROR, title, detail)
    }

    /// 409: another version is in force, and goes with it, as does what was sent instead.
    pub fn conflict(current: &Revision, both: Beside, language: Language) -> Self {
        let (version, Author { who, at, .. }) = (current.version, &current.author);
        let detail = match language {
            Language::Dutch => format!(
                "Intussen is het gewijzigd: versie {version} geldt, van {who} op {at}. Uw wijziging is niet bewaard; bekijk \
                 wat geldt en stuur haar opnieuw met die versie."
            ),
            Language::English => format!(
                "It was changed meanwhile: version {version} holds, by {who} on {at}. Your change is not kept; look at what \
                 holds and send it again with that version."
            ),
        };
        Self {
            beside: Some(Box::new(both)),
            ..Self::of_version(detail, language)
        }
    }

    /// 409: there is nothing with the version that was named.
    pub fn no_such_version(language: Language) -> Self {
        let detail = match language {
            Language::Dutch => "Dit is er niet (meer) in de versie die u noemt.",
            Language::English => "This is not there (any more) in the version that you name.",
        };
        Self::of_version(detail, language)
    }

    fn of_version(detail: impl Into<String>, language: Language) -> Self {
        let title = match language {
            Language::Dutch => "Iemand anders was eerder",
            Language::English => "Somebody else was first",
        };
        Self {
            parameter: Some("versie".to_owned()),
            ..Self::plain(StatusCode::CONFLICT, title, detail)
        }
    }

    /// 409: the same was recorded already; that goes with it, and what was sent instead.
    pub fn recorded_already(same: &Revision, both: Beside, language: Language) -> Self {
        let id = &same.id;
        let (title, detail) = match language {
            Language::Dutch => (
                "Al vastgelegd",
                format!(
                    "Dit is al vastgelegd, met het kenmerk \"{id}\". Wijzig dat, of trek het in."
                ),
            ),
            Language::English => (
                "Recorded already",
                format!("This is recorded already, as \"{id}\". Change that, or withdraw it."),
            ),
        };
        Self {
            beside: Some(Box::new(both)),
            ..Self::plain(StatusCode::CONFLICT, title, detail)
        }
    }

    /// 503: what was sent cannot be kept now.
    pub fn not_kept() -> Self {
        let detail = "Er kan nu niets worden bewaard of opgezocht. Wat u stuurde is niet bewaard; probeer het zo weer.";
        Self::plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "Even niet te bewaren",
            detail,
        )
    }

    /// 503: the store takes so long that nobody knows whether it kept what was sent.
    pub fn perhaps_kept() -> Self {
        let detail = "De opslag antwoordt niet. Of bewaard is wat u stuurde, is niet bekend. Kijk dat eerst na.";
        Self::plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "Even niet te bewaren",
            detail,
        )
    }

    /// 404: there is no process of this name.
    pub fn no_such_process(id: &str) -> Self {
        let detail = format!("Het proces \"{id}\" bestaat niet. Op /v1/processes staan ze.");
        Self {
            kind: Some(
                "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process",
            ),
            ..Self::unknown(detail)
        }
    }

    /// 404: there is no job of this name.
    pub fn no_such_job(id: &str) -> Self {
        let detail = format!(
            "De opdracht \"{id}\" is er niet (meer). Wat klaar is, wordt hoogstens een uur bewaard."
        );
        Self {
            kind: Some("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job"),
            ..Self::unknown(detail)
        }
    }

    /// 404: a job has no result (yet).
    pub fn result_not_ready(detail: impl Into<String>) -> Self {
        Self {
            kind: Some(
                "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready",
            ),
            ..Self::plain(StatusCode::NOT_FOUND, "Geen resultaat", detail)
        }
    }

    /// 503: too many jobs wait already.
    pub fn queue_full() -> Self {
        let detail = "Er wachten al te veel opdrachten op hun beurt. Probeer het zo weer.";
        Self::plain(StatusCode::SERVICE_UNAVAILABLE, "Even druk", detail)
    }

    /// 503: the work was ended before it was done.
    pub fn ended() -> Self {
        let detail = "De berekening is gestopt voordat zij klaar was; er is geen antwoord.";
        Self::plain(StatusCode::SERVICE_UNAVAILABLE, "Gestopt", detail)
    }

    /// 500: what was computed is more than is kept.
    pub fn outcome_too_large(bytes: usize) -> Self {
        let detail = format!(
            "Het resultaat heeft {bytes} bytes; zo veel wordt niet bewaard. Vraag minder formaten."
        );
        Self::plain(StatusCode::INTERNAL_SERVER_ERROR, "Te groot", detail)
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it says.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    fn plain(status: StatusCode, title: &str, detail: impl Into<String>) -> Self {
        Self {
            status: status.as_u16(),
            title: title.to_owned(),
            detail: legible(detail.into()),
            retry_after: (status == StatusCode::SERVICE_UNAVAILABLE).then_some(RETRY_AFTER),
            parameter: None,
            kind: None,
            beside: None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after;
        let mut response = (status, Json(&self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::UNAUTHORIZED {
            let way = HeaderValue::from_static("Bearer realm=\"nabij\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, way);
        }
        if let Some(seconds) = retry_after {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        // For a reader of pages it is written again.
        response.extensions_mut().insert(self);
        response
    }
}
