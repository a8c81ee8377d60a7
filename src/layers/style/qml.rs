//! A style for QGIS 3.22 and newer (`.qml`): a rule-based renderer.
//!
//! # Source
//! The files that QGIS 3.22.16 writes itself; a test draws with it where QGIS is installed.

use std::io;

use crate::layers::style::layer_style::{Condition, Dash, LayerStyle, Line, Symbol, Test};
use crate::layers::style::xml::{Document, document, element, empty};

/// The style as QGIS reads it. `field` gives the name of a property in the file that it is for.
pub fn qml(style: &LayerStyle, field: &dyn Fn(&'static str) -> String) -> String {
    let root = |writer: &mut Document| {
        let root = [("version", "3.22.16"), ("styleCategories", "Symbology")];
        element(writer, "qgis", &root, |writer| {
            renderer(writer, style, field)
        })
    };
    // QGIS reads a document type, but does not need one.
    document(root)
}

fn renderer(
    writer: &mut Document,
    style: &LayerStyle,
    field: &dyn Fn(&'static str) -> String,
) -> io::Result<()> {
    let attributes = [
        ("type", "RuleRenderer"),
        ("symbollevels", "0"),
        ("forceraster", "0"),
        ("enableorderby", "0"),
    ];
    element(writer, "renderer-v2", &attributes, |writer| {
        element(writer, "rules", &[("key", "nabij")], |writer| {
            for (number, rule) in style.rules.iter().enumerate() {
                let number = number.to_string();
                let key = format!("nabij-{number}");
                let filter = filter(&rule.conditions, field);
                let mut attributes = vec![
                    ("key", key.as_str()),
                    ("symbol", &number),
                    ("label", &rule.label),
                ];
                if !filter.is_empty() {
                    attributes.push(("filter", &filter));
                }
                empty(writer, "rule", &attributes)?;
            }
            Ok(())
        })?;
        element(writer, "symbols", &[], |writer| {
            let mut symbols = style.rules.iter().enumerate();
            symbols.try_for_each(|(number, rule)| symbol(writer, &number.to_string(), &rule.symbol))
        })
    })
}

/// The conditions as an expression of QGIS; empty when there are none.
fn filter(conditions: &[Condition], field: &dyn Fn(&'static str) -> String) -> String {
    let each = conditions.iter().map(|condition| {
        let name = format!("\"{}\"", field(condition.property));
        match &condition.test {
            Test::Text(text) => format!("{name} = '{text}'"),
            Test::AnyOf(texts) => format!("{name} IN ('{}')", texts.join("', '")),
            Test::Whole(number) => format!("{name} = {number}"),
            // Yes is a truth in some formats, and "ja" in those that have none.
            Test::Yes => format!("to_string({name}) IN ('ja', 'true', '1')"),
            Test::Missing => format!("{name} IS NULL"),
            Test::Between(from, None) => format!("{name} >= {from}"),
            Test::Between(from, Some(to)) => format!("{name} >= {from} AND {name} < {to}"),
        }
    });
    each.collect::<Vec<_>>().join(" AND ")
}

fn symbol(writer: &mut Document, name: &str, symbol: &Symbol) -> io::Result<()> {
    let (kind, class, opacity, options) = match symbol {
        Symbol::Fill {
            colour,
            opacity,
            outline,
        } => ("fill", "SimpleFill", *opacity, fill(*colour, outline)),
        Symbol::Line(drawn) => ("line", "SimpleLine", 1.0, line(drawn).to_vec()),
        Symbol::Point {
            colour,
            size,
            outline,
        } => (
            "marker",
            "SimpleMarker",
            1.0,
            marker(colour, *size, outline),
        ),
    };
    // The opacity is that of the fill; outlines stay as they are.
    let attributes = [
        ("type", kind),
        ("name", name),
        ("alpha", "1"),
        ("clip_to_extent", "1"),
        ("force_rhr", "0"),
    ];
    element(writer, "symbol", &attributes, |writer| {
        let layer = [
            ("class", class),
            ("enabled", "1"),
            ("locked", "0"),
            ("pass", "0"),
        ];
        element(writer, "layer", &layer, |writer| {
            element(writer, "Option", &[("type", "Map")], |writer| {
                options.iter().try_for_each(|(key, value)| {
                    let value = match *key {
                        "color" => with_opacity(value, opacity),
                        _ => value.clone(),
                    };
                    empty(
                        writer,
                        "Option",
                        &[("type", "QString"), ("name", key), ("value", &value)],
                    )
                })
            })
        })
    })
}

fn fill(colour: Option<&str>, edge: &Line) -> Vec<(&'static str, String)> {
    let style = if colour.is_some() { "solid" } else { "no" };
    let mut options = vec![
        ("color", colour.unwrap_or(edge.colour).to_owned()),
        ("style", style.to_owned()),
    ];
    options.extend(outline(edge));
    options
}

fn marker(colour: &str, size: f64, edge: &Line) -> Vec<(&'static str, String)> {
    let mut options = vec![
        ("color", colour.to_owned()),
        ("name", "circle".to_owned()),
        ("size", size.to_string()),
        ("size_unit", "Pixel".to_owned()),
    ];
    options.extend(outline(edge));
    options
}

/// The outline of an area or a point.
fn outline(outline: &Line) -> [(&'static str, String); 4] {
    let names = [
        "outline_color",
        "outline_style",
        "outline_width",
        "outline_width_unit",
    ];
    let mut values = line(outline).map(|(_, value)| value).into_iter();
    names.map(|name| (name, values.next().unwrap_or_default()))
}

/// A line on its own.
fn line(line: &Line) -> [(&'static str, String); 4] {
    let style = match line.dash {
        Dash::Solid => "solid",
        Dash::Dashed => "dash",
    };
    [
        ("line_color", with_opacity(line.colour, 1.0)),
        ("line_style", style.to_owned()),
        ("line_width", line.width.to_string()),
        ("line_width_unit", "Pixel".to_owned()),
    ]
}

/// `red,green,blue,opacity`, each from 0 to 255.
fn with_opacity(colour: &str, opacity: f64) -> String {
    let number = u32::from_str_radix(colour.trim_start_matches('#'), 16).unwrap_or_default();
    let [_, red, green, blue] = number.to_be_bytes();
    format!("{red},{green},{blue},{}", (255.0 * opacity).round())
}
