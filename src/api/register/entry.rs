//! An entry as people and programs are told of it.

use rand::Rng;
use rand::distr::Alphanumeric;
use serde_json::{Value, json};

use crate::api::beside::Beside;
use crate::store::revision::Revision;

/// An id has so many letters.
const LETTERS: usize = 12;

/// A new id. It tells nothing, and nobody can guess one.
pub fn new_id() -> String {
    let letters = rand::rng().sample_iter(Alphanumeric);
    letters.take(LETTERS).map(char::from).collect()
}

/// What was entered; nothing readable only when another program wrote it.
pub fn content(revision: &Revision) -> Value {
    serde_json::from_str(&revision.content).unwrap_or_default()
}

/// An entry that is in force, and what was sent instead.
pub fn in_force(current: &Revision, sent: Option<&str>) -> Beside {
    Beside::InForce {
        geldig: document(current),
        gestuurd: sent.and_then(|sent| serde_json::from_str(sent).ok()),
    }
}

/// A revision, with what it became.
pub fn document(revision: &Revision) -> Value {
    json!({
        "id": revision.id,
        "versie": revision.version,
        "geldt": revision.holds(),
        "handeling": revision.action,
        "wie": revision.author.who,
        "wanneer": revision.author.at,
        "waarom": revision.author.why,
        "inhoud": content(revision),
    })
}
