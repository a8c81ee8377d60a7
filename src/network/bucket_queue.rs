//! The waiting line of a search: nodes by distance, in buckets of some metres.
//! A bucket may hand out its nodes in any order; a node whose label improves is put in again, so the labels
//! end the same as with a heap. Buckets form a ring, because no step is longer than the longest arc.

/// Bucket width as a power of two: 2^14 mm, some 16 m, well below the length of most streets.
const WIDTH: u32 = 14;

/// Nodes waiting with their labels; a label's upper 32 bits are a distance in millimetres.
#[derive(Debug, Clone)]
pub struct BucketQueue {
    ring: Vec<Vec<(u64, u32)>>,
    waiting: usize,
    current: u64,
}

impl BucketQueue {
    /// An empty queue for steps up to `longest` millimetres.
    pub fn new(longest: u32) -> Self {
        let buckets = ((longest >> WIDTH) as usize + 2).next_power_of_two();
        Self {
            ring: vec![Vec::new(); buckets],
            waiting: 0,
            current: 0,
        }
    }

    /// Begins a search at distance 0.
    pub fn restart(&mut self) {
        self.ring.iter_mut().for_each(Vec::clear);
        self.waiting = 0;
        self.current = 0;
    }

    /// The bucket in which a label belongs.
    pub const fn bucket(label: u64) -> u64 {
        label >> (32 + WIDTH)
    }

    /// Puts a node in; its label is at most one step beyond the current bucket.
    pub fn push(&mut self, label: u64, node: u32) {
        let slot = self.slot(Self::bucket(label));
        self.ring[slot].push((label, node));
        self.waiting += 1;
    }

    /// Moves the contents of the nearest bucket into `batch`, which must be empty; `false` when all are empty.
    ///
    /// `until` is a bucket that must not be passed, because nodes will still be put into it.
    pub fn take_bucket(&mut self, until: Option<u64>, batch: &mut Vec<(u64, u32)>) -> bool {
        while self.waiting > 0 && until.is_none_or(|until| self.current < until) {
            let slot = self.slot(self.current);
            if !self.ring[slot].is_empty() {
                std::mem::swap(&mut self.ring[slot], batch);
                self.waiting -= batch.len();
                return true;
            }
            self.current += 1;
        }
        if let Some(until) = until {
            self.current = self.current.max(until);
        }
        false
    }

    fn slot(&self, bucket: u64) -> usize {
        // The ring's size is a power of two.
        bucket as usize & (self.ring.len() - 1)
    }
}
