//! The store: what people entered, with all that it was before. Nothing is overwritten and nothing is deleted;
//! two who change one entry at once are told of each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use std::time::Instant;

use jiff::Timestamp;

use crate::store::address::StoreAddress;
use crate::store::cell::{Cell, Refusal};
use crate::store::clashes::{Clash, SubjectOf, clashes};
use crate::store::condition::{Condition, Trouble, TroubleKind, Use};
use crate::store::copy::Copy;
use crate::store::database::Database;
use crate::store::error::StoreError;
use crate::store::migrations::bring_up_to_date;
use crate::store::postgresql::PostgreSql;
use crate::store::revision::{Action, Author, Draft, EntryKey, Revision};
use crate::store::sqlite::Sqlite;
use crate::store::turn::{PATIENCE, Turn, Turns};

const COLUMNS: &str = "kind, id, version, action, content, who, at, why, seal";
const INSERT: &str = "INSERT INTO revision (kind, id, version, follows, action, content, who, at, why, seal) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

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
        is_made(address)?;
        let mut database = database(address)?;
        let found = study_of(&mut database)?.unwrap_or_default();
        is_same_study(found, study)?;
        Self::over(database, address)
    }

    /// All that the store at an address holds, and of which study it is; nothing is made where there is none.
    ///
    /// # Errors
    /// [`StoreError::NoStore`]; a store that cannot be reached, that a newer program made or of which a revision is not what was
    /// sealed.
    pub fn copy_of(address: &StoreAddress) -> Result<Copy, StoreError> {
        is_made(address)?;
        let mut database = database(address)?;
        let study = study_of(&mut database)?.unwrap_or_default();
        let revisions = Self::over(database, address)?.all()?;
        Ok(Copy { study, revisions })
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
    /// [`StoreError::Conflict`] with what is in force when that is not the version that was seen; then nothing is kept.
    pub fn keep(&self, draft: &Draft<'_>) -> Result<Revision, StoreError> {
        self.condition.after(Use::Keeping, self.kept(draft, None))
    }

    /// The same, unless another entry of its kind stands in the way: `clashes` is told what was kept last of each. Nobody keeps
    /// anything meanwhile, on this server or another.
    ///
    /// # Errors
    /// [`StoreError::Clash`] with the entry that stands in the way; else as [`Store::keep`].
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
                return Err(error);
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
    /// A store that gives no answer.
    pub fn newest(&self, kind: &str) -> Result<Vec<Revision>, StoreError> {
        let found =
            turn(&self.reading).and_then(|mut database| newest_of_kind(&mut database, kind));
        self.condition.after(Use::Reading, found)
    }

    /// The same; refused when any revision of the kind is not what was sealed.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn newest_whole(&self, kind: &str) -> Result<Vec<Revision>, StoreError> {
        let all = self.of_kind(kind)?.into_iter();
        let newest: BTreeMap<String, Revision> = all.map(|one| (one.id.clone(), one)).collect();
        Ok(newest.into_values().collect())
    }

    /// The newest revision of one entry.
    ///
    /// # Errors
    /// A store that gives no answer.
    pub fn one(&self, key: EntryKey<'_>) -> Result<Option<Revision>, StoreError> {
        let found = turn(&self.reading).and_then(|mut database| newest_of(&mut database, key));
        self.condition.after(Use::Reading, found)
    }

    /// Every revision of one entry, the first first; none when there is no such entry.
    ///
    /// # Errors
    /// A store that gives no answer, or one of which a revision is not what was sealed.
    pub fn history(&self, key: EntryKey<'_>) -> Result<Vec<Revision>, StoreError> {
        let select =
            format!("SELECT {COLUMNS} FROM revision WHERE kind = $1 AND id = $2 ORDER BY version");
        self.sealed_revisions(&select, &[text(key.kind), text(key.id)])
    }

    /// Every revision of every entry, in the order in which they were kept.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn all(&self) -> Result<Vec<Revision>, StoreError> {
        let select = format!("SELECT {COLUMNS} FROM revision ORDER BY number");
        self.sealed_revisions(&select, &[])
    }

    /// Every revision of every entry of a kind, in the order in which they were kept.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn of_kind(&self, kind: &str) -> Result<Vec<Revision>, StoreError> {
        let select = format!("SELECT {COLUMNS} FROM revision WHERE kind = $1 ORDER BY number");
        self.sealed_revisions(&select, &[text(kind)])
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
    /// sealed.
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
        let taken = self.taken_in(revisions, subject);
        self.condition.after(Use::Keeping, taken)
    }

    fn taken_in(
        &self,
        revisions: &[Revision],
        subject: SubjectOf<'_>,
    ) -> Result<usize, StoreError> {
        let mut database = turn(&self.keeping)?;
        database.start()?;
        let taken = take_in(&mut database, revisions, subject);
        let done = match taken {
            Ok(new) => database
                .finish()
                .map_err(StoreError::from)
                .and_then(|()| database.is_in_place())
                .map(|()| new),
            Err(error) => Err(error),
        };
        if done.is_err() {
            database.leave();
        }
        done
    }

    /// The revisions that a question gives, all as they were sealed. One that is not is remembered.
    fn sealed_revisions(&self, select: &str, cells: &[Cell]) -> Result<Vec<Revision>, StoreError> {
        let rows = self.rows(select, cells)?;
        let found: Vec<Revision> = rows.into_iter().map(revision).collect::<Result<_, _>>()?;
        if let Err(altered) = sealed(&found) {
            self.altered.get_or_init(Timestamp::now);
            return Err(altered);
        }
        Ok(found)
    }

    /// The rows that a question gives.
    fn rows(&self, select: &str, cells: &[Cell]) -> Result<Vec<Vec<Cell>>, StoreError> {
        let found = turn(&self.reading)
            .and_then(|mut database| database.rows(select, cells).map_err(StoreError::from));
        self.condition.after(Use::Reading, found)
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

/// A database in the form of this program.
fn database(address: &StoreAddress) -> Result<Database, StoreError> {
    let mut database = match address {
        StoreAddress::File(path) => Database::Sqlite(Sqlite::open(path)?),
        StoreAddress::Server(url) => Database::PostgreSql(Box::new(PostgreSql::open(url)?)),
    };
    bring_up_to_date(&mut database)?;
    Ok(database)
}

/// A connection beside that of who keeps something, so that who reads does not wait for who waits for others there.
fn connection_to_read(address: &StoreAddress) -> Result<Database, StoreError> {
    Ok(match address {
        StoreAddress::File(path) => Database::Sqlite(Sqlite::open_to_read(path)?),
        StoreAddress::Server(url) => Database::PostgreSql(Box::new(PostgreSql::open(url)?)),
    })
}

fn study_of(database: &mut Database) -> Result<Option<String>, StoreError> {
    let rows = database.rows("SELECT name FROM study", &[])?;
    Ok(rows.into_iter().flatten().next().map(Cell::text))
}

/// Whether there is a store at an address; nothing is changed there.
fn is_made(address: &StoreAddress) -> Result<(), StoreError> {
    let nothing = |found: &str| StoreError::NoStore {
        found: found.to_owned(),
    };
    if let StoreAddress::File(path) = address
        && !path.exists()
    {
        return Err(nothing("no file"));
    }
    let mut database = connection_to_read(address)?;
    match database.rows("SELECT step FROM form LIMIT 1", &[]) {
        Err(Refusal::Failed(StoreError::Database(found))) => Err(nothing(&found)),
        Err(refusal) => Err(refusal.into()),
        Ok(rows) if rows.is_empty() => Err(nothing("a form without a step")),
        Ok(_) => Ok(()),
    }
}

/// The store of one study is no other's: ids and scenarios mean nothing there.
fn is_of_study(database: &mut Database, study: &str) -> Result<(), StoreError> {
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

fn is_same_study(found: String, study: &str) -> Result<(), StoreError> {
    match found == study {
        true => Ok(()),
        false => Err(StoreError::OtherStudy {
            found,
            expected: study.to_owned(),
        }),
    }
}

/// Writes a revision within what was begun.
fn written(
    database: &mut Database,
    draft: &Draft<'_>,
    clashes: Option<&dyn Fn(&Revision) -> bool>,
) -> Result<Revision, StoreError> {
    if let Some(clashes) = clashes {
        let mut others = newest_of_kind(database, draft.key.kind)?.into_iter();
        if let Some(other) = others.find(|other| other.id != draft.key.id && clashes(other)) {
            return Err(StoreError::Clash {
                other: Box::new(other),
                sent: draft.content.map(str::to_owned),
            });
        }
    }
    let before = newest_of(database, draft.key)?;
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

fn newest_of_kind(database: &mut Database, kind: &str) -> Result<Vec<Revision>, StoreError> {
    let select = format!(
        "SELECT {COLUMNS} FROM revision AS one WHERE kind = $1 AND version = \
         (SELECT max(version) FROM revision WHERE kind = one.kind AND id = one.id) ORDER BY id"
    );
    let rows = database.rows(&select, &[text(kind)])?;
    rows.into_iter().map(revision).collect()
}

fn newest_of(database: &mut Database, key: EntryKey<'_>) -> Result<Option<Revision>, StoreError> {
    let select = format!(
        "SELECT {COLUMNS} FROM revision WHERE kind = $1 AND id = $2 ORDER BY version DESC LIMIT 1"
    );
    let rows = database.rows(&select, &[text(key.kind), text(key.id)])?;
    rows.into_iter().next().map(revision).transpose()
}

fn take_in(
    database: &mut Database,
    revisions: &[Revision],
    subject: SubjectOf<'_>,
) -> Result<usize, StoreError> {
    let kinds: BTreeSet<&str> = revisions.iter().map(|one| one.kind.as_str()).collect();
    let mut here = Vec::new();
    for kind in kinds {
        here.extend(newest_of_kind(database, kind)?);
    }
    let mut clashes = clashes(revisions, &here, subject);
    let mut went_on = BTreeSet::new();
    let mut new = 0;
    for one in revisions {
        let select = "SELECT seal FROM revision WHERE kind = $1 AND id = $2 AND version = $3";
        let rows = database.rows(select, &cells(one)[..3])?;
        let here = rows.into_iter().flatten().next().map(Cell::text);
        match here {
            None if !clashes.is_empty() => {}
            None => {
                let kept = database.rows(INSERT, &cells(one));
                kept.map_err(|refusal| match refusal {
                    Refusal::Rule => StoreError::Damaged { entry: one.name() },
                    Refusal::Failed(error) => error,
                })?;
                new += 1;
            }
            Some(seal) if seal == one.seal => {}
            Some(_) => {
                // Of an entry that went on otherwise here, the first version tells.
                if went_on.insert((&one.kind, &one.id)) {
                    clashes.push(other_version(database, one)?);
                }
            }
        }
    }
    match clashes.is_empty() {
        true => Ok(new),
        false => Err(StoreError::Clashes(clashes)),
    }
}

/// A version of a copy beside the one here, which has another seal. What was altered here clashes with nothing.
fn other_version(database: &mut Database, coming: &Revision) -> Result<Clash, StoreError> {
    let select = format!(
        "SELECT {COLUMNS} FROM revision WHERE kind = $1 AND id = $2 AND version <= $3 ORDER BY version"
    );
    let rows = database.rows(&select, &cells(coming)[..3])?;
    let mut here: Vec<Revision> = rows.into_iter().map(revision).collect::<Result<_, _>>()?;
    sealed(&here)?;
    let here = here.pop().ok_or_else(|| StoreError::Damaged {
        entry: coming.name(),
    })?;
    let coming = coming.clone();
    Ok(Clash { coming, here })
}

/// Whether every revision is what was sealed, and follows on the one before it.
///
/// # Errors
/// Names the first that is not.
pub fn sealed(revisions: &[Revision]) -> Result<(), StoreError> {
    let mut before = std::collections::BTreeMap::new();
    for one in revisions {
        let earlier = before.insert((&one.kind, &one.id), one);
        let follows = earlier.map_or(1, |earlier: &Revision| earlier.version + 1);
        if one.version != follows || one.seal != one.seal_after(earlier) {
            return Err(StoreError::Damaged { entry: one.name() });
        }
    }
    Ok(())
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn number(version: u64) -> Cell {
    // No entry is ever changed so often.
    Cell::Number(i64::try_from(version).unwrap_or(i64::MAX))
}

/// The cells of a revision as [`INSERT`] has them.
fn cells(one: &Revision) -> [Cell; 10] {
    let follows = match one.version {
        0 | 1 => Cell::Empty,
        version => number(version - 1),
    };
    [
        text(&one.kind),
        text(&one.id),
        number(one.version),
        follows,
        text(one.action.code()),
        text(&one.content),
        text(&one.author.who),
        text(&one.author.at),
        text(&one.author.why),
        text(&one.seal),
    ]
}

fn revision(row: Vec<Cell>) -> Result<Revision, StoreError> {
    let Ok([kind, id, version, action, content, who, at, why, seal]) = <[Cell; 9]>::try_from(row)
    else {
        return Err(StoreError::Database("a row of another length".to_owned()));
    };
    let action = action.text();
    let known = Action::of(&action).ok_or(StoreError::Database(action))?;
    Ok(Revision {
        kind: kind.text(),
        id: id.text(),
        version: u64::try_from(version.number()).unwrap_or_default(),
        action: known,
        content: content.text(),
        author: Author {
            who: who.text(),
            at: at.text(),
            why: why.text(),
        },
        seal: seal.text(),
    })
}
