//! A copy of records that somebody sends: what is wrong with it, and where it differs from what is here. It is taken in only when
//! there is nothing of either; what is here is never overwritten.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::api::register::author::today;
use crate::api::register::body::LONGEST_REASON;
use crate::api::register::entry::document;
use crate::ingest::entered::document::record;
use crate::ingest::entered::form::Form;
use crate::ingest::entered::forms::{FORMS, form_of};
use crate::ingest::site_question::value::one_of_words;
use crate::model::bilingual::{Bilingual, refusal_sentence};
use crate::model::town_data::TownData;
use crate::store::revision::{Action, Revision};
use crate::study::language::Language;

/// An id has so many letters at most.
const LONGEST_ID: usize = 64;
/// And a name.
const LONGEST_NAME: usize = 200;

/// What stands in the way of a copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CopyCheck {
    /// What is wrong with it.
    pub wrong: Vec<Wrong>,
    /// Where it differs from what is here.
    pub clashes: Vec<Clash>,
}

/// What is wrong with one version in a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    kind: String,
    id: String,
    version: u64,
    field: String,
    found: Bilingual,
    expected: Bilingual,
}

/// A version in a copy, and the one here in place of which it would come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    sent: Revision,
    here: Revision,
}

/// The versions of each entry, the first first.
type Entries<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a Revision>>;

/// Checks all that is sent against what is here and against the study.
pub fn check(sent: &[Revision], here: &[Revision], town: &TownData) -> CopyCheck {
    let mut check = CopyCheck::default();
    let (sent, here) = (by_entry(sent), by_entry(here));
    for (key, versions) in &sent {
        let known = here.get(key).map_or(&[][..], Vec::as_slice);
        check.entry(versions, known, town);
    }
    check.twice(&sent, &here);
    check
}

impl CopyCheck {
    /// Whether nothing stands in the way.
    pub const fn is_clear(&self) -> bool {
        self.wrong.is_empty() && self.clashes.is_empty()
    }

    fn entry(&mut self, versions: &[&Revision], here: &[&Revision], town: &TownData) {
        let Some(last) = versions.last() else { return };
        let Some(form) = form_of(&last.kind) else {
            let kinds: Vec<&str> = FORMS.iter().map(|form| form.kind).collect();
            return self.add(
                last,
                "soort",
                Bilingual::quoted(&last.kind),
                one_of_words(&kinds),
            );
        };
        if !self.is_whole(versions) {
            return;
        }
        let mut pairs = versions.iter().zip(here);
        if let Some((sent, here)) = pairs.find(|(sent, here)| sent.seal != here.seal) {
            let (sent, here) = ((*sent).clone(), (*here).clone());
            return self.clashes.push(Clash { sent, here });
        }
        for one in versions.iter().skip(here.len()) {
            self.words(one);
        }
        // What held before and does not any more may name what the study no longer has.
        if versions.len() > here.len() && last.holds() {
            self.content(form, last, town);
        }
    }

    /// Whether each version is what was sealed and follows on the one before; tells the first that does not.
    fn is_whole(&mut self, versions: &[&Revision]) -> bool {
        let mut before: Option<&Revision> = None;
        for (number, one) in (1..).zip(versions) {
            if one.version != number {
                self.add(
                    one,
                    "versie",
                    Bilingual::same(one.version),
                    Bilingual::same(number),
                );
                return false;
            }
            if one.seal != one.seal_after(before) {
                let found =
                    Bilingual::new("het zegel van iets anders", "the seal of something else");
                let expected =
                    Bilingual::new("het zegel van deze versie", "the seal of this version");
                self.add(one, "zegel", found, expected);
                return false;
            }
            before = Some(one);
        }
        true
    }

    /// What stands beside the content.
    fn words(&mut self, one: &Revision) {
        let is_id = |id: &str| id.chars().all(|letter| letter.is_ascii_alphanumeric());
        if one.id.is_empty() || one.id.len() > LONGEST_ID || !is_id(&one.id) {
            let expected = Bilingual::new(
                format!("1 tot {LONGEST_ID} letters en cijfers"),
                format!("1 to {LONGEST_ID} letters and digits"),
            );
            self.add(one, "id", Bilingual::quoted(&one.id), expected);
        }
        if (one.action == Action::Entered) != (one.version == 1) {
            let expected = match one.version {
                1 => Bilingual::same("ingevoerd"),
                _ => Bilingual::new("gewijzigd of ingetrokken", "gewijzigd or ingetrokken"),
            };
            self.add(
                one,
                "handeling",
                Bilingual::same(one.action.code()),
                expected,
            );
        }
        let who = one.author.who.chars().count();
        if one.author.who.trim().is_empty() || who > LONGEST_NAME {
            self.letters(one, "wie", (who, LONGEST_NAME));
        }
        let why = one.author.why.chars().count();
        if why > LONGEST_REASON {
            self.letters(one, "waarom", (why, LONGEST_REASON));
        }
        if one.author.at.parse::<Timestamp>().is_err() {
            let expected = Bilingual::new(
                "een tijd als 2026-01-31T10:00:00Z",
                "a time as 2026-01-31T10:00:00Z",
            );
            self.add(one, "wanneer", Bilingual::quoted(&one.author.at), expected);
        }
        if fields(one).is_none() {
            let found = Bilingual::new("iets anders", "something else");
            let expected = Bilingual::new("een groep velden in JSON", "a group of fields in JSON");
            self.add(one, "inhoud", found, expected);
        }
    }

    fn letters(&mut self, one: &Revision, field: &str, (found, most): (usize, usize)) {
        let found = Bilingual::new(format!("{found} tekens"), format!("{found} letters"));
        let expected = Bilingual::new(
            format!("hoogstens {most} tekens"),
            format!("at most {most} letters"),
        );
        self.add(one, field, found, expected);
    }

    /// What holds is a record as it could be entered here now.
    fn content(&mut self, form: &Form, one: &Revision, town: &TownData) {
        let Some(written) = fields(one) else { return };
        if let Err(refused) = record(form, Value::Object(written), (town, today())) {
            self.add(one, &refused.field, refused.found, refused.expected);
        }
    }

    /// Two records about the same are not both taken in, nor one beside another that is here.
    fn twice(&mut self, sent: &Entries<'_>, here: &Entries<'_>) {
        let mut known: BTreeMap<String, &Revision> = BTreeMap::new();
        for (key, versions) in here {
            let follows = sent
                .get(key)
                .is_some_and(|sent| sent.len() > versions.len());
            if let Some(one) = versions.last().filter(|_| !follows) {
                known.extend(subject(one).map(|subject| (subject, *one)));
            }
        }
        for (key, versions) in sent {
            let Some(one) = versions.last() else { continue };
            let count = here.get(key).map_or(0, Vec::len);
            let Some(subject) = subject(one).filter(|_| versions.len() > count) else {
                continue;
            };
            match known.insert(subject, one) {
                Some(other) if here.contains_key(&(other.kind.as_str(), other.id.as_str())) => {
                    let (sent, here) = ((*one).clone(), other.clone());
                    self.clashes.push(Clash { sent, here });
                }
                Some(other) => {
                    let once = form_of(&one.kind).map_or(&[][..], |form| form.once);
                    let found = Bilingual::new(
                        format!("hetzelfde als \"{}\"", other.id),
                        format!("the same as \"{}\"", other.id),
                    );
                    let expected = Bilingual::new("één vastlegging hiervan", "one record of this");
                    self.add(one, &once.join(", "), found, expected);
                }
                None => {}
            }
        }
    }

    fn add(&mut self, one: &Revision, field: &str, found: Bilingual, expected: Bilingual) {
        self.wrong.push(Wrong {
            kind: one.kind.clone(),
            id: one.id.clone(),
            version: one.version,
            field: field.to_owned(),
            found,
            expected,
        });
    }
}

impl Wrong {
    /// As people and programs are told of it.
    pub fn document(&self, language: Language) -> Value {
        let place = format!("{}/{}/{} {}", self.kind, self.id, self.version, self.field);
        let sentence = refusal_sentence(&place, &self.found, &self.expected);
        json!({
            "soort": self.kind,
            "id": self.id,
            "versie": self.version,
            "veld": self.field,
            "gevonden": language.of(self.found.clone()),
            "verwacht": language.of(self.expected.clone()),
            "zin": language.of(sentence),
        })
    }
}

impl Clash {
    /// As people and programs are told of it, with both versions.
    pub fn document(&self, language: Language) -> Value {
        let Self { sent, here } = self;
        let ((sent_by, here_by), (kind, id)) =
            ((&sent.author, &here.author), (&sent.kind, &sent.id));
        let sentence = Bilingual::new(
            format!(
                "{kind}/{id}: in het bestand versie {} van {} op {}, hier {}versie {} van {} op {}",
                sent.version,
                sent_by.who,
                sent_by.at,
                self.other_name(),
                here.version,
                here_by.who,
                here_by.at,
            ),
            format!(
                "{kind}/{id}: in the file version {} by {} at {}, here {}version {} by {} at {}",
                sent.version,
                sent_by.who,
                sent_by.at,
                self.other_name(),
                here.version,
                here_by.who,
                here_by.at,
            ),
        );
        json!({
            "soort": kind,
            "id": id,
            "zin": language.of(sentence),
            "bestand": document(sent),
            "hier": document(here),
        })
    }

    /// What is here may be about the same under another id.
    fn other_name(&self) -> String {
        match self.sent.id == self.here.id {
            true => String::new(),
            false => format!("{}/{}, ", self.here.kind, self.here.id),
        }
    }
}

fn by_entry(revisions: &[Revision]) -> Entries<'_> {
    let mut entries = Entries::new();
    for one in revisions {
        let key = (one.kind.as_str(), one.id.as_str());
        entries.entry(key).or_default().push(one);
    }
    entries
}

fn fields(one: &Revision) -> Option<Map<String, Value>> {
    serde_json::from_str(&one.content).ok()
}

/// What a record that holds is about: of two with the same there is only one.
pub fn subject(one: &Revision) -> Option<String> {
    let form = form_of(&one.kind).filter(|_| one.holds())?;
    let fields = fields(one)?;
    let once: Vec<_> = form.once.iter().map(|field| fields.get(*field)).collect();
    Some(json!([one.kind, once]).to_string())
}
