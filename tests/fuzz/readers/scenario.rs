//! Scenarios, and the files by which an analysis is done again.

use nabij::ingest::replay_file::replay_in_json;
use nabij::ingest::scenario::document::{ReadingFor, scenario_in_json, scenario_in_value};
use nabij::model::scenario::base::ScenarioBase;
use nabij::study::scenario::scenario_document::scenario_document;

const RD_NEW: &str = "EPSG:28992";

/// Reads bytes as a scenario, which is the same after it was written, and as a file to do an analysis again.
pub fn read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let base = ScenarioBase {
        study: "Proefstad".to_owned(),
        inputs: String::new(),
        norms: String::new(),
        weights: String::new(),
    };
    let of = ReadingFor {
        crs: RD_NEW,
        base: &base,
    };
    if let Ok(scenario) = scenario_in_json(text, of) {
        let written = scenario_document(&scenario, RD_NEW);
        let again = scenario_in_json(&written.to_string(), of);
        assert_eq!(again, Ok(scenario), "{written}");
    }
    if let Ok(replay) = replay_in_json(text) {
        let _scenario = replay
            .scenario
            .map(|written| scenario_in_value(written, of));
    }
}
