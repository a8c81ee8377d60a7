//! Records of people: which forms there are, what is recorded, a new one, a change, a withdrawal and the history.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::described::{LANGUAGE, SEEN, WHY};
use crate::api::operation::{Method, Operation};
use crate::api::problem::Problem;
use crate::api::register::author::author;
use crate::api::register::body::{RawRecord, needed_reason, read, reason, seen};
use crate::api::register::entry::new_id;
use crate::api::register::keeper::{ask, register};
use crate::api::register::operation::operation;
use crate::api::register::records::{
    Wanted, form, form_document, gone, history_document, keep, one, record_document, withdraw,
};
use crate::api::state::ServerState;
use crate::ingest::entered::forms::FORMS;
use crate::store::revision::EntryKey;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        parameters: &[LANGUAGE],
        ..operation(
            (Method::Get, "/vastleggingen", "recordForms"),
            "Wat mensen vastleggen",
            "De soorten vastleggingen met hun formulier, en of deze dienst iets bewaart.",
            || get(forms),
        )
    },
    Operation {
        parameters: &[LANGUAGE],
        ..operation(
            (Method::Get, "/vastleggingen/{soort}", "records"),
            "Vastleggingen van één soort",
            "Wat nu geldt, met wie het wanneer en waarom vastlegde, en of de studie het al meetelt.",
            || get(list),
        )
    },
    operation(
        (Method::PostEntry, "/vastleggingen/{soort}", "record"),
        "Iets vastleggen",
        "Stuur `inhoud` volgens het formulier, en `waarom`. Het blijft voor altijd in de geschiedenis; daarna telt de studie het mee.",
        || post(enter),
    ),
    Operation {
        parameters: &[LANGUAGE],
        ..operation(
            (Method::Get, "/vastleggingen/{soort}/{kenmerk}", "oneRecord"),
            "Eén vastlegging",
            "Wat er nu van geldt, of dat zij is ingetrokken.",
            || get(shown),
        )
    },
    operation(
        (
            Method::PutEntry,
            "/vastleggingen/{soort}/{kenmerk}",
            "changeRecord",
        ),
        "Een vastlegging wijzigen",
        "Stuur `inhoud`, `waarom` en de `versie` die u zag. Heeft iemand anders haar intussen gewijzigd, dan komt wat geldt terug (409).",
        || put(change),
    ),
    Operation {
        parameters: &[SEEN, WHY, LANGUAGE],
        ..operation(
            (
                Method::Withdraw,
                "/vastleggingen/{soort}/{kenmerk}",
                "withdrawRecord",
            ),
            "Een vastlegging intrekken",
            "Stuur `waarom`. Zij geldt dan niet meer, en blijft in de geschiedenis.",
            || delete(retract),
        )
    },
    Operation {
        parameters: &[LANGUAGE],
        ..operation(
            (
                Method::Get,
                "/vastleggingen/{soort}/{kenmerk}/versies",
                "recordHistory",
            ),
            "De geschiedenis van een vastlegging",
            "Elke versie, de laatste eerst: wie, wanneer, wat en waarom, en of de studie haar meetelt.",
            || get(versions),
        )
    },
];

async fn forms(State(state): State<Arc<ServerState>>, call: Call) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let forms = FORMS.iter().map(|form| form_document(form, language));
    Ok(Json(json!({
        "bewaart": state.register().is_some(),
        "soorten": forms.collect::<Vec<_>>(),
    })))
}

async fn list(
    State(state): State<Arc<ServerState>>,
    Path(kind): Path<String>,
    call: Call,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let form = form(&kind)?;
    let Some(register) = state.register() else {
        return Ok(Json(json!({ "soort": form.kind, "vastleggingen": [] })));
    };
    let found = ask(&state, |store| store.newest_whole(form.kind)).await?;
    let holding = found.iter().filter(|revision| revision.holds());
    let records = holding.map(|revision| record_document(&register, revision, language));
    Ok(Json(
        json!({ "soort": form.kind, "vastleggingen": records.collect::<Vec<_>>() }),
    ))
}

async fn enter(
    State(state): State<Arc<ServerState>>,
    Path(kind): Path<String>,
    call: Call,
    body: Bytes,
) -> Result<Response, Problem> {
    let language = call.parameters.language()?;
    let (form, register) = (form(&kind)?, register(&state)?);
    let sent: RawRecord = read(&body, language)?;
    let id = new_id();
    let wanted = Wanted {
        form,
        id: id.clone(),
        seen: 0,
        author: author(&state, reason(&sent.waarom, language)?)?,
    };
    let kept = keep(&state, wanted, (sent.inhoud, language)).await?;
    let place = call.address(&format!("/vastleggingen/{}/{id}", form.kind));
    let told = Json(record_document(&register, &kept, language));
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], told).into_response())
}

async fn shown(
    State(state): State<Arc<ServerState>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let (form, register) = (form(&kind)?, register(&state)?);
    let found = one(&state, form, &id).await?;
    Ok(Json(record_document(&register, &found, language)))
}

async fn change(
    State(state): State<Arc<ServerState>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let (form, register) = (form(&kind)?, register(&state)?);
    let sent: RawRecord = read(&body, language)?;
    one(&state, form, &id).await?;
    let wanted = Wanted {
        form,
        id,
        seen: seen(sent.versie, language)?,
        author: author(&state, needed_reason(&sent.waarom, language)?)?,
    };
    let kept = keep(&state, wanted, (sent.inhoud, language)).await?;
    Ok(Json(record_document(&register, &kept, language)))
}

async fn retract(
    State(state): State<Arc<ServerState>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let (form, register) = (form(&kind)?, register(&state)?);
    let version = call
        .parameters
        .value(SEEN.name, "een versie: 1, 2, 3, ...")?;
    let why = call.parameters.text(WHY.name).unwrap_or_default();
    let wanted = Wanted {
        form,
        id,
        seen: seen(version, language)?,
        author: author(&state, needed_reason(why, language)?)?,
    };
    let kept = withdraw(&state, wanted, language).await?;
    Ok(Json(record_document(&register, &kept, language)))
}

async fn versions(
    State(state): State<Arc<ServerState>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let (form, register) = (form(&kind)?, register(&state)?);
    let wanted = id.clone();
    let found = ask(&state, move |store| {
        store.history(EntryKey {
            kind: form.kind,
            id: &wanted,
        })
    });
    let found = found.await?;
    match found.is_empty() {
        true => Err(gone(form, &id)),
        false => Ok(Json(history_document(&register, &found, language))),
    }
}
