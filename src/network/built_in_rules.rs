//! The rules for ways that stand unless a study brings its own, for each mode of travel.

use crate::model::travel_mode::TravelMode;
use crate::network::way_rules::{AccessKey, Barriers, OnewayRules, TagMatch, WayRules};

/// The rules that stand unless a study brings its own.
///
/// `Wheelchair` is on foot without steps, and only over what is known to be free of barriers;
/// [`wheelchair_with_unknown`] gives the other side of the band.
///
/// # Source
/// The keys and values of OpenStreetMap as its wiki describes them (highway, access, oneway, cycleway).
pub fn built_in_rules(mode: TravelMode) -> WayRules {
    match mode {
        TravelMode::Foot => walking(),
        TravelMode::Wheelchair => WayRules {
            only_where: known_barrier_free(),
            ..wheelchair_with_unknown()
        },
        TravelMode::Bicycle => cycling(),
        TravelMode::Car => driving(),
    }
}

/// By wheelchair, where a way of which nothing is known counts as free of barriers: the upper answer.
pub fn wheelchair_with_unknown() -> WayRules {
    let mut rules = walking();
    rules.highways.retain(|highway| highway != "steps");
    rules
        .access
        .insert(0, access_key("wheelchair", &["no"], &[]));
    rules
}

fn walking() -> WayRules {
    WayRules {
        highways: words(&[
            "footway",
            "path",
            "pedestrian",
            "steps",
            "living_street",
            "residential",
            "service",
            "unclassified",
            "tertiary",
            "tertiary_link",
            "secondary",
            "secondary_link",
            "primary",
            "primary_link",
            "track",
            "cycleway",
            "bridleway",
            "corridor",
            "road",
            "crossing",
        ]),
        highways_if_permitted: Vec::new(),
        access: vec![
            access_key(
                "foot",
                &["no", "private", "use_sidepath"],
                &["yes", "designated", "permissive"],
            ),
            access_key("access", &["no", "private"], &[]),
        ],
        only_where: Vec::new(),
        oneway: OnewayRules {
            own_key: "oneway:foot".to_owned(),
            forward: words(&["yes"]),
            ..OnewayRules::default()
        },
        barriers: Barriers::Ignored,
    }
}

/// What says of itself that it has no steps or gaps, or is paved, or is a street of a kind that is paved
/// and has pavements throughout the Netherlands.
fn known_barrier_free() -> Vec<TagMatch> {
    vec![
        tag("wheelchair", &["yes", "designated"]),
        tag(
            "surface",
            &[
                "paved",
                "asphalt",
                "concrete",
                "paving_stones",
                "concrete:plates",
            ],
        ),
        tag("highway", &["pedestrian", "living_street", "residential"]),
        tag("sidewalk", &["both", "left", "right", "yes"]),
    ]
}

fn cycling() -> WayRules {
    WayRules {
        highways: words(&[
            "cycleway",
            "path",
            "track",
            "living_street",
            "residential",
            "service",
            "unclassified",
            "tertiary",
            "tertiary_link",
            "secondary",
            "secondary_link",
            "primary",
            "primary_link",
            "road",
            "crossing",
        ]),
        highways_if_permitted: words(&["footway", "pedestrian", "bridleway", "corridor"]),
        access: vec![
            access_key(
                "bicycle",
                &["no", "private", "use_sidepath", "dismount"],
                &["yes", "designated", "permissive"],
            ),
            access_key("vehicle", &["no", "private"], &[]),
            access_key("access", &["no", "private"], &[]),
        ],
        only_where: Vec::new(),
        oneway: OnewayRules {
            own_key: "oneway:bicycle".to_owned(),
            contraflow: [
                "cycleway",
                "cycleway:left",
                "cycleway:right",
                "cycleway:both",
            ]
            .map(|key| {
                tag(
                    key,
                    &[
                        "opposite",
                        "opposite_lane",
                        "opposite_track",
                        "opposite_share_busway",
                    ],
                )
            })
            .to_vec(),
            ..everybodys_oneway()
        },
        barriers: Barriers::Ignored,
    }
}

fn driving() -> WayRules {
    let shut = ["no", "private", "agricultural", "forestry"];
    WayRules {
        highways: words(&[
            "motorway",
            "motorway_link",
            "trunk",
            "trunk_link",
            "primary",
            "primary_link",
            "secondary",
            "secondary_link",
            "tertiary",
            "tertiary_link",
            "unclassified",
            "residential",
            "living_street",
            "service",
            "road",
        ]),
        highways_if_permitted: Vec::new(),
        access: vec![
            access_key(
                "motorcar",
                &shut,
                &["yes", "designated", "permissive", "destination"],
            ),
            access_key(
                "motor_vehicle",
                &shut,
                &["yes", "designated", "permissive", "destination"],
            ),
            access_key(
                "vehicle",
                &shut,
                &["yes", "designated", "permissive", "destination"],
            ),
            access_key("access", &shut, &[]),
        ],
        only_where: Vec::new(),
        oneway: OnewayRules {
            own_key: "oneway:motor_vehicle".to_owned(),
            ..everybodys_oneway()
        },
        barriers: Barriers::Ignored,
    }
}

fn everybodys_oneway() -> OnewayRules {
    OnewayRules {
        own_key: String::new(),
        contraflow: Vec::new(),
        general_key: Some("oneway".to_owned()),
        implied: vec![
            tag("junction", &["roundabout", "circular"]),
            tag("highway", &["motorway"]),
        ],
        forward: words(&["yes", "true", "1"]),
        backward: words(&["-1", "reverse"]),
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn tag(key: &str, values: &[&str]) -> TagMatch {
    TagMatch {
        key: key.to_owned(),
        values: words(values),
    }
}

fn access_key(key: &str, refuses: &[&str], permits: &[&str]) -> AccessKey {
    AccessKey {
        key: key.to_owned(),
        refuses: words(refuses),
        permits: words(permits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::streets::Tags;
    use crate::network::way_rules::Directions::{self, Backward, Both, Forward};

    /// Reads `highway=footway foot=no`.
    fn tags(text: &str) -> Tags {
        let pairs = text
            .split_whitespace()
            .filter_map(|pair| pair.split_once('='));
        pairs
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect()
    }

    fn check(rules: &WayRules, table: &[(&str, Option<Directions>)]) {
        for (text, expected) in table {
            assert_eq!(rules.directions(&tags(text)), *expected, "{text}");
        }
    }

    #[test]
    fn a_walker_may_use_every_way_of_the_list_both_ways() {
        let walking = built_in_rules(TravelMode::Foot);
        let list = "footway path pedestrian steps living_street residential service unclassified tertiary \
            tertiary_link secondary secondary_link primary primary_link track cycleway bridleway corridor road crossing";
        for highway in list.split_whitespace() {
            assert_eq!(
                walking.directions(&tags(&format!("highway={highway}"))),
                Some(Both),
                "{highway}"
            );
        }
        for highway in [
            "trunk",
            "trunk_link",
            "motorway",
            "construction",
            "footway;path",
            "platform",
            "",
        ] {
            assert_eq!(
                walking.directions(&tags(&format!("highway={highway}"))),
                None,
                "{highway}"
            );
        }
        assert_eq!(walking.directions(&tags("railway=rail")), None);
    }

    #[test]
    fn a_walker_keeps_out_where_foot_or_access_says_so() {
        check(
            &built_in_rules(TravelMode::Foot),
            &[
                ("highway=path foot=no", None),
                ("highway=path foot=private", None),
                ("highway=primary foot=use_sidepath", None),
                ("highway=path foot=destination", Some(Both)),
                ("highway=service access=no", None),
                ("highway=service access=private", None),
                ("highway=service access=customers", Some(Both)),
                ("highway=service access=no foot=yes", Some(Both)),
                ("highway=service access=private foot=designated", Some(Both)),
                ("highway=service access=private foot=permissive", Some(Both)),
                ("highway=service access=private foot=destination", None),
                ("highway=trunk foot=yes", None),
            ],
        );
    }

    #[test]
    fn a_walker_is_bound_by_a_one_way_street_for_walkers_only() {
        check(
            &built_in_rules(TravelMode::Foot),
            &[
                ("highway=residential oneway=yes", Some(Both)),
                ("highway=residential junction=roundabout", Some(Both)),
                ("highway=footway oneway:foot=yes", Some(Forward)),
                ("highway=footway oneway:foot=no", Some(Both)),
            ],
        );
    }

    #[test]
    fn a_barrier_stops_nobody_unless_the_rules_respect_it() {
        let mut rules = built_in_rules(TravelMode::Foot);
        assert!(!rules.is_stopped_by(&tags("barrier=gate foot=no")));
        rules.barriers = Barriers::Respected;
        assert!(rules.is_stopped_by(&tags("barrier=gate foot=no")));
        assert!(rules.is_stopped_by(&tags("barrier=gate access=private")));
        assert!(!rules.is_stopped_by(&tags("barrier=gate access=private foot=yes")));
        assert!(!rules.is_stopped_by(&tags("barrier=bollard")));
    }

    #[test]
    fn a_wheelchair_takes_no_steps_and_only_what_is_known_to_be_free_of_barriers() {
        check(
            &built_in_rules(TravelMode::Wheelchair),
            &[
                ("highway=steps wheelchair=yes", None),
                ("highway=footway", None),
                ("highway=footway wheelchair=yes", Some(Both)),
                ("highway=footway surface=asphalt", Some(Both)),
                ("highway=footway surface=asphalt wheelchair=no", None),
                ("highway=footway wheelchair=designated foot=no", None),
                ("highway=residential", Some(Both)),
                ("highway=tertiary", None),
                ("highway=tertiary sidewalk=both", Some(Both)),
            ],
        );
        check(
            &wheelchair_with_unknown(),
            &[
                ("highway=footway", Some(Both)),
                ("highway=steps", None),
                ("highway=footway wheelchair=no", None),
            ],
        );
    }

    #[test]
    fn a_cyclist_uses_streets_and_cycleways_and_footways_where_permitted() {
        check(
            &built_in_rules(TravelMode::Bicycle),
            &[
                ("highway=cycleway", Some(Both)),
                ("highway=steps", None),
                ("highway=motorway bicycle=yes", None),
                ("highway=trunk", None),
                ("highway=footway", None),
                ("highway=footway bicycle=yes", Some(Both)),
                ("highway=pedestrian bicycle=designated", Some(Both)),
                ("highway=pedestrian bicycle=dismount", None),
                ("highway=primary bicycle=use_sidepath", None),
                ("highway=service vehicle=no", None),
                ("highway=service vehicle=no bicycle=yes", Some(Both)),
                ("highway=service access=private", None),
            ],
        );
    }

    #[test]
    fn a_cyclist_follows_one_way_streets_unless_contraflow_is_allowed() {
        check(
            &built_in_rules(TravelMode::Bicycle),
            &[
                ("highway=residential oneway=yes", Some(Forward)),
                ("highway=residential oneway=-1", Some(Backward)),
                ("highway=residential oneway=no", Some(Both)),
                (
                    "highway=residential oneway=yes oneway:bicycle=no",
                    Some(Both),
                ),
                ("highway=residential oneway:bicycle=yes", Some(Forward)),
                (
                    "highway=residential oneway=yes cycleway=opposite",
                    Some(Both),
                ),
                (
                    "highway=residential oneway=yes cycleway:left=opposite_lane",
                    Some(Both),
                ),
                (
                    "highway=residential oneway=yes cycleway=opposite oneway:bicycle=yes",
                    Some(Forward),
                ),
                ("highway=tertiary junction=roundabout", Some(Forward)),
                ("highway=tertiary junction=roundabout oneway=no", Some(Both)),
            ],
        );
    }

    #[test]
    fn a_car_keeps_to_motor_roads_in_their_direction() {
        check(
            &built_in_rules(TravelMode::Car),
            &[
                ("highway=residential", Some(Both)),
                ("highway=motorway", Some(Forward)),
                ("highway=trunk oneway=yes", Some(Forward)),
                ("highway=tertiary junction=circular", Some(Forward)),
                ("highway=tertiary oneway=-1", Some(Backward)),
                (
                    "highway=residential oneway=yes oneway:bicycle=no",
                    Some(Forward),
                ),
                ("highway=cycleway", None),
                ("highway=footway motorcar=yes", None),
                ("highway=residential motor_vehicle=no", None),
                (
                    "highway=residential motor_vehicle=no motorcar=yes",
                    Some(Both),
                ),
                ("highway=residential access=private", None),
                (
                    "highway=residential access=no vehicle=destination",
                    Some(Both),
                ),
            ],
        );
    }
}
