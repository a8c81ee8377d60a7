//! What is kept of a sent file beside its bytes.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::api::upload::told_problem::tell;
use crate::study::language::Language;

/// A sent file as it was told and read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// What its sender calls it.
    pub naam: String,
    /// Its length.
    pub bytes: u64,
    /// The name under which it is kept.
    pub bestand: String,
    /// How it is read.
    pub lezing: Reading,
    /// What it looks like, read so.
    pub inhoud: Value,
    /// What it is used as.
    pub gebruik: Option<Use>,
}

/// How a file is read, as far as it does not tell by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The layer, where it holds several.
    #[serde(default)]
    pub layer: Option<String>,
    /// The system of its coordinates.
    #[serde(default)]
    pub crs: Option<String>,
    /// The encoding of its text.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The delimiter of its text.
    #[serde(default)]
    pub delimiter: Option<char>,
}

/// What a file is used as.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// The role, by its name.
    pub als: String,
    /// The keys of its table, as in `study.toml`.
    pub tabel: Map<String, Value>,
    /// The file with its rows.
    pub rijen: String,
    /// What was read, kept and left out, and why.
    pub verslag: Value,
    /// Why it is not in the study at the moment, when it is not: a problem, or what an earlier version wrote of it.
    #[serde(default)]
    pub niet: Option<Value>,
}

impl Reading {
    /// The keys of a table, with those of the reading where the table does not say them itself.
    pub fn fill(&self, keys: &mut Map<String, Value>) {
        let own = [
            ("layer", self.layer.clone()),
            ("crs", self.crs.clone()),
            ("encoding", self.encoding.clone()),
            ("delimiter", self.delimiter.map(String::from)),
        ];
        for (key, value) in own {
            if let Some(value) = value {
                keys.entry(key).or_insert(value.into());
            }
        }
    }
}

impl Record {
    /// What people and programs are told of it, in their language.
    pub fn document(&self, id: &str, language: Language) -> Value {
        let used = self.gebruik.as_ref().map(|used| {
            let mut report = used.verslag.clone();
            tell_first(&mut report, language);
            let not = used.niet.clone().map(|mut not| {
                tell(&mut not, language);
                not.get("tekst").cloned().unwrap_or(not)
            });
            json!({ "als": used.als, "tabel": used.tabel, "verslag": report, "niet": not })
        });
        let mut content = self.inhoud.clone();
        tell_first(&mut content, language);
        if let Some(asked) = content.get_mut("vraag") {
            tell(asked, language);
        }
        json!({
            "id": id,
            "naam": self.naam,
            "bytes": self.bytes,
            "lezing": self.lezing,
            "inhoud": content,
            "gebruik": used,
        })
    }
}

/// The problems that are told one by one.
fn tell_first(told: &mut Value, language: Language) {
    let first = told.pointer_mut("/problemen/eerste");
    let first = first.and_then(Value::as_array_mut).into_iter().flatten();
    first.for_each(|problem| tell(problem, language));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As an earlier version kept it.
    const KEPT: &str = r#"{ "naam": "a.csv", "bytes": 9, "bestand": "sent.csv", "lezing": {},
        "inhoud": { "rijen": 2, "problemen": { "aantal": 1, "eerste": [{ "ernst": "weggelaten", "bestand": "a.csv", "rij": 2,
            "veld": null, "gevonden": "3 fields", "verwacht": "2 fields as in the header",
            "tekst": "a.csv, row 2: found 3 fields, expected 2 fields as in the header" }] }, "vraag": null },
        "gebruik": { "als": "woningen", "tabel": {}, "rijen": "rows-1.jsonl", "verslag": {}, "niet": "a.csv: found no rows" } }"#;

    #[test]
    fn a_record_of_an_earlier_version_opens_and_is_told_in_either_language() {
        let record: Record = serde_json::from_str(KEPT).expect("a record");
        for (language, words) in [
            (
                Language::Dutch,
                "a.csv, rij 2: gevonden 3 velden, verwacht 2 velden, zoals in de kopregel",
            ),
            (
                Language::English,
                "a.csv, row 2: found 3 fields, expected 2 fields as in the header",
            ),
        ] {
            let told = record.document("x", language);
            let first = told.pointer("/inhoud/problemen/eerste/0/tekst");
            assert_eq!(first, Some(&words.into()));
            assert_eq!(told["gebruik"]["niet"], "a.csv: found no rows");
            assert_eq!(told["inhoud"]["vraag"], Value::Null);
        }
    }
}
