//! A town that may be changed.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A copy of the files of a town, in a folder of its own.
pub fn copied(town: impl AsRef<Path>) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(town.as_ref()).expect("the town") {
        let file = entry.expect("a file");
        fs::copy(file.path(), folder.path().join(file.file_name())).expect("copied");
    }
    folder
}
