//! Revisions as rows of the database.

use std::collections::BTreeMap;

use crate::store::cell::Cell;
use crate::store::database::Database;
use crate::store::error::StoreError;
use crate::store::revision::{Action, Author, EntryKey, Revision};
use crate::store::seals::sealed;

/// What is read of a revision, as [`revision`] has it.
pub const COLUMNS: &str = "kind, id, version, action, content, who, at, why, seal";
/// Whether a row of [`select_newest`] is the newest of its entry.
const IS_NEWEST: &str = "version = (SELECT max(version) FROM revision AS other WHERE other.kind = one.kind AND other.id = one.id)";
/// Puts the [`cells`] of a revision in the store.
pub const INSERT: &str = "INSERT INTO revision (kind, id, version, follows, action, content, who, at, why, seal) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Every revision of a kind, all as they were sealed, in the order in which they were kept.
pub fn of_kind(database: &mut Database, kind: &str) -> Result<Vec<Revision>, StoreError> {
    whole(database.rows(&select_of_kind(), &[text(kind)])?)
}

/// Every revision of an entry, all as they were sealed, the first first.
pub fn of_entry(database: &mut Database, key: EntryKey<'_>) -> Result<Vec<Revision>, StoreError> {
    whole(database.rows(&select_of_entry(), &[text(key.kind), text(key.id)])?)
}

/// The newest revision of each entry of a kind, by id, each as it was sealed on the one before it.
pub fn newest_of_kind(database: &mut Database, kind: &str) -> Result<Vec<Revision>, StoreError> {
    let select = format!(
        "{} WHERE kind = $1 AND {IS_NEWEST} ORDER BY id",
        select_newest()
    );
    let rows = database.rows(&select, &[text(kind)])?;
    rows.into_iter().map(sealed_revision).collect()
}

/// The newest revision of an entry, as it was sealed on the one before it.
pub fn newest_sealed_of(
    database: &mut Database,
    key: EntryKey<'_>,
) -> Result<Option<Revision>, StoreError> {
    let select = format!(
        "{} WHERE kind = $1 AND id = $2 AND {IS_NEWEST}",
        select_newest()
    );
    let rows = database.rows(&select, &[text(key.kind), text(key.id)])?;
    rows.into_iter().next().map(sealed_revision).transpose()
}

/// The newest revision of an entry, whatever it is.
pub fn newest_of(
    database: &mut Database,
    key: EntryKey<'_>,
) -> Result<Option<Revision>, StoreError> {
    let select = format!(
        "SELECT {COLUMNS} FROM revision WHERE kind = $1 AND id = $2 ORDER BY version DESC LIMIT 1"
    );
    let rows = database.rows(&select, &[text(key.kind), text(key.id)])?;
    rows.into_iter().next().map(revision).transpose()
}

/// Asks for revisions and, last, the seal of the one before each.
fn select_newest() -> String {
    format!(
        "SELECT {COLUMNS}, (SELECT earlier.seal FROM revision AS earlier WHERE earlier.kind = one.kind AND earlier.id = one.id \
         AND earlier.version = one.version - 1) FROM revision AS one"
    )
}

/// The last of each entry, by id.
pub fn last_of_each(revisions: Vec<Revision>) -> Vec<Revision> {
    let all = revisions.into_iter();
    let last: BTreeMap<String, Revision> = all.map(|one| (one.id.clone(), one)).collect();
    last.into_values().collect()
}

/// The revisions in rows, all as they were sealed.
pub fn whole(rows: Vec<Vec<Cell>>) -> Result<Vec<Revision>, StoreError> {
    let found: Vec<Revision> = rows.into_iter().map(revision).collect::<Result<_, _>>()?;
    sealed(&found).map(|()| found)
}

/// Asks for every revision, in the order in which they were kept.
pub fn select_all() -> String {
    format!("SELECT {COLUMNS} FROM revision ORDER BY number")
}

/// The same of the kind `$1`.
pub fn select_of_kind() -> String {
    format!("SELECT {COLUMNS} FROM revision WHERE kind = $1 ORDER BY number")
}

/// The same of the entry of kind `$1` and id `$2`.
pub fn select_of_entry() -> String {
    format!("SELECT {COLUMNS} FROM revision WHERE kind = $1 AND id = $2 ORDER BY version")
}

/// A text as a cell.
pub fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn number(version: u64) -> Cell {
    // No entry is ever changed so often.
    Cell::Number(i64::try_from(version).unwrap_or(i64::MAX))
}

/// The cells of a revision as [`INSERT`] has them.
pub fn cells(one: &Revision) -> [Cell; 10] {
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

/// The revision in a row of [`COLUMNS`].
pub fn revision(row: Vec<Cell>) -> Result<Revision, StoreError> {
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

/// The revision in a row of [`select_newest`].
fn sealed_revision(mut row: Vec<Cell>) -> Result<Revision, StoreError> {
    let before = row.pop().map_or_else(String::new, Cell::text);
    let one = revision(row)?;
    match one.seal == one.seal_on(&before) {
        true => Ok(one),
        false => Err(StoreError::Damaged { entry: one.name() }),
    }
}
