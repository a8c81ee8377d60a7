//! One search over the streets against the direction of travel, whatever is remembered of each node: the nearest
//! facility, the nearest few, or how far a single place is.

use crate::network::bucket_queue::BucketQueue;
use crate::network::graph::NodeId;
use crate::network::length::Millimetres;
use crate::network::street_graph::StreetGraph;

/// A distance in millimetres in the upper 32 bits and a facility in the lower: the smaller one is the better answer,
/// ties and all.
pub const fn label(distance: Millimetres, facility: u32) -> u64 {
    ((distance.0 as u64) << 32) | facility as u64
}

/// The distance of a label.
pub const fn distance_of(label: u64) -> Millimetres {
    // The upper half.
    Millimetres((label >> 32) as u32)
}

/// The facility of a label.
pub const fn facility_of(label: u64) -> u32 {
    // The lower half.
    label as u32
}

/// What a search remembers of each node.
pub trait Labels {
    /// Takes in a label if it makes the answer of a node better, and says whether it did.
    fn improve(&mut self, node: u32, label: u64) -> bool;

    /// Whether the label is still among the answers of a node.
    fn holds(&self, node: u32, label: u64) -> bool;
}

/// Memory for searches, used again for every search.
#[derive(Debug, Clone)]
pub struct Spreading {
    queue: BucketQueue,
    batch: Vec<(u64, u32)>,
    seeds: Vec<(u64, u32)>,
}

impl Spreading {
    /// Sets memory apart for a graph.
    pub fn new<G: StreetGraph>(graph: &G) -> Self {
        Self {
            queue: BucketQueue::new(graph.longest_arc().0),
            batch: Vec::new(),
            seeds: Vec::new(),
        }
    }

    /// Spreads labels from where they are known to wherever they are better than what is remembered.
    ///
    /// # Cost
    /// Each node is handled about once for each of its answers.
    pub fn spread<G: StreetGraph, L: Labels>(
        &mut self,
        graph: &G,
        seeds: impl IntoIterator<Item = (u64, u32)>,
        labels: &mut L,
    ) {
        self.queue.restart();
        self.seeds.clear();
        self.seeds.extend(seeds);
        self.seeds.sort_unstable_by(|one, other| other.cmp(one));
        loop {
            let next = self
                .seeds
                .last()
                .map(|&(label, _)| BucketQueue::bucket(label));
            if self.queue.take_bucket(next, &mut self.batch) {
                self.settle_batch(graph, labels);
            } else if let Some(bucket) = next {
                self.plant(bucket, labels);
            } else {
                return;
            }
        }
    }

    /// Puts the seeds of a bucket into the queue.
    fn plant<L: Labels>(&mut self, bucket: u64, labels: &mut L) {
        while let Some((label, node)) = self
            .seeds
            .pop_if(|(label, _)| BucketQueue::bucket(*label) == bucket)
        {
            if labels.improve(node, label) {
                self.queue.push(label, node);
            }
        }
    }

    fn settle_batch<G: StreetGraph, L: Labels>(&mut self, graph: &G, labels: &mut L) {
        while let Some((label, node)) = self.batch.pop() {
            if !labels.holds(node, label) {
                continue;
            }
            for arc in graph.incoming(NodeId(node)) {
                // Too long to say is as good as not reached.
                if let Some(further) = label.checked_add(u64::from(arc.length.0) << 32)
                    && labels.improve(arc.node.0, further)
                {
                    self.queue.push(further, arc.node.0);
                }
            }
        }
    }
}
