//! One Shapefile out of a sent archive, under names of our own. What an archive says of itself is not believed:
//! bytes are counted as they come out.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::read::ZipFile;

use crate::ingest::error::IngestError;
use crate::ingest::quotation::listed;

/// An archive may have so many entries.
const MOST_ENTRIES: usize = 100;
/// So many bytes may come out, all parts together.
const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// A part may be so many times larger than it was packed. Tables with much white space reach some tens.
const LARGEST_RATIO: u64 = 200;
/// Smaller parts may have any ratio.
const SMALL: u64 = 1024 * 1024;
/// So many names of an archive without a Shapefile are told.
const NAMED: usize = 5;
/// The parts of a Shapefile that are read.
const PARTS: [&str; 5] = ["shp", "shx", "dbf", "prj", "cpg"];

/// An archive that was sent.
#[derive(Debug, Clone, Copy)]
pub struct Archive<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What its sender calls it.
    pub name: &'a str,
}

impl Archive<'_> {
    /// Unpacks its only Shapefile into a folder, and says where the `.shp` is.
    ///
    /// # Errors
    /// A damaged or locked archive, one with another number of Shapefiles than one, or one that is too large unpacked.
    pub fn unpack(&self, into: &Path) -> Result<PathBuf, IngestError> {
        let file = File::open(self.path).map_err(|cause| self.unreadable(cause))?;
        let mut archive = ZipArchive::new(file).map_err(|_broken| self.damaged())?;
        if archive.len() > MOST_ENTRIES {
            let found = format!("{} entries", archive.len());
            return Err(self.refused(found, format!("at most {MOST_ENTRIES}")));
        }
        let stem = self.only_stem(&archive)?;
        let mut room = MOST_BYTES;
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(|_broken| self.damaged())?;
            let name = entry.name().map_err(|_broken| self.damaged())?.into_owned();
            let Some(part) = part_of(&name, &stem) else {
                continue;
            };
            let out = into.join(format!("sent.{part}"));
            room -= self.copy(&mut entry, &out, room)?;
        }
        Ok(into.join("sent.shp"))
    }

    /// The path and name, without ending, that the parts of the only Shapefile share.
    fn only_stem(&self, archive: &ZipArchive<File>) -> Result<String, IngestError> {
        let names: Result<Vec<String>, _> = archive
            .file_names()
            .map(|name| name.map(Cow::into_owned))
            .collect();
        let mut names = names.map_err(|_broken| self.damaged())?;
        names.retain(|name| !is_hidden(name));
        let mut stems: Vec<String> = names
            .iter()
            .filter_map(|name| name.rsplit_once('.'))
            .filter(|(_, ending)| ending.eq_ignore_ascii_case("shp"))
            .map(|(stem, _)| stem.to_owned())
            .collect();
        stems.sort_unstable();
        match stems.as_slice() {
            [only] => Ok(only.clone()),
            [] => {
                names.truncate(NAMED);
                let found = match names.is_empty() {
                    true => "an empty archive".to_owned(),
                    false => format!("no .shp but {}", listed(&names)),
                };
                Err(self.refused(found, "one Shapefile: .shp with .shx, .dbf and .prj"))
            }
            many => Err(self.refused(
                format!("{} Shapefiles: {}", many.len(), listed(many)),
                "one Shapefile",
            )),
        }
    }

    /// Copies one part; `room` is what all parts may still take.
    fn copy(
        &self,
        entry: &mut ZipFile<'_, File>,
        out: &Path,
        room: u64,
    ) -> Result<u64, IngestError> {
        if entry.encrypted() {
            return Err(self.refused("a locked archive", "an archive without a password"));
        }
        let allowed = room.min(SMALL.max(entry.compressed_size().saturating_mul(LARGEST_RATIO)));
        let mut file = File::create(out).map_err(|cause| self.unreadable(cause))?;
        let mut part = vec![0; 1 << 16];
        let mut copied = 0;
        loop {
            let read = entry.read(&mut part).map_err(|_broken| self.damaged())?;
            if read == 0 {
                return Ok(copied);
            }
            copied += read as u64;
            if copied > allowed {
                let found = "an archive that grows without measure when it is unpacked";
                let most = MOST_BYTES / 1024 / 1024;
                let expected = format!(
                    "at most {most} MB, and no part more than {LARGEST_RATIO} times as large"
                );
                return Err(self.refused(found, expected));
            }
            let bytes = part.get(..read).unwrap_or_default();
            file.write_all(bytes)
                .map_err(|cause| self.unreadable(cause))?;
        }
    }

    fn damaged(&self) -> IngestError {
        self.refused("a damaged archive", "a whole zip archive")
    }

    fn refused(&self, found: impl Into<String>, expected: impl Into<String>) -> IngestError {
        IngestError::of_file(self.name, found, expected)
    }

    fn unreadable(&self, cause: std::io::Error) -> IngestError {
        IngestError::unreadable(self.name, cause)
    }
}

/// The part of the Shapefile that an entry is, if it is one.
fn part_of(entry: &str, stem: &str) -> Option<&'static str> {
    let (of, ending) = entry.rsplit_once('.')?;
    let part = PARTS
        .iter()
        .find(|part| part.eq_ignore_ascii_case(ending))?;
    of.eq_ignore_ascii_case(stem).then_some(*part)
}

/// What systems add by themselves.
fn is_hidden(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || last.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(entries: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let mut writer =
            ZipWriter::new(File::create(folder.path().join("sent.zip")).expect("a file"));
        for (name, bytes) in entries {
            let options = SimpleFileOptions::default();
            writer.start_file(*name, options).expect("an entry");
            writer.write_all(bytes).expect("its bytes");
        }
        writer.finish().expect("an archive");
        folder
    }

    fn unpacked(folder: &tempfile::TempDir) -> Result<PathBuf, String> {
        let archive = Archive {
            path: &folder.path().join("sent.zip"),
            name: "scholen.zip",
        };
        archive
            .unpack(folder.path())
            .map_err(|refused| refused.to_string())
    }

    #[test]
    fn the_parts_come_out_under_our_names_wherever_they_claim_to_belong() {
        let folder = archive(&[
            ("../../etc/scholen.shp", b"shapes"),
            ("../../etc/scholen.DBF", b"table"),
            ("../../etc/other.dbf", b"another table"),
            ("__MACOSX/._scholen.shp", b"noise"),
            ("leesmij.txt", b"hallo"),
        ]);
        let shapes = unpacked(&folder).expect("one Shapefile");
        assert_eq!(std::fs::read(&shapes).expect("it is there"), b"shapes");
        let names = std::fs::read_dir(folder.path()).expect("a folder");
        let mut names: Vec<String> = names
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        assert_eq!(names, ["sent.dbf", "sent.shp", "sent.zip"]);
        let table = std::fs::read(folder.path().join("sent.dbf")).expect("it is there");
        assert_eq!(table, b"table");
    }

    #[test]
    fn an_archive_with_none_or_several_is_refused_with_what_is_in_it() {
        let none = archive(&[("nog-een.zip", b"PK")]);
        assert_eq!(
            unpacked(&none).expect_err("no Shapefile"),
            "scholen.zip: found no .shp but \"nog-een.zip\", expected one Shapefile: .shp with .shx, .dbf and .prj"
        );
        let two = archive(&[("a.shp", b"1"), ("b.shp", b"2")]);
        assert_eq!(
            unpacked(&two).expect_err("two Shapefiles"),
            "scholen.zip: found 2 Shapefiles: \"a\", \"b\", expected one Shapefile"
        );
        assert!(
            unpacked(&archive(&[]))
                .expect_err("nothing")
                .contains("an empty archive")
        );
    }

    #[test]
    fn what_grows_without_measure_is_stopped_while_it_grows() {
        let folder = archive(&[("a.shp", &vec![0; 64 * 1024 * 1024])]);
        let refused = unpacked(&folder).expect_err("a bomb");
        assert!(refused.contains("grows without measure"), "{refused}");
        let written = std::fs::metadata(folder.path().join("sent.shp"))
            .expect("a part")
            .len();
        assert!(written <= 16 * 1024 * 1024, "{written}");
    }

    #[test]
    fn a_cut_off_archive_is_refused() {
        let folder = archive(&[("a.shp", b"some shapes that are long enough to be cut off")]);
        let path = folder.path().join("sent.zip");
        let whole = std::fs::read(&path).expect("an archive");
        for length in [0, 10, whole.len() / 2, whole.len() - 1] {
            std::fs::write(&path, &whole[..length]).expect("a shorter archive");
            assert!(unpacked(&folder).is_err(), "{length}");
        }
        let many: Vec<(String, &[u8])> = (0..101)
            .map(|number| (format!("{number}.txt"), &b""[..]))
            .collect();
        let many: Vec<(&str, &[u8])> = many
            .iter()
            .map(|(name, bytes)| (name.as_str(), *bytes))
            .collect();
        let refused = unpacked(&archive(&many)).expect_err("too many");
        assert!(
            refused.contains("101 entries, expected at most 100"),
            "{refused}"
        );
    }
}
