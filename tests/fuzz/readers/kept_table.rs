//! Bytes as a file that is read as a table; what was read is written down as the reading process does, and read again.

use std::path::{Path, PathBuf};

use nabij::ingest::read_table::read_table;
use nabij::ingest::table::{GeometryFrom, TableRequest};
use nabij::ingest::upload::table_file::{self, ReadFile};
use tempfile::TempDir;

/// A folder that goes when it is dropped; in memory where the machine has such a place.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    made.expect("a folder")
}

/// Bytes as a file in a folder.
pub fn written(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// A request for a file, as for a study in RD New.
pub fn request(path: &Path, geometry: GeometryFrom) -> TableRequest {
    let name = path.file_name().expect("a name");
    TableRequest {
        path: path.to_owned(),
        file: name.to_string_lossy().into_owned(),
        layer: None,
        crs: None,
        study_crs: "EPSG:28992".to_owned(),
        encoding: None,
        delimiter: None,
        geometry,
    }
}

/// Reads the file; when it can be used, its rows are the same after they were kept.
pub fn read(request: &TableRequest) {
    let mut problems = Vec::new();
    let Ok(table) = read_table(request, &mut problems) else {
        return;
    };
    kept(&ReadFile { table, problems });
}

/// What was read is the same after it was kept.
pub fn kept(read: &ReadFile) {
    let mut lines = Vec::new();
    table_file::write(Ok(read.clone()), &mut lines).expect("memory can be written");
    let again = table_file::read(&read.table.file, lines.as_slice());
    assert_eq!(again.expect("what was written can be read"), *read);
}
