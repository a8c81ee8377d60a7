//! A store in a file of `SQLite`: write-ahead log, and on the disk before it is said to be kept.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Error, ErrorCode, OpenFlags, ToSql, params_from_iter};

use crate::store::cell::{Cell, Refusal};
use crate::store::error::StoreError;
use crate::store::opened_file::OpenedFile;
use crate::store::turn::PATIENCE;

/// Safe settings: readers never wait, a power cut loses nothing that was kept, rules between rows hold.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF";
/// The same for a connection that only reads.
const READING: &str = "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF";

/// What `SQLite` puts behind the name of a store for what is not in the file itself yet, or would be taken back.
const LOGS: [&str; 2] = ["-wal", "-journal"];
/// The table that a store has before any other.
const FIRST_TABLE: &str = "form";
/// What people entered is nobody else's: only the service reads it here.
const MODE: u32 = 0o600;

/// An open file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    /// The file, and its log, in which all is written first.
    files: Vec<OpenedFile>,
}

impl Sqlite {
    /// Opens a file, and makes it when it is not there.
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        make(path).map_err(gone)?;
        let connection = Connection::open(path).map_err(refusal)?;
        let file = OpenedFile::at(path.to_owned()).map_err(gone)?;
        connection.busy_timeout(PATIENCE).map_err(refusal)?;
        is_ours(&connection)?;
        connection.execute_batch(SETTINGS).map_err(refusal)?;
        is_sound(&connection)?;
        Ok(Self::over(connection, file))
    }

    /// Opens a file that is there, to read beside who writes.
    pub fn open_to_read(path: &Path) -> Result<Self, Refusal> {
        let never_made = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, never_made).map_err(refusal)?;
        let file = OpenedFile::at(path.to_owned()).map_err(gone)?;
        connection.busy_timeout(PATIENCE).map_err(refusal)?;
        is_ours(&connection)?;
        connection.execute_batch(READING).map_err(refusal)?;
        Ok(Self::over(connection, file))
    }

    /// Opens a file that is there to copy it, as one who may only read it and its folder: nothing is made or changed.
    ///
    /// A file with something in its log is read with that log, beside whoever writes. Any other is read as one that stays as it is:
    /// only so `SQLite` makes no files beside it. [`Self::is_in_place`] tells afterwards whether it did stay so.
    pub fn open_to_copy(path: &Path) -> Result<Self, Refusal> {
        let path = fs::canonicalize(path).map_err(gone)?;
        // Before its log is looked at: whatever comes out of a log after that is seen.
        let file = OpenedFile::at_rest(path.clone()).map_err(gone)?;
        let only_read = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let is_filled = |log: &PathBuf| fs::metadata(log).is_ok_and(|log| log.len() > 0);
        let mut logs = LOGS.map(|log| beside(&path, log)).into_iter();
        let Some(log) = logs.find(is_filled) else {
            let stays = format!("file:{}?immutable=1", in_address(&path));
            let flags = only_read | OpenFlags::SQLITE_OPEN_URI;
            let connection = Connection::open_with_flags(stays, flags).map_err(refusal)?;
            is_ready_to_copy(&connection)?;
            let files = vec![file];
            return Ok(Self { connection, files });
        };
        let connection = Connection::open_with_flags(&path, only_read).map_err(refusal)?;
        is_ready_to_copy(&connection).map_err(|refused| match refused {
            Refusal::Failed(StoreError::Unreachable(said)) => {
                let (path, log) = (path.display(), log.display());
                Refusal::Failed(StoreError::Unreachable(format!(
                    "{said}; {log} cannot be read in a folder that may not be written: copy it with {path} to another folder"
                )))
            }
            refused => refused,
        })?;
        let file = OpenedFile::at(path).map_err(gone)?;
        Ok(Self::over(connection, file))
    }

    /// The connection to a file from which was read, so that its log is there.
    fn over(connection: Connection, file: OpenedFile) -> Self {
        let log = connection.path().map(|path| format!("{path}-wal"));
        // Where no log can be, `SQLite` goes without.
        let log = log.and_then(|log| OpenedFile::at(log.into()).ok());
        let files = std::iter::once(file).chain(log).collect();
        Self { connection, files }
    }

    /// Refuses when the file, or its log, is not where it was opened any more.
    pub fn is_in_place(&self) -> Result<(), StoreError> {
        self.files.iter().try_for_each(OpenedFile::is_in_place)
    }

    /// Lets what is asked from here on wait so long for another program that is writing.
    pub fn wait_for(&mut self, left: Duration) -> Result<(), Refusal> {
        self.connection.busy_timeout(left).map_err(refusal)
    }

    /// The rows that a statement gives.
    pub fn rows(&mut self, statement: &str, cells: &[Cell]) -> Result<Vec<Vec<Cell>>, Refusal> {
        let mut prepared = self.connection.prepare(statement).map_err(refusal)?;
        let columns = prepared.column_count();
        let mut found = prepared.query(params_from_iter(cells)).map_err(refusal)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(refusal)? {
            let cells = (0..columns).map(|column| Ok(cell(row.get_ref(column)?)));
            rows.push(cells.collect::<Result<_, Error>>().map_err(refusal)?);
        }
        Ok(rows)
    }

    /// Carries out statements that give no rows.
    pub fn batch(&mut self, statements: &str) -> Result<(), Refusal> {
        self.connection.execute_batch(statements).map_err(refusal)
    }
}

fn is_ready_to_copy(connection: &Connection) -> Result<(), Refusal> {
    connection.busy_timeout(PATIENCE).map_err(refusal)?;
    is_ours(connection)?;
    connection.execute_batch(READING).map_err(refusal)?;
    is_sound(connection)
}

/// The file beside a store with this at the end of its name.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A path as it stands in an address.
fn in_address(path: &Path) -> String {
    let letter = |byte: &u8| match byte {
        byte if byte.is_ascii_alphanumeric() || b"/.-_".contains(byte) => {
            char::from(*byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    path.as_os_str().as_bytes().iter().map(letter).collect()
}

fn is_sound(connection: &Connection) -> Result<(), Refusal> {
    let sound = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    let sound: String = sound.map_err(refusal)?;
    match sound.as_str() {
        "ok" => Ok(()),
        _ => Err(Refusal::Failed(StoreError::Database(sound))),
    }
}

fn is_ours(connection: &Connection) -> Result<(), Refusal> {
    match other_tables(connection).map_err(refusal)? {
        Some(found) => Err(Refusal::Failed(StoreError::OtherTables { found })),
        None => Ok(()),
    }
}

/// The tables of another program: there are some, and not the one that we make first. Then nothing is changed in the file.
fn other_tables(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let select = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut prepared = connection.prepare(select)?;
    let names = prepared.query_map([], |row| row.get(0))?;
    let names: Vec<String> = names.collect::<Result<_, Error>>()?;
    let others = !names.is_empty() && !names.iter().any(|name| name == FIRST_TABLE);
    Ok(others.then(|| names.join(", ")))
}

/// Makes an empty file with its folder, when it is not there. Where root does so for a service, it is the service's to write
/// in: it gets the owner of its folder, and so will the files that `SQLite` makes beside it.
fn make(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut to_make = OpenOptions::new();
    to_make.write(true).create_new(true).mode(MODE);
    let file = match to_make.open(path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        Err(cause) => return Err(cause),
    };
    let (of_file, of_folder) = (file.metadata()?, fs::metadata(folder)?);
    if of_file.uid() == 0 && of_folder.uid() != 0 {
        // The file itself, whatever may stand at its path by now.
        fchown(&file, Some(of_folder.uid()), Some(of_folder.gid()))?;
    }
    Ok(())
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Number(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Empty => ToSqlOutput::Owned(Value::Null),
        })
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Integer(number) => Cell::Number(number),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        // The tables are strict: they hold nothing else.
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Cell::Empty,
    }
}

fn gone(cause: io::Error) -> Refusal {
    Refusal::Failed(StoreError::Unreachable(cause.to_string()))
}

fn refusal(error: Error) -> Refusal {
    let said = error.to_string();
    Refusal::Failed(match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) if !said.contains("revision is never") => {
            return Refusal::Rule;
        }
        Some(ErrorCode::DiskFull) => StoreError::Full(said),
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly(said),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(said),
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied) => {
            StoreError::Unreachable(said)
        }
        _ => StoreError::Database(said),
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::chown;

    use super::*;

    #[test]
    fn a_file_of_another_program_is_refused_and_stays_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("weer.sqlite");
        let other = Connection::open(&path).expect("a file");
        let made = other.execute_batch("CREATE TABLE meting (graden REAL)");
        made.expect("a table");
        drop(other);
        let before = fs::read(&path).expect("a file");
        let refused = Sqlite::open(&path).map(drop);
        let found = match refused {
            Err(Refusal::Failed(StoreError::OtherTables { found })) => Some(found),
            Ok(()) | Err(_) => None,
        };
        assert_eq!(found.as_deref(), Some("meting"));
        assert_eq!(fs::read(&path).expect("a file"), before);
    }

    #[test]
    fn a_file_that_is_only_copied_stays_as_it_was_and_one_that_is_written_meanwhile_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("een #1? 100%.sqlite");
        drop(Sqlite::open(&path).expect("a store"));
        let copied = Sqlite::open_to_copy(&path).expect("a file");
        copied.is_in_place().expect("as it was");
        let files = fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(files.count(), 1);

        let mut writing = Sqlite::open(&path).expect("a store");
        let made = writing.batch("CREATE TABLE form (step INTEGER)");
        made.expect("a table");
        let beside = Sqlite::open_to_copy(&path).expect("a file with a log");
        beside.is_in_place().expect("as it was");
        drop(beside);
        // The last who writes brings what is in the log to the file.
        drop(writing);
        let told = copied.is_in_place();
        assert!(matches!(told, Err(StoreError::Busy(_))), "{told:?}");
    }

    #[test]
    fn only_its_owner_reads_a_file_that_is_made_and_what_stands_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let _store = Sqlite::open(&folder.path().join("nabij.sqlite")).expect("a store");
        let files = fs::read_dir(folder.path()).expect("a folder");
        let modes = files.map(|one| one.expect("a file").metadata().expect("known").mode());
        let modes: Vec<u32> = modes.map(|mode| mode & 0o777).collect();
        assert_eq!(modes, [MODE; 3], "the store, its log and the index of that");
    }

    #[test]
    fn a_file_that_root_makes_in_the_folder_of_a_service_is_of_that_service() {
        let folder = tempfile::tempdir().expect("a folder");
        let (owner, group) = (4711, 4712);
        if chown(folder.path(), Some(owner), Some(group)).is_err() {
            return; // Only root can give a folder away.
        }
        let path = folder.path().join("nabij.sqlite");
        let mut store = Sqlite::open(&path).expect("a store");
        let made = store.batch("CREATE TABLE a (b INTEGER)");
        made.expect("a table");
        let mut found = 0;
        for one in fs::read_dir(folder.path()).expect("a folder") {
            let one = one.expect("a file").metadata().expect("known");
            assert_eq!((one.uid(), one.gid()), (owner, group));
            found += 1;
        }
        assert_eq!(found, 3, "the store, its log and the index of that");
    }
}
