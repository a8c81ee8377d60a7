//! Whole layers as files: one in a format, all in one GeoPackage, all tiles in one archive.
//!
//! Text is sent while it is written; other formats are made once, kept for a while, and sent from the disk, in parts
//! where that is asked.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::BufWriter;
use std::path::Path as FilePath;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use futures_util::stream;

use crate::api::asked::{asked, ending};
use crate::api::call::Call;
use crate::api::collection_routes::known;
use crate::api::described::{AGE, KIND, NORM, PROFILE, SCENARIO};
use crate::api::format::Format;
use crate::api::operation::{
    Answer, Described, Group, JSON_ONLY, Method, Operation, OtherParameters, Shape,
};
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::representation::Representation;
use crate::api::state::ServerState;
use crate::layers::error::LayerError;
use crate::layers::export::columns::columns;
use crate::layers::export::exported::Exported;
use crate::layers::export::format::ExportFormat;
use crate::layers::export::system::ExportSystem;
use crate::layers::export::text_parts::{TextFormat, text_part};
use crate::layers::export::write_layers::{ALL_LAYERS, write_all_layers, write_file};
use crate::model::work::Work;
use crate::study::collection::Collection;
use crate::study::error::StudyError;
use crate::study::open_study::Study;
use crate::study::question::Question;
use crate::study::ready_layer::ReadyLayer;

/// In which system the file is written.
const SYSTEM: Described = Described {
    name: "crs",
    description: "Het coördinatenstelsel van het bestand; anders RD New, en WGS84 voor GeoJSON.",
    shape: Shape::FileSystem,
};

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    file_of(
        "/collections/{collectionId}/download/gpkg",
        "geopackage",
        "Een laag als GeoPackage",
        of(ExportFormat::GeoPackage),
    ),
    file_of(
        "/collections/{collectionId}/download/geojson",
        "geojson",
        "Een laag als GeoJSON",
        of(ExportFormat::GeoJson),
    ),
    file_of(
        "/collections/{collectionId}/download/fgb",
        "flatgeobuf",
        "Een laag als FlatGeobuf",
        of(ExportFormat::FlatGeobuf),
    ),
    file_of(
        "/collections/{collectionId}/download/shp",
        "shapefile",
        "Een laag als Shapefile in een zip",
        of(ExportFormat::Shapefile),
    ),
    file_of(
        "/collections/{collectionId}/download/parquet",
        "geoparquet",
        "Een laag als GeoParquet",
        of(ExportFormat::GeoParquet),
    ),
    file_of(
        "/collections/{collectionId}/download/csv",
        "csv",
        "Een laag als tabel (csv)",
        of(ExportFormat::Csv),
    ),
    Operation {
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO],
        answers: JSON_ONLY,
        description: "Bronnen met datum en licentie, stelsel en nauwkeurigheid, normenset, afstandsniveau, geschat deel, \
                      methode, citaat en kolommen.",
        handler: || get(metadata),
        ..file_of(
            "/collections/{collectionId}/metadata",
            "metadata",
            "Wat men van een laag moet weten",
            &[],
        )
    },
    Operation {
        handler: || get(all_layers),
        ..file_of(
            "/download/alles.gpkg",
            "allLayers",
            "Alle lagen in één GeoPackage",
            of(ExportFormat::GeoPackage),
        )
    },
    Operation {
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO],
        description: "Alle tegels van zoom 9 tot en met 14 in één PMTiles-bestand, ook in delen te lezen (Range).",
        handler: || get(tile_archive),
        ..file_of(
            "/tiles.pmtiles",
            "tileArchive",
            "Alle tegels in één bestand",
            &[Answer {
                format: Format::TileArchive,
                schema: "Tile",
            }],
        )
    },
];

const fn file_of(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    answers: &'static [Answer],
) -> Operation {
    Operation {
        method: Method::Get,
        path,
        id,
        group: Group::Files,
        summary,
        description: "Alle objecten, met bronnen, licentie en methode in het bestand of op /metadata. Kleine aantallen \
                      zijn verborgen.",
        parameters: &[KIND, AGE, PROFILE, NORM, SCENARIO, SYSTEM],
        others: OtherParameters::Refused,
        answers,
        handler: || get(download),
    }
}

const fn of(format: ExportFormat) -> &'static [Answer] {
    const fn answer(format: ExportFormat) -> Answer {
        Answer {
            format: Format::File(format),
            schema: if matches!(format, ExportFormat::GeoJson) {
                "Object"
            } else {
                "Tile"
            },
        }
    }
    const GEOPACKAGE: &[Answer] = &[answer(ExportFormat::GeoPackage)];
    const GEOJSON: &[Answer] = &[answer(ExportFormat::GeoJson)];
    const FLATGEOBUF: &[Answer] = &[answer(ExportFormat::FlatGeobuf)];
    const SHAPEFILE: &[Answer] = &[answer(ExportFormat::Shapefile)];
    const GEOPARQUET: &[Answer] = &[answer(ExportFormat::GeoParquet)];
    const CSV: &[Answer] = &[answer(ExportFormat::Csv)];
    match format {
        ExportFormat::GeoPackage => GEOPACKAGE,
        ExportFormat::GeoJson => GEOJSON,
        ExportFormat::FlatGeobuf => FLATGEOBUF,
        ExportFormat::Shapefile => SHAPEFILE,
        ExportFormat::GeoParquet => GEOPARQUET,
        ExportFormat::Csv => CSV,
    }
}

/// One collection as a file.
async fn download(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    request: HeaderMap,
) -> Result<Response, Problem> {
    let Format::File(format) = call.format else {
        return Err(Problem::unknown("Deze vorm bestaat niet."));
    };
    let collection = known(&id)?;
    let system = system(&call.parameters, state.study()?.as_ref(), format)?;
    let (study, question) = asked(&state, &call.parameters).await?;
    let ready = ready(&state, Arc::clone(&study), collection, question).await?;
    let name = file_name(&ready, format.extension());
    let representation = Representation {
        media_type: format.media_type(),
        crs: Some(system.uri(&study.town().crs)),
        described_by: Some(format!(
            "/v1/collections/{}/metadata{}",
            ready.name,
            ending(&call.parameters)
        )),
        ..representation(
            &state,
            std::slice::from_ref(&ready),
            (format.code(), system),
            name,
        )
    };
    match format {
        ExportFormat::GeoJson => Ok(text(
            &representation,
            &request,
            (ready, system),
            TextFormat::GeoJson,
        )),
        ExportFormat::Csv => Ok(text(
            &representation,
            &request,
            (ready, system),
            TextFormat::Csv,
        )),
        ExportFormat::GeoPackage
        | ExportFormat::FlatGeobuf
        | ExportFormat::Shapefile
        | ExportFormat::GeoParquet => {
            let make = move |path: &FilePath| {
                write_file(&ready.exported(system, &Work::default()), path, format)
            };
            file(
                &state,
                &representation,
                &request,
                (format.extension(), make),
            )
            .await
        }
    }
}

/// What has to be known about one collection.
async fn metadata(
    State(state): State<Arc<ServerState>>,
    Path(id): Path<String>,
    call: Call,
    request: HeaderMap,
) -> Result<Response, Problem> {
    let collection = known(&id)?;
    let (study, question) = asked(&state, &call.parameters).await?;
    let ready = ready(&state, study, collection, question).await?;
    let document = ready
        .record
        .document(ExportSystem::Study, &columns(&ready.layer));
    let told = (("metadata", ExportSystem::Study), String::new());
    let representation = Representation {
        media_type: "application/json",
        file_name: None,
        ..representation(&state, std::slice::from_ref(&ready), told.0, told.1)
    };
    Ok(representation.whole(&request, document.to_string()))
}

/// All collections in one GeoPackage.
async fn all_layers(
    State(state): State<Arc<ServerState>>,
    call: Call,
    request: HeaderMap,
) -> Result<Response, Problem> {
    let format = ExportFormat::GeoPackage;
    let system = system(&call.parameters, state.study()?.as_ref(), format)?;
    let (study, question) = asked(&state, &call.parameters).await?;
    let name = saved_name(&study, &question, "gpkg");
    let all = made(&state, move || study.ready_collections(&question)).await?;
    let representation = Representation {
        media_type: format.media_type(),
        ..representation(&state, &all, (ALL_LAYERS, system), name)
    };
    let make = move |path: &FilePath| {
        let work = Work::default();
        let layers = all.iter().map(|ready| ready.exported(system, &work));
        let layers: Vec<Exported<'_>> = layers.collect();
        write_all_layers(&layers, path)
    };
    file(&state, &representation, &request, ("gpkg", make)).await
}

/// All tiles in one archive.
async fn tile_archive(
    State(state): State<Arc<ServerState>>,
    call: Call,
    request: HeaderMap,
) -> Result<Response, Problem> {
    let (study, question) = asked(&state, &call.parameters).await?;
    let name = saved_name(&study, &question, "pmtiles");
    let (of, asking) = (Arc::clone(&study), question.clone());
    let layers = made(&state, move || of.all_tile_layers(&asking)).await?;
    let mut hasher = DefaultHasher::new();
    ("pmtiles", env!("CARGO_PKG_VERSION"), &question).hash(&mut hasher);
    let fingerprints = layers.iter().map(|layer| state.files.fingerprint(layer));
    fingerprints.for_each(|number| number.hash(&mut hasher));
    let representation = told(
        &state,
        (Format::TileArchive.media_type(), Some(name)),
        hasher.finish(),
    );
    let make = move |path: &FilePath| {
        let failed = |source: std::io::Error| LayerError::Write {
            file: "tiles.pmtiles".to_owned(),
            source: source.into(),
        };
        let out = BufWriter::new(std::fs::File::create(path).map_err(failed)?);
        study.write_tile_archive(&layers, &question, out)
    };
    file(&state, &representation, &request, ("pmtiles", make)).await
}

/// A collection made ready.
///
/// # Errors
/// 404 when the study does not have it for this question.
pub async fn ready(
    state: &Arc<ServerState>,
    study: Arc<Study>,
    collection: &'static Collection,
    question: Question,
) -> Result<ReadyLayer, Problem> {
    let found = made(state, move || {
        study.ready_collection(collection.id, &question)
    })
    .await?;
    found.ok_or_else(|| Problem::unknown("Deze laag is er niet voor deze vraag."))
}

/// What is told of an answer that stands for this number.
pub fn told(
    state: &ServerState,
    (media_type, file_name): (&'static str, Option<String>),
    number: u64,
) -> Representation {
    Representation {
        media_type,
        number,
        first_given: state.files.first_given(number),
        file_name,
        crs: None,
        described_by: None,
    }
}

async fn made<T: Send + 'static>(
    state: &Arc<ServerState>,
    make: impl FnOnce() -> Result<T, StudyError> + Send + 'static,
) -> Result<T, Problem> {
    let made = tokio::task::spawn_blocking(make).await;
    made.map_err(|stopped| state.failure(&stopped))?
        .map_err(|cause| state.failure(&cause))
}

fn representation(
    state: &ServerState,
    layers: &[ReadyLayer],
    (sort, system): (&str, ExportSystem),
    file_name: String,
) -> Representation {
    let mut hasher = DefaultHasher::new();
    (sort, system, env!("CARGO_PKG_VERSION")).hash(&mut hasher);
    for ready in layers {
        ready.name.hash(&mut hasher);
        ready.record.summary(system).to_string().hash(&mut hasher);
        state.files.fingerprint(&ready.layer).hash(&mut hasher);
    }
    told(
        state,
        ("application/octet-stream", Some(file_name)),
        hasher.finish(),
    )
}

/// Text that is written while it is sent.
fn text(
    representation: &Representation,
    request: &HeaderMap,
    (ready, system): (ReadyLayer, ExportSystem),
    format: TextFormat,
) -> Response {
    let columns = columns(&ready.layer);
    let part = move |number| {
        text_part(
            &ready.exported(system, &Work::default()),
            &columns,
            format,
            number,
        )
        .transpose()
    };
    let parts = (0..).map_while(part);
    representation.whole(request, Body::from_stream(stream::iter(parts)))
}

/// A file that is made first, unless it was before.
async fn file(
    state: &Arc<ServerState>,
    representation: &Representation,
    request: &HeaderMap,
    (ending, make): (
        &'static str,
        impl FnOnce(&FilePath) -> Result<(), LayerError> + Send + 'static,
    ),
) -> Result<Response, Problem> {
    // Who has it already does not wait for a turn.
    if let Some(unchanged) = representation.unchanged(request) {
        return Ok(unchanged);
    }
    let number = representation.number;
    let file = match state.files.get(number) {
        Some(file) => file,
        None => {
            let _turn = state.turn().await?;
            let making = Arc::clone(state);
            let made =
                tokio::task::spawn_blocking(move || making.files.get_or_make(number, ending, make))
                    .await;
            let made = made.map_err(|stopped| state.failure(&stopped))?;
            made.map_err(|cause| state.failure(&cause))?
        }
    };
    representation
        .file(request, &file)
        .await
        .map_err(|cause| state.failure(&cause))
}

/// The system that is asked for, or the format's own.
fn system(
    parameters: &Parameters,
    study: &Study,
    format: ExportFormat,
) -> Result<ExportSystem, Problem> {
    let study_crs = &study.town().crs;
    let Some(name) = parameters.text("crs") else {
        return Ok(format.default_system());
    };
    let found = ExportSystem::of_name(name, study_crs);
    let (wgs84, own) = (
        ExportSystem::Wgs84.uri(study_crs),
        ExportSystem::Study.uri(study_crs),
    );
    match (found, format) {
        (Some(ExportSystem::Study), ExportFormat::GeoJson) => {
            let expected = format!(
                "{wgs84}: GeoJSON is altijd in WGS84 (RFC 7946); vraag bijvoorbeeld gpkg voor {study_crs}"
            );
            Err(Problem::parameter("crs", name, &expected))
        }
        (Some(system), _) => Ok(system),
        (None, _) => Err(Problem::parameter(
            "crs",
            name,
            &format!("{wgs84} of {own}"),
        )),
    }
}

/// `gebieden_PO_4-12.gpkg`; without a question only the layer's name.
fn file_name(ready: &ReadyLayer, ending: &str) -> String {
    match &ready.record.question {
        Some(question) => format!("{}_{}_{}.{ending}", ready.name, question.kind, question.age),
        None => format!("{}.{ending}", ready.name),
    }
}

/// `voorbeeldstad_PO_4-12.gpkg`; letters that not every system takes in a name are left out.
fn saved_name(study: &Study, question: &Question, ending: &str) -> String {
    let plain = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
    let town: String = study
        .town()
        .name
        .to_lowercase()
        .chars()
        .filter(plain)
        .collect();
    format!("{town}_{}_{}.{ending}", question.kind, question.age)
}
