//! Drawings in SVG: the symbol of a rule, and a legend.

use maud::{Markup, html};

use crate::layers::style::layer_style::{Dash, LayerStyle, Line, StyleRule, Symbol};

/// The height of a line of a legend, in pixels.
const ROW: usize = 26;
/// The width of a legend, in pixels.
const WIDTH: usize = 420;
/// The width and height of a symbol, in pixels.
const BOX: [f64; 2] = [28.0, 16.0];
/// White lines would not show on white.
const WHITE: &str = "#ffffff";
const ON_WHITE: &str = "#7c8b8f";

/// The rules of a style in the order in which people read a legend: what is drawn last stands first.
pub fn legend_lines(style: &LayerStyle) -> impl Iterator<Item = &StyleRule> {
    style.rules.iter().rev()
}

/// A legend with a title.
pub fn legend_drawing(style: &LayerStyle, title: &str) -> Markup {
    let height = ROW * (legend_lines(style).count() + 1) + 8;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (height) } width=(WIDTH) height=(height)
            role="img" font-family="sans-serif" font-size="14" fill="#16262b" {
            title { "Legenda: " (title) }
            text x="8" y="20" font-weight="bold" { (title) }
            @for (row, rule) in legend_lines(style).enumerate() {
                g transform={ "translate(8 " (ROW * (row + 1) + 6) ")" } {
                    (shape(&rule.symbol))
                    text x="44" y="13" { (rule.label) }
                }
            }
        }
    }
}

/// The symbol of a rule, on its own.
pub fn symbol(symbol: &Symbol) -> Markup {
    let [width, height] = BOX;
    html! {
        svg width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } aria-hidden="true" { (shape(symbol)) }
    }
}

fn shape(symbol: &Symbol) -> Markup {
    let [width, height] = BOX;
    match symbol {
        Symbol::Fill {
            colour,
            opacity,
            outline,
        } => html! {
            rect x="1" y="1" width=(width - 2.0) height=(height - 2.0) fill=(colour.unwrap_or("none"))
                fill-opacity=(opacity) stroke=(stroke(*outline)) stroke-width=(outline.width) stroke-dasharray=[gaps(*outline)] {}
        },
        Symbol::Line(line) => html! {
            line x1="1" y1=(height / 2.0) x2=(width - 1.0) y2=(height / 2.0) stroke=(stroke(*line)) stroke-width=(line.width)
                stroke-dasharray=[gaps(*line)] {}
        },
        Symbol::Point {
            colour,
            size,
            outline,
        } => html! {
            circle cx=(width / 2.0) cy=(height / 2.0) r=((size / 2.0).min(height / 2.0 - 1.0)) fill=(colour)
                stroke=(stroke(*outline)) stroke-width=(outline.width) {}
        },
    }
}

fn stroke(line: Line) -> &'static str {
    if line.colour == WHITE {
        ON_WHITE
    } else {
        line.colour
    }
}

fn gaps(line: Line) -> Option<&'static str> {
    match line.dash {
        Dash::Solid => None,
        Dash::Dashed => Some("4 3"),
    }
}
