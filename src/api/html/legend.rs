//! A legend to read, and the list of styles.

use maud::{Markup, html};

use crate::api::call::Call;
use crate::api::html::drawing::{legend_lines, symbol};
use crate::api::html::frame::{all_layers, frame, start};
use crate::layers::style::layer_style::LayerStyle;
use crate::study::collection::{COLLECTIONS, Collection};

/// The legend of a layer.
pub fn legend_page(call: &Call, collection: &Collection, style: &LayerStyle) -> Markup {
    let content = html! {
        p { "Dezelfde klassen en kleuren als op de kaart." }
        ul class="classes" {
            @for rule in legend_lines(style) { li { (symbol(&rule.symbol)) " " (rule.label) } }
        }
    };
    let layer = (
        collection.title.to_owned(),
        format!("/collections/{}", collection.id),
    );
    frame(call, "Legenda", &[start(), all_layers(), layer], &content)
}

/// All styles, with their legends.
pub fn styles_page(call: &Call) -> Markup {
    let content = html! {
        p { "Elke laag heeft een stijl met de klassen en kleuren van de kaart." }
        ul class="cards" {
            @for collection in &COLLECTIONS {
                li {
                    h2 { (collection.title) }
                    p {
                        a href=(call.address(&format!("/styles/{}?f=mapbox", collection.id))) { "MapLibre" } ", "
                        a href=(call.address(&format!("/styles/{}?f=qml", collection.id))) { "QGIS" } ", "
                        a href=(call.address(&format!("/styles/{}?f=sld", collection.id))) { "SLD" } " · "
                        a href=(call.address(&format!("/collections/{}/legend?f=html", collection.id))) { "legenda" }
                    }
                }
            }
        }
    };
    frame(call, "Stijlen", &[start()], &content)
}
