//! When a search has to stop, whether it is ready or not.

use std::time::{Duration, Instant};

use crate::model::stop::Stop;

/// The moment after which a search may not go on.
#[derive(Debug, Clone)]
pub struct Deadline {
    end: Option<Instant>,
    stop: Stop,
}

impl Deadline {
    /// A deadline some time from now; no deadline when no time is given, or when it is too far away to be told.
    pub fn after(limit: Option<Duration>) -> Self {
        Self {
            end: limit.and_then(|limit| Instant::now().checked_add(limit)),
            stop: Stop::default(),
        }
    }

    /// The same, and sooner when somebody asks for the end.
    #[must_use]
    pub fn or_when(self, stop: &Stop) -> Self {
        Self {
            stop: stop.clone(),
            ..self
        }
    }

    /// Whether the time is over.
    pub fn passed(&self) -> bool {
        self.stop.is_asked() || self.end.is_some_and(|end| Instant::now() >= end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_time_is_over_at_once_and_no_limit_never_is() {
        assert!(Deadline::after(Some(Duration::ZERO)).passed());
        assert!(!Deadline::after(None).passed());
        assert!(!Deadline::after(Some(Duration::MAX)).passed());
    }

    #[test]
    fn who_asks_for_the_end_gets_it_before_the_time_is_over() {
        let stop = Stop::default();
        let deadline = Deadline::after(Some(Duration::MAX)).or_when(&stop);
        assert!(!deadline.passed());
        stop.ask();
        assert!(deadline.passed());
    }
}
