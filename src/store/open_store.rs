//! The store: what people entered, with all that it was before. Nothing is overwritten and nothing is deleted;
//! two who change one entry at once are told of each other.

use std::sync::OnceLock;
use std::time::Instant;

use jiff::Timestamp;

use crate::store::address::StoreAddress;
use crate::store::cell::Cell;
use crate::store::clashes::SubjectOf;
use crate::store::condition::{Condition, Trouble, TroubleKind, Use};
use crate::store::copy::Copy;
use crate::store::database::Database;
use crate::store::error::StoreError;
use crate::store::migrations::tells_study;
use crate::store::opening::{
    connection_to_read, database, has_form, is_of_study, is_same_study, is_there, study_of,
};
use crate::store::revision::{Draft, EntryKey, Revision};
use crate::store::revision_rows::{
    COLUMNS, INSERT, cells, last_of_each, newest_of, newest_of_kind, newest_sealed_of, of_entry,
    of_kind, revision, select_all, select_of_entry, select_of_kind, text, whole,
};
use crate::store::seals::sealed;
use crate::store::sqlite::Sqlite;
use crate::store::taking_in::take_in;
use crate::store::turn::{PATIENCE, Turn, Turns};

/// An open store. One change is kept at a time, and one question is asked beside it.
#[derive(Debug)]
pub struct Store {
    reading: Turns<Database>,
    keeping: Turns<Database>,
    condition: Condition,
    /// When a revision was found that is not what was sealed.
    altered: OnceLock<Timestamp>,
}

impl Store {
    /// Opens the store of a study, and makes it when it is not there.
    ///
    /// # Errors
    /// A store that cannot be reached, that is of another study or that a newer program made.
    pub fn open(address: &StoreAddress, study: &str) -> Result<Self, StoreError> {
        let mut database = database(address)?;
        is_of_study(&mut database, study)?;
        Self::over(database, address)
    }

    /// Opens the store of a study that is there already, and makes nothing where there is none.
    ///
    /// # Errors
    /// As [`Store::open`]; and [`StoreError::NoStore`].
    pub fn open_made(address: &StoreAddress, study: &str) -> Result<Self, StoreError> {
        is_there(address)?;
        has_form(&mut connection_to_read(address)?)?;
        let mut database = database(address)?;
        let found = study_of(&mut database)?.unwrap_or_default();
        is_same_study(found, study)?;
        Self::over(database, address)
    }

    /// All that the store at an address holds, and of which study it is. It is only read: nothing is made or changed there.
    ///
    /// # Errors
    /// [`StoreError::NoStore`]; a store that cannot be reached, that a newer program made or of which a revision is not what was
    /// sealed; [`StoreError::Busy`] for a file in which somebody began to write meanwhile.
    pub fn copy_of(address: &StoreAddress) -> Result<Copy, StoreError> {
        is_there(address)?;
        let mut database = match address {
            StoreAddress::File(path) => Database::Sqlite(Sqlite::open_to_copy(path)?),
            StoreAddress::Server(_) => connection_to_read(address)?,
        };
        let copy = copied(&mut database);
        // What is read of a file while it is written may be anything.
        database.is_in_place()?;
        copy
    }

    fn over(database: Database, address: &StoreAddress) -> Result<Self, StoreError> {
        Ok(Self {
            reading: Turns::at(connection_to_read(address)?),
            keeping: Turns::at(database),
            condition: Condition::default(),
            altered: OnceLock::new(),
        })
    }

    /// What keeps the store from being used, as far as is known; nothing is asked of it, and nobody waited for.
    pub fn trouble(&self) -> Option<Trouble> {
        let lasting = [self.keeping.lasting(), self.reading.lasting()];
        let late = lasting.into_iter().flatten().any(|long| long > PATIENCE);
        let trouble = |time, kind| Trouble { time, kind };
        let busy = late.then(|| trouble(Timestamp::now(), TroubleKind::Busy));
        let altered = self.altered.get();
        let altered = altered.map(|&time| trouble(time, TroubleKind::Altered));
        self.condition.trouble().or(busy).or(altered)
    }

    /// Keeps a change. When this returns, it is on the disk.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] with what is in force when that is not the version that was seen, and [`StoreError::Damaged`] when
    /// its entry is not what was sealed and would go on; then nothing is kept.
    pub fn keep(&self, draft: &Draft<'_>) -> Result<Revision, StoreError> {
        self.condition.after(Use::Keeping, self.kept(draft, None))
    }

    /// The same for a kind that is read as a whole, unless another entry of it stands in the way: `clashes` is told what was kept
    /// last of each. Nobody keeps anything meanwhile, on this server or another.
    ///
    /// # Errors
    /// [`StoreError::Clash`] with the entry that stands in the way; [`StoreError::Damaged`] when any of the kind is not what was
    /// sealed, so that nobody could read what is kept; else as [`Store::keep`].
    pub fn keep_unless(
        &self,
        draft: &Draft<'_>,
        clashes: &dyn Fn(&Revision) -> bool,
    ) -> Result<Revision, StoreError> {
        let kept = self.kept(draft, Some(clashes));
        self.condition.after(Use::Keeping, kept)
    }

    fn kept(
        &self,
        draft: &Draft<'_>,
        clashes: Option<&dyn Fn(&Revision) -> bool>,
    ) -> Result<Revision, StoreError> {
        let mut database = turn(&self.keeping)?;
        database.start()?;
        let made = match written(&mut database, draft, clashes) {
            Ok(made) => made,
            Err(error) => {
                database.leave();
                return Err(self.noticed(error));
            }
        };
        let made = match database.finish() {
            Ok(()) => made,
            Err(refusal) => {
                database.leave();
                settle(&mut database, made, refusal.into())?
            }
        };
        // A file that went in the meantime took it along.
        database.is_in_place()?;
        Ok(made)
    }

    /// The newest revision of every entry of a kind, by id; also of those that were withdrawn.
    ///
    /// # Errors
    /// A store that gives no answer, or one of which one of these is not what was sealed.
    pub fn newest(&self, kind: &str) -> Result<Vec<Revision>, StoreError> {
        self.read(|database| newest_of_kind(database, kind))
    }

    /// The same; refused when any revision of the kind is not what was sealed.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn newest_whole(&self, kind: &str) -> Result<Vec<Revision>, StoreError> {
        self.of_kind(kind).map(last_of_each)
    }

    /// The newest revision of one entry.
    ///
    /// # Errors
    /// A store that gives no answer, or one of which it is not what was sealed.
    pub fn one(&self, key: EntryKey<'_>) -> Result<Option<Revision>, StoreError> {
        self.read(|database| newest_sealed_of(database, key))
    }

    /// The same whatever it is, for who takes it back: what was altered must not stay for that.
    ///
    /// # Errors
    /// A store that gives no answer.
    pub fn one_to_withdraw(&self, key: EntryKey<'_>) -> Result<Option<Revision>, StoreError> {
        self.read(|database| newest_of(database, key))
    }

    fn read<T>(
        &self,
        what: impl FnOnce(&mut Database) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let found = turn(&self.reading).and_then(|mut database| what(&mut database));
        let found = found.map_err(|error| self.noticed(error));
        self.condition.after(Use::Reading, found)
    }

    /// Every revision of one entry, the first first; none when there is no such entry.
    ///
    /// # Errors
    /// A store that gives no answer, or one of which a revision is not what was sealed.
    pub fn history(&self, key: EntryKey<'_>) -> Result<Vec<Revision>, StoreError> {
        self.sealed_revisions(&select_of_entry(), &[text(key.kind), text(key.id)])
    }

    /// Every revision of every entry, in the order in which they were kept.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn all(&self) -> Result<Vec<Revision>, StoreError> {
        self.sealed_revisions(&select_all(), &[])
    }

    /// Every revision of every entry of a kind, in the order in which they were kept.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn of_kind(&self, kind: &str) -> Result<Vec<Revision>, StoreError> {
        self.sealed_revisions(&select_of_kind(), &[text(kind)])
    }

    /// The revisions of a kind of which the content holds a text, the newest first: letters, digits, quotes and colons only.
    ///
    /// # Errors
    /// A store that gives no answer.
    pub fn holding(&self, kind: &str, part: &str) -> Result<Vec<Revision>, StoreError> {
        let select = format!(
            "SELECT {COLUMNS} FROM revision WHERE kind = $1 AND content LIKE $2 ORDER BY number DESC"
        );
        let part = text(&format!("%{part}%"));
        let rows = self.rows(&select, &[text(kind), part])?;
        rows.into_iter().map(revision).collect()
    }

    /// A number that grows with every revision of one of these kinds that is kept, also by another server.
    ///
    /// # Errors
    /// A store that gives no answer.
    pub fn mark(&self, kinds: &[&str]) -> Result<i64, StoreError> {
        let places: Vec<String> = (1..=kinds.len()).map(|place| format!("${place}")).collect();
        let select = format!(
            "SELECT coalesce(max(number), 0) FROM revision WHERE kind IN ({})",
            places.join(", ")
        );
        let kinds: Vec<Cell> = kinds.iter().map(|kind| text(kind)).collect();
        let rows = self.rows(&select, &kinds)?;
        Ok(rows
            .first()
            .and_then(|row| row.first())
            .map_or(0, Cell::number))
    }

    /// Takes in revisions of another store; all of them, or none. What is here already with the same seal stays.
    /// Says how many are new.
    ///
    /// # Errors
    /// [`StoreError::Clashes`] with every entry that went on otherwise here; [`StoreError::Damaged`] for one that is not what was
    /// sealed, among these or among all of their kinds here.
    pub fn take_in(&self, revisions: &[Revision]) -> Result<usize, StoreError> {
        self.take_in_once(revisions, &|_| None)
    }

    /// The same, unless one of them would hold beside another about the same that is only here. Nobody keeps anything meanwhile,
    /// on this server or another.
    ///
    /// # Errors
    /// [`StoreError::Clashes`] with all of these too; else as [`Store::take_in`].
    pub fn take_in_once(
        &self,
        revisions: &[Revision],
        subject: SubjectOf<'_>,
    ) -> Result<usize, StoreError> {
        sealed(revisions)?;
        let taken = self.as_a_whole(|database| take_in(database, revisions, subject));
        self.condition.after(Use::Keeping, taken)
    }

    /// Does something of which all is kept or nothing, while nobody else keeps anything.
    pub(super) fn as_a_whole<T>(
        &self,
        what: impl FnOnce(&mut Database) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut database = turn(&self.keeping)?;
        database.start()?;
        let done = match what(&mut database) {
            Ok(told) => database
                .finish()
                .map_err(StoreError::from)
                .and_then(|()| database.is_in_place())
                .map(|()| told),
            Err(error) => Err(error),
        };
        if done.is_err() {
            database.leave();
        }
        done
    }

    /// The revisions that a question gives, all as they were sealed.
    fn sealed_revisions(&self, select: &str, cells: &[Cell]) -> Result<Vec<Revision>, StoreError> {
        whole(self.rows(select, cells)?).map_err(|error| self.noticed(error))
    }

    /// Remembers that a revision is not what was sealed, and passes it on.
    fn noticed(&self, error: StoreError) -> StoreError {
        if matches!(error, StoreError::Damaged { .. }) {
            self.altered.get_or_init(Timestamp::now);
        }
        error
    }

    /// The rows that a question gives.
    fn rows(&self, select: &str, cells: &[Cell]) -> Result<Vec<Vec<Cell>>, StoreError> {
        self.condition
            .after(Use::Reading, self.found(select, cells))
    }

    /// The same of what is no record, and says nothing of whether those can be read.
    pub(super) fn found(&self, select: &str, cells: &[Cell]) -> Result<Vec<Vec<Cell>>, StoreError> {
        let mut database = turn(&self.reading)?;
        Ok(database.rows(select, cells)?)
    }
}

/// A turn at a connection to what is still in its place, which waits for locks of others as long as is left then.
fn turn(turns: &Turns<Database>) -> Result<Turn<'_, Database>, StoreError> {
    let until = Instant::now() + PATIENCE;
    let in_use = || StoreError::Busy("its connection is in use".to_owned());
    let mut database = turns.next(until).ok_or_else(in_use)?;
    database.is_in_place()?;
    database.wait_for(until.saturating_duration_since(Instant::now()))?;
    Ok(database)
}

fn copied(database: &mut Database) -> Result<Copy, StoreError> {
    has_form(database)?;
    let study = match tells_study(database)? {
        true => study_of(database)?,
        false => None,
    };
    let rows = database.rows(&select_all(), &[])?;
    Ok(Copy {
        study: study.unwrap_or_default(),
        revisions: whole(rows)?,
    })
}

/// Writes a revision within what was begun.
fn written(
    database: &mut Database,
    draft: &Draft<'_>,
    clashes: Option<&dyn Fn(&Revision) -> bool>,
) -> Result<Revision, StoreError> {
    if let Some(clashes) = clashes {
        let mut others = last_of_each(of_kind(database, draft.key.kind)?).into_iter();
        if let Some(other) = others.find(|other| other.id != draft.key.id && clashes(other)) {
            return Err(StoreError::Clash {
                other: Box::new(other),
                sent: draft.content.map(str::to_owned),
            });
        }
    }
    let before = match draft.content {
        Some(_) => of_entry(database, draft.key)?.pop(),
        // What was altered can be withdrawn: a token must not stay for that.
        None => newest_of(database, draft.key)?,
    };
    let version = before.as_ref().map_or(0, |before| before.version);
    let made = Revision::after(before.as_ref(), draft).filter(|_| version == draft.seen);
    let Some(made) = made else {
        return Err(StoreError::Conflict {
            current: before.map(Box::new),
            sent: draft.content.map(str::to_owned),
        });
    };
    database.rows(INSERT, &cells(&made))?;
    Ok(made)
}

/// What became of a revision of which the database did not confirm that it is kept. A connection that broke may have kept it.
fn settle(
    database: &mut Database,
    made: Revision,
    error: StoreError,
) -> Result<Revision, StoreError> {
    let key = EntryKey {
        kind: &made.kind,
        id: &made.id,
    };
    match newest_of(database, key) {
        Ok(Some(kept)) if kept.seal == made.seal => Ok(made),
        Ok(_) | Err(_) => Err(error),
    }
}
