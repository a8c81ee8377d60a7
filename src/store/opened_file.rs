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
    /// Its length and when it was last written, of a file that is to stay as it is.
    written: Option<Written>,
}

/// A length in bytes, and a time in seconds and nanoseconds.
type Written = (u64, i64, i64);

impl OpenedFile {
    /// The file to which a path leads, just after it was opened there.
    ///
    /// # Errors
    /// That it is gone already.
    pub fn at(path: PathBuf) -> io::Result<Self> {
        let identity = identity(&fs::metadata(&path)?);
        let written = None;
        Ok(Self {
            path,
            identity,
            written,
        })
    }

    /// The same of a file that is to stay as it is, before it is opened.
    ///
    /// # Errors
    /// That it is gone already.
    pub fn at_rest(path: PathBuf) -> io::Result<Self> {
        let written = Some(written(&fs::metadata(&path)?));
        let opened = Self::at(path)?;
        Ok(Self { written, ..opened })
    }

    /// Refuses when its path leads elsewhere by now, or nowhere; and when it was written although it was to stay as it is.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`]: when the file is back, all goes on; [`StoreError::Busy`].
    pub fn is_in_place(&self) -> Result<(), StoreError> {
        let path = self.path.display();
        let found = fs::metadata(&self.path).ok();
        let Some(found) = found.filter(|found| identity(found) == self.identity) else {
            let gone = format!("the file {path} is gone or was replaced");
            return Err(StoreError::Unreachable(gone));
        };
        match self.written {
            Some(before) if before != written(&found) => Err(StoreError::Busy(format!(
                "the file {path} was written while it was read"
            ))),
            Some(_) | None => Ok(()),
        }
    }
}

fn identity(file: &Metadata) -> (u64, u64) {
    (file.dev(), file.ino())
}

fn written(file: &Metadata) -> Written {
    (file.len(), file.mtime(), file.mtime_nsec())
}
