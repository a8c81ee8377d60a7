//! The rules for ways as a file of profiles has them: raw twins of the model's, one table for each mode of travel.

use serde::Deserialize;

use crate::model::way_rules::{AccessKey, Barriers, OnewayRules, TagMatch, WayRules};

/// `[modes.foot]` and its like: which ways a mode may use.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeEntry {
    highways: Vec<String>,
    #[serde(default)]
    highways_if_permitted: Vec<String>,
    #[serde(default)]
    access: Vec<AccessEntry>,
    #[serde(default)]
    only_where: Vec<TagEntry>,
    #[serde(default)]
    oneway: OnewayEntry,
    barriers: BarriersEntry,
    #[serde(default)]
    squares: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessEntry {
    key: String,
    #[serde(default)]
    refuses: Vec<String>,
    #[serde(default)]
    permits: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TagEntry {
    key: String,
    values: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OnewayEntry {
    #[serde(default)]
    own_key: String,
    #[serde(default)]
    contraflow: Vec<TagEntry>,
    general_key: Option<String>,
    #[serde(default)]
    implied: Vec<TagEntry>,
    #[serde(default)]
    forward: Vec<String>,
    #[serde(default)]
    backward: Vec<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum BarriersEntry {
    Ignored,
    Respected,
}

impl From<ModeEntry> for WayRules {
    fn from(entry: ModeEntry) -> Self {
        Self {
            highways: entry.highways,
            highways_if_permitted: entry.highways_if_permitted,
            access: entry.access.into_iter().map(AccessKey::from).collect(),
            only_where: tags(entry.only_where),
            oneway: OnewayRules::from(entry.oneway),
            barriers: match entry.barriers {
                BarriersEntry::Ignored => Barriers::Ignored,
                BarriersEntry::Respected => Barriers::Respected,
            },
            squares: entry.squares,
        }
    }
}

impl From<AccessEntry> for AccessKey {
    fn from(entry: AccessEntry) -> Self {
        Self {
            key: entry.key,
            refuses: entry.refuses,
            permits: entry.permits,
        }
    }
}

impl From<OnewayEntry> for OnewayRules {
    fn from(entry: OnewayEntry) -> Self {
        Self {
            own_key: entry.own_key,
            contraflow: tags(entry.contraflow),
            general_key: entry.general_key,
            implied: tags(entry.implied),
            forward: entry.forward,
            backward: entry.backward,
        }
    }
}

fn tags(entries: Vec<TagEntry>) -> Vec<TagMatch> {
    entries
        .into_iter()
        .map(|entry| TagMatch {
            key: entry.key,
            values: entry.values,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::profiles_file::built_in_street_rules;
    use crate::model::streets::Tags;
    use crate::model::way_rules::Directions::{self, Backward, Both, Forward};

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
        let walking = built_in_street_rules().foot;
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
            &built_in_street_rules().foot,
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
            &built_in_street_rules().foot,
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
        let mut rules = built_in_street_rules().foot;
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
            &built_in_street_rules().wheelchair,
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
            &built_in_street_rules()
                .wheelchair
                .with_unknown()
                .expect("it asks what is known"),
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
            &built_in_street_rules().bicycle,
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
            &built_in_street_rules().bicycle,
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
            &built_in_street_rules().car,
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
