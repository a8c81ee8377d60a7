//! The processes as documents: the list, and each with its inputs and output.

use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::format::Format;
use crate::api::headers::API_VERSION;
use crate::api::processes::process::Process;
use crate::api::processes::schemas::{inputs, outputs};
use crate::study::open_study::Study;

/// The relation of a link to where a process is executed.
const EXECUTE: &str = "http://www.opengis.net/def/rel/ogc/1.0/execute";

/// What a list tells of a process.
pub fn summary(call: &Call, process: Process) -> Value {
    let path = format!("/processes/{}", process.id());
    json!({
        "id": process.id(),
        "title": process.title(),
        "description": process.description(),
        "version": API_VERSION,
        "jobControlOptions": ["sync-execute", "async-execute", "dismiss"],
        "outputTransmission": ["value"],
        "links": [call.link("process", &path, Format::Json, "De inputs en de output")],
    })
}

/// The whole description of a process.
pub fn description(call: &Call, process: Process, study: &Study) -> Value {
    let mut document = summary(call, process);
    document["inputs"] = inputs(process, study);
    document["outputs"] = outputs(process);
    let execute = format!("/processes/{}/execution", process.id());
    let mut links = call.own_links();
    links.push(call.link(EXECUTE, &execute, Format::Json, "Uitvoeren (POST)"));
    document["links"] = links.into();
    document
}
