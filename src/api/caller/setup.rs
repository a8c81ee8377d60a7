//! What is set up for who asks.

use std::time::Instant;

use axum::http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;

use crate::api::caller::audit::{Audit, Deed};
use crate::api::caller::from_here::from_here;
use crate::api::caller::openid::OpenId;
use crate::api::caller::permission::{Action, Reading, Verdict, verdict};
use crate::api::caller::role::Role;
use crate::api::caller::session::Sessions;
use crate::api::caller::who::{Caller, Way};
use crate::api::operation::Method;
use crate::api::problem::Problem;
use crate::api::running::request_id::RequestId;

/// What is set up for who asks.
#[derive(Debug, Default)]
pub struct Callers {
    /// For whom reading is.
    pub reading: Reading,
    /// Where people log in, if they can.
    pub login: Option<Login>,
    /// Whether nobody but who works on this machine reaches the service.
    pub alone: bool,
    /// Where deeds are written down.
    pub audit: Option<Audit>,
}

/// Where people log in.
#[derive(Debug)]
pub struct Login {
    /// The identity provider.
    pub provider: OpenId,
    /// The cookies of those who did.
    pub sessions: Sessions,
    /// How browsers name the service: scheme, host and port.
    pub origin: String,
}

impl Callers {
    /// Who asks this without a token. While nobody can tell which logins were ended elsewhere, who has one is nobody in particular.
    ///
    /// # Errors
    /// 503 for what then needs a login.
    pub fn without_token(
        &self,
        action: Action,
        headers: &HeaderMap,
    ) -> Result<Option<Caller>, Problem> {
        let login = self.login.as_ref();
        let session = login.and_then(|login| {
            let sessions = &login.sessions;
            let caller = sessions.caller(headers, Timestamp::now())?;
            Some((caller, sessions.ended().are_all_heard(Instant::now())))
        });
        match session {
            Some((caller, true)) => Ok(Some(caller)),
            Some((_, false)) => match verdict(action, None, self.reading) {
                Verdict::May => Ok(None),
                Verdict::Who | Verdict::MayNot => Err(Problem::not_kept()),
            },
            None => Ok((self.alone && from_here(headers)).then(Caller::on_this_machine)),
        }
    }

    /// Refuses what this caller may not do.
    ///
    /// # Errors
    /// 401 when they can say who they are, 403 when that does not help.
    pub fn check(
        &self,
        caller: Option<&Caller>,
        action: Action,
        (method, headers): (Method, &HeaderMap),
    ) -> Result<(), Problem> {
        match verdict(action, caller.map(|caller| caller.role), self.reading) {
            Verdict::May => self.own_page(caller, action, (method, headers)),
            Verdict::Who if self.login.is_some() => {
                Err(Problem::who("Log hiervoor in, of stuur een token mee."))
            }
            Verdict::Who => Err(Problem::not_allowed(
                "Dit kan hier alleen op het apparaat zelf, op de pagina van deze dienst of met een eigen programma, en van \
                 elders met een token.",
            )),
            Verdict::MayNot => {
                let needed = Role::EVERY
                    .into_iter()
                    .find(|&role| verdict(action, Some(role), self.reading) == Verdict::May);
                let needed = needed.map_or("", Role::code);
                Err(Problem::not_allowed(&format!(
                    "Hiervoor is de rol {needed} nodig."
                )))
            }
        }
    }

    /// A browser sends a cookie along with whatever page asks: a change must come from our own.
    fn own_page(
        &self,
        caller: Option<&Caller>,
        action: Action,
        (method, headers): (Method, &HeaderMap),
    ) -> Result<(), Problem> {
        let by_cookie = caller.is_some_and(|caller| caller.way == Way::Login);
        if !by_cookie || !action.changes(method) || self.is_own(headers) {
            return Ok(());
        }
        Err(Problem::not_allowed(
            "Een wijziging met een login moet van de pagina van deze dienst zelf komen. Een programma stuurt een token mee.",
        ))
    }

    /// Writes a deed down, where that was asked. When this is done it is on the disk, and may be answered.
    pub async fn write_down(
        &self,
        caller: Option<&Caller>,
        (what, path): (&str, &str),
        status: StatusCode,
    ) {
        let Some(audit) = &self.audit else { return };
        let deed = Deed {
            tijd: Timestamp::now().to_string(),
            verzoek: RequestId::current().to_string(),
            wie: caller.map(|caller| caller.name.as_str()),
            rol: caller.map(|caller| caller.role.code()),
            wat: what,
            pad: path,
            uitkomst: status.as_u16(),
        };
        audit.write(&deed).await;
    }

    /// Whether a request came from our own page.
    pub fn is_own(&self, headers: &HeaderMap) -> bool {
        let own = self.login.as_ref().map(|login| login.origin.as_str());
        let origin = headers.get(header::ORIGIN);
        origin.and_then(|origin| origin.to_str().ok()) == own && own.is_some()
    }
}
