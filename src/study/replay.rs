//! What an analysis or an answer was made of and what came out, so that it can be given again elsewhere and compared.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::ingest::error::IngestError;
use crate::ingest::inputs::{InputFile, fingerprint};
use crate::ingest::replay_file::{REPLAY_SCHEMA, Replay};
use crate::model::scenario::ordered_changes::Scenario;
use crate::study::open_study::Study;
use crate::study::scenario::scenario_document::scenario_document;

/// The file of it. Nothing in one is drawn by chance, so there is no seed.
pub fn replay_document(study: &Study, scenario: Option<&Scenario>, replay: &Replay) -> Value {
    json!({
        "schema": REPLAY_SCHEMA,
        "versie": replay.version,
        "invoer": files(&replay.inputs),
        "vastgelegd": replay.entered,
        "basis": replay.base,
        "vormen": replay.formats,
        "kleine_aantallen": if replay.keep_small_numbers { "keep" } else { "hide" },
        "scenario": scenario.map(|scenario| scenario_document(scenario, &study.town().crs)),
        "vraag": replay.question,
        "uitkomsten": files(&replay.outcomes),
    })
}

/// The fingerprints of files in a folder, in their order.
///
/// # Errors
/// The first file that cannot be read.
pub fn fingerprints(folder: &Path, names: &[String]) -> Result<Vec<InputFile>, IngestError> {
    let file = |name: &String| fingerprint(name, &folder.join(name));
    names.iter().map(file).collect()
}

/// One line for every file that is not the same here as it was there.
pub fn differences(field: &str, there: &[InputFile], here: &[InputFile]) -> Vec<String> {
    let by_name = |files: &[InputFile]| -> BTreeMap<String, String> {
        let pairs = files.iter();
        pairs
            .map(|file| (file.name.clone(), file.sha256.clone()))
            .collect()
    };
    let (there, here) = (by_name(there), by_name(here));
    let gone = there
        .iter()
        .filter_map(|(name, expected)| match here.get(name) {
            None => Some(format!(
                "{field}, {name}: found no such file, expected {expected}"
            )),
            Some(found) if found != expected => Some(format!(
                "{field}, {name}: found {found}, expected {expected}"
            )),
            Some(_) => None,
        });
    let new = here.keys().filter(|name| !there.contains_key(*name));
    let new = new.map(|name| format!("{field}, {name}: found a file, expected none"));
    gone.chain(new).collect()
}

fn files(files: &[InputFile]) -> Vec<Value> {
    let file = |file: &InputFile| json!({ "naam": file.name, "sha256": file.sha256 });
    files.iter().map(file).collect()
}
