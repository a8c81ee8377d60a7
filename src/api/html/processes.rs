//! The processes to read: all of them, and one with its inputs.

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::format::Format;
use crate::api::html::frame::{Step, frame, start};
use crate::api::html::schema_words::{default, kind};
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

/// One process: its description, and inputs as an example.
pub fn process_page(
    call: &Call,
    process: Process,
    (document, example): (&Value, &Value),
) -> Markup {
    let execute = format!("/processes/{}/execution", process.id());
    let inputs = document["inputs"].as_object();
    let content = html! {
        p { (process.description()) }
        h2 { "Inputs" }
        div class="scroll" tabindex="0" role="region" aria-label="Tabel met inputs" {
            table {
                thead { tr { @for title in ["naam", "wat", "soort en grenzen", "nodig", "als het er niet staat"] { th scope="col" { (title) } } } }
                tbody {
                    @for (name, input) in inputs.into_iter().flatten() {
                        tr {
                            td { code { (name) } }
                            td { (input["title"].as_str().unwrap_or_default()) }
                            td { (kind(&input["schema"])) }
                            td { @if input["minOccurs"] == 1 { "ja" } @else { "nee" } }
                            td { (default(&input["schema"]).unwrap_or_default()) }
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
        h2 { "Voorbeeld" }
        p { "Zo gaat het in een terminal; wat er staat werkt met deze studie." }
        pre class="code" { (command(&call.address(&execute), process, example)) }
    };
    frame(call, process.title(), &[start(), all_processes()], &content)
}

/// What to type for the example. JSON of ours has no quotes that a shell reads.
fn command(address: &str, process: Process, example: &Value) -> String {
    let body = json!({ "inputs": example });
    let file = match process.format() {
        Format::Zip => " -o bestanden.zip",
        _ => "",
    };
    format!("curl '{address}'{file} -H 'Content-Type: application/json' \\\n  -d '{body}'")
}
