//! What of a copy would hold beside another record about the same that is only here.
//!
//! Two that are both in the copy, or of which the copy has the one that holds here, stood beside each other where it was made.

use std::collections::BTreeMap;

use crate::store::revision::Revision;

/// What an entry is about as long as it holds; nothing for one that may stand beside any other.
pub type SubjectOf<'a> = &'a dyn Fn(&Revision) -> Option<String>;

/// Two records about the same, or two versions of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What the copy would make hold, or has beside what was kept here.
    pub coming: Revision,
    /// What holds here, or was kept here instead.
    pub here: Revision,
}

impl Clash {
    /// Whether both are versions of one entry, which went on otherwise here.
    pub fn is_of_one_entry(&self) -> bool {
        (&self.coming.kind, &self.coming.id) == (&self.here.kind, &self.here.id)
    }

    /// Both by their names.
    pub fn sentence(&self) -> String {
        let (coming, here) = (self.coming.name(), self.here.name());
        if self.is_of_one_entry() {
            return format!("{coming} is another version here than in the copy");
        }
        format!("{coming} is about the same as {here}, which holds here")
    }
}

/// Every such pair of a copy, with the versions of each entry in order, and what was kept last here of each entry.
pub fn clashes(copy: &[Revision], here: &[Revision], subject: SubjectOf<'_>) -> Vec<Clash> {
    let mut coming: BTreeMap<(&str, &str), &Revision> = BTreeMap::new();
    for one in copy {
        coming.insert((one.kind.as_str(), one.id.as_str()), one);
    }
    let mut staying = BTreeMap::new();
    for one in here {
        let key = (one.kind.as_str(), one.id.as_str());
        let version = coming.get(&key).map_or(0, |coming| coming.version);
        if version <= one.version {
            coming.remove(&key);
        }
        if version < one.version
            && let Some(about) = subject(one)
        {
            staying.insert(about, one);
        }
    }
    let pairs = coming.into_values().filter_map(|coming| {
        let here = staying.get(&subject(coming)?)?;
        Some(Clash {
            coming: coming.clone(),
            here: (*here).clone(),
        })
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::revision::{Author, Draft, EntryKey};

    /// The versions of one entry; an empty content withdraws it.
    fn entry(id: &str, contents: &[&str]) -> Vec<Revision> {
        let mut versions: Vec<Revision> = Vec::new();
        for content in contents {
            let draft = Draft {
                key: EntryKey {
                    kind: "ambitie",
                    id,
                },
                seen: versions.len() as u64,
                content: Some(*content).filter(|content| !content.is_empty()),
                author: Author {
                    who: "planner".to_owned(),
                    at: "2026-01-01T00:00:00Z".to_owned(),
                    why: String::new(),
                },
            };
            let made = Revision::after(versions.last(), &draft).expect("a version");
            versions.push(made);
        }
        versions
    }

    fn subject(one: &Revision) -> Option<String> {
        one.holds().then(|| one.content.clone())
    }

    /// The ids of each pair.
    fn found(copy: &[Vec<Revision>], here: &[Vec<Revision>]) -> Vec<(String, String)> {
        let last = here.iter().filter_map(|versions| versions.last().cloned());
        let last: Vec<Revision> = last.collect();
        let found = clashes(&copy.concat(), &last, &subject).into_iter();
        found
            .map(|clash| (clash.coming.id, clash.here.id))
            .collect()
    }

    #[test]
    fn what_comes_clashes_with_another_about_the_same_that_is_only_here() {
        let here = [entry("a", &["noord"]), entry("b", &["zuid"])];
        let pair = |coming: &str, here: &str| (coming.to_owned(), here.to_owned());
        assert_eq!(found(&[entry("c", &["noord"])], &here), [pair("c", "a")]);
        let both = [entry("c", &["noord"]), entry("d", &["oost", "zuid"])];
        assert_eq!(found(&both, &here), [pair("c", "a"), pair("d", "b")]);
        // What is here has gone further than the copy knows.
        let further = [entry("a", &["west", "noord"])];
        let copy = [entry("a", &["west"]), entry("c", &["noord"])];
        assert_eq!(found(&copy, &further), [pair("c", "a")]);
    }

    #[test]
    fn what_is_the_same_gives_way_or_stood_beside_it_before_does_not_clash() {
        let here = [entry("a", &["noord"])];
        assert_eq!(found(&here, &here), []);
        assert_eq!(found(&[entry("c", &["oost"])], &here), []);
        assert_eq!(found(&[entry("c", &["noord", ""])], &here), []);
        let moved = [entry("a", &["noord", "oost"]), entry("c", &["noord"])];
        assert_eq!(found(&moved, &here), []);
        let gone = [entry("a", &["noord", ""])];
        assert_eq!(found(&[entry("c", &["noord"])], &gone), []);
        let twice = [entry("a", &["noord"]), entry("c", &["noord"])];
        assert_eq!(found(&twice, &here), []);
        assert_eq!(found(&twice, &[]), []);
        assert_eq!(found(&[entry("a", &["noord"])], &twice), []);
    }
}
