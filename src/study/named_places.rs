//! The places of a study that have a name: facilities, streets and buildings, in the order in which a search tells them.
//! A study has no house numbers; a street is one place, in the middle of its longest part.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::position::Planar;
use crate::model::streets::StreetNodeId;
use crate::model::town_data::TownData;

/// So many places are told.
const MOST_PLACES: usize = 8;

/// What sort of place. The order is that of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum PlaceSort {
    /// A school, a library and so on.
    #[serde(rename = "voorziening")]
    Facility,
    /// A street with a name.
    #[serde(rename = "straat")]
    Street,
    /// A building that the study plans with.
    #[serde(rename = "gebouw")]
    Building,
    /// No name, but two numbers that say where.
    #[serde(rename = "plek")]
    Written,
}

/// A name with where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPlace {
    /// What it is.
    pub sort: PlaceSort,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub position: Planar,
    /// The name as it is compared.
    plain: String,
}

/// The places of a study that have a name, by sort and name.
pub fn named_places(town: &TownData) -> Vec<NamedPlace> {
    let facilities = town
        .facilities
        .iter()
        .map(|facility| (PlaceSort::Facility, &facility.name, facility.position));
    let buildings = town
        .planning
        .buildings
        .iter()
        .map(|building| (PlaceSort::Building, &building.name, building.position));
    let streets = streets(town);
    let streets = streets
        .iter()
        .map(|(name, position)| (PlaceSort::Street, name, *position));
    let mut places: Vec<NamedPlace> = facilities
        .chain(streets)
        .chain(buildings)
        .map(|(sort, name, position)| NamedPlace {
            sort,
            name: name.clone(),
            plain: plain(name),
            position,
        })
        .collect();
    places.sort_by(|one, other| (one.sort, &one.name).cmp(&(other.sort, &other.name)));
    places
}

/// Each name of a street with the middle of its longest way; of equals the first.
fn streets(town: &TownData) -> BTreeMap<String, Planar> {
    let mut longest: BTreeMap<&String, &[_]> = BTreeMap::new();
    let Some(streets) = &*town.streets else {
        return BTreeMap::new();
    };
    for way in &streets.ways {
        let tags = streets.tag_sets.get(way.tags.0 as usize);
        let Some(name) = tags.and_then(|tags| tags.get("name")) else {
            continue;
        };
        let known = longest.entry(name).or_default();
        if way.nodes.len() > known.len() {
            *known = &way.nodes;
        }
    }
    let middle = |(name, nodes): (&String, &[StreetNodeId])| {
        let node = nodes.get(nodes.len() / 2)?;
        Some((name.clone(), *streets.nodes.get(node.0 as usize)?))
    };
    longest.into_iter().filter_map(middle).collect()
}

/// At most eight whose name holds the text, without regard to capitals and accents: those that begin with it first, then
/// in the order of `places`.
pub fn found<'a>(places: &'a [NamedPlace], text: &str) -> Vec<&'a NamedPlace> {
    let text = plain(text.trim());
    if text.is_empty() {
        return Vec::new();
    }
    let (mut first, others): (Vec<_>, Vec<_>) = places
        .iter()
        .filter(|place| place.plain.contains(&text))
        .partition(|place| place.plain.starts_with(&text));
    first.extend(others);
    first.truncate(MOST_PLACES);
    first
}

/// Lower case, and without the accents that Dutch names have.
fn plain(text: &str) -> String {
    let bare = |letter: char| match letter {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    };
    text.to_lowercase().chars().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(sort: PlaceSort, name: &str) -> NamedPlace {
        NamedPlace {
            sort,
            name: name.to_owned(),
            plain: plain(name),
            position: Planar { x: 0.0, y: 0.0 },
        }
    }

    #[test]
    fn names_that_begin_with_the_text_come_first_without_regard_to_accents() {
        let places = [
            place(PlaceSort::Facility, "De Reiger"),
            place(PlaceSort::Street, "Reigerstraat"),
            place(PlaceSort::Street, "Café Réiger"),
        ];
        let names = |text: &str| -> Vec<&str> {
            found(&places, text)
                .iter()
                .map(|place| place.name.as_str())
                .collect()
        };
        assert_eq!(
            names(" REIGER"),
            ["Reigerstraat", "De Reiger", "Café Réiger"]
        );
        assert_eq!(names("cafe"), ["Café Réiger"]);
        assert_eq!(names("  "), [""; 0]);
    }
}
