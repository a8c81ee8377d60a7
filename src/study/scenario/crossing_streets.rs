//! Crossings over streets: which streets cross something that parts a city, such as water or rails, and what a new crossing
//! is as a street.

use crate::model::barrier::BarrierFree;
use crate::model::scenario::change::NewCrossing;
use crate::model::streets::{Streets, Tags};
use crate::model::travel_mode::TravelMode;

/// Keys by which a way says in OpenStreetMap's words that it crosses something; the value "no" says that it does not.
const CROSSING: [&str; 3] = ["bridge", "tunnel", "crossing"];
/// Keys of which this one value says so.
const OF_KIND: [(&str, &str); 5] = [
    ("highway", "crossing"),
    ("footway", "crossing"),
    ("cycleway", "crossing"),
    ("path", "crossing"),
    ("route", "ferry"),
];

/// Whether a street, by its index, is a bridge, tunnel, ferry or crossing.
pub fn is_crossing(streets: &Streets, street: usize) -> bool {
    let way = streets.ways.get(street);
    let tags = way.and_then(|way| streets.tag_sets.get(way.tags.0 as usize));
    tags.is_some_and(crosses)
}

/// A crossing as a street, in OpenStreetMap's words.
pub fn tags_of(crossing: &NewCrossing) -> Tags {
    let may = |mode| crossing.modes.contains(&mode);
    let word = |yes| if yes { "yes" } else { "no" };
    let highway = match (may(TravelMode::Car), may(TravelMode::Bicycle)) {
        (true, _) => "residential",
        (false, true) => "cycleway",
        (false, false) => "footway",
    };
    let mut tags = vec![
        ("highway", highway),
        ("bridge", "yes"),
        (
            "foot",
            word(may(TravelMode::Foot) || may(TravelMode::Wheelchair)),
        ),
        ("bicycle", word(may(TravelMode::Bicycle))),
    ];
    match (may(TravelMode::Wheelchair), crossing.barrier_free) {
        (true, BarrierFree::Yes) => tags.push(("wheelchair", "yes")),
        (true, BarrierFree::Unknown) => {}
        (false, _) | (true, BarrierFree::No) => tags.push(("wheelchair", "no")),
    }
    tags.into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

fn crosses(tags: &Tags) -> bool {
    let value = |key: &str| tags.get(key).map(String::as_str);
    let says = |key: &&str| value(key).is_some_and(|value| value != "no");
    CROSSING.iter().any(says) || OF_KIND.iter().any(|(key, kind)| value(key) == Some(*kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bridge_tunnel_ferry_or_crossing_crosses_and_a_street_does_not() {
        let tags = |key: &str, value: &str| Tags::from([(key.to_owned(), value.to_owned())]);
        for (key, value) in [
            ("bridge", "yes"),
            ("bridge", "viaduct"),
            ("tunnel", "yes"),
            ("footway", "crossing"),
            ("route", "ferry"),
        ] {
            assert!(crosses(&tags(key, value)), "{key}={value}");
        }
        for (key, value) in [
            ("highway", "residential"),
            ("bridge", "no"),
            ("footway", "sidewalk"),
        ] {
            assert!(!crosses(&tags(key, value)), "{key}={value}");
        }
    }
}
