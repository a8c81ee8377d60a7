//! For the tests of this room: small files in a folder of their own, read as a study would.

use std::path::{Path, PathBuf};

use crate::ingest::problem::Problem;
use crate::ingest::read_table::read_table;
use crate::ingest::table::{GeometryFrom, Table, TableRequest};

/// A folder with files that goes when the test ends.
pub struct Trial {
    folder: tempfile::TempDir,
}

impl Trial {
    /// A folder with these files.
    pub fn with<Bytes: AsRef<[u8]>>(files: &[(&str, Bytes)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).expect("a file for the test");
        }
        Self { folder }
    }

    /// Where a file is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A request for one of the files: the layer's own geometry, in whatever system the file says.
    pub fn request(&self, name: &str) -> TableRequest {
        request(&self.path(name), name)
    }
}

/// A request for a file that is there already.
pub fn request(path: &Path, name: &str) -> TableRequest {
    TableRequest {
        path: path.to_owned(),
        file: name.to_owned(),
        layer: None,
        crs: None,
        study_crs: "EPSG:28992".to_owned(),
        encoding: None,
        delimiter: None,
        geometry: GeometryFrom::Layer,
    }
}

/// The real data, where the tester has it.
#[expect(clippy::print_stderr, reason = "a tester must see what was not tested")]
pub fn real_data(file: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("NABIJ_DATA") else {
        eprintln!("skipped: NABIJ_DATA is not set, so there is no {file}");
        return None;
    };
    Some(PathBuf::from(folder).join(file))
}

/// The table and what was said of it.
pub fn read(request: &TableRequest) -> (Table, Vec<Problem>) {
    let mut problems = Vec::new();
    match read_table(request, &mut problems) {
        Ok(table) => (table, problems),
        Err(error) => unreachable!("{} should be readable, but: {error}", request.file),
    }
}

/// Why the file as a whole was refused.
pub fn refusal(request: &TableRequest) -> String {
    let mut problems = Vec::new();
    match read_table(request, &mut problems) {
        Ok(table) => unreachable!(
            "{} should be refused, but has {} rows",
            table.file,
            table.rows.len()
        ),
        Err(error) => error.to_string(),
    }
}

/// Problems as a person reads them.
pub fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}
