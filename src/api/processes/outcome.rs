//! What was computed, ready to be sent: the same bytes at once and from a job.

use axum::body::Bytes;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use serde_json::value::RawValue;

use crate::api::format::Format;
use crate::api::processes::execution::ResponseForm;
use crate::api::processes::process::Process;

/// Bytes with their form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The form.
    pub format: Format,
    /// The bytes.
    pub bytes: Bytes,
}

impl Outcome {
    /// The only output of a process in its own form.
    pub fn of(process: Process, bytes: impl Into<Bytes>) -> Self {
        Self {
            format: process.format(),
            bytes: bytes.into(),
        }
    }

    /// The output as the client wants it.
    ///
    /// # Source
    /// OGC 18-062r2, section 7.11.4: a document gives each output by name, an object as `{"value": ...}` and bytes in
    /// base64.
    #[must_use]
    pub fn in_form(self, process: Process, form: ResponseForm) -> Self {
        if form == ResponseForm::Raw {
            return self;
        }
        let media_type = self.format.bare_type();
        let text = std::str::from_utf8(&self.bytes).ok();
        // Numbers stay as they are written.
        let json = text.and_then(|text| serde_json::from_str::<&RawValue>(text).ok());
        let (name, of) = (process.output(), media_type);
        let document = match json {
            Some(value) => {
                format!("{{\"{name}\":{{\"value\":{value},\"mediaType\":\"{of}\"}}}}")
            }
            None => {
                let value = STANDARD.encode(&self.bytes);
                json!({ name: { "value": value, "encoding": "base64", "mediaType": of } })
                    .to_string()
            }
        };
        Self {
            format: Format::Json,
            bytes: document.into(),
        }
    }

    /// The answer.
    pub fn response(self) -> Response {
        let kind = (header::CONTENT_TYPE, self.format.media_type());
        let saved = (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"nabij_analyse.zip\"",
        );
        match self.format {
            Format::Zip => ([kind, saved], self.bytes).into_response(),
            _json => ([kind], self.bytes).into_response(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_holds_json_as_it_is_and_other_bytes_in_base64() {
        let document = |process: Process, bytes: &'static [u8]| {
            let outcome = Outcome::of(process, bytes);
            let document = outcome.in_form(process, ResponseForm::Document);
            String::from_utf8(document.bytes.to_vec()).expect("a text")
        };
        assert_eq!(
            document(Process::Solve, b"{\"a\":1.50}"),
            r#"{"plan":{"value":{"a":1.50},"mediaType":"application/json"}}"#
        );
        assert_eq!(
            document(Process::Analyse, b"\xff\x00"),
            r#"{"bestanden":{"value":"/wA=","encoding":"base64","mediaType":"application/zip"}}"#
        );
    }
}
