//! The layers: all of them, and one.

use maud::{Markup, html};

use crate::api::call::Call;
use crate::api::download_links::download_links;
use crate::api::html::frame::{all_layers, frame, start};
use crate::api::html::start::whole_files;
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::tile_matrix_set::TileMatrixSet;
use crate::model::source::with_what_is_known;
use crate::study::collection::{COLLECTIONS, Collection};
use crate::study::extent::Extent;
use crate::study::open_study::Study;

/// All layers.
pub fn layers_page(call: &Call) -> Markup {
    let content = html! {
        p { "Elke laag is te bekijken, te filteren en te laden in een kaartprogramma. Kleine aantallen zijn verborgen; wat onbekend is, is nooit nul." }
        ul class="cards" {
            @for collection in &COLLECTIONS {
                li {
                    h2 { a href=(home(call, collection, "")) { (collection.title) } }
                    p { (collection.description) }
                }
            }
        }
        h2 { "Alles in één bestand" }
        (whole_files(call))
    };
    frame(call, "Lagen", &[start()], &content)
}

/// One layer.
pub fn layer_page(
    call: &Call,
    (collection, extent): (&Collection, Extent),
    study: &Study,
) -> Markup {
    let to = |tail: &str| home(call, collection, tail);
    let [west, south, east, north] = extent.bounds;
    let stored = study.stored_system();
    let content = html! {
        p { (collection.description) }
        ul {
            li { a href=(to("/items?f=html")) { "Bekijk de objecten" } ", als tabel met een filter" }
            li { a href=(to("/queryables?f=html")) { "Velden om op te filteren" } }
            li { a href=(to("/schema?f=html")) { "Velden van een object" } }
            li { a href=(to("/tiles?f=html")) { "Vectortegels" } }
            li { a href=(to("/legend?f=html")) { "Legenda" } }
        }
        h2 { "Voor programma's" }
        dl {
            dt { "GeoJSON" } dd { code { (to("/items")) } }
            @if let Some(stored) = stored {
                dt { "GeoJSON in " (stored.name()) }
                dd { code { (to("/items")) "?crs=" (stored.uri()) } }
            }
            dt { "JSON-FG" } dd { code { (to("/items")) "?f=jsonfg" } }
            @for grid in TileMatrixSet::offered(&study.town().crs) {
                dt { "Tegels, " (grid.title()) }
                dd { code { (to("/tiles/")) (grid.code()) "/{z}/{y}/{x}" } }
            }
        }
        h2 { "Bestanden" }
        ul {
            @for file in download_links(collection) {
                li { a href=(call.address(&file.path)) { (file.title) } }
            }
        }
        h2 { "Waar en hoe nauwkeurig" }
        dl {
            dt { "Gebied" } dd { (west) ", " (south) " tot " (east) ", " (north) " (graden, WGS84)" }
            dt { "Stelsels" }
            dd {
                ul {
                    @for system in study.systems() {
                        li { (system.name()) @if stored == Some(*system) { " · zo zijn de gegevens bewaard" } }
                    }
                }
            }
            @if stored == Some(ReferenceSystem::RdNew) {
                dt { "Nauwkeurigheid" }
                dd { "Tussen RD New en graden hoogstens 0,25 meter verschil: er wordt gerekend zonder het landelijke correctieraster." }
            }
        }
        h2 { "Bronnen" }
        ul {
            @for source in &study.town().sources {
                li {
                    (with_what_is_known(&source.title, &[source.publisher.as_deref(), source.date.as_deref()]))
                    @if let Some(licence) = &source.licence { ", " (licence) }
                }
            }
        }
    };
    frame(call, collection.title, &[start(), all_layers()], &content)
}

fn home(call: &Call, collection: &Collection, tail: &str) -> String {
    call.address(&format!("/collections/{}{tail}", collection.id))
}
