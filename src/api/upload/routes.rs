//! Sent layers: which there are, a new one, how it is read, what it is used as, and away with it.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::api::call::Call;
use crate::api::described::{FILE_NAME, LANGUAGE};
use crate::api::operation::{Group, Method, Operation};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::api::upload::change::{Desk, Wanted, refused};
use crate::api::upload::leave::from_here;
use crate::api::upload::receive::{LARGEST, name_of, receive};
use crate::api::upload::record::Reading;
use crate::api::upload::shelf::MOST;
use crate::ingest::site_question::as_written::raw;
use crate::ingest::upload::added::Role;
use crate::study::language::Language;

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    operation(
        (Method::Get, "/uploads", "uploads"),
        "Gestuurde lagen",
        "Welke lagen er zijn gestuurd, en of deze dienst er aanneemt.",
        || get(list),
    ),
    Operation {
        parameters: &[FILE_NAME, LANGUAGE],
        ..operation(
            (Method::PostFile, "/uploads", "sendUpload"),
            "Een laag sturen",
            "Stuur een bestand: GeoJSON, GeoPackage, FlatGeobuf, CSV, of een zip met één Shapefile. Het antwoord laat zien wat \
             erin staat en wat nog gevraagd wordt. Een bestand dat niet te lezen is, blijft niet staan.",
            || post(send),
        )
    },
    operation(
        (Method::Get, "/uploads/{upload}", "upload"),
        "Eén gestuurde laag",
        "Wat erin staat, hoe hij wordt gelezen en waarvoor hij wordt gebruikt.",
        || get(one),
    ),
    operation(
        (Method::Delete, "/uploads/{upload}", "removeUpload"),
        "Een laag weghalen",
        "De laag gaat uit de studie en wordt weggegooid.",
        || delete(remove),
    ),
    operation(
        (Method::Put, "/uploads/{upload}/lezing", "readUpload"),
        "Anders lezen",
        "Welke laag (`layer`), welk coördinatenstelsel (`crs`), welke tekens (`encoding`) en welk scheidingsteken (`delimiter`).",
        || put(read),
    ),
    operation(
        (Method::Put, "/uploads/{upload}/gebruik", "useUpload"),
        "In de studie gebruiken",
        "Waarvoor (`als`): voorzieningen, kandidaten, barrieres, oversteken, woningen of indicatoren; en `tabel`: welke kolom \
         wat is, met de sleutels van study.toml. De studie wordt opnieuw gelezen; tot dan antwoordt de oude.",
        || put(use_it),
    ),
    operation(
        (
            Method::Delete,
            "/uploads/{upload}/gebruik",
            "stopUsingUpload",
        ),
        "Niet meer gebruiken",
        "De laag gaat uit de studie en blijft om anders te gebruiken.",
        || delete(stop),
    ),
];

const fn operation(
    (method, path, id): (Method, &'static str, &'static str),
    summary: &'static str,
    description: &'static str,
    handler: fn() -> axum::routing::MethodRouter<Arc<ServerState>>,
) -> Operation {
    Operation {
        parameters: &[LANGUAGE],
        ..Operation::in_json(
            Group::Uploads,
            (method, path, id),
            (summary, description),
            handler,
        )
    }
}

/// Which layers were sent. Their first rows are for who may send, not for pages of other sites.
async fn list(
    State(state): State<Arc<ServerState>>,
    call: Call,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let uploads = state.uploads();
    if uploads.is_some() {
        from_here(&headers)?;
    }
    let records = uploads.as_ref().map(|uploads| uploads.records());
    let documents = records.iter().flatten();
    let documents = documents.map(|(id, record)| record.document(id, language));
    Ok(Json(json!({
        "aangenomen": uploads.is_some(),
        "grootste_bytes": LARGEST,
        "meeste": MOST,
        "rollen": Role::EVERY.map(Role::code),
        "uploads": documents.collect::<Vec<_>>(),
    })))
}

/// A new layer.
async fn send(
    State(state): State<Arc<ServerState>>,
    call: Call,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let desk = desk(&state, &call, &headers)?;
    let name = name_of(call.parameters.text(FILE_NAME.name))?;
    let folder = desk
        .uploads
        .unfinished()
        .map_err(|cause| state.failure(&cause))?;
    let received = receive((&state, desk.language), &name, body, folder.path()).await?;
    let (id, record) = desk.keep(folder, name, &received).await?;
    let location = [(header::LOCATION, call.address(&format!("/uploads/{id}")))];
    Ok((
        StatusCode::CREATED,
        location,
        Json(record.document(&id, desk.language)),
    )
        .into_response())
}

/// One layer.
async fn one(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    let desk = desk(&state, &call, &headers)?;
    let record = desk.record(&id)?;
    Ok(Json(record.document(&id, desk.language)))
}

/// Away with a layer.
async fn remove(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    desk(&state, &call, &headers)?.remove(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A layer read otherwise.
async fn read(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let desk = desk(&state, &call, &headers)?;
    let reading: Reading = asked(&body, desk.language)?;
    let record = desk.read_otherwise(&id, reading).await?;
    Ok(Json(record.document(&id, desk.language)))
}

/// A layer in the study.
async fn use_it(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let desk = desk(&state, &call, &headers)?;
    let asked: RawUse = asked(&body, desk.language)?;
    let wanted = Wanted {
        role: Role::of(&asked.als).map_err(|cause| refused(cause, desk.language))?,
        keys: asked.tabel,
    };
    let record = desk.put_to_use(&id, wanted).await?;
    Ok(Json(record.document(&id, desk.language)))
}

/// A layer out of the study.
async fn stop(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    let desk = desk(&state, &call, &headers)?;
    let record = desk.stop_using(&id).await?;
    Ok(Json(record.document(&id, desk.language)))
}

/// What a layer is used as, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUse {
    als: String,
    tabel: Map<String, Value>,
}

fn asked<T: DeserializeOwned>(body: &Bytes, language: Language) -> Result<T, Problem> {
    let written: Value = serde_json::from_slice(body).map_err(|cause| {
        Problem::parameter(
            "(vraag)",
            &format!("tekst die geen JSON is ({cause})"),
            "een document in JSON",
        )
    })?;
    raw(written).map_err(|cause| refused(cause, language))
}

/// Where layers are worked on, for whoever may.
fn desk(state: &Arc<ServerState>, call: &Call, headers: &HeaderMap) -> Result<Desk, Problem> {
    let Some(uploads) = state.uploads() else {
        return Err(Problem::not_allowed(
            "Deze dienst neemt geen lagen aan. Wie haar start, kan dat toestaan met --uploads en een map.",
        ));
    };
    from_here(headers)?;
    Ok(Desk {
        state: Arc::clone(state),
        uploads,
        language: call.parameters.language()?,
    })
}
