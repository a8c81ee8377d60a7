//! What people entered, as the service holds it: the store, and what the study made of the records.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use tokio::sync::Notify;

use crate::store::open_store::Store;

/// What people entered, as the service holds it.
#[derive(Debug)]
pub struct Register {
    store: Store,
    /// Told when something is kept that the study reads.
    pub changed: Notify,
    /// Of each record that the study was read with, by kind and id: nothing, or why it was left out.
    taken: RwLock<Taken>,
}

/// Of records, by kind and id: nothing, or why the study leaves it out.
pub type Taken = BTreeMap<(String, String), Option<String>>;

impl Register {
    /// The register over a store.
    pub fn over(store: Store) -> Self {
        Self {
            store,
            changed: Notify::new(),
            taken: RwLock::default(),
        }
    }

    /// The store itself; it may wait for the disk, or for a server.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Remembers what became of the records when the study was read.
    pub fn remember(&self, taken: Taken) {
        *self.taken.write().unwrap_or_else(PoisonError::into_inner) = taken;
    }

    /// What became of one record: nothing when the study was not read with it yet.
    pub fn taken(&self, kind: &str, id: &str) -> Option<Option<String>> {
        let taken = self.taken.read().unwrap_or_else(PoisonError::into_inner);
        taken.get(&(kind.to_owned(), id.to_owned())).cloned()
    }
}
