//! Questions about where to build, in JSON and in TOML.

use std::sync::LazyLock;

use nabij::ingest::site_question::document::{question_in_json, question_in_toml};
use nabij::ingest::weights_file::built_in_weights;
use nabij::model::weight_set::WeightSet;

static WEIGHTS: LazyLock<WeightSet> = LazyLock::new(built_in_weights);

/// Reads bytes as a question in each form.
pub fn read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for read in [
        question_in_json(text, &WEIGHTS),
        question_in_toml(text, &WEIGHTS),
    ] {
        if let Err(refused) = read {
            let sentence = refused.sentence();
            assert!(!sentence.dutch.is_empty() && !sentence.english.is_empty());
        }
    }
}
