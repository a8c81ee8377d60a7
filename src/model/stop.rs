//! The wish of who asked that long work ends before it is done.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shared by who may end the work and who does it.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for the end; the work ends at its next look.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked for the end.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Who may end the work makes no other question of it.
impl PartialEq for Stop {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for Stop {}
