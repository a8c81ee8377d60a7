//! All records as one file over HTTP, and back: whole or not at all, and never over what is there.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use nabij::api::server::service;
use nabij::store::address::StoreAddress;
use nabij::store::copy::{Copy, read_copy, write_copy};
use nabij::store::open_store::Store;
use nabij::store::revision::{Author, Draft, EntryKey, Revision};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::register_desk::RegisterDesk;

#[expect(
    dead_code,
    reason = "other tests ask as others and read the study again"
)]
#[path = "support/register_desk.rs"]
mod register_desk;

const COPY: &str = "/vastleggingen/kopie";

/// A service over an empty store.
fn desk() -> (TempDir, RegisterDesk) {
    let folder = TempDir::new().expect("a folder");
    let desk = RegisterDesk::open(&StoreAddress::File(folder.path().join("nabij.sqlite")));
    (folder, desk)
}

fn decision(text: &str) -> Value {
    json!({ "orgaan": "raad", "besluit": text, "document": text, "bron": text, "datum": "2026-03-01", "rol": "griffie" })
}

/// Status, media type and bytes of an answer.
async fn asked(
    desk: &RegisterDesk,
    (method, path): (Method, &str),
    body: Vec<u8>,
) -> (StatusCode, String, Vec<u8>) {
    let request = Request::builder()
        .method(method)
        .uri(format!("/v1{path}"))
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "application/x-ndjson")
        .body(Body::from(body))
        .expect("a request");
    let answer = service(Arc::clone(&desk.state)).oneshot(request).await;
    let answer = answer.expect("always an answer");
    let (status, kind) = (
        answer.status(),
        answer.headers()[header::CONTENT_TYPE].clone(),
    );
    let bytes = answer.into_body().collect().await.expect("a whole body");
    let kind = kind.to_str().expect("text").to_owned();
    (status, kind, bytes.to_bytes().to_vec())
}

async fn copy_of(desk: &RegisterDesk) -> Vec<u8> {
    let (status, kind, bytes) = asked(desk, (Method::GET, COPY), Vec::new()).await;
    assert_eq!(
        (status, kind.as_str()),
        (StatusCode::OK, "application/x-ndjson")
    );
    bytes
}

async fn sent(desk: &RegisterDesk, path: &str, copy: Vec<u8>) -> (StatusCode, Value) {
    let (status, _, bytes) = asked(desk, (Method::POST, path), copy).await;
    (status, serde_json::from_slice(&bytes).expect("JSON"))
}

/// A copy of a store in which these were entered one after the other, by id.
fn made(entries: &[(&str, &str, &str)]) -> Vec<u8> {
    let folder = TempDir::new().expect("a folder");
    let place = StoreAddress::File(folder.path().join("made.sqlite"));
    let store = Store::open(&place, "Voorbeeldstad").expect("a store");
    for (kind, id, content) in entries {
        let key = EntryKey { kind, id };
        let before = store.one(key).expect("an answer");
        let draft = Draft {
            key,
            seen: before.map_or(0, |before| before.version),
            content: Some(content),
            author: Author {
                who: "elders".to_owned(),
                at: "2026-01-01T00:00:00Z".to_owned(),
                why: String::new(),
            },
        };
        store.keep(&draft).expect("kept");
    }
    written("Voorbeeldstad", store.all().expect("all"))
}

fn written(study: &str, revisions: Vec<Revision>) -> Vec<u8> {
    let study = study.to_owned();
    let mut lines = Vec::new();
    write_copy(&Copy { study, revisions }, &mut lines).expect("written");
    lines
}

#[tokio::test]
async fn every_record_goes_out_with_its_history_and_comes_back_elsewhere_as_it_was() {
    let (_folder, desk) = desk();
    let made = json!({ "inhoud": decision("Er komt een buurtschool."), "waarom": "uit de raad" });
    let made = desk.post("/vastleggingen/besluit", made).await;
    let place = format!(
        "/vastleggingen/besluit/{}",
        made["id"].as_str().expect("an id")
    );
    let changed =
        json!({ "inhoud": decision("Er komen twee."), "versie": 1, "waarom": "amendement" });
    desk.ask(Method::PUT, &place, changed).await;
    let other = json!({ "inhoud": decision("Vervallen besluit.") });
    let other = desk.post("/vastleggingen/besluit", other).await;
    let gone = other["id"].as_str().expect("an id");
    let gone = format!("/vastleggingen/besluit/{gone}?versie=1&waarom=vervallen");
    desk.ask(Method::DELETE, &gone, Value::Null).await;
    let plan = json!({ "scenario": { "naam": "P", "crs": "OGC:CRS84", "wijzigingen": [] } });
    desk.post("/scenarios", plan).await;

    let copy = copy_of(&desk).await;
    let read = read_copy(copy.as_slice()).expect("a copy");
    let actions: Vec<_> = read
        .revisions
        .iter()
        .map(|one| (one.kind.as_str(), one.action.code()))
        .collect();
    // A plan is no record.
    let besluit = |action| ("besluit", action);
    assert_eq!(
        actions,
        ["ingevoerd", "gewijzigd", "ingevoerd", "ingetrokken"].map(besluit)
    );

    let (_elsewhere, elsewhere) = self::desk();
    let (status, told) = sent(&elsewhere, COPY, copy.clone()).await;
    assert_eq!(
        (status, told),
        (StatusCode::OK, json!({ "nieuw": 4, "versies": 4 }))
    );
    assert_eq!(copy_of(&elsewhere).await, copy);
    let history = format!("{place}/versies");
    assert_eq!(elsewhere.get(&history).await, desk.get(&history).await);
    // What is there already stays, and what came since is beside it.
    let (_, told) = sent(&elsewhere, COPY, copy.clone()).await;
    assert_eq!(told, json!({ "nieuw": 0, "versies": 4 }));
    let changed =
        json!({ "inhoud": decision("Er komen er drie."), "versie": 2, "waarom": "motie" });
    elsewhere.ask(Method::PUT, &place, changed).await;
    let (status, _) = sent(&elsewhere, COPY, copy).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        elsewhere.get(&place).await["inhoud"]["besluit"],
        "Er komen er drie."
    );
    let (status, told) = sent(&desk, COPY, copy_of(&elsewhere).await).await;
    assert_eq!((status, &told["nieuw"]), (StatusCode::OK, &json!(1)));
}

#[tokio::test]
async fn everything_that_is_wrong_is_named_and_then_nothing_is_taken_in() {
    let (_folder, desk) = desk();
    let good = decision("Goed.").to_string();
    let mut by_mail = decision("Met een adres.");
    by_mail["rol"] = "jan@voorbeeld.nl".into();
    let unknown = json!({ "gebied": "BU00000000", "niveau": 2, "bron": "b", "datum": "2026-03-01", "rol": "r" });
    let copy = made(&[
        ("besluit", "goed", &good),
        ("besluit", "adres", &by_mail.to_string()),
        ("ambitie", "elders", &unknown.to_string()),
        ("besluit", "tekst", "geen document"),
        ("besluit", "een streep", &decision("Een ander.").to_string()),
        ("token", "sleutel", "{}"),
        ("besluit", "nogmaals", &good),
    ]);
    let (status, told) = sent(&desk, COPY, copy.clone()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
    let told = told["problemen"].as_array().expect("a list").clone();
    let named: Vec<_> = told
        .iter()
        .map(|one| {
            [&one["soort"], &one["id"], &one["veld"]].map(|name| name.as_str().unwrap_or(""))
        })
        .collect();
    assert_eq!(
        named,
        [
            ["ambitie", "elders", "gebied"],
            ["besluit", "adres", "rol"],
            ["besluit", "een streep", "id"],
            ["besluit", "tekst", "inhoud"],
            ["token", "sleutel", "soort"],
            [
                "besluit",
                "nogmaals",
                "orgaan, document, datum, gebied, besluit"
            ],
        ]
    );
    let sentence = told[1]["zin"].as_str().expect("a sentence");
    assert!(
        sentence.starts_with("besluit/adres/1 rol: gevonden "),
        "{sentence}"
    );
    let (_, told) = sent(&desk, &format!("{COPY}?taal=en"), copy).await;
    let sentence = told["problemen"][1]["zin"].as_str().expect("a sentence");
    assert!(
        sentence.contains("found ") && sentence.contains("expected "),
        "{sentence}"
    );
    assert_eq!(
        desk.get("/vastleggingen/besluit").await["vastleggingen"],
        json!([])
    );
}

#[tokio::test]
async fn a_file_that_is_no_whole_copy_of_this_study_is_refused_with_its_line() {
    let (_folder, desk) = desk();
    let copy = made(&[("besluit", "a", &decision("Een.").to_string())]);
    let text = String::from_utf8(copy.clone()).expect("text");
    let other = read_copy(copy.as_slice()).expect("a copy").revisions;
    let first = text.lines().next().expect("a line").to_owned();
    for (sent_copy, place) in [
        (first, "regel 2"),
        (text.replace("\"regels\":1", "\"regels\":2"), "regel 2"),
        ("{}".to_owned(), "regel 1"),
        (
            String::from_utf8(written("Elders", other)).expect("text"),
            "studie",
        ),
    ] {
        let (status, told) = sent(&desk, COPY, sent_copy.into_bytes()).await;
        assert_eq!(
            (status, &told["parameter"]),
            (StatusCode::BAD_REQUEST, &json!(place)),
            "{told}"
        );
    }
    // Whoever changes a word after it was sealed is found out.
    let (status, told) = sent(&desk, COPY, text.replace("elders", "iemand").into_bytes()).await;
    assert_eq!(
        (status, &told["problemen"][0]["veld"]),
        (StatusCode::BAD_REQUEST, &json!("zegel")),
        "{told}"
    );
}

#[tokio::test]
async fn what_is_here_is_not_overwritten_and_both_versions_are_shown() {
    let (_folder, desk) = desk();
    let here = made(&[("besluit", "a", &decision("Hier.").to_string())]);
    assert_eq!(sent(&desk, COPY, here).await.0, StatusCode::OK);
    let copy = made(&[
        ("besluit", "a", &decision("Daar.").to_string()),
        ("besluit", "b", &decision("Hier.").to_string()),
        ("besluit", "c", &decision("Iets nieuws.").to_string()),
    ]);
    let before = copy_of(&desk).await;
    let (status, told) = sent(&desk, COPY, copy).await;
    assert_eq!(status, StatusCode::CONFLICT, "{told}");
    let told = told["conflicten"].as_array().expect("a list");
    let sides: Vec<_> = told
        .iter()
        .map(|one| {
            [&one["bestand"], &one["hier"]]
                .map(|side| (side["id"].clone(), side["inhoud"]["besluit"].clone()))
        })
        .collect();
    // Another version of the same record, and the same once more under another id.
    assert_eq!(
        json!(sides),
        json!([
            [["a", "Daar."], ["a", "Hier."]],
            [["b", "Hier."], ["a", "Hier."]]
        ])
    );
    assert_eq!(copy_of(&desk).await, before, "nothing is taken in");
}
