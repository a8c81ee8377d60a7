//! Plans that were posted, for the other servers of the store: told beside the answers, so that nobody waits for it who drags
//! something, and looked for where a mark is not on the shelf. What the store does not take is known where it was posted only.

use std::iter::once;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use crate::api::register::kept::Register;
use crate::ingest::inputs::sha256;
use crate::store::error::StoreError;
use crate::store::open_store::Store;
use crate::store::passing::PostedPlan;

/// What is posted within so long is told together.
const TOGETHER: Duration = Duration::from_millis(100);
/// A plan that nobody knows may be on its way from where it was posted: it is looked for once more after so long.
const ON_ITS_WAY: Duration = Duration::from_millis(300);
/// A store that could not be written is left alone so long.
const REST: Duration = Duration::from_secs(5);
/// So many plans wait to be told; others are not.
const MOST_WAITING: usize = 256;
/// So many bytes of plans stay in the store.
const MOST_BYTES: i64 = 64 * 1024 * 1024;
/// So many bytes are told before is looked whether that is too many.
const LOOK: usize = 4 * 1024 * 1024;

/// The way of posted plans to other servers and back.
#[derive(Debug)]
pub struct PostedPlans {
    register: Arc<Register>,
    waiting: SyncSender<PostedPlan>,
}

impl PostedPlans {
    /// The way by this store.
    pub fn over(register: Arc<Register>) -> Self {
        let (waiting, plans) = sync_channel(MOST_WAITING);
        let telling = Arc::clone(&register);
        // It ends with the last who could post.
        thread::spawn(move || tell_all(&plans, telling.store()));
        Self { register, waiting }
    }

    /// Tells the other servers of a plan, beside who asks.
    pub fn tell(&self, plan: PostedPlan) {
        if self.waiting.try_send(plan).is_err() {
            tracing::debug!("too many plans wait to be told to other servers");
        }
    }

    /// The document with this mark that was posted to any server. It may wait for the store, and for what is on its way.
    ///
    /// # Errors
    /// As the store.
    pub fn find(&self, mark: &str) -> Result<Option<String>, StoreError> {
        let find = || self.register.store().posted(mark);
        let mut found = find()?;
        if found.is_none() {
            thread::sleep(ON_ITS_WAY);
            found = find()?;
        }
        // The mark of a plan is the hash of its document.
        Ok(found.filter(|document| sha256(document.as_bytes()) == mark))
    }
}

fn tell_all(plans: &Receiver<PostedPlan>, store: &Store) {
    // It is looked at first when the service starts to tell.
    let mut not_looked_at = LOOK;
    while let Ok(first) = plans.recv() {
        let more = plans.try_iter().take(MOST_WAITING);
        let together: Vec<PostedPlan> = once(first).chain(more).collect();
        while let Err(error) = tell(store, &together, &mut not_looked_at) {
            tracing::warn!(%error, "other servers do not hear which plans were posted");
            thread::sleep(REST);
            if !error.may_pass() {
                break;
            }
        }
        thread::sleep(TOGETHER);
    }
}

fn tell(store: &Store, plans: &[PostedPlan], not_looked_at: &mut usize) -> Result<(), StoreError> {
    let now = Timestamp::now().as_second();
    store.tell_posted(plans, now)?;
    let documents = plans.iter().map(|(_, document)| document.len());
    *not_looked_at += documents.sum::<usize>();
    if *not_looked_at >= LOOK {
        store.forget_posted(MOST_BYTES, now)?;
        *not_looked_at = 0;
    }
    Ok(())
}
