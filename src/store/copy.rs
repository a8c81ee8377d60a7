//! A copy of a store as lines of JSON: for a backup, to move to another database, and to hand over. The last line says how many
//! there are and seals them, so that a copy that was cut off is not taken for a whole one.

use std::io::{BufRead, Write};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::ingest::inputs::sha256;
use crate::store::error::StoreError;
use crate::store::revision::{Action, Author, Revision};

/// Which form of copy this is.
const FORM: &str = "nabij-register-1";

/// What a store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Of which study it is.
    pub study: String,
    /// Every revision, in the order in which they were kept.
    pub revisions: Vec<Revision>,
}

/// Writes a copy.
///
/// # Errors
/// Passes on what the writer says.
pub fn write_copy(copy: &Copy, mut to: impl Write) -> std::io::Result<()> {
    let mut seals = String::new();
    for one in &copy.revisions {
        let Author { who, at, why } = &one.author;
        let line = json!({
            "soort": one.kind,
            "id": one.id,
            "versie": one.version,
            "handeling": one.action,
            "inhoud": one.content,
            "wie": who,
            "wanneer": at,
            "waarom": why,
            "zegel": one.seal,
        });
        writeln!(to, "{line}")?;
        seals.push_str(&one.seal);
    }
    let end = json!({
        "vorm": FORM,
        "studie": copy.study,
        "regels": copy.revisions.len(),
        "zegel": sha256(seals.as_bytes()),
    });
    writeln!(to, "{end}")
}

/// A line of a copy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRevision {
    soort: String,
    id: String,
    versie: u64,
    handeling: String,
    inhoud: String,
    wie: String,
    wanneer: String,
    waarom: String,
    zegel: String,
}

/// The last line of a copy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEnd {
    vorm: String,
    studie: String,
    regels: usize,
    zegel: String,
}

/// Reads a copy.
///
/// # Errors
/// [`StoreError::Copy`] with the line, when it is no copy, not a whole one or one that was changed.
pub fn read_copy(from: impl BufRead) -> Result<Copy, StoreError> {
    let mut revisions = Vec::new();
    let mut seals = String::new();
    let mut line = 0;
    for text in from.lines() {
        line += 1;
        let refused = |found: String, expected: &str| StoreError::Copy {
            line,
            found,
            expected: expected.to_owned(),
        };
        let text = text.map_err(|cause| refused(cause.to_string(), "text"))?;
        let value: Value = serde_json::from_str(&text)
            .map_err(|cause| refused(cause.to_string(), "an object in JSON"))?;
        if value.get("vorm").is_some() {
            let end: RawEnd = serde_json::from_value(value)
                .map_err(|cause| refused(cause.to_string(), "the end of a copy"))?;
            return match (end.vorm.as_str(), end.regels == revisions.len()) {
                (FORM, true) if end.zegel == sha256(seals.as_bytes()) => Ok(Copy {
                    study: end.studie,
                    revisions,
                }),
                (FORM, true) => Err(refused(
                    "another seal".to_owned(),
                    "the seal of these lines",
                )),
                (FORM, false) => Err(refused(
                    format!("the end after {} lines", revisions.len()),
                    &format!("{} lines", end.regels),
                )),
                (other, _) => Err(refused(format!("\"{other}\""), FORM)),
            };
        }
        let raw: RawRevision = serde_json::from_value(value)
            .map_err(|cause| refused(cause.to_string(), "a revision"))?;
        seals.push_str(&raw.zegel);
        let action = Action::of(&raw.handeling).ok_or_else(|| {
            refused(
                format!("\"{}\"", raw.handeling),
                "ingevoerd, gewijzigd or ingetrokken",
            )
        })?;
        revisions.push(Revision {
            kind: raw.soort,
            id: raw.id,
            version: raw.versie,
            action,
            content: raw.inhoud,
            author: Author {
                who: raw.wie,
                at: raw.wanneer,
                why: raw.waarom,
            },
            seal: raw.zegel,
        });
    }
    Err(StoreError::Copy {
        line: line + 1,
        found: "nothing".to_owned(),
        expected: "the line that ends a copy".to_owned(),
    })
}
