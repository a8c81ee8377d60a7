//! What is set up for who asks.

use axum::http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;

use crate::api::caller::audit::{Audit, Deed};
use crate::api::caller::openid::OpenId;
use crate::api::caller::reading::Reading;
use crate::api::caller::session::Sessions;
use crate::api::caller::who::Caller;
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
