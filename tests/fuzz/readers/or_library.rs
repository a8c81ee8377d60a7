//! The p-median files of the OR-Library.

use nabij::ingest::or_library::or_library_question;

use super::kept_table::{folder, written};

/// Reads bytes as a p-median file.
pub fn read(bytes: &[u8]) {
    let folder = folder();
    let path = written(&folder, "pmed.txt", bytes);
    let _question = or_library_question(&path, "pmed.txt");
}
