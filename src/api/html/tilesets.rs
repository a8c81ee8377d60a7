//! Grids and tilesets to read.

use maud::{Markup, html};

use crate::api::call::Call;
use crate::api::html::frame::{Step, all_layers, frame, start};
use crate::layers::tile_matrix_set::TileMatrixSet;
use crate::study::collection::Collection;

/// All grids.
pub fn grids_page(call: &Call, grids: &[TileMatrixSet]) -> Markup {
    let content = html! {
        ul class="cards" {
            @for grid in grids {
                li {
                    h2 { a href=(call.address(&format!("/tileMatrixSets/{}", grid.code()))) { (grid.code()) } }
                    p { (grid.title()) }
                }
            }
        }
    };
    frame(call, "Tegelrasters", &[start()], &content)
}

/// One grid.
pub fn grid_page(call: &Call, grid: TileMatrixSet) -> Markup {
    let origin = grid.origin();
    let content = html! {
        p { (grid.title()) ". Coördinatenstelsel: " (grid.system().name()) ". Linksboven: " (origin.x) ", " (origin.y) "." }
        div class="scroll" tabindex="0" role="region" aria-label="Tabel met zoomniveaus" {
            table {
                thead { tr { th scope="col" { "zoomniveau" } th scope="col" { "meter per beeldpunt" } th scope="col" { "schaal 1 op" } } }
                tbody {
                    @for zoom in 0..=grid.deepest() {
                        tr {
                            td class="number" { (zoom) }
                            td class="number" { (grid.cell_size(zoom)) }
                            td class="number" { (grid.scale_denominator(zoom).round()) }
                        }
                    }
                }
            }
        }
    };
    let grids = ("Tegelrasters".to_owned(), "/tileMatrixSets".to_owned());
    frame(call, grid.code(), &[start(), grids], &content)
}

/// The tilesets of a layer.
pub fn tilesets_page(call: &Call, collection: &Collection, grids: &[TileMatrixSet]) -> Markup {
    let content = html! {
        ul {
            @for grid in grids {
                li {
                    a href=(call.address(&format!("/collections/{}/tiles/{}", collection.id, grid.code()))) { (grid.code()) }
                    ": " (grid.title())
                }
            }
        }
    };
    frame(
        call,
        "Vectortegels",
        &[start(), all_layers(), layer(collection)],
        &content,
    )
}

/// One tileset, with the address of its tiles.
pub fn tileset_page(
    call: &Call,
    collection: &Collection,
    grid: TileMatrixSet,
    tiles: &str,
) -> Markup {
    let content = html! {
        p { (grid.title()) ". Zet dit adres in een kaartprogramma; het vult zelf het zoomniveau (z), de rij (y) en de kolom (x) in:" }
        p class="code" { (call.address(tiles)) }
        h2 { "Lagen in een tegel" }
        dl {
            @for layer in collection.tile_layers() {
                dt { code { (layer.id) } } dd { (layer.title) ". " (layer.description) }
            }
        }
        p { a href=(call.address(&format!("/tileMatrixSets/{}", grid.code()))) { "Over dit raster" } }
    };
    let tilesets = (
        "Vectortegels".to_owned(),
        format!("/collections/{}/tiles", collection.id),
    );
    frame(
        call,
        grid.code(),
        &[start(), all_layers(), layer(collection), tilesets],
        &content,
    )
}

fn layer(collection: &Collection) -> Step {
    (
        collection.title.to_owned(),
        format!("/collections/{}", collection.id),
    )
}
