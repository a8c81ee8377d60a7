//! A style as SLD 1.1 with Symbology Encoding, for GeoServer, ArcGIS add-ons and others; QGIS reads it too.
//!
//! # Source
//! OGC 05-078r4 (SLD), OGC 05-077r4 (Symbology Encoding) and OGC 04-095 (Filter Encoding 1.1).

use std::io;

use crate::layers::style::layer_style::{
    Condition, Dash, LayerStyle, Line, StyleRule, Symbol, Test,
};
use crate::layers::style::xml::{Document, document, element, empty, text};

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "1.1.0"),
    ("xmlns", "http://www.opengis.net/sld"),
    ("xmlns:se", "http://www.opengis.net/se"),
    ("xmlns:ogc", "http://www.opengis.net/ogc"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
];

/// The style of the layer with this name. `field` gives the name of a property in the file that it is for.
pub fn sld(style: &LayerStyle, layer: &str, field: &dyn Fn(&'static str) -> String) -> String {
    document(|writer| {
        element(writer, "StyledLayerDescriptor", &NAMESPACES, |writer| {
            element(writer, "NamedLayer", &[], |writer| {
                text(writer, "se:Name", &[], layer)?;
                element(writer, "UserStyle", &[], |writer| {
                    text(writer, "se:Name", &[], layer)?;
                    element(writer, "se:FeatureTypeStyle", &[], |writer| {
                        style
                            .rules
                            .iter()
                            .try_for_each(|found| rule(writer, found, field))
                    })
                })
            })
        })
    })
}

fn rule(
    writer: &mut Document,
    rule: &StyleRule,
    field: &dyn Fn(&'static str) -> String,
) -> io::Result<()> {
    element(writer, "se:Rule", &[], |writer| {
        text(writer, "se:Name", &[], &rule.label)?;
        let tests: Vec<(String, Comparison)> = rule
            .conditions
            .iter()
            .flat_map(|condition| {
                comparisons(condition)
                    .into_iter()
                    .map(|test| (field(condition.property), test))
            })
            .collect();
        match tests.as_slice() {
            [] => {}
            [(property, only)] => {
                element(writer, "ogc:Filter", &[], |writer| {
                    compare(writer, property, only)
                })?;
            }
            several => element(writer, "ogc:Filter", &[], |writer| {
                element(writer, "ogc:And", &[], |writer| {
                    several
                        .iter()
                        .try_for_each(|(property, test)| compare(writer, property, test))
                })
            })?,
        }
        symbol(writer, &rule.symbol)
    })
}

/// One comparison of the filter language.
enum Comparison {
    With(&'static str, String),
    AnyOf(Vec<String>),
    IsNull,
}

fn comparisons(condition: &Condition) -> Vec<Comparison> {
    let equals = |value: String| vec![Comparison::With("ogc:PropertyIsEqualTo", value)];
    let any = |values: &[&str]| {
        vec![Comparison::AnyOf(
            values.iter().map(|&value| value.to_owned()).collect(),
        )]
    };
    match &condition.test {
        Test::Text(value) => equals((*value).to_owned()),
        Test::AnyOf(values) => any(values),
        Test::Whole(number) => equals(number.to_string()),
        // Yes is a truth in some formats, and "ja" in those that have none.
        Test::Yes => any(&["ja", "true"]),
        Test::Missing => vec![Comparison::IsNull],
        Test::Between(from, to) => {
            let from = Comparison::With("ogc:PropertyIsGreaterThanOrEqualTo", from.to_string());
            let below = to.map(|to| Comparison::With("ogc:PropertyIsLessThan", to.to_string()));
            std::iter::once(from).chain(below).collect()
        }
    }
}

fn compare(writer: &mut Document, property: &str, comparison: &Comparison) -> io::Result<()> {
    let with = |writer: &mut Document, name: &str, value: &str| {
        element(writer, name, &[], |writer| {
            text(writer, "ogc:PropertyName", &[], property)?;
            text(writer, "ogc:Literal", &[], value)
        })
    };
    match comparison {
        Comparison::With(name, value) => with(writer, name, value),
        Comparison::AnyOf(values) => element(writer, "ogc:Or", &[], |writer| {
            values
                .iter()
                .try_for_each(|value| with(writer, "ogc:PropertyIsEqualTo", value))
        }),
        Comparison::IsNull => element(writer, "ogc:PropertyIsNull", &[], |writer| {
            text(writer, "ogc:PropertyName", &[], property)
        }),
    }
}

fn symbol(writer: &mut Document, symbol: &Symbol) -> io::Result<()> {
    match symbol {
        Symbol::Fill {
            colour,
            opacity,
            outline,
        } => element(writer, "se:PolygonSymbolizer", &[], |writer| {
            if let Some(colour) = colour {
                element(writer, "se:Fill", &[], |writer| {
                    parameter(writer, "fill", colour)?;
                    parameter(writer, "fill-opacity", &opacity.to_string())
                })?;
            }
            stroke(writer, outline)
        }),
        Symbol::Line(line) => element(writer, "se:LineSymbolizer", &[], |writer| {
            stroke(writer, line)
        }),
        Symbol::Point {
            colour,
            size,
            outline,
        } => element(writer, "se:PointSymbolizer", &[], |writer| {
            element(writer, "se:Graphic", &[], |writer| {
                element(writer, "se:Mark", &[], |writer| {
                    text(writer, "se:WellKnownName", &[], "circle")?;
                    element(writer, "se:Fill", &[], |writer| {
                        parameter(writer, "fill", colour)
                    })?;
                    stroke(writer, outline)
                })?;
                text(writer, "se:Size", &[], &size.to_string())
            })
        }),
    }
}

fn stroke(writer: &mut Document, line: &Line) -> io::Result<()> {
    if line.width <= 0.0 {
        return empty(writer, "se:Stroke", &[]);
    }
    element(writer, "se:Stroke", &[], |writer| {
        parameter(writer, "stroke", line.colour)?;
        parameter(writer, "stroke-width", &line.width.to_string())?;
        match line.dash {
            Dash::Solid => Ok(()),
            Dash::Dashed => parameter(writer, "stroke-dasharray", "4 2"),
        }
    })
}

fn parameter(writer: &mut Document, name: &str, value: &str) -> io::Result<()> {
    text(writer, "se:SvgParameter", &[("name", name)], value)
}
