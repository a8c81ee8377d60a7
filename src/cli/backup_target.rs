//! Where a backup may be written: in a new file, or in the place of an earlier one. It is put there by name, so whatever else had
//! that name would be gone: the store itself, a device, the work of another program.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use nabij::store::address::StoreAddress;
use nabij::store::copy::begins_as_copy;

/// What `SQLite` puts behind the name of a store for each of its files.
const FILES_OF_STORE: [&str; 4] = ["", "-wal", "-shm", "-journal"];
const EXPECTED: &str = "verwacht een nieuw bestand, of een eerdere kopie van nabij";

/// The file to write; where `out` is a link, that is what it leads to.
///
/// # Errors
/// What is there is not ours to replace.
pub fn backup_target(out: &Path, store: &StoreAddress) -> Result<PathBuf> {
    let shown = out.display();
    let unreadable = || format!("{shown} kan niet worden gelezen");
    let found = fs::metadata(out);
    let target = match &found {
        Ok(found) if !found.is_file() => {
            bail!("--out: gevonden {shown}, geen gewoon bestand, {EXPECTED}");
        }
        Ok(_) => fs::canonicalize(out).with_context(unreadable)?,
        Err(_) if out.is_symlink() => {
            bail!("--out: gevonden {shown}, een verwijzing naar niets, {EXPECTED}");
        }
        Err(_) => without_links(out),
    };
    if is_of(&target, store) {
        bail!("--out: gevonden {shown}, een bestand van de opslag zelf, {EXPECTED}");
    }
    // In an empty file nothing is lost.
    if found.is_ok_and(|found| found.len() > 0) {
        let there = File::open(&target).with_context(unreadable)?;
        if !begins_as_copy(BufReader::new(there)) {
            bail!("--out: gevonden {shown}, een bestand met iets anders, {EXPECTED}");
        }
    }
    Ok(target)
}

/// A file that is not there yet, with the folder of its own.
fn without_links(out: &Path) -> PathBuf {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
    match (folder, out.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        // Whoever writes there says what is wrong.
        (Err(_), _) | (_, None) => out.to_owned(),
    }
}

fn is_of(target: &Path, store: &StoreAddress) -> bool {
    let StoreAddress::File(path) = store else {
        return false;
    };
    let Ok(path) = fs::canonicalize(path) else {
        return false;
    };
    FILES_OF_STORE.iter().any(|more| {
        let mut name = path.clone().into_os_string();
        name.push(more);
        target.as_os_str() == name
    })
}
