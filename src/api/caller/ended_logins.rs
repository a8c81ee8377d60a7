//! The logins that were ended before their time: here, and on the other servers of the store as far as was heard.
//!
//! One that is known to be ended stays so. While the others cannot be heard, one of theirs may open this server for [`UNHEARD`];
//! from then on no login does.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::store::error::StoreError;
use crate::store::open_store::Store;
use crate::store::passing::EndedLogin;

/// Logins are believed so long without a word of the other servers: a database that starts anew or is taken over takes less.
pub const UNHEARD: Duration = Duration::from_secs(60);

/// The logins that were ended.
#[derive(Debug, Default)]
pub struct EndedLogins(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// Each with its own end in seconds since 1970.
    ended: BTreeMap<String, i64>,
    /// Those of which the others were not told yet.
    untold: BTreeMap<String, i64>,
    /// When the others were last heard; nothing when there are none.
    heard: Option<Instant>,
}

impl EndedLogins {
    /// Remembers that a login was ended here.
    pub fn end(&self, (login, until): EndedLogin, now: Timestamp) {
        let mut known = self.known();
        known.forget_over(now);
        known.ended.insert(login.clone(), until);
        known.untold.insert(login, until);
    }

    /// Whether a login is known to be ended.
    pub fn contains(&self, login: &str) -> bool {
        self.known().ended.contains_key(login)
    }

    /// Whether the others know of all that were ended here.
    pub fn are_all_told(&self) -> bool {
        self.known().untold.is_empty()
    }

    /// Whether the others were heard lately, or there are none.
    pub fn are_all_heard(&self, now: Instant) -> bool {
        let heard = self.known().heard;
        heard.is_none_or(|heard| now.saturating_duration_since(heard) <= UNHEARD)
    }

    /// From this moment on there are others to be heard.
    pub fn listen(&self, since: Instant) {
        self.known().heard.get_or_insert(since);
    }

    /// Hears which logins were ended on other servers and tells them which were here. It may wait for the store.
    ///
    /// # Errors
    /// As the store; what could not be told is told the next time.
    pub fn exchange(&self, store: &Store, now: Timestamp) -> Result<(), StoreError> {
        let asked = Instant::now();
        self.listen(asked);
        let elsewhere = store.ended_logins(now.as_second())?;
        let mut known = self.known();
        known.heard = Some(asked);
        known.ended.extend(elsewhere);
        known.forget_over(now);
        let untold: Vec<EndedLogin> = known.untold.clone().into_iter().collect();
        drop(known);
        if untold.is_empty() {
            return Ok(());
        }
        store.tell_ended(&untold, now.as_second())?;
        let mut known = self.known();
        for (login, _) in &untold {
            known.untold.remove(login);
        }
        Ok(())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // Each change of it is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// What is over by itself needs not to be remembered.
    fn forget_over(&mut self, now: Timestamp) {
        let lasts = |_: &String, until: &mut i64| now.as_second() < *until;
        self.ended.retain(lasts);
        self.untold.retain(lasts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::address::StoreAddress;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    #[test]
    fn what_is_over_by_itself_is_not_remembered() {
        let ended = EndedLogins::default();
        ended.end(("een".to_owned(), 100), at(0));
        ended.end(("twee".to_owned(), 200), at(99));
        assert!(ended.contains("een") && ended.contains("twee"));
        ended.end(("drie".to_owned(), 300), at(100));
        assert!(!ended.contains("een") && ended.contains("twee"));
    }

    #[test]
    fn a_server_that_does_not_hear_the_others_keeps_what_it_knows_and_tells_it_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let (here, away) = (folder.path().join("a.sqlite"), folder.path().join("b"));
        let address = StoreAddress::File(here.clone());
        let store = Store::open(&address, "proef").expect("a store");
        let [one, other] = [(); 2].map(|()| EndedLogins::default());
        std::fs::rename(&here, &away).expect("moved away");
        one.end(("een".to_owned(), 100), at(0));
        for ended in [&one, &other] {
            assert!(ended.exchange(&store, at(0)).is_err());
        }
        assert!(!one.are_all_told() && other.are_all_told());
        assert!(one.contains("een") && !other.contains("een"));
        std::fs::rename(&away, &here).expect("moved back");
        for ended in [&one, &other] {
            ended.exchange(&store, at(0)).expect("told and heard");
        }
        assert!(one.contains("een") && other.contains("een"));
        assert!(one.are_all_told());
        // A server that starts anew.
        let third = EndedLogins::default();
        third.exchange(&store, at(0)).expect("heard");
        assert!(third.contains("een"));
    }

    #[test]
    fn logins_are_believed_for_a_minute_without_a_word_of_the_others() {
        let (ended, now) = (EndedLogins::default(), Instant::now());
        let later = now + UNHEARD + Duration::from_millis(1);
        assert!(ended.are_all_heard(later), "there are no others");
        ended.listen(now);
        ended.listen(later);
        assert!(ended.are_all_heard(now + UNHEARD));
        assert!(!ended.are_all_heard(later));
    }
}
