//! Streets put together way by way; equal sets of tags are kept once.

use std::collections::BTreeMap;

use crate::model::position::Planar;
use crate::model::streets::{SquareHole, StreetNodeId, Streets, TagSetId, Tags, Way};

/// Streets under construction.
#[derive(Debug, Default)]
pub struct StreetBuilder {
    streets: Streets,
    tag_sets: BTreeMap<Tags, TagSetId>,
}

impl StreetBuilder {
    /// Streets with these nodes and no ways yet.
    pub fn with_nodes(nodes: Vec<Planar>) -> Self {
        Self {
            streets: Streets {
                nodes,
                ..Streets::default()
            },
            ..Self::default()
        }
    }

    /// Adds a node.
    pub fn add_node(&mut self, place: Planar) -> StreetNodeId {
        let id = node_id(self.streets.nodes.len());
        self.streets.nodes.push(place);
        id
    }

    /// Adds a way of two or more nodes.
    pub fn add_way(&mut self, nodes: Vec<StreetNodeId>, tags: Tags) {
        let tags = self.tag_set(tags);
        self.streets.ways.push(Way { nodes, tags });
    }

    /// Adds a barrier. Barriers are added in the order of their nodes.
    pub fn add_barrier(&mut self, node: StreetNodeId, tags: Tags) {
        let tags = self.tag_set(tags);
        self.streets.barriers.push((node, tags));
    }

    /// Adds a hole in a square; both are numbers of ways. Holes are added in ascending order.
    pub fn add_hole(&mut self, hole: SquareHole) {
        self.streets.holes.push(hole);
    }

    /// How many ways there are.
    pub fn ways(&self) -> usize {
        self.streets.ways.len()
    }

    /// The streets.
    pub fn finish(mut self) -> Streets {
        self.streets.tag_sets = vec![Tags::new(); self.tag_sets.len()];
        for (tags, TagSetId(id)) in self.tag_sets {
            if let Some(place) = self.streets.tag_sets.get_mut(id as usize) {
                *place = tags;
            }
        }
        self.streets
    }

    fn tag_set(&mut self, tags: Tags) -> TagSetId {
        let next = TagSetId(
            u32::try_from(self.tag_sets.len())
                .expect("each set comes from a way, and memory ends first"),
        );
        *self.tag_sets.entry(tags).or_insert(next)
    }
}

/// The number of the node at a position in the list.
pub fn node_id(position: usize) -> StreetNodeId {
    StreetNodeId(
        u32::try_from(position).expect("four thousand million nodes do not fit into memory"),
    )
}
