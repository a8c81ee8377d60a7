//! An execute request: the inputs, and in which form the output is wanted.
//!
//! # Source
//! OGC 18-062r2 (Processes part 1), section 7.11.

use axum::http::HeaderMap;
use serde_json::{Map, Value};

use crate::api::problem::Problem;
use crate::api::processes::inputs::Inputs;
use crate::api::processes::process::Process;
use crate::ingest::each_field_once::each_field_once;
use crate::model::bilingual::Bilingual;

/// The header by which a client asks for a job.
const PREFER: &str = "prefer";
/// What it then says.
const RESPOND_ASYNC: &str = "respond-async";

/// What was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Execution {
    /// The inputs.
    pub inputs: Inputs,
    /// The form of the answer.
    pub form: ResponseForm,
}

/// How the output is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseForm {
    /// The output itself.
    Raw,
    /// A JSON document that names the output.
    Document,
}

impl Execution {
    /// Reads a request to execute a process.
    ///
    /// # Errors
    /// 400, naming the member that is wrong.
    pub fn read(process: Process, body: &[u8]) -> Result<Self, Problem> {
        let whole = || "een opdracht in JSON, met inputs".to_owned();
        let document = each_field_once(body).map_err(|cause| {
            let refused = cause.refused("(de opdracht)", Bilingual::same(whole()));
            Problem::refused_parameter(&refused)
        })?;
        let Value::Object(mut members) = document else {
            return Err(member("(de opdracht)", &document, &whole()));
        };
        let inputs = match members.remove("inputs") {
            None | Some(Value::Null) => Map::new(),
            Some(Value::Object(inputs)) => inputs,
            Some(other) => return Err(member("inputs", &other, "een object met de inputs")),
        };
        let form = match members.remove("response") {
            None => ResponseForm::Raw,
            Some(Value::String(form)) if form == "raw" => ResponseForm::Raw,
            Some(Value::String(form)) if form == "document" => ResponseForm::Document,
            Some(other) => return Err(member("response", &other, "raw of document")),
        };
        outputs(process, members.remove("outputs"))?;
        if let Some((name, value)) = members.iter().next() {
            let expected = "alleen inputs, outputs en response";
            return Err(member(name, value, expected));
        }
        Ok(Self {
            inputs: Inputs::of(inputs)?,
            form,
        })
    }
}

/// Whether the client asks for a job instead of an answer at once (RFC 7240).
pub fn prefers_job(headers: &HeaderMap) -> bool {
    let values = headers.get_all(PREFER).iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    texts.flat_map(|text| text.split(',')).any(|preference| {
        let name = preference.split(';').next().unwrap_or_default().trim();
        name.eq_ignore_ascii_case(RESPOND_ASYNC)
    })
}

/// Each process has one output, which is given as a value in one form.
fn outputs(process: Process, asked: Option<Value>) -> Result<(), Problem> {
    let asked = match asked {
        None | Some(Value::Null) => return Ok(()),
        Some(Value::Object(asked)) => asked,
        Some(other) => return Err(member("outputs", &other, "een object met de outputs")),
    };
    for (name, wish) in &asked {
        let path = format!("outputs.{name}");
        if name != process.output() {
            let expected = format!("de output {}", process.output());
            return Err(Problem::parameter(&path, name, &expected));
        }
        let mode = &wish["transmissionMode"];
        if !(mode.is_null() || mode == "value") {
            let path = format!("{path}.transmissionMode");
            return Err(member(&path, mode, "value"));
        }
        let media_type = &wish["format"]["mediaType"];
        let own = process.format().bare_type();
        if !(media_type.is_null() || media_type == own) {
            let path = format!("{path}.format.mediaType");
            return Err(member(&path, media_type, own));
        }
    }
    Ok(())
}

fn member(name: &str, found: &Value, expected: &str) -> Problem {
    let found: String = found.to_string().chars().take(80).collect();
    Problem::parameter(name, &found, expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_preference_is_found_among_others() {
        let prefers = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(PREFER, HeaderValue::from_static(text));
            prefers_job(&headers)
        };
        assert!(prefers("respond-async"));
        assert!(prefers("return=minimal, Respond-Async; wait=10"));
        assert!(!prefers("respond-sync"));
        assert!(!prefers_job(&HeaderMap::new()));
    }
}
