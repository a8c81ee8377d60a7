//! Norms, profiles with their rules for ways, and weights: each as a file of its own.

use nabij::ingest::kinds_file::kind_descriptions;
use nabij::ingest::norms_file::{NormContext, parse_norms};
use nabij::ingest::profiles_file::{BUILT_IN_PROFILES, parse_profiles};
use nabij::ingest::weights_file::parse_weights;

/// Reads bytes as each of these files.
pub fn read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut problems = Vec::new();
    let kinds = kind_descriptions("study.toml", &[], &mut problems);
    let (name, profiles) = BUILT_IN_PROFILES;
    let profiles = parse_profiles(name, profiles, &mut problems).profiles;
    assert!(problems.is_empty(), "what is built in has no problems");
    let context = NormContext {
        file: "normen.toml",
        kinds: &kinds,
        profiles: &profiles,
    };
    let _norms = parse_norms(&context, text, &mut problems);
    let _travellers = parse_profiles("profielen.toml", text, &mut problems);
    let _weights = parse_weights(("gewichten.toml", &kinds), text, &mut problems);
    for problem in problems {
        assert!(!problem.to_string().is_empty());
    }
}
