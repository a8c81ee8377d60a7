//! Values of features as people read them.

use maud::{Markup, html};

use crate::layers::column::Column;
use crate::layers::property::Property;

/// Numbers of people, and what could tell them: hidden where the reason of a feature says so.
const OF_PEOPLE: [&str; 11] = [
    "personen",
    "gedekt",
    "aandeel_pct",
    "t_p10_s",
    "t_p50_s",
    "t_p90_s",
    "minuten",
    "score",
    "geschat_pct",
    "kinderen",
    "kinderen_maal_inzet",
];

/// Why a feature misses numbers, or shows none.
const REASON: &str = "reden";

/// The value that a feature has in a column; what it does not have is missing.
pub fn value_of<'a>(feature: &'a [(&'static str, Property)], column: &Column) -> &'a Property {
    let found = feature.iter().find(|(name, _)| *name == column.name);
    found.map_or(&Property::Missing, |(_, value)| value)
}

/// A value of a feature in a cell of a table.
pub fn cell(name: &str, value: &Property, feature: &[(&'static str, Property)]) -> Markup {
    match value {
        Property::Whole(_) | Property::Number(_) => {
            html! { td class="number" { (text(name, value, feature)) } }
        }
        Property::Missing => html! { td class="unknown" { (missing(name, feature)) } },
        Property::Text(_) | Property::Truth(_) => html! { td { (text(name, value, feature)) } },
    }
}

/// A value of a feature in words.
pub fn text(name: &str, value: &Property, feature: &[(&'static str, Property)]) -> String {
    match value {
        Property::Text(text) => text.clone(),
        Property::Whole(number) => number.to_string(),
        // Dutch writes a comma.
        Property::Number(number) => number.to_string().replace('.', ","),
        Property::Truth(true) => "ja".to_owned(),
        Property::Truth(false) => "nee".to_owned(),
        Property::Missing => missing(name, feature).to_owned(),
    }
}

/// What is hidden is known, but not to be shown.
fn missing(name: &str, feature: &[(&'static str, Property)]) -> &'static str {
    if name == REASON {
        // There is nothing to explain.
        return "";
    }
    let reason = feature.iter().find(|(name, _)| *name == REASON);
    match reason {
        Some((_, Property::Text(why))) if OF_PEOPLE.contains(&name) => match why {
            why if why.contains("klein aantal") => "klein aantal",
            why if why.contains("kleine aantallen") => "niet getoond",
            _ => "onbekend",
        },
        _ => "onbekend",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_not_called_unknown() {
        let reason = |why: &str| [("reden", Property::Text(why.to_owned()))];
        let small = reason("aantallen zijn onvolledig; klein aantal");
        let shown =
            |name, feature: &[(&'static str, Property)]| text(name, &Property::Missing, feature);
        assert_eq!(shown("gedekt", &small), "klein aantal");
        assert_eq!(shown("jaar", &small), "onbekend");
        assert_eq!(shown("reden", &[]), "");
        assert_eq!(shown("gedekt", &reason("geen gegevens")), "onbekend");
        let beside = reason("niet getoond om kleine aantallen te beschermen");
        assert_eq!(shown("kinderen", &beside), "niet getoond");
        assert_eq!(shown("gedekt", &[]), "onbekend");
    }
}
