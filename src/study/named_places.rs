//! The places of a study that have a name: facilities, streets and buildings, in the order in which a search tells them.
//! A study has no house numbers; a street is one place in each neighbourhood in which it lies, in the middle of its longest
//! part there. Streets of one name in two villages are so told apart, by the neighbourhood.

use std::collections::{BTreeMap, BTreeSet};

use geo::MultiPolygon;
use serde::Serialize;

use crate::ingest::area_index::AreaIndex;
use crate::model::area::AreaLevel;
use crate::model::position::Planar;
use crate::model::streets::{StreetNodeId, Streets};
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

/// The places of a study that have a name, by sort and name; those of one name in the order of the study.
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

/// Each name of a street with the middle of its longest way in each neighbourhood; of equals the first.
fn streets(town: &TownData) -> Vec<(String, Planar)> {
    let Some(streets) = &*town.streets else {
        return Vec::new();
    };
    let neighbourhoods = neighbourhoods(town);
    // A way lies where its middle is; `None` is outside every neighbourhood.
    let mut longest: BTreeMap<(&String, Option<usize>), (usize, Planar)> = BTreeMap::new();
    for way in &streets.ways {
        let tags = streets.tag_sets.get(way.tags.0 as usize);
        let Some(name) = tags.and_then(|tags| tags.get("name")) else {
            continue;
        };
        let Some(middle) = middle(streets, &way.nodes) else {
            continue;
        };
        let length = way.nodes.len();
        let known = longest.entry((name, neighbourhoods.area_at(middle)));
        let known = known.or_insert((length, middle));
        if length > known.0 {
            *known = (length, middle);
        }
    }
    let places = longest.into_iter();
    places
        .map(|((name, _), (_, middle))| (name.clone(), middle))
        .collect()
}

fn neighbourhoods(town: &TownData) -> AreaIndex {
    let areas = town.areas.iter();
    let neighbourhoods = areas.filter(|area| area.level == AreaLevel::Neighbourhood);
    let shapes: Vec<MultiPolygon<f64>> = neighbourhoods.map(|area| area.shape.clone()).collect();
    AreaIndex::new(&shapes)
}

/// The node in the middle, or halfway between the two that are.
fn middle(streets: &Streets, nodes: &[StreetNodeId]) -> Option<Planar> {
    let place = |at: usize| streets.nodes.get(nodes.get(at)?.0 as usize).copied();
    let last = nodes.len().checked_sub(1)?;
    let [one, other] = [place(last / 2)?, place(last.div_ceil(2))?];
    Some(Planar {
        x: f64::midpoint(one.x, other.x),
        y: f64::midpoint(one.y, other.y),
    })
}

/// At most eight whose name holds the text, without regard to capitals and accents: those that begin with it first, then
/// in the order of `places`. Where there is no room for all, each name comes before a second place of that name.
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
    with_room(first)
}

/// As many as are told, in their order: one of each name first, and then what else there is room for.
fn with_room(found: Vec<&NamedPlace>) -> Vec<&NamedPlace> {
    let mut names = BTreeSet::new();
    let (firsts, others): (Vec<_>, Vec<_>) = found
        .into_iter()
        .enumerate()
        .partition(|(_, place)| names.insert((place.sort, &place.name)));
    let mut told: Vec<_> = firsts.into_iter().chain(others).take(MOST_PLACES).collect();
    told.sort_by_key(|(order, _)| *order);
    told.into_iter().map(|(_, place)| place).collect()
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
    use crate::model::streets::{TagSetId, Way};
    use crate::study::planned_town::planned_town;

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

    /// The ten neighbourhoods in a row, each 100 m wide, with ways between two places, in metres from the first.
    fn town(ways: &[(&str, f64, f64)]) -> TownData {
        let mut town = planned_town();
        let place = |metres: f64| Planar {
            x: 148_000.0 + metres,
            y: 500_050.0,
        };
        let tags = |name: &str| {
            let name = ("name".to_owned(), name.to_owned());
            BTreeMap::from([name])
        };
        let way = |number: usize| Way {
            nodes: [2 * number, 2 * number + 1]
                .map(|node| StreetNodeId(node as u32))
                .to_vec(),
            tags: TagSetId(number as u32),
        };
        town.streets = Some(Streets {
            nodes: ways
                .iter()
                .flat_map(|&(_, from, to)| [place(from), place(to)])
                .collect(),
            ways: (0..ways.len()).map(way).collect(),
            tag_sets: ways.iter().map(|(name, ..)| tags(name)).collect(),
            barriers: Vec::new(),
            holes: Vec::new(),
        })
        .into();
        town
    }

    #[test]
    fn a_street_is_found_in_each_neighbourhood_that_has_one_of_its_name() {
        // Two ways in the first neighbourhood, one in the third, and one that begins there and is mostly in the fourth.
        let town = town(&[
            ("Tarwestraat", 10.0, 50.0),
            ("Tarwestraat", 50.0, 90.0),
            ("Tarwestraat", 210.0, 250.0),
            ("Tarwestraat", 290.0, 390.0),
            ("Roggestraat", 510.0, 550.0),
        ]);
        let places = named_places(&town);
        let found: Vec<f64> = found(&places, "tarwe")
            .iter()
            .map(|place| place.position.x - 148_000.0)
            .collect();
        assert_eq!(found, [30.0, 230.0, 340.0]);
    }

    #[test]
    fn a_name_that_lies_in_many_neighbourhoods_leaves_room_for_other_names() {
        let mut ways: Vec<(&str, f64, f64)> = (0..10)
            .map(|area| {
                (
                    "Dorpsstraat",
                    100.0 * f64::from(area) + 10.0,
                    100.0 * f64::from(area) + 90.0,
                )
            })
            .collect();
        ways.push(("Dorpsweg", 10.0, 90.0));
        let places = named_places(&town(&ways));
        let names: Vec<&str> = found(&places, "dorps")
            .iter()
            .map(|place| place.name.as_str())
            .collect();
        assert_eq!(names[..7], ["Dorpsstraat"; 7]);
        assert_eq!(names[7..], ["Dorpsweg"]);
    }
}
