//! What all requests share: the study once it is loaded, how far loading is, and the tiles made so far.

use std::num::NonZero;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Bytes;
use jiff::Timestamp;
use moka::sync::Cache;
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};

use crate::api::caller::setup::Callers;
use crate::api::caller::who::Caller;
use crate::api::made_files::MadeFiles;
use crate::api::parameters::Parameters;
use crate::api::posted_plans::PostedPlans;
use crate::api::problem::Problem;
use crate::api::processes::jobs::Jobs;
use crate::api::register::kept::{Entered, Register};
use crate::api::register::links::{by_link, is_link};
use crate::api::register::plan::{by_mark, is_mark, own_shelf_key, posted_plan};
use crate::api::running::connection_limits::ConnectionLimits;
use crate::api::running::metrics::Metrics;
use crate::api::running::rate_limit::RateLimit;
use crate::api::running::reload_failed::ReloadFailed;
use crate::api::running::request_id::RequestId;
use crate::api::scenario_shelf::{Kept, ScenarioShelf};
use crate::api::upload::shelf::Uploads;
use crate::api::wanted::Wanted;
use crate::ingest::upload::added::Added;
use crate::model::bilingual::Bilingual;
use crate::model::norm::ChosenNorm;
use crate::model::scenario::ordered_changes::Scenario;
use crate::store::error::StoreError;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::question::Question;
use crate::study::scenario::problem::ScenarioProblem;
use crate::study::scenario::scenario_document::scenario_document;

/// The field by which a scenario is refused that was made with other files.
const OTHER_INPUTS: &str = "basis.invoer";

/// Memory for tiles that were made before, in bytes.
const TILE_CACHE: u64 = 64 * 1024 * 1024;

/// So many questions about where to build are answered at a time.
const TURNS: usize = 2;

/// Which tile of which layers of which study for which question; no question for the background.
pub type TileKey = (
    String,
    Option<Question>,
    crate::layers::tile_address::TileAddress,
);

/// How far loading is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loading {
    /// What is being done, in Dutch.
    pub step: String,
    /// The part that is done, from 0 to 1.
    pub share: f64,
}

/// The study in place, and what is known of it.
#[derive(Debug, Clone)]
struct InPlace {
    study: Arc<Study>,
    /// When it was put there.
    opened: Timestamp,
    /// Why it was not replaced the last time that was asked.
    reload_failed: Option<ReloadFailed>,
}

/// What all requests share.
#[derive(Debug)]
pub struct ServerState {
    loading: RwLock<Loading>,
    study: RwLock<Option<InPlace>>,
    /// The study is read by one at a time, until it is in place: an older reading never replaces a newer one.
    pub reading: Mutex<()>,
    uploads: Option<Arc<Uploads>>,
    register: Option<Arc<Register>>,
    posted: Option<PostedPlans>,
    /// Tiles made before.
    pub tiles: Cache<TileKey, Bytes>,
    /// Scenarios posted lately.
    pub scenarios: ScenarioShelf,
    /// Files made before.
    pub files: MadeFiles,
    /// Executions that are followed.
    pub jobs: Jobs,
    /// What is counted.
    pub metrics: Metrics,
    /// How often clients may ask.
    pub rates: RateLimit,
    /// What a connection may take.
    pub connections: ConnectionLimits,
    /// What is set up for who asks.
    pub callers: Callers,
    /// The stylesheet of a city.
    pub theme: Option<String>,
    turns: Arc<Semaphore>,
    plan_turns: Arc<Semaphore>,
}

impl Default for ServerState {
    fn default() -> Self {
        let weight =
            |_: &TileKey, tile: &Bytes| u32::try_from(tile.len()).unwrap_or(u32::MAX).max(64);
        Self {
            loading: RwLock::default(),
            study: RwLock::default(),
            reading: Mutex::default(),
            uploads: None,
            register: None,
            posted: None,
            tiles: Cache::builder()
                .max_capacity(TILE_CACHE)
                .weigher(weight)
                .build(),
            scenarios: ScenarioShelf::default(),
            files: MadeFiles::default(),
            jobs: Jobs::default(),
            metrics: Metrics::default(),
            rates: RateLimit::default(),
            connections: ConnectionLimits::default(),
            callers: Callers::default(),
            theme: None,
            turns: Arc::new(Semaphore::new(TURNS)),
            plan_turns: Arc::new(Semaphore::new(2 * processors())),
        }
    }
}

async fn taken(turns: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Problem> {
    let turn = Arc::clone(turns).acquire_owned().await;
    turn.map_err(|_closed| Problem::busy())
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

impl ServerState {
    /// A turn for a question that takes long; others wait. It lasts as long as the work, also when nobody waits for it any
    /// more.
    ///
    /// # Errors
    /// 503 when the service is stopping.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit, Problem> {
        taken(&self.turns).await
    }

    /// A turn for a question about a plan, in the order in which they come: two for each processor, so that one works while
    /// the other waits for its neighbour, and no more, because people who share one wait longer, all of them, than one after
    /// the other.
    ///
    /// # Errors
    /// 503 when the service is stopping.
    pub async fn plan_turn(&self) -> Result<OwnedSemaphorePermit, Problem> {
        taken(&self.plan_turns).await
    }

    /// Tells those who ask how far loading is.
    pub fn report_loading(&self, loading: Loading) {
        // A poisoned lock still holds a whole value: it is replaced at once.
        *self.loading.write().unwrap_or_else(PoisonError::into_inner) = loading;
    }

    /// How far loading is.
    pub fn loading(&self) -> Loading {
        self.loading
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// A state that takes sent layers, when there is a place for them.
    pub fn with_uploads(uploads: Option<Uploads>) -> Self {
        Self {
            uploads: uploads.map(Arc::new),
            ..Self::default()
        }
    }

    /// The same state, which keeps what people enter when there is a place for it.
    #[must_use]
    pub fn with_register(self, register: Option<Register>) -> Self {
        let register = register.map(Arc::new);
        Self {
            posted: register.clone().map(PostedPlans::over),
            register,
            ..self
        }
    }

    /// What people entered, when this service keeps it.
    pub fn register(&self) -> Option<Arc<Register>> {
        self.register.clone()
    }

    /// Puts a scenario that was posted on the shelf under its mark, and tells the other servers of it.
    pub fn put_posted(&self, study: &Study, mark: String, scenario: Scenario) {
        if let Some(posted) = &self.posted {
            let document = scenario_document(&scenario, &study.town().crs);
            posted.tell((mark.clone(), document.to_string()));
        }
        self.scenarios.put(mark, scenario);
    }

    /// Under which name the scenario that this mark or link opens for this caller is on the shelf: posted lately, here or to
    /// another server, kept, or shared. It may wait for the store.
    ///
    /// # Errors
    /// 503 when the store cannot be asked now.
    fn on_shelf(
        &self,
        study: &Study,
        mark: &str,
        caller: Option<&Caller>,
    ) -> Result<Option<String>, Problem> {
        // Nobody names the place of somebody else's.
        if mark.contains(' ') {
            return Ok(None);
        }
        let own = caller.map(|caller| own_shelf_key(&caller.key, mark));
        let known = [Some(mark.to_owned()), own].into_iter().flatten();
        let mut known = known.filter(|key| self.scenarios.scenario(key).is_some());
        if let Some(key) = known.next() {
            return Ok(Some(key));
        }
        let Some(register) = &self.register else {
            return Ok(None);
        };
        let kept = match is_link(mark) {
            true => by_link(register, study, mark),
            false => by_mark(register, study, (mark, caller)),
        };
        let kept = kept.map_err(|error| self.store_problem(&error))?;
        let found = match kept {
            Some(plan) => Some((plan.shelf_key(study), plan.scenario)),
            None => self.posted_elsewhere(study, mark)?,
        };
        Ok(found.map(|(key, scenario)| {
            self.scenarios.put(key.clone(), scenario);
            key
        }))
    }

    /// The scenario with this mark that was posted to another server, or to this one before it started anew; anybody who knows
    /// the mark may read it, as where it was posted.
    fn posted_elsewhere(
        &self,
        study: &Study,
        mark: &str,
    ) -> Result<Option<(String, Scenario)>, Problem> {
        let Some(posted) = self.posted.as_ref().filter(|_| is_mark(mark)) else {
            return Ok(None);
        };
        let found = posted.find(mark);
        let found = found.map_err(|error| self.store_problem(&error))?;
        Ok(found.and_then(|document| {
            let scenario = posted_plan(study, &document)?;
            // It is used again.
            posted.tell((mark.to_owned(), document));
            Some((mark.to_owned(), scenario))
        }))
    }

    /// The scenario that this mark or link opens for this caller. It may wait for the store.
    ///
    /// # Errors
    /// 503 when the store cannot be asked now.
    pub fn scenario(
        &self,
        study: &Study,
        mark: &str,
        caller: Option<&Caller>,
    ) -> Result<Option<Arc<Scenario>>, Problem> {
        let key = self.on_shelf(study, mark, caller)?;
        Ok(key.and_then(|key| self.scenarios.scenario(&key)))
    }

    /// The sent layers, when this service takes any.
    pub fn uploads(&self) -> Option<Arc<Uploads>> {
        self.uploads.clone()
    }

    /// The sent layers that are used in the study.
    pub fn layers_used(&self) -> Vec<Added> {
        let uploads = self.uploads.as_ref();
        uploads
            .map(|uploads| uploads.added(None))
            .unwrap_or_default()
    }

    /// Puts a study in place that was read with these records, and remembers what became of them.
    pub fn open_with(&self, study: Arc<Study>, entered: &Entered) {
        if let Some(register) = &self.register {
            register.settle(entered, study.check());
        }
        self.open(study);
    }

    /// Puts a study in place; who is being answered from an earlier one keeps that.
    pub fn open(&self, study: Arc<Study>) {
        let mut place = self.study.write().unwrap_or_else(PoisonError::into_inner);
        *place = Some(InPlace {
            study,
            opened: Timestamp::now(),
            reload_failed: None,
        });
        drop(place);
        self.scenarios.forget_studies();
    }

    /// Remembers that the study in place could not be replaced, until another one is put there.
    pub fn reload_failed(&self, failed: ReloadFailed) {
        let mut place = self.study.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = place.as_mut() {
            place.reload_failed = Some(failed);
        }
    }

    /// The study.
    ///
    /// # Errors
    /// 503 with the step that loading is at.
    pub fn study(&self) -> Result<Arc<Study>, Problem> {
        let study = self.in_place(|place| Arc::clone(&place.study));
        study.ok_or_else(|| Problem::not_ready(&self.loading().step))
    }

    /// When the study was put in place, and why it was not replaced the last time that was asked; nothing before it is there.
    pub fn opened(&self) -> Option<(Timestamp, Option<ReloadFailed>)> {
        self.in_place(|place| (place.opened, place.reload_failed.clone()))
    }

    /// Why the study was not replaced the last time that was asked; nothing when it was.
    pub fn last_reload_failed(&self) -> Option<ReloadFailed> {
        self.opened().and_then(|(_, failed)| failed)
    }

    fn in_place<T>(&self, of: impl FnOnce(&InPlace) -> T) -> Option<T> {
        let place = self.study.read().unwrap_or_else(PoisonError::into_inner);
        place.as_ref().map(of)
    }

    /// The study under the scenario that the parameter `scenario` names; the study itself when there is none.
    ///
    /// # Errors
    /// 503 as [`ServerState::study`]; 404 when the scenario is not there (any more).
    pub async fn study_of(
        self: &Arc<Self>,
        parameters: &Parameters,
    ) -> Result<Arc<Study>, Problem> {
        let wanted = parameters.scenario().into();
        self.study_for(self.study()?, (wanted, None), parameters.language()?)
            .await
    }

    /// What is wanted of a study, by the norm that a question names.
    ///
    /// # Errors
    /// As [`ServerState::study_of`].
    pub async fn study_for(
        self: &Arc<Self>,
        study: Arc<Study>,
        (wanted, asked): (Wanted<'_>, Option<ChosenNorm>),
        language: Language,
    ) -> Result<Arc<Study>, Problem> {
        match wanted {
            Wanted::AsItIs if asked.is_none() => Ok(study),
            Wanted::AsItIs => {
                let state = Arc::clone(self);
                let made = tokio::task::spawn_blocking(move || {
                    let shelf = &state.scenarios;
                    shelf.by_norms_of(&study, None, asked.as_ref())
                });
                let made = made.await.map_err(|stopped| self.failure(&stopped))?;
                made.map_err(|cause| self.scenario_problem(&cause, language))
            }
            Wanted::ByNormsOf(mark) => {
                let make = move |shelf: &ScenarioShelf, study: &Arc<Study>, kept: Kept<'_>| {
                    shelf.by_norms_of(study, Some(kept.1), asked.as_ref())
                };
                let (study, _) = self.of_scenario(study, mark, make, language).await?;
                Ok(study)
            }
            Wanted::Under(mark) => {
                let (study, _) = self.study_and_place(study, (mark, asked), language).await?;
                Ok(study)
            }
        }
    }

    /// A study under the scenario with this mark, and where that is on the shelf, which tells whose it is.
    ///
    /// # Errors
    /// As [`ServerState::study_of`].
    pub async fn study_and_place(
        self: &Arc<Self>,
        study: Arc<Study>,
        (mark, asked): (&str, Option<ChosenNorm>),
        language: Language,
    ) -> Result<(Arc<Study>, String), Problem> {
        let make = move |shelf: &ScenarioShelf, study: &Arc<Study>, kept: Kept<'_>| {
            shelf.study(study, kept, asked.as_ref())
        };
        self.of_scenario(study, mark, make, language).await
    }

    /// What the shelf makes of a study and the scenario with this mark, and where that is on the shelf.
    async fn of_scenario(
        self: &Arc<Self>,
        study: Arc<Study>,
        mark: &str,
        make: impl FnOnce(
            &ScenarioShelf,
            &Arc<Study>,
            Kept<'_>,
        ) -> Result<Arc<Study>, Arc<ScenarioProblem>>
        + Send
        + 'static,
        language: Language,
    ) -> Result<(Arc<Study>, String), Problem> {
        let (state, caller) = (Arc::clone(self), Caller::current());
        let mark = mark.to_owned();
        let found = tokio::task::spawn_blocking(move || {
            let place = state.on_shelf(&study, &mark, caller.as_ref())?;
            let place = place.ok_or_else(|| Problem::scenario_gone(language))?;
            let scenario = state.scenarios.scenario(&place);
            let scenario = scenario.ok_or_else(|| Problem::scenario_gone(language))?;
            let study = make(&state.scenarios, &study, (&place, &scenario));
            let study = study.map_err(|cause| state.scenario_problem(&cause, language))?;
            Ok((study, place))
        });
        found.await.map_err(|stopped| self.failure(&stopped))?
    }

    /// Why a question under a scenario is not answered. One of earlier data is told which sent layers take part now.
    pub fn scenario_problem(&self, cause: &ScenarioProblem, language: Language) -> Problem {
        let refused = match cause {
            ScenarioProblem::Refused(refused) => refused,
            ScenarioProblem::Study(cause) => return self.failure(cause),
        };
        let told = language.of(refused.sentence());
        let used = self.uploads().map(|uploads| uploads.names_used());
        match used.filter(|used| refused.field == OTHER_INPUTS && !used.is_empty()) {
            None => Problem::scenario(&told, language),
            Some(used) => {
                let now = Bilingual::new("gestuurde lagen die nu meedoen", "sent layers used now");
                let told = format!("{told}; {}: {}", language.of(now), used.join(", "));
                Problem::scenario(&told, language)
            }
        }
    }

    /// Logs that the store did not answer, and gives the answer to that: 503 when it may the next time, else a failure of ours.
    pub fn store_problem(&self, error: &StoreError) -> Problem {
        if error.may_pass() {
            tracing::warn!(%error, "the store cannot be asked");
            return Problem::not_kept();
        }
        if let StoreError::Damaged { entry } = error {
            tracing::error!(entry, "the store holds something else than was sealed");
            return Problem::altered(entry);
        }
        self.failure(error)
    }

    /// Logs a mistake of ours and gives the answer that names its id.
    pub fn failure(&self, cause: &(dyn std::error::Error + 'static)) -> Problem {
        let id = RequestId::current();
        tracing::error!(failure = %id, cause, "request failed");
        Problem::ours(&id)
    }
}
