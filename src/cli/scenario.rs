//! A scenario from a file, for the commands that answer under one.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use nabij::ingest::scenario::document::{ReadingFor, scenario_in_json};
use nabij::model::scenario::ordered_changes::Scenario;
use nabij::study::open_study::Study;
use nabij::study::scenario::problem::ScenarioProblem;

use super::say_error;

/// The scenario in a file; nothing when it cannot be read, which is then said.
pub fn read(study: &Study, file: &Path) -> Result<Option<Scenario>> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("{} kan niet worden gelezen", file.display()))?;
    let of = ReadingFor {
        crs: &study.town().crs,
        base: study.scenario_base(),
    };
    match scenario_in_json(&text, of) {
        Ok(scenario) => Ok(Some(scenario)),
        Err(refused) => {
            say_error(&format!("{}, {refused}", file.display()));
            Ok(None)
        }
    }
}

/// What the study under a scenario of a file answers, or the study itself without one; nothing when the scenario is refused,
/// which is then said.
pub fn under<T>(
    study: &Study,
    (scenario, file): (Option<&Scenario>, &str),
    answer: impl FnOnce(&Study) -> Result<Option<T>>,
) -> Result<Option<T>> {
    let Some(scenario) = scenario else {
        return answer(study);
    };
    match study.with_scenario(scenario) {
        Ok(study) => answer(&study),
        Err(ScenarioProblem::Refused(refused)) => {
            say_error(&format!("{file}, {refused}"));
            Ok(None)
        }
        Err(ScenarioProblem::Study(cause)) => Err(cause.into()),
    }
}
