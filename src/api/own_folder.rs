//! A folder for files that this process makes and throws away. What a process left that was killed is thrown away by the next.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::{NamedTempFile, TempDir};

/// How these folders begin.
const START: &str = "nabij-bestanden-";
/// The file in it that its process holds a lock on.
const LOCK: &str = "in gebruik";

/// The folder. It goes with the process.
#[derive(Debug)]
pub struct OwnFolder {
    folder: TempDir,
    _lock: File,
}

impl OwnFolder {
    /// A new folder in `within`, after those that nobody uses any more are thrown away.
    ///
    /// # Errors
    /// Passes on that of the disk.
    pub fn new(within: &Path) -> io::Result<Self> {
        throw_away_left(within);
        let folder = tempfile::Builder::new().prefix(START).tempdir_in(within)?;
        // It is locked before it has its name, so that it never looks left behind.
        let lock = NamedTempFile::new_in(folder.path())?;
        lock.as_file().lock()?;
        let lock = lock.persist(folder.path().join(LOCK))?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Throws away the folders of processes that are gone. What cannot be thrown away, as that of somebody else, stays.
fn throw_away_left(within: &Path) {
    let folders = fs::read_dir(within).into_iter().flatten().flatten();
    let ours = folders.filter(|folder| folder.file_name().to_string_lossy().starts_with(START));
    for folder in ours.map(|folder| folder.path()) {
        let lock = File::open(folder.join(LOCK));
        if lock.is_ok_and(|lock| lock.try_lock().is_ok())
            && let Err(cause) = fs::remove_dir_all(&folder)
        {
            tracing::warn!(%cause, folder = %folder.display(), "what another process left stays");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_use_stays_and_what_was_left_goes() {
        let within = tempfile::tempdir().expect("a folder");
        let used = OwnFolder::new(within.path()).expect("a folder");
        let left = within.path().join(format!("{START}x"));
        fs::create_dir(&left).expect("a folder");
        fs::write(left.join(LOCK), "").expect("a file");
        fs::write(left.join("gebieden.gpkg"), "x").expect("a file");
        let other = within.path().join("van een ander");
        fs::create_dir(&other).expect("a folder");
        let next = OwnFolder::new(within.path()).expect("a folder");
        assert!(used.path().exists() && next.path().exists() && other.exists());
        assert!(!left.exists());
        let place = next.path().to_owned();
        drop(next);
        assert!(!place.exists());
    }
}
