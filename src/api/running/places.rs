//! Places for connections: so many at once, and of those no more than a share for one client, so that nobody takes them all.
//!
//! The machine itself and proxies that are trusted ask for many, and have no share: the places of all are theirs.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::api::running::rate_limit::neighbours;

/// One client has one of so many places at most.
const SHARES: usize = 8;

/// All places.
#[derive(Debug)]
pub struct Places {
    free: Arc<Semaphore>,
    share: usize,
    trusted: Vec<IpAddr>,
    /// How many each client has; none for who has no share.
    taken: Mutex<HashMap<IpAddr, usize>>,
}

/// A place among all and one of its client's; it is free again when this is dropped.
#[derive(Debug)]
pub struct Place {
    _of_all: Option<OwnedSemaphorePermit>,
    _of_client: OfClient,
}

/// One of the places of a client.
#[derive(Debug)]
struct OfClient(Option<(Arc<Places>, IpAddr)>);

impl Places {
    /// So many places, and the proxies that have no share.
    pub fn of(most: usize, trusted: Vec<IpAddr>) -> Arc<Self> {
        Arc::new(Self {
            free: Arc::new(Semaphore::new(most)),
            share: (most / SHARES).max(1),
            trusted,
            taken: Mutex::default(),
        })
    }

    /// Waits until a place is free.
    pub async fn free(&self) -> Option<OwnedSemaphorePermit> {
        // The semaphore is never closed.
        Arc::clone(&self.free).acquire_owned().await.ok()
    }

    /// A free place for a client; nothing, and the place stays free, when it has its share already.
    pub fn take(
        self: &Arc<Self>,
        free: &mut Option<OwnedSemaphorePermit>,
        client: IpAddr,
    ) -> Option<Place> {
        Some(Place {
            _of_client: self.of_client(client)?,
            _of_all: free.take(),
        })
    }

    fn of_client(self: &Arc<Self>, client: IpAddr) -> Option<OfClient> {
        let client = client.to_canonical();
        if client.is_loopback() || self.trusted.contains(&client) {
            return Some(OfClient(None));
        }
        let client = neighbours(client);
        let mut taken = self.taken();
        let own = taken.entry(client).or_default();
        (*own < self.share).then(|| {
            *own += 1;
            OfClient(Some((Arc::clone(self), client)))
        })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        // A poisoned lock still holds whole numbers: each is changed in one go.
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OfClient {
    fn drop(&mut self) {
        let Some((places, client)) = self.0.take() else {
            return;
        };
        let mut taken = places.taken();
        if let Some(own) = taken.get_mut(&client) {
            *own -= 1;
            if *own == 0 {
                taken.remove(&client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[tokio::test]
    async fn one_client_has_an_eighth_of_the_places_and_leaves_the_rest_to_others() {
        let places = Places::of(16, vec![address("10.0.0.2")]);
        let mut free = places.free().await;
        let mut take = |text: &str| {
            let place = places.take(&mut free, address(text));
            // Who is refused leaves the place to the next.
            assert_eq!(free.is_some(), place.is_none());
            free = free
                .take()
                .or_else(|| Arc::clone(&places.free).try_acquire_owned().ok());
            place
        };
        let first = take("203.0.113.1").expect("the first");
        let second = take("::ffff:203.0.113.1").expect("the second");
        assert!(take("203.0.113.1").is_none(), "its share is taken");
        let other = take("203.0.113.2").expect("another client");
        let house = ["2001:db8::1", "2001:db8::2"].map(|host| take(host).expect("one network"));
        assert!(take("2001:db8::3").is_none(), "the same network");
        let many: Vec<_> = ["127.0.0.1", "::1", "10.0.0.2", "10.0.0.2", "10.0.0.2"]
            .map(|host| take(host).expect("without a share"))
            .into();
        drop(first);
        let again = take("203.0.113.1").expect("a place came free");
        drop((second, other, house, many, again));
        assert!(places.taken().is_empty(), "who is gone is forgotten");
    }
}
