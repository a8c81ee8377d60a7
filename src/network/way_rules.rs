//! Who may use a way and in which direction, from what the way says of itself (OpenStreetMap's tags).
//! The rules are data: the built-in ones below stand until a study brings its own.

use crate::model::streets::Tags;
use crate::model::travel_mode::TravelMode;

/// In which directions a way may be used, as seen from the way it was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Directions {
    /// Both ways.
    Both,
    /// Only as drawn.
    Forward,
    /// Only against it.
    Backward,
}

impl Directions {
    /// Whether one may go as drawn.
    pub const fn forward(self) -> bool {
        match self {
            Self::Both | Self::Forward => true,
            Self::Backward => false,
        }
    }

    /// Whether one may go against it.
    pub const fn backward(self) -> bool {
        match self {
            Self::Both | Self::Backward => true,
            Self::Forward => false,
        }
    }
}

/// A key with the values that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagMatch {
    /// The key.
    pub key: String,
    /// The values, any of which will do.
    pub values: Vec<String>,
}

/// What the values of an access key mean; a value in neither list says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// The key, such as `foot`.
    pub key: String,
    /// Values that shut out.
    pub refuses: Vec<String>,
    /// Values that let in, also where a more general key or the kind of way would not.
    pub permits: Vec<String>,
}

/// How one-way streets bind a mode.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnewayRules {
    /// The mode's own key, which decides when it is there: `oneway:bicycle`.
    pub own_key: String,
    /// Tags by which a one-way street may be used both ways, unless the own key speaks.
    pub contraflow: Vec<TagMatch>,
    /// The key for everybody, if it binds this mode: `oneway`.
    pub general_key: Option<String>,
    /// Tags that make a way one-way without saying so: `junction` = `roundabout`.
    pub implied: Vec<TagMatch>,
    /// Values for: only as drawn.
    pub forward: Vec<String>,
    /// Values for: only against it.
    pub backward: Vec<String>,
}

/// Whether barriers on a node (gates, bollards) can stop this mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barriers {
    /// They never do.
    Ignored,
    /// They do when an access key of their own refuses.
    Respected,
}

/// Which ways a mode may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayRules {
    /// Values of `highway` that may be used. A way with several values at once (`a;b`) is in no list.
    pub highways: Vec<String>,
    /// Values of `highway` that may be used where an access key permits it.
    pub highways_if_permitted: Vec<String>,
    /// The access keys, the most specific first; the first one that refuses or permits decides.
    pub access: Vec<AccessKey>,
    /// At least one of these must hold; no condition when empty.
    pub only_where: Vec<TagMatch>,
    /// One-way streets.
    pub oneway: OnewayRules,
    /// Barriers on nodes.
    pub barriers: Barriers,
}

impl WayRules {
    /// The rules that stand unless a study brings its own.
    ///
    /// # Source
    /// Walking: the OpenStreetMap wiki's "Access restrictions" for the Netherlands, with constant speed
    /// and steps included. `Wheelchair` is on foot without steps, and only over what is known to be free
    /// of barriers; [`WayRules::wheelchair_with_unknown`] gives the other side of the band.
    pub fn built_in(mode: TravelMode) -> Self {
        match mode {
            TravelMode::Foot => walking(),
            TravelMode::Wheelchair => Self {
                only_where: known_barrier_free(),
                ..Self::wheelchair_with_unknown()
            },
            TravelMode::Bicycle => cycling(),
            TravelMode::Car => driving(),
        }
    }

    /// By wheelchair, where a way of which nothing is known counts as free of barriers: the upper answer.
    pub fn wheelchair_with_unknown() -> Self {
        let mut rules = walking();
        rules.highways.retain(|highway| highway != "steps");
        rules
            .access
            .insert(0, access_key("wheelchair", &["no"], &[]));
        rules
    }

    /// In which directions a way with these tags may be used; nothing when it may not.
    pub fn directions(&self, tags: &Tags) -> Option<Directions> {
        let highway = tags.get("highway")?;
        let open = match self.verdict(tags) {
            Verdict::Refused => false,
            Verdict::Permitted => {
                self.highways.contains(highway) || self.highways_if_permitted.contains(highway)
            }
            Verdict::Silent => self.highways.contains(highway),
        };
        let free = self.only_where.is_empty() || any_holds(&self.only_where, tags);
        (open && free).then(|| self.oneway.directions(tags))
    }

    /// Whether a barrier with these tags stops this mode.
    pub fn is_stopped_by(&self, barrier: &Tags) -> bool {
        match self.barriers {
            Barriers::Ignored => false,
            Barriers::Respected => self.verdict(barrier) == Verdict::Refused,
        }
    }

    fn verdict(&self, tags: &Tags) -> Verdict {
        let speaks = |rule: &AccessKey| {
            let value = tags.get(&rule.key)?;
            if rule.refuses.contains(value) {
                Some(Verdict::Refused)
            } else {
                rule.permits.contains(value).then_some(Verdict::Permitted)
            }
        };
        self.access
            .iter()
            .find_map(speaks)
            .unwrap_or(Verdict::Silent)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Refused,
    Permitted,
    Silent,
}

impl OnewayRules {
    fn directions(&self, tags: &Tags) -> Directions {
        let said = |value: &String| {
            if self.forward.contains(value) {
                Directions::Forward
            } else if self.backward.contains(value) {
                Directions::Backward
            } else {
                Directions::Both
            }
        };
        let general = self.general_key.as_ref().and_then(|key| tags.get(key));
        match (tags.get(&self.own_key), general) {
            (Some(own), _) => said(own),
            (None, _) if any_holds(&self.contraflow, tags) => Directions::Both,
            (None, Some(general)) => said(general),
            (None, None) if any_holds(&self.implied, tags) => Directions::Forward,
            (None, None) => Directions::Both,
        }
    }
}

fn any_holds(matches: &[TagMatch], tags: &Tags) -> bool {
    matches.iter().any(|wanted| {
        tags.get(&wanted.key)
            .is_some_and(|value| wanted.values.contains(value))
    })
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
    use Directions::{Backward, Both, Forward};

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
        let walking = WayRules::built_in(TravelMode::Foot);
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
            &WayRules::built_in(TravelMode::Foot),
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
            &WayRules::built_in(TravelMode::Foot),
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
        let mut rules = WayRules::built_in(TravelMode::Foot);
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
            &WayRules::built_in(TravelMode::Wheelchair),
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
            &WayRules::wheelchair_with_unknown(),
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
            &WayRules::built_in(TravelMode::Bicycle),
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
            &WayRules::built_in(TravelMode::Bicycle),
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
            &WayRules::built_in(TravelMode::Car),
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
