//! Whose turn it is to use a connection. Who does not get a turn in time is told so, and no queue grows behind one that hangs.

use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// So long a question waits for its turn and for who else has locked what it needs, together; and so long a store may take to
/// be reached.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// The turns at one thing.
#[derive(Debug)]
pub struct Turns<T> {
    thing: Mutex<T>,
    /// Since when it is somebody's turn.
    since: Mutex<Option<Instant>>,
    ended: Condvar,
}

/// A turn; it ends when it is dropped.
#[derive(Debug)]
pub struct Turn<'a, T> {
    turns: &'a Turns<T>,
    thing: MutexGuard<'a, T>,
}

impl<T> Turns<T> {
    /// The turns at a thing that nobody uses yet.
    pub const fn at(thing: T) -> Self {
        Self {
            thing: Mutex::new(thing),
            since: Mutex::new(None),
            ended: Condvar::new(),
        }
    }

    /// A turn; nothing when it does not come before then.
    pub fn next(&self, until: Instant) -> Option<Turn<'_, T>> {
        let left = until.saturating_duration_since(Instant::now());
        let waited = self
            .ended
            .wait_timeout_while(self.since(), left, |since| since.is_some());
        let (mut since, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if since.is_some() {
            return None;
        }
        *since = Some(Instant::now());
        drop(since);
        // A thread that stopped halfway left nothing half done.
        let thing = self.thing.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Turn { turns: self, thing })
    }

    /// How long the turn lasts that somebody has now.
    pub fn lasting(&self) -> Option<Duration> {
        self.since().map(|since| since.elapsed())
    }

    fn since(&self) -> MutexGuard<'_, Option<Instant>> {
        self.since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        *self.turns.since() = None;
        self.turns.ended.notify_one();
    }
}

impl<T> Deref for Turn<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.thing
    }
}

impl<T> DerefMut for Turn<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.thing
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn who_does_not_get_a_turn_in_time_goes_without_and_the_next_gets_one() {
        let turns = Turns::at(0);
        assert_eq!(turns.lasting(), None);
        let first = turns.next(Instant::now()).expect("it is free");
        assert!(turns.lasting().is_some());
        assert!(turns.next(Instant::now()).is_none());
        drop(first);
        assert_eq!(turns.lasting(), None);
        assert!(turns.next(Instant::now()).is_some());
    }

    #[test]
    fn all_who_wait_get_their_turn_one_after_the_other() {
        let turns = Turns::at(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let until = Instant::now() + Duration::from_secs(600);
                        *turns.next(until).expect("a turn") += 1;
                    }
                });
            }
        });
        assert_eq!(*turns.next(Instant::now()).expect("it is free"), 800);
    }

    #[test]
    fn a_turn_of_a_thread_that_stopped_halfway_has_ended() {
        let turns = Turns::at(0);
        let stopped = thread::scope(|scope| {
            let thread = scope.spawn(|| {
                let _turn = turns.next(Instant::now()).expect("it is free");
                unreachable!("halfway");
            });
            thread.join()
        });
        assert!(stopped.is_err());
        assert!(turns.next(Instant::now()).is_some());
    }
}
