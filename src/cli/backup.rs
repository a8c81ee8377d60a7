//! `nabij backup` and `nabij restore`: all that people entered as one file, for safety and to move to another database.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use nabij::store::address::StoreAddress;
use nabij::store::copy::{read_copy, write_copy};
use nabij::store::open_store::Store;
use tempfile::NamedTempFile;

use super::say;

/// Writes a copy of a store. The file is there whole, or not at all.
pub fn back_up(store: &str, out: &Path) -> Result<ExitCode> {
    let place = StoreAddress::of(store);
    // Opened, it would be made, and its copy would be whole and empty.
    if let StoreAddress::File(path) = &place
        && !path.exists()
    {
        bail!("de opslag {place}: dit bestand is er niet");
    }
    let copy = Store::copy_of(&place).with_context(|| format!("de opslag {place}"))?;
    let unwritable = || format!("{} kan niet worden geschreven", out.display());
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).with_context(unwritable)?;
    let mut writer = BufWriter::new(file);
    write_copy(&copy, &mut writer).with_context(unwritable)?;
    writer.flush().with_context(unwritable)?;
    let file = writer.into_inner().with_context(unwritable)?;
    file.as_file().sync_all().with_context(unwritable)?;
    file.persist(out).with_context(unwritable)?;
    let lines = copy.revisions.len();
    say(&format!("geschreven in {}: {lines} versies", out.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// Puts a copy back: all of it, or nothing.
pub fn restore(store: &str, file: &Path) -> Result<ExitCode> {
    let place = StoreAddress::of(store);
    let named = || file.display().to_string();
    let copy = read_copy(BufReader::new(File::open(file).with_context(named)?));
    let copy = copy.with_context(named)?;
    let in_store = || format!("de opslag {place}");
    let store = Store::open(&place, &copy.study).with_context(in_store)?;
    let new = store.take_in(&copy.revisions).with_context(in_store)?;
    let all = copy.revisions.len();
    say(&format!("teruggezet: {new} nieuwe versies van {all}"))?;
    Ok(ExitCode::SUCCESS)
}
