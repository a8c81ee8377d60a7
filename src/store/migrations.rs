//! The form of a store, made in numbered steps: a store of an earlier program is brought up to date, one of a later is refused.

use crate::store::cell::{Cell, Refusal};
use crate::store::database::Database;
use crate::store::error::StoreError;

/// The steps for `SQLite` and for `PostgreSQL`, in order. A step that was given out is never changed.
const STEPS: [[&str; 2]; 4] = [
    [
        include_str!("migrations/sqlite_1.sql"),
        include_str!("migrations/postgresql_1.sql"),
    ],
    [
        include_str!("migrations/sqlite_2.sql"),
        include_str!("migrations/postgresql_2.sql"),
    ],
    [
        include_str!("migrations/sqlite_3.sql"),
        include_str!("migrations/postgresql_3.sql"),
    ],
    [
        include_str!("migrations/sqlite_4.sql"),
        include_str!("migrations/postgresql_4.sql"),
    ],
];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS form (step BIGINT PRIMARY KEY)";
/// `SQLite` calls every whole number INTEGER.
const TABLE_IN_FILE: &str = "CREATE TABLE IF NOT EXISTS form (step INTEGER PRIMARY KEY) STRICT";

/// The step that made the table of which study it is.
const STUDY_STEP: i64 = 2;

/// Whether a store that is there says of which study it is; nothing is changed in it.
///
/// # Errors
/// A store of a newer program, or none.
pub fn tells_study(database: &mut Database) -> Result<bool, StoreError> {
    let found = steps_done(database)?;
    is_known(found)?;
    Ok(found >= STUDY_STEP)
}

/// Brings a store to the form of this program. Two servers that start at once do it one after the other.
///
/// # Errors
/// A store of a newer program, or a step that the database does not carry out; then the store is as it was.
pub fn bring_up_to_date(database: &mut Database) -> Result<(), StoreError> {
    let (table, which) = match database {
        Database::Sqlite(_) => (TABLE_IN_FILE, 0),
        Database::PostgreSql(_) => (TABLE, 1),
    };
    let mut found = steps_done(database).unwrap_or_default();
    is_known(found)?;
    if found == 0 && database.run(table).is_err() {
        // Another server made it in the meantime.
        found = steps_done(database)?;
    }
    for (number, step) in (1..).zip(STEPS).filter(|(number, _)| *number > found) {
        let statements = format!(
            "INSERT INTO form (step) VALUES ({number});\n{}",
            step[which]
        );
        match database.run(&statements) {
            Ok(()) => tracing::info!(step = number, "form of the store"),
            Err(Refusal::Rule) if steps_done(database)? >= number => {}
            Err(refusal) => return Err(refusal.into()),
        }
    }
    Ok(())
}

fn is_known(found: i64) -> Result<(), StoreError> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    match found > known {
        true => Err(StoreError::Newer { found, known }),
        false => Ok(()),
    }
}

fn steps_done(database: &mut Database) -> Result<i64, StoreError> {
    let rows = database.rows("SELECT coalesce(max(step), 0) FROM form", &[])?;
    Ok(rows
        .first()
        .and_then(|row| row.first())
        .map_or(0, Cell::number))
}
