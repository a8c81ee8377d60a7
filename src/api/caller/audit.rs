//! Who did what, when, and what came of it: one line of JSON each, at the end of a file that is only ever added to.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

/// One deed.
#[derive(Debug, Serialize)]
pub struct Deed<'a> {
    /// When it was answered.
    pub tijd: String,
    /// The id of the request, as in the log.
    pub verzoek: String,
    /// The name of the login or token; nothing when nobody said who they are.
    pub wie: Option<&'a str>,
    /// The role.
    pub rol: Option<&'a str>,
    /// The operation, as the description of the interface calls it.
    pub wat: &'a str,
    /// On what.
    pub pad: &'a str,
    /// The status of the answer.
    pub uitkomst: u16,
}

/// The file.
#[derive(Debug)]
pub struct Audit(Mutex<File>);

impl Audit {
    /// A file, made when it is not there; what is in it stays.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).create(true).open(path)?;
        Ok(Self(Mutex::new(file)))
    }

    /// Adds a line, whole. A line that cannot be written is in the log of the service.
    pub fn write(&self, deed: &Deed<'_>) {
        let line = serde_json::to_string(deed).unwrap_or_default() + "\n";
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let written = file
            .write_all(line.as_bytes())
            .and_then(|()| file.sync_data());
        if let Err(cause) = written {
            tracing::error!(%cause, line, "a deed is not in the audit log");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_stays_and_nothing_that_is_told_breaks_a_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("audit.jsonl");
        for number in [201, 400] {
            let deed = Deed {
                tijd: "2026-01-01T00:00:00Z".to_owned(),
                verzoek: "v".to_owned(),
                wie: Some("leve\nring"),
                rol: Some("planner"),
                wat: "sendUpload",
                pad: "/v1/uploads",
                uitkomst: number,
            };
            Audit::open(&path).expect("opened").write(&deed);
        }
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let outcomes: Vec<_> = lines.iter().map(|line| &line["uitkomst"]).collect();
        assert_eq!(outcomes, [201, 400]);
    }
}
