//! The HTTP door, in process: one test per route and per refusal, on the example town.

#[path = "support/example_server.rs"]
mod example_server;

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use fast_mvt::MvtReaderRef;
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::ingest::load::load_study;
use nabij::model::background_map::BackgroundMap;
use nabij::study::open_study::Study;
use serde_json::Value;
use tower::ServiceExt;

use crate::example_server::{bytes, get, json, refusal, state, tile_in_the_middle};

fn neighbourhoods(answer: &Value) -> Vec<&Value> {
    let areas = answer["gebieden"].as_array().expect("areas");
    areas
        .iter()
        .filter(|area| area["niveau"] == "buurt")
        .collect()
}

#[tokio::test]
async fn every_response_carries_the_version_and_the_security_headers() {
    for address in [
        "/health",
        "/v1",
        "/v1/studie",
        "/v1/collections/onzin",
        "/v1/antwoord?taal=fr",
    ] {
        let response = get(address).await;
        for header in [
            "api-version",
            "content-security-policy",
            "x-content-type-options",
            "cache-control",
        ] {
            assert!(
                response.headers().contains_key(header),
                "{address} lacks {header}"
            );
        }
    }
}

#[tokio::test]
async fn the_study_lists_its_kinds_ages_areas_and_sources() {
    let study = json("/v1/studie").await;
    assert_eq!(study["naam"], "Voorbeeldstad");
    assert_eq!(study["afstandsniveau"], "D3");
    assert_eq!(study["voorzieningen"].as_array().expect("kinds").len(), 20);
    let areas = study["gebieden"].as_array().expect("areas");
    let of_level = |level: &str| areas.iter().filter(|area| area["niveau"] == level).count();
    assert_eq!(
        (of_level("buurt"), of_level("wijk"), of_level("gemeente")),
        (32, 7, 1)
    );
    assert!(
        study["bronnen"]
            .as_array()
            .expect("sources")
            .iter()
            .all(|source| source["datum"] != "")
    );
    assert_eq!(
        json("/v1/studie?taal=en").await["leeftijden"][3]["naam"],
        "residents"
    );
}

#[tokio::test]
async fn a_question_may_choose_who_travels_and_how_long_at_most() {
    let study = json("/v1/studie").await;
    let profiles = study["profielen"].as_array().expect("profiles").iter();
    let codes: Vec<&str> = profiles.filter_map(|one| one["code"].as_str()).collect();
    assert!(
        ["lopen_kind", "rolstoel", "fiets"]
            .iter()
            .all(|code| codes.contains(code))
    );
    let question = "voorziening=PO&leeftijd=4-12";
    let usual = json(&format!("/v1/antwoord?{question}")).await;
    let covered = |answer: &Value| answer["stad"]["gedekt"].as_u64().expect("shown");
    let mut before = 0;
    for minutes in [4, 8, 15] {
        let answer = json(&format!("/v1/antwoord?{question}&normMinuten={minutes}")).await;
        assert_eq!(
            answer["vraag"]["norm_s"].as_f64(),
            Some(60.0 * f64::from(minutes))
        );
        assert_eq!(
            answer["vraag"]["norm_label"],
            "eigen keuze, geen vastgestelde norm"
        );
        assert!(covered(&answer) > before, "within {minutes} minutes");
        before = covered(&answer);
        // What belongs to the answer follows: its classes, the explanation, the layer, the legend, the file.
        let tail = format!("{question}&normMinuten={minutes}");
        let code = answer["gebieden"][0]["code"].as_str().expect("a code");
        let explained = json(&format!("/v1/gebieden/{code}/uitleg?{tail}")).await;
        assert!(
            explained
                .to_string()
                .contains(&format!("{minutes} minuten")),
            "{explained}"
        );
        let item = json(&format!(
            "/v1/collections/gebieden/items/{code}?{tail}&f=json"
        ))
        .await;
        assert_eq!(
            item["properties"]["gedekt"].as_f64(),
            answer["gebieden"][0]["gedekt"].as_f64()
        );
        let told = json(&format!("/v1/collections/gebieden/metadata?{tail}")).await;
        assert!(told.to_string().contains("anders voor PO"), "{told}");
        let legend = json(&format!("/v1/collections/gebieden/legend?{tail}&f=json")).await;
        assert!(
            legend.to_string().contains(&format!("{minutes} min")),
            "{legend}"
        );
    }
    let cycled = json(&format!("/v1/antwoord?{question}&profiel=fiets_kind")).await;
    assert!(covered(&cycled) > covered(&usual));
    let style = json(&format!(
        "/v1/styles/gebieden?f=mapbox&{question}&profiel=fiets_kind&normMinuten=5"
    ))
    .await;
    let tiles = style["sources"]["gebieden"]["tiles"][0]
        .as_str()
        .expect("tiles");
    assert!(
        tiles.ends_with("?voorziening=PO&leeftijd=4-12&profiel=fiets_kind&normMinuten=5"),
        "{tiles}"
    );
    let same = json(&format!(
        "/v1/antwoord?{question}&profiel=lopen_kind&normMinuten=10"
    ))
    .await;
    assert_eq!(same, usual, "what the norm set says is no choice");
}

#[tokio::test]
async fn layers_are_told_in_english_when_asked() {
    let layers = json("/v1/collections?f=json&taal=en").await;
    let titles = layers["collections"].as_array().expect("layers").iter();
    let titles: Vec<&str> = titles.filter_map(|one| one["title"].as_str()).collect();
    assert_eq!(titles[..2], ["Areas", "Facilities"]);
    let one = json("/v1/collections/gebieden?f=json&taal=en").await;
    assert_eq!(one["title"], "Areas");
    assert_eq!(
        json("/v1/collections/gebieden?f=json").await["title"],
        "Gebieden"
    );
}

#[tokio::test]
async fn the_classes_of_an_answer_hold_every_neighbourhood_once() {
    let answer = json("/v1/antwoord?voorziening=PO&leeftijd=4-12").await;
    let classes = answer["klassen"].as_array().expect("classes");
    let counted: u64 = classes
        .iter()
        .filter_map(|class| class["buurten"].as_u64())
        .sum();
    assert_eq!(counted, 32);
    for class in classes {
        let number = &class["klasse"];
        let people: u64 = neighbourhoods(&answer)
            .iter()
            .filter(|area| area["klasse"] == *number)
            .filter_map(|area| area["personen"].as_u64())
            .sum();
        assert_eq!(
            class["personen"].as_u64().unwrap_or(people),
            people,
            "class {number}"
        );
    }
    let city = &answer["stad"];
    let shares: u64 = answer["verdeling"]
        .as_array()
        .expect("a distribution")
        .iter()
        .filter_map(|share| share["personen"].as_u64())
        .sum();
    assert_eq!(city["personen"].as_u64(), Some(shares));
}

#[tokio::test]
async fn the_parts_of_an_explanation_add_up_to_its_number() {
    let answer = json("/v1/antwoord?voorziening=PO&leeftijd=4-12").await;
    let mut explained = 0;
    for area in neighbourhoods(&answer) {
        let code = area["code"].as_str().expect("a code");
        let why = json(&format!(
            "/v1/gebieden/{code}/uitleg?voorziening=PO&leeftijd=4-12"
        ))
        .await;
        assert_eq!(&why["waarde"], area, "the same number wherever it is asked");
        assert!(
            why["zin"]
                .as_str()
                .is_some_and(|sentence| sentence.ends_with('.'))
        );
        let (Some(persons), Some(covered)) = (area["personen"].as_u64(), area["gedekt"].as_u64())
        else {
            continue;
        };
        let parts = why["delen"].as_array().expect("parts");
        let sum = |sort: &str| -> u64 {
            parts
                .iter()
                .filter(|part| part["soort"] == sort)
                .filter_map(|part| part["personen"].as_u64())
                .sum()
        };
        assert_eq!(
            (sum("binnen"), sum("buiten")),
            (covered, persons - covered),
            "{code}"
        );
        explained += 1;
    }
    assert!(explained >= 15, "most neighbourhoods can be explained");
}

/// The middle resident of this neighbourhood beside the railway walks 2.7 times the straight line to the nearest
/// neighbourhood team, which is on the other side.
#[tokio::test]
async fn an_explanation_says_around_what_a_detour_goes() {
    let spread = |kind: &'static str| async move {
        let path = format!("/v1/gebieden/BU99990402/uitleg?voorziening={kind}&leeftijd=alle");
        let why = json(&path).await;
        why["spreiding"].as_str().expect("a sentence").to_owned()
    };
    let detour = "Een omweg om het spoor (Spoorlijn) is meegerekend.";
    assert!(spread("BUURTTEAM").await.ends_with(detour));
    assert!(!spread("PO").await.contains("omweg"));
}

#[tokio::test]
async fn no_answer_shows_a_small_number() {
    let study = json("/v1/studie").await;
    for kind in study["voorzieningen"].as_array().expect("kinds") {
        for age in ["0-4", "4-12", "12-18", "alle"] {
            let code = kind["code"].as_str().expect("a code");
            let answer = json(&format!("/v1/antwoord?voorziening={code}&leeftijd={age}")).await;
            for area in answer["gebieden"].as_array().expect("areas") {
                for field in ["personen", "gedekt"] {
                    let small = area[field]
                        .as_u64()
                        .is_some_and(|count| (1..5).contains(&count));
                    assert!(!small, "{code} {age} {field}: {area}");
                }
            }
        }
    }
}

#[tokio::test]
async fn collections_are_listed_described_and_read_in_pages() {
    let listed = json("/v1/collections").await;
    let ids: Vec<&str> = listed["collections"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "gebieden",
            "voorzieningen",
            "dekking",
            "witte_vlekken",
            "barrieres",
            "oversteken",
            "scenario_verschil",
            "inzet",
            "kandidaten_buurtschool",
            "clusters_0_18",
            "clusters_0_18_leden",
            "kansenwerkplaats_lijst",
            "dbos_lijst"
        ]
    );
    assert_eq!(json("/v1/collections/gebieden").await["id"], "gebieden");
    let all = json("/v1/collections/gebieden/items").await;
    assert_eq!(all["numberMatched"], 40);
    let page = json("/v1/collections/gebieden/items?limit=3&offset=39").await;
    assert_eq!(
        (
            page["numberMatched"].as_u64(),
            page["numberReturned"].as_u64()
        ),
        (Some(40), Some(1))
    );
    assert_eq!(page["features"][0], all["features"][39]);
}

#[tokio::test]
async fn a_bounding_box_keeps_what_lies_in_it() {
    let all = json("/v1/collections/voorzieningen/items?limit=10000").await;
    let place = &all["features"][0]["geometry"]["coordinates"];
    let (longitude, latitude) = (
        place[0].as_f64().expect("degrees"),
        place[1].as_f64().expect("degrees"),
    );
    let window = format!(
        "{},{},{},{}",
        longitude - 1e-6,
        latitude - 1e-6,
        longitude + 1e-6,
        latitude + 1e-6
    );
    let found = json(&format!(
        "/v1/collections/voorzieningen/items?bbox={window}"
    ))
    .await;
    assert!(
        found["features"]
            .as_array()
            .is_some_and(|features| features.contains(&all["features"][0]))
    );
    assert!(found["numberMatched"].as_u64() < all["numberMatched"].as_u64());
    assert_eq!(
        json("/v1/collections/voorzieningen/items?bbox=0,0,1,1").await["numberMatched"],
        0
    );
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused_with_the_parameter() {
    let bad = StatusCode::BAD_REQUEST;
    for (address, parameter) in [
        ("/v1/antwoord?voorziening=po", "voorziening"),
        ("/v1/antwoord?leeftijd=4-13", "leeftijd"),
        ("/v1/antwoord?taal=fr", "taal"),
        ("/v1/antwoord?profiel=vliegen", "profiel"),
        ("/v1/antwoord?normMinuten=0", "normMinuten"),
        (
            "/v1/collections/gebieden/items?normMinuten=7.5",
            "normMinuten",
        ),
        ("/v1/antwoord?soort=PO", "soort"),
        ("/v1/antwoord?voorziening=PO&voorziening=VO", "voorziening"),
        ("/v1/studie?x=1", "x"),
        ("/v1/collections?x=1", "x"),
        ("/v1/collections/gebieden/items?limit=0", "limit"),
        ("/v1/collections/gebieden/items?limit=veel", "limit"),
        ("/v1/collections/gebieden/items?offset=-1", "offset"),
        ("/v1/collections/gebieden/items?bbox=5,52,5", "bbox"),
        (
            "/v1/collections/gebieden/tiles/WebMercatorQuad/10/1/1?kleur=rood",
            "kleur",
        ),
    ] {
        let problem = refusal(address, bad).await;
        assert_eq!(problem["parameter"], parameter, "{address}");
    }
}

#[tokio::test]
async fn an_address_that_is_no_text_is_refused_in_our_words() {
    refusal("/v1/gebieden/%ff/uitleg", StatusCode::BAD_REQUEST).await;
}

#[tokio::test]
async fn above_neighbourhoods_no_facility_is_named() {
    let why = json("/v1/gebieden/WK999901/uitleg?voorziening=PO&leeftijd=4-12").await;
    for part in why["delen"].as_array().expect("parts") {
        assert!(
            ["binnen de norm", "verder dan de norm"]
                .iter()
                .any(|name| part["naam"] == *name),
            "{part}"
        );
    }
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    for address in [
        "/v1/collections/scholen",
        "/v1/collections/scholen/items",
        "/v1/collections/scholen/tiles/WebMercatorQuad/0/0/0",
        "/v1/collections/gebieden/tiles/WebMercatorQuad/1/2/0",
        "/v1/collections/gebieden/tiles/WebMercatorQuad/1/0/x",
        "/v1/gebieden/BU00000000/uitleg",
        "/v1/onzin",
        "/onzin.html",
    ] {
        refusal(address, StatusCode::NOT_FOUND).await;
    }
    let post = Request::post("/v1/antwoord")
        .body(Body::empty())
        .expect("a request");
    let response = service(state()).oneshot(post).await.expect("an answer");
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_page_is_read_and_nothing_else() {
    for (method, path, status) in [
        (Method::HEAD, "/", StatusCode::OK),
        (Method::OPTIONS, "/", StatusCode::NO_CONTENT),
        (Method::POST, "/", StatusCode::METHOD_NOT_ALLOWED),
        (
            Method::DELETE,
            "/favicon.svg",
            StatusCode::METHOD_NOT_ALLOWED,
        ),
        (Method::DELETE, "/onzin", StatusCode::NOT_FOUND),
    ] {
        let asked = Request::builder().method(&method).uri(path);
        let asked = asked.body(Body::empty()).expect("a request");
        let response = service(state()).oneshot(asked).await.expect("an answer");
        assert_eq!(response.status(), status, "{method} {path}");
        let allowed = response
            .headers()
            .get("allow")
            .map(|allowed| allowed.as_bytes());
        let told = matches!(
            status,
            StatusCode::NO_CONTENT | StatusCode::METHOD_NOT_ALLOWED
        );
        assert_eq!(
            allowed,
            told.then_some(b"GET, HEAD, OPTIONS".as_slice()),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn tiles_hold_the_layers_with_their_classes() {
    let tile = tile_in_the_middle(12).await;
    let address = format!(
        "/v1/collections/gebieden/tiles/WebMercatorQuad/{tile}?voorziening=PO&leeftijd=4-12"
    );
    let response = get(&address).await;
    assert_eq!(
        response.headers()["content-type"],
        "application/vnd.mapbox-vector-tile"
    );
    let body = bytes(response).await;
    let reader = MvtReaderRef::new(&body).expect("a vector tile");
    let names: Vec<String> = reader
        .layers()
        .map(|layer| layer.name().to_owned())
        .collect();
    assert_eq!(names, ["gebieden", "gebieden_naam"]);
    let first = reader
        .layers()
        .next()
        .expect("a layer")
        .features()
        .next()
        .expect("a feature");
    let keys: Vec<String> = first
        .properties()
        .map(|property| property.expect("a property").0.to_owned())
        .collect();
    assert!(
        keys.contains(&"klasse".to_owned()) && keys.contains(&"code".to_owned()),
        "{keys:?}"
    );
    assert_eq!(
        bytes(get(&address).await).await,
        body,
        "the same tile from the cache"
    );
}

#[tokio::test]
async fn the_background_has_streets_and_water() {
    let tile = tile_in_the_middle(12).await;
    let body = bytes(get(&format!("/v1/achtergrond/tiles/WebMercatorQuad/{tile}")).await).await;
    let reader = MvtReaderRef::new(&body).expect("a vector tile");
    let names: Vec<String> = reader
        .layers()
        .map(|layer| layer.name().to_owned())
        .collect();
    for expected in ["water", "rail", "straten"] {
        assert!(
            names.iter().any(|name| name == expected),
            "{expected} is missing in {names:?}"
        );
    }
}

#[tokio::test]
async fn a_tile_far_away_is_empty() {
    let response = get("/v1/collections/gebieden/tiles/WebMercatorQuad/10/1/1").await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_city_gives_the_page_its_own_stylesheet() {
    let mut state = ServerState::with_uploads(None);
    state.theme = Some(":root { --accent: #900; }".to_owned());
    let state = Arc::new(state);
    let ask = |address: &'static str, state: &Arc<ServerState>| {
        let request = Request::get(address).body(Body::empty());
        service(Arc::clone(state)).oneshot(request.expect("a request"))
    };
    let page = bytes(ask("/", &state).await.expect("an answer")).await;
    let page = String::from_utf8(page.to_vec()).expect("text");
    let last = page
        .rfind("<link rel=\"stylesheet\"")
        .expect("a stylesheet");
    assert!(page[last..].starts_with("<link rel=\"stylesheet\" href=\"/thema.css\"></head>"));
    let theme = ask("/thema.css", &state).await.expect("an answer");
    assert_eq!(theme.headers()["content-type"], "text/css; charset=utf-8");
    assert_eq!(bytes(theme).await, b":root { --accent: #900; }");
    refusal("/thema.css", StatusCode::NOT_FOUND).await;
    let plain = bytes(get("/").await).await;
    assert!(!String::from_utf8_lossy(&plain).contains("thema.css"));
}

#[tokio::test]
async fn the_schema_names_the_geometry_that_features_have() {
    let layers = json("/v1/collections?f=json").await;
    for layer in layers["collections"].as_array().expect("layers") {
        let id = layer["id"].as_str().expect("a name");
        let schema = json(&format!("/v1/collections/{id}/schema")).await;
        let items = json(&format!("/v1/collections/{id}/items?f=json&limit=1")).await;
        let told = items["features"][0]["geometry"]["type"].as_str();
        let told = told.expect("a feature");
        let expected = format!("geometry-{}", told.to_lowercase());
        assert_eq!(schema["properties"]["geometry"]["format"], expected, "{id}");
    }
}

#[tokio::test]
async fn the_page_may_ask_another_server_only_for_the_background_map_of_the_study() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad");
    let mut town = load_study(&folder, None, &|_| ())
        .expect("the example town can be read")
        .town
        .expect("nothing blocks");
    let tiles =
        "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png";
    let map = BackgroundMap::new(tiles, "© Kadaster").expect("tiles");
    town.background_map = Some(map);
    let with_map = Arc::new(ServerState::default());
    with_map.open(Arc::new(Study::open(town).expect("the study opens")));
    let request = Request::get("/v1/studie")
        .body(Body::empty())
        .expect("a request");
    let response = service(with_map).oneshot(request).await.expect("an answer");
    let of = |response: &axum::http::Response<Body>| {
        response.headers()["content-security-policy"]
            .to_str()
            .expect("text")
            .to_owned()
    };
    let open = of(&response);
    assert!(
        open.contains("img-src 'self' data: https://service.pdok.nl;"),
        "{open}"
    );
    assert!(
        open.ends_with("connect-src 'self' https://service.pdok.nl"),
        "{open}"
    );
    let study: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    assert_eq!(study["achtergrond"]["kaart"]["adres"], tiles);
    assert_eq!(
        study["achtergrond"]["kaart"]["bronvermelding"],
        "© Kadaster"
    );
    let closed = get("/v1/studie").await;
    assert!(!of(&closed).contains("http"), "{}", of(&closed));
    assert!(json("/v1/studie").await["achtergrond"]["kaart"].is_null());
}

#[tokio::test]
async fn barriers_and_crossings_say_whom_they_stop_and_who_can_pass() {
    let barriers = json("/v1/collections/barrieres/items?limit=100").await;
    let names: Vec<&str> = barriers["features"]
        .as_array()
        .expect("features")
        .iter()
        .filter_map(|barrier| barrier["properties"]["naam"].as_str())
        .collect();
    assert!(
        names.contains(&"Spoorlijn") && names.contains(&"Vaart"),
        "{names:?}"
    );
    let crossings = json("/v1/collections/oversteken/items?limit=100").await;
    let over_rail: Vec<(&Value, &Value)> = crossings["features"]
        .as_array()
        .expect("features")
        .iter()
        .map(|crossing| &crossing["properties"])
        .filter(|crossing| crossing["over"] == "spoor")
        .map(|crossing| (&crossing["soort"], &crossing["drempelvrij"]))
        .collect();
    // The town's railway has a level crossing, a footbridge with steps and a tunnel by the station.
    let expected = [
        (Value::Null, Value::from("onbekend")),
        (Value::from("brug"), Value::from("nee")),
        (Value::from("tunnel"), Value::from("onbekend")),
    ];
    let expected: Vec<(&Value, &Value)> =
        expected.iter().map(|(sort, free)| (sort, free)).collect();
    assert_eq!(over_rail, expected);
}

#[tokio::test]
async fn the_page_tells_a_browser_what_it_will_ask_first() {
    let link = |address: &'static str| async move {
        let response = get(address).await;
        response.headers()["link"]
            .to_str()
            .expect("text")
            .to_owned()
    };
    let plain = link("/").await;
    let asked: Vec<&str> = plain
        .split(", ")
        .filter_map(|each| each.strip_suffix(">; rel=preload; as=fetch; crossorigin"))
        .filter_map(|each| each.strip_prefix('<'))
        .collect();
    assert_eq!(asked.len(), 2, "{plain}");
    assert_eq!(json(asked[0]).await["naam"], "Voorbeeldstad");
    assert_eq!(json(asked[1]).await["vraag"]["voorziening"], "PO");
    let english = link("/?taal=en&voorziening=BIBLIOTHEEK&leeftijd=alle").await;
    assert!(
        english.contains("/v1/antwoord?voorziening=BIBLIOTHEEK&leeftijd=alle&taal=en>"),
        "{english}"
    );
    let chosen = link("/?voorziening=PO&leeftijd=4-12&profiel=fiets_kind&norm=15").await;
    let tail = "&taal=nl&profiel=fiets_kind&normMinuten=15>";
    assert!(chosen.contains(tail), "{chosen}");
    // What the norm set says is not asked again.
    let usual = link("/?voorziening=PO&leeftijd=4-12&profiel=lopen_kind&norm=10").await;
    assert!(usual.contains("leeftijd=4-12&taal=nl>"), "{usual}");
    assert!(!link("/?weergave=lagen").await.contains("antwoord"));
    assert!(!link("/?voorziening=onzin").await.contains("antwoord"));
}

#[tokio::test]
async fn the_page_comes_as_it_was_compressed_for_a_reader_that_takes_brotli() {
    let ask = |accepted: &'static str| {
        let request = Request::get("/")
            .header("accept-encoding", accepted)
            .body(Body::empty())
            .expect("a request");
        service(state()).oneshot(request)
    };
    let small = ask("gzip, br;q=0.9").await.expect("an answer");
    assert_eq!(small.headers()["content-encoding"], "br");
    assert_eq!(small.headers()["content-type"], "text/html");
    let plain = ask("identity").await.expect("an answer");
    assert!(!plain.headers().contains_key("content-encoding"));
    assert!(bytes(plain).await.len() > bytes(small).await.len());
}
