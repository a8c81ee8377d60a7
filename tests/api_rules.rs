//! OGC API Common, the Dutch API Design Rules and HTTP, in process on the example town: each test names what it keeps.
//!
//! # Source
//! OGC 19-072 (Common part 1), Logius *API Design Rules* 2.1, RFC 9110, RFC 9457.

#[path = "support/example_server.rs"]
mod example_server;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode};
use nabij::api::headers::API_VERSION;
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::study::collection::COLLECTIONS;
use nabij::study::read_study::StudyFiles;
use serde_json::Value;
use tower::ServiceExt;

use crate::example_server::{bytes, get, json, problem, refusal, state, tile_in_the_middle};

async fn ask(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: &'static str,
) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body)).expect("a request");
    service(state())
        .oneshot(request)
        .await
        .expect("always an answer")
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().expect("text"))
}

/// What the description says of one method at one address.
struct Described {
    method: String,
    path: String,
    operation: Value,
}

async fn described() -> Vec<Described> {
    let document = json("/v1/openapi.json").await;
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            // Sent layers and what people enter are there only where they are allowed: tests/uploads.rs and tests/register.rs
            // ask for them, tests/callers.rs for tokens.
            let allowed_only = ["/uploads", "/scenarios", "/vastleggingen/"];
            let allowed_only = allowed_only.iter().any(|start| path.starts_with(start));
            if allowed_only && (method != "get" || path.contains('}'))
                || path.starts_with("/tokens")
            {
                continue;
            }
            let mut operation = operation.clone();
            for parameter in operation["parameters"].as_array_mut().expect("parameters") {
                if parameter["name"] == "jobId" {
                    parameter["schema"]["example"] = finished_job().await.into();
                }
            }
            found.push(Described {
                method: method.to_uppercase(),
                path: path.clone(),
                operation,
            });
        }
    }
    found
}

/// The id of a job of its own that is finished.
async fn finished_job() -> String {
    let headers = [("prefer", "respond-async")];
    let address = "/v1/processes/locatievraag/execution";
    let begun = ask("POST", address, &headers, EXECUTION).await;
    let job: Value = serde_json::from_slice(&bytes(begun).await).expect("JSON");
    let id = job["jobID"].as_str().expect("an id").to_owned();
    while json(&format!("/v1/jobs/{id}")).await["status"] != "successful" {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    id
}

/// The address with the example of every variable part.
fn with_examples(one: &Described) -> String {
    let mut path = format!("/v1{}", one.path);
    for parameter in one.operation["parameters"].as_array().expect("parameters") {
        if parameter["in"] == "path" {
            let name = parameter["name"].as_str().expect("a name");
            let example = parameter["schema"]["example"].as_str().expect(name);
            path = path.replace(&format!("{{{name}}}"), example);
        }
    }
    path
}

const QUESTION: &str = r#"{"vraag": "inzetprofiel"}"#;
const EXECUTION: &str = r#"{"inputs": {"vraag": {"vraag": "clusters_0_18"}}}"#;
/// A scenario that changes nothing.
const SCENARIO: &str = r#"{"scenario": {"naam": "Niets", "crs": "OGC:CRS84", "wijzigingen": []}}"#;

fn body(one: &Described) -> &'static str {
    match (one.method.as_str(), one.path.as_str()) {
        ("POST", "/wat-als" | "/wat-als/stappen" | "/wat-als/jaren") => SCENARIO,
        ("POST", path) if path.ends_with("/execution") => EXECUTION,
        ("POST", _) => QUESTION,
        _ => "",
    }
}

/// A schema of the description, checked as far as it goes: types, required members, values and what is inside.
fn fits(value: &Value, schema: &Value, schemas: &Value, place: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().expect("a name");
        return fits(value, &schemas[name], schemas, &format!("{place} ({name})"));
    }
    if value.is_null() && schema["nullable"] == true {
        return;
    }
    let right = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        _ => true,
    };
    assert!(right, "{place} is no {}", schema["type"]);
    if let Some(allowed) = schema["enum"].as_array() {
        assert!(
            allowed.contains(value),
            "{place}: {value} is none of {allowed:?}"
        );
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        let required = required.as_str().expect("a name");
        assert!(value.get(required).is_some(), "{place} lacks {required}");
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(member) = value.get(name) {
            fits(member, inner, schemas, &format!("{place}.{name}"));
        }
    }
    if let (Some(items), Some(inner)) = (value.as_array(), schema.get("items")) {
        for (number, item) in items.iter().enumerate() {
            fits(item, inner, schemas, &format!("{place}[{number}]"));
        }
    }
}

/// Every name after `#/components/schemas/` in a document.
fn shapes_named(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let name = value["$ref"].as_str();
            let name = name.and_then(|name| name.strip_prefix("#/components/schemas/"));
            names.extend(name.map(str::to_owned));
            members
                .values()
                .for_each(|member| shapes_named(member, names));
        }
        Value::Array(items) => items.iter().for_each(|item| shapes_named(item, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn every_shape_of_the_description_is_used_and_every_one_that_is_used_is_there() {
    let document = json("/v1/openapi.json").await;
    let mut used = BTreeSet::new();
    shapes_named(&document, &mut used);
    let told = document["components"]["schemas"]
        .as_object()
        .expect("shapes");
    assert_eq!(used, told.keys().cloned().collect::<BTreeSet<_>>());
}

/// Common /req/oas30/oas-impl: every operation that is described answers, with a status, form and shape as described.
#[tokio::test]
async fn every_operation_answers_as_it_is_described() {
    let document = json("/v1/openapi.json").await;
    let schemas = &document["components"]["schemas"];
    for one in described().await {
        let address = with_examples(&one);
        let response = ask(&one.method, &address, &[], body(&one)).await;
        let status = response.status();
        let described = &one.operation["responses"][status.as_str()];
        assert!(
            status.is_success() && !described.is_null(),
            "{} {address}: {status}",
            one.method
        );
        if status == StatusCode::NO_CONTENT {
            continue;
        }
        let kind = header(&response, "content-type").to_owned();
        let content = described["content"][&kind].clone();
        assert!(
            content["schema"].is_object(),
            "{address}: {kind} is not in {described}"
        );
        let content_bytes = bytes(response).await;
        // Lines of JSON are not one document.
        if kind.contains("json") && kind != "application/x-ndjson" {
            let value: Value = serde_json::from_slice(&content_bytes).expect("JSON");
            fits(&value, &content["schema"], schemas, &address);
        }
    }
}

/// Every form that is described is given when it is asked for, by `f` and by `Accept`.
#[tokio::test]
async fn every_form_that_is_described_is_given() {
    for one in described()
        .await
        .into_iter()
        .filter(|one| one.method == "GET")
    {
        let address = with_examples(&one);
        let parameters = one.operation["parameters"].as_array().expect("parameters");
        let forms = parameters.iter().find(|parameter| parameter["name"] == "f");
        let codes = forms.and_then(|forms| forms["schema"]["enum"].as_array());
        for code in codes.into_iter().flatten().filter_map(Value::as_str) {
            let response = get(&format!("{address}?f={code}")).await;
            assert_eq!(response.status(), StatusCode::OK, "{address}?f={code}");
            let kind = header(&response, "content-type").to_owned();
            assert!(
                one.operation["responses"]["200"]["content"][&kind].is_object(),
                "{address}?f={code}: {kind}"
            );
            let bare = kind.split(';').next().expect("a type").to_owned();
            let accepted = ask("GET", &address, &[("accept", &bare)], "").await;
            assert_eq!(header(&accepted, "content-type"), kind, "{address}");
        }
        let none = ask("GET", &address, &[("accept", "image/x-onbekend")], "").await;
        problem(none, StatusCode::NOT_ACCEPTABLE).await;
    }
}

/// Features /req/core/query-param-unknown and API Design Rules: no operation takes what it does not describe.
#[tokio::test]
async fn no_operation_takes_an_unknown_or_repeated_parameter() {
    for one in described().await {
        let address = with_examples(&one);
        let response = ask(&one.method, &format!("{address}?onzin=1"), &[], body(&one)).await;
        let refused = problem(response, StatusCode::BAD_REQUEST).await;
        assert_eq!(refused["parameter"], "onzin", "{address}");
        let parameters = one.operation["parameters"].as_array().expect("parameters");
        let query = parameters
            .iter()
            .find(|parameter| parameter["in"] == "query" && parameter["schema"]["enum"].is_array());
        if let Some(query) = query {
            let (name, value) = (
                query["name"].as_str().expect("a name"),
                query["schema"]["enum"][0].as_str().expect("text"),
            );
            let twice = ask(
                &one.method,
                &format!("{address}?{name}={value}&{name}={value}"),
                &[],
                body(&one),
            )
            .await;
            assert_eq!(
                problem(twice, StatusCode::BAD_REQUEST).await["parameter"],
                name,
                "{address}"
            );
            let wrong = ask(
                &one.method,
                &format!("{address}?{name}=%E2%82%AC"),
                &[],
                body(&one),
            )
            .await;
            assert_eq!(
                problem(wrong, StatusCode::BAD_REQUEST).await["parameter"],
                name,
                "{address}"
            );
        }
    }
}

/// API Design Rules: /core/version-header, /core/transport/security-headers, /core/transport/cors, on every answer.
#[tokio::test]
async fn every_answer_has_the_version_and_the_security_headers() {
    let mut answers = Vec::new();
    for one in described().await {
        answers.push(ask(&one.method, &with_examples(&one), &[], body(&one)).await);
    }
    answers.push(get("/v1/onzin").await);
    answers.push(ask("DELETE", "/v1/collections", &[], "").await);
    answers.push(get("/v1/collections?x=1").await);
    for response in answers {
        assert_eq!(header(&response, "api-version"), API_VERSION);
        assert_eq!(header(&response, "access-control-allow-origin"), "*");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
        assert_eq!(header(&response, "x-frame-options"), "DENY");
        assert!(header(&response, "strict-transport-security").starts_with("max-age="));
        assert!(header(&response, "content-security-policy").contains("default-src 'self'"));
        assert!(!header(&response, "content-security-policy").contains("unsafe"));
    }
}

/// The description of a small study that says whom to ask.
async fn with_contact() -> Value {
    let town = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/towns/two_banks");
    let text = std::fs::read_to_string(town.join("study.toml")).expect("a study");
    let contact = "[contact]\nname = \"Geo\"\nurl = \"https://stad.example/geo\"\nemail = \"geo@stad.example\"\n";
    let folder = tempfile::tempdir().expect("a folder");
    let study = folder.path().join("study.toml");
    std::fs::write(&study, text + contact).expect("a file");
    let files = StudyFiles {
        study,
        data: Some(town),
    };
    let state = Arc::new(ServerState::default());
    state.open(Arc::new(files.open_with(&[], &|_| ()).expect("it opens")));
    let request = Request::get("/v1/openapi.json").body(Body::empty());
    let answer = service(state).oneshot(request.expect("a request")).await;
    serde_json::from_slice(&bytes(answer.expect("always an answer")).await).expect("JSON")
}

/// API Design Rules: /core/publish-openapi, /core/doc-openapi-contact, /core/semver, /core/doc-language.
#[tokio::test]
async fn the_description_says_who_and_which_version() {
    let document = json("/v1/openapi.json").await;
    assert_eq!(document["openapi"], "3.0.3");
    assert_eq!(document["info"]["version"], API_VERSION);
    let mut contact = document["info"]["contact"].clone();
    assert!(contact.is_null(), "the study names nobody: {contact}");
    contact = with_contact().await["info"]["contact"].clone();
    assert_eq!(
        contact,
        serde_json::json!({ "name": "Geo", "url": "https://stad.example/geo", "email": "geo@stad.example" })
    );
    let server = document["servers"][0]["url"].as_str().expect("an address");
    assert!(server.ends_with("/v1"));
    let mut names = BTreeSet::new();
    for one in described().await {
        let id = one.operation["operationId"]
            .as_str()
            .expect("an id")
            .to_owned();
        assert!(names.insert(id), "{} has the name of another one", one.path);
        for field in ["summary", "description"] {
            assert!(
                one.operation[field]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                "{} {field}",
                one.path
            );
        }
        for parameter in one.operation["parameters"].as_array().expect("parameters") {
            assert!(
                parameter["description"]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                "{} {parameter}",
                one.path
            );
        }
    }
}

/// API Design Rules: /core/no-trailing-slash; only the start has one in the description, and there it answers.
#[tokio::test]
async fn a_slash_at_the_end_is_no_address() {
    for one in described().await.into_iter().filter(|one| one.path != "/") {
        refusal(&format!("{}/", with_examples(&one)), StatusCode::NOT_FOUND).await;
    }
    assert_eq!(json("/v1/").await["title"], json("/v1").await["title"]);
}

/// API Design Rules: /core/uri-version: the major version, and nothing else of it, in the address of everything.
#[tokio::test]
async fn the_major_version_is_in_the_address() {
    let document = json("/v1/openapi.json").await;
    let version = document["info"]["version"].as_str().expect("a version");
    let server = document["servers"][0]["url"].as_str().expect("an address");
    let major = version.split('.').next().expect("a number");
    assert!(
        server.ends_with(&format!("/v{major}")),
        "{server} of {version}"
    );
    assert_eq!(get("/v2/collections").await.status(), StatusCode::NOT_FOUND);
}

/// API Design Rules: /core/path-segments-kebab-case and /core/query-keys-camel-case, but for the names that OGC gives.
#[tokio::test]
async fn names_are_written_as_the_rules_say_unless_ogc_names_them() {
    let lower = |text: &str| {
        text.bytes()
            .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit())
    };
    let kebab = |text: &str| text.split('-').all(|part| !part.is_empty() && lower(part));
    let camel = |text: &str| {
        text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.bytes().all(|one| one.is_ascii_alphanumeric())
    };
    let mut of_ogc = BTreeSet::new();
    for one in described().await {
        for segment in one
            .path
            .split('/')
            .filter(|part| !part.is_empty() && !part.starts_with('{'))
        {
            // What is a file has its extension.
            if !segment.split('.').all(kebab) {
                of_ogc.insert(segment.to_owned());
            }
        }
        for parameter in one.operation["parameters"].as_array().expect("parameters") {
            let name = parameter["name"].as_str().expect("a name");
            if !camel(name) {
                of_ogc.insert(name.to_owned());
            }
        }
    }
    let expected = ["bbox-crs", "filter-crs", "filter-lang", "tileMatrixSets"];
    assert_eq!(of_ogc, expected.map(str::to_owned).into());
}

/// API Design Rules: /core/error-handling/problem-details and /core/error-handling/invalid-input.
#[tokio::test]
async fn a_refusal_has_a_status_a_title_a_detail_and_the_parameter() {
    for (address, status) in [
        ("/v1/collections/gebieden/items?limit=veel", 400),
        ("/v1/collections/niets", 404),
        ("/v1/niets", 404),
    ] {
        let answer = get(address).await;
        assert_eq!(answer.status().as_u16(), status, "{address}");
        assert_eq!(header(&answer, "content-type"), "application/problem+json");
        let problem: Value = serde_json::from_slice(&bytes(answer).await).expect("JSON");
        assert_eq!(problem["status"], status);
        for field in ["title", "detail"] {
            assert!(
                problem[field].as_str().is_some_and(|text| !text.is_empty()),
                "{address}: {problem}"
            );
        }
        assert_eq!(
            problem["parameter"].is_string(),
            status == 400,
            "{address}: {problem}"
        );
    }
}

/// API Design Rules: /core/date-time/utc-only and RFC 3339: moments are told in universal time.
#[tokio::test]
async fn moments_are_in_universal_time() {
    let items = json("/v1/collections/gebieden/items?limit=1").await;
    let job = json(&format!("/v1/jobs/{}", finished_job().await)).await;
    for moment in [&items["timeStamp"], &job["created"], &job["finished"]] {
        let text = moment.as_str().expect("a moment");
        assert!(
            text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok(),
            "{text}"
        );
    }
}

/// RFC 9110, section 15.5.6, and API Design Rules: /core/http-methods.
#[tokio::test]
async fn another_method_is_refused_with_those_there_are() {
    for one in described()
        .await
        .into_iter()
        .filter(|one| one.method == "GET")
    {
        let address = with_examples(&one);
        let ends = one.path == "/jobs/{jobId}";
        let mut others = vec![Method::PUT, Method::DELETE, Method::PATCH];
        others.retain(|method| !(ends && method == Method::DELETE));
        for method in others {
            let response = ask(method.as_str(), &address, &[], "").await;
            let allow = header(&response, "allow").to_owned();
            assert!(
                allow.contains("GET") && allow.contains("HEAD") && allow.contains("OPTIONS"),
                "{address}: {allow}"
            );
            problem(response, StatusCode::METHOD_NOT_ALLOWED).await;
        }
        let options = ask(
            "OPTIONS",
            &address,
            &[
                ("origin", "https://example.org"),
                ("access-control-request-method", "GET"),
            ],
            "",
        )
        .await;
        assert_eq!(options.status(), StatusCode::NO_CONTENT, "{address}");
        assert!(
            header(&options, "access-control-allow-methods").contains("GET"),
            "{address}"
        );
        assert_eq!(header(&options, "access-control-allow-origin"), "*");
    }
}

/// RFC 9110, section 9.3.2: HEAD has the headers of GET, and no body.
#[tokio::test]
async fn head_has_the_headers_and_no_body() {
    for address in [
        "/v1",
        "/v1/collections/gebieden/items?limit=2",
        "/v1/openapi.json",
    ] {
        let (head, whole) = (ask("HEAD", address, &[], "").await, get(address).await);
        assert_eq!(head.status(), StatusCode::OK);
        for name in ["content-type", "etag", "cache-control", "content-crs"] {
            assert_eq!(
                header(&head, name),
                header(&whole, name),
                "{address} {name}"
            );
        }
        assert!(bytes(head).await.is_empty());
    }
}

/// The page of features suggests a filter, which can be asked as it stands there.
#[tokio::test]
async fn the_filter_that_a_page_suggests_is_answered() {
    let mut asked = 0;
    for collection in &COLLECTIONS {
        let page = get(&format!("/v1/collections/{}/items?f=html", collection.id)).await;
        let page = String::from_utf8(bytes(page).await).expect("text");
        let Some((_, example)) = page.split_once("Filter (CQL2), zoals: ") else {
            continue;
        };
        asked += 1;
        let (example, _) = example.split_once('<').expect("it ends");
        let filter: String = example
            .replace("&gt;", ">")
            .replace("&amp;", "&")
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect();
        let address = format!("/v1/collections/{}/items?filter={filter}", collection.id);
        let response = get(&address).await;
        assert_eq!(response.status(), StatusCode::OK, "{example}");
    }
    assert!(asked >= 10, "{asked} layers have features");
}

/// RFC 9110, section 13.1.2: what the reader has already is not sent again; a page of features has a time stamp, which
/// is no change.
#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let tile = tile_in_the_middle(12).await;
    let tile = format!("/v1/collections/gebieden/tiles/WebMercatorQuad/{tile}");
    for address in [
        "/v1/collections/gebieden/items",
        "/v1/collections/gebieden/items?f=html",
        "/v1/studie",
        &tile,
    ] {
        let first = get(address).await;
        let tag = header(&first, "etag").to_owned();
        assert!(tag.starts_with("W/\""), "{address}: {tag}");
        assert!(!header(&first, "cache-control").is_empty());
        let again = ask("GET", address, &[("if-none-match", &tag)], "").await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{address}");
        assert_eq!(header(&again, "etag"), tag);
        assert!(bytes(again).await.is_empty());
        let other = ask("GET", address, &[("if-none-match", "\"iets anders\"")], "").await;
        assert_eq!(other.status(), StatusCode::OK);
    }
    let (one, other) = (
        get("/v1/collections/gebieden/items?limit=1").await,
        get("/v1/collections/gebieden/items?limit=2").await,
    );
    assert_ne!(header(&one, "etag"), header(&other, "etag"));
}

#[tokio::test]
async fn an_answer_is_compressed_when_that_is_accepted() {
    let address = "/v1/collections/gebieden/items";
    let plain = bytes(get(address).await).await.len();
    for coding in ["gzip", "br"] {
        let response = ask("GET", address, &[("accept-encoding", coding)], "").await;
        assert_eq!(header(&response, "content-encoding"), coding);
        assert!(bytes(response).await.len() * 2 < plain, "{coding}");
    }
}

/// RFC 9110, section 15.5.16: a body that is no JSON is refused, one that says nothing is read as JSON.
#[tokio::test]
async fn a_body_is_json() {
    let address = "/v1/locatievragen";
    let form = ask(
        "POST",
        address,
        &[("content-type", "application/x-www-form-urlencoded")],
        "vraag=dbos",
    )
    .await;
    problem(form, StatusCode::UNSUPPORTED_MEDIA_TYPE).await;
    let json = ask(
        "POST",
        address,
        &[("content-type", "application/json; charset=utf-8")],
        QUESTION,
    )
    .await;
    assert_eq!(json.status(), StatusCode::OK);
    // Of two values for one field, nobody knows which one was meant.
    for (address, twice) in [
        ("/v1/wat-als", r#"{"scenario": {"naam": "a", "naam": "b"}}"#),
        (address, r#"{"vraag": "dbos", "vraag": "buurtschool"}"#),
        (
            "/v1/processes/locatievraag/execution",
            r#"{"inputs": {}, "inputs": {}}"#,
        ),
    ] {
        let refused = ask("POST", address, &[], twice).await;
        let told = problem(refused, StatusCode::BAD_REQUEST).await;
        let told = told["detail"].as_str().expect("words");
        assert!(told.contains("dit veld twee keer"), "{address}: {told}");
    }
    let large = Request::post(address)
        .body(Body::from(vec![b' '; 3_000_000]))
        .expect("a request");
    let large = service(state()).oneshot(large).await.expect("an answer");
    problem(large, StatusCode::PAYLOAD_TOO_LARGE).await;
}

/// Common /req/landing-page/root-success: links to the description, what is conformed to, and the data; all answer.
#[tokio::test]
async fn every_link_of_the_start_and_of_what_it_links_to_answers() {
    let mut waiting = vec!["/v1".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(address) = waiting.pop() {
        if !seen.insert(address.clone()) {
            continue;
        }
        let response = get(&address).await;
        assert!(
            response.status().is_success(),
            "{address}: {}",
            response.status()
        );
        let kind = header(&response, "content-type").to_owned();
        let Ok(document) = serde_json::from_slice::<Value>(&bytes(response).await) else {
            let known = [
                "html",
                "svg",
                "xml",
                "octet-stream",
                "geopackage",
                "zip",
                "csv",
                "flatgeobuf",
                "parquet",
                "qml",
                "pmtiles",
            ];
            assert!(
                known.iter().any(|part| kind.contains(part)),
                "{address}: {kind}"
            );
            continue;
        };
        let nested = ["collections", "tilesets", "tileMatrixSets", "styles"];
        let inner = nested
            .iter()
            .filter_map(|name| document[*name].as_array())
            .flatten();
        for link in std::iter::once(&document)
            .chain(inner)
            .filter_map(|part| part["links"].as_array())
            .flatten()
        {
            if link["templated"] != true {
                let href = link["href"].as_str().expect("an address").to_owned();
                // Following pages tells nothing new.
                if link["rel"] != "next" {
                    waiting.push(href);
                }
            }
        }
    }
    for expected in [
        "/v1/download/alles.gpkg",
        "/v1/tiles.pmtiles",
        "/v1/conformance",
        "/v1/collections",
        "/v1/openapi.json",
        "/v1/openapi",
        "/v1/collections/gebieden/items",
    ] {
        assert!(seen.contains(expected), "{expected} is not linked to");
    }
    assert!(seen.len() > 60, "{}", seen.len());
}

/// Links hold the address by which the service was asked.
#[tokio::test]
async fn links_have_the_host_that_was_asked() {
    let links = |headers: &'static [(&str, &str)]| async move {
        let response = ask("GET", "/v1", headers, "").await;
        let document: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
        document["links"][0]["href"]
            .as_str()
            .expect("an address")
            .to_owned()
    };
    assert_eq!(
        links(&[("host", "kaart.example:8080")]).await,
        "http://kaart.example:8080/v1?f=json"
    );
    assert_eq!(
        links(&[("host", "kaart.example"), ("x-forwarded-proto", "https")]).await,
        "https://kaart.example/v1?f=json"
    );
    assert_eq!(
        links(&[("host", "ka<art"), ("x-forwarded-proto", "javascript")]).await,
        "/v1?f=json"
    );
}

/// Common /req/html/definition: pages are Dutch, need no script or style of their own, and hold what was asked.
#[tokio::test]
async fn pages_are_for_people_and_need_no_script() {
    let pages = [
        ("/v1", "Lagen"),
        ("/v1/conformance", "ogcapi-features-1"),
        ("/v1/openapi", "/v1/collections"),
        ("/v1/collections", "Voorzieningen"),
        ("/v1/collections/gebieden", "RD New"),
        ("/v1/collections/gebieden/items", "100 van 40"),
        ("/v1/collections/gebieden/items/GM9999", "Voorbeeldstad"),
        ("/v1/collections/gebieden/queryables", "aandeel_pct"),
        ("/v1/collections/gebieden/tiles", "NetherlandsRDNewQuad"),
        ("/v1/tileMatrixSets/NetherlandsRDNewQuad", "0.21"),
    ];
    for (address, words) in pages {
        let response = ask("GET", address, &[("accept", "text/html")], "").await;
        assert_eq!(
            header(&response, "content-type"),
            "text/html; charset=utf-8",
            "{address}"
        );
        let page = String::from_utf8(bytes(response).await).expect("text");
        for needed in ["<html lang=\"nl\">", "<main", "<h1>", "/pagina.css"] {
            assert!(page.contains(needed), "{address} lacks {needed}");
        }
        for refused in ["<script", " style=", "<style", "javascript:", " onclick"] {
            assert!(!page.contains(refused), "{address} has {refused}");
        }
        let words = words.replace("100 van 40", "40 van 40");
        assert!(page.contains(&words), "{address} lacks {words}");
    }
    let style = get("/pagina.css").await;
    assert_eq!(header(&style, "content-type"), "text/css; charset=utf-8");
    let style = String::from_utf8(bytes(style).await).expect("text");
    assert!(
        style.contains("--accent: #0b5f66"),
        "the tokens of the map are in it"
    );
}

/// Who reads pages reads refusals as pages, with the status and the words that programs read.
#[tokio::test]
async fn a_refusal_is_a_page_for_who_reads_pages() {
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for (address, status) in [
        ("/v1/niets", StatusCode::NOT_FOUND),
        ("/v1/collections/scholen", StatusCode::NOT_FOUND),
        (
            "/v1/collections/gebieden/items?limit=veel",
            StatusCode::BAD_REQUEST,
        ),
        (
            "/v1/collections/gebieden/items?f=html&filter=score+%3E+%3Cb%3E",
            StatusCode::BAD_REQUEST,
        ),
        (
            "/v1/collections/gebieden/items?onzin=%3Cb%3E",
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let told = ask("GET", address, &[("accept", browser)], "").await;
        assert_eq!(told.status(), status, "{address}");
        assert_eq!(
            header(&told, "content-type"),
            "text/html; charset=utf-8",
            "{address}"
        );
        let page = String::from_utf8(bytes(told).await).expect("text");
        let plain = address.replace("f=html&", "");
        let words = problem(get(&plain).await, status).await;
        let detail = words["detail"].as_str().expect("words");
        let detail = detail
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;");
        assert!(
            page.contains(&detail) && page.contains("<h1>"),
            "{address} lacks {detail}: {page}"
        );
        // Who names JSON reads JSON.
        let both = [("accept", "application/json, text/html")];
        problem(ask("GET", &plain, &both, "").await, status).await;
    }
}

/// A feature's page tells where it is: a point, or the box around it.
#[tokio::test]
async fn the_page_of_a_feature_tells_where_it_is() {
    for (address, words) in [
        ("/v1/collections/gebieden/items/GM9999", " tot "),
        ("/v1/collections/voorzieningen/items?limit=1", "lengte 5,"),
    ] {
        let address = match address.split_once('?') {
            None => address.to_owned(),
            Some((list, _)) => {
                let id = &json(address).await["features"][0]["id"];
                format!("{list}/{}", id.as_str().expect("an id"))
            }
        };
        let response = ask("GET", &address, &[("accept", "text/html")], "").await;
        let page = String::from_utf8(bytes(response).await).expect("text");
        for needed in [words, "graden", "meter", "breedte 52,"] {
            assert!(page.contains(needed), "{address} lacks {needed}");
        }
    }
}

/// What a reader sends never becomes a part of a page.
#[tokio::test]
async fn nothing_that_is_sent_becomes_markup() {
    let address = "/v1/collections/gebieden/items?f=html&naam=%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let page = String::from_utf8(bytes(get(address).await).await).expect("text");
    assert!(
        page.contains("&lt;script&gt;") && !page.contains("<script"),
        "{page}"
    );
}

/// A form sends the fields that were left open as well; these ask for nothing.
#[tokio::test]
async fn a_form_with_open_fields_is_answered() {
    let address = "/v1/collections/gebieden/items?f=html&voorziening=PO&filter=&bbox=&limit=10";
    assert_eq!(get(address).await.status(), StatusCode::OK);
}
