//! The description of the interface as OpenAPI 3.0, made from the same table as the router.

use serde_json::{Map, Value, json};

use crate::api::call::FORMAT;
use crate::api::described::{IN_PATHS, SCENARIO};
use crate::api::format::Format;
use crate::api::headers::API_VERSION;
use crate::api::openapi_schemas::{reference, schemas};
use crate::api::openapi_shapes::Shapes;
use crate::api::operation::{
    Answer, Described, Group, Method, OUTCOMES, Operation, OtherParameters, RESULTS, Shape, Table,
};
use crate::api::processes::process::Process;
use crate::api::site_routes::proposed_questions;
use crate::ingest::entered::forms::FORMS;
use crate::layers::export::system::ExportSystem;
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::tile_matrix_set::TileMatrixSet;
use crate::study::collection::COLLECTIONS;
use crate::study::open_study::Study;

/// What is sent here is thrown away when it is deleted; other deletions answer with what is left.
const ONE_UPLOAD: &str = "/uploads/{upload}";

const DESCRIPTION: &str = "Wie heeft een school, bibliotheek, buurtschool of zorgpunt in de buurt? Lagen, tegels en antwoorden \
    van één studie.\n\nFouten zijn `application/problem+json` met de parameter waar het aan ligt. Wat onbekend is, is \
    leeg en nooit nul; kleine aantallen zijn verborgen.\n\n**Versies en verouderen.** De hoofdversie staat in het \
    adres, de hele versie in de header `API-Version` (semantisch versioneren). Wat verdwijnt, blijft na aankondiging in \
    CHANGELOG.md ten minste zes maanden werken, met de headers `Deprecation` en `Sunset`.\n\n**Waar OGC en de \
    Nederlandse API Design Rules botsen** geldt OGC: `bbox-crs`, `filter-crs` en `filter-lang` (geen kleine kameel), \
    `/tileMatrixSets` (geen streepjes), en `Cache-Control` op open gegevens in plaats van `no-store`.";

/// The description for a study, with the API at this address.
pub fn openapi(table: &Table, study: &Study, address: &str) -> Value {
    let shapes = Shapes::read();
    let mut paths = Map::new();
    for operation in table.0.iter() {
        let path = if operation.path.is_empty() {
            "/"
        } else {
            operation.path
        };
        let methods = paths.entry(path).or_insert_with(|| json!({}));
        methods[operation.method.name().to_lowercase()] = described(operation, study, &shapes);
    }
    let tags: Vec<Value> = Group::EVERY
        .iter()
        .filter(|&&group| table.0.iter().any(|operation| operation.group == group))
        .map(|group| json!({ "name": group.name(), "description": group.description() }))
        .collect();
    let mut schemas = schemas();
    if let Some(schemas) = schemas.as_object_mut() {
        schemas.extend(shapes.schemas());
    }
    let mut document = json!({
        "openapi": "3.0.3",
        "info": {
            "title": format!("nabij · {}", study.town().name),
            "description": DESCRIPTION,
            "version": API_VERSION,
            "license": { "name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/" },
        },
        "servers": [{ "url": address, "description": "Deze dienst" }],
        "tags": tags,
        "paths": paths,
        "components": { "schemas": schemas, "headers": headers(), "responses": { "Problem": problem() }, "securitySchemes": {
            "token": { "type": "http", "scheme": "bearer", "description": "Een token dat een beheerder gaf (/v1/tokens)." },
        } },
        // Most can be asked without.
        "security": [{}, { "token": [] }],
    });
    // A study that names nobody has nobody here either.
    if let Some(contact) = &study.town().contact {
        document["info"]["contact"] =
            json!({ "name": contact.name(), "url": contact.url(), "email": contact.email() });
    }
    document
}

fn described(operation: &Operation, study: &Study, shapes: &Shapes) -> Value {
    let in_path = operation
        .path_parameters()
        .map(|name| path_parameter(name, study));
    let queries = operation
        .parameters
        .iter()
        .map(|parameter| query(parameter, study));
    let mut parameters: Vec<Value> = in_path.chain(queries).collect();
    if operation.has_choice() {
        parameters.push(format_parameter(operation));
    }
    if operation.others == OtherParameters::Properties {
        parameters.push(properties_parameter());
    }
    let mut document = json!({
        "operationId": operation.id,
        "tags": [operation.group.name()],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": parameters,
        "responses": responses(operation, shapes),
    });
    let body = match operation.method {
        Method::Post | Method::Put | Method::PostEntry | Method::PutEntry => {
            Some(("application/json", reference(shapes.of_body(operation))))
        }
        Method::Execute => Some(("application/json", reference("Execute"))),
        Method::PostFile | Method::PutFile => Some((
            "application/octet-stream",
            json!({ "type": "string", "format": "binary" }),
        )),
        Method::PostCopy => Some((Format::JsonLines.media_type(), reference("Lines"))),
        Method::Get | Method::Delete | Method::Withdraw => None,
    };
    if let Some((kind, schema)) = body {
        document["requestBody"] =
            json!({ "required": true, "content": { kind: { "schema": schema } } });
    }
    document
}

fn path_parameter(name: &str, study: &Study) -> Value {
    let described = IN_PATHS.iter().find(|known| known.name == name);
    json!({
        "name": name,
        "in": "path",
        "required": true,
        "description": described.map_or("", |described| described.description),
        "schema": path_schema(name, study),
    })
}

fn path_schema(name: &str, study: &Study) -> Value {
    let area = study
        .town()
        .areas
        .first()
        .map_or("", |area| area.code.0.as_str());
    let layers: Vec<&str> = COLLECTIONS.iter().map(|collection| collection.id).collect();
    let grids: Vec<&str> = TileMatrixSet::offered(&study.town().crs)
        .iter()
        .map(|set| set.code())
        .collect();
    let number = json!({ "type": "string", "pattern": "^[0-9]+$", "example": "0" });
    match name {
        "collectionId" | "styleId" => {
            json!({ "type": "string", "enum": layers, "example": "gebieden" })
        }
        "tileMatrixSetId" => {
            json!({ "type": "string", "enum": grids, "example": "WebMercatorQuad" })
        }
        "tileMatrix" | "tileRow" | "tileCol" => number,
        "featureId" | "code" => json!({ "type": "string", "minLength": 1, "example": area }),
        "vraag" => {
            let codes = proposed_questions();
            json!({ "type": "string", "enum": codes, "example": "inzetprofiel" })
        }
        "processId" => {
            let ids = Process::EVERY.map(Process::id);
            json!({ "type": "string", "enum": ids, "example": ids[0] })
        }
        "soort" => {
            let kinds: Vec<&str> = FORMS.iter().map(|form| form.kind).collect();
            json!({ "type": "string", "enum": kinds, "example": kinds[0] })
        }
        "upload" | "kenmerk" => {
            json!({ "type": "string", "minLength": 1, "example": "k3Xw9pQ2mZ7a" })
        }
        _ => json!({ "type": "string", "minLength": 1 }),
    }
}

fn query(parameter: &Described, study: &Study) -> Value {
    let mut document = json!({
        "name": parameter.name,
        "in": "query",
        "required": false,
        "description": parameter.description,
        "schema": query_schema(parameter.shape, study),
    });
    if matches!(parameter.shape, Shape::Numbers(..)) {
        document["style"] = "form".into();
        document["explode"] = false.into();
    }
    document
}

fn query_schema(shape: Shape, study: &Study) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::OneOf(codes) => json!({ "type": "string", "enum": codes }),
        Shape::Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Shape::Numbers(few, many) => {
            json!({ "type": "array", "items": { "type": "number" }, "minItems": few, "maxItems": many })
        }
        Shape::System => {
            let systems: Vec<_> = study.systems().iter().map(|system| system.uri()).collect();
            json!({ "type": "string", "format": "uri", "enum": systems, "default": ReferenceSystem::Crs84.uri() })
        }
        Shape::FileSystem => {
            let crs = &study.town().crs;
            let systems = [ExportSystem::Study, ExportSystem::Wgs84].map(|system| system.uri(crs));
            json!({ "type": "string", "format": "uri", "enum": systems })
        }
        Shape::Kind => {
            let kinds: Vec<&str> = study
                .kinds()
                .map(|travel| travel.norm.kind.code())
                .collect();
            json!({ "type": "string", "enum": kinds })
        }
        Shape::Profile => {
            let profiles = study.town().profiles.iter();
            let codes: Vec<&str> = profiles.map(|profile| profile.code.as_str()).collect();
            json!({ "type": "string", "enum": codes })
        }
    }
}

fn format_parameter(operation: &Operation) -> Value {
    let codes: Vec<&str> = operation
        .answers
        .iter()
        .filter(|answer| {
            operation.answers != RESULTS || !OUTCOMES.contains(answer) || **answer == OUTCOMES[0]
        })
        .map(|answer| answer.format.code())
        .collect();
    json!({
        "name": FORMAT,
        "in": "query",
        "required": false,
        "description": "De vorm van het antwoord; anders kiest de header Accept.",
        "schema": { "type": "string", "enum": codes },
    })
}

/// Parameters that are named after a property of a layer; `/queryables` tells which there are.
fn properties_parameter() -> Value {
    json!({
        "name": "eigenschappen",
        "in": "query",
        "required": false,
        "description": "Elk veld van de laag als parameter: alleen objecten met deze waarde. /queryables noemt de velden.",
        "style": "form",
        "explode": true,
        "schema": { "type": "object", "additionalProperties": { "type": "string" } },
    })
}

fn responses(operation: &Operation, shapes: &Shapes) -> Value {
    let content: Map<String, Value> = operation
        .answers
        .iter()
        .map(|answer| {
            let schema = json!({ "schema": reference(shapes.of_answer(operation, answer)) });
            (answer.format.media_type().to_owned(), schema)
        })
        .collect();
    let mut headers = json!({ "API-Version": header("API-Version") });
    if operation.method == Method::Get {
        headers["ETag"] = header("ETag");
    }
    let features = |answer: &Answer| answer.format == Format::GeoJson;
    let in_systems = ![OUTCOMES, RESULTS].contains(&operation.answers);
    if in_systems && operation.answers.iter().any(features) {
        headers["Content-Crs"] = header("Content-Crs");
    }
    let status = match operation.method {
        Method::PostFile | Method::PostEntry => "201",
        _ => "200",
    };
    let mut responses = json!({
        status: { "description": "Het antwoord.", "headers": headers, "content": &content },
    });
    let version = json!({ "API-Version": header("API-Version") });
    if operation.method == Method::Delete && operation.path == ONE_UPLOAD {
        responses = json!({ "204": { "description": "Het is weg.", "headers": version } });
    }
    if operation.method == Method::Get {
        responses["304"] = json!({ "description": "Niet veranderd sinds het antwoord met deze ETag.", "headers": version });
    }
    if operation
        .answers
        .iter()
        .any(|answer| answer.format == Format::VectorTile)
    {
        responses["204"] = json!({ "description": "Hier ligt niets.", "headers": version });
    }
    let in_parts = |answer: &Answer| matches!(answer.format, Format::File(_) | Format::TileArchive);
    if operation.answers.iter().any(in_parts) {
        responses["206"] = json!({ "description": "Het deel dat de header Range vraagt.", "headers": version, "content": content });
        responses["416"] = json!({ "$ref": "#/components/responses/Problem" });
    }
    if operation.method == Method::Execute {
        let schema = json!({ "schema": reference("StatusInfo") });
        responses["201"] = json!({
            "description": "De opdracht is aangenomen; op het adres in Location staat hoe ver zij is.",
            "headers": { "API-Version": header("API-Version"), "Location": header("Location") },
            "content": { "application/json": schema },
        });
    }
    for status in refusals(operation) {
        responses[status] = json!({ "$ref": "#/components/responses/Problem" });
    }
    responses
}

fn refusals(operation: &Operation) -> Vec<&'static str> {
    let mut statuses = vec!["400", "401", "406", "414", "429", "500", "503", "504"];
    let mut parameters = operation.parameters.iter();
    let of_scenario = parameters.any(|one| one.name == SCENARIO.name);
    if of_scenario || operation.path_parameters().next().is_some() {
        statuses.push("404");
    }
    if matches!(
        operation.method,
        Method::Post
            | Method::Execute
            | Method::PostFile
            | Method::PutFile
            | Method::Put
            | Method::PostEntry
            | Method::PutEntry
            | Method::PostCopy
    ) {
        statuses.extend(["408", "413", "415"]);
    }
    if [Group::Uploads, Group::Register, Group::Access].contains(&operation.group) {
        statuses.push("403");
    }
    if matches!(
        operation.method,
        Method::PostEntry | Method::PutEntry | Method::Withdraw | Method::PostCopy
    ) {
        statuses.push("409");
    }
    statuses
}

fn header(name: &str) -> Value {
    json!({ "$ref": format!("#/components/headers/{name}") })
}

fn headers() -> Value {
    json!({
        "API-Version": { "description": "De hele versie van de API.", "schema": { "type": "string", "example": API_VERSION } },
        "ETag": { "description": "Het kenmerk van dit antwoord, voor If-None-Match.", "schema": { "type": "string" } },
        "Location": { "description": "Het adres van de opdracht.", "schema": { "type": "string" } },
        "Content-Crs": { "description": "Het coördinatenstelsel van het antwoord.", "schema": { "type": "string" } },
    })
}

fn problem() -> Value {
    json!({
        "description": "Geen antwoord, met de reden.",
        "headers": { "API-Version": header("API-Version") },
        // Who asked for a page reads the same words as a page.
        "content": {
            "application/problem+json": { "schema": reference("Problem") },
            Format::Html.media_type(): { "schema": reference("Page") },
        },
    })
}
