//! Whole layers over HTTP, in process, on the example town.

#[path = "support/example_server.rs"]
mod example_server;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use nabij::api::download_links::download_links;
use nabij::api::server::service;
use nabij::layers::export::format::ExportFormat;
use nabij::study::collection::COLLECTIONS;
use serde_json::Value;
use tower::ServiceExt;

use crate::example_server::{bytes, get, json, refusal, state, tile_in_the_middle};

const GEOPACKAGE: &str = "/v1/collections/voorzieningen/download/gpkg";
const GEOJSON: &str = "/v1/collections/voorzieningen/download/geojson";

async fn asked(address: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let request = headers
        .iter()
        .fold(Request::get(address), |request, (name, value)| {
            request.header(*name, *value)
        });
    let request = request.body(Body::empty()).expect("a request");
    service(state())
        .oneshot(request)
        .await
        .expect("always an answer")
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers
        .get(name)
        .map_or("", |value| value.to_str().expect("text"))
}

#[tokio::test]
async fn every_link_of_every_collection_leads_to_what_it_says() {
    for collection in &COLLECTIONS {
        let described = json(&format!("/v1/collections/{}", collection.id)).await;
        let listed = described["links"].as_array().expect("links");
        for link in download_links(collection) {
            let address = format!("/v1{}", link.path);
            let response = get(&address).await;
            assert_eq!(response.status(), StatusCode::OK, "{address}");
            assert_eq!(
                header(response.headers(), "content-type"),
                link.format.media_type(),
                "{address}"
            );
            assert!(!bytes(response).await.is_empty(), "{address}");
            let is_listed = listed.iter().any(|other| {
                other["href"]
                    .as_str()
                    .is_some_and(|href| href.ends_with(&address))
            });
            assert!(is_listed, "{address} is listed");
        }
    }
}

#[tokio::test]
async fn a_file_has_a_name_a_system_and_validators() {
    for (system, uri) in [
        ("", "<http://www.opengis.net/def/crs/EPSG/0/28992>"),
        (
            "?crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>",
        ),
    ] {
        let response = get(&format!(
            "/v1/collections/gebieden/download/parquet{system}"
        ))
        .await;
        let headers = response.headers();
        assert_eq!(header(headers, "content-crs"), uri);
        assert_eq!(
            header(headers, "content-disposition"),
            "attachment; filename=\"gebieden_PO_4-12.parquet\""
        );
        for name in ["etag", "last-modified", "content-length", "link"] {
            assert!(headers.contains_key(name), "{name}");
        }
    }
}

#[tokio::test]
async fn a_file_is_described_as_it_was_asked() {
    let asked = "voorziening=VO&leeftijd=12-18";
    let response = get(&format!("/v1/collections/gebieden/download/csv?{asked}")).await;
    let link = header(response.headers(), "link");
    let described = format!("</v1/collections/gebieden/metadata?{asked}>");
    assert!(link.starts_with(&described), "{link}");
}

#[tokio::test]
async fn who_has_the_bytes_already_gets_none() {
    for address in [
        GEOPACKAGE,
        GEOJSON,
        "/v1/collections/gebieden/styles/sld",
        "/v1/collections/inzet/metadata",
    ] {
        let first = get(address).await;
        let (tag, since) = (
            header(first.headers(), "etag"),
            header(first.headers(), "last-modified"),
        );
        for (name, value) in [
            ("if-none-match", tag),
            ("if-none-match", "*"),
            ("if-modified-since", since),
        ] {
            let again = asked(address, &[(name, value)]).await;
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{address} {name}");
            assert!(bytes(again).await.is_empty());
        }
        for (name, value) in [
            ("if-none-match", "\"anders\""),
            ("if-modified-since", "Mon, 01 Jan 2001 00:00:00 GMT"),
        ] {
            let again = asked(address, &[(name, value)]).await;
            assert_eq!(again.status(), StatusCode::OK, "{address} {name}");
        }
    }
}

#[tokio::test]
async fn the_tag_changes_with_the_question_and_the_system_only_where_the_file_does() {
    let tag = async |address: &str| header(get(address).await.headers(), "etag").to_owned();
    let of_areas = "/v1/collections/gebieden/download/fgb";
    let tags = [
        tag(of_areas).await,
        tag(&format!("{of_areas}?voorziening=VO")).await,
        tag(&format!("{of_areas}?crs=CRS84")).await,
        tag("/v1/collections/gebieden/download/gpkg").await,
    ];
    assert_eq!(tags.iter().collect::<BTreeSet<_>>().len(), 4, "{tags:?}");
    let of_need = "/v1/collections/inzet/download/fgb";
    assert_eq!(
        tag(of_need).await,
        tag(&format!("{of_need}?voorziening=VO")).await
    );
}

#[tokio::test]
async fn a_part_of_a_file_is_given_as_a_part() {
    let whole = bytes(get(GEOPACKAGE).await).await;
    let length = whole.len();
    for (range, wanted) in [
        ("bytes=0-15", 0..16),
        ("bytes=100-", 100..length),
        ("bytes=-20", length - 20..length),
    ] {
        let part = asked(GEOPACKAGE, &[("range", range)]).await;
        assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT, "{range}");
        let told = format!("bytes {}-{}/{length}", wanted.start, wanted.end - 1);
        assert_eq!(header(part.headers(), "content-range"), told);
        assert!(bytes(part).await == whole[wanted], "{range}");
    }
    let beyond = asked(GEOPACKAGE, &[("range", &format!("bytes={length}-"))]).await;
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(
        header(beyond.headers(), "content-range"),
        format!("bytes */{length}")
    );
    for headers in [
        &[("range", "appels=1-2")][..],
        &[("range", "bytes=0-1,5-6")],
        &[("range", "bytes=0-1"), ("if-range", "\"anders\"")],
    ] {
        let all = asked(GEOPACKAGE, headers).await;
        assert_eq!(all.status(), StatusCode::OK, "{headers:?}");
    }
    let tag = header(get(GEOPACKAGE).await.headers(), "etag").to_owned();
    let same = asked(GEOPACKAGE, &[("range", "bytes=0-1"), ("if-range", &tag)]).await;
    assert_eq!(same.status(), StatusCode::PARTIAL_CONTENT);
}

#[tokio::test]
async fn text_is_compressed_and_its_tag_is_then_a_weak_one() {
    let plain = get(GEOJSON).await;
    let strong = header(plain.headers(), "etag").to_owned();
    let packed = asked(GEOJSON, &[("accept-encoding", "gzip")]).await;
    assert_eq!(header(packed.headers(), "content-encoding"), "gzip");
    assert_eq!(header(packed.headers(), "etag"), format!("W/{strong}"));
    assert!(bytes(packed).await.len() * 3 < bytes(plain).await.len());
    for archive in [
        "/v1/collections/voorzieningen/download/shp",
        "/v1/collections/voorzieningen/download/parquet",
    ] {
        let response = asked(archive, &[("accept-encoding", "gzip")]).await;
        assert!(
            !response.headers().contains_key("content-encoding"),
            "{archive} is compressed inside"
        );
    }
}

#[tokio::test]
async fn the_geojson_is_whole_and_says_what_it_is() {
    let document = json(GEOJSON).await;
    assert_eq!(
        (&document["type"], &document["name"]),
        (&"FeatureCollection".into(), &"voorzieningen".into())
    );
    let listed = json("/v1/collections/voorzieningen/items?limit=10000").await;
    assert_eq!(document["features"], listed["features"]);
    let metadata = &document["metadata"];
    for member in [
        "titel",
        "bronnen",
        "licentie",
        "crs",
        "normenset",
        "afstandsniveau",
        "geschat_pct",
        "methode",
        "citaat",
        "kolommen",
    ] {
        assert!(metadata.get(member).is_some(), "{member}");
    }
    assert_eq!(metadata["crs"]["nauwkeurigheid_m"], 0.25);
    assert_eq!(metadata["crs"]["code"], "OGC:CRS84");
}

#[tokio::test]
async fn what_cannot_be_given_is_refused_with_the_reason() {
    for (address, status, words) in [
        (
            "/v1/collections/onzin/download/gpkg",
            StatusCode::NOT_FOUND,
            "onzin",
        ),
        (
            "/v1/collections/gebieden/download/dwg",
            StatusCode::NOT_FOUND,
            "",
        ),
        (
            "/v1/collections/gebieden/styles/css",
            StatusCode::NOT_FOUND,
            "",
        ),
        (
            "/v1/collections/gebieden/download/gpkg?crs=EPSG:31370",
            StatusCode::BAD_REQUEST,
            "28992",
        ),
        (
            "/v1/collections/gebieden/download/geojson?crs=EPSG:28992",
            StatusCode::BAD_REQUEST,
            "RFC 7946",
        ),
        (
            "/v1/collections/gebieden/download/gpkg?voorziening=ONZIN",
            StatusCode::BAD_REQUEST,
            "voorziening",
        ),
        (
            "/v1/collections/gebieden/download/gpkg?bbox=1,2,3,4",
            StatusCode::BAD_REQUEST,
            "bbox",
        ),
        (
            "/v1/collections/gebieden/metadata?crs=CRS84",
            StatusCode::BAD_REQUEST,
            "crs",
        ),
        (
            "/v1/download/alles.gpkg?limit=1",
            StatusCode::BAD_REQUEST,
            "limit",
        ),
        (
            "/v1/tiles.pmtiles?crs=CRS84",
            StatusCode::BAD_REQUEST,
            "crs",
        ),
    ] {
        let problem = refusal(address, status).await;
        let detail = problem["detail"].as_str().expect("a detail");
        assert!(detail.contains(words), "{address}: {detail}");
    }
}

#[tokio::test]
async fn all_layers_are_in_one_geopackage() {
    let response = get("/v1/download/alles.gpkg").await;
    assert_eq!(
        header(response.headers(), "content-type"),
        ExportFormat::GeoPackage.media_type()
    );
    assert!(bytes(response).await.starts_with(b"SQLite format 3\0"));
}

#[tokio::test]
async fn the_archive_holds_the_tile_that_is_served() {
    let response = get("/v1/tiles.pmtiles").await;
    assert_eq!(header(response.headers(), "accept-ranges"), "bytes");
    let archive = bytes(response).await;
    assert!(archive.starts_with(b"PMTiles\x03"));
    // The zooms stand at bytes 100 and 101 of the header.
    assert_eq!((archive[100], archive[101]), (9, 14));
    // A tile of all layers is longer than that of one of them, and the archive longer than both.
    let one = bytes(
        get(&format!(
            "/v1/collections/gebieden/tiles/WebMercatorQuad/{}",
            tile_in_the_middle(12).await
        ))
        .await,
    )
    .await;
    assert!(archive.len() > one.len() && !one.is_empty());
}

#[tokio::test]
async fn the_map_style_draws_every_class_of_the_answer_in_its_colour() {
    let answer = json("/v1/antwoord").await;
    let style = json("/v1/collections/gebieden/styles/mapbox").await;
    assert_eq!(style["version"], 8);
    let layers = style["layers"].as_array().expect("layers");
    for class in answer["klassen"].as_array().expect("classes") {
        let of_class = serde_json::json!(["==", ["get", "klasse"], class["klasse"]]);
        let drawn = layers.iter().find(|layer| {
            let tests = layer["filter"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default();
            layer["type"] == "fill" && tests.contains(&of_class)
        });
        assert_eq!(
            drawn.map(|layer| &layer["paint"]["fill-color"]),
            Some(&class["kleur"]),
            "{class}"
        );
    }
    let tiles = &style["sources"]["gebieden"]["tiles"][0];
    let elsewhere = asked(
        "/v1/collections/gebieden/styles/mapbox",
        &[
            ("host", "kaart.voorbeeldstad.nl"),
            ("x-forwarded-proto", "https"),
        ],
    )
    .await;
    let elsewhere: Value = serde_json::from_slice(&bytes(elsewhere).await).expect("JSON");
    let address = elsewhere["sources"]["gebieden"]["tiles"][0]
        .as_str()
        .expect("an address");
    assert!(
        address.starts_with("https://kaart.voorbeeldstad.nl/v1/collections/gebieden/tiles/"),
        "{address} and {tiles}"
    );
}
