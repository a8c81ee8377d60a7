//! The fields of a layer to read.

use maud::{Markup, html};

use crate::api::call::Call;
use crate::api::html::frame::{all_layers, frame, start};
use crate::layers::column::Column;
use crate::layers::filter::parse::GEOMETRY;
use crate::study::collection::Collection;

/// The fields with their types, below a title.
pub fn fields_page(
    call: &Call,
    collection: &Collection,
    columns: &[Column],
    title: &str,
) -> Markup {
    let content = html! {
        p { "Een veld zonder waarde is onbekend of verborgen, nooit nul. Met deze velden is te filteren, zoals " code { "filter=veld = 'waarde'" } " of " code { "veld=waarde" } "." }
        div class="scroll" tabindex="0" role="region" aria-label="Tabel met velden" {
            table {
                thead { tr { th scope="col" { "veld" } th scope="col" { "soort" } } }
                tbody {
                    tr { td { code { (GEOMETRY) } } td { "geometrie, voor ruimtelijke functies zoals S_INTERSECTS" } }
                    @for column in columns {
                        tr { td { code { (column.name) } } td { (column.kind.name()) } }
                    }
                }
            }
        }
    };
    let layer = (
        collection.title.to_owned(),
        format!("/collections/{}", collection.id),
    );
    frame(call, title, &[start(), all_layers(), layer], &content)
}
