//! A copy that is taken in, whole or not at all.

use std::collections::BTreeSet;

use crate::store::cell::{Cell, Refusal};
use crate::store::clashes::{Clash, SubjectOf, clashes};
use crate::store::database::Database;
use crate::store::error::StoreError;
use crate::store::revision::Revision;
use crate::store::revision_rows::{COLUMNS, INSERT, cells, last_of_each, of_kind, revision};

/// Takes in the revisions of a copy that are not here yet, within what was begun, and tells how many.
///
/// # Errors
/// As `Store::take_in_once`.
pub fn take_in(
    database: &mut Database,
    revisions: &[Revision],
    subject: SubjectOf<'_>,
) -> Result<usize, StoreError> {
    let kinds: BTreeSet<&str> = revisions.iter().map(|one| one.kind.as_str()).collect();
    let mut here = Vec::new();
    for kind in kinds {
        here.extend(last_of_each(of_kind(database, kind)?));
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

/// A version of a copy beside the one here, which has another seal.
fn other_version(database: &mut Database, coming: &Revision) -> Result<Clash, StoreError> {
    let select =
        format!("SELECT {COLUMNS} FROM revision WHERE kind = $1 AND id = $2 AND version = $3");
    let rows = database.rows(&select, &cells(coming)[..3])?;
    let here = rows.into_iter().next().map(revision).transpose()?;
    let here = here.ok_or_else(|| StoreError::Damaged {
        entry: coming.name(),
    })?;
    let coming = coming.clone();
    Ok(Clash { coming, here })
}
