//! `nabij backup` and `nabij restore`: all that people entered as one file, for safety and to move to another database.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use nabij::api::register::copy_check::subject;
use nabij::api::register::entry::content;
use nabij::ingest::entered::forms::form_of;
use nabij::store::clashes::Clash;
use nabij::store::copy::{read_copy, write_copy};
use nabij::store::error::StoreError;
use nabij::store::open_store::Store;
use nabij::store::revision::{Author, Revision};
use nabij::store::seals::sealed;
use tempfile::NamedTempFile;

use super::backup_target::backup_target;
use super::store_place::{must_be_there, store_place};
use super::{BLOCKED, say, say_error};

/// Writes a copy of a store. The file is there whole, or not at all.
pub fn back_up(store: &str, out: &Path) -> Result<ExitCode> {
    let Some(place) = store_place(store) else {
        return Ok(ExitCode::from(BLOCKED));
    };
    must_be_there(&place)?;
    let target = match backup_target(out, &place) {
        Ok(target) => target,
        Err(refused) => {
            say_error(&format!("{refused:#}"));
            return Ok(ExitCode::from(BLOCKED));
        }
    };
    let copy = Store::copy_of(&place).with_context(|| format!("de opslag {place}"))?;
    let unwritable = || format!("{} kan niet worden geschreven", out.display());
    let folder = target.parent();
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    let file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).with_context(unwritable)?;
    let mut writer = BufWriter::new(file);
    write_copy(&copy, &mut writer).with_context(unwritable)?;
    writer.flush().with_context(unwritable)?;
    let file = writer.into_inner().with_context(unwritable)?;
    file.as_file().sync_all().with_context(unwritable)?;
    file.persist(target).with_context(unwritable)?;
    let lines = copy.revisions.len();
    say(&format!("geschreven in {}: {lines} versies", out.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// Puts a copy back: all of it, or nothing.
pub fn restore(store: &str, file: &Path) -> Result<ExitCode> {
    let Some(place) = store_place(store) else {
        return Ok(ExitCode::from(BLOCKED));
    };
    let named = || file.display().to_string();
    let copy = read_copy(BufReader::new(File::open(file).with_context(named)?));
    let copy = copy.with_context(named)?;
    // Before a store is made for it.
    sealed(&copy.revisions).with_context(named)?;
    let in_store = || format!("de opslag {place}");
    let store = Store::open(&place, &copy.study).with_context(in_store)?;
    let new = match store.take_in_once(&copy.revisions, &subject) {
        Err(StoreError::Clashes(clashes)) => bail!(told(&clashes)),
        taken => taken.with_context(in_store)?,
    };
    let all = copy.revisions.len();
    say(&format!("teruggezet: {new} nieuwe versies van {all}"))?;
    Ok(ExitCode::SUCCESS)
}

/// What stands in the way, a line for each.
fn told(clashes: &[Clash]) -> String {
    let lines: Vec<String> = clashes.iter().map(line).collect();
    let lines = lines.join("\n");
    format!("er is niets teruggezet: hier is al iets anders vastgelegd\n{lines}")
}

fn line(clash: &Clash) -> String {
    let Clash { coming, here } = clash;
    if clash.is_of_one_entry() {
        let side = |one: &Revision| {
            let Author { who, at, .. } = &one.author;
            format!("versie {} van {who} op {at}", one.version)
        };
        return format!(
            "{}/{}: in het bestand {}, hier {}",
            coming.kind,
            coming.id,
            side(coming),
            side(here)
        );
    }
    let once = form_of(&coming.kind).map_or(&[][..], |form| form.once);
    let fields = content(coming);
    let about = once
        .iter()
        .filter(|field| !fields[**field].is_null())
        .map(|field| format!("{field} {}", fields[*field]));
    let about: Vec<String> = about.collect();
    format!(
        "{}, {}: in het bestand {} van {}, hier {} van {}",
        coming.kind,
        about.join(", "),
        coming.name(),
        coming.author.at,
        here.name(),
        here.author.at,
    )
}
