//! A refusal or a failure to read, in the words of the problem itself.

use maud::{Markup, html};

use crate::api::call::Call;
use crate::api::html::frame::{frame, start};

/// What went wrong, with the way back.
pub fn problem_page(call: &Call, title: &str, detail: &str) -> Markup {
    let content = html! {
        p role="alert" { (detail) }
        p { "Ga terug in uw browser om de vraag te wijzigen, of kijk " a href=(call.address("")) { "wat er is" } "." }
    };
    frame(call, title, &[start()], &content)
}
