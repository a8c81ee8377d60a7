//! Whether the store could be used when that was last tried. Who asks this waits for no disk and no server.
//!
//! Reading tells that a store can be reached again; only what is kept tells that it has room and can be written again.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::store::error::StoreError;

/// What became of the latest uses of a store.
#[derive(Debug, Default)]
pub struct Condition(Mutex<Option<Trouble>>);

/// Why a store cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble {
    /// When that was last found.
    pub time: Timestamp,
    /// What it is.
    pub kind: TroubleKind,
}

/// What keeps a store from being used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    /// It cannot be reached.
    Unreachable,
    /// It gives no answer in time.
    Busy,
    /// Somebody else holds it, so that nothing is kept.
    Held,
    /// It has no room.
    Full,
    /// It may only be read.
    ReadOnly,
    /// It fails otherwise.
    Failing,
    /// It holds a revision that is not what was sealed; until the service starts again.
    Altered,
}

/// How a store is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Something is looked up.
    Reading,
    /// Something is kept.
    Keeping,
}

impl Condition {
    /// Remembers what became of a use, and passes it on.
    ///
    /// # Errors
    /// Those of the use.
    pub fn after<T>(&self, used: Use, done: Result<T, StoreError>) -> Result<T, StoreError> {
        let mut trouble = self.held();
        match &done {
            Ok(_) => *trouble = trouble.filter(|trouble| !trouble.kind.is_ended_by(used)),
            Err(error) => {
                if let Some(kind) = TroubleKind::of(error, used) {
                    let time = Timestamp::now();
                    *trouble = Some(Trouble { time, kind });
                }
            }
        }
        drop(trouble);
        done
    }

    /// What keeps the store from being used, as far as is known.
    pub fn trouble(&self) -> Option<Trouble> {
        *self.held()
    }

    fn held(&self) -> MutexGuard<'_, Option<Trouble>> {
        // A poisoned lock still holds a whole value: it is replaced at once.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TroubleKind {
    /// Nothing for a store that answers, and refuses what was asked.
    const fn of(error: &StoreError, used: Use) -> Option<Self> {
        match error {
            StoreError::Busy(_) => Some(match used {
                Use::Reading => Self::Busy,
                Use::Keeping => Self::Held,
            }),
            StoreError::Unreachable(_) => Some(Self::Unreachable),
            StoreError::Full(_) => Some(Self::Full),
            StoreError::ReadOnly(_) => Some(Self::ReadOnly),
            StoreError::Database(_) => Some(Self::Failing),
            StoreError::Conflict { .. }
            | StoreError::Clash { .. }
            | StoreError::Clashes(_)
            | StoreError::OtherStudy { .. }
            | StoreError::NoStore { .. }
            | StoreError::OtherTables { .. }
            | StoreError::Newer { .. }
            | StoreError::Damaged { .. }
            | StoreError::NoText
            | StoreError::Copy { .. } => None,
        }
    }

    const fn is_ended_by(self, used: Use) -> bool {
        match (self, used) {
            (Self::Altered, _) => false,
            (_, Use::Keeping) | (Self::Unreachable | Self::Busy | Self::Failing, Use::Reading) => {
                true
            }
            (Self::Held | Self::Full | Self::ReadOnly, Use::Reading) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_somebody_else_holds_is_well_again_when_what_failed_goes_well() {
        let condition = Condition::default();
        let kind = || condition.trouble().map(|trouble| trouble.kind);
        let busy = |used| {
            let done: Result<(), _> = condition.after(used, Err(StoreError::Busy(String::new())));
            assert!(done.is_err());
        };
        busy(Use::Reading);
        assert_eq!(kind(), Some(TroubleKind::Busy));
        condition.after(Use::Reading, Ok(())).expect("passed on");
        assert_eq!(kind(), None);
        busy(Use::Keeping);
        condition.after(Use::Reading, Ok(())).expect("passed on");
        assert_eq!(kind(), Some(TroubleKind::Held));
        condition.after(Use::Keeping, Ok(())).expect("passed on");
        assert_eq!(kind(), None);
    }

    #[test]
    fn a_store_that_is_read_again_can_be_reached_and_one_that_keeps_again_has_room() {
        let condition = Condition::default();
        let kind = || condition.trouble().map(|trouble| trouble.kind);
        let fails = |error| {
            let done: Result<(), _> = condition.after(Use::Keeping, Err(error));
            assert!(done.is_err());
        };
        let goes_well = |used| {
            let done = condition.after(used, Ok(()));
            assert!(done.is_ok());
        };
        assert_eq!(kind(), None);
        fails(StoreError::Unreachable(String::new()));
        assert_eq!(kind(), Some(TroubleKind::Unreachable));
        goes_well(Use::Reading);
        assert_eq!(kind(), None);
        fails(StoreError::Full(String::new()));
        goes_well(Use::Reading);
        assert_eq!(kind(), Some(TroubleKind::Full));
        fails(StoreError::Conflict {
            current: None,
            sent: None,
        });
        assert_eq!(kind(), Some(TroubleKind::Full));
        goes_well(Use::Keeping);
        assert_eq!(kind(), None);
    }
}
