//! Scenarios that were posted lately, and the studies under them or by a chosen norm: kept in memory.

use std::sync::Arc;

use moka::sync::Cache;

use crate::model::norm::ChosenNorm;
use crate::model::scenario::ordered_changes::Scenario;
use crate::study::open_study::Study;
use crate::study::scenario::problem::ScenarioProblem;

/// So many changes of scenarios are kept, all scenarios together.
const KEPT_CHANGES: u64 = 100_000;
/// So many studies under a scenario or by a chosen norm are kept; each takes about as much memory as the study itself.
const KEPT_STUDIES: u64 = 6;

/// A scenario, and where it is kept.
pub type Kept<'a> = (&'a str, &'a Scenario);

/// Scenarios that were posted lately; the longest unused goes first.
#[derive(Debug)]
pub struct ScenarioShelf {
    scenarios: Cache<String, Arc<Scenario>>,
    studies: Cache<String, Arc<Study>>,
}

impl Default for ScenarioShelf {
    fn default() -> Self {
        let weight = |_: &String, scenario: &Arc<Scenario>| {
            u32::try_from(scenario.changes().len() + 1).unwrap_or(u32::MAX)
        };
        Self {
            scenarios: Cache::builder()
                .max_capacity(KEPT_CHANGES)
                .weigher(weight)
                .build(),
            studies: Cache::new(KEPT_STUDIES),
        }
    }
}

impl ScenarioShelf {
    /// Keeps a scenario.
    pub fn put(&self, fingerprint: String, scenario: Scenario) {
        self.scenarios.insert(fingerprint, Arc::new(scenario));
    }

    /// The scenario with this fingerprint, if it is still there.
    pub fn scenario(&self, fingerprint: &str) -> Option<Arc<Scenario>> {
        self.scenarios.get(fingerprint)
    }

    /// Forgets the studies: they are of a study that is no longer there.
    pub fn forget_studies(&self) {
        self.studies.invalidate_all();
    }

    /// The study under a scenario, by the norms that this and the question choose. Who asks while it is made waits for it.
    ///
    /// # Errors
    /// When the study cannot be made.
    pub fn study(
        &self,
        base: &Arc<Study>,
        (place, scenario): Kept<'_>,
        asked: Option<&ChosenNorm>,
    ) -> Result<Arc<Study>, Arc<ScenarioProblem>> {
        let base = self.by_norms_of(base, Some(scenario), asked)?;
        let made = || base.with_changes(scenario).map(Arc::new);
        // One that is being made while the study is replaced is not found by who asks after.
        let key = format!("{}/{place}", base.edition());
        self.studies.try_get_with(key, made)
    }

    /// The study as it is, by the norms that a scenario and the question choose.
    ///
    /// # Errors
    /// When the study cannot be made.
    pub fn by_norms_of(
        &self,
        base: &Arc<Study>,
        scenario: Option<&Scenario>,
        asked: Option<&ChosenNorm>,
    ) -> Result<Arc<Study>, Arc<ScenarioProblem>> {
        let norms = base.norms_of(scenario, asked);
        let norms = norms.map_err(|refused| Arc::new(refused.into()))?;
        self.by_norms(base, &norms)
    }

    /// The study as it answers by chosen norms. Who asks while it is made waits for it.
    ///
    /// # Errors
    /// When the study cannot be made.
    pub fn by_norms(
        &self,
        base: &Arc<Study>,
        chosen: &[ChosenNorm],
    ) -> Result<Arc<Study>, Arc<ScenarioProblem>> {
        if chosen.is_empty() {
            return Ok(Arc::clone(base));
        }
        let key = format!("{} {chosen:?}", base.edition());
        let made = || Ok(Arc::new(base.by_norms(chosen)?));
        self.studies.try_get_with(key, made)
    }
}
