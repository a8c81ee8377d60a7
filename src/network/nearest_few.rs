//! The nearest few facilities from everywhere, in one search: who can choose, and who loses what when one closes.
//! Each node keeps its best labels of different facilities; a label that is not among them leads nobody anywhere.

use crate::network::entrance::{Entrance, Entrances, way_to_begin, way_to_end};
use crate::network::graph::NodeId;
use crate::network::length::Millimetres;
use crate::network::nearest_facility::{FacilityDistance, NOT_REACHED};
use crate::network::position::Position;
use crate::network::spreading::{Labels, Spreading, distance_of, facility_of, label};
use crate::network::street_graph::StreetGraph;

/// What one search found: for every node its nearest facilities, each once.
#[derive(Debug)]
pub struct NearestFew<'a, G: StreetGraph> {
    graph: &'a G,
    labels: FewLabels,
    entrances: Entrances,
}

#[derive(Debug)]
struct FewLabels {
    few: usize,
    /// A row of `few` labels for each node, in ascending order.
    labels: Vec<u64>,
}

/// The `few` nearest facilities from everywhere, for trips towards the facilities.
///
/// # Cost
/// Each node is handled about `few` times: some 60 ms for three of 300 facilities on 200,000 nodes.
pub fn nearest_few<'a, G: StreetGraph>(
    graph: &'a G,
    entrances: &[Entrance],
    few: usize,
) -> NearestFew<'a, G> {
    let entrances = Entrances::new(entrances);
    let mut labels = FewLabels {
        few,
        labels: vec![NOT_REACHED; few * graph.node_count()],
    };
    Spreading::new(graph).spread(graph, entrances.seeds(graph), &mut labels);
    NearestFew {
        graph,
        labels,
        entrances,
    }
}

impl Labels for FewLabels {
    fn improve(&mut self, node: u32, label: u64) -> bool {
        let first = node as usize * self.few;
        insert(&mut self.labels[first..first + self.few], label)
    }

    fn holds(&self, node: u32, label: u64) -> bool {
        self.of(NodeId(node)).contains(&label)
    }
}

impl FewLabels {
    fn of(&self, node: NodeId) -> &[u64] {
        let first = node.0 as usize * self.few;
        &self.labels[first..first + self.few]
    }
}

/// Puts a label in its place among the best ones; `false` when it is not one of them.
fn insert(best: &mut [u64], label: u64) -> bool {
    // Where the label belongs, unless its facility is there already with a better one.
    let Some(place) = best
        .iter()
        .position(|&known| label <= known || facility_of(known) == facility_of(label))
    else {
        return false;
    };
    if best[place] == label || (label > best[place]) {
        return false;
    }
    // The worse label of the same facility goes, or else the last one.
    let gone = best[place..]
        .iter()
        .position(|&known| known != NOT_REACHED && facility_of(known) == facility_of(label));
    let last = gone.map_or(best.len() - 1, |after| place + after);
    best[place..=last].rotate_right(1);
    best[place] = label;
    true
}

impl<G: StreetGraph> NearestFew<'_, G> {
    /// The nearest facilities from a position on a street, nearest first; fewer when no more are reached.
    pub fn from_position(&self, position: &Position) -> Vec<FacilityDistance> {
        let edge = self.graph.edge(position.edge);
        let mut best = vec![NOT_REACHED; self.labels.few];
        let ends = [
            (edge.from, way_to_begin(&edge, position.offset)),
            (edge.to, way_to_end(&edge, position.offset)),
        ];
        for (node, way) in ends {
            let Some(way) = way else { continue };
            let reached = self
                .labels
                .of(node)
                .iter()
                .filter(|&&known| known != NOT_REACHED);
            for further in reached.filter_map(|&known| longer(known, way)) {
                insert(&mut best, further);
            }
        }
        for along in self.entrances.along_edge(position, &edge) {
            insert(&mut best, along);
        }
        let reached = best.into_iter().filter(|&known| known != NOT_REACHED);
        let with_leg = reached.filter_map(|known| longer(known, position.leg));
        with_leg
            .map(|label| FacilityDistance {
                distance: distance_of(label),
                facility: facility_of(label),
            })
            .collect()
    }
}

fn longer(known: u64, way: Millimetres) -> Option<u64> {
    Some(label(distance_of(known).plus(way)?, facility_of(known)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::drawn_town::{Town, place_all};
    use crate::network::nearest_facility::FacilitySearch;
    use crate::network::oracle::random_town;
    use proptest::prelude::*;

    fn entrances(town: &Town, left_out: &[u32]) -> Vec<Entrance> {
        let placed = place_all(&town.graph(), &town.facilities);
        let placed = (0..)
            .zip(placed)
            .filter(|(facility, _)| !left_out.contains(facility));
        placed
            .filter_map(|(facility, position)| {
                Some(Entrance {
                    facility,
                    position: position.ok()?,
                })
            })
            .collect()
    }

    #[test]
    fn the_labels_of_a_node_are_of_different_facilities_in_order() {
        let mut best = [NOT_REACHED; 3];
        let of = |metres: u32, facility| label(Millimetres(metres), facility);
        let inserted = [
            of(50, 1),
            of(40, 2),
            of(60, 1),
            of(30, 1),
            of(30, 1),
            of(70, 3),
            of(80, 4),
            of(10, 4),
        ]
        .map(|label| insert(&mut best, label));
        assert_eq!(
            inserted,
            [true, true, false, true, false, true, false, true]
        );
        assert_eq!(best, [of(10, 4), of(30, 1), of(40, 2)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn the_next_nearest_is_the_nearest_without_those_before_it(seed in 0u64..1_000_000) {
            let town = random_town(seed);
            let graph = town.graph();
            let few = nearest_few(&graph, &entrances(&town, &[]), 3);
            for home in place_all(&graph, &town.homes).into_iter().flatten() {
                let mut gone = Vec::new();
                let found = few.from_position(&home);
                for rank in 0..3 {
                    let mut search = FacilitySearch::new(&graph);
                    let nearest = search.nearest(&entrances(&town, &gone)).from_position(&home);
                    prop_assert_eq!(found.get(rank).copied(), nearest);
                    gone.extend(nearest.map(|nearest| nearest.facility));
                }
            }
        }
    }
}
