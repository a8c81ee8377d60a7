//! Norm sets from a file: the built-in set and a user's own are read and checked by the same code.

use serde::Deserialize;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::toml_problem::problem_of_toml;
use crate::model::age_group::AgeGroup;
use crate::model::facility_kind::{FacilityKind, KindDescription};
use crate::model::norm::{Norm, NormSet};
use crate::model::travel_mode::Profile;
use crate::model::units::{Metres, Seconds};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NormsFile {
    name: String,
    label_nl: String,
    label_en: String,
    norms: Vec<NormEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NormEntry {
    kind: String,
    ages: Vec<String>,
    profile: String,
    norm_s: Option<f64>,
    limit_s: Option<f64>,
    norm_m: Option<f64>,
    limit_m: Option<f64>,
    basis: String,
    confidence: Option<String>,
}

/// What the lines of a norm set refer to.
pub struct NormContext<'a> {
    /// The file, for messages.
    pub file: &'a str,
    /// The kinds there are.
    pub kinds: &'a [KindDescription],
    /// The profiles there are.
    pub profiles: &'a [Profile],
}

/// The norm set of a file, if its frame can be read. What is wrong in it becomes a problem that blocks.
pub fn parse_norms(
    context: &NormContext<'_>,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Option<NormSet> {
    let parsed = toml::from_str::<NormsFile>(text)
        .map_err(|error| problems.push(problem_of_toml(context.file, text, &error)))
        .ok()?;
    let mut norms: Vec<Norm> = Vec::new();
    for entry in &parsed.norms {
        match context.norm(entry) {
            Ok(norm) if norms.iter().any(|known| known.kind == norm.kind) => {
                problems.push(context.wrong(
                    entry,
                    "kind",
                    "it a second time",
                    "one norm for each kind",
                ));
            }
            Ok(norm) => norms.push(norm),
            Err(problem) => problems.push(*problem),
        }
    }
    norms.sort_by(|one, other| one.kind.cmp(&other.kind));
    Some(NormSet {
        name: parsed.name,
        label_nl: parsed.label_nl,
        label_en: parsed.label_en,
        norms,
    })
}

impl NormContext<'_> {
    fn norm(&self, entry: &NormEntry) -> Result<Norm, Box<Problem>> {
        let refuse = |field: &str, found: String, expected: &str| {
            Box::new(self.wrong(entry, field, &found, expected))
        };
        let kind = FacilityKind::new(&entry.kind)
            .ok()
            .filter(|kind| self.kinds.iter().any(|known| known.kind == *kind))
            .ok_or_else(|| refuse("kind", "an unknown kind".to_owned(), &self.known_kinds()))?;
        let mut ages = Vec::new();
        for text in &entry.ages {
            let age = text.parse::<AgeGroup>();
            ages.push(age.map_err(|refused| {
                refuse(
                    "ages",
                    format!("\"{}\"", refused.0),
                    "0-4, 4-12, 12-18 or alle",
                )
            })?);
        }
        if ages.is_empty() {
            return Err(refuse(
                "ages",
                "no age group".to_owned(),
                "at least one of 0-4, 4-12, 12-18, alle",
            ));
        }
        let profile = self
            .profiles
            .iter()
            .find(|profile| profile.code == entry.profile)
            .ok_or_else(|| {
                refuse(
                    "profile",
                    format!("\"{}\"", entry.profile),
                    &self.known_profiles(),
                )
            })?;
        let norm = self.time(entry, profile, "norm", (entry.norm_s, entry.norm_m))?;
        let limit = self.time(entry, profile, "limit", (entry.limit_s, entry.limit_m))?;
        if limit <= norm {
            let found = format!(
                "a limit of {} s with a norm of {} s",
                limit.value(),
                norm.value()
            );
            return Err(refuse("limit", found, "a limit above the norm"));
        }
        Ok(Norm {
            kind,
            ages,
            profile: profile.code.clone(),
            norm,
            limit,
            basis: founded_on(&entry.basis, entry.confidence.as_deref()),
        })
    }

    /// A time as it is given, or the time a length takes at the profile's speed.
    fn time(
        &self,
        entry: &NormEntry,
        profile: &Profile,
        name: &str,
        given: (Option<f64>, Option<f64>),
    ) -> Result<Seconds, Box<Problem>> {
        let expected = format!("either {name}_s or {name}_m, as a number of 0 or more");
        let refuse = |found: String| Box::new(self.wrong(entry, name, &found, &expected));
        match given {
            (Some(seconds), None) => {
                Seconds::new(seconds).map_err(|refused| refuse(refused.found.to_string()))
            }
            (None, Some(metres)) => Metres::new(metres)
                .map(|length| profile.speed.time_over(length))
                .map_err(|refused| refuse(refused.found.to_string())),
            (Some(_), Some(_)) => Err(refuse("both".to_owned())),
            (None, None) => Err(refuse("neither".to_owned())),
        }
    }

    fn wrong(&self, entry: &NormEntry, field: &str, found: &str, expected: &str) -> Problem {
        Problem::of_file(
            Severity::Blocks,
            self.file,
            format!("{found} at kind \"{}\"", entry.kind),
            expected,
        )
        .in_field(&format!("norms.{field}"))
    }

    fn known_kinds(&self) -> String {
        let codes: Vec<&str> = self.kinds.iter().map(|known| known.kind.code()).collect();
        format!("one of {}", codes.join(", "))
    }

    fn known_profiles(&self) -> String {
        let codes: Vec<&str> = self
            .profiles
            .iter()
            .map(|profile| profile.code.as_str())
            .collect();
        format!("one of {}", codes.join(", "))
    }
}

/// What a line rests on, with how sure that is (`H`, `M` or `L`), in Dutch.
pub fn founded_on(basis: &str, confidence: Option<&str>) -> String {
    match confidence {
        Some(confidence) => format!("{basis} (zekerheid: {})", in_words(confidence)),
        None => basis.to_owned(),
    }
}

fn in_words(confidence: &str) -> &str {
    match confidence {
        "H" => "hoog",
        "M" => "middel",
        "L" => "laag",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::kinds_file::kind_descriptions;
    use crate::ingest::profiles_file::{BUILT_IN_PROFILES, parse_profiles};
    use crate::ingest::settings::BUILT_IN_NORMS;

    fn read(text: &str) -> (Option<NormSet>, Vec<String>) {
        let mut problems = Vec::new();
        let kinds = kind_descriptions("study.toml", &[], &mut problems);
        let profiles = parse_profiles("profiles", BUILT_IN_PROFILES.1, &mut problems).profiles;
        let context = NormContext {
            file: "n.toml",
            kinds: &kinds,
            profiles: &profiles,
        };
        let set = parse_norms(&context, text, &mut problems);
        (set, problems.iter().map(ToString::to_string).collect())
    }

    fn one(change: &str, to: &str) -> String {
        "name = \"n\"\nlabel_nl = \"voorstel\"\nlabel_en = \"proposal\"\n[[norms]]\nkind = \"PO\"\nages = [\"4-12\"]\n\
         profile = \"lopen_kind\"\nnorm_s = 600\nlimit_s = 1200\nbasis = \"b\"\n"
            .replace(change, to)
    }

    #[test]
    fn the_built_in_set_has_a_norm_for_every_built_in_kind_and_calls_itself_a_proposal() {
        let (set, problems) = read(BUILT_IN_NORMS.1);
        let set = set.expect("the built-in set can be read");
        assert_eq!(problems, [""; 0]);
        assert_eq!(
            (set.norms.len(), set.label_nl.as_str()),
            (20, "voorstel, geen vastgestelde norm")
        );
        let norm = |code| {
            set.norm(&FacilityKind::new(code).expect("a code"))
                .expect("a norm")
                .clone()
        };
        assert_eq!(
            (norm("PO").norm.value(), norm("PO").limit.value()),
            (600.0, 1200.0)
        );
        assert_eq!(norm("VO").profile, "fiets");
        assert!((norm("GYMZAAL").norm.value() - 1000.0 / 1.1).abs() < 1e-9);
        assert!(
            set.norms
                .iter()
                .all(|norm| norm.basis.contains("zekerheid: "))
        );
    }

    #[test]
    fn a_norm_that_makes_no_sense_is_named_with_its_kind() {
        let cases = [
            (
                "norm_s = 600",
                "norm_s = -600",
                "n.toml, field \"norms.norm\": found -600 at kind \"PO\", expected either norm_s or norm_m, as a number of 0 or more",
            ),
            (
                "limit_s = 1200",
                "limit_s = 600",
                "n.toml, field \"norms.limit\": found a limit of 600 s with a norm of 600 s at kind \"PO\", expected a limit above the norm",
            ),
            (
                "4-12",
                "4-13",
                "n.toml, field \"norms.ages\": found \"4-13\" at kind \"PO\", expected 0-4, 4-12, 12-18 or alle",
            ),
        ];
        for (change, to, message) in cases {
            assert_eq!(read(&one(change, to)).1, [message]);
        }
        assert!(
            read(&one("lopen_kind", "vliegen")).1[0]
                .contains("found \"vliegen\" at kind \"PO\", expected one of lopen, ")
        );
        assert!(
            read(&one("\"PO\"", "\"POO\"")).1[0]
                .contains("found an unknown kind at kind \"POO\", expected one of BIBLIOTHEEK, ")
        );
        assert!(read(&one("basis", "bases")).1[0].contains("expected \"basis\" perhaps"));
        assert!(
            read(&one("norm_s = 600", "norm_s = 600\nnorm_m = 660")).1[0]
                .contains("found both at kind")
        );
    }

    #[test]
    fn a_kind_with_two_norms_is_refused() {
        let entry = one("", "");
        let start = entry.find("[[norms]]").expect("the entry");
        let twice = format!("{entry}{}", &entry[start..]);
        assert_eq!(
            read(&twice).1,
            [
                "n.toml, field \"norms.kind\": found it a second time at kind \"PO\", expected one norm for each kind"
            ]
        );
    }
}
