//! What answers say in the language that is asked, over HTTP, on the town of the two banks.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::ingest::load::load_study;
use nabij::study::open_study::Study;
use serde_json::{Value, json};
use tower::ServiceExt;

/// The town, of which one neighbourhood has no number of residents.
fn two_banks() -> Arc<ServerState> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/towns/two_banks");
    let loaded = load_study(&folder, None, &|_| ()).expect("the town can be read");
    let study = Study::open(loaded.town.expect("nothing blocks")).expect("the study opens");
    let state = Arc::new(ServerState::default());
    state.open(Arc::new(study.with_check(loaded.report)));
    state
}

async fn answered(state: &Arc<ServerState>, request: Request<Body>) -> Value {
    let response = service(Arc::clone(state)).oneshot(request).await;
    let response = response.expect("always an answer");
    let status = response.status();
    let body = response.into_body().collect().await.expect("a whole body");
    let body: Value = serde_json::from_slice(&body.to_bytes()).expect("JSON");
    assert_eq!(status, StatusCode::OK, "{body}");
    body
}

async fn get(state: &Arc<ServerState>, address: &str) -> Value {
    let request = Request::get(address).body(Body::empty());
    answered(state, request.expect("a request")).await
}

/// Both sides of what opening a school changes for the one area that it changes.
async fn reason_under_a_plan(state: &Arc<ServerState>, language: &str) -> Value {
    let school = json!({
        "id": "nieuw", "soort": "voorziening_openen", "voorziening": "nieuw", "naam": "De Brug",
        "soorten": ["PO"], "plaats": [155550.0, 463100.0]
    });
    let scenario = json!({ "naam": "proef", "crs": "EPSG:28992", "wijzigingen": [school] });
    let asked = json!({ "scenario": scenario, "voorziening": "PO", "leeftijd": "4-12" });
    let request = Request::post(format!("/v1/wat-als?taal={language}"));
    let request = request.body(Body::from(asked.to_string()));
    let told = answered(state, request.expect("a request")).await;
    told["vragen"][0]["geheel"]["na"]["reden"].clone()
}

#[tokio::test]
async fn why_a_value_is_empty_is_told_in_the_language_that_is_asked() {
    let state = two_banks();
    let question = "voorziening=PO&leeftijd=4-12";
    for (language, nothing_known, partly_known) in [
        (
            "nl",
            "geen gegevens",
            "onvolledig: 1 van 3 buurten zonder gegevens",
        ),
        (
            "en",
            "no data",
            "incomplete: 1 of 3 neighbourhoods without data",
        ),
    ] {
        let answer = get(&state, &format!("/v1/antwoord?{question}&taal={language}")).await;
        let areas = answer["gebieden"].as_array().expect("areas");
        let without = areas.iter().find(|area| area["code"] == "BU99980201");
        assert_eq!(without.expect("the area")["reden"], nothing_known);
        assert_eq!(answer["stad"]["reden"], partly_known);
        let address = format!("/v1/gebieden/BU99980201/uitleg?{question}&taal={language}");
        let explained = get(&state, &address).await;
        assert_eq!(explained["reden"], nothing_known);
        assert_eq!(explained["waarde"]["reden"], nothing_known);
        let portrait = get(
            &state,
            &format!("/v1/gebieden/BU99980201/overzicht?taal={language}"),
        )
        .await;
        let groups = portrait["groepen"].as_array().expect("groups").iter();
        let mut rows = groups.flat_map(|group| group["voorzieningen"].as_array().expect("rows"));
        let row = rows.find(|row| row["leeftijd"] == "4-12");
        assert_eq!(row.expect("a row")["waarde"]["reden"], nothing_known);
        assert_eq!(reason_under_a_plan(&state, language).await, partly_known);
    }
    // A layer is data, and the same in every language.
    let item = get(
        &state,
        &format!("/v1/collections/gebieden/items/BU99980201?{question}"),
    )
    .await;
    assert_eq!(item["properties"]["reden"], "geen gegevens");
}

#[tokio::test]
async fn what_is_good_to_know_of_a_reading_is_told_in_the_language_that_is_asked() {
    let state = two_banks();
    let notes = |report: &Value| -> Vec<(String, String)> {
        let notes = report["meldingen"].as_array().expect("notes").iter();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        notes
            .map(|note| (text(&note["soort"]), text(&note["tekst"])))
            .collect()
    };
    let dutch = notes(&get(&state, "/v1/controle").await);
    let english = notes(&get(&state, "/v1/controle?taal=en").await);
    assert!(!dutch.is_empty());
    assert_eq!(dutch.len(), english.len());
    for (dutch, english) in dutch.iter().zip(&english) {
        assert_eq!(dutch.0, english.0, "the short name is a key");
        assert_ne!(dutch.1, english.1);
    }
    let told = |notes: &[(String, String)], code: &str| {
        let found = notes.iter().find(|(of, _)| of == code);
        found.map(|(_, text)| text.clone())
    };
    assert_eq!(
        told(&dutch, "gemeente_samengesteld").as_deref(),
        Some("De gemeente is samengesteld uit de buurten.")
    );
    assert_eq!(
        told(&english, "gemeente_samengesteld").as_deref(),
        Some("The municipality is put together from the neighbourhoods.")
    );
}

#[tokio::test]
async fn numbers_of_a_study_are_written_as_the_language_has_them() {
    let state = two_banks();
    for (language, mark, basis) in [
        ("nl", ',', ""),
        ("en", '.', "it rests on (told in Dutch): \""),
    ] {
        let study = get(&state, &format!("/v1/studie?taal={language}")).await;
        for traveller in study["profielen"].as_array().expect("travellers") {
            let told = traveller["uitleg"].as_str().expect("a sentence");
            let speed = told
                .strip_suffix(" m/s")
                .and_then(|told| told.split(' ').next_back());
            assert!(speed.is_some_and(|speed| speed.contains(mark)), "{told}");
        }
        for kind in study["voorzieningen"].as_array().expect("kinds") {
            let told = kind["norm_basis"].as_str().expect("a sentence");
            assert!(told.starts_with(basis), "{told}");
        }
    }
}
