//! OGC API Tiles, in process on the example town: each test names the requirement it keeps.
//!
//! # Source
//! OGC 20-057 (Tiles part 1), 17-083r4 (tile matrix sets).

#[path = "support/example_server.rs"]
mod example_server;

use std::collections::BTreeMap;

use axum::http::StatusCode;
use fast_mvt::MvtReaderRef;
use geo::{BoundingRect, Geometry, Rect};
use geojson::GeoJson;
use serde_json::Value;

use crate::example_server::{bytes, get, json, problem, refusal, tile_in_the_middle};

fn list<'a>(value: &'a Value, field: &str) -> &'a Vec<Value> {
    value[field].as_array().expect(field)
}

/// /req/tilesets-list, /req/geodata-tilesets: every layer has tilesets in both grids, each with a link to its tiles.
#[tokio::test]
async fn every_layer_has_tiles_in_both_grids() {
    for collection in list(&json("/v1/collections").await, "collections") {
        let id = collection["id"].as_str().expect("an id");
        let tilesets = json(&format!("/v1/collections/{id}/tiles")).await;
        let grids: Vec<&str> = list(&tilesets, "tilesets")
            .iter()
            .filter_map(|set| set["tileMatrixSetId"].as_str())
            .collect();
        assert_eq!(grids, ["WebMercatorQuad", "NetherlandsRDNewQuad"], "{id}");
        for tileset in list(&tilesets, "tilesets") {
            let relations: Vec<&str> = list(tileset, "links")
                .iter()
                .filter_map(|link| link["rel"].as_str())
                .collect();
            assert!(
                relations.contains(&"self") && relations.contains(&"item"),
                "{id} {relations:?}"
            );
            assert!(relations.contains(&"http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"));
            assert_eq!(tileset["dataType"], "vector");
        }
    }
}

/// 17-083r4, table 2: a grid has the origin, cell sizes and scales of its definition.
#[tokio::test]
async fn the_dutch_grid_has_its_origin_and_scales() {
    let grid = json("/v1/tileMatrixSets/NetherlandsRDNewQuad").await;
    assert_eq!(grid["crs"], "http://www.opengis.net/def/crs/EPSG/0/28992");
    for (zoom, matrix) in list(&grid, "tileMatrices").iter().enumerate() {
        assert_eq!(matrix["id"], zoom.to_string());
        assert_eq!(
            matrix["pointOfOrigin"],
            serde_json::json!([-285_401.92, 903_401.92])
        );
        let cell = matrix["cellSize"].as_f64().expect("metres");
        assert!((cell * f64::from(1u32 << zoom) - 3_440.64).abs() < 1e-6);
        let scale = matrix["scaleDenominator"].as_f64().expect("a scale");
        assert!((scale * 0.000_28 - cell).abs() < 1e-9);
        assert_eq!(matrix["matrixWidth"], 1u32 << zoom);
    }
    refusal("/v1/tileMatrixSets/WorldCRS84Quad", StatusCode::NOT_FOUND).await;
    let listed = json("/v1/tileMatrixSets").await;
    assert_eq!(list(&listed, "tileMatrixSets").len(), 2);
}

/// The whole of a layer in a tile of a grid, per id: the box of its geometry in the metres of the grid.
async fn in_tile(
    layer: &str,
    set: &str,
    tile: (u8, u32, u32),
    corner: [f64; 2],
    side: f64,
) -> BTreeMap<String, Rect<f64>> {
    let (zoom, row, column) = tile;
    let response = get(&format!(
        "/v1/collections/{layer}/tiles/{set}/{zoom}/{row}/{column}"
    ))
    .await;
    assert_eq!(response.status(), StatusCode::OK, "{set} {tile:?}");
    assert_eq!(
        response.headers()["content-type"],
        "application/vnd.mapbox-vector-tile"
    );
    let body = bytes(response).await;
    let reader = MvtReaderRef::new(&body).expect("a vector tile");
    let tile = reader
        .layers()
        .find(|found| found.name() == layer)
        .expect("the layer");
    let unit = side / f64::from(tile.extent());
    let mut found = BTreeMap::new();
    for feature in tile.features() {
        let code = feature
            .properties()
            .map(|pair| pair.expect("a property"))
            .find(|(name, _)| *name == "code");
        let code = format!("{:?}", code.expect("a code").1);
        let geometry: geo::Geometry<i32> = feature.geometry().expect("a geometry");
        let cells = geometry.bounding_rect().expect("a box");
        let metres = |cell: geo::Coord<i32>| {
            (
                corner[0] + f64::from(cell.x) * unit,
                corner[1] - f64::from(cell.y) * unit,
            )
        };
        found.insert(code, Rect::new(metres(cells.min()), metres(cells.max())));
    }
    found
}

/// /req/mvt/content, /req/core/tc-success: in both grids a tile holds the features where GeoJSON has them, to a unit of
/// the tile. At these zoom levels the town lies in one tile.
#[tokio::test]
async fn tiles_of_both_grids_have_the_features_where_geojson_has_them() {
    for (set, code, corner, whole) in [
        (
            "NetherlandsRDNewQuad",
            28992,
            [-285_401.92, 903_401.92],
            880_803.84,
        ),
        (
            "WebMercatorQuad",
            3857,
            [-20_037_508.342_789_244, 20_037_508.342_789_244],
            40_075_016.685_578_49,
        ),
    ] {
        let crs = format!("http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F{code}");
        let page = json(&format!("/v1/collections/gebieden/items?crs={crs}")).await;
        let document = page.to_string().parse::<GeoJson>().expect("GeoJSON");
        let GeoJson::FeatureCollection(collection) = document else {
            unreachable!("a collection")
        };
        let boxes: BTreeMap<String, Rect<f64>> = collection
            .features
            .into_iter()
            .map(|feature| {
                let code = feature
                    .property("code")
                    .and_then(Value::as_str)
                    .expect("a code")
                    .to_owned();
                let geometry = Geometry::<f64>::try_from(feature.geometry.expect("a geometry"))
                    .expect("a geometry");
                (code, geometry.bounding_rect().expect("a box"))
            })
            .collect();
        let around = boxes.values().copied().reduce(|one, other| {
            Rect::new(
                (
                    one.min().x.min(other.min().x),
                    one.min().y.min(other.min().y),
                ),
                (
                    one.max().x.max(other.max().x),
                    one.max().y.max(other.max().y),
                ),
            )
        });
        let around = around.expect("areas");
        // The deepest tile in which the whole town lies.
        let at = |zoom: u8, x: f64, y: f64| {
            let side = whole / f64::from(1u32 << zoom);
            (
                ((corner[1] - y) / side).floor() as u32,
                ((x - corner[0]) / side).floor() as u32,
            )
        };
        let zoom = (0..14).rev().find(|&zoom| {
            at(zoom, around.min().x, around.min().y) == at(zoom, around.max().x, around.max().y)
        });
        let zoom = zoom.expect("zoom 0 holds all");
        let (row, column) = at(zoom, around.min().x, around.min().y);
        let side = whole / f64::from(1u32 << zoom);
        let tile_corner = [
            corner[0] + f64::from(column) * side,
            corner[1] - f64::from(row) * side,
        ];
        let drawn = in_tile("gebieden", set, (zoom, row, column), tile_corner, side).await;
        assert!(drawn.len() >= 30, "{set}: {}", drawn.len());
        // Simplifying may move an outline by one unit of the tile, rounding by half of one.
        let allowed = 1.5 * side / 4_096.0;
        for (code, bounds) in &boxes {
            let Some((_, shown)) = drawn
                .iter()
                .find(|(shown, _)| shown.contains(code.as_str()))
            else {
                continue;
            };
            for (there, here) in [
                (shown.min().x, bounds.min().x),
                (shown.min().y, bounds.min().y),
                (shown.max().x, bounds.max().x),
                (shown.max().y, bounds.max().y),
            ] {
                assert!(
                    (there - here).abs() <= allowed,
                    "{set} {code}: {there} is not {here} within {allowed}"
                );
            }
        }
    }
}

/// /req/tileset/description, TileJSON 3.0: where tiles are, in which rows and columns, and with which fields.
#[tokio::test]
async fn a_tileset_says_where_its_tiles_are() {
    let tileset = json("/v1/collections/gebieden/tiles/WebMercatorQuad?voorziening=PO").await;
    let template = list(&tileset, "links")
        .iter()
        .find(|link| link["rel"] == "item")
        .expect("tiles");
    assert_eq!(template["templated"], true);
    assert!(
        template["href"]
            .as_str()
            .is_some_and(|href| href.ends_with("{tileCol}?voorziening=PO")),
        "{template}"
    );
    let middle = tile_in_the_middle(12).await;
    let numbers: Vec<u64> = middle
        .split('/')
        .filter_map(|number| number.parse().ok())
        .collect();
    let limits = list(&tileset, "tileMatrixSetLimits")
        .iter()
        .find(|limits| limits["tileMatrix"] == "12")
        .expect("zoom 12");
    let number = |field: &str| limits[field].as_u64().expect("a number");
    assert!(
        (number("minTileRow")..=number("maxTileRow")).contains(&numbers[1]),
        "{limits}"
    );
    assert!(
        (number("minTileCol")..=number("maxTileCol")).contains(&numbers[2]),
        "{limits}"
    );
    let tile_json = json("/v1/collections/gebieden/tiles/WebMercatorQuad?f=tilejson").await;
    assert!(
        tile_json["tiles"][0]
            .as_str()
            .is_some_and(|address| address.ends_with("{z}/{y}/{x}"))
    );
    assert!(tile_json["vector_layers"][0]["fields"]["klasse"].is_string());
    // Beside the areas a tile has their names, and says so.
    for layers in [list(&tileset, "layers"), list(&tile_json, "vector_layers")] {
        let names: Vec<&str> = layers
            .iter()
            .filter_map(|layer| layer["id"].as_str())
            .collect();
        assert_eq!(names, ["gebieden", "gebieden_naam"]);
    }
    assert!(tile_json["vector_layers"][1]["fields"]["naam"].is_string());
    let properties = &tileset["layers"][0]["propertiesSchema"]["properties"];
    assert_eq!(properties["norm_s"]["x-ogc-unit"], "s");
    let address = "/v1/collections/gebieden/tiles/NetherlandsRDNewQuad?f=tilejson";
    assert_eq!(
        refusal(address, StatusCode::BAD_REQUEST).await["parameter"],
        "f"
    );
}

/// No tile is larger than 200 kB, at any zoom.
#[tokio::test]
async fn a_tile_with_many_points_is_not_too_large() {
    for zoom in [0, 5, 9, 10, 11, 12, 13, 14] {
        let tile = tile_in_the_middle(zoom).await;
        let response = get(&format!(
            "/v1/collections/dekking/tiles/WebMercatorQuad/{tile}"
        ))
        .await;
        let bytes = bytes(response).await;
        assert!(bytes.len() < 200_000, "{tile}: {} bytes", bytes.len());
    }
}

/// /req/core/tc-error: a tile that does not exist is not found, one with nothing in it is empty.
#[tokio::test]
async fn a_tile_that_does_not_exist_is_not_found_and_an_empty_one_is_empty() {
    for tail in [
        "NetherlandsRDNewQuad/17/0/0",
        "NetherlandsRDNewQuad/1/2/0",
        "WorldCRS84Quad/0/0/0",
        "WebMercatorQuad/0/0/x",
        "WebMercatorQuad/-1/0/0",
    ] {
        problem(
            get(&format!("/v1/collections/gebieden/tiles/{tail}")).await,
            StatusCode::NOT_FOUND,
        )
        .await;
    }
    let empty = get("/v1/collections/gebieden/tiles/NetherlandsRDNewQuad/10/0/0").await;
    assert_eq!(empty.status(), StatusCode::NO_CONTENT);
    let background = get("/v1/achtergrond/tiles/NetherlandsRDNewQuad/0/0/0").await;
    assert_eq!(background.status(), StatusCode::OK);
}

/// The legend of the areas has the classes and colours of the answer that the map shows.
#[tokio::test]
async fn a_legend_has_the_classes_of_the_answer() {
    let answer = json("/v1/antwoord?voorziening=PO&leeftijd=4-12").await;
    let legend = json("/v1/collections/gebieden/legend?voorziening=PO").await;
    for class in list(&answer, "klassen") {
        let (name, colour) = (class["naam"].as_str().expect("a name"), &class["kleur"]);
        let line = list(&legend, "regels")
            .iter()
            .find(|line| line["kleur"] == *colour);
        let line = line.expect("a line with this colour");
        if class["klasse"] != 0 {
            assert!(
                line["naam"]
                    .as_str()
                    .is_some_and(|label| label.starts_with(name)),
                "{line} {name}"
            );
        }
    }
    let drawing = bytes(get("/v1/collections/gebieden/legend?f=svg").await).await;
    let drawing = String::from_utf8(drawing).expect("text");
    for line in list(&legend, "regels") {
        assert!(
            drawing.contains(line["naam"].as_str().expect("a name")),
            "{line}"
        );
    }
}

/// Styles /req/core/styles: every style is listed with its sheets, and the sheets are served.
#[tokio::test]
async fn every_style_that_is_listed_is_served() {
    let styles = json("/v1/styles").await;
    assert_eq!(list(&styles, "styles").len(), 13);
    for style in list(&styles, "styles") {
        for sheet in list(style, "links") {
            let response = get(sheet["href"].as_str().expect("an address")).await;
            assert_eq!(response.status(), StatusCode::OK, "{sheet}");
            let kind = response.headers()["content-type"]
                .to_str()
                .expect("text")
                .to_owned();
            assert!(
                kind.starts_with(sheet["type"].as_str().expect("a type")),
                "{sheet}: {kind}"
            );
        }
    }
    let sheet = json("/v1/styles/gebieden").await;
    assert_eq!(sheet["version"], 8);
    assert!(
        sheet["layers"]
            .as_array()
            .is_some_and(|layers| !layers.is_empty())
    );
    refusal("/v1/styles/onzin", StatusCode::NOT_FOUND).await;
}
