//! What-if at the HTTP door, on the example town.

#[path = "support/example_server.rs"]
mod example_server;

use std::collections::BTreeSet;

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
async fn who_has_no_way_left_is_not_told_to_have_a_longer_one() {
    let closing = ["BIBL-001", "BIBL-002", "BIBL-003"]
        .map(|id| json!({ "id": id, "soort": "voorziening_sluiten", "voorziening": id }));
    let mut body = scenario(&json!(closing));
    body["voorziening"] = "BIBLIOTHEEK".into();
    body["leeftijd"] = "alle".into();
    let told = what_if(&body).await;
    assert_eq!(told["aanbod"][0]["na"]["locaties"], 0);
    let sentences = told["zinnen"].to_string();
    assert!(
        sentences.contains("inwoners is er dan geen weg meer naar een bibliotheek."),
        "{sentences}"
    );
    assert!(!sentences.contains("langer"), "{sentences}");
    let response = post("/v1/wat-als?taal=en", &body).await;
    let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    let sentences = told["zinnen"].to_string();
    assert!(
        sentences.contains("there is then no way left to a library."),
        "{sentences}"
    );
}

#[tokio::test]
async fn what_cannot_be_changed_is_refused_by_change_and_field() {
    // In Dutch unless English is asked for, with the same field and the same thing found.
    let said = async |body: Value| {
        let asked = async |address| {
            let problem = problem(post(address, &body).await, StatusCode::BAD_REQUEST).await;
            problem["detail"].as_str().expect("a sentence").to_owned()
        };
        let (dutch, english) = (
            asked("/v1/wat-als").await,
            asked("/v1/wat-als?taal=en").await,
        );
        let field =
            |text: &str, found: &str| text.split_once(found).map(|(field, _)| field.to_owned());
        // A kind or age group is refused as every parameter is, in Dutch.
        if dutch.starts_with("Parameter ") {
            return dutch;
        }
        assert_eq!(
            field(&dutch, ": gevonden "),
            field(&english, ": found "),
            "{dutch}"
        );
        assert!(
            dutch.contains(", verwacht ") && english.contains(", expected "),
            "{dutch}"
        );
        for word in [" the ", " of the ", " because ", "change", "facility"] {
            assert!(!dutch.contains(word), "{dutch}");
        }
        english
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
        "basis.studie: found \"Elders\", expected \"Voorbeeldstad\" on both sides. Leave out the field basis to use the study of \
         now, or open the study that this plan was made for"
    );
    assert!(
        said(json!({ "scenarios": 1 }))
            .await
            .starts_with("scenarios: found an unknown field")
    );
    assert!(
        said(json!([]))
            .await
            .starts_with("(vraag): found a list, expected an object with scenario")
    );
    let asked = json!({ "scenario": {}, "voorziening": "ONZIN" });
    assert!(
        said(asked)
            .await
            .contains("Parameter \"voorziening\": gevonden \"ONZIN\"")
    );
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
    // A mode of travel has the code that the scenario itself uses, also where it says of whom something is true.
    let codes = ["lopen", "rolstoel", "fiets", "auto"];
    let mut told_of = ends.iter().chain(unplaced);
    assert!(told_of.all(|one| codes.iter().any(|code| one["vervoer"] == *code)));
    assert!(ends.iter().any(|end| end["vervoer"] == "lopen"));
    assert_eq!(told["verlies"], json!([]));
    assert_eq!(told["scenario"]["jaar"], 2030);
    let sentences = told["zinnen"].as_array().expect("sentences");
    assert!(sentences.contains(&json!(
        "10 woningen tellen niet mee: zij liggen buiten alle buurten van de studie."
    )));
    for place in unplaced {
        assert!(sentences.contains(&place["zin"]), "{told}");
    }
}

#[tokio::test]
async fn what_has_no_place_is_told_once_among_the_sentences() {
    let library = |id: &str| {
        json!({ "id": id, "soort": "voorziening_openen", "voorziening": id, "naam": "Nieuw", "soorten": ["BIBLIOTHEEK"],
        "plaats": [155_300, 500_100] })
    };
    let told = what_if(&scenario(&json!([library("een"), library("twee")]))).await;
    let unplaced = told["niet_geplaatst"].as_array().expect("a list").iter();
    let unplaced: Vec<&Value> = unplaced.map(|place| &place["zin"]).collect();
    // The same place on foot and by bicycle, for each of both.
    let [on_foot, by_bicycle] = [unplaced[0], unplaced[2]];
    assert_eq!(unplaced, [on_foot, on_foot, by_bicycle, by_bicycle]);
    assert_ne!(on_foot, by_bicycle);
    let nothing = "Voor niemand verandert hoe ver de dichtstbijzijnde voorziening is.";
    assert_eq!(told["zinnen"], json!([nothing, on_foot, by_bicycle]));
}

#[tokio::test]
async fn what_has_no_place_is_told_through_the_years_too() {
    let far = [155_300, 500_100];
    let mut body = scenario(&json!([
        { "id": "a", "soort": "voorziening_openen", "voorziening": "a", "naam": "Nieuw", "soorten": ["BIBLIOTHEEK"], "plaats": far },
        { "id": "b", "soort": "woningen", "plaats": far, "type": "w", "aantal": 10, "jaar": 2030 },
    ]));
    body["voorziening"] = "BIBLIOTHEEK".into();
    for language in ["nl", "en"] {
        let asked = async |address: &str| -> Value {
            let response = post(&format!("{address}?taal={language}"), &body).await;
            assert_eq!(response.status(), StatusCode::OK);
            serde_json::from_slice(&bytes(response).await).expect("JSON")
        };
        let (once, years) = (asked("/v1/wat-als").await, asked("/v1/wat-als/jaren").await);
        let unplaced = once["niet_geplaatst"].as_array().expect("a list").iter();
        let told: BTreeSet<&str> = unplaced.filter_map(|place| place["zin"].as_str()).collect();
        let sentences = years["zinnen"].as_array().expect("sentences");
        // The library and the homes, each on foot and by bicycle.
        assert_eq!((sentences.len(), told.len()), (4, 4), "{years}");
        let sentences: BTreeSet<&str> = sentences.iter().filter_map(Value::as_str).collect();
        assert_eq!(sentences, told);
    }
}

#[tokio::test]
async fn places_and_hours_that_are_known_of_no_facility_are_not_zero() {
    // The example town knows the places of no library, and the hours of no primary school.
    let opened = |kind: &str, capacity: Value| {
        json!([{ "id": "a", "soort": "voorziening_openen", "voorziening": "a", "naam": "Nieuw", "soorten": [kind],
            "plaats": NEAR_A_LIBRARY, "capaciteit": capacity }])
    };
    let libraries = scenario(&opened("BIBLIOTHEEK", Value::Null));
    let told = what_if(&libraries).await;
    let supply = &told["aanbod"][0];
    for side in ["voor", "na"] {
        assert_eq!(supply[side]["plaatsen"], Value::Null, "{supply}");
        assert!(supply[side]["uren_per_week"].is_number(), "{supply}");
    }
    let schools = scenario(&opened("PO", json!(240)));
    let told = what_if(&schools).await;
    let supply = &told["aanbod"][0];
    let places = ["voor", "na"].map(|side| {
        assert_eq!(supply[side]["uren_per_week"], Value::Null, "{supply}");
        supply[side]["plaatsen"].as_u64().expect("known")
    });
    assert_eq!(places[0] + 240, places[1]);
    let mut body = libraries;
    body["voorziening"] = "BIBLIOTHEEK".into();
    let response = post("/v1/wat-als/jaren", &body).await;
    assert_eq!(response.status(), StatusCode::OK);
    let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    for year in told["jaren"].as_array().expect("years") {
        assert_eq!(year["locaties"], year["plaatsen_onbekend"]);
        assert_eq!(
            (&year["plaatsen"], &year["tekort_plaatsen"]),
            (&Value::Null, &Value::Null)
        );
    }
}

/// A plan of homes that are ready in 2030, of which so many people live in each, asked about libraries.
fn libraries_and_homes(people: f64, homes: &[(u32, [f64; 2])]) -> Value {
    let homes = homes.iter().enumerate().map(|(index, (number, at))| {
        json!({ "id": format!("h{index}"), "soort": "woningen", "plaats": at, "type": "w", "aantal": number, "jaar": 2030 })
    });
    let mut body = scenario(&homes.collect());
    body["scenario"]["kengetallen"] = json!({ "naam": "eigen", "bron": "eigen telling", "datum": "2026-01-01",
        "per_woning": [{ "type": "w", "alle": people }] });
    body["voorziening"] = "BIBLIOTHEEK".into();
    body["leeftijd"] = "alle".into();
    body
}

/// A place in a neighbourhood with a library within the norm, and one without.
const NEAR_A_LIBRARY: [f64; 2] = [149_500.0, 512_300.0];
const FAR_FROM_LIBRARIES: [f64; 2] = [148_000.0, 513_500.0];
const NOBODY_OF_NOW: &str = "Van wie er nu woont komt niemand hierdoor binnen een norm of er juist buiten, en geen weg wordt \
                             meer dan een minuut langer.";

#[tokio::test]
async fn who_comes_to_live_in_planned_homes_is_told_beside_those_who_live_there_now() {
    // 200 homes × 2.5 residents are 500.
    for (homes, people) in [
        (
            &[(200, FAR_FROM_LIBRARIES)][..],
            "500 inwoners; voor geen van hen",
        ),
        (&[(200, NEAR_A_LIBRARY)], "500 inwoners; voor hen allemaal"),
        (
            &[(200, FAR_FROM_LIBRARIES), (400, NEAR_A_LIBRARY)],
            "1.500 inwoners; voor 1.000 van hen",
        ),
    ] {
        let told = what_if(&libraries_and_homes(2.5, homes)).await;
        let newcomers = format!(
            "In de nieuwe woningen komen ongeveer {people} ligt de dichtstbijzijnde bibliotheek binnen 15 minuten lopen."
        );
        assert_eq!(told["zinnen"], json!([NOBODY_OF_NOW, newcomers]));
        assert_eq!(told["vragen"][0]["zinnen"], json!([newcomers]));
    }
    let body = libraries_and_homes(2.5, &[(200, FAR_FROM_LIBRARIES)]);
    let response = post("/v1/wat-als?taal=en", &body).await;
    let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    assert_eq!(
        told["zinnen"],
        json!([
            "Of those who live there now, nobody comes within a norm or falls beyond one by it, and no way gets more than a \
             minute longer.",
            "About 500 residents come to live in the new homes; for none of them, a library is within 15 minutes walking.",
        ])
    );
}

#[tokio::test]
async fn who_comes_to_live_in_planned_homes_is_told_apart_from_those_who_gain_by_another_change() {
    let mut body = libraries_and_homes(2.5, &[(200, FAR_FROM_LIBRARIES)]);
    let library = json!({ "id": "b", "soort": "voorziening_openen", "voorziening": "b", "naam": "Nieuw", "soorten": ["BIBLIOTHEEK"],
        "plaats": FAR_FROM_LIBRARIES });
    let changes = &mut body["scenario"]["wijzigingen"];
    changes.as_array_mut().expect("changes").push(library);
    let told = what_if(&body).await;
    let sentences = told["zinnen"].as_array().expect("sentences");
    assert_eq!(sentences.len(), 2, "{sentences:?}");
    let gained = sentences[0].as_str().expect("a sentence");
    assert!(gained.ends_with("en nu niet."), "{gained}");
    assert_eq!(
        sentences[1],
        "In de nieuwe woningen komen ongeveer 500 inwoners; voor hen allemaal ligt de dichtstbijzijnde bibliotheek binnen 15 \
         minuten lopen."
    );
}

#[tokio::test]
async fn a_small_number_of_newcomers_is_not_told() {
    for homes in [
        // 2 people.
        &[(1, NEAR_A_LIBRARY)][..],
        // 2 of 402 within the norm, and 400 of 402.
        &[(200, FAR_FROM_LIBRARIES), (1, NEAR_A_LIBRARY)],
        &[(1, FAR_FROM_LIBRARIES), (200, NEAR_A_LIBRARY)],
    ] {
        let told = what_if(&libraries_and_homes(2.0, homes)).await;
        assert_eq!(told["zinnen"], json!([NOBODY_OF_NOW]));
        assert_eq!(told["vragen"][0]["zinnen"], json!([]));
    }
}

#[tokio::test]
async fn planned_homes_outside_all_neighbourhoods_are_told_also_beside_a_street() {
    let outside = [147_300.0, 513_750.0];
    let body = libraries_and_homes(2.5, &[(200, outside)]);
    let told = what_if(&body).await;
    let sentence = "200 woningen tellen niet mee: zij liggen buiten alle buurten van de studie.";
    assert_eq!(told["niet_geplaatst"], json!([]));
    assert_eq!(told["zinnen"], json!([NOBODY_OF_NOW, sentence]));
    let question = &told["vragen"][0];
    assert_eq!(question["zinnen"], json!([sentence]));
    assert_eq!(question["geheel"]["verschil_personen"], 0);
    for (address, sentence) in [
        ("/v1/wat-als/jaren", sentence),
        (
            "/v1/wat-als/jaren?taal=en",
            "200 homes do not count: they lie outside all neighbourhoods of the study.",
        ),
    ] {
        let response = post(address, &body).await;
        assert_eq!(response.status(), StatusCode::OK);
        let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
        for year in told["jaren"].as_array().expect("years") {
            let expected = match year["jaar"].as_u64() {
                Some(2026) => Value::Null,
                _ => json!(sentence),
            };
            assert_eq!(year["reden"], expected);
        }
    }
}

#[tokio::test]
async fn the_schema_is_served() {
    let schema = answered("/v1/schemas/scenario.json").await;
    assert_eq!(schema["properties"]["wijzigingen"]["maxItems"], 1000);
}

#[tokio::test]
async fn each_neighbourhood_is_in_one_class_of_difference_and_the_layer_says_the_same() {
    let (told, mark, _) = closed_school().await;
    let questions = told["vragen"].as_array().expect("questions");
    let school = questions
        .iter()
        .find(|question| question["voorziening"] == "PO" && question["leeftijd"] == "4-12")
        .expect("schools");
    let by_code = school["verschil"]["gebieden"].as_object().expect("areas");
    for (index, measure) in ["tijd", "aandeel"].into_iter().enumerate() {
        let classes = school["verschil"][measure]["klassen"]
            .as_array()
            .expect("classes");
        for class in classes {
            let of_class = by_code
                .values()
                .filter(|classes| classes[index] == class["klasse"]);
            assert_eq!(class["buurten"], of_class.count(), "{measure} {class}");
        }
        assert!(by_code.values().any(|classes| classes[index] == 3));
    }
    assert!(
        by_code
            .values()
            .any(|classes| classes[0].as_u64() > Some(3))
    );
    for area in school["gebieden"].as_array().expect("areas") {
        let seconds = area["verschil_t_p50_s"].as_f64();
        let expected = match seconds {
            None => 0,
            Some(seconds) if seconds > 180.0 => 5,
            Some(seconds) if seconds > 60.0 => 4,
            Some(_) => 3,
        };
        if area["niveau"] == "buurt" {
            let code = area["code"].as_str().expect("a code");
            assert_eq!(by_code[code][0], expected, "{area}");
        }
    }
    let address = "/v1/collections/scenario_verschil/items?voorziening=PO&leeftijd=4-12&limit=1000";
    let under = answered(&format!("{address}&scenario={mark}")).await;
    let without = answered(address).await;
    let mut neighbourhoods = 0;
    for (under, without) in features(&under).iter().zip(features(&without)) {
        let properties = &under["properties"];
        if properties["niveau"] == "buurt" {
            let code = properties["code"].as_str().expect("a code");
            assert_eq!(
                by_code[code],
                json!([properties["klasse"], properties["klasse_aandeel"]])
            );
            neighbourhoods += 1;
        }
        let before = &without["properties"];
        assert_eq!(properties["t_p50_voor_s"], before["t_p50_na_s"]);
        assert!(before["verschil_pct"].is_null() || before["verschil_pct"] == 0.0);
    }
    assert_eq!(neighbourhoods, by_code.len());
}

fn features(layer: &Value) -> &Vec<Value> {
    layer["features"].as_array().expect("features")
}

#[tokio::test]
async fn two_plans_differ_by_what_the_one_has_and_the_other_has_not() {
    let (_, mark, _) = closed_school().await;
    let question = "voorziening=PO&leeftijd=4-12";
    let there = answered(&format!("/v1/verschil?{question}&scenario={mark}")).await;
    let back = answered(&format!("/v1/verschil?{question}&vergelekenMet={mark}")).await;
    let same = answered(&format!(
        "/v1/verschil?{question}&scenario={mark}&vergelekenMet={mark}"
    ))
    .await;
    let points =
        |document: &Value, area: usize| document["gebieden"][area]["verschil_pct"].as_f64();
    let areas = there["gebieden"].as_array().expect("areas").len();
    for area in 0..areas {
        assert_eq!(
            there["gebieden"][area]["voor"],
            back["gebieden"][area]["na"]
        );
        let (one, other) = (points(&there, area), points(&back, area));
        assert_eq!(one.map(|points| -points), other);
        assert!(points(&same, area).is_none_or(|points| points == 0.0));
    }
    assert!((0..areas).any(|area| points(&there, area) < Some(-0.5)));
    refusal("/v1/verschil?vergelekenMet=0123", StatusCode::NOT_FOUND).await;
    let gone = "/v1/verschil?scenario=0123&taal=en";
    let gone = refusal(gone, StatusCode::NOT_FOUND).await;
    assert_eq!(gone["title"], "Not found");
    refusal("/v1/verschil?voorziening=ONZIN", StatusCode::BAD_REQUEST).await;
}

#[tokio::test]
async fn a_plan_with_a_norm_of_its_own_is_seen_beside_the_city_by_that_norm() {
    let school = &schools().await[0]["id"];
    let closed = json!([{ "id": "dicht", "soort": "voorziening_sluiten", "voorziening": school }]);
    let body = json!({ "scenario": { "naam": "vijf", "crs": "OGC:CRS84", "wijzigingen": closed,
        "normen": [{ "voorziening": "PO", "minuten": 5 }] } });
    let told = what_if(&body).await;
    let mark = told["scenario"]["kenmerk"].as_str().expect("a mark");
    let question = format!("voorziening=PO&leeftijd=4-12&scenario={mark}");
    let difference = answered(&format!("/v1/verschil?{question}")).await;
    let layer = format!("/v1/collections/scenario_verschil/items?{question}&limit=1000");
    let layer = answered(&layer).await;
    let answer = answered(&format!("/v1/antwoord?{question}")).await;
    assert_eq!(answer["vraag"]["norm_s"], 300.0);
    let areas = difference["gebieden"].as_array().expect("areas");
    assert!(areas.len() > 20 && areas.len() == features(&layer).len());
    let mut changed = 0;
    for (area, feature) in areas.iter().zip(features(&layer)) {
        let properties = &feature["properties"];
        assert_eq!(area["code"], properties["code"]);
        assert_eq!(area["voor"]["aandeel_pct"], properties["aandeel_voor_pct"]);
        assert_eq!(area["na"]["aandeel_pct"], properties["aandeel_na_pct"]);
        changed += usize::from(area["verschil_pct"].as_f64() < Some(-0.5));
    }
    assert!(changed > 0, "without the school fewer people are within it");
    // What the question names goes before what the plan chooses, also when the norm set says the same.
    for minutes in [7, 10] {
        let asked = format!("/v1/antwoord?{question}&normMinuten={minutes}");
        assert_eq!(
            answered(&asked).await["vraag"]["norm_s"],
            60.0 * f64::from(minutes)
        );
    }
    let explained = format!("/v1/gebieden/BU99990401/uitleg?{question}&normMinuten=7");
    let set = answered(&explained).await["normenset"].clone();
    assert_eq!(set.to_string().matches("anders voor").count(), 1, "{set}");
}

#[tokio::test]
async fn a_posted_scenario_comes_back_in_degrees_and_is_the_same_when_posted_again() {
    let (_, mark, school) = closed_school().await;
    let document = answered(&format!("/v1/wat-als?scenario={mark}")).await;
    assert_eq!(document["crs"], "OGC:CRS84");
    assert_eq!(document["wijzigingen"][0]["voorziening"], school.as_str());
    let homes = json!([
        { "id": "a", "soort": "woningen", "plaats": [155_321.987, 500_123.456], "type": "flat", "aantal": 3, "jaar": 2030 },
        { "id": "b", "soort": "straat_toevoegen", "gebruik": "voetpad",
          "lijn": [[155_300.0, 500_100.0], [155_333.333, 500_111.111], [155_400.0, 500_120.0]] },
    ]);
    let told = what_if(&scenario(&homes)).await;
    let mark = told["scenario"]["kenmerk"].as_str().expect("a fingerprint");
    let document = answered(&format!("/v1/wat-als?scenario={mark}")).await;
    let latitude = document["wijzigingen"][1]["lijn"][2][1].as_f64();
    assert!(latitude.is_some_and(|latitude| (50.0..54.0).contains(&latitude)));
    let again = what_if(&json!({ "scenario": document })).await;
    assert_eq!(again["scenario"]["kenmerk"], mark);
    refusal("/v1/wat-als?scenario=0123", StatusCode::NOT_FOUND).await;
    assert_eq!(answered("/v1/wat-als").await["wijzigingen"], json!([]));
}

#[tokio::test]
async fn the_steps_of_a_plan_add_up_to_what_it_comes_to() {
    let all = schools().await;
    let closing = |index: usize| {
        let id = &all[index]["properties"]["id"];
        json!({ "id": format!("dicht{index}"), "soort": "voorziening_sluiten", "voorziening": id })
    };
    let mut body = scenario(&json!([closing(0), closing(1), closing(2)]));
    body["voorziening"] = "PO".into();
    body["leeftijd"] = "4-12".into();
    let told = what_if(&body).await;
    let whole = &told["vragen"][0]["geheel"];
    let response = post("/v1/wat-als/stappen", &body).await;
    let steps: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    assert_eq!(steps["nu"], whole["voor"]["gedekt"]);
    assert_eq!(steps["stappen"][2]["gedekt"], whole["na"]["gedekt"]);
    let steps = steps["stappen"].as_array().expect("steps");
    let marks: Vec<&str> = steps
        .iter()
        .filter_map(|step| step["wijziging"].as_str())
        .collect();
    assert_eq!(marks, ["dicht0", "dicht1", "dicht2"]);
    let sum: i64 = steps
        .iter()
        .filter_map(|step| step["verschil"].as_i64())
        .sum();
    assert_eq!(sum, whole["verschil_gedekt"].as_i64().expect("shown"));
    assert!(sum < -20, "three schools fewer are missed");
    let first = what_if(&scenario(&json!([closing(0)]))).await;
    let of_schools = first["vragen"].as_array().expect("questions").iter();
    let alone = of_schools
        .clone()
        .find(|question| question["voorziening"] == "PO" && question["leeftijd"] == "4-12");
    assert_eq!(
        steps[0]["verschil"],
        alone.expect("schools")["geheel"]["verschil_gedekt"]
    );
    let many: Vec<Value> = (0..26)
        .map(|index| {
            json!({ "id": format!("w{index}"), "soort": "capaciteit", "voorziening": all[0]["properties"]["id"], "capaciteit": index })
        })
        .collect();
    let refused = post("/v1/wat-als/stappen", &scenario(&json!(many))).await;
    let refused = problem(refused, StatusCode::BAD_REQUEST).await;
    assert_eq!(refused["parameter"], "wijzigingen");
}

/// A day nursery, and a footpath that brings a handful of small children within the norm.
fn nursery_and_footpath() -> [Value; 2] {
    [
        json!({ "id": "opvang", "soort": "voorziening_openen", "voorziening": "n1", "naam": "Nieuw", "soorten": ["KDV"],
            "plaats": [149_500, 512_300] }),
        json!({ "id": "pad", "soort": "straat_toevoegen", "lijn": [[148_000, 513_500], [148_100, 513_500]], "gebruik": "voetpad" }),
    ]
}

fn of_nurseries(changes: &Value) -> Value {
    let mut body = scenario(changes);
    body["voorziening"] = "KDV".into();
    body["leeftijd"] = "0-4".into();
    body
}

#[tokio::test]
async fn a_step_that_would_tell_of_a_few_people_beside_another_one_is_hidden() {
    let [nursery, footpath] = nursery_and_footpath();
    let places =
        json!({ "id": "plaatsen", "soort": "capaciteit", "voorziening": "n1", "capaciteit": 40 });
    let second = json!({ "id": "tweede", "soort": "voorziening_openen", "voorziening": "n2", "naam": "Nog een",
        "soorten": ["KDV"], "plaats": [148_000, 511_500] });
    let body = of_nurseries(&json!([nursery, footpath, places, second]));
    let response = post("/v1/wat-als/stappen", &body).await;
    assert_eq!(response.status(), StatusCode::OK);
    let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    let of = |field: &str| -> Vec<Option<i64>> {
        let steps = told["stappen"].as_array().expect("steps").iter();
        steps.map(|step| step[field].as_i64()).collect()
    };
    let now = told["nu"].as_i64().expect("shown");
    let covered = of("gedekt");
    let first = covered[0].expect("shown");
    // The footpath brings 2 children beside the nursery; the places of the nursery bring nobody, so they would tell of
    // the same 2. What a second nursery brings hides them.
    assert_eq!(covered[1..3], [None, None]);
    let last = covered[3].expect("shown");
    assert!(first > now + 4 && last > first + 4, "{told}");
    assert_eq!(of("verschil"), [Some(first - now), None, None, None]);
}

#[tokio::test]
async fn a_step_before_the_whole_plan_does_not_tell_what_its_last_change_brings_a_few() {
    let body = of_nurseries(&json!(nursery_and_footpath()));
    let whole = what_if(&body).await["vragen"][0]["geheel"]["na"]["gedekt"].clone();
    assert!(whole.is_u64(), "the whole plan is shown: {whole}");
    let response = post("/v1/wat-als/stappen", &body).await;
    let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    assert_eq!(
        told["stappen"],
        json!([
            { "wijziging": "opvang", "gedekt": null, "verschil": null },
            { "wijziging": "pad", "gedekt": whole, "verschil": null },
        ])
    );
}

#[tokio::test]
async fn the_years_of_a_plan_say_why_a_number_is_hidden() {
    let [_, footpath] = nursery_and_footpath();
    let homes = json!({ "id": "wijk", "soort": "woningen", "plaats": [149_500, 512_300], "type": "w", "aantal": 600, "jaar": 2031 });
    let body = of_nurseries(&json!([footpath, homes]));
    for (address, small, unknown) in [
        (
            "/v1/wat-als/jaren",
            "klein aantal",
            "600 woningen tellen niet mee: het aantal bewoners is niet bekend.",
        ),
        (
            "/v1/wat-als/jaren?taal=en",
            "small number",
            "600 homes do not count: the number of residents is not known.",
        ),
    ] {
        let response = post(address, &body).await;
        assert_eq!(response.status(), StatusCode::OK);
        let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
        let years = told["jaren"].as_array().expect("years");
        assert_eq!(years.len(), 4);
        assert_eq!(years[0]["reden"], small);
        for year in years {
            assert_eq!(year["gedekt"], Value::Null);
            let reason = year["reden"].as_str().expect("a reason");
            assert!(reason.starts_with(small), "{reason}");
            assert_eq!(reason.ends_with(unknown), year["jaar"] != 2026, "{reason}");
        }
    }
}

#[tokio::test]
async fn a_scenario_is_judged_by_the_norms_that_it_chooses_on_both_sides() {
    let all = schools().await;
    let id = all[0]["properties"]["id"].as_str().expect("an id");
    let changes = json!([{ "id": "dicht", "soort": "voorziening_sluiten", "voorziening": id }]);
    let by_set = what_if(&scenario(&changes)).await;
    let mut own = scenario(&changes);
    own["scenario"]["normen"] = json!([{ "voorziening": "PO", "minuten": 7 }]);
    let told = what_if(&own).await;
    let school = |told: &Value| {
        let questions = told["vragen"].as_array().expect("questions").iter();
        let mut schools = questions.filter(|question| question["voorziening"] == "PO");
        schools.next().expect("schools").clone()
    };
    assert_eq!(school(&told)["norm_s"].as_f64(), Some(420.0));
    assert_eq!(school(&by_set)["norm_s"].as_f64(), Some(600.0));
    // Before the changes it is what everybody is told by that norm, and after them what the plan's own mark gives.
    let question = "voorziening=PO&leeftijd=4-12";
    let before = answered(&format!("/v1/antwoord?{question}&normMinuten=7")).await;
    areas_of_schools(&told, "voor", &before);
    let mark = told["scenario"]["kenmerk"].as_str().expect("a mark");
    let after = answered(&format!("/v1/antwoord?{question}&scenario={mark}")).await;
    areas_of_schools(&told, "na", &after);
    assert_eq!(after["vraag"]["norm_s"].as_f64(), Some(420.0));
    // A plan comes back as it was sent, and the other one has another mark.
    let again = answered(&format!("/v1/wat-als?scenario={mark}")).await;
    let norms = json!([{ "voorziening": "PO", "profiel": null, "minuten": 7 }]);
    assert_eq!(again["normen"], norms);
    let other = by_set["scenario"]["kenmerk"].as_str().expect("a mark");
    assert_ne!(mark, other);
    // Two plans are compared by one norm only.
    let address = format!("/v1/verschil?{question}&scenario={mark}&vergelekenMet={other}");
    let refused = refusal(&address, StatusCode::BAD_REQUEST).await;
    let detail = refused["detail"].as_str().expect("a sentence");
    assert!(detail.contains("420 s, lopen_kind"), "{detail}");
    let same = format!("{address}&normMinuten=7");
    let same = answered(&same).await;
    let changes = same["gebieden"].as_array().expect("areas").iter();
    let mut seconds = changes.filter_map(|area| area["verschil_t_p50_s"].as_f64());
    assert!(
        seconds.all(|seconds| seconds == 0.0),
        "the same plan by the same norm"
    );
}

#[tokio::test]
async fn a_norm_that_the_study_does_not_know_is_refused_by_its_field() {
    for (norms, field) in [
        (json!([{ "voorziening": "MAAN" }]), "normen[0].voorziening"),
        (
            json!([{ "voorziening": "PO", "profiel": "vliegen" }]),
            "normen[0].profiel",
        ),
        (
            json!([{ "voorziening": "PO", "minuten": 0 }]),
            "normen[0].minuten",
        ),
        (
            json!([{ "voorziening": "PO" }, { "voorziening": "PO" }]),
            "normen[1].voorziening",
        ),
        (json!([{ "minuten": 3 }]), "normen"),
    ] {
        let mut sent = scenario(&json!([]));
        sent["scenario"]["normen"] = norms;
        let refused = problem(post("/v1/wat-als", &sent).await, StatusCode::BAD_REQUEST).await;
        let detail = refused["detail"].as_str().expect("a sentence");
        assert!(detail.contains(field), "{field}: {detail}");
    }
}

/// The mark of a scenario without changes that chooses these weights.
async fn mark_by_weights(weights: Value) -> String {
    let mut sent = scenario(&json!([]));
    sent["scenario"]["gewichten"] = weights;
    let told = what_if(&sent).await;
    told["scenario"]["kenmerk"]
        .as_str()
        .expect("a mark")
        .to_owned()
}

/// The answer to a question about where to build under the scenario with a mark; of the city now without one.
async fn site_answer(question: &Value, mark: Option<&str>) -> Value {
    let under = mark.map_or(String::new(), |mark| format!("?scenario={mark}"));
    let response = post(&format!("/v1/locatievragen{under}"), question).await;
    let status = response.status();
    let answer: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

/// Each candidate with its score, best first.
fn scores(answer: &Value) -> Vec<(Value, Value)> {
    let candidates = answer["kandidaten"].as_array().expect("candidates").iter();
    let score = |candidate: &Value| (candidate["id"].clone(), candidate["waarde"].clone());
    candidates.map(score).collect()
}

#[tokio::test]
async fn questions_about_where_to_build_under_a_scenario_go_by_its_weights_unless_they_name_their_own()
 {
    let criteria = json!({ "noodzaak": 0.75, "ambitie": 0.0, "meerwaarde": 0.25 });
    let mark = mark_by_weights(json!({ "criteria": criteria })).await;
    let usual = json!({ "vraag": "buurtschool", "trekkingen": 1 });
    let mut own = usual.clone();
    own["criteria"] = criteria;
    let now = site_answer(&usual, None).await;
    let under = site_answer(&usual, Some(&mark)).await;
    let named = site_answer(&own, None).await;
    assert_eq!(now["gewichten_van"]["criteria"], "gewichtenset");
    assert_eq!(named["gewichten_van"]["criteria"], "vraag");
    let whose = json!({ "criteria": "scenario", "noodzaak": "gewichtenset", "meerwaarde": "gewichtenset", "inzet": "gewichtenset" });
    assert_eq!(under["gewichten_van"], whose);
    assert_eq!(under["vraag"]["gewichten"], json!([0.75, 0.0, 0.25]));
    let set = now["gewichtenset"].as_str().expect("a name");
    assert_eq!(
        under["gewichtenset"],
        format!("{set} (anders voor criteria)")
    );
    // It is the answer that who names these weights has without the scenario, and no other than that.
    assert_eq!(scores(&under), scores(&named));
    assert_ne!(scores(&under), scores(&now));
    // Opened again by its mark it says the same.
    assert_eq!(site_answer(&usual, Some(&mark)).await, under);
    // What the question names goes first.
    let third = 1.0 / 3.0;
    let mut equal = usual;
    equal["criteria"] = json!({ "noodzaak": third, "ambitie": third, "meerwaarde": third });
    let equal = site_answer(&equal, Some(&mark)).await;
    assert_eq!(equal["gewichten_van"]["criteria"], "vraag");
    assert_eq!(scores(&equal), scores(&now));
}

#[tokio::test]
async fn need_under_a_scenario_is_weighed_by_it_in_answers_and_layers() {
    let mark =
        mark_by_weights(json!({ "inzet": { "taal": 0.75, "bestaanszekerheid": 0.25 } })).await;
    let address = format!("/v1/locatievragen/inzetprofiel?scenario={mark}");
    let told = answered(&address).await;
    assert_eq!(told["gewichten_van"], json!({ "inzet": "scenario" }));
    let weights = told["gewichten"].as_array().expect("weights").iter();
    let mut weights = weights.map(|domain| (domain["domein"].clone(), domain["gewicht"].as_f64()));
    assert_eq!(weights.next(), Some((json!("taal"), Some(0.75))));
    let question = json!({ "vraag": "inzetprofiel", "gewichten": { "taal": 0.75, "bestaanszekerheid": 0.25 } });
    assert_eq!(
        site_answer(&question, None).await["gebieden"],
        told["gebieden"]
    );
    let layer = answered(&format!("/v1/collections/inzet/items?scenario={mark}")).await;
    let set = layer["features"][0]["properties"]["gewichtenset"].clone();
    assert_eq!(set, told["gewichtenset"]);
    assert!(
        set.as_str()
            .expect("a name")
            .ends_with("(anders voor inzet)")
    );
}

#[tokio::test]
async fn weights_belong_to_a_scenario_and_do_not_keep_two_from_being_compared_by_who_reaches_what()
{
    let weights = json!({ "criteria": { "noodzaak": 0.2, "ambitie": 0.3, "meerwaarde": 0.5 } });
    let mark = mark_by_weights(weights.clone()).await;
    let other = mark_by_weights(Value::Null).await;
    assert_ne!(mark, other);
    let again = answered(&format!("/v1/wat-als?scenario={mark}")).await;
    assert_eq!(again["gewichten"], weights);
    let none = answered(&format!("/v1/wat-als?scenario={other}")).await;
    assert!(none.get("gewichten").is_none());
    let sent = what_if(&json!({ "scenario": again })).await;
    assert_eq!(sent["scenario"]["kenmerk"], mark);
    let question = "voorziening=PO&leeftijd=4-12";
    let address = format!("/v1/verschil?{question}&scenario={mark}&vergelekenMet={other}");
    let same = answered(&address).await;
    let areas = same["gebieden"].as_array().expect("areas").iter();
    let mut seconds = areas.filter_map(|area| area["verschil_t_p50_s"].as_f64());
    assert!(seconds.all(|seconds| seconds == 0.0));
}

#[tokio::test]
async fn weights_that_cannot_stand_are_refused_by_their_name() {
    for (weights, field) in [
        (
            json!({ "criteria": { "noodzaak": 1.5, "ambitie": -0.5, "meerwaarde": 0 } }),
            "gewichten.criteria.noodzaak: gevonden 1.5, verwacht een getal van 0 tot en met 1",
        ),
        (
            json!({ "noodzaak": { "leeftijd": 0.5, "conditie": 0.5, "ruimte": 0.5 } }),
            "gewichten.noodzaak: gevonden gewichten met som 1.5, verwacht gewichten die samen 1 zijn",
        ),
        (
            json!({ "inzet": { "voorzieningen": 1 } }),
            "gewichten.inzet.voorzieningen: gevonden 1, verwacht 0",
        ),
        (
            json!({ "inclusiviteit": 0.2 }),
            "gewichten.inclusiviteit: gevonden gewicht 0.2, verwacht 0",
        ),
        (json!({ "kosten": 1 }), "gewichten.kosten"),
    ] {
        let mut sent = scenario(&json!([]));
        sent["scenario"]["gewichten"] = weights;
        let refused = problem(post("/v1/wat-als", &sent).await, StatusCode::BAD_REQUEST).await;
        let detail = refused["detail"].as_str().expect("a sentence");
        assert!(detail.contains(field), "{field}: {detail}");
    }
}

#[tokio::test]
async fn the_years_of_a_plan_add_the_homes_that_are_ready_and_tell_who_has_no_place() {
    let all = schools().await;
    let at = &all[0]["geometry"]["coordinates"];
    let homes = |id: &str, year: u16| json!({ "id": id, "soort": "woningen", "plaats": at, "type": "w", "aantal": 200, "jaar": year });
    let body = json!({
        "voorziening": "PO", "leeftijd": "4-12",
        "scenario": {
            "naam": "groei", "crs": "OGC:CRS84",
            "kengetallen": { "naam": "eigen", "bron": "eigen telling", "datum": "2026-01-01",
                "per_woning": [{ "type": "w", "4-12": 0.5 }] },
            "wijzigingen": [homes("a", 2030), homes("b", 2040)],
        },
    });
    let response = post("/v1/wat-als/jaren", &body).await;
    assert_eq!(response.status(), StatusCode::OK);
    let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    let label = json!({ "naam": "eigen", "bron": "eigen telling", "datum": "2026-01-01" });
    assert_eq!(told["kengetallen"], label);
    let years = told["jaren"].as_array().expect("years");
    let of = |field: &str| -> Vec<i64> {
        let values = years.iter().map(|year| year[field].as_i64());
        values.map(|value| value.expect("shown")).collect()
    };
    assert_eq!(of("jaar"), [2026, 2031, 2036, 2041]);
    // 200 homes × 0.5 children are 100 children, and they live beside a school.
    let (people, covered) = (of("personen"), of("gedekt"));
    assert_eq!(
        people
            .iter()
            .map(|year| year - people[0])
            .collect::<Vec<_>>(),
        [0, 100, 100, 200]
    );
    assert_eq!(
        covered
            .iter()
            .map(|year| year - covered[0])
            .collect::<Vec<_>>(),
        [0, 100, 100, 200]
    );
    for year in years {
        let (people, places) = (&year["personen"], &year["plaatsen"]);
        let short = people.as_i64().zip(places.as_i64());
        let short = short.map(|(people, places)| (people - places).max(0));
        let all_known = year["plaatsen_onbekend"] == 0;
        assert_eq!(
            year["tekort_plaatsen"].as_i64(),
            short.filter(|_| all_known)
        );
    }
}

#[tokio::test]
async fn people_for_each_home_that_contradict_themselves_are_refused_by_their_field() {
    let table = |rows: Value| json!({ "naam": "eigen", "bron": "eigen telling", "datum": "2026-01-01", "per_woning": rows });
    for (yields, said) in [
        (
            table(
                json!([{ "type": "w", "4-12": 0.3 }, { "type": "w", "na_jaren": 0, "4-12": 0.9 }]),
            ),
            "kengetallen.per_woning[1].na_jaren: gevonden 0, zoals in per_woning[0] van \"w\", verwacht elk aantal jaren één \
             keer bij een type",
        ),
        (
            table(json!([{ "type": "w", "4-12": 2.0, "alle": 1.0 }])),
            "kengetallen.per_woning[0].alle: gevonden 1, verwacht 2 of meer: zoveel zijn de leeftijdsgroepen samen",
        ),
    ] {
        let mut sent = scenario(&json!([]));
        sent["scenario"]["kengetallen"] = yields;
        let refused = problem(post("/v1/wat-als", &sent).await, StatusCode::BAD_REQUEST).await;
        let detail = refused["detail"].as_str().expect("a sentence");
        assert!(detail.contains(said), "{said}: {detail}");
        let field = said.split(':').next().expect("a field");
        let named = refused["parameter"].as_str().expect("a field");
        assert!(named.ends_with(field), "{named}");
    }
}

#[tokio::test]
async fn planned_homes_of_unknown_people_are_told_and_are_not_nobody() {
    let all = schools().await;
    let at = &all[0]["geometry"]["coordinates"];
    let homes = json!({ "id": "a", "soort": "woningen", "plaats": at, "type": "w", "aantal": 600, "jaar": 2031 });
    let other_homes = json!([{ "type": "anders", "4-12": 0.5 }]);
    let table = json!({ "naam": "eigen", "bron": "eigen telling", "datum": "2026-01-01", "per_woning": other_homes });
    let sentence = "600 woningen tellen niet mee: het aantal bewoners is niet bekend.";
    for yields in [Value::Null, table] {
        let body = json!({
            "voorziening": "PO", "leeftijd": "4-12",
            "scenario": { "naam": "groei", "crs": "OGC:CRS84", "kengetallen": yields, "wijzigingen": [homes] },
        });
        let response = post("/v1/wat-als/jaren", &body).await;
        assert_eq!(response.status(), StatusCode::OK);
        let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
        for year in told["jaren"].as_array().expect("years") {
            if year["jaar"] == 2026 {
                assert_eq!(
                    (&year["woningen_onbekend"], &year["reden"]),
                    (&json!(0), &Value::Null)
                );
            } else {
                assert_eq!(year["woningen_onbekend"], 600);
                assert_eq!(year["tekort_plaatsen"], Value::Null);
                let reason = year["reden"].as_str().expect("a reason");
                assert!(reason.ends_with(sentence), "{reason}");
            }
        }
        let told = what_if(&body).await;
        assert_eq!(told["woningen_onbekend"], 600);
        assert_eq!(told["zinnen"], json!([sentence]));
        let question = &told["vragen"][0];
        assert_eq!(question["zinnen"], json!([sentence]));
        assert_eq!(question["geheel"]["woningen_onbekend"], 600);
        for of in ["personen", "gedekt", "t_p50_s", "t_p90_s", "pct"] {
            let difference = format!("verschil_{of}");
            assert_eq!(question["geheel"][&difference], Value::Null, "{difference}");
        }
        let response = post("/v1/wat-als?taal=en", &body).await;
        let told: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
        let english = "600 homes do not count: the number of residents is not known.";
        assert_eq!(told["zinnen"], json!([english]));
    }
}

#[tokio::test]
async fn every_crossing_of_the_layer_can_be_closed_where_it_lies() {
    let crossings = answered("/v1/collections/oversteken/items?f=json&limit=1000").await;
    let crossings = crossings["features"].as_array().expect("features").clone();
    assert!(crossings.len() > 5, "{}", crossings.len());
    for crossing in crossings {
        let place = &crossing["geometry"]["coordinates"];
        let told = what_if(
            &json!({ "scenario": { "naam": "a", "crs": "OGC:CRS84", "wijzigingen": [
            { "id": "a", "soort": "oversteek_sluiten", "plaats": place }
        ] } }),
        )
        .await;
        assert_eq!(told["scenario"]["wijzigingen"], 1, "{place}");
    }
}
