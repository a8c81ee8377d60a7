//! When a search has to stop, whether it is ready or not.

use std::time::{Duration, Instant};

/// The moment after which a search may not go on.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    end: Option<Instant>,
}

impl Deadline {
    /// A deadline some time from now; no deadline when no time is given, or when it is too far away to be told.
    pub fn after(limit: Option<Duration>) -> Self {
        Self {
            end: limit.and_then(|limit| Instant::now().checked_add(limit)),
        }
    }

    /// Whether the time is over.
    pub fn passed(&self) -> bool {
        self.end.is_some_and(|end| Instant::now() >= end)
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
}
