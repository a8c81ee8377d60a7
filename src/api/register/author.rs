//! Whose change it is. Nobody is asked for a name: it is the login, or this machine.

use axum::http::HeaderMap;
use jiff::{Timestamp, Unit};

use crate::api::problem::Problem;
use crate::api::register::kept::{Register, Writing};
use crate::api::upload::leave::from_here;
use crate::store::revision::Author;

/// Who works on the machine itself.
const THIS_MACHINE: &str = "dit apparaat";

/// The author of a change, who may make it.
///
/// # Errors
/// 403 for who may not.
pub fn author(register: &Register, headers: &HeaderMap, why: String) -> Result<Author, Problem> {
    match register.writing() {
        Writing::ThisMachine => from_here(headers)?,
        Writing::Nobody => {
            return Err(Problem::not_allowed(
                "Deze dienst laat hier alleen lezen. Vastleggen kan als zij alleen op dit apparaat luistert.",
            ));
        }
    }
    Ok(Author {
        who: THIS_MACHINE.to_owned(),
        at: now(),
        why,
    })
}

/// The time by the clock of the server, in whole seconds.
fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now).to_string()
}
