//! The style of each layer: the classes and colours of the legend and the map, nothing of its own.
//!
//! Light is near or little, dark is far or much; there is no red on people. A test holds the colours of the page
//! against those here.

use geo::Geometry;

use crate::layers::difference_classes::{DifferenceOf, DifferenceWords};
use crate::layers::layer::Layer;
use crate::layers::norm_classes::{ClassWords, NO_CLASS, NO_CLASS_COLOUR, norm_classes};
use crate::layers::style::layer_style::{
    Condition, Dash, LayerStyle, Line, StyleRule, Symbol, Test,
};
use crate::model::norm::Norm;

const INK: &str = "#16262b";
const GREY: &str = "#5f6f74";
const WHITE: &str = "#ffffff";
const ACCENT: &str = "#0b5f66";
const ACCENT_DEEP: &str = "#084a50";
const BEYOND: &str = "#7a470c";
const WATER: &str = "#3f6474";
const POSSIBLE: &str = "#bcdcd7";

/// The ramp of shares and indexes, little to much.
const RAMP: [&str; 5] = ["#f1f8f6", "#b4d8d4", "#73b2ae", "#38878a", "#0b5159"];

const MINUTES: ClassWords = ClassWords {
    up_to: "tot",
    to: "tot",
    more_than: "meer dan",
    decimal_mark: ',',
};

const DIFFERENCES: DifferenceWords = DifferenceWords {
    same: "gelijk",
    to: "tot",
    more_than: "meer dan",
};

const BORDER: Line = line(WHITE, 1.5);

/// How a layer is drawn; `norm` is that of the question, for a layer that answers one.
pub fn layer_style(layer: &Layer, norm: Option<&Norm>) -> LayerStyle {
    let rules = match layer.name {
        "gebieden" => areas(norm),
        "voorzieningen" => vec![
            rule(
                "Andere voorziening",
                vec![],
                point(GREY, 4.0, line(WHITE, 0.5)),
            ),
            rule(
                "Gevraagde voorziening",
                vec![is("gevraagd", Test::Yes)],
                point(INK, 9.0, line(WHITE, 1.5)),
            ),
        ],
        "dekking" => coverage(),
        "witte_vlekken" => vec![rule(
            "Witte vlek: hier wonen mensen verder dan de norm",
            vec![],
            Symbol::Fill {
                colour: Some(INK),
                opacity: 0.2,
                outline: Line {
                    colour: INK,
                    width: 1.3,
                    dash: Dash::Dashed,
                },
            },
        )],
        "bereik" => vec![rule(
            "Bereik binnen de norm",
            vec![],
            area(POSSIBLE, 0.5, line(ACCENT, 1.0)),
        )],
        "barrieres" => barriers(),
        "oversteken" => crossings(),
        "scenario_verschil" => differences(),
        "inzet" => need(),
        "kandidaten_buurtschool" => candidates(),
        "clusters_0_18" => clusters(),
        "clusters_0_18_leden" => vec![
            rule(
                "Ook in het cluster",
                vec![],
                point(WHITE, 8.0, line(ACCENT, 1.5)),
            ),
            rule(
                "Hoort bij het cluster",
                vec![is("vereist", Test::Yes)],
                point(ACCENT, 8.0, line(WHITE, 1.5)),
            ),
        ],
        "kansenwerkplaats_lijst" => vec![
            rule("In beeld", vec![], area(POSSIBLE, 0.6, line(ACCENT, 1.5))),
            rule(
                "Door mensen overwogen",
                vec![is("overwogen", Test::Yes)],
                outline_only(line(ACCENT_DEEP, 3.0)),
            ),
        ],
        "dbos_lijst" => school_libraries(),
        _ => plain(layer),
    };
    LayerStyle { rules }
}

fn areas(norm: Option<&Norm>) -> Vec<StyleRule> {
    let neighbourhood = || is("niveau", Test::Text("buurt"));
    let of_class = |number: u8, label: String, colour| {
        let conditions = vec![
            neighbourhood(),
            is("klasse", Test::Whole(i64::from(number))),
        ];
        rule(&label, conditions, area(colour, 1.0, BORDER))
    };
    let mut rules = vec![of_class(
        NO_CLASS,
        "Geen cijfer".to_owned(),
        NO_CLASS_COLOUR,
    )];
    rules.extend(norm.into_iter().flat_map(norm_classes).map(|class| {
        let ends_at_norm = class.within_norm && class.number == 3;
        let norm = if ends_at_norm { " (tot de norm)" } else { "" };
        let label = format!("{} minuten{norm}", class.name(MINUTES));
        of_class(class.number, label, class.colour)
    }));
    rules.push(larger_areas());
    rules
}

/// Districts and the municipality lie over the neighbourhoods, so only their borders show.
fn larger_areas() -> StyleRule {
    let larger = is("niveau", Test::AnyOf(&["wijk", "gemeente"]));
    rule(
        "Wijk, gemeente",
        vec![larger],
        outline_only(line(GREY, 1.0)),
    )
}

fn coverage() -> Vec<StyleRule> {
    let of_status = |label: &str, status, colour, ring| {
        rule(
            label,
            vec![is("status", Test::Text(status))],
            point(colour, 5.0, line(ring, 1.0)),
        )
    };
    vec![
        of_status("Onbekend", "onbekend", NO_CLASS_COLOUR, GREY),
        of_status("Niet binnen de norm", "niet", WHITE, BEYOND),
        of_status("Mogelijk binnen de norm", "mogelijk", POSSIBLE, ACCENT),
        of_status("Zeker binnen de norm", "zeker", ACCENT, WHITE),
    ]
}

fn differences() -> Vec<StyleRule> {
    let of_class = |number: u8, label: String, colour| {
        let conditions = vec![
            is("niveau", Test::Text("buurt")),
            is("klasse", Test::Whole(i64::from(number))),
        ];
        rule(&label, conditions, area(colour, 1.0, BORDER))
    };
    let classes = DifferenceOf::Time.classes().map(|class| {
        let label = format!("{} minuten", class.name(DIFFERENCES));
        of_class(class.number, label, class.colour)
    });
    let none = of_class(NO_CLASS, "Geen cijfer".to_owned(), NO_CLASS_COLOUR);
    let rules = std::iter::once(none).chain(classes);
    rules.chain([larger_areas()]).collect()
}

fn need() -> Vec<StyleRule> {
    let fifth = |(colour, number): (&'static str, u8)| {
        let from = f64::from(number);
        let label = match number {
            1 => "Vijfde deel met de minste gevraagde inzet".to_owned(),
            5 => "Vijfde deel waar de omgeving de meeste inzet vraagt".to_owned(),
            _ => format!("{number}e vijfde deel"),
        };
        let number = is("kwintiel", Test::Between(from, Some(from + 1.0)));
        rule(&label, vec![number], area(colour, 1.0, BORDER))
    };
    let missing = is("kwintiel", Test::Missing);
    let unknown = rule(
        "Onvoldoende gegevens",
        vec![missing],
        area(NO_CLASS_COLOUR, 1.0, BORDER),
    );
    std::iter::once(unknown)
        .chain(RAMP.into_iter().zip(1..).map(fifth))
        .collect()
}

fn barriers() -> Vec<StyleRule> {
    let of_sort = |label: &str, sort, symbol: Line| {
        rule(
            label,
            vec![is("soort", Test::Text(sort))],
            Symbol::Line(symbol),
        )
    };
    let dashed = Line {
        colour: INK,
        width: 2.0,
        dash: Dash::Dashed,
    };
    vec![
        of_sort("Water", "water", line(WATER, 2.0)),
        of_sort("Snelweg", "snelweg", line(GREY, 3.0)),
        of_sort("Spoor", "spoor", dashed),
        of_sort("Andere barrière", "barriere", line(INK, 3.0)),
    ]
}

fn crossings() -> Vec<StyleRule> {
    let of_kind = |label: &str, free, colour, ring| {
        let conditions = vec![is("drempelvrij", Test::Text(free))];
        rule(label, conditions, point(colour, 8.0, line(ring, 1.5)))
    };
    vec![
        of_kind("Oversteek, niet drempelvrij", "nee", WHITE, BEYOND),
        of_kind("Oversteek, drempelvrij onbekend", "onbekend", WHITE, ACCENT),
        of_kind("Oversteek, drempelvrij", "ja", ACCENT, WHITE),
    ]
}

fn candidates() -> Vec<StyleRule> {
    vec![
        rule(
            "Nog onvoldoende bekend",
            vec![is("label", Test::Text("nog onvoldoende bekend"))],
            point(NO_CLASS_COLOUR, 8.0, line(GREY, 1.0)),
        ),
        rule(
            "Verkennen",
            vec![is("label", Test::Text("verkennen"))],
            point(WHITE, 9.0, line(ACCENT, 2.0)),
        ),
        rule(
            "Kansrijk",
            vec![is("label", Test::Text("kansrijk"))],
            point(ACCENT, 10.0, line(WHITE, 1.5)),
        ),
    ]
}

fn clusters() -> Vec<StyleRule> {
    let of_label =
        |text: &str, label, symbol| rule(text, vec![is("label", Test::Text(label))], symbol);
    let dashed = Line {
        colour: GREY,
        width: 1.5,
        dash: Dash::Dashed,
    };
    vec![
        of_label(
            "Bijna een cluster, nog onvoldoende bekend",
            "nog onvoldoende bekend",
            area(NO_CLASS_COLOUR, 0.4, dashed),
        ),
        of_label(
            "Bijna een cluster, te verkennen",
            "verkennen",
            area(
                WHITE,
                0.5,
                Line {
                    colour: ACCENT,
                    ..dashed
                },
            ),
        ),
        of_label(
            "Ruimtelijk kansrijk",
            "ruimtelijk kansrijk",
            area(POSSIBLE, 0.6, line(ACCENT, 1.5)),
        ),
        of_label(
            "0-18 in ontwikkeling",
            "0-18 in ontwikkeling",
            area(ACCENT, 0.6, line(ACCENT_DEEP, 1.5)),
        ),
    ]
}

fn school_libraries() -> Vec<StyleRule> {
    let fifth = |(colour, number): (&'static str, i64)| {
        let label = format!("Taalcijfers: {number}e vijfde deel");
        rule(
            &label,
            vec![is("kwintiel", Test::Whole(number))],
            point(colour, 9.0, line(INK, 1.0)),
        )
    };
    let apart = rule(
        "Onvoldoende gegevens",
        vec![is("kwintiel", Test::Missing)],
        point(NO_CLASS_COLOUR, 8.0, line(GREY, 1.0)),
    );
    std::iter::once(apart)
        .chain(RAMP.into_iter().zip(1..).map(fifth))
        .collect()
}

/// A layer of which nothing else is known: points are drawn as points, areas as areas.
fn plain(layer: &Layer) -> Vec<StyleRule> {
    let symbol = match layer.shapes.planar.first() {
        Some(Geometry::Polygon(_) | Geometry::MultiPolygon(_)) => {
            area(POSSIBLE, 0.6, line(ACCENT, 1.5))
        }
        Some(_) | None => point(ACCENT, 8.0, line(WHITE, 1.5)),
    };
    vec![rule("Alle", vec![], symbol)]
}

fn rule(label: &str, conditions: Vec<Condition>, symbol: Symbol) -> StyleRule {
    StyleRule {
        label: label.to_owned(),
        conditions,
        symbol,
    }
}

const fn is(property: &'static str, test: Test) -> Condition {
    Condition { property, test }
}

const fn line(colour: &'static str, width: f64) -> Line {
    Line {
        colour,
        width,
        dash: Dash::Solid,
    }
}

const fn area(colour: &'static str, opacity: f64, outline: Line) -> Symbol {
    Symbol::Fill {
        colour: Some(colour),
        opacity,
        outline,
    }
}

const fn outline_only(outline: Line) -> Symbol {
    Symbol::Fill {
        colour: None,
        opacity: 1.0,
        outline,
    }
}

const fn point(colour: &'static str, size: f64, outline: Line) -> Symbol {
    Symbol::Point {
        colour,
        size,
        outline,
    }
}
