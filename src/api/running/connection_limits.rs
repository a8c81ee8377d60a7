//! What a client may take of the connections.

use std::time::Duration;

/// What a client may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// So many connections are open at once; further ones wait at the door. One client has an eighth of them at most.
    pub most: usize,
    /// So long the head of a request may take, and so long an open connection may be silent.
    pub head: Duration,
    /// So long a body may not come, and so long it may take when next to nothing of it comes.
    pub body: Duration,
    /// So long a client may leave an answer unread.
    pub unread: Duration,
    /// So long answers may take to be finished when the service stops.
    pub stopping: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            most: 1024,
            head: Duration::from_secs(15),
            body: Duration::from_secs(15),
            unread: Duration::from_secs(30),
            stopping: Duration::from_secs(20),
        }
    }
}
