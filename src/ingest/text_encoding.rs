//! Bytes of a text file to letters, by the declared encoding; what does not fit is noticed, never dropped.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::ingest::error::IngestError;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::quotation::quoted;

/// The encoding by its web name; UTF-8 when none is declared.
///
/// # Errors
/// A name that is not known.
pub fn declared(file: &str, label: Option<&str>) -> Result<&'static Encoding, IngestError> {
    let Some(label) = label else { return Ok(UTF_8) };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        let problem = Problem::of_file(
            Severity::Blocks,
            file,
            quoted(label),
            "\"utf-8\" or \"windows-1252\"",
        );
        IngestError::Blocked(Box::new(problem.in_field("encoding")))
    })
}

/// One field as letters, and whether the bytes contradict the encoding.
#[derive(Debug, PartialEq, Eq)]
pub struct Letters {
    /// The text. Bytes that are not UTF-8 are read as windows-1252.
    pub text: String,
    /// Whether the bytes are not of this encoding, or plainly of another.
    pub doubtful: bool,
}

/// Reads one field.
pub fn letters(bytes: &[u8], encoding: &'static Encoding) -> Letters {
    if bytes.is_ascii() {
        return Letters {
            text: String::from_utf8_lossy(bytes).trim().to_owned(),
            doubtful: false,
        };
    }
    let as_utf8 = std::str::from_utf8(bytes);
    let (text, doubtful) = match as_utf8 {
        Ok(text) if encoding == UTF_8 => (text.into(), false),
        Err(_) if encoding == UTF_8 => (WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
        _ => {
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            // Text in windows-1252 is hardly ever valid UTF-8 by chance.
            (text, broken || as_utf8.is_ok())
        }
    };
    Letters {
        text: text.trim().to_owned(),
        doubtful,
    }
}

/// The one message about an encoding that does not fit: the first field, and how many rows there are.
#[derive(Debug)]
pub struct EncodingDoubt {
    /// The row of the first field.
    pub row: u64,
    /// The first field.
    pub field: String,
    /// What was made of it.
    pub text: String,
    /// How many fields there are.
    pub fields: u64,
}

impl EncodingDoubt {
    /// The message.
    pub fn problem(&self, file: &str, encoding: &'static Encoding) -> Problem {
        let (found, expected) = if encoding == UTF_8 {
            (
                format!(
                    "bytes that are not UTF-8, read as {} by windows-1252",
                    quoted(&self.text)
                ),
                "UTF-8; where that reading is right, declare encoding = \"windows-1252\""
                    .to_owned(),
            )
        } else {
            (
                format!(
                    "bytes that are UTF-8, read as {} by {}",
                    quoted(&self.text),
                    encoding.name()
                ),
                format!(
                    "{} as declared; most likely encoding = \"utf-8\" is right",
                    encoding.name()
                ),
            )
        };
        let found = match self.fields {
            1 => found,
            fields => format!("{found} (and {} more such fields)", fields - 1),
        };
        Problem::of_file(Severity::Warning, file, found, expected)
            .at_row(self.row)
            .in_field(&self.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_1_read_as_utf_8_is_noticed_and_read_as_windows_1252() {
        let read = letters(b"Caf\xe9 De Zaak ", UTF_8);
        assert_eq!(
            read,
            Letters {
                text: "Café De Zaak".to_owned(),
                doubtful: true
            }
        );
    }

    #[test]
    fn utf_8_read_as_latin_1_is_noticed() {
        assert!(letters("Café".as_bytes(), WINDOWS_1252).doubtful);
        assert!(!letters(b"Caf\xe9", WINDOWS_1252).doubtful);
        assert!(!letters("Café".as_bytes(), UTF_8).doubtful);
    }

    #[test]
    fn an_unknown_encoding_is_refused_by_name() {
        let error = declared("a.csv", Some("ebcdic-nl")).expect_err("no such encoding");
        assert_eq!(
            error.to_string(),
            "a.csv, field \"encoding\": found \"ebcdic-nl\", expected \"utf-8\" or \"windows-1252\""
        );
    }
}
