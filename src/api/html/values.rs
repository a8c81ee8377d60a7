//! Values of features as people read them.

use maud::{Markup, html};

use crate::layers::property::Property;

/// A value in a cell of a table.
pub fn cell(value: Option<&Property>) -> Markup {
    match value {
        Some(Property::Whole(_) | Property::Number(_)) => {
            html! { td class="number" { (text(value)) } }
        }
        Some(Property::Missing) | None => html! { td class="unknown" { "onbekend" } },
        Some(Property::Text(_) | Property::Truth(_)) => html! { td { (text(value)) } },
    }
}

/// A value in words.
pub fn text(value: Option<&Property>) -> String {
    match value {
        Some(Property::Text(text)) => text.clone(),
        Some(Property::Whole(number)) => number.to_string(),
        // Dutch writes a comma.
        Some(Property::Number(number)) => number.to_string().replace('.', ","),
        Some(Property::Truth(true)) => "ja".to_owned(),
        Some(Property::Truth(false)) => "nee".to_owned(),
        Some(Property::Missing) | None => "onbekend".to_owned(),
    }
}
