//! Records of people: read by their form against the study, kept, and found again.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::api::problem::Problem;
use crate::api::register::author::today;
use crate::api::register::body::told;
use crate::api::register::entry::{content, document};
use crate::api::register::keeper::{ask_in, newest};
use crate::api::register::kept::Register;
use crate::api::state::ServerState;
use crate::ingest::entered::choice_words::choice_words;
use crate::ingest::entered::document::{about_the_same, record};
use crate::ingest::entered::form::{Field, Form};
use crate::ingest::entered::forms::{FORMS, form_of};
use crate::model::bilingual::Bilingual;
use crate::store::revision::{Author, Draft, EntryKey, Revision};
use crate::study::language::Language;

/// The form of a kind of records.
///
/// # Errors
/// 404 for a kind that there is not.
pub fn form(kind: &str) -> Result<&'static Form, Problem> {
    form_of(kind).ok_or_else(|| {
        let kinds: Vec<&str> = FORMS.iter().map(|form| form.kind).collect();
        Problem::unknown(format!(
            "De soort \"{kind}\" is er niet. Er zijn: {}.",
            kinds.join(", ")
        ))
    })
}

/// A form as people and programs are told of it.
pub fn form_document(form: &Form, language: Language) -> Value {
    let word = |(dutch, english): (&str, &str)| language.of(Bilingual::new(dutch, english));
    let field = |field: &Field| {
        let choices = field.content.choices();
        json!({
            "naam": field.name,
            "titel": word(field.label),
            "verplicht": field.required,
            "inhoud": field.content.code(),
            "keuzes": choices,
            "keuze_namen": choices.iter().map(|word| language.of(choice_words(word))).collect::<Vec<_>>(),
            "verwacht": language.of(field.content.expected()),
        })
    };
    json!({
        "soort": form.kind,
        "titel": word(form.title),
        "uitleg": word(form.about),
        "velden": form.every_field().map(field).collect::<Vec<_>>(),
        "precies_een_van": form.one_of,
    })
}

/// What somebody wants to keep.
pub struct Wanted {
    /// Its form.
    pub form: &'static Form,
    /// Its id.
    pub id: String,
    /// The version that was seen; 0 for a new one.
    pub seen: u64,
    /// Whose change it is.
    pub author: Author,
}

/// Reads a record and keeps it.
///
/// # Errors
/// 400 with the field; 409 when another version is in force, or when the same was recorded already.
pub async fn keep(
    state: &Arc<ServerState>,
    wanted: Wanted,
    (written, language): (Value, Language),
) -> Result<Revision, Problem> {
    let study = state.study()?;
    let read = record(wanted.form, written, (study.town(), today()));
    let record = read.map_err(|refused| told(&refused, language))?;
    let kept = ask_in(language, state, move |store| {
        let same = |other: &Revision| {
            let content = content(other);
            let content = content.as_object();
            other.holds()
                && content.is_some_and(|other| about_the_same(wanted.form, &record, other))
        };
        let content = Value::Object(record.clone()).to_string();
        store.keep_unless(&draft(&wanted, Some(&content)), &same)
    });
    let kept = kept.await?;
    tell(state);
    Ok(kept)
}

/// Withdraws a record; it stays in the history.
///
/// # Errors
/// 404 for what is not there, 409 when another version is in force.
pub async fn withdraw(
    state: &Arc<ServerState>,
    wanted: Wanted,
    language: Language,
) -> Result<Revision, Problem> {
    let form = wanted.form;
    one(state, form, &wanted.id).await?;
    let kept = ask_in(language, state, move |store| {
        store.keep_unless(&draft(&wanted, None), &|_| false)
    });
    let kept = kept.await?;
    tell(state);
    Ok(kept)
}

/// The record with this id.
///
/// # Errors
/// 404 for what was never there.
pub async fn one(
    state: &Arc<ServerState>,
    form: &'static Form,
    id: &str,
) -> Result<Revision, Problem> {
    let found = newest(state, (form.kind, id.to_owned())).await?;
    found.ok_or_else(|| gone(form, id))
}

/// A record that was never there.
pub fn gone(form: &Form, id: &str) -> Problem {
    Problem::unknown(format!(
        "Er is niets vastgelegd met het kenmerk \"{id}\". Op /v1/vastleggingen/{} staat wat er is.",
        form.kind
    ))
}

/// A record, and whether the study counts it already; why not is said in the language.
pub fn record_document(register: &Register, revision: &Revision, language: Language) -> Value {
    let mut told = document(revision);
    let taken = register.taken(revision);
    told["in_studie"] = match (revision.holds(), &taken) {
        (true, Some(None)) => true.into(),
        (true, Some(Some(_))) | (false, _) => false.into(),
        (true, None) => Value::Null,
    };
    if let Some(Some(why)) = taken.filter(|_| revision.holds()) {
        told["niet_in_studie"] = language.of(why).into();
    }
    told
}

/// All versions of a record, the last first. One that another came after is counted until the study is read again.
pub fn history_document(register: &Register, revisions: &[Revision], language: Language) -> Value {
    let told = revisions.split_last().map(|(last, before)| {
        let replaced = before.iter().rev().map(|revision| {
            let mut told = document(revision);
            told["in_studie"] = (register.taken(revision) == Some(None)).into();
            told
        });
        let last = record_document(register, last, language);
        std::iter::once(last).chain(replaced).collect::<Vec<_>>()
    });
    json!({ "versies": told.unwrap_or_default() })
}

fn draft<'a>(wanted: &'a Wanted, content: Option<&'a str>) -> Draft<'a> {
    Draft {
        key: EntryKey {
            kind: wanted.form.kind,
            id: &wanted.id,
        },
        seen: wanted.seen,
        content,
        author: wanted.author.clone(),
    }
}

/// Tells that something was kept that the study reads.
pub fn tell(state: &ServerState) {
    if let Some(register) = state.register() {
        register.changed.notify_one();
    }
}
