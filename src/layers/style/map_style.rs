//! A style for MapLibre and other readers of the Mapbox style language, version 8, on our own tiles.
//!
//! # Source
//! MapLibre Style Specification, version 8.

use serde_json::{Map, Value, json};

use crate::layers::style::layer_style::{
    Condition, Dash, LayerStyle, Line, StyleRule, Symbol, Test,
};

/// Where the tiles of a style are.
#[derive(Debug, Clone, PartialEq)]
pub struct TileSource {
    /// The address with `{z}`, `{y}` and `{x}`.
    pub address: String,
    /// The deepest zoom that adds anything.
    pub deepest: u8,
    /// West, south, east and north in degrees.
    pub bounds: [f64; 4],
    /// Who must be named.
    pub attribution: String,
}

/// The style of one layer.
pub fn map_style(style: &LayerStyle, layer: &str, title: &str, tiles: &TileSource) -> Value {
    let rules = style.rules.iter().enumerate();
    let layers: Vec<Value> = rules
        .flat_map(|(number, rule)| drawn(layer, number, rule))
        .collect();
    json!({
        "version": 8,
        "name": title,
        "sources": { layer: {
            "type": "vector",
            "tiles": [tiles.address],
            "maxzoom": tiles.deepest,
            "bounds": tiles.bounds,
            "attribution": tiles.attribution,
        } },
        "layers": layers,
    })
}

/// The layers of one rule: an area has its outline as a layer of its own.
fn drawn(layer: &str, number: usize, rule: &StyleRule) -> Vec<Value> {
    let of_type = |part: &str, kind: &str, paint: Value| {
        let mut members = Map::new();
        members.insert("id".to_owned(), format!("{layer}-{number}{part}").into());
        members.insert("type".to_owned(), kind.into());
        members.insert(
            "metadata".to_owned(),
            json!({ "nabij:legenda": rule.label }),
        );
        members.insert("source".to_owned(), layer.into());
        members.insert("source-layer".to_owned(), layer.into());
        if !rule.conditions.is_empty() {
            let tests = rule.conditions.iter().map(expression);
            let all: Vec<Value> = std::iter::once("all".into()).chain(tests).collect();
            members.insert("filter".to_owned(), Value::Array(all));
        }
        members.insert("paint".to_owned(), paint);
        Value::Object(members)
    };
    match &rule.symbol {
        Symbol::Fill {
            colour,
            opacity,
            outline,
        } => {
            let fill = colour.map(|colour| {
                of_type(
                    "",
                    "fill",
                    json!({ "fill-color": colour, "fill-opacity": opacity }),
                )
            });
            fill.into_iter()
                .chain([of_type("-rand", "line", stroke(outline))])
                .collect()
        }
        Symbol::Line(line) => vec![of_type("", "line", stroke(line))],
        Symbol::Point {
            colour,
            size,
            outline,
        } => vec![of_type(
            "",
            "circle",
            json!({
                "circle-color": colour,
                "circle-radius": size / 2.0,
                "circle-stroke-color": outline.colour,
                "circle-stroke-width": outline.width,
            }),
        )],
    }
}

fn stroke(line: &Line) -> Value {
    let mut paint = json!({ "line-color": line.colour, "line-width": line.width });
    if let (Dash::Dashed, Some(paint)) = (line.dash, paint.as_object_mut()) {
        paint.insert("line-dasharray".to_owned(), json!([4, 2]));
    }
    paint
}

fn expression(condition: &Condition) -> Value {
    let value = json!(["get", condition.property]);
    match &condition.test {
        Test::Text(text) => json!(["==", value, text]),
        Test::AnyOf(texts) => json!(["in", value, ["literal", texts]]),
        Test::Whole(number) => json!(["==", value, number]),
        Test::Yes => json!(["==", value, true]),
        // What is missing is not in a tile.
        Test::Missing => json!(["!", ["has", condition.property]]),
        Test::Between(from, None) => json!([">=", value, from]),
        Test::Between(from, Some(to)) => json!([
            "all",
            ["has", condition.property],
            [">=", value, from],
            ["<", value, to]
        ]),
    }
}
