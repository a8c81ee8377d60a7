//! What is kept of a sent file beside its bytes.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

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
    /// Why it is not in the study at the moment, when it is not.
    #[serde(default)]
    pub niet: Option<String>,
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
    /// What people and programs are told of it.
    pub fn document(&self, id: &str) -> Value {
        let used = self.gebruik.as_ref().map(|used| {
            json!({ "als": used.als, "tabel": used.tabel, "verslag": used.verslag, "niet": used.niet })
        });
        json!({
            "id": id,
            "naam": self.naam,
            "bytes": self.bytes,
            "lezing": self.lezing,
            "inhoud": self.inhoud,
            "gebruik": used,
        })
    }
}
