//! A copy of a store as lines of JSON: for a backup, to move to another database, and to hand over. The last line says how many
//! there are and seals them, so that a copy that was cut off is not taken for a whole one.

use std::io::{BufRead, Read, Seek, Write};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Deserializer, Value, json};

use crate::ingest::each_field_once::{DocumentRefused, each_field_once};
use crate::ingest::inputs::sha256;
use crate::ingest::no_json::no_json;
use crate::ingest::site_question::as_written::{in_words, raw};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;
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

/// Whether a file begins as a copy does: with a revision, or with the end where there is none. Of any other file little is read.
pub fn begins_as_copy(mut from: impl BufRead + Seek) -> bool {
    begins_with::<RawRevision>(&mut from)
        || (from.rewind().is_ok() && begins_with::<RawEnd>(&mut from))
}

fn begins_with<T: DeserializeOwned>(from: impl Read) -> bool {
    T::deserialize(&mut Deserializer::from_reader(from)).is_ok()
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
        let refused = |found: Bilingual, (dutch, english): (&str, &str)| {
            refused(line, found, Bilingual::new(dutch, english))
        };
        let text = text.map_err(|cause| refused(Bilingual::same(cause), ("tekst", "text")))?;
        let value = document(line, &text)?;
        if value.get("vorm").is_some() {
            let study = study_of(written(line, value)?, (line, &revisions), &seals)?;
            return Ok(Copy { study, revisions });
        }
        let raw: RawRevision = written(line, value)?;
        seals.push_str(&raw.zegel);
        let action = Action::of(&raw.handeling).ok_or_else(|| {
            let expected = (
                "ingevoerd, gewijzigd of ingetrokken",
                "ingevoerd, gewijzigd or ingetrokken",
            );
            refused(Bilingual::quoted(&raw.handeling), expected)
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
    let end = Bilingual::new(
        "de regel die een kopie besluit",
        "the line that ends a copy",
    );
    Err(refused(line + 1, Bilingual::new("niets", "nothing"), end))
}

/// What a line says.
fn document(line: usize, text: &str) -> Result<Value, StoreError> {
    each_field_once(text).map_err(|cause| {
        let expected = Bilingual::new("een document in JSON", "an object in JSON");
        if let DocumentRefused::NoJson(cause) = cause {
            return refused(line, no_json(&cause), expected);
        }
        in_field(line, cause.refused("(regel)", expected))
    })
}

/// The fields of a line.
fn written<T: DeserializeOwned>(line: usize, value: Value) -> Result<T, StoreError> {
    if !value.is_object() {
        let expected = Bilingual::new("een object in JSON", "an object in JSON");
        return Err(refused(line, in_words(&value), expected));
    }
    raw(value).map_err(|cause| in_field(line, cause))
}

fn in_field(line: usize, refusal: QuestionRefused) -> StoreError {
    let QuestionRefused {
        field,
        found,
        expected,
    } = refusal;
    let found = Bilingual::new(
        format!("in {field}: {}", found.dutch),
        format!("in {field}: {}", found.english),
    );
    refused(line, found, expected)
}

/// Of which study a copy is that ends so; an end that does not belong to its lines ends nothing.
fn study_of(
    end: RawEnd,
    (line, revisions): (usize, &[Revision]),
    seals: &str,
) -> Result<String, StoreError> {
    let (here, told) = (revisions.len(), end.regels);
    if end.vorm != FORM {
        let expected = Bilingual::same(FORM);
        return Err(refused(line, Bilingual::quoted(&end.vorm), expected));
    }
    if here != told {
        let found = Bilingual::new(
            format!("het einde na {here} regels"),
            format!("the end after {here} lines"),
        );
        let expected = Bilingual::new(format!("{told} regels"), format!("{told} lines"));
        return Err(refused(line, found, expected));
    }
    if end.zegel != sha256(seals.as_bytes()) {
        let found = Bilingual::new("een ander zegel", "another seal");
        let expected = Bilingual::new("het zegel van deze regels", "the seal of these lines");
        return Err(refused(line, found, expected));
    }
    Ok(end.studie)
}

fn refused(line: usize, found: Bilingual, expected: Bilingual) -> StoreError {
    StoreError::Copy {
        line,
        found,
        expected,
    }
}
