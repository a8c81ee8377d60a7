//! From settings to what is set up for who asks.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::http::Uri;
use cookie::Key;
use openidconnect::{IssuerUrl, RedirectUrl};

use crate::api::caller::audit::Audit;
use crate::api::caller::from_here::is_this_machine;
use crate::api::caller::login_routes::BACK;
use crate::api::caller::openid::{OpenId, OpenIdSettings};
use crate::api::caller::reading::Reading;
use crate::api::caller::session::{Safe, Sessions};
use crate::api::caller::setup::{Callers, Login};
use crate::ingest::problem::{Problem, Severity};

/// The key that seals cookies has so many bytes at least.
const KEY_BYTES: usize = 64;

/// The settings about who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallerSettings {
    /// For whom reading is.
    pub reading: Reading,
    /// The identity provider; nobody logs in when not set.
    pub issuer: Option<String>,
    /// The name of the service there.
    pub client: Option<String>,
    /// Where its secret stands, if it has one.
    pub client_secret_file: Option<PathBuf>,
    /// How browsers name the service: `https://nabij.example`.
    pub public_address: Option<String>,
    /// In which claim the roles are.
    pub role_claim: String,
    /// What there means `planner`.
    pub planner_role: String,
    /// What there means `beheerder`.
    pub keeper_role: String,
    /// Where the key stands that seals cookies, the same for all servers; without it logins end with the process.
    pub session_key_file: Option<PathBuf>,
    /// So long a login lasts.
    pub session_lasting: Duration,
    /// Where deeds are written down.
    pub audit: Option<PathBuf>,
}

impl CallerSettings {
    /// What is set up, for a service that nobody else reaches when it is `alone`.
    ///
    /// # Errors
    /// The setting that is wrong, with what was expected.
    pub fn callers(&self, alone: bool) -> Result<Callers, Problem> {
        let audit = self.audit.as_ref().map(|path| {
            Audit::open(path).map_err(|cause| {
                let expected = "a file that can be added to";
                wrong("audit", &format!("{}: {cause}", path.display()), expected)
            })
        });
        Ok(Callers {
            reading: self.reading,
            login: self.login()?,
            alone: alone && self.issuer.is_none(),
            audit: audit.transpose()?,
        })
    }

    fn login(&self) -> Result<Option<Login>, Problem> {
        let Some(issuer) = &self.issuer else {
            return Ok(None);
        };
        let needed = |field: &str, value: &Option<String>, expected: &str| {
            value
                .clone()
                .ok_or_else(|| wrong(field, "nothing, with an issuer", expected))
        };
        let client = needed(
            "client",
            &self.client,
            "the name of the service at the identity provider",
        )?;
        let address = needed("public_address", &self.public_address, ADDRESS)?;
        is_safe("issuer", issuer)?;
        let safe = is_safe("public_address", &address)?;
        let origin = origin(&address)?;
        let provider = OpenId::new(OpenIdSettings {
            issuer: IssuerUrl::new(issuer.clone())
                .map_err(|_refused| wrong("issuer", issuer, ADDRESS))?,
            client,
            secret: self.client_secret_file.as_deref().map(secret).transpose()?,
            back: RedirectUrl::new(format!("{origin}{BACK}"))
                .map_err(|_refused| wrong("public_address", &address, ADDRESS))?,
            role_claim: self.role_claim.clone(),
            planner: self.planner_role.clone(),
            keeper: self.keeper_role.clone(),
        });
        let key = self.session_key_file.as_deref().map(key).transpose()?;
        let key = key.unwrap_or_else(Key::generate);
        Ok(Some(Login {
            provider,
            sessions: Sessions::new(key, safe, self.session_lasting),
            origin,
        }))
    }
}

const ADDRESS: &str = "https://, a host and perhaps a port, or http:// on this machine";

fn wrong(field: &str, found: &str, expected: &str) -> Problem {
    Problem::of_file(Severity::Blocks, "(instellingen)", found, expected).in_field(field)
}

/// Passwords and cookies go over HTTPS, but on the machine itself.
fn is_safe(field: &str, address: &str) -> Result<Safe, Problem> {
    let refused = || wrong(field, &format!("\"{address}\""), ADDRESS);
    let uri: Uri = address.parse().map_err(|_refused| refused())?;
    match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => Ok(Safe::Https),
        (Some("http"), Some(host)) if is_this_machine(host) => Ok(Safe::Http),
        _ => Err(refused()),
    }
}

/// Scheme, host and port, as a browser writes them in `Origin`.
fn origin(address: &str) -> Result<String, Problem> {
    let bare = address.trim_end_matches('/');
    let uri: Option<Uri> = bare.parse().ok();
    let whole = uri.filter(|uri| uri.path() == "/" && uri.query().is_none());
    match whole {
        Some(_) => Ok(bare.to_ascii_lowercase()),
        None => Err(wrong("public_address", &format!("\"{address}\""), ADDRESS)),
    }
}

fn secret(path: &Path) -> Result<String, Problem> {
    let text = fs::read_to_string(path).map_err(|cause| {
        let found = format!("{}: {cause}", path.display());
        wrong("client_secret_file", &found, "a file with the secret")
    })?;
    Ok(text.trim().to_owned())
}

fn key(path: &Path) -> Result<Key, Problem> {
    let expected = format!("a file with {KEY_BYTES} random bytes or more");
    let bytes = fs::read(path).map_err(|cause| {
        let found = format!("{}: {cause}", path.display());
        wrong("session_key_file", &found, &expected)
    })?;
    Key::try_from(bytes.as_slice()).map_err(|_refused| {
        let found = format!("{} bytes in {}", bytes.len(), path.display());
        wrong("session_key_file", &found, &expected)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> CallerSettings {
        CallerSettings {
            reading: Reading::Open,
            issuer: Some("https://inloggen.example".to_owned()),
            client: Some("nabij".to_owned()),
            client_secret_file: None,
            public_address: Some("https://nabij.example/".to_owned()),
            role_claim: "roles".to_owned(),
            planner_role: "planner".to_owned(),
            keeper_role: "beheerder".to_owned(),
            session_key_file: None,
            session_lasting: Duration::from_secs(60),
            audit: None,
        }
    }

    #[test]
    fn with_a_login_this_machine_is_nobody_in_particular() {
        let callers = settings().callers(true).expect("whole");
        assert!(!callers.alone);
        assert_eq!(
            callers.login.expect("a login").origin,
            "https://nabij.example"
        );
        let without = CallerSettings {
            issuer: None,
            ..settings()
        };
        assert!(without.callers(true).expect("whole").alone);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let short = folder.path().join("short");
        fs::write(&short, "abc").expect("written");
        let text = |text: &str| Some(text.to_owned());
        for (field, settings) in [
            (
                "client",
                CallerSettings {
                    client: None,
                    ..settings()
                },
            ),
            (
                "public_address",
                CallerSettings {
                    public_address: None,
                    ..settings()
                },
            ),
            (
                "public_address",
                CallerSettings {
                    public_address: text("http://nabij.example"),
                    ..settings()
                },
            ),
            (
                "public_address",
                CallerSettings {
                    public_address: text("https://nabij.example/kaart"),
                    ..settings()
                },
            ),
            (
                "issuer",
                CallerSettings {
                    issuer: text("http://inloggen.example"),
                    ..settings()
                },
            ),
            (
                "client_secret_file",
                CallerSettings {
                    client_secret_file: Some(folder.path().join("none")),
                    ..settings()
                },
            ),
            (
                "session_key_file",
                CallerSettings {
                    session_key_file: Some(short.clone()),
                    ..settings()
                },
            ),
            (
                "audit",
                CallerSettings {
                    audit: Some(folder.path().to_owned()),
                    ..settings()
                },
            ),
        ] {
            let refused = settings.callers(false).expect_err("wrong");
            assert_eq!(refused.field.as_deref(), Some(field), "{refused}");
        }
    }
}
