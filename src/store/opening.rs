//! How a store is opened: whether it is one, of which study, and in the form of this program.

use crate::store::address::StoreAddress;
use crate::store::cell::{Cell, Refusal};
use crate::store::database::Database;
use crate::store::error::StoreError;
use crate::store::migrations::bring_up_to_date;
use crate::store::postgresql::PostgreSql;
use crate::store::revision_rows::text;
use crate::store::sqlite::Sqlite;

/// A database in the form of this program.
pub fn database(address: &StoreAddress) -> Result<Database, StoreError> {
    let mut database = match address {
        StoreAddress::File(path) => Database::Sqlite(Sqlite::open(path)?),
        StoreAddress::Server(url) => Database::PostgreSql(Box::new(PostgreSql::open(url)?)),
    };
    bring_up_to_date(&mut database)?;
    Ok(database)
}

/// A connection beside that of who keeps something, so that who reads does not wait for who waits for others there.
pub fn connection_to_read(address: &StoreAddress) -> Result<Database, StoreError> {
    Ok(match address {
        StoreAddress::File(path) => Database::Sqlite(Sqlite::open_to_read(path)?),
        StoreAddress::Server(url) => Database::PostgreSql(Box::new(PostgreSql::open(url)?)),
    })
}

/// Of which study a store is.
pub fn study_of(database: &mut Database) -> Result<Option<String>, StoreError> {
    let rows = database.rows("SELECT name FROM study", &[])?;
    Ok(rows.into_iter().flatten().next().map(Cell::text))
}

/// Refuses an address where no file is. A server is asked itself.
pub fn is_there(address: &StoreAddress) -> Result<(), StoreError> {
    match address {
        StoreAddress::File(path) if !path.exists() => Err(nothing("no file")),
        StoreAddress::File(_) | StoreAddress::Server(_) => Ok(()),
    }
}

/// Whether a database is a store; nothing is changed there.
pub fn has_form(database: &mut Database) -> Result<(), StoreError> {
    match database.rows("SELECT step FROM form LIMIT 1", &[]) {
        Err(Refusal::Failed(StoreError::Database(found))) => Err(nothing(&found)),
        Err(refusal) => Err(refusal.into()),
        Ok(rows) if rows.is_empty() => Err(nothing("a form without a step")),
        Ok(_) => Ok(()),
    }
}

/// The store of one study is no other's: ids and scenarios mean nothing there.
pub fn is_of_study(database: &mut Database, study: &str) -> Result<(), StoreError> {
    let found = match study_of(database)? {
        Some(found) => found,
        None => {
            let name = "INSERT INTO study (only_one, name) VALUES (1, $1)";
            match database.rows(name, &[text(study)]) {
                // Another server that starts at the same time may be first.
                Ok(_) | Err(Refusal::Rule) => study_of(database)?.unwrap_or_default(),
                Err(refusal) => return Err(refusal.into()),
            }
        }
    };
    is_same_study(found, study)
}

/// Refuses another study than the one that is expected.
pub fn is_same_study(found: String, study: &str) -> Result<(), StoreError> {
    match found == study {
        true => Ok(()),
        false => Err(StoreError::OtherStudy {
            found,
            expected: study.to_owned(),
        }),
    }
}

fn nothing(found: &str) -> StoreError {
    StoreError::NoStore {
        found: found.to_owned(),
    }
}
