//! The folder with sent files: each in a folder of its own, with a record beside it that is replaced as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{self, Arc, OnceLock, PoisonError, RwLock};

use serde_json::{Map, Value};
use tempfile::TempDir;
use tokio::sync::{Mutex, OwnedMutexGuard, Semaphore, SemaphorePermit};

use crate::api::upload::record::{Record, Use};
use crate::api::upload::told_problem::kept;
use crate::ingest::load::Progress;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::upload::added::{Added, AddedRows, AddedTable, Role};
use crate::study::open_study::Study;
use crate::study::read_study::{NoStudy, StudyFiles};

/// The file with the record.
const RECORD: &str = "upload.json";
/// How the names begin of what is not kept yet, or not any more.
const UNFINISHED: &str = ".";
const NEW: &str = ".new-";
/// An id has so many letters.
const LETTERS: usize = 12;
/// So many files are kept.
pub const MOST: usize = 50;
/// So many files are read at once: one that takes long holds up nobody, and two take no more memory than a server for a city
/// has to spare.
const READERS: usize = 2;

/// The sent files that are kept.
#[derive(Debug)]
pub struct Uploads {
    folder: PathBuf,
    /// This program, to read files with.
    pub program: PathBuf,
    /// What reads files, of which there are [`READERS`].
    readers: Semaphore,
    /// The files with which something is done or waited for.
    busy: sync::Mutex<BTreeMap<String, Arc<Mutex<()>>>>,
    files: OnceLock<StudyFiles>,
    records: RwLock<BTreeMap<String, Record>>,
}

impl Uploads {
    /// The files in a folder, which is made when it is not there. What was not finished is thrown away.
    ///
    /// # Errors
    /// A folder that cannot be made or read.
    pub fn open(folder: &Path, program: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let folder = fs::canonicalize(folder)?;
        let mut records = BTreeMap::new();
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let id = entry.file_name().to_string_lossy().into_owned();
            if id.starts_with(UNFINISHED) {
                fs::remove_dir_all(entry.path())?;
                continue;
            }
            let text = fs::read(entry.path().join(RECORD));
            match text.and_then(|text| Ok(serde_json::from_slice(&text)?)) {
                Ok(record) => drop(records.insert(id, record)),
                Err(cause) => tracing::warn!(upload = id, %cause, "record cannot be read"),
            }
        }
        Ok(Self {
            folder,
            program,
            readers: Semaphore::new(READERS),
            busy: sync::Mutex::default(),
            files: OnceLock::new(),
            records: RwLock::new(records),
        })
    }

    /// The study as the service starts, with what people entered and all that is used, or without any of the latter when that
    /// does not go together.
    ///
    /// # Errors
    /// When there is no study without them either.
    pub fn open_at_start(
        &self,
        (files, entered): (StudyFiles, &[Added]),
        progress: &dyn Fn(Progress),
    ) -> Result<Study, NoStudy> {
        let files = self.files.get_or_init(|| files);
        let added = self.added(None);
        let used = !added.is_empty();
        let all = [added.as_slice(), entered].concat();
        match files.open_with(&all, progress) {
            Err(NoStudy::Blocked(report)) if used => {
                let study = files.open_with(entered, progress)?;
                self.set_aside(&report.problems.first().map_or_else(|| "".into(), kept));
                Ok(study)
            }
            opened => opened,
        }
    }

    /// Where the study's own files are, once it was opened.
    pub fn files(&self) -> Option<&StudyFiles> {
        self.files.get()
    }

    /// What is used in the study, but for the file with this id.
    pub fn added(&self, but: Option<&str>) -> Vec<Added> {
        let records = self.records();
        let used = records.iter().filter(|(id, _)| Some(id.as_str()) != but);
        used.filter_map(|(id, record)| {
            let used = record.gebruik.as_ref()?;
            let table = added_table(id, record, used)?;
            let path = self.folder_of(id).join(&used.rijen);
            Some(Added {
                name: name_in_study(id, record),
                rows: AddedRows::File(path),
                table,
            })
        })
        .collect()
    }

    /// What the senders call the files that are used in the study, each once.
    pub fn names_used(&self) -> Vec<String> {
        let records = self.records();
        let used = records.values().filter(|record| {
            let used = record.gebruik.as_ref();
            used.is_some_and(|used| used.niet.is_none())
        });
        let names: BTreeSet<String> = used.map(|record| record.naam.clone()).collect();
        names.into_iter().collect()
    }

    /// All files, by id.
    pub fn records(&self) -> BTreeMap<String, Record> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        records.clone()
    }

    /// The file with this id.
    pub fn record(&self, id: &str) -> Option<Record> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        records.get(id).cloned()
    }

    /// The folder of the file with this id.
    pub fn folder_of(&self, id: &str) -> PathBuf {
        self.folder.join(id)
    }

    /// A folder for a file that is not kept yet; it goes when it is dropped.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn unfinished(&self) -> io::Result<TempDir> {
        tempfile::Builder::new()
            .prefix(NEW)
            .rand_bytes(LETTERS)
            .tempdir_in(&self.folder)
    }

    /// Waits until one of the readers is free, and holds it.
    pub async fn reader(&self) -> Option<SemaphorePermit<'_>> {
        // They are never taken away.
        self.readers.acquire().await.ok()
    }

    /// Waits until nobody else does something with a file. Who also waits to read the study does so afterwards.
    pub async fn alone_with(&self, id: &str) -> OwnedMutexGuard<()> {
        let file = {
            let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
            busy.retain(|_, file| Arc::strong_count(file) > 1);
            Arc::clone(busy.entry(id.to_owned()).or_default())
        };
        file.lock_owned().await
    }

    /// Whether no further file is kept.
    pub fn is_full(&self) -> bool {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        records.len() >= MOST
    }

    /// Keeps a file with its record, and says under which id; nothing when there are as many as are kept.
    ///
    /// # Errors
    /// When it cannot be written; then nothing of it stays.
    pub fn keep(&self, unfinished: TempDir, record: Record) -> io::Result<Option<String>> {
        write_record(unfinished.path(), &record)?;
        let name = unfinished.path().file_name().unwrap_or_default();
        let name = name.to_string_lossy();
        let id = name.trim_start_matches(NEW).to_owned();
        let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
        if records.len() >= MOST {
            return Ok(None);
        }
        fs::rename(unfinished.path(), self.folder_of(&id))?;
        // It has another name now, so there is nothing to throw away.
        let _renamed = unfinished.keep();
        records.insert(id.clone(), record);
        Ok(Some(id))
    }

    /// Replaces the record of a file.
    ///
    /// # Errors
    /// When it cannot be written; then the old one stays.
    pub fn replace(&self, id: &str, record: Record) -> io::Result<()> {
        write_record(&self.folder_of(id), &record)?;
        self.remember(id, record);
        Ok(())
    }

    /// Throws a file away.
    ///
    /// # Errors
    /// When its folder cannot be renamed; then it stays. What cannot be deleted goes at the next start.
    pub fn remove(&self, id: &str) -> io::Result<()> {
        let gone = self.folder.join(format!(".gone-{id}"));
        fs::rename(self.folder_of(id), &gone)?;
        let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
        records.remove(id);
        drop(records);
        if let Err(cause) = fs::remove_dir_all(&gone) {
            tracing::warn!(upload = id, %cause, "its folder stays until the next start");
        }
        Ok(())
    }

    fn remember(&self, id: &str, record: Record) {
        let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
        records.insert(id.to_owned(), record);
    }

    /// Says of every file why it is not in the study.
    fn set_aside(&self, reason: &Value) {
        let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
        for used in records
            .values_mut()
            .filter_map(|record| record.gebruik.as_mut())
        {
            used.niet = Some(reason.clone());
        }
    }
}

/// What messages and sources call a sent file.
pub fn name_in_study(id: &str, record: &Record) -> String {
    format!("uploads/{id}/{}", record.naam)
}

/// What the sender calls a file, by what the study calls it.
pub fn sent_name(name_in_study: &str) -> Option<&str> {
    let (_id, name) = name_in_study.strip_prefix("uploads/")?.split_once('/')?;
    Some(name)
}

fn added_table(id: &str, record: &Record, used: &Use) -> Option<AddedTable> {
    if used.niet.is_some() {
        return None;
    }
    let table =
        Role::of(&used.als).and_then(|role| table_of((id, record), role, used.tabel.clone()));
    table
        .inspect_err(
            |refused| tracing::warn!(upload = id, cause = %refused, "its use cannot be read"),
        )
        .ok()
}

/// What a sent file is in the study, by the keys of its table. Without a name there it gets one that no other source has, now or
/// later: rows without an id of their own are called by it.
///
/// # Errors
/// As [`AddedTable::of`].
pub fn table_of(
    (id, record): (&str, &Record),
    role: Role,
    mut keys: Map<String, Value>,
) -> Result<AddedTable, QuestionRefused> {
    if !keys.contains_key("name") {
        let title = record.naam.split('.').next().unwrap_or_default();
        keys.insert("name".to_owned(), format!("laag-{id}").into());
        keys.entry("title").or_insert_with(|| title.into());
    }
    AddedTable::of(role, &name_in_study(id, record), keys)
}

/// Whole or not at all, also when the machine stops halfway.
fn write_record(folder: &Path, record: &Record) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut file, record)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(RECORD))
        .map_err(|failed| failed.error)?;
    fs::File::open(folder)?.sync_all()
}
