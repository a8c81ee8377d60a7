//! The fields of a layer to read.

use maud::{Markup, html};

use crate::api::call::Call;
use crate::api::html::frame::{all_layers, frame, start};
use crate::layers::column::{Column, Unit, Values};
use crate::layers::filter::parse::GEOMETRY;
use crate::study::collection::Collection;

/// The fields with their types, units, meaning and values, below a title.
pub fn fields_page(call: &Call, collection: &Collection, title: &str) -> Markup {
    let content = html! {
        p { "Een veld zonder waarde is onbekend of verborgen, nooit nul. Met deze velden is te filteren, zoals " code { "filter=veld = 'waarde'" } " of " code { "veld=waarde" } "." }
        div class="scroll" tabindex="0" role="region" aria-label="Tabel met velden" {
            table {
                thead { tr { @for title in ["veld", "soort", "eenheid", "betekenis", "waarden"] { th scope="col" { (title) } } } }
                tbody {
                    tr {
                        td { code { (GEOMETRY) } } td { "geometrie" } td {}
                        td { "De plaats, voor ruimtelijke functies zoals S_INTERSECTS." } td {}
                    }
                    @for column in collection.columns {
                        tr {
                            td { code { (column.name) } } td { (column.kind.name()) }
                            td { (column.unit.map_or("", Unit::name)) }
                            td { strong { (column.title) } ". " (column.description) }
                            td { (values(column)) }
                        }
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

/// The values that a column can have; nothing when these are any of its type.
fn values(column: &Column) -> String {
    match column.values {
        Values::Any => String::new(),
        Values::Texts(texts) => texts.join(", "),
        Values::Wholes(first, last) => format!("{first} tot en met {last}"),
    }
}
