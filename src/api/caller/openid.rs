//! The identity provider: where people prove who they are, and what it tells of them.
//!
//! # Source
//! OpenID Connect Core 1.0, authorisation code flow; RFC 7636 (PKCE, S256); RFC 9700 (best current practice).

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use moka::sync::Cache;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, TokenResponse,
};
use serde_json::Value;
use ureq::Agent;

use crate::api::caller::role::Role;
use crate::api::caller::secret::kept_of;
use crate::api::caller::session::Begun;
use crate::api::caller::who::{Caller, Way};

/// What the provider says of itself, with its keys, is asked again after so long.
const KNOWN_FOR: Duration = Duration::from_secs(300);
/// So long the provider may take for an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// What the provider says is no longer than this.
const LONGEST: u64 = 1 << 20;

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// How the provider knows the service, and what its words mean here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenIdSettings {
    /// The address of the provider.
    pub issuer: IssuerUrl,
    /// The name of the service at the provider.
    pub client: String,
    /// Its secret there; none for a public client, which PKCE protects.
    pub secret: Option<String>,
    /// Where the provider sends people back to.
    pub back: RedirectUrl,
    /// In which claim the roles are; parts of a path have a dot between them.
    pub role_claim: String,
    /// What there means `planner`.
    pub planner: String,
    /// What there means `beheerder`.
    pub keeper: String,
}

/// The identity provider.
#[derive(Debug)]
pub struct OpenId {
    settings: OpenIdSettings,
    agent: Agent,
    known: Cache<(), Arc<CoreProviderMetadata>>,
}

/// Why a login did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// The provider gives no answer that can be used.
    #[error("the identity provider gives no answer: {0}")]
    Provider(String),
    /// The provider refused, or what it said cannot be trusted.
    #[error("the login is not accepted: {0}")]
    Refused(String),
}

impl OpenId {
    /// The provider with these settings; it is first asked at the first login.
    pub fn new(settings: OpenIdSettings) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // A provider that sends elsewhere is another one.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .build();
        Self {
            settings,
            agent: config.into(),
            known: Cache::builder().time_to_live(KNOWN_FOR).build(),
        }
    }

    /// Where the browser must go to log in, and what to remember until it is back. It may ask the provider, and wait.
    ///
    /// # Errors
    /// When the provider gives no answer.
    pub fn begin(&self, back: String) -> Result<(String, Begun), LoginError> {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state, nonce) = self
            .client()?
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let begun = Begun {
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
            back,
        };
        Ok((address.to_string(), begun))
    }

    /// Who came back with this code. It asks the provider, and waits.
    ///
    /// # Errors
    /// When the provider gives no answer, refuses the code, or signed something that is not for this login.
    pub fn finish(&self, code: String, begun: &Begun) -> Result<Caller, LoginError> {
        let client = self.client()?;
        let asked = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|cause| LoginError::Provider(cause.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(begun.verifier.clone()))
            .request(&|request| self.ask(request));
        let answer = asked.map_err(|cause| LoginError::Refused(said(&cause)))?;
        let token = answer
            .id_token()
            .ok_or_else(|| LoginError::Refused("it has no token of identity".to_owned()))?;
        let nonce = Nonce::new(begun.nonce.clone());
        let claims = token.claims(&client.id_token_verifier(), &nonce);
        let claims = claims.map_err(|cause| LoginError::Refused(said(&cause)))?;
        let name = claims.preferred_username().map(|name| name.to_string());
        let subject = claims.subject().as_str();
        Ok(Caller {
            name: name.unwrap_or_else(|| subject.to_owned()),
            // People may change their name at the provider; only this is theirs for ever.
            key: kept_of(&format!("{} {subject}", claims.issuer().as_str())),
            role: self.role(&payload(&token.to_string())),
            way: Way::Login,
        })
    }

    /// The role that these claims give: who the provider knows may read at least.
    fn role(&self, claims: &Value) -> Role {
        let path = self.settings.role_claim.split('.');
        let told = path.fold(claims, |value, part| &value[part]);
        let has = |wanted: &str| match told {
            Value::Array(roles) => roles.iter().any(|role| role == wanted),
            role => role == wanted,
        };
        if has(&self.settings.keeper) {
            Role::Keeper
        } else if has(&self.settings.planner) {
            Role::Planner
        } else {
            Role::Reader
        }
    }

    fn client(&self) -> Result<Client, LoginError> {
        let settings = &self.settings;
        let known = self.known.try_get_with((), || {
            CoreProviderMetadata::discover(&settings.issuer, &|request| self.ask(request))
                .map(Arc::new)
        });
        let known = known.map_err(|cause| LoginError::Provider(said(&cause)))?;
        let secret = settings.secret.clone().map(ClientSecret::new);
        let client = ClientId::new(settings.client.clone());
        let client = CoreClient::from_provider_metadata((*known).clone(), client, secret);
        Ok(client.set_redirect_uri(settings.back.clone()))
    }

    fn ask(&self, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
        let (head, mut body) = self.agent.run(request)?.into_parts();
        let body = body.with_config().limit(LONGEST).read_to_vec()?;
        Ok(HttpResponse::from_parts(head, body))
    }
}

/// What a token says, of which the signature was checked.
fn payload(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap_or_default();
    let text = URL_SAFE_NO_PAD.decode(payload).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// An error with its causes, for the log.
fn said(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn roles_are_found_where_the_provider_puts_them() {
        let open_id = |claim: &str| {
            OpenId::new(OpenIdSettings {
                issuer: IssuerUrl::new("https://inloggen.example".to_owned()).expect("an address"),
                client: "nabij".to_owned(),
                secret: None,
                back: RedirectUrl::new("https://nabij.example/inloggen/terug".to_owned())
                    .expect("an address"),
                role_claim: claim.to_owned(),
                planner: "planner".to_owned(),
                keeper: "beheerder".to_owned(),
            })
        };
        for (claim, claims, role) in [
            ("roles", json!({ "roles": ["planner"] }), Role::Planner),
            ("roles", json!({ "roles": "beheerder" }), Role::Keeper),
            (
                "roles",
                json!({ "roles": ["planner", "beheerder"] }),
                Role::Keeper,
            ),
            (
                "realm_access.roles",
                json!({ "realm_access": { "roles": ["planner"] } }),
                Role::Planner,
            ),
            (
                "roles",
                json!({ "roles": ["planners", "Beheerder"] }),
                Role::Reader,
            ),
            ("roles", json!({}), Role::Reader),
            ("a.b.c", json!({ "a": 3 }), Role::Reader),
        ] {
            assert_eq!(open_id(claim).role(&claims), role, "{claims}");
        }
    }
}
