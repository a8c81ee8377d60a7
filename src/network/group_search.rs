//! What neighbouring nodes have within reach, found for a whole group at once. Neighbours reach nearly the same streets,
//! so those are copied once into a small table and walked with one number for each of the group beside the others:
//! every step is the same few operations on many numbers, which compilers and processors do at once.

use std::ops::Range;

use crate::network::graph::NodeId;
use crate::network::length::Millimetres;
use crate::network::rows::Rows;
use crate::network::street_graph::StreetGraph;

/// Nodes in a group. On 200,000 nodes and 1,200 m it takes a tenth longer with 32 and a quarter longer with 128.
pub const GROUP: usize = 64;

/// What is left of the limit on arrival at a node, for each of the group; less than 0 where it is out of reach.
pub type Left = [i32; GROUP];

/// So many nodes near the group are settled together before the search goes on to those farther away. Without it the
/// farther ones are walked again for every improvement near the group, which takes a sixth longer.
const STRETCH: usize = 128;

/// Bucket width as a power of two: some 16 m.
const WIDTH: u32 = 14;

/// A node that is not near the group.
const ELSEWHERE: u32 = u32::MAX;

/// Memory for searches in one graph, used again for every group.
#[derive(Debug, Clone)]
pub struct GroupSearch<'a, G: StreetGraph> {
    graph: &'a G,
    limit: i32,
    /// Of every node of the graph how far it is from the nearest of the group, and its number near the group.
    distances: Vec<u32>,
    numbers: Vec<u32>,
    buckets: Vec<Vec<(u32, u32)>>,
    /// The nodes near the group as the search came to them, with the steps between them.
    near: Vec<u32>,
    steps_to: Rows<(u32, i32)>,
    steps_from: Rows<u32>,
    left: Vec<Left>,
    /// Nodes to which a step has changed since they were looked at.
    stale: Vec<bool>,
}

impl<'a, G: StreetGraph> GroupSearch<'a, G> {
    /// Sets memory apart for searches up to a limit. A limit of more than 2,147 km counts as that.
    pub fn new(graph: &'a G, limit: Millimetres) -> Self {
        // The longest step is i32::MAX, which must lead out of reach.
        let limit = limit.0.min(i32::MAX as u32 - 1);
        Self {
            graph,
            limit: limit as i32,
            distances: vec![ELSEWHERE; graph.node_count()],
            numbers: vec![ELSEWHERE; graph.node_count()],
            buckets: vec![Vec::new(); (limit >> WIDTH) as usize + 1],
            near: Vec::new(),
            steps_to: Rows::default(),
            steps_from: Rows::default(),
            left: Vec::new(),
            stale: Vec::new(),
        }
    }

    /// Every node within the limit of any of the group, and what is left of the limit there for each of them.
    ///
    /// `group` are the numbers of at most [`GROUP`] nodes. They may lie anywhere; near each other they cost least.
    pub fn within(&mut self, group: Range<u32>) -> impl Iterator<Item = (NodeId, &Left)> {
        self.gather(group.clone());
        self.copy_steps();
        self.left.clear();
        self.left.resize(self.near.len(), [-1; GROUP]);
        for (node, lane) in group.zip(0..GROUP) {
            self.left[self.numbers[node as usize] as usize][lane] = self.limit;
        }
        self.settle();
        for &node in &self.near {
            self.numbers[node as usize] = ELSEWHERE;
        }
        self.near.iter().copied().map(NodeId).zip(&self.left)
    }

    /// Finds the nodes near the group with one search from all of it.
    fn gather(&mut self, group: Range<u32>) {
        self.near.clear();
        group.for_each(|node| self.reach(0, node));
        for bucket in 0..self.buckets.len() {
            while let Some((distance, node)) = self.buckets[bucket].pop() {
                if self.distances[node as usize] != distance {
                    continue;
                }
                for arc in self.graph.outgoing(NodeId(node)) {
                    let further = distance.saturating_add(arc.length.0);
                    if further <= self.limit as u32 {
                        self.reach(further, arc.node.0);
                    }
                }
            }
        }
        for &node in &self.near {
            self.distances[node as usize] = ELSEWHERE;
        }
    }

    fn reach(&mut self, distance: u32, node: u32) {
        let known = &mut self.distances[node as usize];
        if distance < *known {
            if *known == ELSEWHERE {
                // Nodes are counted in 32 bits.
                self.numbers[node as usize] = self.near.len() as u32;
                self.near.push(node);
            }
            *known = distance;
            self.buckets[(distance >> WIDTH) as usize].push((distance, node));
        }
    }

    fn copy_steps(&mut self) {
        self.steps_to.clear();
        self.steps_from.clear();
        let numbers = &self.numbers;
        let near = |node: NodeId| Some(numbers[node.0 as usize]).filter(|&near| near != ELSEWHERE);
        for node in self.near.iter().copied().map(NodeId) {
            let length = |length: Millimetres| length.0.min(i32::MAX as u32) as i32;
            let to = self.graph.incoming(node).iter();
            self.steps_to
                .push(to.filter_map(|arc| Some((near(arc.node)?, length(arc.length)))));
            let from = self.graph.outgoing(node).iter();
            self.steps_from.push(from.filter_map(|arc| near(arc.node)));
        }
    }

    /// Looks at nodes, those near the group first, until no step to any of them has changed.
    fn settle(&mut self) {
        self.stale.clear();
        self.stale.resize(self.near.len(), true);
        let next_stale = |stale: &[bool], from: usize| {
            let ahead = stale[from..].iter().position(|stale| *stale);
            ahead.map(|ahead| from + ahead)
        };
        let mut begin = 0;
        while let Some(first) = next_stale(&self.stale, begin) {
            let end = (first + STRETCH).min(self.near.len());
            begin = end;
            for node in first..end {
                if self.stale[node] && self.renew(node) {
                    for &next in self.steps_from.row(node as u32) {
                        self.stale[next as usize] = true;
                        begin = begin.min(next as usize);
                    }
                }
            }
        }
    }

    /// Takes the best of the steps to a node for each of the group, and says whether that changed anything.
    fn renew(&mut self, node: usize) -> bool {
        self.stale[node] = false;
        let mut best = self.left[node];
        for &(before, length) in self.steps_to.row(node as u32) {
            for (best, left) in best.iter_mut().zip(&self.left[before as usize]) {
                // Both lie between -1 and the limit, and 0 and i32::MAX: no difference is too large.
                *best = (*best).max(left - length);
            }
        }
        // Without an early end, so that all are compared at once.
        let known = best.iter().zip(&self.left[node]);
        let changed = known.fold(0, |changed, (best, known)| changed | (best ^ known)) != 0;
        self.left[node] = best;
        changed
    }
}
