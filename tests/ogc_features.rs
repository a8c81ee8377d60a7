//! OGC API Features, in process on the example town: each test names the requirement it keeps.
//!
//! # Source
//! OGC 17-069r4 (part 1), 18-058r1 (part 2), 19-079r2 (part 3), 23-058r2 (part 5), 21-045r1 (JSON-FG).

#[path = "support/example_server.rs"]
#[expect(dead_code, reason = "no tile is asked for here")]
mod example_server;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::study::read_study::StudyFiles;
use serde_json::Value;
use tower::ServiceExt;

use crate::example_server::{bytes, get, json, refusal};

const COLLECTIONS: [&str; 13] = [
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
    "dbos_lijst",
];
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

fn epsg(code: u32) -> String {
    format!("http://www.opengis.net/def/crs/EPSG/0/{code}")
}

fn list<'a>(value: &'a Value, field: &str) -> &'a Vec<Value> {
    value[field].as_array().expect(field)
}

fn ids(page: &Value) -> Vec<String> {
    let features = list(page, "features").iter();
    features
        .map(|feature| feature["id"].as_str().expect("an id").to_owned())
        .collect()
}

fn link<'a>(document: &'a Value, relation: &str) -> Option<&'a str> {
    let mut links = list(document, "links").iter();
    links
        .find(|link| link["rel"] == relation)
        .and_then(|link| link["href"].as_str())
}

fn point(feature: &Value) -> [f64; 2] {
    let numbers = &feature["geometry"]["coordinates"];
    [0, 1].map(|axis| numbers[axis].as_f64().expect("a number"))
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

async fn filtered(layer: &str, filter: &str) -> Value {
    json(&format!(
        "/v1/collections/{layer}/items?limit=10000&filter={}",
        escaped(filter)
    ))
    .await
}

/// Makes a box hold all places of coordinates.
fn widen(bounds: &mut [f64; 4], coordinates: &Value) {
    let parts = coordinates.as_array().expect("coordinates");
    match (parts[0].as_f64(), parts.get(1).and_then(Value::as_f64)) {
        (Some(x), Some(y)) => {
            *bounds = [
                bounds[0].min(x),
                bounds[1].min(y),
                bounds[2].max(x),
                bounds[3].max(y),
            ];
        }
        _ => parts.iter().for_each(|part| widen(bounds, part)),
    }
}

/// /req/core/fc-md-op, /req/core/sfc-md-success: every collection is described, alone as in the list.
#[tokio::test]
async fn every_collection_is_described() {
    let all = json("/v1/collections").await;
    for (described, id) in list(&all, "collections").iter().zip(COLLECTIONS) {
        assert_eq!(described["id"], id);
        let alone = json(&format!("/v1/collections/{id}")).await;
        for field in [
            "title",
            "description",
            "extent",
            "crs",
            "storageCrs",
            "itemType",
        ] {
            assert_eq!(alone[field], described[field], "{id} {field}");
        }
        // /req/core/fc-md-items-links, /req/core/fc-md-extent
        assert!(link(described, "items").is_some(), "{id}");
        assert_eq!(list(&described["extent"]["spatial"], "bbox").len(), 1);
        assert_eq!(described["extent"]["spatial"]["crs"], CRS84);
        // The box is that of the features, not of the study.
        let page = json(&format!("/v1/collections/{id}/items?limit=10000")).await;
        if page["numberMatched"] == page["numberReturned"] && page["numberMatched"] != 0 {
            let mut bounds = [180.0, 90.0, -180.0, -90.0];
            for feature in list(&page, "features") {
                widen(&mut bounds, &feature["geometry"]["coordinates"]);
            }
            for (side, found) in bounds.iter().enumerate() {
                let told = described["extent"]["spatial"]["bbox"][0][side].as_f64();
                let told = told.expect("a number");
                // GeoJSON has seven decimals.
                assert!((told - found).abs() < 1e-6, "{id}: {told} is not {found}");
            }
        }
        let describes_days = id == "voorzieningen";
        assert_eq!(
            described["extent"]["temporal"].is_object(),
            describes_days,
            "{id}"
        );
    }
    let facilities = json("/v1/collections/voorzieningen").await;
    let times = &facilities["extent"]["temporal"]["interval"][0];
    let (from, until) = (
        times[0].as_str().expect("a moment"),
        times[1].as_str().expect("a moment"),
    );
    let all = json("/v1/collections/voorzieningen/items?limit=10000").await;
    let within = json(&format!(
        "/v1/collections/voorzieningen/items?datetime={from}/{until}"
    ))
    .await;
    assert_eq!(within["numberMatched"], all["numberMatched"]);
    for feature in list(&all, "features") {
        if let Some(day) = feature["properties"]["datum"].as_str() {
            assert!(
                &from[..10] <= day && day <= &until[..10],
                "{day} is not in {times}"
            );
        }
    }
    refusal("/v1/collections/scholen", StatusCode::NOT_FOUND).await;
}

/// /req/core/fc-response, /req/core/fc-links, /req/core/fc-timeStamp, /req/core/fc-numberMatched, fc-numberReturned.
#[tokio::test]
async fn a_page_of_features_says_what_it_is() {
    for id in COLLECTIONS {
        let response = get(&format!("/v1/collections/{id}/items?limit=3")).await;
        assert_eq!(response.status(), StatusCode::OK, "{id}");
        assert_eq!(response.headers()["content-type"], "application/geo+json");
        let page: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
        assert_eq!(page["type"], "FeatureCollection");
        assert_eq!(
            page["numberReturned"].as_u64(),
            Some(list(&page, "features").len() as u64)
        );
        assert!(page["numberMatched"].as_u64() >= page["numberReturned"].as_u64());
        let moment = page["timeStamp"].as_str().expect("a moment");
        assert!(moment.ends_with('Z') && moment.len() == 20, "{moment}");
        assert!(
            link(&page, "self").is_some() && link(&page, "alternate").is_some(),
            "{id}"
        );
    }
}

/// /req/core/fc-limit-definition, /req/core/fc-limit-response: at most so many; too many is no mistake.
#[tokio::test]
async fn the_limit_is_kept_and_a_larger_one_is_the_largest() {
    let page = json("/v1/collections/gebieden/items?limit=7").await;
    assert_eq!(page["numberReturned"], 7);
    let page = json("/v1/collections/gebieden/items?limit=99999999999999999999").await;
    assert_eq!(page["numberReturned"], 40);
    for limit in ["0", "-1", "1.5", "", "veel", "1e3", "+1"] {
        let problem = refusal(
            &format!("/v1/collections/gebieden/items?limit={}", escaped(limit)),
            StatusCode::BAD_REQUEST,
        )
        .await;
        assert_eq!(problem["parameter"], "limit", "{limit}");
    }
}

/// /req/core/fc-next-1 and what follows: by `next` every feature is met once, by `prev` the same backwards.
#[tokio::test]
async fn following_next_and_then_prev_meets_every_feature_once() {
    for (layer, tail) in [
        ("gebieden", "limit=7"),
        (
            "voorzieningen",
            "limit=50&crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992",
        ),
        ("dekking", "limit=700&status=niet"),
        ("clusters_0_18", "limit=1"),
    ] {
        let whole = json(&format!(
            "/v1/collections/{layer}/items?{}&limit=10000",
            tail.split_once('&').map_or("", |(_, rest)| rest)
        ))
        .await;
        let mut address = format!("/v1/collections/{layer}/items?{tail}");
        let mut met = Vec::new();
        let mut pages = Vec::new();
        loop {
            let page = json(&address).await;
            assert_eq!(page["numberMatched"], whole["numberMatched"], "{address}");
            met.extend(ids(&page));
            pages.push(ids(&page));
            match link(&page, "next") {
                Some(next) => address = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(met, ids(&whole), "{layer}");
        assert_eq!(
            met.iter().collect::<BTreeSet<_>>().len(),
            met.len(),
            "{layer}"
        );
        assert!(pages.len() > 1, "{layer} has one page only");
        for earlier in pages.iter().rev().skip(1) {
            let page = json(&address).await;
            address = link(&page, "prev").expect("a page before").to_owned();
            assert_eq!(ids(&json(&address).await), *earlier, "{address}");
        }
        assert_eq!(
            link(&json(&address).await, "prev"),
            None,
            "the first page has none before it"
        );
    }
}

#[tokio::test]
async fn a_page_begins_at_a_feature_that_exists() {
    for (tail, parameter) in [
        ("na=onzin", "na"),
        ("voor=onzin", "voor"),
        ("na=GM9999&voor=GM9999", "voor"),
    ] {
        let problem = refusal(
            &format!("/v1/collections/gebieden/items?{tail}"),
            StatusCode::BAD_REQUEST,
        )
        .await;
        assert_eq!(problem["parameter"], parameter);
    }
}

/// /req/core/fc-bbox-definition, /req/core/fc-bbox-response: what shares a point with the box, in every system the same.
#[tokio::test]
async fn the_same_box_in_every_system_holds_the_same_features() {
    let some = json("/v1/collections/voorzieningen/items?limit=1").await;
    let place = |crs: String| async move {
        let page = json(&format!(
            "/v1/collections/voorzieningen/items?limit=1&crs={}",
            escaped(&crs)
        ))
        .await;
        point(&page["features"][0])
    };
    let mut answers = BTreeSet::new();
    for (crs, reach) in [
        (CRS84.to_owned(), 1e-6),
        (epsg(28992), 0.05),
        (epsg(4258), 1e-6),
        (epsg(9067), 1e-6),
        (epsg(4326), 1e-6),
        (epsg(3857), 0.1),
    ] {
        let [x, y] = place(crs.clone()).await;
        let bounds = format!("{},{},{},{}", x - reach, y - reach, x + reach, y + reach);
        let found = json(&format!(
            "/v1/collections/voorzieningen/items?bbox={bounds}&bbox-crs={}",
            escaped(&crs)
        ))
        .await;
        assert!(ids(&found).contains(&ids(&some)[0]), "{crs}");
        answers.insert(ids(&found));
    }
    assert_eq!(answers.len(), 1);
}

/// /req/core/fc-bbox-definition D: six numbers, whose heights do not count, and a box across the date line.
#[tokio::test]
async fn a_box_may_have_heights_and_may_cross_the_date_line() {
    let plain = json("/v1/collections/gebieden/items?bbox=5,52,6,53").await;
    let high = json("/v1/collections/gebieden/items?bbox=5,52,0,6,53,100").await;
    assert_eq!(ids(&plain), ids(&high));
    assert_eq!(plain["numberMatched"], 40);
    let around = json("/v1/collections/gebieden/items?bbox=170,52,6,53").await;
    assert_eq!(
        around["numberMatched"], 40,
        "from 170 east over the date line to 6 east"
    );
    let beside = json("/v1/collections/gebieden/items?bbox=170,52,-170,53").await;
    assert_eq!(beside["numberMatched"], 0);
}

/// /req/core/query-param-invalid, /req/core/query-param-unknown: 400, with the parameter that is wrong.
#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_the_parameter() {
    for (tail, parameter) in [
        ("bbox=5,52,6", "bbox"),
        ("bbox=5,52,6,x", "bbox"),
        ("bbox=5,53,6,52", "bbox"),
        ("bbox=52,5,53,6,", "bbox"),
        ("bbox=NaN,52,6,53", "bbox"),
        ("bbox=130000,450000,140000,460000", "bbox"),
        ("bbox=", "bbox"),
        ("bbox=5,52,6,53&bbox-crs=EPSG:28992", "bbox-crs"),
        (
            "bbox=5,52,6,53&bbox-crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992",
            "bbox",
        ),
        (
            "crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F3035",
            "crs",
        ),
        ("crs=", "crs"),
        ("datetime=gisteren", "datetime"),
        ("datetime=2025-01-01/2024-01-01", "datetime"),
        ("filter=niveau", "filter"),
        ("filter=TRUE&filter-lang=cql2-json", "filter-lang"),
        ("filter=TRUE&filter-crs=onzin", "filter-crs"),
        ("f=xml", "f"),
        ("kleur=rood", "kleur"),
        ("personen=veel", "personen"),
        ("limit=1&limit=1", "limit"),
        ("niveau=buurt&niveau=wijk", "niveau"),
        ("voorziening=po", "voorziening"),
    ] {
        let address = format!("/v1/collections/gebieden/items?{tail}");
        let problem = refusal(&address, StatusCode::BAD_REQUEST).await;
        assert_eq!(problem["parameter"], parameter, "{tail}");
    }
}

/// /req/core/fc-time-definition, /req/core/fc-time-response: facilities describe a day, areas hold at any time.
#[tokio::test]
async fn a_time_keeps_what_describes_a_day_in_it() {
    let all = json("/v1/collections/voorzieningen/items?limit=10000").await;
    let days: Vec<&str> = list(&all, "features")
        .iter()
        .filter_map(|feature| feature["properties"]["datum"].as_str())
        .collect();
    let of_2025 = days.iter().filter(|day| day.starts_with("2025")).count();
    assert!(
        of_2025 > 0 && of_2025 < days.len(),
        "the example has several days: {days:?}"
    );
    let without = list(&all, "features").len() - days.len();
    let count = |tail: &'static str| async move {
        json(&format!(
            "/v1/collections/voorzieningen/items?datetime={tail}"
        ))
        .await["numberMatched"]
            .as_u64()
    };
    assert_eq!(
        count("2025-01-01/2025-12-31").await,
        Some((of_2025 + without) as u64)
    );
    assert_eq!(count("../..").await, all["numberMatched"].as_u64());
    assert_eq!(count("1999-01-01T00:00:00Z").await, Some(without as u64));
    let areas = json("/v1/collections/gebieden/items?datetime=1999-01-01").await;
    assert_eq!(areas["numberMatched"], 40);
}

/// /req/core/f-success, /req/core/f-links: one feature is the one of the page.
#[tokio::test]
async fn a_feature_alone_is_the_feature_of_the_page() {
    for id in COLLECTIONS {
        let page = json(&format!("/v1/collections/{id}/items?limit=2")).await;
        for feature in list(&page, "features") {
            let address = format!(
                "/v1/collections/{id}/items/{}",
                escaped(feature["id"].as_str().expect("an id"))
            );
            let alone = json(&address).await;
            for field in ["type", "id", "geometry", "properties"] {
                assert_eq!(alone[field], feature[field], "{address} {field}");
            }
            for relation in ["self", "alternate", "collection"] {
                assert!(link(&alone, relation).is_some(), "{address} {relation}");
            }
        }
    }
    refusal(
        "/v1/collections/gebieden/items/onzin",
        StatusCode::NOT_FOUND,
    )
    .await;
}

/// Part 2, /req/crs/fc-md-crs-list, /req/crs/fc-md-storageCrs, /rec/crs/default-crs.
#[tokio::test]
async fn the_systems_begin_with_crs84_and_hold_the_stored_one() {
    let collection = json("/v1/collections/gebieden").await;
    let systems = list(&collection, "crs");
    assert_eq!(systems[0], CRS84);
    for code in [28992, 4258, 9067, 4326, 3857] {
        assert!(systems.contains(&epsg(code).into()), "{code}");
    }
    assert_eq!(collection["storageCrs"], epsg(28992));
}

/// Part 2, /req/crs/ogc-crs-header, /req/crs/crs-action: every answer with features says in which system it is, and
/// a place is the same in all of them.
#[tokio::test]
async fn every_system_is_given_with_its_header_and_its_order_of_axes() {
    let mut places = Vec::new();
    for crs in [
        CRS84.to_owned(),
        epsg(28992),
        epsg(4258),
        epsg(9067),
        epsg(4326),
        epsg(3857),
    ] {
        let address = format!(
            "/v1/collections/voorzieningen/items?limit=1&crs={}",
            escaped(&crs)
        );
        let response = get(&address).await;
        assert_eq!(
            response.headers()["content-crs"],
            format!("<{crs}>").as_str()
        );
        let page: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
        let feature = &page["features"][0];
        let alone = get(&format!(
            "/v1/collections/voorzieningen/items/{}?crs={}",
            feature["id"].as_str().expect("an id"),
            escaped(&crs)
        ))
        .await;
        assert_eq!(alone.headers()["content-crs"], format!("<{crs}>").as_str());
        places.push(point(feature));
    }
    let [world, rd, etrs, etrf, lat_lon, mercator] = places.try_into().expect("six");
    assert_eq!([world[1], world[0]], etrs);
    assert_eq!(etrs, etrf);
    assert_eq!(etrs, lat_lon);
    // Web Mercator is longitude times the radius of the earth.
    assert!(
        (mercator[0] - world[0].to_radians() * 6_378_137.0).abs() < 0.02,
        "{mercator:?}"
    );
    // The example lies in the Markermeer, by the series of Schreutelkamp and Strang van Hees (2001), to a metre.
    let (east, north) = (
        0.36 * (world[0] - 5.387_206_21),
        0.36 * (world[1] - 52.155_174_40),
    );
    let x = 155_000.0 + 190_094.945 * east
        - 11_832.228 * north * east
        - 114.221 * north.powi(2) * east
        - 32.391 * east.powi(3);
    let y = 463_000.0 + 309_056.544 * north + 3_638.893 * east.powi(2) + 73.077 * north.powi(2)
        - 157.984 * north * east.powi(2);
    assert!(
        (rd[0] - x).abs() < 1.0 && (rd[1] - y).abs() < 1.0,
        "{rd:?} is not {x} {y}"
    );
    // /req/crs/default: without a parameter it is CRS84.
    let plain = get("/v1/collections/voorzieningen/items?limit=1").await;
    assert_eq!(
        plain.headers()["content-crs"],
        format!("<{CRS84}>").as_str()
    );
}

/// Part 3, /req/queryables/get-queryables-response, and part 5, /req/schemas: the fields are those that features have.
#[tokio::test]
async fn the_fields_are_those_of_the_features() {
    for id in COLLECTIONS {
        let page = json(&format!("/v1/collections/{id}/items?limit=10000")).await;
        for tail in ["queryables", "schema"] {
            let response = get(&format!("/v1/collections/{id}/{tail}")).await;
            assert_eq!(
                response.headers()["content-type"],
                "application/schema+json"
            );
            let fields: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
            assert_eq!(fields["type"], "object");
            assert_eq!(
                fields["$schema"],
                "https://json-schema.org/draft/2020-12/schema"
            );
            let properties = fields["properties"].as_object().expect("properties");
            assert_eq!(properties["geometry"]["x-ogc-role"], "primary-geometry");
            for feature in list(&page, "features") {
                for (name, value) in feature["properties"].as_object().expect("properties") {
                    let kind = properties[name]["type"].as_str().expect(name);
                    let fits = match value {
                        Value::Null => true,
                        Value::Bool(_) => kind == "boolean",
                        Value::Number(number) => {
                            kind == "number" || (kind == "integer" && number.is_i64())
                        }
                        _ => kind == "string",
                    };
                    assert!(fits, "{id} {name}: {value} is no {kind}");
                }
            }
        }
    }
    // Part 5, /req/core-roles-features/id-role
    let schema = json("/v1/collections/gebieden/schema").await;
    assert_eq!(schema["properties"]["code"]["x-ogc-role"], "id");
    // Part 5, /req/schemas/properties: units, values and days.
    assert_eq!(schema["properties"]["norm_s"]["x-ogc-unit"], "s");
    let levels = &schema["properties"]["niveau"]["enum"];
    assert_eq!(levels, &serde_json::json!(["buurt", "wijk", "gemeente"]));
    let day = &json("/v1/collections/voorzieningen/schema").await["properties"]["datum"];
    assert_eq!(
        (&day["format"], &day["x-ogc-role"]),
        (&"date".into(), &"primary-instant".into())
    );
}

/// Part 3, /req/queryables-query-parameters/parameters: a field is a parameter.
#[tokio::test]
async fn a_field_is_a_parameter() {
    let found = json("/v1/collections/gebieden/items?niveau=wijk&limit=1000").await;
    assert_eq!(found["numberMatched"], 7);
    assert!(
        list(&found, "features")
            .iter()
            .all(|area| area["properties"]["niveau"] == "wijk")
    );
    let class = json("/v1/collections/gebieden/items?niveau=buurt&klasse=1").await;
    assert_eq!(
        class["numberMatched"],
        filtered("gebieden", "niveau = 'buurt' AND klasse = 1").await["numberMatched"]
    );
    let asked = json("/v1/collections/voorzieningen/items?gevraagd=true&limit=1000").await;
    assert!(asked["numberMatched"].as_u64() > Some(0));
    assert!(
        list(&asked, "features")
            .iter()
            .all(|place| place["properties"]["gevraagd"] == true)
    );
}

/// Part 3, /req/filter/filter-param and CQL2 /req/basic-cql2: a filter keeps what picking by hand keeps.
#[tokio::test]
async fn a_filter_keeps_what_picking_by_hand_keeps() {
    type Pick = fn(&Value) -> bool;
    let picks: [(&str, Pick); 9] = [
        ("niveau = 'buurt'", |area| area["niveau"] == "buurt"),
        ("aandeel_pct >= 80 AND niveau <> 'gemeente'", |area| {
            area["aandeel_pct"].as_f64() >= Some(80.0) && area["niveau"] != "gemeente"
        }),
        ("NOT (niveau = 'buurt' OR niveau = 'wijk')", |area| {
            area["niveau"] == "gemeente"
        }),
        ("personen BETWEEN 100 AND 1000", |area| {
            area["personen"]
                .as_f64()
                .is_some_and(|people| (100.0..=1000.0).contains(&people))
        }),
        ("niveau IN ('wijk','gemeente')", |area| {
            area["niveau"] != "buurt"
        }),
        ("personen IS NULL", |area| area["personen"].is_null()),
        ("personen IS NOT NULL", |area| !area["personen"].is_null()),
        ("naam LIKE '%o%'", |area| {
            area["naam"].as_str().is_some_and(|name| name.contains('o'))
        }),
        ("CASEI(naam) LIKE CASEI('O%')", |area| {
            area["naam"]
                .as_str()
                .is_some_and(|name| name.to_lowercase().starts_with('o'))
        }),
    ];
    let all = json("/v1/collections/gebieden/items?limit=1000").await;
    for (filter, pick) in picks {
        let by_hand: Vec<&Value> = list(&all, "features")
            .iter()
            .filter(|area| pick(&area["properties"]))
            .collect();
        let found = filtered("gebieden", filter).await;
        assert_eq!(
            list(&found, "features").iter().collect::<Vec<_>>(),
            by_hand,
            "{filter}"
        );
    }
    // What is not known is neither less nor not less.
    let less = filtered("gebieden", "personen < 500").await["numberMatched"]
        .as_u64()
        .expect("a count");
    let more = filtered("gebieden", "NOT personen < 500").await["numberMatched"]
        .as_u64()
        .expect("a count");
    let unknown = filtered("gebieden", "personen IS NULL").await["numberMatched"]
        .as_u64()
        .expect("a count");
    assert!(unknown > 0);
    assert_eq!(less + more + unknown, 40);
}

/// CQL2 /req/basic-spatial-functions, and part 3, /req/filter/filter-crs-param: a box in a filter is a box.
#[tokio::test]
async fn a_box_in_a_filter_holds_what_a_box_holds() {
    let bounds = "5.25,52.59,5.29,52.61";
    let by_box = json(&format!(
        "/v1/collections/voorzieningen/items?limit=1000&bbox={bounds}"
    ))
    .await;
    let filter = format!("S_INTERSECTS(geometry,BBOX({bounds}))");
    assert_eq!(ids(&filtered("voorzieningen", &filter).await), ids(&by_box));
    assert!(!ids(&by_box).is_empty());
    let turned = format!(
        "/v1/collections/voorzieningen/items?limit=1000&filter-crs={}&filter={}",
        escaped(&epsg(4326)),
        escaped(
            "S_WITHIN(geometry,POLYGON((52.59 5.25,52.59 5.29,52.61 5.29,52.61 5.25,52.59 5.25)))"
        )
    );
    assert_eq!(ids(&json(&turned).await), ids(&by_box));
    let outside = filtered(
        "voorzieningen",
        &format!("S_DISJOINT(geometry,BBOX({bounds}))"),
    )
    .await;
    let all = json("/v1/collections/voorzieningen/items?limit=1").await;
    assert_eq!(
        outside["numberMatched"]
            .as_u64()
            .zip(by_box["numberMatched"].as_u64())
            .map(|(out, within)| out + within),
        all["numberMatched"].as_u64()
    );
}

/// A filter that is too long, too deep or wrong is refused in words that name the place.
#[tokio::test]
async fn a_filter_that_cannot_be_read_is_refused_with_its_place() {
    for (filter, words) in [
        ("niveau = ".to_owned(), "op plaats 10"),
        ("niveau = 3".to_owned(), "een tekst"),
        ("nivo = 'buurt'".to_owned(), "niveau"),
        (
            format!("{}TRUE{}", "(".repeat(1_000), ")".repeat(1_000)),
            "32",
        ),
        (format!("naam = '{}'", "a".repeat(51_000)), "50000 tekens"),
        (
            "S_INTERSECTS(geometry,POINT(500 52))".to_owned(),
            "een plaats in",
        ),
        (
            "S_INTERSECTS(geometry,POLYGON((5 52,6 53,6 52,5 53,5 52)))".to_owned(),
            "geldige",
        ),
    ] {
        let address = format!("/v1/collections/gebieden/items?filter={}", escaped(&filter));
        let problem = refusal(&address, StatusCode::BAD_REQUEST).await;
        assert_eq!(problem["parameter"], "filter");
        let detail = problem["detail"].as_str().expect("a detail");
        assert!(detail.contains(words), "{detail}");
    }
}

/// JSON-FG, /req/core/metadata, /req/core/place, /req/core/coordrefsys, /req/types-schemas/feature-type.
#[tokio::test]
async fn json_fg_has_the_place_in_the_system_that_is_asked() {
    let response = get("/v1/collections/voorzieningen/items?f=jsonfg&limit=2").await;
    assert_eq!(
        response.headers()["content-type"],
        "application/vnd.ogc.fg+json"
    );
    let page: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    assert!(
        list(&page, "conformsTo")
            .contains(&"http://www.opengis.net/spec/json-fg-1/1.0/conf/core".into())
    );
    assert_eq!(page["featureType"], "voorzieningen");
    let first = &page["features"][0];
    assert!(first["place"].is_null() && first["geometry"]["type"] == "Point");
    assert_eq!(first["time"]["date"], first["properties"]["datum"]);
    let rd = json(&format!(
        "/v1/collections/voorzieningen/items?f=jsonfg&limit=2&crs={}",
        escaped(&epsg(28992))
    ))
    .await;
    assert_eq!(rd["coordRefSys"], epsg(28992));
    let there = &rd["features"][0];
    assert!(there["geometry"].is_null());
    assert!(
        there["place"]["coordinates"][0].as_f64() > Some(100_000.0),
        "{there}"
    );
    assert_eq!(there["properties"], first["properties"]);
}

/// What is hidden in the answers is hidden here: no count from 1 to 4 in any layer, whatever is filtered for.
#[tokio::test]
async fn no_filter_brings_out_a_small_number() {
    for field in ["personen", "gedekt"] {
        let found = filtered("gebieden", &format!("{field} > 0 AND {field} < 5")).await;
        assert_eq!(found["numberMatched"], 0, "{field}");
    }
}

/// Features 2 /req/crs/fc-md-crs-list and -storageCrs, away from the Netherlands: what is listed is given and nothing else.
#[tokio::test]
async fn a_study_elsewhere_lists_the_systems_that_it_gives() {
    let town = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/towns/two_banks");
    let text = std::fs::read_to_string(town.join("study.toml")).expect("a study");
    let folder = tempfile::tempdir().expect("a folder");
    let study = folder.path().join("study.toml");
    // Its files are in RD New; the study measures in the system of the whole of Europe, northward first.
    let text = text.replace(
        "name = \"Twee oevers\"\n",
        "name = \"Twee oevers\"\ncrs = \"EPSG:3035\"\n",
    );
    std::fs::write(&study, text).expect("a file");
    let files = StudyFiles {
        study,
        data: Some(town),
    };
    let opened = files.open_with(&[], &|_| ());
    let state = Arc::new(ServerState::default());
    state.open(Arc::new(opened.expect("it opens")));
    let get = async |address: String| {
        let request = Request::get(address)
            .body(Body::empty())
            .expect("a request");
        let answer = service(Arc::clone(&state)).oneshot(request).await;
        answer.expect("always an answer")
    };
    let collection = get("/v1/collections/gebieden".to_owned()).await;
    let collection: Value = serde_json::from_slice(&bytes(collection).await).expect("JSON");
    let own = "http://www.opengis.net/def/crs/EPSG/0/3035";
    assert_eq!(
        collection["crs"],
        serde_json::json!([
            "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            own,
            "http://www.opengis.net/def/crs/EPSG/0/4326",
            "http://www.opengis.net/def/crs/EPSG/0/3857",
        ])
    );
    assert_eq!(collection["storageCrs"], own);
    let items = |crs: &str| format!("/v1/collections/gebieden/items?crs={crs}");
    for crs in collection["crs"].as_array().expect("a list") {
        let crs = crs.as_str().expect("an address");
        let answer = get(items(crs)).await;
        assert_eq!(answer.status(), StatusCode::OK, "{crs}");
        assert_eq!(answer.headers()["content-crs"], format!("<{crs}>"));
    }
    let places = get(format!("/v1/collections/voorzieningen/items?crs={own}")).await;
    let places: Value = serde_json::from_slice(&bytes(places).await).expect("JSON");
    let place = &places["features"][0]["geometry"]["coordinates"];
    let numbers = [&place[0], &place[1]].map(|number| number.as_f64().expect("a number"));
    assert!((2.9e6..3.5e6).contains(&numbers[0]), "{place}");
    assert!((3.8e6..4.2e6).contains(&numbers[1]), "{place}");
    for code in [28992, 4258, 9067, 25831] {
        let crs = format!("http://www.opengis.net/def/crs/EPSG/0/{code}");
        assert_eq!(
            get(items(&crs)).await.status(),
            StatusCode::BAD_REQUEST,
            "{crs}"
        );
    }
}
