//! What every page has: title, the way back, other forms of the same, and a footer.

use maud::{DOCTYPE, Markup, html};

use crate::api::call::Call;
use crate::api::headers::VERSION;
use crate::api::html::stylesheet;

/// A step on the way to a page: name and address below the version.
pub type Step = (String, String);

/// A page with this title, below these steps.
pub fn frame(call: &Call, title: &str, steps: &[Step], content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="nl" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · nabij" }
                link rel="stylesheet" href=(stylesheet::ADDRESS);
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
            }
            body {
                a class="skip" href="#inhoud" { "Naar de inhoud" }
                header class="bar" {
                    a class="brand" href="/" { "nabij" }
                    nav aria-label="Waar u bent" {
                        ol class="crumbs" {
                            @for (name, path) in steps {
                                li { a href=(call.address(path)) { (name) } }
                            }
                            li aria-current="page" { (title) }
                        }
                    }
                }
                main id="inhoud" {
                    h1 { (title) }
                    (content)
                }
                footer class="page-footer" {
                    (other_forms(call))
                    p { "nabij " (VERSION) " · " a href=(call.address("/openapi")) { "alle adressen van deze API" } }
                }
            }
        }
    }
}

/// The first step of most pages.
pub fn start() -> Step {
    ("API".to_owned(), String::new())
}

/// The step of all layers.
pub fn all_layers() -> Step {
    ("Lagen".to_owned(), "/collections".to_owned())
}

fn other_forms(call: &Call) -> Markup {
    let forms = call.other_forms();
    html! {
        @if !forms.is_empty() {
            p {
                "Deze pagina voor programma's: "
                @for (index, (name, address)) in forms.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href=(address) { (name) }
                }
            }
        }
    }
}
