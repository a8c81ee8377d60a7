//! Whose change it is. Nobody is asked for a name: it is the login, the token, or this machine.

use jiff::civil::Date;
use jiff::tz::offset;
use jiff::{Timestamp, Unit};

use crate::api::caller::who::Caller;
use crate::api::problem::Problem;
use crate::api::register::keeper::register;
use crate::api::state::ServerState;
use crate::store::revision::Author;

/// The author of a change.
///
/// # Errors
/// 403 when this service keeps nothing, and for who is not known: nobody in particular changes nothing.
pub fn author(state: &ServerState, why: String) -> Result<Author, Problem> {
    register(state)?;
    let caller = Caller::current();
    let caller = caller.ok_or_else(|| Problem::not_allowed("Wie dit wijzigt is niet bekend."))?;
    Ok(Author {
        who: caller.name,
        at: now(),
        why,
    })
}

/// The day in the Netherlands, where it begins two hours before that of Greenwich at the earliest.
pub fn today() -> Date {
    offset(2).to_datetime(Timestamp::now()).date()
}

/// The time by the clock of the server, in whole seconds.
fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now).to_string()
}
