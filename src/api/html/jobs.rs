//! Jobs to read: all of them, one, and what came of it.

use maud::{Markup, html};

use crate::api::call::{Call, FORMAT};
use crate::api::format::Format;
use crate::api::html::frame::{Step, frame, start};
use crate::api::html::processes::all_processes;
use crate::api::processes::job::{Job, Status};
use crate::api::processes::outcome::Outcome;
use crate::study::language::Language;

/// So much of a result is shown on its page.
const SHOWN: usize = 20_000;

fn all_jobs() -> Step {
    ("Opdrachten".to_owned(), "/jobs".to_owned())
}

/// All jobs.
pub fn jobs_page(call: &Call, jobs: &[Job], language: Language) -> Markup {
    let content = html! {
        @if jobs.is_empty() { p { "Er zijn geen opdrachten." } } @else {
            div class="scroll" tabindex="0" role="region" aria-label="Tabel met opdrachten" {
                table {
                    thead { tr {
                        th scope="col" { "gegeven" } th scope="col" { "proces" } th scope="col" { "hoe ver" } th scope="col" { "wat er gebeurt" }
                    } }
                    tbody {
                        @for job in jobs {
                            tr {
                                td { a href=(call.address(&job.path())) { (job.created.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()) } }
                                td { (job.process.title()) }
                                td { (job.status.name()) " (" (job.percent()) " %)" }
                                td { (job.message(language)) }
                            }
                        }
                    }
                }
            }
        }
    };
    frame(call, "Opdrachten", &[start(), all_processes()], &content)
}

/// One job.
pub fn job_page(call: &Call, job: &Job, language: Language) -> Markup {
    let content = html! {
        p { strong { (job.status.name()) } " (" (job.percent()) " %): " (job.message(language)) }
        @if job.status == Status::Successful {
            p { a href=(results(call, job, Format::Html)) { "Het resultaat" } }
        }
        @if let Some(expires) = job.expires {
            p { "Wordt bewaard tot " (expires.strftime("%H:%M:%S UTC").to_string()) "." }
        }
    };
    let steps = [start(), all_processes(), all_jobs()];
    frame(call, job.process.title(), &steps, &content)
}

/// What came of a job.
pub fn results_page(call: &Call, job: &Job, outcome: &Outcome) -> Markup {
    let text = std::str::from_utf8(&outcome.bytes).ok();
    let shown: Option<String> = text.map(|text| text.chars().take(SHOWN).collect());
    let content = html! {
        p {
            a href=(results(call, job, Format::Json)) { "Haal het resultaat op" }
            " (" (outcome.format.bare_type()) ", " (outcome.bytes.len()) " bytes)"
        }
        @if let Some(shown) = shown {
            p { "Het begin ervan:" }
            pre class="code" tabindex="0" { (shown) }
        }
    };
    let steps = [
        start(),
        all_processes(),
        all_jobs(),
        (job.process.title().to_owned(), job.path()),
    ];
    frame(call, "Resultaat", &steps, &content)
}

fn results(call: &Call, job: &Job, format: Format) -> String {
    let address = call.address(&format!("{}/results", job.path()));
    format!("{address}?{FORMAT}={}", format.code())
}
