//! What people entered, as the service holds it: the store, and what the study made of the records.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use serde_json::Value;
use tokio::sync::Notify;

use crate::api::register::entry::content;
use crate::ingest::entered::forms::FORMS;
use crate::ingest::entered::tables::{name_in_study, table};
use crate::ingest::problem::Severity;
use crate::ingest::problem_words::sentence::sentence;
use crate::ingest::report::Report;
use crate::ingest::upload::added::Added;
use crate::model::bilingual::Bilingual;
use crate::store::error::StoreError;
use crate::store::open_store::Store;
use crate::store::revision::Revision;
use crate::study::open_study::Study;
use crate::study::read_study::{NoStudy, StudyFiles};

/// What people entered, as the service holds it.
#[derive(Debug)]
pub struct Register {
    store: Store,
    /// Told when something is kept that the study reads.
    pub changed: Notify,
    /// What became of each record that the study was read with.
    taken: RwLock<Taken>,
    /// The mark of the store when the study was read.
    read: AtomicI64,
    /// The records when the store was last asked for them.
    last: Mutex<Entered>,
}

/// The records that hold at one moment.
#[derive(Debug, Clone, Default)]
pub struct Entered {
    /// As sources of the study.
    pub added: Vec<Added>,
    /// The ids and versions of the records of each kind, in the order of their rows.
    versions: BTreeMap<&'static str, Vec<(String, u64)>>,
    mark: i64,
}

/// Of records, by kind and id: the version that was read, and why the study leaves it out, if it does.
type Taken = BTreeMap<(String, String), (u64, Option<Bilingual>)>;

impl Register {
    /// The register over a store.
    pub fn over(store: Store) -> Self {
        Self {
            store,
            changed: Notify::new(),
            taken: RwLock::default(),
            read: AtomicI64::new(0),
            last: Mutex::default(),
        }
    }

    /// The store itself; it may wait for the disk, or for a server.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The records that hold now, as the study reads them. While the store cannot be asked, those of the last time.
    pub fn entered(&self) -> Entered {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match self.holding() {
            Ok(entered) => *last = entered,
            Err(error) => tracing::warn!(%error, "the store cannot be asked"),
        }
        last.clone()
    }

    /// The records that hold now, as the study reads them; none of a kind of which one is not what was sealed.
    ///
    /// # Errors
    /// A store that gives no answer.
    pub fn holding(&self) -> Result<Entered, StoreError> {
        let mut entered = Entered {
            mark: self.mark()?,
            ..Entered::default()
        };
        for form in &FORMS {
            let found = match self.store.newest_whole(form.kind) {
                Err(altered @ StoreError::Damaged { .. }) => {
                    tracing::error!(kind = form.kind, %altered, "records are not read");
                    continue;
                }
                found => found?,
            };
            let holding = found.into_iter().filter(Revision::holds);
            // What another program wrote as no document is no record.
            let read = holding.filter_map(|one| match content(&one) {
                Value::Object(record) => Some(((one.id, one.version), record)),
                _ => None,
            });
            let (versions, records): (Vec<_>, Vec<_>) = read.unzip();
            match table(form.kind, &records) {
                Ok(added) => entered.added.extend(added),
                Err(refused) => tracing::error!(kind = form.kind, %refused, "records are not read"),
            }
            entered.versions.insert(form.kind, versions);
        }
        Ok(entered)
    }

    /// Remembers what became of the records with which the study was read.
    pub fn settle(&self, entered: &Entered, report: &Report) {
        let mut taken = Taken::new();
        for (kind, versions) in &entered.versions {
            let file = name_in_study(kind);
            for (row, (id, version)) in (1..).zip(versions) {
                let mut problems = report.problems.iter();
                let problem = problems.find(|one| one.file == file && one.row == Some(row));
                let left_out = problem.filter(|problem| problem.severity == Severity::LeftOut);
                let key = ((*kind).to_owned(), id.clone());
                taken.insert(key, (*version, left_out.map(sentence)));
            }
        }
        *self.taken.write().unwrap_or_else(PoisonError::into_inner) = taken;
        self.read.store(entered.mark, Ordering::Release);
    }

    /// Whether a record was kept, here or by another server, since the study was read.
    ///
    /// # Errors
    /// As the store.
    pub fn is_ahead(&self) -> Result<bool, StoreError> {
        Ok(self.mark()? != self.read.load(Ordering::Acquire))
    }

    /// The mark of the store when it has records that the study was not read with.
    ///
    /// # Errors
    /// As the store.
    pub fn to_read(&self) -> Result<Option<i64>, StoreError> {
        let read = self.read.load(Ordering::Acquire);
        Ok(Some(self.mark()?).filter(|&mark| mark != read))
    }

    /// A number that grows with every record that is kept; plans, links and tokens are not read by the study.
    fn mark(&self) -> Result<i64, StoreError> {
        self.store.mark(&FORMS.map(|form| form.kind))
    }

    /// What became of one version of a record: nothing when the study was not read with it.
    pub fn taken(&self, revision: &Revision) -> Option<Option<Bilingual>> {
        let taken = self.taken.read().unwrap_or_else(PoisonError::into_inner);
        let key = (revision.kind.clone(), revision.id.clone());
        let read = taken
            .get(&key)
            .filter(|(version, _)| *version == revision.version);
        read.map(|(_, why)| why.clone())
    }
}

/// The study with sources that were added to its files and what people entered, and the latter.
///
/// # Errors
/// When there is no study: see [`NoStudy`].
pub fn study_with(
    register: Option<&Register>,
    files: &StudyFiles,
    mut added: Vec<Added>,
) -> Result<(Study, Entered), NoStudy> {
    let entered = register.map(Register::entered).unwrap_or_default();
    added.extend(entered.added.iter().cloned());
    let study = files.open_with(&added, &|_| ())?;
    Ok((study, entered))
}
