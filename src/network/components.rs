//! Leaves out small groups of ways that hang together with nothing else: a courtyard, a pier, a piece cut off by the
//! edge of the map. Somebody beside one is not shut in there, but walks to a street that leads somewhere.

use crate::network::usable_ways::{UsableWay, UsableWays};

/// Keeps the ways in components of at least `smallest` nodes, counting all nodes of the ways, bends too.
///
/// One-way streets connect in both directions here: the question is what hangs together.
pub fn keep_large_components(ways: &mut UsableWays, smallest: usize) {
    let groups = Groups::of(ways);
    ways.retain(|way| groups.has_at_least(smallest, way));
}

/// Keeps the other ways: those that [`keep_large_components`] leaves out.
pub fn keep_small_components(ways: &mut UsableWays, smallest: usize) {
    let groups = Groups::of(ways);
    ways.retain(|way| !groups.has_at_least(smallest, way));
}

/// Disjoint sets of nodes: each node points towards the first of its set, which knows the size.
///
/// # Source
/// Tarjan 1975, union by size; paths are halved on the way.
struct Groups {
    towards: Vec<u32>,
    sizes: Vec<u32>,
}

impl Groups {
    fn new(nodes: usize) -> Self {
        // Nodes are counted in 32 bits.
        Self {
            towards: (0..nodes as u32).collect(),
            sizes: vec![1; nodes],
        }
    }

    /// What hangs together over these ways.
    fn of(ways: &UsableWays) -> Self {
        let mut groups = Self::new(ways.places().len());
        for way in ways.iter() {
            for pair in way.nodes.windows(2) {
                groups.join(pair[0], pair[1]);
            }
        }
        // A hole is reached over its square, although they share no node.
        for square in ways.iter().filter(|way| way.square) {
            let holes = ways.holes().iter().filter(|hole| hole.square == square.way);
            for hole in holes {
                groups.join(square.nodes[0], hole.nodes[0]);
            }
        }
        groups
    }

    fn has_at_least(&self, nodes: usize, way: UsableWay<'_>) -> bool {
        way.nodes
            .first()
            .is_some_and(|&node| self.size(node) >= nodes)
    }

    fn first(&self, mut node: u32) -> u32 {
        while self.towards[node as usize] != node {
            node = self.towards[node as usize];
        }
        node
    }

    fn first_and_shorten(&mut self, mut node: u32) -> u32 {
        while self.towards[node as usize] != node {
            let next = self.towards[node as usize];
            self.towards[node as usize] = self.towards[next as usize];
            node = next;
        }
        node
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.first_and_shorten(one), self.first_and_shorten(other));
        if one == other {
            return;
        }
        let (large, small) = if self.sizes[one as usize] >= self.sizes[other as usize] {
            (one, other)
        } else {
            (other, one)
        };
        self.towards[small as usize] = large;
        self.sizes[large as usize] += self.sizes[small as usize];
    }

    fn size(&self, node: u32) -> usize {
        self.sizes[self.first(node) as usize] as usize
    }
}
