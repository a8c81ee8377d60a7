//! Whether somebody is let in, by what is set up for who asks: what the gate asks about every request.

use std::time::Instant;

use axum::http::HeaderMap;
use jiff::Timestamp;

use crate::api::caller::from_here::from_here;
use crate::api::caller::permission::{Action, Verdict, verdict};
use crate::api::caller::role::Role;
use crate::api::caller::setup::Callers;
use crate::api::caller::who::{Caller, Way};
use crate::api::operation::Method;
use crate::api::problem::Problem;

/// Who asks this without a token. While nobody can tell which logins were ended elsewhere, who has one is nobody in particular.
///
/// # Errors
/// 503 for what then needs a login.
pub fn without_token(
    callers: &Callers,
    action: Action,
    headers: &HeaderMap,
) -> Result<Option<Caller>, Problem> {
    let login = callers.login.as_ref();
    let session = login.and_then(|login| {
        let sessions = &login.sessions;
        let caller = sessions.caller(headers, Timestamp::now())?;
        Some((caller, sessions.ended().are_all_heard(Instant::now())))
    });
    match session {
        Some((caller, true)) => Ok(Some(caller)),
        Some((_, false)) => match verdict(action, None, callers.reading) {
            Verdict::May => Ok(None),
            Verdict::Who | Verdict::MayNot => Err(Problem::not_kept()),
        },
        None => Ok((callers.alone && from_here(headers)).then(Caller::on_this_machine)),
    }
}

/// Refuses what this caller may not do.
///
/// # Errors
/// 401 when they can say who they are, 403 when that does not help.
pub fn admit(
    callers: &Callers,
    caller: Option<&Caller>,
    action: Action,
    (method, headers): (Method, &HeaderMap),
) -> Result<(), Problem> {
    match verdict(action, caller.map(|caller| caller.role), callers.reading) {
        Verdict::May => own_page(callers, caller, action, (method, headers)),
        Verdict::Who if callers.login.is_some() => {
            Err(Problem::who("Log hiervoor in, of stuur een token mee."))
        }
        Verdict::Who => Err(Problem::not_allowed(
            "Dit kan hier alleen op het apparaat zelf, op de pagina van deze dienst of met een eigen programma, en van \
             elders met een token.",
        )),
        Verdict::MayNot => {
            let needed = Role::EVERY
                .into_iter()
                .find(|&role| verdict(action, Some(role), callers.reading) == Verdict::May);
            let needed = needed.map_or("", Role::code);
            Err(Problem::not_allowed(&format!(
                "Hiervoor is de rol {needed} nodig."
            )))
        }
    }
}

/// A browser sends a cookie along with whatever page asks: a change must come from our own.
fn own_page(
    callers: &Callers,
    caller: Option<&Caller>,
    action: Action,
    (method, headers): (Method, &HeaderMap),
) -> Result<(), Problem> {
    let by_cookie = caller.is_some_and(|caller| caller.way == Way::Login);
    if !by_cookie || !action.changes(method) || callers.is_own(headers) {
        return Ok(());
    }
    Err(Problem::not_allowed(
        "Een wijziging met een login moet van de pagina van deze dienst zelf komen. Een programma stuurt een token mee.",
    ))
}
