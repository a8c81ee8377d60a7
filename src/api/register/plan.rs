//! A scenario as it is kept: with what it is about, who may read it, and the mark by which it is found again.

use serde_json::{Value, json};

use crate::api::problem::Problem;
use crate::api::register::body::{RawKeptScenario, Visible};
use crate::api::register::entry::content;
use crate::api::register::kept::Register;
use crate::ingest::scenario::document::{ReadingFor, scenario_in_value};
use crate::model::scenario::ordered_changes::Scenario;
use crate::store::error::StoreError;
use crate::store::revision::Revision;
use crate::study::open_study::Study;
use crate::study::scenario::scenario_document::{fingerprint, scenario_document};

/// The kind of entry that a scenario is.
pub const SCENARIO_KIND: &str = "scenario";
/// A mark is a SHA-256 in hexadecimal.
const MARK: usize = 64;

/// A scenario that is kept or will be.
pub struct Plan {
    /// The scenario.
    pub scenario: Scenario,
    /// What it is about.
    pub about: String,
    /// Who may read it.
    pub visible: Visible,
}

impl Plan {
    /// What was sent, for this study.
    ///
    /// # Errors
    /// 400 with the change and the field.
    pub fn sent(study: &Study, sent: RawKeptScenario) -> Result<Self, Problem> {
        Ok(Self {
            scenario: read(study, sent.scenario)?,
            about: sent.toelichting.trim().to_owned(),
            visible: sent.zichtbaar,
        })
    }

    /// What was kept.
    ///
    /// # Errors
    /// 400 when the scenario is not one any more for this study.
    pub fn kept(study: &Study, revision: &Revision) -> Result<Self, Problem> {
        let content = content(revision);
        let visible = serde_json::from_value(content["zichtbaar"].clone());
        Ok(Self {
            scenario: read(study, content["scenario"].clone())?,
            about: content["toelichting"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            visible: visible.unwrap_or(Visible::Eigen),
        })
    }

    /// As it is kept: in metres of the study's own system, with its mark.
    pub fn content(&self, study: &Study) -> String {
        let crs = &study.town().crs;
        let content = json!({
            "naam": self.scenario.name(),
            "toelichting": self.about,
            "zichtbaar": self.visible,
            "kenmerk": fingerprint(&self.scenario, crs),
            "scenario": scenario_document(&self.scenario, crs),
        });
        content.to_string()
    }
}

fn read(study: &Study, scenario: Value) -> Result<Scenario, Problem> {
    let of = ReadingFor {
        crs: &study.town().crs,
        base: study.scenario_base(),
    };
    scenario_in_value(scenario, of).map_err(|refused| Problem::scenario(&refused.to_string()))
}

/// The scenario with this mark in any version of any that is kept, so that a link to it always opens. Nothing when there is none
/// that this study can read.
///
/// # Errors
/// As the store.
pub fn by_mark(
    register: &Register,
    study: &Study,
    mark: &str,
) -> Result<Option<Scenario>, StoreError> {
    if mark.len() != MARK || !mark.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let text = format!("\"kenmerk\":\"{mark}\"");
    let found = register.store().holding(SCENARIO_KIND, &text)?;
    let plan = found.and_then(|revision| Plan::kept(study, &revision).ok());
    Ok(plan.map(|plan| plan.scenario))
}
