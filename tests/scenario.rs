//! What-if at the HTTP door, on the example town.

#[path = "support/example_server.rs"]
mod example_server;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use nabij::api::server::service;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::example_server::{
    bytes, get, json as answered, problem, refusal, state, tile_in_the_middle,
};

async fn post(address: &str, body: &Value) -> Response<Body> {
    let request = Request::post(address)
        .body(Body::from(body.to_string()))
        .expect("a request");
    service(state())
        .oneshot(request)
        .await
        .expect("always an answer")
}

async fn what_if(body: &Value) -> Value {
    let response = post("/v1/wat-als", body).await;
    let status = response.status();
    let document: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    assert_eq!(status, StatusCode::OK, "{document}");
    document
}

fn scenario(changes: &Value) -> Value {
    json!({ "scenario": { "naam": "proef", "crs": "EPSG:28992", "wijzigingen": changes } })
}

/// The primary schools of the example town.
async fn schools() -> Vec<Value> {
    let layer = answered("/v1/collections/voorzieningen/items?voorziening=PO&limit=1000").await;
    let features = layer["features"].as_array().expect("features").clone();
    let is_school = |feature: &Value| feature["properties"]["soort"] == "PO";
    features.into_iter().filter(is_school).collect()
}

/// The areas of what a what-if says about primary schools; on one side each says what an answer says of it.
fn areas_of_schools(told: &Value, side: &str, answer: &Value) -> Vec<Value> {
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let questions = list(&told["vragen"]);
    let mut schools = questions
        .iter()
        .filter(|question| question["voorziening"] == "PO");
    let areas = list(&schools.next().expect("schools")["gebieden"]);
    assert!(!areas.is_empty());
    for area in &areas {
        let answers = list(&answer["gebieden"]);
        let same = answers
            .iter()
            .find(|other| other["code"] == area["code"])
            .expect("the same areas");
        for field in [
            "klasse",
            "personen",
            "gedekt",
            "aandeel_pct",
            "t_p50_s",
            "score",
        ] {
            assert_eq!(
                area[side][field], same[field],
                "{field} of {}",
                area["code"]
            );
        }
    }
    areas
}

#[tokio::test]
async fn closing_a_school_tells_who_loses_and_both_sides_agree_with_the_answer() {
    let all = schools().await;
    let id = all[0]["properties"]["id"].as_str().expect("an id");
    let changes = json!([{ "id": "dicht", "soort": "voorziening_sluiten", "voorziening": id }]);
    let told = what_if(&scenario(&changes)).await;
    let answer = answered("/v1/antwoord?voorziening=PO&leeftijd=4-12").await;
    for area in &areas_of_schools(&told, "voor", &answer) {
        assert_eq!(
            area["erbij"].as_u64().unwrap_or(0),
            0,
            "nobody comes nearer by a closure"
        );
    }
    assert_eq!(
        told["aanbod"][0]["voor"]["locaties"]
            .as_u64()
            .map(|before| before - 1),
        told["aanbod"][0]["na"]["locaties"].as_u64()
    );
}

#[tokio::test]
async fn what_cannot_be_changed_is_refused_by_change_and_field() {
    let said = async |body: Value| {
        let problem = problem(post("/v1/wat-als", &body).await, StatusCode::BAD_REQUEST).await;
        problem["detail"].as_str().expect("a sentence").to_owned()
    };
    let closing =
        |id: &str| json!({ "id": "a", "soort": "voorziening_sluiten", "voorziening": id });
    assert_eq!(
        said(scenario(&json!([closing("nergens")]))).await,
        "wijzigingen[0] (id \"a\"), voorziening: found \"nergens\", expected the id of a facility of the study"
    );
    let barrier = json!({ "id": "b", "soort": "barriere_toevoegen", "lijn": [[0, 0], [9, 0]], "stopt": ["lopen"] });
    assert_eq!(
        said(scenario(&json!([barrier]))).await,
        "wijzigingen[0] (id \"b\"), lijn: found distance level D3, expected a study with barriers and no streets (D2), \
         because they count only there"
    );
    let far = json!({ "id": "c", "soort": "straat_sluiten", "plaats": [0.0, 0.0] });
    assert!(
        said(scenario(&json!([far])))
            .await
            .starts_with("wijzigingen[0] (id \"c\"), plaats: found a place")
    );
    let mut other = scenario(&json!([]));
    other["scenario"]["basis"] =
        json!({ "studie": "Elders", "invoer": "0", "normen": "n", "gewichten": "g" });
    assert_eq!(
        said(other).await,
        "basis.studie: found \"Elders\", expected \"Voorbeeldstad\" on both sides"
    );
    assert!(
        said(json!({ "scenarios": 1 }))
            .await
            .starts_with("scenarios: found an unknown field")
    );
    assert!(
        said(json!([]))
            .await
            .starts_with("scenario: found no group of fields")
    );
    let asked = json!({ "scenario": {}, "voorziening": "ONZIN" });
    assert!(
        said(asked)
            .await
            .contains("Parameter \"voorziening\": gevonden \"ONZIN\"")
    );
    refusal("/v1/wat-als", StatusCode::METHOD_NOT_ALLOWED).await;
}

/// The scenario that closes the first primary school, its fingerprint, and the school.
async fn closed_school() -> (Value, String, String) {
    let school = schools().await[0]["properties"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let changes = json!([{ "id": "dicht", "soort": "voorziening_sluiten", "voorziening": school }]);
    let told = what_if(&scenario(&changes)).await;
    let mark = told["scenario"]["kenmerk"]
        .as_str()
        .expect("a fingerprint")
        .to_owned();
    (told, mark, school)
}

#[tokio::test]
async fn what_was_posted_answers_under_its_fingerprint_and_the_study_stays_as_it_is() {
    let before = answered("/v1/antwoord?voorziening=PO&leeftijd=4-12").await;
    let (told, mark, school) = closed_school().await;
    let after = answered(&format!(
        "/v1/antwoord?voorziening=PO&leeftijd=4-12&scenario={mark}"
    ))
    .await;
    areas_of_schools(&told, "na", &after);
    let layer = answered(&format!(
        "/v1/collections/voorzieningen/items?voorziening=PO&limit=1000&scenario={mark}"
    ))
    .await;
    let features = layer["features"].as_array().expect("features");
    assert!(
        features
            .iter()
            .all(|feature| feature["properties"]["id"] != school.as_str())
    );
    assert_eq!(
        answered("/v1/antwoord?voorziening=PO&leeftijd=4-12").await,
        before
    );
    let tile = tile_in_the_middle(12).await;
    let tile = |mark: &str| {
        format!("/v1/collections/dekking/tiles/WebMercatorQuad/{tile}?voorziening=PO{mark}")
    };
    let [was, is] = [tile(""), tile(&format!("&scenario={mark}"))];
    let (was, is) = (bytes(get(&was).await).await, bytes(get(&is).await).await);
    assert!(!was.is_empty() && was != is, "the tile follows");
    let clusters = answered(&format!("/v1/locatievragen/clusters_0_18?scenario={mark}")).await;
    assert!(clusters.is_object());
}

#[tokio::test]
async fn a_scenario_that_is_not_there_is_told_to_be_posted_again() {
    for address in [
        "/v1/antwoord",
        "/v1/locatievragen/inzetprofiel",
        "/v1/collections/dekking/items",
    ] {
        let problem = refusal(&format!("{address}?scenario=0123"), StatusCode::NOT_FOUND).await;
        let detail = problem["detail"].as_str().expect("a sentence");
        assert_eq!(
            detail,
            "Dit scenario is er niet (meer). Stuur het opnieuw naar /v1/wat-als."
        );
    }
}

#[tokio::test]
async fn a_bridge_into_the_water_and_homes_far_away_are_told_and_nothing_else_changes() {
    let middle = answered("/v1/studie").await["gebieden"][0]["midden"].clone();
    let far = json!([4.0, 52.0]);
    let changes = json!([
        { "id": "brug", "soort": "brug_toevoegen", "van": far, "naar": [4.001, 52.0], "vervoer": ["lopen"] },
        { "id": "huizen", "soort": "woningen", "plaats": far, "type": "flat", "aantal": 10, "jaar": 2030 },
    ]);
    let mut body = scenario(&changes);
    body["scenario"]["crs"] = "OGC:CRS84".into();
    let told = what_if(&body).await;
    assert!(middle.is_array());
    let ends = told["doodlopend"].as_array().expect("a list");
    assert!(ends.iter().all(|end| end["wijziging"] == "brug") && ends.len() >= 2);
    let unplaced = told["niet_geplaatst"].as_array().expect("a list");
    assert!(!unplaced.is_empty() && unplaced.iter().all(|place| place["wijziging"] == "huizen"));
    assert_eq!(told["verlies"], json!([]));
    assert_eq!(told["scenario"]["jaar"], 2030);
}

#[tokio::test]
async fn the_schema_is_served() {
    let schema = answered("/v1/schemas/scenario.json").await;
    assert_eq!(schema["properties"]["wijzigingen"]["maxItems"], 1000);
}
