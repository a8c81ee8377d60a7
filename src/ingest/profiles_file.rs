//! Profiles of travel and the rules of their modes from a file: the built-in set and a user's own are read and
//! checked by the same code. What a user's file does not say of streets or modes follows the built-in one.

use serde::Deserialize;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::toml_problem::problem_of_toml;
use crate::ingest::way_rules_file::ModeEntry;
use crate::model::street_rules::StreetRules;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::{Metres, MetresPerSecond};
use crate::model::way_rules::WayRules;

/// The built-in profiles: their name and their text.
pub const BUILT_IN_PROFILES: (&str, &str) = (
    "nabij-profielen-1",
    include_str!("../../data/norms/nabij-profielen-1.toml"),
);

/// Who travels, and over what.
#[derive(Debug, Clone, PartialEq)]
pub struct Travellers {
    /// The profiles, in the order of the file.
    pub profiles: Vec<Profile>,
    /// Which streets each mode may use.
    pub street_rules: StreetRules,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfilesFile {
    #[serde(rename = "name")]
    _name: String,
    streets: Option<StreetsEntry>,
    #[serde(default)]
    modes: ModesEntry,
    profiles: Vec<ProfileEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StreetsEntry {
    snap_limit_m: f64,
    smallest_component: usize,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModesEntry {
    foot: Option<ModeEntry>,
    wheelchair: Option<ModeEntry>,
    bicycle: Option<ModeEntry>,
    car: Option<ModeEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileEntry {
    code: String,
    mode: String,
    speed_ms: f64,
    detour: f64,
    description_nl: String,
    description_en: String,
}

/// The street rules of the built-in profiles.
pub fn built_in_street_rules() -> StreetRules {
    let file: ProfilesFile =
        toml::from_str(BUILT_IN_PROFILES.1).expect("the built-in file is part of the program");
    let streets = file.streets.expect("the built-in file has [streets]");
    let rules = |mode: Option<ModeEntry>| {
        WayRules::from(mode.expect("the built-in file has a table for every mode"))
    };
    StreetRules {
        foot: rules(file.modes.foot),
        wheelchair: rules(file.modes.wheelchair),
        bicycle: rules(file.modes.bicycle),
        car: rules(file.modes.car),
        limit: Metres::new(streets.snap_limit_m).expect("the built-in limit is a length"),
        smallest_component: streets.smallest_component,
    }
}

/// The profiles and street rules of a file. What is wrong becomes a problem that blocks.
pub fn parse_profiles(file: &str, text: &str, problems: &mut Vec<Problem>) -> Travellers {
    let mut travellers = Travellers {
        profiles: Vec::new(),
        street_rules: built_in_street_rules(),
    };
    match toml::from_str::<ProfilesFile>(text) {
        Ok(parsed) => {
            travellers.profiles = profiles(file, &parsed.profiles, problems);
            let rules = &mut travellers.street_rules;
            set_modes(rules, parsed.modes);
            if let Some(streets) = parsed.streets {
                set_streets(rules, file, &streets, problems);
            }
        }
        Err(error) => problems.push(problem_of_toml(file, text, &error)),
    }
    travellers
}

fn set_modes(rules: &mut StreetRules, modes: ModesEntry) {
    let given = [
        (TravelMode::Foot, modes.foot),
        (TravelMode::Wheelchair, modes.wheelchair),
        (TravelMode::Bicycle, modes.bicycle),
        (TravelMode::Car, modes.car),
    ];
    for (mode, entry) in given {
        if let Some(entry) = entry {
            *rules.way_rules_mut(mode) = WayRules::from(entry);
        }
    }
}

fn set_streets(
    rules: &mut StreetRules,
    file: &str,
    streets: &StreetsEntry,
    problems: &mut Vec<Problem>,
) {
    rules.smallest_component = streets.smallest_component;
    match Metres::new(streets.snap_limit_m) {
        Ok(limit) => rules.limit = limit,
        Err(refused) => {
            let (found, expected) = (refused.found.to_string(), "a length of 0 metres or more");
            let problem = Problem::of_file(Severity::Blocks, file, found, expected);
            problems.push(problem.in_field("streets.snap_limit_m"));
        }
    }
}

fn profiles(file: &str, entries: &[ProfileEntry], problems: &mut Vec<Problem>) -> Vec<Profile> {
    let mut profiles: Vec<Profile> = Vec::new();
    for entry in entries {
        match profile(file, entry) {
            Ok(found) if profiles.iter().any(|known| known.code == found.code) => {
                problems.push(wrong(
                    file,
                    entry,
                    "code",
                    "it a second time",
                    "each profile once",
                ));
            }
            Ok(found) => profiles.push(found),
            Err(problem) => problems.push(problem),
        }
    }
    profiles
}

fn profile(file: &str, entry: &ProfileEntry) -> Result<Profile, Problem> {
    let mode = TravelMode::EVERY
        .into_iter()
        .find(|mode| mode.code() == entry.mode)
        .ok_or_else(|| {
            wrong(
                file,
                entry,
                "mode",
                &format!("\"{}\"", entry.mode),
                "one of foot, wheelchair, bicycle, car",
            )
        })?;
    let speed = MetresPerSecond::new(entry.speed_ms).map_err(|refused| {
        wrong(
            file,
            entry,
            "speed_ms",
            &refused.found.to_string(),
            "a speed above 0 metres per second",
        )
    })?;
    if !(entry.detour.is_finite() && entry.detour >= 1.0) {
        return Err(wrong(
            file,
            entry,
            "detour",
            &entry.detour.to_string(),
            "a factor of 1 or more",
        ));
    }
    Ok(Profile {
        code: entry.code.clone(),
        mode,
        speed,
        detour: entry.detour,
        description_nl: entry.description_nl.clone(),
        description_en: entry.description_en.clone(),
    })
}

fn wrong(file: &str, entry: &ProfileEntry, field: &str, found: &str, expected: &str) -> Problem {
    Problem::of_file(
        Severity::Blocks,
        file,
        format!("{found} at profile \"{}\"", entry.code),
        expected,
    )
    .in_field(&format!("profiles.{field}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(change: &str, to: &str) -> String {
        "name = \"p\"\n[[profiles]]\ncode = \"lopen\"\nmode = \"foot\"\nspeed_ms = 1.3\ndetour = 1.3\n\
         description_nl = \"n\"\ndescription_en = \"e\"\n"
            .replace(change, to)
    }

    fn messages(text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        parse_profiles("p.toml", text, &mut problems);
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_profile_that_makes_no_sense_is_named() {
        assert_eq!(messages(&entry("", "")), [""; 0]);
        assert_eq!(
            messages(&entry("speed_ms = 1.3", "speed_ms = -1.0")),
            [
                "p.toml, field \"profiles.speed_ms\": found -1 at profile \"lopen\", expected a speed above 0 metres per second"
            ]
        );
        assert!(
            messages(&entry("detour = 1.3", "detour = 0.9"))[0]
                .ends_with("expected a factor of 1 or more")
        );
        assert!(
            messages(&entry("foot", "boat"))[0]
                .ends_with("expected one of foot, wheelchair, bicycle, car")
        );
        assert!(messages(&entry("detour", "omweg"))[0].contains("found an unknown key"));
    }

    #[test]
    fn a_profile_needs_a_finite_speed_above_zero() {
        for (written, found) in [("inf", "inf"), ("nan", "NaN"), ("0", "0"), ("-1.3", "-1.3")] {
            let said = messages(&entry("speed_ms = 1.3", &format!("speed_ms = {written}")));
            assert!(
                said[0].contains(&format!("found {found} at profile \"lopen\"")),
                "{said:?}"
            );
        }
        let without = messages(&entry("speed_ms = 1.3\n", ""));
        assert!(
            without[0].contains("field \"speed_ms\": found no such key"),
            "{without:?}"
        );
    }

    #[test]
    fn a_file_may_bring_its_own_rules_and_else_follows_the_built_in_ones() {
        let modes = "[streets]\nsnap_limit_m = 80\nsmallest_component = 2\n\
             [modes.foot]\nhighways = [\"footway\"]\nbarriers = \"respected\"\n";
        let mut problems = Vec::new();
        let text = entry("[[profiles]]", &format!("{modes}[[profiles]]"));
        let rules = parse_profiles("p.toml", &text, &mut problems).street_rules;
        assert_eq!(problems, []);
        assert_eq!((rules.limit.value(), rules.smallest_component), (80.0, 2));
        assert_eq!(rules.foot.highways, ["footway"]);
        assert_eq!(rules.bicycle, built_in_street_rules().bicycle);
    }

    #[test]
    fn rules_that_make_no_sense_are_named() {
        let said =
            |tables: &str| messages(&entry("[[profiles]]", &format!("{tables}\n[[profiles]]")));
        assert_eq!(
            said("[streets]\nsnap_limit_m = -1\nsmallest_component = 40"),
            [
                "p.toml, field \"streets.snap_limit_m\": found -1, expected a length of 0 metres or more"
            ]
        );
        assert!(said("[modes.boat]\nhighways = []")[0].contains("found an unknown key"));
        assert!(said("[modes.foot]\nhighways = []\nbarriers = \"maybe\"")[0].contains("`ignored`"));
    }

    #[test]
    fn a_profile_that_comes_twice_is_refused() {
        let once = entry("", "");
        let twice = format!("{once}{}", once.replace("name = \"p\"\n", ""));
        assert_eq!(
            messages(&twice),
            [
                "p.toml, field \"profiles.code\": found it a second time at profile \"lopen\", expected each profile once"
            ]
        );
    }
}
