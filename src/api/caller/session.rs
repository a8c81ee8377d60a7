//! The login of a browser: a cookie that only the service can read and write, and that ends by itself. One that was ended by
//! who has it opens nothing any more, also where it was copied.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::time::Duration as Age;
use cookie::{Cookie, CookieJar, Key, SameSite};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::api::caller::ended_logins::EndedLogins;
use crate::api::caller::role::Role;
use crate::api::caller::secret::new_secret;
use crate::api::caller::who::{Caller, Way};

/// A login that has begun and is not finished holds so long.
const BEGUN: Duration = Duration::from_secs(600);

/// The cookies of logins.
#[derive(Debug)]
pub struct Sessions {
    key: Key,
    safe: Safe,
    lasting: Duration,
    ended: EndedLogins,
}

/// How a browser reaches the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safe {
    /// Over HTTPS: then the cookie goes nowhere else.
    Https,
    /// Over HTTP, on the machine itself.
    Http,
}

/// A login that has begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Begun {
    /// What comes back with the code, so that nobody can bring a code of their own.
    pub state: String,
    /// What must be in the token of identity.
    pub nonce: String,
    /// The secret of which the challenge was sent (PKCE).
    pub verifier: String,
    /// Where the browser wants to go afterwards: a path of our own.
    pub back: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Kept<T> {
    value: T,
    /// In seconds since 1970.
    until: i64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Known {
    /// Of this login, and of no other.
    login: String,
    name: String,
    key: String,
    role: String,
}

impl Sessions {
    /// Cookies that are sealed with this key and last so long; all servers of one service have the same key.
    pub fn new(key: Key, safe: Safe, lasting: Duration) -> Self {
        Self {
            key,
            safe,
            lasting,
            ended: EndedLogins::default(),
        }
    }

    /// The logins that were ended before their time.
    pub const fn ended(&self) -> &EndedLogins {
        &self.ended
    }

    /// The cookie of who logged in.
    pub fn of(&self, caller: &Caller, now: Timestamp) -> Option<HeaderValue> {
        let known = Known {
            login: new_secret(""),
            name: caller.name.clone(),
            key: caller.key.clone(),
            role: caller.role.code().to_owned(),
        };
        self.sealed(self.name(), known, (self.lasting, now))
    }

    /// Who logged in, as long as that lasts.
    pub fn caller(&self, headers: &HeaderMap, now: Timestamp) -> Option<Caller> {
        let Kept { value: known, .. } = self.opened::<Known>(self.name(), headers, now)?;
        if self.ended.contains(&known.login) {
            return None;
        }
        Some(Caller {
            name: known.name,
            key: known.key,
            role: Role::of(&known.role)?,
            way: Way::Login,
        })
    }

    /// The cookie of a login that has begun.
    pub fn of_begun(&self, begun: Begun, now: Timestamp) -> Option<HeaderValue> {
        self.sealed(self.begun_name(), begun, (BEGUN, now))
    }

    /// The login that has begun.
    pub fn begun(&self, headers: &HeaderMap, now: Timestamp) -> Option<Begun> {
        let kept = self.opened(self.begun_name(), headers, now)?;
        Some(kept.value)
    }

    /// Ends the login that was sent, also where its cookie was copied, and tells whose it was.
    pub fn end(&self, headers: &HeaderMap, now: Timestamp) -> Option<Caller> {
        let caller = self.caller(headers, now)?;
        let kept: Kept<Known> = self.opened(self.name(), headers, now)?;
        self.ended.end((kept.value.login, kept.until), now);
        Some(caller)
    }

    /// The cookies that take both from the browser.
    pub fn taken_back(&self) -> impl Iterator<Item = HeaderValue> {
        let empty = [self.name(), self.begun_name()].map(|name| {
            let cookie = self.cookie(name, String::new(), Duration::ZERO);
            HeaderValue::try_from(cookie.to_string()).ok()
        });
        empty.into_iter().flatten()
    }

    const fn name(&self) -> &'static str {
        match self.safe {
            Safe::Https => "__Host-nabij",
            Safe::Http => "nabij",
        }
    }

    const fn begun_name(&self) -> &'static str {
        match self.safe {
            Safe::Https => "__Host-nabij-inloggen",
            Safe::Http => "nabij-inloggen",
        }
    }

    fn cookie(&self, name: &'static str, value: String, lasting: Duration) -> Cookie<'static> {
        let age = Age::try_from(lasting).unwrap_or(Age::ZERO);
        Cookie::build((name, value))
            .path("/")
            .http_only(true)
            .secure(self.safe == Safe::Https)
            // Sent along when a link leads here, as the identity provider does; never with what another page asks.
            .same_site(SameSite::Lax)
            .max_age(age)
            .build()
    }

    fn sealed(
        &self,
        name: &'static str,
        value: impl Serialize,
        (lasting, now): (Duration, Timestamp),
    ) -> Option<HeaderValue> {
        let until = now.checked_add(lasting).ok()?.as_second();
        let text = serde_json::to_string(&Kept { value, until }).ok()?;
        let mut jar = CookieJar::new();
        jar.private_mut(&self.key)
            .add(self.cookie(name, text, lasting));
        let sealed = jar.get(name)?;
        HeaderValue::try_from(sealed.encoded().to_string()).ok()
    }

    fn opened<T: DeserializeOwned>(
        &self,
        name: &str,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Option<Kept<T>> {
        let sent = headers.get_all(header::COOKIE).iter();
        let sent = sent.filter_map(|sent| sent.to_str().ok());
        let mut jar = CookieJar::new();
        // One of another program on this host may be anything.
        let sent = sent.flat_map(|sent| Cookie::split_parse_encoded(sent.to_owned()));
        sent.flatten().for_each(|cookie| jar.add_original(cookie));
        let cookie = jar.private(&self.key).get(name)?;
        let kept: Kept<T> = serde_json::from_str(cookie.value()).ok()?;
        (now.as_second() < kept.until).then_some(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sessions(key: &Key) -> Sessions {
        Sessions::new(key.clone(), Safe::Https, Duration::from_secs(3600))
    }

    fn planner() -> Caller {
        Caller {
            name: "p.planner".to_owned(),
            key: "k".to_owned(),
            role: Role::Planner,
            way: Way::Login,
        }
    }

    fn back(cookie: &HeaderValue) -> HeaderMap {
        let cookie = cookie.to_str().expect("text");
        let (pair, _) = cookie.split_once(';').expect("with attributes");
        [(header::COOKIE, pair.parse().expect("a header"))]
            .into_iter()
            .collect()
    }

    #[test]
    fn a_cookie_opens_until_it_ends_and_only_as_it_was_sealed() {
        let (key, now) = (Key::generate(), Timestamp::UNIX_EPOCH);
        let caller = planner();
        let cookie = sessions(&key).of(&caller, now).expect("a cookie");
        let text = cookie.to_str().expect("text");
        for part in [
            "__Host-nabij=",
            "HttpOnly",
            "Secure",
            "SameSite=Lax",
            "Path=/",
            "Max-Age=3600",
        ] {
            assert!(text.contains(part), "{text}");
        }
        assert!(!text.contains("planner"), "{text}");
        let sent = back(&cookie);
        assert_eq!(sessions(&key).caller(&sent, now), Some(caller));
        let later = now.checked_add(Duration::from_secs(3600)).expect("later");
        assert_eq!(sessions(&key).caller(&sent, later), None);
        assert_eq!(sessions(&Key::generate()).caller(&sent, now), None);
        // One letter is another.
        let forged = sent[header::COOKIE]
            .to_str()
            .expect("text")
            .replacen("nabij=", "nabij=A", 1);
        let forged = [(header::COOKIE, forged.parse().expect("a header"))];
        assert_eq!(
            sessions(&key).caller(&forged.into_iter().collect(), now),
            None
        );
        // A login that has begun is no login.
        let begun = Begun {
            state: "s".to_owned(),
            nonce: "n".to_owned(),
            verifier: "v".to_owned(),
            back: "/".to_owned(),
        };
        let cookie = sessions(&key).of_begun(begun, now).expect("a cookie");
        let renamed = back(&cookie)[header::COOKIE]
            .to_str()
            .expect("text")
            .replacen("-inloggen", "", 1);
        let renamed = [(header::COOKIE, renamed.parse().expect("a header"))];
        assert_eq!(
            sessions(&key).caller(&renamed.into_iter().collect(), now),
            None
        );
    }

    #[test]
    fn a_login_that_was_ended_opens_nothing_and_another_of_the_same_person_does() {
        let (key, now) = (Key::generate(), Timestamp::UNIX_EPOCH);
        let sessions = sessions(&key);
        let caller = planner();
        let [here, there] = [(); 2].map(|()| back(&sessions.of(&caller, now).expect("a cookie")));
        assert_eq!(sessions.end(&here, now), Some(caller.clone()));
        assert_eq!(sessions.end(&here, now), None);
        assert_eq!(sessions.end(&HeaderMap::new(), now), None);
        assert_eq!(sessions.caller(&here, now), None);
        assert_eq!(sessions.caller(&there, now), Some(caller));
    }
}
