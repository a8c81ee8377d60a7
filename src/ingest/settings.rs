//! Which kinds, norms, profiles and weights are in force: built in by name, or from the user's own files.

use std::path::Path;

use crate::ingest::kinds_file::kind_descriptions;
use crate::ingest::norms_file::{NormContext, parse_norms};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::profiles_file::{BUILT_IN_PROFILES, built_in_street_rules, parse_profiles};
use crate::ingest::study_file::StudyFile;
use crate::ingest::weights_file::{BUILT_IN_WEIGHTS, parse_weights};
use crate::model::facility_kind::KindDescription;
use crate::model::norm::NormSet;
use crate::model::street_rules::StreetRules;
use crate::model::travel_mode::Profile;
use crate::model::weight_set::WeightSet;

/// The built-in norm set: its name and its text.
pub const BUILT_IN_NORMS: (&str, &str) = (
    "nabij-voorstel-1",
    include_str!("../../data/norms/nabij-voorstel-1.toml"),
);

/// What a study measures with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How every kind is named and drawn.
    pub kinds: Vec<KindDescription>,
    /// Who travels.
    pub profiles: Vec<Profile>,
    /// Which streets they may use.
    pub street_rules: StreetRules,
    /// How long the way may be; nothing when it could not be read.
    pub norms: Option<NormSet>,
    /// How need and candidates are weighed; nothing when it could not be read.
    pub weights: Option<WeightSet>,
}

/// Reads what the study measures with. `folders` are searched in order for a user's own file.
pub fn read_settings(
    study_file: &str,
    study: &StudyFile,
    folders: [&Path; 2],
    problems: &mut Vec<Problem>,
) -> Settings {
    let kinds = kind_descriptions(study_file, &study.kinds, problems);
    let mut text_of = |key: &str, value: &str, built_in| {
        named_text(study_file, (key, value), built_in, folders, problems)
    };
    let profiles_text = text_of("profiles", &study.profiles, BUILT_IN_PROFILES);
    let norms_text = text_of("norms", &study.norms, BUILT_IN_NORMS);
    let weights_text = text_of("weights", &study.weights, BUILT_IN_WEIGHTS);
    let (profiles, street_rules) = match profiles_text {
        Some(text) => {
            let travellers = parse_profiles(&study.profiles, &text, problems);
            (travellers.profiles, travellers.street_rules)
        }
        None => (Vec::new(), built_in_street_rules()),
    };
    let context = NormContext {
        file: &study.norms,
        kinds: &kinds,
        profiles: &profiles,
    };
    // Without profiles every norm would be refused for the same cause, which is reported already.
    let norms = norms_text
        .filter(|_| !profiles.is_empty())
        .and_then(|text| parse_norms(&context, &text, problems));
    let weights =
        weights_text.and_then(|text| parse_weights((&study.weights, &kinds), &text, problems));
    Settings {
        kinds,
        profiles,
        street_rules,
        norms,
        weights,
    }
}

fn named_text(
    study_file: &str,
    (key, value): (&str, &str),
    (name, text): (&str, &str),
    folders: [&Path; 2],
    problems: &mut Vec<Problem>,
) -> Option<String> {
    if value == name {
        return Some(text.to_owned());
    }
    let mut refuse = |found: String, expected: String| {
        problems
            .push(Problem::of_file(Severity::Blocks, study_file, found, expected).in_field(key));
    };
    let Some(path) = folders
        .iter()
        .map(|folder| folder.join(value))
        .find(|path| path.is_file())
    else {
        refuse(
            format!("\"{value}\""),
            format!("\"{name}\" or a file in the data folder"),
        );
        return None;
    };
    std::fs::read_to_string(path)
        .map_err(|error| {
            refuse(
                format!("\"{value}\" ({error})"),
                "a text file in UTF-8".to_owned(),
            )
        })
        .ok()
}
