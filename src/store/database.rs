//! One way to speak to both databases: statements with `$1`, `$2`, ... in ascending order, and cells that are whole numbers or
//! text.

use std::time::Duration;

use crate::store::cell::{Cell, Refusal};
use crate::store::error::StoreError;
use crate::store::postgresql::PostgreSql;
use crate::store::sqlite::Sqlite;

/// Both let one writer in at a time from here on, who sees all that was kept before. So whatever is kept has a higher number than
/// what was there.
const BEGIN_IN_FILE: &str = "BEGIN IMMEDIATE";
/// The number stands for this program among all that lock in the same database; it spells `nabij`.
const BEGIN: &str = "BEGIN; SELECT pg_advisory_xact_lock(474080242026)";

/// A connection to one of both.
#[derive(Debug)]
pub enum Database {
    /// A file.
    Sqlite(Sqlite),
    /// A server.
    PostgreSql(Box<PostgreSql>),
}

impl Database {
    /// Refuses a file that is not where it was opened any more. A server is met at its address by whatever is asked next.
    pub fn is_in_place(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.is_in_place(),
            Self::PostgreSql(_) => Ok(()),
        }
    }

    /// Lets what is asked from here on wait so long for who else has locked what it needs.
    pub fn wait_for(&mut self, left: Duration) -> Result<(), Refusal> {
        match self {
            Self::Sqlite(sqlite) => sqlite.wait_for(left),
            Self::PostgreSql(postgresql) => postgresql.wait_for(left),
        }
    }

    /// The rows that a statement gives. What one of both would not hold, neither is asked for.
    pub fn rows(&mut self, statement: &str, cells: &[Cell]) -> Result<Vec<Vec<Cell>>, Refusal> {
        if !cells.iter().all(Cell::is_readable) {
            return Err(Refusal::Failed(StoreError::NoText));
        }
        match self {
            Self::Sqlite(sqlite) => sqlite.rows(statement, cells),
            Self::PostgreSql(postgresql) => postgresql.rows(statement, cells),
        }
    }

    /// Carries out statements that give no rows, all of them or none.
    pub fn run(&mut self, statements: &str) -> Result<(), Refusal> {
        self.start()?;
        let done = self.batch(&format!("{statements};\nCOMMIT"));
        if done.is_err() {
            self.leave();
        }
        done
    }

    /// Begins what is to be done as a whole, once nobody else is at it, on this server or another.
    pub fn start(&mut self) -> Result<(), Refusal> {
        let begun = match self {
            Self::Sqlite(sqlite) => sqlite.batch(BEGIN_IN_FILE),
            Self::PostgreSql(postgresql) => postgresql.begin(BEGIN),
        };
        if begun.is_err() {
            // PostgreSQL has begun already when the turn does not come.
            self.leave();
        }
        begun
    }

    /// Ends it and keeps it.
    pub fn finish(&mut self) -> Result<(), Refusal> {
        self.batch("COMMIT")
    }

    /// Leaves what was begun as if it never was. A connection that is gone has done so already.
    pub fn leave(&mut self) {
        if let Err(Refusal::Failed(cause)) = self.batch("ROLLBACK") {
            tracing::debug!(%cause, "nothing to roll back");
        }
    }

    fn batch(&mut self, statements: &str) -> Result<(), Refusal> {
        match self {
            Self::Sqlite(sqlite) => sqlite.batch(statements),
            Self::PostgreSql(postgresql) => postgresql.batch(statements),
        }
    }
}
