//! One change of one entry: what it became, who did it, when and why. It is never changed itself.

use serde::Serialize;
use serde_json::json;

use crate::ingest::inputs::sha256;

/// What was done to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Action {
    /// It was entered.
    #[serde(rename = "ingevoerd")]
    Entered,
    /// It became something else.
    #[serde(rename = "gewijzigd")]
    Changed,
    /// It does not hold any more.
    #[serde(rename = "ingetrokken")]
    Withdrawn,
}

impl Action {
    const EVERY: [Self; 3] = [Self::Entered, Self::Changed, Self::Withdrawn];

    /// Its name in the store and in copies.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entered => "ingevoerd",
            Self::Changed => "gewijzigd",
            Self::Withdrawn => "ingetrokken",
        }
    }

    /// The action with this name.
    pub fn of(code: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|action| action.code() == code)
    }
}

/// Who changed something, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Who: the name by which a login or this machine is known, never asked for.
    pub who: String,
    /// When, by the clock of the server: RFC 3339 in UTC.
    pub at: String,
    /// Why, in the author's own words; may be empty.
    pub why: String,
}

/// Which entry is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryKey<'a> {
    /// Its kind, such as `scenario` or `ambitie`.
    pub kind: &'a str,
    /// Its id, unique in its kind.
    pub id: &'a str,
}

/// A change as it is asked for.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// Of which entry.
    pub key: EntryKey<'a>,
    /// The version that its author saw; 0 for an entry that is new.
    pub seen: u64,
    /// What it becomes; nothing to withdraw it.
    pub content: Option<&'a str>,
    /// Whose change it is.
    pub author: Author,
}

/// A change that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The kind of its entry.
    pub kind: String,
    /// The id of its entry.
    pub id: String,
    /// Which change of the entry it is: 1, 2, 3, ...
    pub version: u64,
    /// What was done.
    pub action: Action,
    /// What the entry is since; what it was last, when it was withdrawn.
    pub content: String,
    /// Whose change it is.
    pub author: Author,
    /// SHA-256 over all of this and the seal of the version before, in hexadecimal.
    pub seal: String,
}

impl Revision {
    /// The revision that a draft becomes after `before`; nothing when there is nothing to withdraw.
    pub fn after(before: Option<&Self>, draft: &Draft<'_>) -> Option<Self> {
        let (action, content) = match (draft.content, before) {
            (Some(content), None) => (Action::Entered, content),
            (Some(content), Some(_)) => (Action::Changed, content),
            (None, Some(before)) => (Action::Withdrawn, before.content.as_str()),
            (None, None) => return None,
        };
        let mut made = Self {
            kind: draft.key.kind.to_owned(),
            id: draft.key.id.to_owned(),
            version: draft.seen + 1,
            action,
            content: content.to_owned(),
            author: draft.author.clone(),
            seal: String::new(),
        };
        made.seal = made.seal_after(before);
        Some(made)
    }

    /// The seal that belongs on this revision when it follows `before`.
    pub fn seal_after(&self, before: Option<&Self>) -> String {
        self.seal_on(before.map_or("", |before| before.seal.as_str()))
    }

    /// The same when the one before it has this seal; the first of its entry follows on none.
    pub fn seal_on(&self, before: &str) -> String {
        let Author { who, at, why } = &self.author;
        // As JSON, so that no two lists of texts read the same.
        let sealed = json!([
            before,
            self.kind,
            self.id,
            self.version,
            self.action.code(),
            self.content,
            who,
            at,
            why
        ]);
        sha256(sealed.to_string().as_bytes())
    }

    /// Its entry and version, for messages.
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.kind, self.id, self.version)
    }

    /// Whether the entry holds after it.
    pub fn holds(&self) -> bool {
        self.action != Action::Withdrawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(content: Option<&str>, seen: u64) -> Draft<'_> {
        Draft {
            key: EntryKey {
                kind: "besluit",
                id: "a",
            },
            seen,
            content,
            author: Author {
                who: "planner".to_owned(),
                at: "2026-01-01T00:00:00Z".to_owned(),
                why: String::new(),
            },
        }
    }

    #[test]
    fn a_seal_covers_what_was_entered_and_all_that_was_before() {
        let first = Revision::after(None, &draft(Some("{}"), 0)).expect("entered");
        let gone = Revision::after(Some(&first), &draft(None, 1)).expect("withdrawn");
        assert_eq!(
            (first.action, gone.action),
            (Action::Entered, Action::Withdrawn)
        );
        assert_eq!((gone.content.as_str(), gone.holds()), ("{}", false));
        assert_eq!(gone.seal, gone.seal_after(Some(&first)));
        let mut other = first.clone();
        other.author.why = "x".to_owned();
        assert_ne!(other.seal_after(None), first.seal);
        other.seal = other.seal_after(None);
        assert_ne!(gone.seal_after(Some(&other)), gone.seal);
        assert_eq!(Revision::after(None, &draft(None, 0)), None);
    }
}
