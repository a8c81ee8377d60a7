//! The start, what is conformed to, and the list of all addresses.

use maud::{Markup, html};

use crate::api::call::Call;
use crate::api::download_links::whole_links;
use crate::api::html::frame::{frame, start};
use crate::api::operation::{Described, Group, Operation, Shape, Table};

/// What there is.
pub fn start_page(call: &Call, name: &str, about: &str) -> Markup {
    let cards = [
        (
            "/collections",
            "Lagen",
            "Gebieden, voorzieningen, dekking en locaties: bekijken, filteren en laden in QGIS, ArcGIS of Python.",
        ),
        (
            "/tileMatrixSets",
            "Tegelrasters",
            "Hoe vectortegels zijn ingedeeld: web-Mercator en RD New.",
        ),
        (
            "/styles",
            "Stijlen",
            "De kleuren van de kaart voor MapLibre en QGIS, met legenda's.",
        ),
        (
            "/openapi",
            "Alle adressen",
            "Wat er gevraagd kan worden, met parameters.",
        ),
        (
            "/conformance",
            "Standaarden",
            "Aan welke onderdelen van OGC API deze dienst voldoet.",
        ),
        (
            "/studie",
            "De studie",
            "Wat er is gelezen: voorzieningen, normen, gebieden en bronnen (JSON).",
        ),
        (
            "/processes",
            "Processen",
            "Berekenen op verzoek, met opdrachten die te volgen en te stoppen zijn.",
        ),
        (
            "/locatievragen",
            "Locatievragen",
            "Vragen over waar te bouwen (JSON).",
        ),
    ];
    let content = html! {
        p { (about) }
        p { a href="/" { "Naar de kaart" } }
        ul class="cards" {
            @for (path, title, text) in cards {
                li {
                    h2 { a href=(call.address(path)) { (title) } }
                    p { (text) }
                }
            }
        }
        h2 { "Alles in één bestand" }
        (whole_files(call))
        h2 { "In QGIS of een ander programma" }
        p { "Voeg een verbinding toe met " strong { "OGC API - Features" } " en dit adres: " code { (call.address("")) } }
    };
    frame(call, name, &[], &content)
}

/// The files with all layers together.
pub fn whole_files(call: &Call) -> Markup {
    html! {
        ul {
            @for file in whole_links() {
                li { a href=(call.address(&file.path)) { (file.title) } }
            }
        }
    }
}

/// What is conformed to.
pub fn conformance_page(call: &Call, classes: &[&str]) -> Markup {
    let content = html! {
        p { "Deze onderdelen van de standaarden zijn gebouwd en met eigen proeven gecontroleerd. De dienst is niet door OGC gecertificeerd." }
        ul { @for class in classes { li { a href=(class) { (class) } } } }
    };
    frame(call, "Standaarden", &[start()], &content)
}

/// All addresses with their parameters.
pub fn description_page(call: &Call, table: &Table) -> Markup {
    let content = html! {
        p {
            "Voor programma's staat dit ook als "
            a href=(call.address("/openapi.json")) { "OpenAPI 3.0" } "."
        }
        @for group in Group::EVERY {
            h2 { (group.name()) }
            p { (group.description()) }
            @for operation in table.0.iter().filter(|operation| operation.group == group) {
                (described(call, operation))
            }
        }
    };
    frame(call, "Alle adressen", &[start()], &content)
}

fn described(call: &Call, operation: &Operation) -> Markup {
    html! {
        h3 { (operation.summary) }
        p class="code" { (operation.method.name()) " " (call.address(operation.path)) }
        p { (operation.description) }
        @if !operation.parameters.is_empty() {
            dl {
                @for parameter in operation.parameters {
                    dt { code { (parameter.name) } }
                    dd { (parameter.description) (values(parameter)) }
                }
            }
        }
    }
}

fn values(parameter: &Described) -> String {
    match parameter.shape {
        Shape::OneOf(codes) => format!(" Een van: {}.", codes.join(", ")),
        Shape::Whole(low, high) => format!(" Een heel getal van {low} tot en met {high}."),
        Shape::Text
        | Shape::Numbers(..)
        | Shape::System
        | Shape::FileSystem
        | Shape::Kind
        | Shape::Profile => String::new(),
    }
}
