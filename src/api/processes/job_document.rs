//! One execution that is followed, as other programs read it.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::format::Format;
use crate::api::processes::job::{Job, Status};
use crate::study::language::Language;

/// The relation of a link to results.
const RESULTS: &str = "http://www.opengis.net/def/rel/ogc/1.0/results";

/// The status document.
///
/// # Source
/// OGC 18-062r2, statusInfo.yaml; `expires` is ours.
pub fn job_document(job: &Job, call: &Call, language: Language) -> Value {
    let at = |moment: Timestamp| moment.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string();
    let mut links = vec![call.link("self", &job.path(), Format::Json, "Deze opdracht")];
    if job.status == Status::Successful {
        let results = format!("{}/results", job.path());
        links.push(call.link(RESULTS, &results, job.process.format(), "Het resultaat"));
    }
    let mut document = json!({
        "jobID": job.id,
        "processID": job.process.id(),
        "type": "process",
        "status": job.status.code(),
        "message": job.message(language),
        "progress": job.percent(),
        "created": at(job.created),
    });
    let moments = [
        ("started", job.started),
        ("finished", job.finished),
        ("expires", job.expires),
    ];
    for (name, moment) in moments {
        if let Some(moment) = moment {
            document[name] = at(moment).into();
        }
    }
    document["links"] = links.into();
    document
}
