//! The answers of a search, kept and mended when a facility comes or goes, or a street is closed or added:
//! only nodes whose way is touched are searched again.

use crate::network::edited_graph::{EditedGraph, GraphChange};
use crate::network::entrance::{Entrance, Entrances};
use crate::network::graph::{Arc, NodeId};
use crate::network::nearest_facility::{
    FacilitySearch, NOT_REACHED, NearestFacilities, NodeLabels,
};
use crate::network::spreading::{Spreading, facility_of};
use crate::network::street_graph::StreetGraph;

/// The nearest facility of every node, with the facilities it was found for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSearch {
    nearest: NodeLabels,
    entrances: Entrances,
}

/// Nodes to be searched again.
struct Affected {
    nodes: Vec<u32>,
    is_affected: Vec<bool>,
}

impl Affected {
    fn new(node_count: usize) -> Self {
        Self {
            nodes: Vec::new(),
            is_affected: vec![false; node_count],
        }
    }

    fn insert(&mut self, node: u32) {
        if !std::mem::replace(&mut self.is_affected[node as usize], true) {
            self.nodes.push(node);
        }
    }

    fn contains(&self, node: u32) -> bool {
        self.is_affected[node as usize]
    }
}

impl KeptSearch {
    /// Searches once.
    pub fn of<G: StreetGraph>(graph: &G, entrances: &[Entrance]) -> Self {
        let mut search = FacilitySearch::new(graph);
        let found = search.nearest(entrances);
        Self {
            nearest: NodeLabels(found.labels().to_vec()),
            entrances: Entrances::new(entrances),
        }
    }

    /// The answers; `graph` must be the one they were last mended for.
    pub fn found<'a, G: StreetGraph>(&'a self, graph: &'a G) -> NearestFacilities<'a, G> {
        NearestFacilities::new(graph, &self.nearest.0, &self.entrances)
    }

    /// The facilities' entrances.
    pub fn entrances(&self) -> &[Entrance] {
        self.entrances.all()
    }

    /// Takes in a new facility.
    ///
    /// # Cost
    /// The nodes that it is nearest to.
    pub fn add<G: StreetGraph>(
        &mut self,
        graph: &G,
        spreading: &mut Spreading,
        entrances: &[Entrance],
    ) {
        let added = Entrances::new(entrances);
        spreading.spread(graph, added.seeds(graph), &mut self.nearest);
        let all: Vec<Entrance> = self.entrances().iter().chain(entrances).copied().collect();
        self.entrances = Entrances::new(&all);
    }

    /// Forgets a facility.
    ///
    /// # Cost
    /// The nodes that it was nearest to, and a look at every node.
    pub fn remove<G: StreetGraph>(&mut self, graph: &G, spreading: &mut Spreading, facility: u32) {
        let rest = self
            .entrances()
            .iter()
            .filter(|entrance| entrance.facility != facility);
        self.entrances = Entrances::new(&rest.copied().collect::<Vec<_>>());
        let of_facility = |label: u64| label != NOT_REACHED && facility_of(label) == facility;
        let mut affected = Affected::new(graph.node_count());
        for (node, &label) in (0u32..).zip(&self.nearest.0) {
            if of_facility(label) {
                affected.insert(node);
            }
        }
        self.search_again(graph, spreading, &affected, &[]);
    }

    /// Follows an edit of the streets. `entrances` are all entrances where they are after it.
    ///
    /// # Cost
    /// The nodes whose way led over what is gone, or is shorter over what is new.
    pub fn follow(
        &mut self,
        graph: &EditedGraph<'_>,
        spreading: &mut Spreading,
        change: &GraphChange,
        entrances: &[Entrance],
    ) {
        let mut affected = self.over_closed(graph, change);
        let before = std::mem::replace(&mut self.entrances, Entrances::new(entrances));
        let gone: Vec<Entrance> = before
            .all()
            .iter()
            .filter(|entrance| !entrances.contains(entrance))
            .copied()
            .collect();
        for (label, node) in Entrances::new(&gone).seeds(graph) {
            if self.nearest.0[node as usize] == label {
                affected.insert(node);
            }
        }
        self.nearest.0.resize(graph.node_count(), NOT_REACHED);
        self.take_in_all_behind(graph, &mut affected);
        let mut seeds = Vec::new();
        for &edge in &change.opened {
            let edge = graph.edge(edge);
            for (node, beyond) in [(edge.from, edge.to), (edge.to, edge.from)] {
                let known = self.nearest.0[beyond.0 as usize];
                let arc = Arc {
                    node: beyond,
                    length: edge.length,
                };
                let open = known != NOT_REACHED
                    && !affected.contains(beyond.0)
                    && graph.outgoing(node).contains(&arc);
                seeds.extend(
                    open.then(|| further(known, arc))
                        .flatten()
                        .map(|label| (label, node.0)),
                );
            }
        }
        self.search_again(graph, spreading, &affected, &seeds);
    }

    /// Nodes whose label came over an edge that is gone.
    fn over_closed(&self, graph: &EditedGraph<'_>, change: &GraphChange) -> Affected {
        let mut affected = Affected::new(graph.node_count());
        for &edge in &change.closed {
            let edge = graph.edge(edge);
            for (node, beyond) in [(edge.from, edge.to), (edge.to, edge.from)] {
                let known = |node: NodeId| {
                    self.nearest
                        .0
                        .get(node.0 as usize)
                        .copied()
                        .unwrap_or(NOT_REACHED)
                };
                let arc = Arc {
                    node: beyond,
                    length: edge.length,
                };
                if known(beyond) != NOT_REACHED && further(known(beyond), arc) == Some(known(node))
                {
                    affected.insert(node.0);
                }
            }
        }
        affected
    }

    /// Adds every node whose label came from one of these, or may have: equal ways are searched again too.
    fn take_in_all_behind(&self, graph: &EditedGraph<'_>, affected: &mut Affected) {
        let mut next = 0;
        while let Some(&node) = affected.nodes.get(next) {
            next += 1;
            let known = self.nearest.0[node as usize];
            for arc in graph.incoming(NodeId(node)) {
                let came = known != NOT_REACHED
                    && further(known, *arc) == Some(self.nearest.0[arc.node.0 as usize]);
                if came {
                    affected.insert(arc.node.0);
                }
            }
        }
    }

    fn search_again<G: StreetGraph>(
        &mut self,
        graph: &G,
        spreading: &mut Spreading,
        affected: &Affected,
        more: &[(u64, u32)],
    ) {
        for &node in &affected.nodes {
            self.nearest.0[node as usize] = NOT_REACHED;
        }
        let mut seeds: Vec<(u64, u32)> = more.to_vec();
        for &node in &affected.nodes {
            let best = graph.outgoing(NodeId(node)).iter().filter_map(|arc| {
                let known = self.nearest.0[arc.node.0 as usize];
                further(known, *arc).filter(|_| known != NOT_REACHED)
            });
            seeds.extend(best.min().map(|label| (label, node)));
        }
        seeds.extend(self.entrances.seeds(graph));
        spreading.spread(graph, seeds, &mut self.nearest);
    }
}

fn further(label: u64, arc: Arc) -> Option<u64> {
    label.checked_add(u64::from(arc.length.0) << 32)
}
