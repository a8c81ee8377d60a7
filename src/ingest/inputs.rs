//! What a study was read from, each file with its fingerprint, so that an answer can say which data it rests on.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::ingest::error::IngestError;

/// The name of a study file in its folder.
const STUDY_FILE: &str = "study.toml";
/// What belongs to a Shapefile beside the file that is named.
const SHAPEFILE_PARTS: [&str; 4] = ["shx", "dbf", "prj", "cpg"];

/// One file that a study was read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// Its name as the study file gives it; `study.toml` for the study file itself.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What the file system tells of one file that a study was read from: another when it was written, and sooner asked than its
/// fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputStamp {
    /// Its name, as that of an [`InputFile`].
    pub name: String,
    /// Its length in bytes, and when it was last changed in seconds and nanoseconds; nothing when it is not there.
    told: Option<(u64, i64, i64)>,
}

impl InputStamp {
    /// The stamp of one file.
    pub fn of(name: &str, file: &Path) -> Self {
        let told = fs::metadata(file).ok();
        Self {
            name: name.to_owned(),
            told: told.map(|told| (told.len(), told.ctime(), told.ctime_nsec())),
        }
    }
}

/// The first that is new or another than before, or else the first that is gone; nothing when all are the same.
pub fn first_other<'a, T: PartialEq>(before: &'a [T], now: &'a [T]) -> Option<&'a T> {
    let other = now.iter().find(|one| !before.contains(one));
    other.or_else(|| before.iter().find(|one| !now.contains(one)))
}

/// The files that a study names and that are there, with their fingerprints, by name.
///
/// # Errors
/// A study file that cannot be read, or a file that was there and cannot be read.
pub fn study_inputs(study: &Path, data: Option<&Path>) -> Result<Vec<InputFile>, IngestError> {
    let paths = study_paths(study, data)?;
    let inputs = paths.iter().map(|(name, file)| fingerprint(name, file));
    let mut inputs = inputs.collect::<Result<Vec<_>, _>>()?;
    inputs.sort();
    Ok(inputs)
}

/// The study file and the files that it names and that are there, each with its name.
///
/// # Errors
/// A study file that cannot be read.
pub fn study_paths(
    study: &Path,
    data: Option<&Path>,
) -> Result<Vec<(String, PathBuf)>, IngestError> {
    let path = match study.is_dir() {
        true => study.join(STUDY_FILE),
        false => study.to_path_buf(),
    };
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let text = fs::read_to_string(&path)
        .map_err(|cause| IngestError::unreadable(&path.to_string_lossy(), cause))?;
    // A study file that cannot be parsed is refused where it is read.
    let written: toml::Table = toml::from_str(&text).unwrap_or_default();
    let mut names = BTreeSet::new();
    named_files(&toml::Value::Table(written), &mut names);
    let mut paths = vec![(STUDY_FILE.to_owned(), path)];
    for name in names {
        let places = [data.unwrap_or(&folder), &folder].map(|folder| folder.join(&name));
        if let Some(file) = places.into_iter().find(|file| file.is_file()) {
            paths.push((name, file));
        }
    }
    Ok(paths)
}

/// One fingerprint of all of them.
pub fn fingerprint_of_all(inputs: &[InputFile]) -> String {
    let lines = inputs.iter();
    let lines: Vec<String> = lines
        .map(|input| format!("{} {}\n", input.sha256, input.name))
        .collect();
    sha256(lines.concat().as_bytes())
}

/// SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// One file with its fingerprint.
///
/// # Errors
/// A file that cannot be read.
pub fn fingerprint(name: &str, file: &Path) -> Result<InputFile, IngestError> {
    let unreadable = |cause| IngestError::unreadable(&file.to_string_lossy(), cause);
    let mut digest = Sha256::new();
    let mut opened = fs::File::open(file).map_err(unreadable)?;
    let mut part = vec![0; 1 << 16];
    loop {
        match opened.read(&mut part).map_err(unreadable)? {
            0 => break,
            read => digest.update(&part[..read]),
        }
    }
    Ok(InputFile {
        name: name.to_owned(),
        sha256: hexadecimal(&digest.finalize()),
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every text in the study file that may name a file; those that name none are passed over by the caller.
fn named_files(written: &toml::Value, names: &mut BTreeSet<String>) {
    match written {
        toml::Value::String(text) => {
            names.insert(text.clone());
            if let Some(stem) = text.strip_suffix(".shp") {
                names.extend(SHAPEFILE_PARTS.map(|part| format!("{stem}.{part}")));
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| named_files(value, names)),
        toml::Value::Table(table) => table.values().for_each(|value| named_files(value, names)),
        toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_every_file_counts_and_nothing_else() {
        // RFC 6234 and FIPS 180-4: SHA-256 of "abc".
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).expect("written");
        };
        write(
            "study.toml",
            "name = \"a\"\n[[areas]]\nfile = \"buurten.shp\"\n",
        );
        write("buurten.shp", "vorm");
        write("buurten.dbf", "tabel");
        write("ander.csv", "telt niet mee");
        let all = || {
            let inputs = study_inputs(folder.path(), None).expect("read");
            let names: Vec<String> = inputs.iter().map(|input| input.name.clone()).collect();
            (names, fingerprint_of_all(&inputs))
        };
        let (names, before) = all();
        assert_eq!(names, ["buurten.dbf", "buurten.shp", "study.toml"]);
        write("ander.csv", "nog steeds niet");
        assert_eq!(all().1, before);
        write("buurten.dbf", "Tabel");
        assert_ne!(all().1, before);
        assert!(study_inputs(&folder.path().join("nergens"), None).is_err());
    }

    #[test]
    fn a_file_that_is_written_gone_or_new_is_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("scholen.csv");
        let stamps = || [InputStamp::of("scholen.csv", &file)];
        let none = stamps();
        fs::write(&file, "code").expect("written");
        let half = stamps();
        assert_eq!(first_other(&half, &stamps()), None);
        fs::write(&file, "code,naam").expect("written");
        assert_eq!(first_other(&half, &stamps()), Some(&stamps()[0]));
        fs::remove_file(&file).expect("removed");
        assert_eq!(first_other(&none, &stamps()), None);
        assert_eq!(first_other(&half, &[]), Some(&half[0]));
        assert_eq!(first_other(&[], &half), Some(&half[0]));
    }
}
