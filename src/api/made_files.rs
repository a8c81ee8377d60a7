//! Files made for those who download, kept for the next one; and when each answer was first given.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, Weak};
use std::time::{Duration, SystemTime};

use moka::sync::Cache;
use tempfile::TempPath;

use crate::api::own_folder::OwnFolder;
use crate::layers::error::LayerError;
use crate::layers::export::fingerprint::fingerprint;
use crate::layers::layer::Layer;

/// Space for made files, in kilobytes.
const KEPT_KILOBYTES: u64 = 2 * 1024 * 1024;
/// A file that nobody asks for is thrown away after this.
const KEPT_FOR: Duration = Duration::from_secs(60 * 60);
/// So many layers and answers are remembered.
const REMEMBERED: u64 = 10_000;

/// A file that was made. It is thrown away with its last user.
#[derive(Debug)]
pub struct MadeFile {
    path: TempPath,
    /// Its length in bytes.
    pub length: u64,
}

impl MadeFile {
    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.path.to_path_buf()
    }
}

/// The files made so far, by a number that stands for all that is in them.
#[derive(Debug)]
pub struct MadeFiles {
    files: Cache<u64, Arc<MadeFile>>,
    first_given: Cache<u64, SystemTime>,
    fingerprints: Cache<usize, (Weak<Layer>, u64)>,
    folder: OnceLock<OwnFolder>,
}

impl Default for MadeFiles {
    fn default() -> Self {
        let weight = |_: &u64, file: &Arc<MadeFile>| {
            u32::try_from(file.length / 1024 + 1).unwrap_or(u32::MAX)
        };
        Self {
            files: Cache::builder()
                .max_capacity(KEPT_KILOBYTES)
                .weigher(weight)
                .time_to_idle(KEPT_FOR)
                .build(),
            first_given: Cache::new(REMEMBERED),
            fingerprints: Cache::new(REMEMBERED),
            folder: OnceLock::new(),
        }
    }
}

impl MadeFiles {
    /// The file of this number, if it is still there.
    pub fn get(&self, number: u64) -> Option<Arc<MadeFile>> {
        self.files.get(&number)
    }

    /// How many files are kept.
    pub fn count(&self) -> u64 {
        self.files.entry_count()
    }

    /// The file of this number, made when it is not there; who asks meanwhile waits for it.
    ///
    /// # Errors
    /// Passes on why it could not be made.
    pub fn get_or_make(
        &self,
        number: u64,
        ending: &str,
        make: impl FnOnce(&Path) -> Result<(), LayerError>,
    ) -> Result<Arc<MadeFile>, Arc<LayerError>> {
        self.files.try_get_with(number, || {
            let failed = |source: std::io::Error| LayerError::Write {
                file: format!("download.{ending}"),
                source: source.into(),
            };
            let ending = format!(".{ending}");
            let mut named = tempfile::Builder::new();
            let folder = self.folder().map_err(failed)?;
            let named = named.suffix(&ending).tempfile_in(folder);
            let path = named.map_err(failed)?.into_temp_path();
            make(&path)?;
            let length = std::fs::metadata(&path).map_err(failed)?.len();
            Ok(Arc::new(MadeFile { path, length }))
        })
    }

    /// The folder of this process, made when the first file is.
    fn folder(&self) -> io::Result<&Path> {
        if self.folder.get().is_none() {
            // Who is second throws away what it made.
            drop(self.folder.set(OwnFolder::new(&std::env::temp_dir())?));
        }
        let folder = self.folder.get().map(OwnFolder::path);
        folder.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// When what this number stands for was first given, in whole seconds.
    pub fn first_given(&self, number: u64) -> SystemTime {
        self.first_given.get_with(number, SystemTime::now)
    }

    /// The fingerprint of a layer, read once as long as the layer lives.
    pub fn fingerprint(&self, layer: &Arc<Layer>) -> u64 {
        let place = Arc::as_ptr(layer) as usize;
        if let Some((known, number)) = self.fingerprints.get(&place) {
            // Another layer may by now live where an earlier one did.
            if known
                .upgrade()
                .is_some_and(|known| Arc::ptr_eq(&known, layer))
            {
                return number;
            }
        }
        let number = fingerprint(layer);
        self.fingerprints
            .insert(place, (Arc::downgrade(layer), number));
        number
    }
}
