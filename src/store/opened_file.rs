//! A file that is open, and whether its path still leads to it. What is written in a file that was removed, moved away or replaced
//! goes well, and nobody finds it back.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use crate::store::error::StoreError;

/// A file that was opened.
#[derive(Debug)]
pub struct OpenedFile {
    path: PathBuf,
    /// Its device and its number there, which no other file gets as long as it is open.
    identity: (u64, u64),
}

impl OpenedFile {
    /// The file to which a path leads, just after it was opened there.
    ///
    /// # Errors
    /// That it is gone already.
    pub fn at(path: PathBuf) -> io::Result<Self> {
        let identity = identity(&fs::metadata(&path)?);
        Ok(Self { path, identity })
    }

    /// Refuses when its path leads elsewhere by now, or nowhere.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`]: when the file is back, all goes on.
    pub fn is_in_place(&self) -> Result<(), StoreError> {
        let found = fs::metadata(&self.path).ok();
        if found.is_some_and(|found| identity(&found) == self.identity) {
            return Ok(());
        }
        let path = self.path.display();
        Err(StoreError::Unreachable(format!(
            "the file {path} is gone or was replaced"
        )))
    }
}

fn identity(file: &Metadata) -> (u64, u64) {
    (file.dev(), file.ino())
}
