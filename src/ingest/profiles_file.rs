//! Profiles of travel from a file: the built-in set and a user's own are read and checked by the same code.

use serde::Deserialize;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::toml_problem::problem_of_toml;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::MetresPerSecond;

const MODES: [(&str, TravelMode); 4] = [
    ("foot", TravelMode::Foot),
    ("wheelchair", TravelMode::Wheelchair),
    ("bicycle", TravelMode::Bicycle),
    ("car", TravelMode::Car),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfilesFile {
    #[serde(rename = "name")]
    _name: String,
    profiles: Vec<ProfileEntry>,
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

/// The profiles of a file, in its order. What is wrong becomes a problem that blocks.
pub fn parse_profiles(file: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Profile> {
    let entries = match toml::from_str::<ProfilesFile>(text) {
        Ok(parsed) => parsed.profiles,
        Err(error) => {
            problems.push(problem_of_toml(file, text, &error));
            return Vec::new();
        }
    };
    let mut profiles: Vec<Profile> = Vec::new();
    for entry in &entries {
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
    let mode = MODES
        .into_iter()
        .find(|(name, _)| *name == entry.mode)
        .map(|(_, mode)| mode)
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
