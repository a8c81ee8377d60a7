//! All records with their whole history as one file, in the form of `nabij backup`, and back.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::format::Format;
use crate::api::operation::{LINES_ONLY, Method, Operation};
use crate::api::problem::Problem;
use crate::api::register::copy_check::{CopyCheck, check, subject};
use crate::api::register::keeper::{ask, register};
use crate::api::register::operation::operation;
use crate::api::register::records::tell;
use crate::api::state::ServerState;
use crate::ingest::entered::forms::FORMS;
use crate::model::bilingual::{Bilingual, refusal_sentence};
use crate::model::town_data::TownData;
use crate::store::copy::{Copy, read_copy, write_copy};
use crate::store::error::StoreError;
use crate::store::open_store::Store;
use crate::store::revision::Revision;
use crate::study::language::Language;

/// A copy has so many bytes at most.
const LARGEST: usize = 32 * 1024 * 1024;
/// Under this name a browser saves it.
const SAVED_AS: &str = "attachment; filename=\"vastleggingen.jsonl\"";

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        answers: LINES_ONLY,
        ..operation(
            (Method::Get, "/vastleggingen/kopie", "copyRecords"),
            "Alle vastleggingen als één bestand",
            "Elke versie van elke vastlegging op een regel, en een laatste regel met hun zegel, zoals `nabij backup` ze schrijft.",
            || get(copy),
        )
    },
    operation(
        (Method::PostCopy, "/vastleggingen/kopie", "takeInRecords"),
        "Een bestand met vastleggingen terugzetten",
        "Alles erin, of niets. Wat er al is blijft; wat daarvan verschilt komt met beide versies terug (409), wat niet klopt met \
         vastlegging en veld (400).",
        || post(take_in),
    ),
];

async fn copy(State(state): State<Arc<ServerState>>) -> Result<Response, Problem> {
    let study = state.study()?.town().name.clone();
    let revisions = match state.register() {
        Some(_) => ask(&state, records).await?,
        None => Vec::new(),
    };
    let mut lines = Vec::new();
    let written = write_copy(&Copy { study, revisions }, &mut lines);
    written.map_err(|cause| state.failure(&cause))?;
    let headers = [
        (header::CONTENT_TYPE, Format::JsonLines.media_type()),
        (header::CONTENT_DISPOSITION, SAVED_AS),
    ];
    Ok((headers, lines).into_response())
}

async fn take_in(
    State(state): State<Arc<ServerState>>,
    call: Call,
    body: Body,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    register(&state)?;
    let study = state.study()?;
    let sent = to_bytes(body, LARGEST).await;
    let sent = sent.map_err(|_larger| Problem::too_large())?;
    let taken = ask(&state, move |store| taken_in(store, &sent, study.town())).await?;
    let (new, all) = taken.map_err(|standing| told(&standing, language))?;
    tell(&state);
    Ok(Json(json!({ "nieuw": new, "versies": all })))
}

/// What stands in the way of a file.
enum Standing {
    /// It is no copy of this study.
    File(Bilingual, Bilingual, Bilingual),
    /// It is, and not all of it can be taken in.
    Records(CopyCheck),
}

/// Takes in all that is sent, and says how many versions are new, of how many; or what stands in the way, and then takes in nothing.
fn taken_in(
    store: &Store,
    sent: &[u8],
    town: &TownData,
) -> Result<Result<(usize, usize), Standing>, StoreError> {
    let copy = match read_copy(sent) {
        Ok(copy) => copy,
        Err(StoreError::Copy {
            line,
            found,
            expected,
        }) => {
            let place = Bilingual::new(format!("regel {line}"), format!("line {line}"));
            return Ok(Err(Standing::File(place, found, expected)));
        }
        Err(error) => return Err(error),
    };
    if copy.study != town.name {
        let (found, expected) = (
            Bilingual::quoted(&copy.study),
            Bilingual::quoted(&town.name),
        );
        let place = Bilingual::new("studie", "study");
        return Ok(Err(Standing::File(place, found, expected)));
    }
    let Copy { revisions, .. } = copy;
    let standing = check(&revisions, &records(store)?, town);
    if !standing.is_clear() {
        return Ok(Err(Standing::Records(standing)));
    }
    match store.take_in_once(&revisions, &subject) {
        Ok(new) => Ok(Ok((new, revisions.len()))),
        // Somebody kept something meanwhile; that stands in the way now, and nothing was taken in.
        Err(error @ (StoreError::Damaged { .. } | StoreError::Clashes(_))) => {
            let standing = check(&revisions, &records(store)?, town);
            match standing.is_clear() {
                true => Err(error),
                false => Ok(Err(Standing::Records(standing))),
            }
        }
        Err(error) => Err(error),
    }
}

/// Every version of every record, kind by kind.
fn records(store: &Store) -> Result<Vec<Revision>, StoreError> {
    let of_kinds = FORMS.iter().map(|form| store.of_kind(form.kind));
    let of_kinds: Vec<Vec<Revision>> = of_kinds.collect::<Result<_, _>>()?;
    Ok(of_kinds.into_iter().flatten().collect())
}

fn told(standing: &Standing, language: Language) -> Problem {
    match standing {
        Standing::File(place, found, expected) => {
            let in_language = |place: &str| refusal_sentence(place, found, expected);
            let sentence = Bilingual {
                dutch: in_language(&place.dutch).dutch,
                english: in_language(&place.english).english,
            };
            Problem::question(Some(place.dutch.clone()), sentence, language)
        }
        Standing::Records(CopyCheck { wrong, clashes }) => {
            let wrong = wrong.iter().map(|one| one.document(language));
            let clashes = clashes.iter().map(|one| one.document(language));
            Problem::of_copy(wrong.collect(), clashes.collect(), language)
        }
    }
}
