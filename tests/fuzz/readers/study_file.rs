//! The study file with its tables, and the same tables as they are said of a sent file, in JSON.

use nabij::ingest::study_file::parse_study;
use nabij::ingest::upload::added::{AddedTable, Role};
use serde_json::Value;

use super::town::with_file;

/// Reads bytes as a study file for the town, and as the keys of each sort of sent file.
pub fn read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match parse_study("study.toml", text) {
        Ok(_study) => with_file("study.toml", bytes),
        Err(problem) => assert!(!problem.to_string().is_empty()),
    }
    let Ok(Value::Object(keys)) = serde_json::from_str(text) else {
        return;
    };
    for role in Role::EVERY {
        match AddedTable::of(role, "upload/1/sent.csv", keys.clone()) {
            Ok(table) => {
                let _geometry = table.geometry();
                assert_eq!(table.origin().file, "upload/1/sent.csv");
            }
            Err(refused) => assert!(!refused.sentence().dutch.is_empty()),
        }
    }
}
