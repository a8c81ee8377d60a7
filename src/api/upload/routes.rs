//! Sent layers: which there are, a new one, how it is read, what it is used as, and away with it.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use encoding_rs::Encoding;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::api::call::Call;
use crate::api::described::{FILE_NAME, LANGUAGE};
use crate::api::operation::{Group, Method, Operation};
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::api::upload::change::{Desk, Wanted, refused};
use crate::api::upload::receive::{LARGEST, Received, name_of, receive};
use crate::api::upload::record::Reading;
use crate::api::upload::shelf::MOST;
use crate::ingest::coordinate_system::CoordinateSystem;
use crate::ingest::each_field_once::sent_document;
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
    Operation {
        parameters: &[FILE_NAME, LANGUAGE],
        ..operation(
            (Method::PutFile, "/uploads/{upload}", "replaceUpload"),
            "Een laag vervangen",
            "Stuur een bestand met dezelfde kolommen. Het wordt gelezen en gebruikt zoals het vorige; kan dat niet, dan blijft \
             het vorige.",
            || put(replace),
        )
    },
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

/// Which layers were sent, with their first rows.
async fn list(State(state): State<Arc<ServerState>>, call: Call) -> Result<Json<Value>, Problem> {
    let language = call.parameters.language()?;
    let uploads = state.uploads();
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
    body: Body,
) -> Result<Response, Problem> {
    let desk = desk(&state, &call)?;
    let (folder, name, received) = came_in(&desk, &call, body).await?;
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
) -> Result<Json<Value>, Problem> {
    let desk = desk(&state, &call)?;
    let record = desk.record(&id)?;
    Ok(Json(record.document(&id, desk.language)))
}

/// Away with a layer.
async fn remove(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<StatusCode, Problem> {
    desk(&state, &call)?.remove(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A layer read otherwise.
async fn read(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let desk = desk(&state, &call)?;
    let reading: Reading = asked(&body, desk.language)?;
    let known = reading.crs.as_deref().map(CoordinateSystem::named);
    if let Some(Err(_unknown)) = known {
        let found = reading.crs.unwrap_or_default();
        let expected = "een stelsel dat PROJ kent, zoals EPSG:28992 of OGC:CRS84";
        return Err(Problem::parameter("crs", &found, expected));
    }
    let unknown = |label: &&str| Encoding::for_label(label.as_bytes()).is_none();
    if let Some(found) = reading.encoding.as_deref().filter(unknown) {
        let expected = "een tekenset, zoals UTF-8 of windows-1252";
        return Err(Problem::parameter("encoding", found, expected));
    }
    let record = desk.read_otherwise(&id, reading).await?;
    Ok(Json(record.document(&id, desk.language)))
}

/// A layer in the study.
async fn use_it(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let desk = desk(&state, &call)?;
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
) -> Result<Json<Value>, Problem> {
    let desk = desk(&state, &call)?;
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
    let written = sent_document(body).map_err(|cause| refused(cause, language))?;
    if !written.is_object() {
        let found = "iets anders dan een groep velden";
        return Err(Problem::parameter("(vraag)", found, "een document in JSON"));
    }
    raw(written).map_err(|cause| refused(cause, language))
}

/// Another file for a layer.
async fn replace(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    body: Body,
) -> Result<Json<Value>, Problem> {
    let desk = desk(&state, &call)?;
    desk.record(&id)?;
    let (folder, name, received) = came_in(&desk, &call, body).await?;
    let record = desk.replace(&id, (folder, name), &received).await?;
    Ok(Json(record.document(&id, desk.language)))
}

/// A file that came in whole, in a folder that goes with it.
async fn came_in(
    desk: &Desk,
    call: &Call,
    body: Body,
) -> Result<(TempDir, String, Received), Problem> {
    let name = name_of(call.parameters.text(FILE_NAME.name))?;
    let folder = desk.uploads.unfinished();
    let folder = folder.map_err(|cause| desk.state.failure(&cause))?;
    let received = receive((&desk.state, desk.language), &name, body, folder.path()).await?;
    Ok((folder, name, received))
}

/// Where layers are worked on.
fn desk(state: &Arc<ServerState>, call: &Call) -> Result<Desk, Problem> {
    let Some(uploads) = state.uploads() else {
        return Err(Problem::not_allowed(
            "Deze dienst neemt geen lagen aan. Wie haar start, kan dat toestaan met --uploads en een map.",
        ));
    };
    Ok(Desk {
        state: Arc::clone(state),
        uploads,
        language: call.parameters.language()?,
    })
}
