//! A scenario as it is kept: with what it is about, who may read it, and the mark by which it is found again.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::caller::who::Caller;
use crate::api::problem::Problem;
use crate::api::register::body::{RawKeptScenario, Visible, explanation, has_name};
use crate::api::register::entry::content;
use crate::api::register::kept::Register;
use crate::ingest::scenario::document::{ReadingFor, scenario_in_value};
use crate::model::scenario::ordered_changes::Scenario;
use crate::store::error::StoreError;
use crate::store::revision::Revision;
use crate::study::language::Language;
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
    /// The key of who entered it first.
    pub owner: String,
    /// What it is a branch of.
    pub branch_of: Option<BranchOf>,
}

/// The version of another plan that a plan began as. A branch is always a new plan and never becomes one of another, so no plan
/// is a branch of itself, however many there are between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchOf {
    /// The id of the other plan.
    pub id: String,
    /// Its version.
    pub versie: u64,
}

impl Plan {
    /// What was sent, for this study, as a new plan or as what `before` becomes. Whether the study can carry it out is not
    /// looked at yet.
    ///
    /// # Errors
    /// 400 with the change and the field; 403 for who makes somebody else's plan their own.
    pub fn sent(
        study: &Study,
        sent: RawKeptScenario,
        (before, language): (Option<&Revision>, Language),
    ) -> Result<Self, Problem> {
        let key = own_key();
        let owner = before.map_or_else(|| key.clone(), owner);
        let before = before.map(content);
        let visible_before = before.as_ref().map(visible);
        let visible = sent.zichtbaar.or(visible_before).unwrap_or_default();
        if visible == Visible::Eigen && owner != key {
            return Err(Problem::not_allowed(
                "Alleen wie dit scenario invoerde, kan het voor zichzelf houden. Maak er een tak van.",
            ));
        }
        let scenario = read(study, sent.scenario, language)?;
        has_name(scenario.name(), language)?;
        let about = match sent.toelichting {
            Some(about) => explanation(&about, language)?,
            None => before.as_ref().map(about).unwrap_or_default(),
        };
        Ok(Self {
            scenario,
            about,
            visible,
            owner,
            branch_of: before.as_ref().and_then(branch_of),
        })
    }

    /// What was kept.
    ///
    /// # Errors
    /// 400 when the scenario is not one any more for this study.
    pub fn kept(study: &Study, revision: &Revision) -> Result<Self, Problem> {
        let content = content(revision);
        Ok(Self {
            scenario: scenario(study, &content)?,
            about: about(&content),
            visible: visible(&content),
            owner: owner(revision),
            branch_of: branch_of(&content),
        })
    }

    /// Under which name it is found again while it is kept in memory: by everybody, or by its owner alone.
    pub fn shelf_key(&self, study: &Study) -> String {
        let mark = fingerprint(&self.scenario, &study.town().crs);
        match self.visible {
            Visible::Iedereen => mark,
            Visible::Eigen => own_shelf_key(&self.owner, &mark),
        }
    }

    /// As it is kept: in metres of the study's own system, with its mark.
    pub fn content(&self, study: &Study) -> String {
        let crs = &study.town().crs;
        let content = json!({
            "naam": self.scenario.name(),
            "toelichting": self.about,
            "zichtbaar": self.visible,
            "eigenaar": self.owner,
            "tak_van": self.branch_of,
            "kenmerk": fingerprint(&self.scenario, crs),
            "scenario": scenario_document(&self.scenario, crs),
        });
        content.to_string()
    }
}

/// Whether this is the form of a mark.
pub fn is_mark(mark: &str) -> bool {
    mark.len() == MARK && mark.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The plan in the document of one that was posted; nothing when this study cannot read it.
pub fn posted_plan(study: &Study, document: &str) -> Option<Scenario> {
    let document = serde_json::from_str(document).ok()?;
    read(study, document, Language::Dutch).ok()
}

/// Under which name somebody's own plan is found again.
pub fn own_shelf_key(owner: &str, mark: &str) -> String {
    format!("{owner} {mark}")
}

/// Whether something on the shelf is somebody's own.
pub fn is_own_shelf_key(key: &str) -> bool {
    key.contains(' ')
}

/// The key of who asks now.
pub fn own_key() -> String {
    Caller::current()
        .map(|caller| caller.key)
        .unwrap_or_default()
}

fn about(content: &Value) -> String {
    let about = content["toelichting"].as_str();
    about.unwrap_or_default().to_owned()
}

/// Nothing for a plan that began by itself, and in a store of before branches told.
fn branch_of(content: &Value) -> Option<BranchOf> {
    serde_json::from_value(content["tak_van"].clone()).ok()
}

/// The scenario in what is kept of a plan.
///
/// # Errors
/// 400 when it is not one any more for this study.
pub fn scenario(study: &Study, content: &Value) -> Result<Scenario, Problem> {
    read(study, content["scenario"].clone(), Language::Dutch)
}

/// What cannot be read as open is not.
fn visible(content: &Value) -> Visible {
    let visible = serde_json::from_value(content["zichtbaar"].clone());
    visible.unwrap_or(Visible::Eigen)
}

/// The key of who entered it first; in a store of before there were keys, the name.
fn owner(revision: &Revision) -> String {
    let content = content(revision);
    let kept = content["eigenaar"].as_str();
    kept.unwrap_or(&revision.author.who).to_owned()
}

/// Whether this caller may read a version of a plan.
pub fn may_read(revision: &Revision, caller: Option<&Caller>) -> bool {
    match visible(&content(revision)) {
        Visible::Iedereen => true,
        Visible::Eigen => caller.is_some_and(|caller| caller.key == owner(revision)),
    }
}

fn read(study: &Study, scenario: Value, language: Language) -> Result<Scenario, Problem> {
    let of = ReadingFor {
        crs: &study.town().crs,
        base: study.scenario_base(),
    };
    scenario_in_value(scenario, of)
        .map_err(|refused| Problem::scenario(&language.of(refused.sentence()), language))
}

/// The plan with this mark in any version of any that is kept and that this caller may read, so that a link to it always
/// opens. Nothing when there is none that this study can read.
///
/// # Errors
/// As the store.
pub fn by_mark(
    register: &Register,
    study: &Study,
    (mark, caller): (&str, Option<&Caller>),
) -> Result<Option<Plan>, StoreError> {
    if !is_mark(mark) {
        return Ok(None);
    }
    let text = format!("\"kenmerk\":\"{mark}\"");
    let found = register.store().holding(SCENARIO_KIND, &text)?;
    let found = found.iter().find(|revision| may_read(revision, caller));
    Ok(found.and_then(|revision| Plan::kept(study, revision).ok()))
}
