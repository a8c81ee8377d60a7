//! The processes to read: all of them, and one with its inputs.

use maud::{Markup, html};
use serde_json::Value;

use crate::api::call::Call;
use crate::api::html::frame::{Step, frame, start};
use crate::api::processes::process::Process;

/// The step of all processes.
pub fn all_processes() -> Step {
    ("Processen".to_owned(), "/processes".to_owned())
}

/// All processes.
pub fn processes_page(call: &Call, processes: &[Process]) -> Markup {
    let content = html! {
        p { "Wat de dienst op verzoek berekent. Wie niet wil wachten, krijgt een opdracht die te volgen en te stoppen is." }
        ul class="cards" {
            @for process in processes {
                li {
                    h2 { a href=(call.address(&format!("/processes/{}", process.id()))) { (process.title()) } }
                    p { (process.description()) }
                }
            }
        }
        p { a href=(call.address("/jobs")) { "De opdrachten" } }
    };
    frame(call, "Processen", &[start()], &content)
}

/// One process; `document` is its description.
pub fn process_page(call: &Call, process: Process, document: &Value) -> Markup {
    let execute = format!("/processes/{}/execution", process.id());
    let inputs = document["inputs"].as_object();
    let content = html! {
        p { (process.description()) }
        h2 { "Inputs" }
        div class="scroll" tabindex="0" role="region" aria-label="Tabel met inputs" {
            table {
                thead { tr { th scope="col" { "naam" } th scope="col" { "wat" } th scope="col" { "nodig" } } }
                tbody {
                    @for (name, input) in inputs.into_iter().flatten() {
                        tr {
                            td { code { (name) } }
                            td { (input["title"].as_str().unwrap_or_default()) }
                            td { @if input["minOccurs"] == 1 { "ja" } @else { "nee" } }
                        }
                    }
                }
            }
        }
        h2 { "Output" }
        p { code { (process.output()) } ": " (process.output_title()) " (" (process.format().bare_type()) ")" }
        h2 { "Uitvoeren" }
        p { "Stuur (POST) " code { "{\"inputs\": {…}}" } " als JSON naar dit adres. Met de header " code { "Prefer: respond-async" } " wordt het een opdracht." }
        p class="code" { (call.address(&execute)) }
    };
    frame(call, process.title(), &[start(), all_processes()], &content)
}
